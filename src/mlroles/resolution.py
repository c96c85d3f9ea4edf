"""What the names in a person's list mean: the skills held, and the names that nobody knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, partial
from itertools import chain, repeat
from operator import index
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from mlroles.deferral import Deferred, defer
from mlroles.errors import InvalidInput, settled, shorten
from mlroles.model import Level, Skill
from mlroles.names import fold

if TYPE_CHECKING:
    from mlroles.names import SkillId
    from mlroles.taxonomy import Taxonomy

_LONGEST = 60
_PLAIN = frozenset({str})

__all__ = ["Held", "Profile", "Unresolved", "read_level", "resolve"]


@frozen
class Held:
    """A skill that somebody named.

    Attributes
    ----------
    skill
        The skill.
    level
        The highest level given for it, or None if none was given.
    names
        The names that were given for it, sorted.
    """

    skill: Skill
    level: Level | None
    names: tuple[str, ...]


@frozen
class Unresolved:
    """A name that no skill bears, or several do.

    Attributes
    ----------
    name
        As given.
    reason
        ``unknown``, ``ambiguous`` or ``blank``.
    candidates
        Up to three skills that may have been meant; looked for when first asked for.
    """

    name: str
    reason: str
    find: Callable[[], tuple[str, ...]] = field(default=tuple, eq=False, repr=False)

    @cached_property
    def candidates(self) -> tuple[str, ...]:
        """Standard names of up to three skills that may have been meant."""
        return self.find()

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.name, self.reason, settled(self.candidates))


@frozen
class Profile(Deferred):
    """A person's list, read: sorted, so that the order in which it was written is forgotten.

    Attributes
    ----------
    held
        Each skill once, by id.
    unresolved
        Every name that was not understood, by name; not deduplicated.
    excluded
        Skills at level 0 or excluded by the text, by id, that nothing else says are held.
    """

    held: tuple[Held, ...]
    unresolved: tuple[Unresolved, ...]
    excluded: tuple[Skill, ...]

    @cached_property
    def ids(self) -> frozenset[SkillId]:
        """Ids of the skills held."""
        return frozenset(held.skill.id for held in self.held)

    @cached_property
    def levels(self) -> dict[str, Level | None]:
        """Skill id to level, of the skills held."""
        return {held.skill.id: held.level for held in self.held}


def resolve(skills: object, taxonomy: Taxonomy) -> Profile:
    """Read a list of names, a mapping of names to levels, skills or mentions.

    Parameters
    ----------
    skills
        An iterable of names, of `mlroles.model.Skill` values or of mentions; or a mapping of such
        to levels, 0 to 4, the level's name, or None; or a profile, which is read already.
    taxonomy
        Where to look the names up.

    Raises
    ------
    InvalidInput
        If it is a single string, no iterable, or holds what is no name, or a level off the scale.
    """
    if isinstance(skills, Profile):
        return _read_already(skills, taxonomy)
    reading = _Reading(skills, taxonomy)
    return defer(Profile, reading, ids=reading.ids())


class _Reading:
    """What a list says, name by name; the parts of a profile are made of it when looked at."""

    def __init__(self, skills: object, taxonomy: Taxonomy) -> None:
        self.taxonomy = taxonomy
        self.names, self.levels = _entries(skills)
        # names alone, which most lists are, are looked up without a look at each
        look_up: Callable[[Any], tuple[SkillId] | tuple[()]] = (
            partial(_mean, taxonomy=taxonomy) if self.levels else taxonomy.meanings.__getitem__
        )
        self.meant = [*map(look_up, self.names)]

    def ids(self) -> frozenset[SkillId]:
        if not self.levels:
            return frozenset(chain.from_iterable(self.meant))
        return frozenset(skill for skill, level, _ in self._known() if level != Level.NONE)

    def held(self) -> tuple[Held, ...]:
        levels: dict[SkillId, list[Level | None]] = {}
        names: dict[SkillId, set[str]] = {}
        for skill, level, name in self._known():
            levels.setdefault(skill, []).append(level)
            names.setdefault(skill, set()).add(_written(name))
        return tuple(
            Held(self.taxonomy.skills[skill], _highest(levels[skill]), tuple(sorted(names[skill])))
            for skill in sorted(self.ids())
        )

    def unresolved(self) -> tuple[Unresolved, ...]:
        unknown = [
            _unresolved(name, self.taxonomy)
            for name, meant in zip(self.names, self.meant, strict=True)
            if not meant
        ]
        return tuple(sorted(unknown, key=lambda name: (name.name, name.reason)))

    def excluded(self) -> tuple[Skill, ...]:
        left = {skill for skill, _, _ in self._known()} - self.ids()
        return tuple(map(self.taxonomy.skills.__getitem__, sorted(left)))

    def _known(self) -> Iterator[tuple[SkillId, Level | None, object]]:
        levels = self.levels or repeat(None)
        for meant, level, name in zip(self.meant, levels, self.names, strict=False):
            for skill in meant:  # one or none
                yield skill, level, name


def _read_already(profile: Profile, taxonomy: Taxonomy) -> Profile:
    for held in profile.held:
        if held.skill.id not in taxonomy.skills:
            message = f"this profile was read with another edition: {held.skill.id!r} is no skill"
            raise InvalidInput(message, profile)
    return profile


def read_level(level: object) -> Level | None:
    """A level as people give it.

    Parameters
    ----------
    level
        0 to 4, the level's name in any case, or None for a level that was not given.

    Raises
    ------
    InvalidInput
        If it is off the scale.

    Examples
    --------
    >>> read_level(3), read_level("Working"), read_level(None)
    (<Level.PRACTITIONER: 3>, <Level.WORKING: 2>, None)
    """
    if level is None:
        return None
    try:
        if isinstance(level, str):
            return Level[level.strip().upper()]
        return Level(index(level)) if not isinstance(level, bool) else _refuse(level)  # type: ignore[arg-type]  # index refuses what has none
    except (KeyError, TypeError, ValueError):
        return _refuse(level)


def _refuse(level: object) -> Level:
    said = ", ".join(f"{level.value} {level}" for level in Level)
    message = f"{_short(level)} is no level; the scale is {said}"
    raise InvalidInput(message, level)


def _entries(skills: object) -> tuple[list[object], list[Level | None]]:
    """The names in a list, and a level or None for each; no levels where all are plain names."""
    if isinstance(skills, (str, bytes)):
        message = (
            f"skills is one string, {_short(skills)}; pass a list of names such as "
            "['Python', 'SQL'], or read a text with find_skills"
        )
        raise InvalidInput(message, skills)
    try:
        given: Iterator[object] = iter(skills)  # type: ignore[call-overload]  # tried
    except TypeError as error:
        message = f"skills is {_short(skills)}; pass a list of names such as ['Python', 'SQL']"
        raise InvalidInput(message, skills) from error
    names = list(given)
    if isinstance(skills, Mapping):
        return names, [read_level(skills[name]) for name in names]
    plain = _PLAIN.issuperset(map(type, names))
    return names, [] if plain else [_stance(name) for name in names]


def _stance(name: object) -> Level | None:
    """A mention that the text excludes is as good as level 0."""
    return Level.NONE if getattr(name, "stance", None) == "excluded" else None


def _mean(name: object, taxonomy: Taxonomy) -> tuple[SkillId] | tuple[()]:
    """The skill meant by what is no plain string: a skill, or a mention of one."""
    skill = getattr(name, "skill", name)
    if isinstance(skill, Skill):  # one of another edition means what its id means here
        return (skill.id,) if skill.id in taxonomy.skills else ()
    if not isinstance(skill, str):
        message = f"{_short(name)} is no name of a skill; a name is a string"
        raise InvalidInput(message, name)
    return taxonomy.meanings[skill]


def _unresolved(name: object, taxonomy: Taxonomy) -> Unresolved:
    skill = getattr(name, "skill", name)
    if isinstance(skill, Skill):
        return Unresolved(skill.name, "unknown", partial(taxonomy.near_skills, skill.name))
    written = str(skill)
    key = fold(written)
    if several := taxonomy.names.get(key):
        return Unresolved(written, "ambiguous", partial(taxonomy.skill_names, several[:3]))
    if not key:
        return Unresolved(written, "blank")
    return Unresolved(written, "unknown", partial(taxonomy.near_skills, written))


def _written(name: object) -> str:
    """The name as it was given: a mention's text, a skill's id, or the name itself."""
    return str(name.id if isinstance(name, Skill) else getattr(name, "text", name))


def _highest(levels: Iterable[Level | None]) -> Level | None:
    """A name without a level says that the skill is held, not how well; so it outranks level 0."""
    given = list(levels)
    known = [level for level in given if level is not None]
    return max(known, default=None) if any(known) or None not in given else None


def _short(value: object) -> str:
    return shorten(value, _LONGEST)

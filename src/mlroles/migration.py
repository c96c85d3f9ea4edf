"""From one edition to another: where the ids that somebody holds have gone, a split as a choice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from mlroles.editions import is_older, load, load_between
from mlroles.errors import InvalidInput, UnknownRole, UnknownSkill, shorten
from mlroles.listing import Listing
from mlroles.model import Level
from mlroles.resolution import Profile, read_level, resolve
from mlroles.shown import Drawn, Shown
from mlroles.taxonomy import Taxonomy

if TYPE_CHECKING:
    from mlroles.model import Move

__all__ = ["Migration", "Passage", "migrate"]


@frozen
class Passage(Shown):
    """The way of one thing from one edition to another.

    Attributes
    ----------
    given
        The name as given.
    section
        ``roles`` or ``skills``; empty for a name that the older edition does not know.
    old
        Its id in the edition it comes from; empty for an unknown name.
    options
        The ids that it may be in the other edition, the likeliest first.
    chosen
        The one that it is; None where a person has to choose, or where there is none.
    basis
        ``certain``, ``by skills`` where the skills given settled a choice, ``choice`` where none
        was made, ``lost`` where the other edition has nothing like it, or ``unknown``.
    kind
        How it moved: a kind of `mlroles.model.MOVES`, ``removed`` where no move says why it is
        gone, or ``unknown``.
    also
        Ids that were drawn from it without taking its place.
    reason
        Why, where an edition says so.
    level
        The level given with it, if one was.
    """

    given: str
    section: str
    old: str
    options: tuple[str, ...]
    chosen: str | None
    basis: str
    kind: str
    also: tuple[str, ...] = ()
    reason: str = ""
    level: Level | None = None


@frozen(repr=False)
class Migration(Drawn, Listing[Passage]):
    """What became of each thing given, in the order given; nothing is left out.

    Attributes
    ----------
    old, new
        The names of the editions.
    """

    old: str
    new: str
    passages: tuple[Passage, ...] = field(repr=False)

    @property
    def choices(self) -> tuple[Passage, ...]:
        """What a person has yet to decide."""
        return tuple(each for each in self.passages if each.basis == "choice")

    @property
    def lost(self) -> tuple[Passage, ...]:
        """What the other edition has no place for, and what nobody knows."""
        return tuple(each for each in self.passages if each.basis in {"lost", "unknown"})

    @property
    def roles(self) -> tuple[str, ...]:
        """The ids of the roles that are settled, each once."""
        return tuple(dict.fromkeys(chosen for chosen, _ in self._settled("roles")))

    @property
    def skills(self) -> dict[str, Level | None]:
        """The ids of the skills that are settled, with their highest levels, as `match` takes."""
        held: dict[str, Level | None] = {}
        for chosen, level in self._settled("skills"):
            known = [lvl for lvl in (held.get(chosen), level) if lvl is not None]
            held[chosen] = max(known, default=None)
        return held

    def _settled(self, section: str) -> Iterator[tuple[str, Level | None]]:
        for each in self.passages:
            if each.section == section and each.chosen:
                yield each.chosen, each.level

    @property
    def _listed(self) -> tuple[Passage, ...]:
        return self.passages

    def __repr__(self) -> str:
        settled = len(self) - len(self.choices) - len(self.lost)
        return (
            f"<Migration {self.old} → {self.new}: {settled} settled, "
            f"{len(self.choices)} to choose, {len(self.lost)} lost>"
        )


def migrate(
    given: object, old: str | Taxonomy, new: str | Taxonomy, *, skills: object = None
) -> Migration:
    """Where roles and skills of one edition are in another, older or newer.

    Parameters
    ----------
    given
        Ids or names of roles and skills, in any mixture; a mapping of them to levels; or the
        profile of a person, such as `mlroles.resolution.resolve` reads.
    old
        The edition in which they are meant.
    new
        The edition in which they are wanted.
    skills
        A person's skills, by names that `new` knows: where a role was split, that of its parts
        which they resemble most is taken, and marked ``by skills``. Left out, a split stays a
        choice, since nobody but the person can make it.

    Returns
    -------
    Migration
        A passage for each thing given, certain, chosen, to be chosen, lost or unknown.

    Raises
    ------
    InvalidInput
        If `given` is one string, no iterable, or holds what is no name.
    UnknownEdition
        If no such edition is shipped.

    Examples
    --------
    >>> import mlroles
    >>> mlroles.migrate(["data-analyst", "airflow"], "2020.1", "2020.1")
    <Migration 2020.1 → 2020.1: 2 settled, 0 to choose, 0 lost>
    """
    before, after = (each if isinstance(each, Taxonomy) else load(each) for each in (old, new))
    held = None if skills is None else resolve(skills, after)
    passages = [_settle(_find(*entry, before), before, after, held) for entry in _entries(given)]
    return Migration(before.edition, after.edition, tuple(passages))


def _entries(given: object) -> list[tuple[str, Level | None]]:
    if isinstance(given, Profile):
        held = [(each.skill.id, each.level) for each in given.held]
        left = [(skill.id, Level.NONE) for skill in given.excluded]
        return [*held, *left, *((name.name, None) for name in given.unresolved)]
    if isinstance(given, Mapping):
        return [(_name(name), read_level(level)) for name, level in given.items()]
    if isinstance(given, (str, bytes)) or not isinstance(given, Iterable):
        message = f"{shorten(given)} cannot be migrated; pass a list of ids, ['data-analyst', …]"
        raise InvalidInput(message, given)
    return [(_name(name), None) for name in given]


def _name(name: object) -> str:
    found = getattr(name, "id", name)
    if not isinstance(found, str):
        message = f"{shorten(name)} is no id of a role or a skill"
        raise InvalidInput(message, name)
    return found


def _find(name: str, level: Level | None, before: Taxonomy) -> Passage:
    """What the name means in the edition it comes from; ids before names, roles before skills."""
    section, old = _place(name, before)
    kind = "kept" if section else "unknown"
    return Passage(name, section, old, (), None, kind, kind, level=level)


def _place(name: str, before: Taxonomy) -> tuple[str, str]:
    if name in before.roles:
        return "roles", name
    try:
        return "skills", before.skills[name].id if name in before.skills else before.skill(name).id
    except UnknownSkill:
        try:
            return "roles", before.role(name).id
        except UnknownRole:
            return "", ""


def _settle(passage: Passage, before: Taxonomy, after: Taxonomy, held: Profile | None) -> Passage:
    if not passage.section:
        return passage
    passage = _follow(evolve(passage, options=(passage.old,)), before, after)
    options = passage.options
    if len(options) == 1:
        return evolve(passage, chosen=options[0], basis="certain")
    if not options:
        return _lose(passage)
    if held is not None and held.held and passage.section == "roles":
        return evolve(passage, chosen=_nearest(options, held, after), basis="by skills")
    return evolve(passage, basis="choice")


def _lose(passage: Passage) -> Passage:
    """What is gone; without a reason, if the last that was said of it is that it stays."""
    if passage.kind in {"kept", "narrowed"}:
        passage = evolve(passage, kind="removed", reason="")
    return evolve(passage, basis="lost")


def _nearest(options: Iterable[str], held: Profile, after: Taxonomy) -> str:
    """That of the roles for which the skills speak most; of equal ones the first by id."""
    rows, columns = after.weights.rows, after.weights.columns
    evidence = {
        role: sum(rows[each.skill.id][0][columns[role]] for each in held.held) for role in options
    }
    return min(sorted(options), key=lambda role: -evidence[role])


def _follow(passage: Passage, before: Taxonomy, after: Taxonomy) -> Passage:
    """Along the editions between, one after the other, in either direction."""
    if is_older(after.edition, before.edition):
        for older, newer in reversed(list(pairwise([after, *load_between(after, before)]))):
            ways = [(move, move.new, move.old) for move in newer.moves]
            passage = _step(passage, ways, older, back=True)
    else:
        for newer in load_between(before, after):
            ways = [(move, move.old, move.new) for move in newer.moves]
            passage = _step(passage, ways, newer)
    known = after.roles if passage.section == "roles" else after.skills
    options, also = (
        tuple(key for key in keys if key in known) for keys in (passage.options, passage.also)
    )
    return evolve(passage, options=options, also=also)


def _step(
    passage: Passage,
    ways: Iterable[tuple[Move, Sequence[str], Sequence[str]]],
    there: Taxonomy,
    *,
    back: bool = False,
) -> Passage:
    """Into the neighbouring edition, by its moves from ids here to ids there.

    On the way back, what bore the same id there may be meant as well as what moved to it.
    """
    known = there.roles if passage.section == "roles" else there.skills
    ours = [way for way in ways if way[0].section == passage.section]
    options: dict[str, None] = {}
    taken: list[Move] = []
    also = dict.fromkeys(new for key in passage.also for new in _places(key, ours) or [key])
    for key in passage.options:
        leaving = [way for way in ours if key in way[1]]
        drawn = [way for way in leaving if way[0].kind == "derived-from"]
        places = [way for way in leaving if way not in drawn]
        stays = not places and key in known
        found = [key] if stays else [new for way in places or drawn for new in way[2]]
        if back and places and key in known:
            found.append(key)
        options |= dict.fromkeys(new for new in found if new in known)
        also |= dict.fromkeys(new for way in drawn for new in way[2] if new not in found)
        taken += [] if stays else [way[0] for way in places or drawn]
    if taken and not min(len(passage.options), len(options)) > 1:  # a choice keeps what made it one
        passage = evolve(passage, kind=taken[-1].kind, reason=taken[-1].reason)
    return evolve(passage, options=tuple(options), also=tuple(also))


def _places(key: str, ways: Iterable[tuple[Move, Sequence[str], Sequence[str]]]) -> list[str]:
    """The ids that took an id's place; none if it kept it."""
    return [
        new for move, old, to in ways if key in old and move.kind != "derived-from" for new in to
    ]

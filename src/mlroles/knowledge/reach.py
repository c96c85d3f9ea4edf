"""Which roles one could enter with what one knows, and how far the others are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from attrs import frozen

from mlroles.editions import require_taxonomy
from mlroles.errors import InvalidInput, shorten
from mlroles.knowledge.aversions import (
    Aversion,
    Objection,
    find_objections,
    find_shared,
    read_aversions,
)
from mlroles.knowledge.subjects import MATHS, is_part_of
from mlroles.listing import Listing
from mlroles.model import Level, Role, Skill
from mlroles.resolution import Profile, Unresolved, resolve

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mlroles.model import Statement
    from mlroles.taxonomy import Taxonomy

__all__ = ["Gap", "SetAside", "Standing", "Unasked", "Within", "roles_within"]


@frozen
class Gap:
    """From one level of a subject to a higher one.

    Attributes
    ----------
    subject
        The subject.
    held, asked
        The level one has, and the level that is asked for.
    is_maths
        Whether the taxonomy files the subject under mathematics.
    """

    subject: Skill
    held: Level
    asked: Level
    is_maths: bool

    @property
    def steps(self) -> int:
        """How many levels lie between, 1 to 4."""
        return self.asked - self.held


@frozen
class Standing:
    """How far a role is, by its knowledge alone.

    Attributes
    ----------
    role
        The role.
    gaps
        What is missing to enter, subject by subject; empty where nothing is.
    growth
        What growing in the role would ask for after that.
    shared
        Statements by which its people say that they would rather not do it either.
    """

    role: Role
    gaps: tuple[Gap, ...]
    growth: tuple[Gap, ...]
    shared: tuple[Statement, ...] = ()

    @property
    def steps(self) -> int:
        """How many levels are missing to enter, over all subjects."""
        return sum(gap.steps for gap in self.gaps)

    @property
    def group(self) -> str:
        """``now``, ``one level``, ``no more maths`` or ``further``; see `Within`."""
        if self.steps <= 1:
            return "one level" if self.steps else "now"
        return "further" if any(gap.is_maths for gap in self.gaps) else "no more maths"


@frozen
class SetAside:
    """A role that asks for what one would rather not do.

    Attributes
    ----------
    role
        The role.
    objections
        The rows that say so.
    shared
        Statements by which its people say that they would rather not do that either.
    """

    role: Role
    objections: tuple[Objection, ...]
    shared: tuple[Statement, ...] = ()


@frozen
class Unasked:
    """Something known that is no subject of any role.

    Attributes
    ----------
    skill
        What was named.
    nearest
        Subjects of roles that are parts of it, or that it is a part of.
    """

    skill: Skill
    nearest: tuple[Skill, ...] = ()


@frozen(repr=False)
class Within(Listing[Standing]):
    """The roles, the nearest first; of equally near ones those that use most of what is asked.

    Attributes
    ----------
    standings
        How far each role is; roles set aside or without a row of knowledge are not among them.
    set_aside
        Roles that ask for what one would rather not do, by id.
    unstated
        Roles of which no knowledge is stated, by id.
    held
        The subjects known, with their levels, by id; what is not named counts as none.
    unresolved
        Names that are not known; see `mlroles.resolution.Unresolved`.
    unasked
        What is known and is no subject of any role, by id.
    without
        What one would rather not do.
    edition, fingerprint
        Of the taxonomy that answered.
    """

    standings: tuple[Standing, ...]
    set_aside: tuple[SetAside, ...]
    unstated: tuple[Role, ...]
    held: tuple[tuple[Skill, Level], ...]
    unresolved: tuple[Unresolved, ...]
    unasked: tuple[Unasked, ...]
    without: tuple[Aversion, ...]
    edition: str
    fingerprint: str

    @property
    def now(self) -> tuple[Standing, ...]:
        """Roles that one could enter without learning more of any subject."""
        return self._group("now")

    @property
    def one_level(self) -> tuple[Standing, ...]:
        """Roles that are one level away, in one subject."""
        return self._group("one level")

    @property
    def no_more_maths(self) -> tuple[Standing, ...]:
        """Roles further away, for which one would learn other subjects and no more maths."""
        return self._group("no more maths")

    @property
    def further(self) -> tuple[Standing, ...]:
        """The rest, with their gaps."""
        return self._group("further")

    def _group(self, name: str) -> tuple[Standing, ...]:
        return tuple(each for each in self.standings if each.group == name)

    @property
    def _listed(self) -> tuple[Standing, ...]:
        return self.standings

    def __repr__(self) -> str:
        rest = len(self) - len(self.now) - len(self.one_level)
        counts = f"{len(self.now)} now, {len(self.one_level)} by one level, {rest} further"
        return f"<Within {counts}, edition {self.edition}>"


def roles_within(
    knowledge: object, taxonomy: Taxonomy | None = None, *, without: Iterable[str] = ()
) -> Within:
    """Which roles one could enter without learning more, which by one level, and the rest.

    Parameters
    ----------
    knowledge
        A mapping of subjects, by any of their names, to levels: 0 to 4 or the level's name. Of two
        levels for one subject the higher holds; a subject that is not named counts as 0.
    taxonomy
        Which edition answers; the newest released one if left out.
    without
        What one would rather not do: ``maths``, ``any maths``, ``coding``, ``any coding``,
        ``models``. A role is set aside only where rows of its own ask for it; they are given.

    Returns
    -------
    Within
        Every active role in one group. It looks at subjects alone, and these are judgements.

    Raises
    ------
    InvalidInput
        If `knowledge` is no mapping, a level is missing or off the scale, or `without` names
        something that is not known.

    Examples
    --------
    >>> import mlroles
    >>> known = {"stats": 1, "algorithms": 2, "machine learning theory": "awareness"}
    >>> found = mlroles.roles_within(known, mlroles.load("2020.1"))
    >>> [each.role.name for each in found.now]
    ['Data engineer']
    >>> [(each.role.name, each.gaps[0].subject.name) for each in found.one_level]
    [('ML-enabled software engineer', 'Probability')]
    """
    taxonomy = require_taxonomy(taxonomy)
    profile = _read(knowledge, taxonomy)
    aversions = read_aversions(without, taxonomy)
    held = tuple((each.skill, each.level) for each in profile.held if each.level is not None)
    levels = {str(skill.id): level for skill, level in held}
    roles = sorted(_active(taxonomy), key=lambda role: role.id)
    aside = _set_aside(roles, aversions, taxonomy)
    left = [role for role in roles if role not in {each.role for each in aside}]
    return Within(
        standings=_rank(
            _stand(role, levels, aversions, taxonomy) for role in left if role.knowledge
        ),
        set_aside=aside,
        unstated=tuple(role for role in left if not role.knowledge),
        held=held,
        unresolved=profile.unresolved,
        unasked=_find_unasked(profile, taxonomy),
        without=aversions,
        edition=taxonomy.edition,
        fingerprint=taxonomy.fingerprint,
    )


def _read(knowledge: object, taxonomy: Taxonomy) -> Profile:
    if not isinstance(knowledge, Mapping):
        message = (
            f"knowledge is {shorten(knowledge)}; pass a mapping of subjects to levels, "
            "{'statistics': 2}"
        )
        raise InvalidInput(message, knowledge)
    for name, level in knowledge.items():
        if level is None:
            message = f"{shorten(name)} has no level; give it one, 0 to 4 or the level's name"
            raise InvalidInput(message, name)
    return resolve(knowledge, taxonomy)


def _active(taxonomy: Taxonomy) -> list[Role]:
    return [role for role in taxonomy.roles.values() if role.status == "active"]


def _set_aside(
    roles: Iterable[Role], aversions: Iterable[Aversion], taxonomy: Taxonomy
) -> tuple[SetAside, ...]:
    found = ((role, find_objections(role, aversions, taxonomy)) for role in roles)
    return tuple(
        SetAside(role, objections, find_shared(role, {each.aversion for each in objections}))
        for role, objections in found
        if objections
    )


def _stand(
    role: Role, levels: Mapping[str, Level], aversions: tuple[Aversion, ...], taxonomy: Taxonomy
) -> Standing:
    gaps, growth = [], []
    for row in role.knowledge:
        held = levels.get(row.subject.id, Level.NONE)
        entered = max(held, row.enter)
        is_maths = is_part_of(row.subject, MATHS, taxonomy)
        gaps.append(Gap(row.subject, held, row.enter, is_maths))
        growth.append(Gap(row.subject, entered, row.grow, is_maths))
    return Standing(
        role,
        tuple(gap for gap in gaps if gap.steps > 0),
        tuple(gap for gap in growth if gap.steps > 0),
        find_shared(role, aversions),
    )


def _rank(standings: Iterable[Standing]) -> tuple[Standing, ...]:
    return tuple(sorted(standings, key=lambda each: (each.steps, -_depth(each.role), each.role.id)))


def _depth(role: Role) -> int:
    return sum(row.enter for row in role.knowledge)


def _find_unasked(profile: Profile, taxonomy: Taxonomy) -> tuple[Unasked, ...]:
    asked = {row.subject.id: row.subject for role in _active(taxonomy) for row in role.knowledge}
    known = {held.skill.id: held.skill for held in profile.held}
    known |= {skill.id: skill for skill in profile.excluded}
    return tuple(
        Unasked(skill, tuple(each for each in asked.values() if _are_kin(each, skill, taxonomy)))
        for key, skill in sorted(known.items())
        if key not in asked
    )


def _are_kin(one: Skill, other: Skill, taxonomy: Taxonomy) -> bool:
    return is_part_of(one, other.id, taxonomy) or is_part_of(other, one.id, taxonomy)

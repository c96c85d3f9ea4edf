"""Curricula: which roles a course serves, what it leaves out, and what it teaches too late."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from mlroles.editions import require_taxonomy
from mlroles.errors import InvalidInput
from mlroles.learning import is_met, newest_count
from mlroles.listing import Listing
from mlroles.matching import choose_roles, measure_coverage
from mlroles.model import IMPORTANCES, Level
from mlroles.resolution import Profile, read_level, resolve

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mlroles.learning import Levels
    from mlroles.model import Need, Role, Skill
    from mlroles.resolution import Held, Unresolved
    from mlroles.taxonomy import Taxonomy

__all__ = ["Curriculum", "Service", "Stumble", "review_curriculum"]


@frozen
class Service:
    """What a curriculum does for one role.

    Attributes
    ----------
    role
        The role.
    coverage
        How much of what it needs is taught, in permille.
    covered
        Needs that are taught as deep as the work asks, or without saying how deep.
    begun
        Needs that are taught, and not as deep.
    missing
        Needs that are not taught.

    Notes
    -----
    Needs stand in the order of demand: by importance, then by how many people of the role name the
    skill in the newest count, those that nobody counted last, then by id. Importance comes first,
    since an essential thing that nobody counted is no trifle.
    """

    role: Role
    coverage: int
    covered: tuple[Need, ...] = field(repr=False)
    begun: tuple[Need, ...] = field(repr=False)
    missing: tuple[Need, ...] = field(repr=False)


@frozen
class Stumble:
    """Where learners may stumble: a skill is taught before something that it builds on.

    Attributes
    ----------
    skill, place
        What is taught, and where: 1 for what is taught first.
    prerequisite
        What to learn before it.
    taught
        Where that is taught, or None if it never is and has to be brought along.
    """

    skill: Skill
    place: int
    prerequisite: Skill
    taught: int | None


@frozen(repr=False)
class Curriculum(Listing[Service]):
    """A curriculum against each role; the best served first, ties by id.

    Attributes
    ----------
    services
        What it does for each role.
    taught
        The skills it teaches, in the order taught.
    stumbles
        Prerequisites that come too late or never, in the order in which they are missed.
    beyond
        Skills taught that none of these roles needs, in the order taught.
    unresolved, excluded
        What else became of the names; see `mlroles.resolution.Profile`.
    edition, fingerprint
        Of the taxonomy that answered.
    """

    services: tuple[Service, ...]
    taught: tuple[Held, ...]
    stumbles: tuple[Stumble, ...]
    beyond: tuple[Skill, ...]
    unresolved: tuple[Unresolved, ...]
    excluded: tuple[Skill, ...]
    edition: str
    fingerprint: str

    @property
    def best(self) -> Service | None:
        """The role that it serves best; None where it serves none."""
        return self.services[0] if self.services[0].coverage else None

    @property
    def _listed(self) -> tuple[Service, ...]:
        return self.services

    def __repr__(self) -> str:
        best = f"{self.best.role.id} {self.best.coverage} permille" if self.best else "no role"
        return (
            f"<Curriculum of {len(self.taught)}: serves {best}, stumbles {len(self.stumbles)}, "
            f"edition {self.edition}>"
        )


def review_curriculum(
    skills: object,
    taxonomy: Taxonomy | None = None,
    *,
    among: Iterable[str | Role] | None = None,
) -> Curriculum:
    """What a curriculum teaches, seen from the roles.

    Parameters
    ----------
    skills
        What is taught, in the order in which it is: a list of names, a mapping of names to the
        levels that learners reach, or what `mlroles.find_skills` finds in a syllabus.
    taxonomy
        Which edition answers; the newest released one if left out.
    among
        Roles to look from, by any name; all active ones if left out.

    Returns
    -------
    Curriculum
        The roles that it serves, what is missing for each, and where learners may stumble. An
        unknown name is no error: it is reported.

    Raises
    ------
    InvalidInput
        If `skills` cannot be read or has no order, as a set has none, or `among` is empty.
    UnknownRole
        If `among` names no role.

    Examples
    --------
    >>> import mlroles
    >>> review = mlroles.review_curriculum(["pandas", "Python", "SQL"], mlroles.load("2020.1"))
    >>> [(each.prerequisite.name, each.skill.name) for each in review.stumbles]
    [('Python', 'pandas')]
    """
    taxonomy = require_taxonomy(taxonomy)
    given = _in_order(skills)
    profile = resolve(given, taxonomy)
    roles = [taxonomy.roles[role] for role in choose_roles(among, taxonomy)]
    services = [_serve(role, profile.levels) for role in roles]
    taught = _arrange(given, profile, taxonomy)
    needed = {need.skill.id for role in roles for need in role.needs}
    return Curriculum(
        services=tuple(sorted(services, key=lambda each: (-each.coverage, each.role.id))),
        taught=taught,
        stumbles=tuple(_stumbles([held.skill for held in taught], taxonomy)),
        beyond=tuple(held.skill for held in taught if held.skill.id not in needed),
        unresolved=profile.unresolved,
        excluded=profile.excluded,
        edition=taxonomy.edition,
        fingerprint=taxonomy.fingerprint,
    )


def _in_order(skills: object) -> object:
    """What was given, to be read more than once; refused where nothing says what comes first."""
    if isinstance(skills, (set, frozenset, Profile)):
        kind = type(skills).__name__.lower()
        message = f"skills is a {kind}, which has no order; pass a list in the order of teaching"
        raise InvalidInput(message, skills)
    if isinstance(skills, (str, bytes, Mapping)) or not isinstance(skills, Iterable):
        return skills
    return list(skills)


def _arrange(given: Any, profile: Profile, taxonomy: Taxonomy) -> tuple[Held, ...]:
    """The skills taught, each where it comes first."""
    held = {each.skill.id: each for each in profile.held}
    if isinstance(given, Mapping):
        given = [name for name, level in given.items() if read_level(level) != Level.NONE]
    first = {found.skill.id: None for name in given for found in resolve([name], taxonomy).held}
    return tuple(held[skill] for skill in first)


def _serve(role: Role, levels: Levels) -> Service:
    needs = sorted(role.needs, key=_demand)
    taught = [need for need in needs if need.skill.id in levels]
    return Service(
        role=role,
        coverage=measure_coverage(role, levels),
        covered=tuple(need for need in taught if is_met(need, levels)),
        begun=tuple(need for need in taught if not is_met(need, levels)),
        missing=tuple(need for need in needs if need.skill.id not in levels),
    )


def _demand(need: Need) -> tuple[int, int, str]:
    count = newest_count(need.named_by)
    return -IMPORTANCES[need.importance], -count.permille if count else 1, need.skill.id


def _stumbles(taught: Sequence[Skill], taxonomy: Taxonomy) -> Iterator[Stumble]:
    places = {skill.id: place for place, skill in enumerate(taught, 1)}
    for skill in taught:
        place = places[skill.id]
        for before in sorted(skill.prerequisites):
            when = places.get(before)
            if when is None or when > place:
                yield Stumble(skill, place, taxonomy.skills[before], when)

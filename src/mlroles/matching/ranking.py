"""How a match is worked out, a field at a time, when somebody looks at it."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from mlroles.deferral import defer
from mlroles.listing import Sparse
from mlroles.matching.answers import Fit, OtherWork, Reason
from mlroles.model import IMPORTANCES, Level, Need, Role
from mlroles.standing import Comparison, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mlroles.model import Skill
    from mlroles.names import SkillId
    from mlroles.resolution import Held, Profile, Unresolved
    from mlroles.taxonomy import Taxonomy

# ruff: noqa: D102  # a method is named as the field that it works out, and says the same

__all__ = ["BASIS", "Ranking", "count_units", "measure_counted", "measure_coverage"]

_TWELFTHS = 12  # a need met in part is met in halves, thirds or quarters: whole numbers of these
BASIS = {"c": "counted", "b": "borrowed", "p": "prior"}  # how a row of weights writes them


class Ranking:
    """The worker behind a match; its methods are named as the fields that they work out."""

    def __init__(self, profile: Profile, comparison: Comparison) -> None:
        self.profile = profile
        self.comparison = comparison
        self.standing: Standing = Standing(comparison, profile.ids)

    def fits(self) -> Sparse[Fit]:
        return Sparse(len(self.comparison.roles), self._make_fit)

    def _make_fit(self, place: int) -> Fit:
        # whoever looks at the first alone need not wait until the others are in order
        at = self.order[place] if place else self.standing.first
        worker = _Place(self, at)
        return defer(Fit, worker, role=worker.role)

    @cached_property
    def order(self) -> list[int]:
        return self.standing.order

    @cached_property
    def shares(self) -> tuple[int, ...]:
        return self.standing.shares

    def outcome(self) -> str:
        return self.standing.outcome

    def outside(self) -> OtherWork:
        return defer(OtherWork, _Outside(self))

    def breadth(self) -> int | None:
        return self.standing.breadth

    def resolved(self) -> tuple[Held, ...]:
        return self.profile.held

    def unresolved(self) -> tuple[Unresolved, ...]:
        return self.profile.unresolved

    def excluded(self) -> tuple[Skill, ...]:
        return self.profile.excluded

    def prior(self) -> tuple[tuple[str, str], ...] | None:
        if self.comparison.odds is None:
            return None
        pairs = zip(self.comparison.roles, self.comparison.odds, strict=True)
        return tuple((role, str(odd)) for role, odd in pairs)

    def edition(self) -> str:
        return self.comparison.taxonomy.edition

    def fingerprint(self) -> str:
        return self.comparison.taxonomy.fingerprint


class _Place:
    """The worker behind one fit; which role it is, everybody asks."""

    def __init__(self, ranking: Ranking, at: int) -> None:
        comparison = ranking.comparison
        self.ranking = ranking
        self.at = at
        self.taxonomy = comparison.taxonomy
        self.role = comparison.taxonomy.roles[comparison.roles[at]]

    def evidence(self) -> int:
        return self.ranking.standing.evidence[self.at]

    def share(self) -> int:
        return self.ranking.shares[self.at]

    def coverage(self) -> int:
        return measure_coverage(self.role, self.ranking.profile.levels)

    def counted(self) -> int:
        return measure_counted(self.ranking.profile.ids, self.role.id, self.taxonomy)

    def reasons(self) -> tuple[Reason, ...]:
        column = self.taxonomy.weights.columns[self.role.id]
        return _reasons(self.ranking.profile, column, _cite_needs(self.role), self.taxonomy)

    def edition(self) -> str:
        return self.taxonomy.edition

    def fingerprint(self) -> str:
        return self.taxonomy.fingerprint


class _Outside:
    """The worker behind the evidence for other work."""

    def __init__(self, ranking: Ranking) -> None:
        self.ranking = ranking
        self.taxonomy = ranking.comparison.taxonomy

    def evidence(self) -> int:
        return self.ranking.standing.outside

    def counted(self) -> int:
        return measure_counted(self.ranking.profile.ids, None, self.taxonomy)

    def reasons(self) -> tuple[Reason, ...]:
        return _reasons(self.ranking.profile, -1, {}, self.taxonomy)


@lru_cache(256)
def _cite_needs(role: Role) -> Mapping[SkillId, tuple[str, ...]]:
    """What the curators cite for each of a role's needs."""
    return {need.skill.id: need.sources for need in role.needs}


def _reasons(
    profile: Profile, column: int, needs: Mapping[SkillId, tuple[str, ...]], taxonomy: Taxonomy
) -> tuple[Reason, ...]:
    rows = taxonomy.weights.rows
    reasons = []
    for held in profile.held:
        skill = held.skill
        weights, bases = rows[skill.id]
        cited = skill.sources
        if skill.id in needs:
            cited = tuple(dict.fromkeys(cited + needs[skill.id]))
        reasons.append(Reason(skill, weights[column], BASIS[bases[column]], cited))
    return tuple(sorted(reasons, key=lambda reason: (-abs(reason.weight), reason.skill.id)))


def measure_counted(skills: Iterable[str], role: str | None, taxonomy: Taxonomy) -> int:
    """How much of the evidence for a role, by size, rests on counted people, in permille.

    Parameters
    ----------
    skills
        Ids of the skills held.
    role
        The role's id, or None for other work.
    taxonomy
        Whose weights count.
    """
    column = -1 if role is None else taxonomy.weights.columns[role]
    total = counted = 0
    for weights, bases in map(taxonomy.weights.rows.__getitem__, skills):
        size = abs(weights[column])
        total += size
        counted += size if bases[column] == "c" else 0
    return 1000 * counted // total if total else 0


def measure_coverage(role: Role, levels: Mapping[str, Level | None]) -> int:
    """How much of what a role needs is held, in permille, rounded down.

    The sum of importance · min(held, needed) / needed over the role's needs, over the sum of
    importance (4 essential, 2 important, 1 useful). A skill named without a level counts as met.
    """
    whole = part = 0
    for need in role.needs:
        whole += IMPORTANCES[need.importance] * _TWELFTHS
        if need.skill.id in levels:
            part += count_units(need, levels[need.skill.id])
    return 1000 * part // whole if whole else 0


def count_units(need: Need, held: Level | None) -> int:
    """What holding a need's skill at a level, or at one not given, counts towards coverage.

    In twelfths of the need's importance, so that a need met in part counts in whole numbers.
    """
    importance = IMPORTANCES[need.importance] * _TWELFTHS
    return importance if held is None else importance * min(held, need.level) // need.level

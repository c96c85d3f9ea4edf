"""How roles stand for the skills of one list: sums of whole numbers, worked out as asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlroles.shares import divide_evidence, measure_breadth

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from fractions import Fraction

    from mlroles.model import Scoring
    from mlroles.names import RoleId
    from mlroles.taxonomy import Taxonomy

__all__ = ["Comparison", "Standing"]


class Comparison:
    """What lists are measured by: the same for one as for a million.

    Parameters
    ----------
    taxonomy
        Whose weights count.
    roles
        Ids of the roles compared, sorted, so that ties and remainders go by id.
    odds
        What each role weighs beforehand; equal odds if None.
    """

    __slots__ = ("add", "odds", "roles", "scoring", "taxonomy")

    def __init__(
        self,
        taxonomy: Taxonomy,
        roles: tuple[RoleId, ...],
        odds: tuple[Fraction, ...] | None = None,
    ) -> None:
        self.taxonomy: Taxonomy = taxonomy
        self.roles: tuple[RoleId, ...] = roles
        self.odds: tuple[Fraction, ...] | None = odds
        self.scoring: Scoring = taxonomy.scoring
        self.add: Callable[[Iterable[str]], tuple[int, ...]] = taxonomy.weights.pack(roles).add


class Standing:
    """How the roles compared stand.

    Parameters
    ----------
    comparison
        What the list is measured by.
    ids
        Of the skills held, each once.
    """

    __slots__ = ("comparison", "evidence", "ids", "outside")

    def __init__(self, comparison: Comparison, ids: Collection[str]) -> None:
        found = comparison.add(ids)
        self.comparison: Comparison = comparison
        self.ids: Collection[str] = ids
        self.evidence: tuple[int, ...] = found[:-1]
        self.outside: int = found[-1]

    @property
    def order(self) -> list[int]:
        """Places in `evidence`, most evidence first, ties by id."""
        evidence = self.evidence
        return sorted(range(len(evidence)), key=evidence.__getitem__, reverse=True)

    @property
    def first(self) -> int:
        """The place in `evidence` of the role that comes first."""
        return self.evidence.index(max(self.evidence))

    @property
    def outcome(self) -> str:
        """What may be said: ``ranked``, ``insufficient`` or ``outside``."""
        outcome, _ = self._judge()
        return outcome

    @property
    def best(self) -> RoleId | None:
        """The role that comes first if the outcome is ``ranked``, else None."""
        outcome, most = self._judge()
        return self.comparison.roles[self.evidence.index(most)] if outcome == "ranked" else None

    def _judge(self) -> tuple[str, int]:
        """The outcome and the most evidence; leads are discounted as the shares are, for herds."""
        ranked = sorted(self.evidence)
        most, second = ranked[-1], ranked[-2] if len(ranked) > 1 else 0
        if not self.ids:
            return "insufficient", most
        if self.outside > most and self.outside > 0:
            return "outside", most
        scoring, lead = self.comparison.scoring, most - second
        clear = lead * scoring.discount >= scoring.lead * (scoring.discount + len(self.ids))
        return "ranked" if clear and lead > 0 else "insufficient", most

    @property
    def shares(self) -> tuple[int, ...]:
        """How the evidence divides among the roles, in permille, in the order of `evidence`."""
        return self._divide(self.comparison.odds)

    @property
    def breadth(self) -> int | None:
        """From one-trick pony, 0, to generalist, 1000, at equal odds; None of nothing known."""
        return measure_breadth(self._divide(None)) if self.ids else None

    def _divide(self, odds: tuple[Fraction, ...] | None) -> tuple[int, ...]:
        discount = self.comparison.scoring.discount
        return divide_evidence(self.evidence, len(self.ids), discount, odds)

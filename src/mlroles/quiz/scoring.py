"""Where the roles stand after some answers: a sum of what was ticked and of what was left."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from attrs import frozen

from mlroles.matching.ranking import BASIS
from mlroles.quiz.values import Decision, QuizFit, QuizReason
from mlroles.shares import divide_evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mlroles.quiz.rates import Rates
    from mlroles.taxonomy import Taxonomy

__all__ = ["Standing", "find_decisions", "find_outcome", "rank"]

# Ticks after which evidence counts half when it is turned into shares; fewer than in `match`, since
# a quiz asks for the very things that say the same. Fitted on people of Kaggle's surveys of 2018 to
# 2020 whom the edition had not counted; docs/explanation/quiz.md.
DISCOUNT = 9


@frozen
class Standing:
    """The roles compared, and what was ticked and left; all ids sorted.

    Attributes
    ----------
    roles, columns
        Ids, and their places in the edition's weights.
    ticked, left
        Ids of skills ticked or named, and of those offered and not ticked.
    cells
        What each of `ticked`, then each of `left`, says for each role, in centibans.
    """

    roles: tuple[str, ...]
    columns: tuple[int, ...]
    ticked: tuple[str, ...]
    left: tuple[str, ...]
    cells: tuple[tuple[int, ...], ...]

    @classmethod
    def of(
        cls,
        roles: tuple[str, ...],
        ticked: Iterable[str],
        offered: Iterable[str],
        rates: Rates,
        taxonomy: Taxonomy,
    ) -> Standing:
        """Where these roles stand after these ticks, of what was offered."""
        chosen, columns = set(ticked), tuple(map(rates.roles.index, roles))
        left = sorted({*offered} - chosen)
        rows = [taxonomy.weights.rows[skill][0] for skill in sorted(chosen)]
        rows += [rates.silences[skill] for skill in left]
        cells = tuple(tuple(row[column] for column in columns) for row in rows)
        return cls(roles, columns, tuple(sorted(chosen)), tuple(left), cells)

    @cached_property
    def evidence(self) -> tuple[int, ...]:
        """The sum for each role, in centibans."""
        return tuple(map(sum, zip(*self.cells, strict=True))) or (0,) * len(self.roles)

    @cached_property
    def shares(self) -> tuple[int, ...]:
        """How the evidence divides, in permille."""
        return divide_evidence(self.evidence, len(self.ticked), DISCOUNT)

    @cached_property
    def order(self) -> tuple[int, ...]:
        """Places in `roles`, most evidence first, ties by id."""
        return tuple(sorted(range(len(self.roles)), key=lambda at: (-self.evidence[at], at)))

    def lead(self, other: int) -> int:
        """How far the first role leads another."""
        return self.evidence[self.order[0]] - self.evidence[other]

    def pick(self, row: Sequence[int]) -> list[int]:
        """The cells of the roles compared, of a row that has one for each role."""
        return [row[column] for column in self.columns]


def rank(standing: Standing, rates: Rates, taxonomy: Taxonomy) -> tuple[QuizFit, ...]:
    """The roles with their reasons, most evidence first."""
    return tuple(_fit(at, standing, rates, taxonomy) for at in standing.order)


def _fit(at: int, standing: Standing, rates: Rates, taxonomy: Taxonomy) -> QuizFit:
    reasons = sorted(
        _reasons(at, standing, rates, taxonomy),
        key=lambda reason: (-abs(reason.weight), reason.skill.id),
    )
    return QuizFit(
        role=taxonomy.roles[standing.roles[at]],
        evidence=standing.evidence[at],
        share=standing.shares[at],
        counted=_measure_counted(reasons),
        reasons=tuple(reasons),
    )


def _reasons(at: int, standing: Standing, rates: Rates, taxonomy: Taxonomy) -> Iterator[QuizReason]:
    """Each thing ticked or left, in the order of the cells."""
    column, asked = standing.columns[at], len(standing.ticked)
    for place, skill in enumerate((*standing.ticked, *standing.left)):
        basis = BASIS[taxonomy.weights.rows[skill][1][column]]
        if place >= asked and rates.counted[skill][column]:
            basis = "counted"
        elif place >= asked:
            basis = "borrowed" if any(rates.counted[skill]) else "prior"
        yield QuizReason(taxonomy.skills[skill], place < asked, standing.cells[place][at], basis)


def _measure_counted(reasons: Iterable[QuizReason]) -> int:
    sizes = [(abs(reason.weight), reason.basis == "counted") for reason in reasons]
    total = sum(size for size, _ in sizes)
    return 1000 * sum(size for size, counted in sizes if counted) // total if total else 0


def find_outcome(standing: Standing, taxonomy: Taxonomy) -> str:
    """``ranked`` if the first leads by what the edition asks, discounted as the shares are."""
    ticks, lead = len(standing.ticked), standing.lead(standing.order[1])
    clear = lead * DISCOUNT >= taxonomy.scoring.lead * (DISCOUNT + ticks)
    return "ranked" if ticks and clear and lead > 0 else "insufficient"


def find_decisions(standing: Standing, taxonomy: Taxonomy) -> tuple[Decision, ...]:
    """What each thing did for the first role against the second, the largest first."""
    first, second = standing.order[:2]
    asked = len(standing.ticked)
    decisions = [
        Decision(taxonomy.skills[skill], place < asked, row[first] - row[second])
        for place, (skill, row) in enumerate(
            zip((*standing.ticked, *standing.left), standing.cells, strict=True)
        )
    ]
    return tuple(sorted(decisions, key=lambda each: (-abs(each.gain), each.skill.id)))

"""Which question to ask next, and when another would be idle."""

from __future__ import annotations

from math import isqrt
from typing import TYPE_CHECKING

from mlroles.quiz.rates import list_offers
from mlroles.quiz.values import Question

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mlroles.quiz.rates import Rates
    from mlroles.quiz.scoring import Standing
    from mlroles.taxonomy import Taxonomy

__all__ = ["OPTIONS", "QUESTIONS", "choose_question", "may_change"]

OPTIONS = 6  # in a question
QUESTIONS = 8  # in a quiz
_TRIED = 2  # questions without a tick but for days' work, after which only that is offered
_DAYS = "activity"


def choose_question(
    number: int, used: Iterable[str], standing: Standing, rates: Rates, taxonomy: Taxonomy
) -> Question | None:
    """The things that best tell apart the roles still open; None if nothing is left.

    Parameters
    ----------
    number
        Of the question.
    used
        Ids of what was offered or named before.
    standing
        Where the roles stand. Somebody who ticked nothing in two questions, or days' work alone,
        may know no tool by name: then days' work is offered, as long as there is any.
    """
    fresh = set(list_offers(standing.roles, rates, taxonomy)) - set(used)
    kinds = {skill: taxonomy.skills[skill].kind for skill in (*fresh, *standing.ticked)}
    lost = number > _TRIED and all(kinds[skill] == _DAYS for skill in standing.ticked)
    days = {skill for skill in fresh if lost and kinds[skill] == _DAYS}
    worth = {skill: _judge(skill, standing, rates, taxonomy) for skill in days or fresh}
    best = sorted(worth, key=lambda skill: (-worth[skill], skill))[:OPTIONS]
    options = tuple(taxonomy.skills[skill] for skill in sorted(best))
    return Question(number, options, bool(days)) if options else None


def _judge(skill: str, standing: Standing, rates: Rates, taxonomy: Taxonomy) -> int:
    """How much asking this would tell, in a unit of its own.

    With shares s, rates p, weights w and means over the shares m = Σ s·p and μ = Σ s·w:

        doubt = Σ s·(p - m)² / (m·(1 - m))      how far the shares are expected to move
        pull  = m·(1 - m) · Σ s·(w - μ)²        how much the tick would add, up or down
        worth = doubt · pull · √m               and a little for what many have to tick

    The first is Pearson's mean square contingency of tick and role. It alone prefers what many
    tick and few weigh; the second alone prefers what hardly anybody ticks.
    """
    shares, ticks = standing.shares, standing.pick(rates.ticks[skill])
    weights = standing.pick(taxonomy.weights.rows[skill][0])
    mean = sum(map(int.__mul__, shares, ticks))
    return _scatter(shares, ticks) * _scatter(shares, weights) * isqrt(mean)


def _scatter(shares: Sequence[int], values: Sequence[int]) -> int:
    """The variance of values over the shares, times a thousand cubed."""
    mean = sum(map(int.__mul__, shares, values))
    return sum(
        share * (1000 * value - mean) ** 2 for share, value in zip(shares, values, strict=True)
    )


def may_change(
    asked: int, used: Iterable[str], standing: Standing, rates: Rates, taxonomy: Taxonomy
) -> bool:
    """Whether any answers to the questions left could put another role first.

    A bound: for each rival, the things not yet offered that would bring it closest are taken to be
    asked, all at once and each answered as suits it best.
    """
    fresh = set(list_offers(standing.roles, rates, taxonomy)) - set(used)
    rows = [
        (standing.pick(taxonomy.weights.rows[skill][0]), standing.pick(rates.silences[skill]))
        for skill in fresh
    ]
    first, room = standing.order[0], OPTIONS * (QUESTIONS - asked)
    return any(
        standing.lead(other) - _sum_largest(rows, first, other, room)
        < (standing.roles[other] < standing.roles[first])
        for other in standing.order[1:]
    )


def _sum_largest(
    rows: Iterable[tuple[Sequence[int], Sequence[int]]], first: int, other: int, room: int
) -> int:
    """The most by which so many answers could bring the other role closer to the first."""
    gains = (max(tick[other] - tick[first], rest[other] - rest[first]) for tick, rest in rows)
    return sum(sorted((gain for gain in gains if gain > 0), reverse=True)[:room])

"""Which question to ask next, and when another would be idle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlroles.quiz.values import Question

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mlroles.quiz.rates import Rates
    from mlroles.quiz.scoring import Standing
    from mlroles.taxonomy import Taxonomy

__all__ = ["OPTIONS", "QUESTIONS", "choose_question", "may_change"]

OPTIONS = 6  # in a question
QUESTIONS = 8  # in a quiz


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
        Where the roles stand. While nothing is ticked after the first question, somebody may know
        no tool by name: then days' work is offered, as long as there is any.
    """
    seen = set(used)
    fresh = [skill for skill in rates.offered if skill not in seen]
    days = []
    if number > 1 and not standing.ticked:
        days = [skill for skill in fresh if taxonomy.skills[skill].kind == "activity"]
    worth = {skill: _judge(skill, standing, rates, taxonomy) for skill in days or fresh}
    best = sorted(worth, key=lambda skill: (-worth[skill], skill))[:OPTIONS]
    options = tuple(taxonomy.skills[skill] for skill in sorted(best))
    return Question(number, options, bool(days)) if options else None


def _judge(skill: str, standing: Standing, rates: Rates, taxonomy: Taxonomy) -> int:
    """How much asking this would tell, in a unit of its own.

    With shares s, rates p, weights w and means over the shares m = Σ s·p and μ = Σ s·w:

        doubt = Σ s·(p - m)² / (m·(1 - m))      how far the shares are expected to move
        pull  = m·(1 - m) · Σ s·(w - μ)²        how much the tick would add, up or down
        worth = doubt³ · pull

    The first is Pearson's mean square contingency of tick and role. It alone prefers what many
    tick and few weigh; the second alone prefers what hardly anybody ticks.
    """
    shares, ticks = standing.shares, standing.pick(rates.ticks[skill])
    weights = standing.pick(taxonomy.weights.rows[skill][0])
    mean = sum(map(int.__mul__, shares, ticks))
    apart = sum(
        share * (1000 * tick - mean) ** 2 for share, tick in zip(shares, ticks, strict=True)
    )
    middle = sum(map(int.__mul__, shares, weights))
    pull = sum(
        share * (1000 * weight - middle) ** 2
        for share, weight in zip(shares, weights, strict=True)
    )
    either = mean * (1_000_000 - mean)
    return apart**3 * pull // either**2


def may_change(question: Question, standing: Standing, rates: Rates, taxonomy: Taxonomy) -> bool:
    """Whether some answer to the question would put another role first."""
    first = standing.order[0]
    return any(
        standing.lead(other) - _most(question, first, other, standing, rates, taxonomy)
        < (standing.roles[other] < standing.roles[first])
        for other in standing.order[1:]
    )


def _most(
    question: Sequence[object],
    first: int,
    other: int,
    standing: Standing,
    rates: Rates,
    taxonomy: Taxonomy,
) -> int:
    """The most by which an answer could bring the other role closer."""
    gains = 0
    for option in question.options:
        rows = taxonomy.weights.rows[option.id][0], rates.silences[option.id]
        gains += max(row[other] - row[first] for row in map(standing.pick, rows))
    return gains

"""How many people of each role would tick a thing if it were shown to them.

Three sources, the surest first: what people of the role ticked in surveys that offered the thing;
what others ticked, moved by the weight that naming it has for the role; and, where no survey ever
offered it, how important the curators say it is. The last two are judgements.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from attrs import frozen

from mlroles.editions import load_counts, load_guidance

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mlroles.model import Role
    from mlroles.taxonomy import Taxonomy

__all__ = ["Rates", "list_offers", "read_rates"]

FEWEST, MOST = 5, 950  # permille; nobody is sure of what a stranger ticks
_PEOPLE = 10  # people who tick like the mean, added to those of a role, so that none is not never
# Of people of a role that needs a thing so much, how many tick it: permille, editorial.
_NEEDED = {"essential": 600, "important": 350, "useful": 150}
_NOT_NEEDED = 20
# What was left weighs a tenth of its due, since people leave what they know too. Chosen on people
# of Kaggle's surveys of 2018 to 2020 whom the edition had not counted; docs/explanation/quiz.md.
_SILENCE = 10


@frozen
class Rates:
    """How each role would answer; a cell a role, in `roles`' order.

    Attributes
    ----------
    roles
        Ids, in the order of the edition's weights.
    asked
        Ids of the roles whose people some survey asked.
    surveyed
        Ids of the skills that the newest survey offered.
    ticks
        Skill id to permille of the role's people who would tick it.
    silences
        Skill id to what leaving it says for the role, in centibans.
    counted
        Skill id to whether people of the role were asked.
    """

    roles: tuple[str, ...]
    asked: frozenset[str]
    surveyed: frozenset[str]
    ticks: Mapping[str, tuple[int, ...]]
    silences: Mapping[str, tuple[int, ...]]
    counted: Mapping[str, tuple[bool, ...]]


def read_rates(taxonomy: Taxonomy) -> Rates:
    """The rates of a taxonomy, made once."""
    return _read_rates(taxonomy, taxonomy.path)


def list_offers(roles: Iterable[str], rates: Rates, taxonomy: Taxonomy) -> tuple[str, ...]:
    """What a quiz among these roles may offer: ids, sorted.

    What the newest survey offered; and, for a role whose people nobody asked, what it needs.
    """
    silent = [taxonomy.roles[role] for role in roles if role not in rates.asked]
    needed = {need.skill.id for role in silent for need in role.needs}
    return tuple(sorted(rates.surveyed | needed))


@lru_cache(maxsize=8)
def _read_rates(taxonomy: Taxonomy, _path: str) -> Rates:
    surveys = _read_surveys(taxonomy)
    roles = tuple(taxonomy.weights.columns)
    surveyed = _read_newest(surveys)
    needed = {need.skill.id for role in taxonomy.roles.values() for need in role.needs}
    ticks, counted = {}, {}
    for skill in sorted(surveyed | needed):
        cells = [_count(surveys, role, skill) for role in roles]
        ticks[skill] = _fill(cells, skill, roles, taxonomy)
        counted[skill] = tuple(people > 0 for _, people in cells)
    silences = {skill: _hush(row) for skill, row in ticks.items()}
    asked = {role for role in roles for survey in surveys if survey["people"].get(role)}
    return Rates(roles, frozenset(asked), surveyed, ticks, silences, counted)


def _read_surveys(taxonomy: Taxonomy) -> list[Mapping[str, Any]]:
    """The counts of sources whose people were shown what they ticked; adverts offer nothing."""
    known = {row["survey"] for row in load_guidance(taxonomy)["surveys"]}
    counts = load_counts(taxonomy)
    return [counts[source] for source in sorted(counts) if source in known]


def _read_newest(surveys: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    """What the newest survey offered: older ones name what hardly anybody uses any more."""
    newest = max((survey["year"] for survey in surveys), default=0)
    return frozenset(
        skill for survey in surveys if survey["year"] == newest for skill in survey["named"]
    )


def _count(surveys: Iterable[Mapping[str, Any]], role: str, skill: str) -> tuple[int, int]:
    """How many of a role ticked a thing, of how many to whom it was offered."""
    offering = [survey for survey in surveys if skill in survey["named"]]
    asked = [survey for survey in offering if survey["people"].get(role)]
    ticked = sum(survey["named"][skill].get(role, 0) for survey in asked)
    return ticked, sum(survey["people"][role] for survey in asked)


def _fill(
    asked: Sequence[tuple[int, int]], skill: str, roles: Sequence[str], taxonomy: Taxonomy
) -> tuple[int, ...]:
    """The rate of every role: counted where it was asked, else the mean moved by its weight."""
    counted = [1000 * ticked // people for ticked, people in asked if people]
    mean = _round_mean(counted) if counted else _guess_mean(skill, taxonomy)
    weights, _ = taxonomy.weights.rows[skill]
    rates = (
        (1000 * ticked + _PEOPLE * mean) // (people + _PEOPLE)
        if people
        else mean * _raise_ten(weights[taxonomy.weights.columns[role]]) // 1000
        for (ticked, people), role in zip(asked, roles, strict=True)
    )
    return tuple(min(max(rate, FEWEST), MOST) for rate in rates)


def _guess_mean(skill: str, taxonomy: Taxonomy) -> int:
    """What the curators' needs say of a thing that no survey offered."""
    guesses = []
    for role in _active(taxonomy):
        needed: dict[str, str] = {need.skill.id: need.importance for need in role.needs}
        guesses.append(_NEEDED[needed[skill]] if skill in needed else _NOT_NEEDED)
    return _round_mean(guesses)


def _active(taxonomy: Taxonomy) -> list[Role]:
    return [role for role in taxonomy.roles.values() if role.status == "active"]


def _hush(ticks: Sequence[int]) -> tuple[int, ...]:
    """What leaving a thing says for each role: log odds against the mean, damped."""
    mean = _log_rest(_round_mean(ticks))
    return tuple(_divide(_SILENCE * (_log_rest(tick) - mean), 1000) for tick in ticks)


def _round_mean(numbers: Sequence[int]) -> int:
    return _divide(sum(numbers), len(numbers))


def _divide(number: int, by: int) -> int:
    """Rounded to the nearest whole number, halves away from zero, so that signs are alike."""
    whole = (2 * abs(number) + by) // (2 * by)
    return whole if number >= 0 else -whole


@cache
def _log_rest(permille: int) -> int:
    """Of those who leave it, the logarithm: 1000 · log10(1 - permille / 1000), rounded."""
    return _whole(1000 * (1 - Decimal(permille) / 1000).log10())


@cache
def _raise_ten(centibans: int) -> int:
    """The factor in odds: 1000 · 10 ** (centibans / 100), rounded."""
    return _whole(1000 * Decimal(10) ** (Decimal(centibans) / 100))


def _whole(number: Decimal) -> int:
    return int(number.to_integral_value(ROUND_HALF_EVEN))

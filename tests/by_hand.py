"""Weights worked out a second time, a cell at a time and in fractions."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import currently_in_test_context, reject

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mlroles.weighing import Curation, Settings, Tally

__all__ = ["log10", "work_out"]

Row = tuple[tuple[int, ...], str]
Told = tuple[Fraction, Fraction]  # answers expected, and bans above the mean

EXACT = Context(prec=60, rounding=ROUND_HALF_EVEN)
NOTHING = Fraction(0), Fraction(0)


def log10(value: Fraction) -> Fraction:
    """To sixty digits, without the code under test."""
    with localcontext(EXACT):
        return Fraction(Decimal(value.numerator).log10() - Decimal(value.denominator).log10())


def mean(values: Iterable[Fraction | int]) -> Fraction:
    found = [Fraction(value) for value in values]
    return sum(found, Fraction(0)) / len(found)


class Source:
    """A tally, asked cell by cell."""

    def __init__(self, tally: Tally, curation: Curation, settings: Settings) -> None:
        self.tally = tally
        self.asked = [
            role
            for role in curation.roles
            if role not in curation.kin and tally.people.get(role, 0) >= settings.least_people
            if tally.people.get(role)
        ]

    def answers(self, role: str) -> Fraction:
        return Fraction(sum(self.tally.portions[role].values()), 1000)

    def share(self, role: str, skill: str) -> Fraction:
        return self.tally.portions[role].get(skill, 0) / (1000 * self.answers(role))

    def usual(self, skill: str) -> Fraction:
        """The mean share among those asked."""
        return mean(self.share(role, skill) for role in self.asked) if self.asked else Fraction(0)

    def tell(self, role: str, skill: str) -> Told:
        """What its people say of a role."""
        usual = self.usual(skill)
        if not usual or not self.tally.people.get(role) or self.tally.outside_only:
            return NOTHING
        answers = self.answers(role)
        smoothed = (answers * self.share(role, skill) + usual) / (answers + 1)
        return answers * usual, log10(smoothed / usual)

    def tell_outside(self, skill: str) -> Told:
        """What its people of other work say, where these speak."""
        if not (self.tally.outside_counts and self.tally.people.get("outside") and self.asked):
            return NOTHING
        ours, theirs = self.usual(skill), self.share("outside", skill)
        if not ours + theirs:
            return NOTHING
        middle, few = (ours + theirs) / 2, min(map(self.answers, self.asked))
        many = self.answers("outside")
        smoothed = [(n * share + middle) / (n + 1) for share, n in ((theirs, many), (ours, few))]
        return min(many, few) * middle, log10(smoothed[0] / smoothed[1])


def pool(told: Sequence[Told], guess: Fraction, trust: int, basis: str) -> tuple[int, str]:
    mass = sum((answers for answers, _ in told), Fraction(0))
    if mass == trust and currently_in_test_context():
        reject()  # to forty digits it may be a hair below
    total = sum((answers * bans for answers, bans in told), trust * guess)
    return round(100 * total / (mass + trust)), "c" if mass >= trust else basis


def work_out(curation: Curation, tallies: Sequence[Tally], settings: Settings) -> dict[str, Row]:
    """What `mlroles.weighing.weigh` returns."""
    sources = [Source(tally, curation, settings) for tally in tallies]
    rows: dict[str, Row] = {}

    def row(skill: str) -> Row:
        broader, needs = curation.broader[skill], curation.needs.get(skill, {})
        factors = {
            role: settings.factors[needs[role]] if role in needs else 1 for role in curation.roles
        }
        prior = {role: log10(factors[role] / mean(factors.values())) for role in curation.roles}
        base = rows.get(broader) or row(broader) if broader else ((), "")
        added = curation.corrections.get(broader or "", {})
        lent = {
            role: weight - added.get(role, 0)
            for role, weight in zip(curation.roles, base[0], strict=False)
        }
        cells: dict[str, tuple[int, str]] = {}

        def cell(role: str) -> tuple[int, str]:
            guess, basis = prior[role], "p"
            if not needs and any(lent.values()):
                guess, basis = Fraction(settings.borrowed * lent[role], 100_000), "b"
            kin = curation.kin.get(role, ())
            lenders = [cells.get(other) or cell(other) for other in kin]
            if "c" in [letter for _, letter in lenders]:
                differs = prior[role] - mean(prior[other] for other in kin)
                theirs = mean(weight for weight, _ in lenders) / 100
                guess = Fraction(settings.lent, 1000) * theirs
                guess, basis = guess + Fraction(settings.kin, 1000) * differs, "b"
            told = [source.tell(role, skill) for source in sources]
            weight, letter = pool(told, guess, settings.prior_people, basis)
            cells[role] = weight + curation.corrections.get(skill, {}).get(role, 0), letter
            return cells[role]

        strength = curation.other_work.get(skill)
        said = settings.ours if strength is None else settings.other_work[strength]
        told = [source.tell_outside(skill) for source in sources]
        answered = any(answers for answers, _ in told) and settings.outside_people
        outside = (
            pool(told, Fraction(said, 100), settings.outside_people, "p")
            if answered
            else (said, "p")
        )
        found = [*map(cell, curation.roles), outside]
        rows[skill] = tuple(weight for weight, _ in found), "".join(letter for _, letter in found)
        return rows[skill]

    return {skill: row(skill) for skill in sorted(curation.broader)}

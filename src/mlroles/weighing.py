"""From counted shares and curated needs to integer weights.

`docs/explanation/the-score.md` derives every formula here and works one weight by hand.
All arithmetic is `decimal` in a context of its own, so that every caller on every machine gets the
same digits.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from typing import TYPE_CHECKING

from attrs import field, frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mlroles.records import Records

__all__ = ["Curation", "Row", "Settings", "Tally", "prior_row", "read_curation", "weigh"]

Row = tuple[tuple[int, ...], str]

_EXACT = Context(prec=40, rounding=ROUND_HALF_EVEN)
_ZERO, _ONE = Decimal(0), Decimal(1)


@frozen
class Tally:
    """What the people of each role named in one source.

    Every person counts once: the answer of one who named ten things gives each a tenth.

    Attributes
    ----------
    source
        The source's id.
    year
        Of the asking.
    people
        Role id to how many people of it named anything.
    portions
        Role id to skill id to the sum of their parts, in thousandths of a person.
    named
        Role id to skill id to how many people named it.
    """

    source: str
    year: int
    people: Mapping[str, int]
    portions: Mapping[str, Mapping[str, int]] = field(repr=False)
    named: Mapping[str, Mapping[str, int]] = field(repr=False)


@frozen
class Settings:
    """How needs and other work speak where nobody was counted.

    Attributes
    ----------
    factors
        Importance to how many times likelier the people of a role that needs a skill so are
        assumed to name it than those of a role that does not.
    prior_people
        The curated prior weighs as much as this many whole persons' answers.
    borrowed
        Permille of the broader skill's weight that an uncounted skill borrows.
    other_work
        Strength to the centibans with which a name speaks for other work.
    ours
        The same for every name that the curators did not list.
    """

    factors: Mapping[str, int]
    prior_people: int
    borrowed: int
    other_work: Mapping[str, int]
    ours: int


@frozen
class Curation:
    """What the curators wrote that bears on weights.

    Attributes
    ----------
    roles
        Role ids, in the order of the columns.
    broader
        Every skill's id to that of its broader skill, or None.
    needs
        Skill id to role id to importance.
    other_work
        Skill id to the strength with which it speaks for other work.
    """

    roles: Sequence[str]
    broader: Mapping[str, str | None]
    needs: Mapping[str, Mapping[str, str]]
    other_work: Mapping[str, str]


def read_curation(records: Records) -> Curation:
    """What the source records of an edition say that bears on weights."""
    needs: dict[str, dict[str, str]] = {}
    for row in records["needs"]:
        needs.setdefault(row["skill"], {})[row["role"]] = row["importance"]
    return Curation(
        roles=[row["id"] for row in records["roles"]],
        broader={row["id"]: row["broader"] or None for row in records["skills"]},
        needs=needs,
        other_work={row["skill"]: row["strength"] for row in records["other_work"]},
    )


def weigh(curation: Curation, tallies: Iterable[Tally], settings: Settings) -> dict[str, Row]:
    """The weight of every skill for every role, and for other work in the last column.

    Parameters
    ----------
    curation
        The roles, the skills, and what the curators say of them.
    tallies
        Counts, a source each.
    settings
        How needs and other work speak where nobody was counted.

    Returns
    -------
    dict
        Skill id to a row: the weights in centibans, and a letter a column for the basis:
        ``c`` counted, ``b`` borrowed, ``p`` prior.
    """
    with localcontext(_EXACT):
        return _weigh(curation, tallies, settings)


def _weigh(curation: Curation, tallies: Iterable[Tally], settings: Settings) -> dict[str, Row]:
    sources = [_ratios(curation.roles, tally) for tally in tallies]
    broader = curation.broader
    rows: dict[str, Row] = {}
    for skill in sorted(broader, key=lambda skill: (_depth(skill, broader), skill)):
        base = rows.get(broader[skill] or "")
        guess, basis = _guess(curation.roles, curation.needs.get(skill, {}), base, settings)
        cells = [
            _settle([found[role, skill] for found in sources if (role, skill) in found],
                    guess[column], basis, settings)
            for column, role in enumerate(curation.roles)
        ]  # fmt: skip
        rows[skill] = (
            (*(weight for weight, _ in cells), _outside(skill, curation, settings)),
            "".join(letter for _, letter in cells) + "p",
        )
    return {skill: rows[skill] for skill in sorted(rows)}


def _outside(skill: str, curation: Curation, settings: Settings) -> int:
    strength = curation.other_work.get(skill)
    return settings.other_work[strength] if strength else settings.ours


def prior_row(
    roles: Sequence[str], importances: Mapping[str, str], settings: Settings
) -> tuple[Decimal, ...]:
    """What the needs alone say of a skill, in bans, a role each.

    A role that needs the skill is taken to name it `Settings.factors` times as often as one that
    does not; the weight is the logarithm of that against the mean over all roles.
    """
    with localcontext(_EXACT):
        factors = [Decimal(settings.factors.get(importances.get(role, ""), 1)) for role in roles]
        mean = sum(factors, _ZERO) / len(factors)
        return tuple((factor / mean).log10() for factor in factors)


def _depth(skill: str, broader: Mapping[str, str | None]) -> int:
    above = broader[skill]
    return 0 if above is None else 1 + _depth(above, broader)


def _guess(
    roles: Sequence[str], importances: Mapping[str, str], base: Row | None, settings: Settings
) -> tuple[tuple[Decimal, ...], str]:
    """What to think of a skill before anybody is counted: its needs, else its broader skill."""
    if importances or base is None or "c" not in base[1]:
        return prior_row(roles, importances, settings), "p"
    part = Decimal(settings.borrowed).scaleb(-5)  # permille of centibans, in bans
    return tuple(part * weight for weight in base[0][:-1]), "b"


def _settle(
    cells: Sequence[tuple[Decimal, Decimal]], guess: Decimal, basis: str, settings: Settings
) -> tuple[int, str]:
    """The mean of what each source says and of the guess, by how much each rests on."""
    trust = Decimal(settings.prior_people)
    people = sum((mass for mass, _ in cells), _ZERO)
    total = sum((mass * bans for mass, bans in cells), trust * guess)
    return _centibans(total / (people + trust)), "c" if people >= trust else basis


def _ratios(roles: Sequence[str], tally: Tally) -> dict[tuple[str, str], tuple[Decimal, Decimal]]:
    """Role and skill to the answers expected there, and to how far its share is above the mean.

    The mean is over the roles that the source asked, each weighing the same, so that a source with
    many analysts does not make every skill look like theirs.
    """
    asked = [role for role in roles if tally.people.get(role)]
    totals = {role: Decimal(sum(tally.portions[role].values())).scaleb(-3) for role in asked}
    found: dict[tuple[str, str], tuple[Decimal, Decimal]] = {}
    for skill in sorted({skill for role in asked for skill in tally.portions[role]}):
        parts = {role: Decimal(tally.portions[role].get(skill, 0)).scaleb(-3) for role in asked}
        mean = sum((parts[role] / totals[role] for role in asked), _ZERO) / len(asked)
        for role in asked if mean else ():
            # one more person, who answers like the mean, keeps a count of none from infinity
            share = (parts[role] + mean) / (totals[role] + _ONE)
            found[role, skill] = (totals[role] * mean, (share / mean).log10())
    return found


def _centibans(bans: Decimal) -> int:
    return int(bans.scaleb(2).quantize(_ONE))

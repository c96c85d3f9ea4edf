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
_Ratio = tuple[Decimal, Decimal]  # answers expected, and bans above the mean

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
    outside_counts
        Whether its people of other work speak for other work.
    outside_only
        Whether nobody else of it counts: where roles and sources are mixed up.
    """

    source: str
    year: int
    people: Mapping[str, int]
    portions: Mapping[str, Mapping[str, int]] = field(repr=False)
    named: Mapping[str, Mapping[str, int]] = field(repr=False)
    outside_counts: bool = False
    outside_only: bool = False


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
        Permille of the broader skill's weight that an uncounted skill that no role needs borrows.
    other_work
        Strength to the centibans with which a name speaks for other work.
    ours
        The same for every name that the curators did not list.
    kin
        Permille of the prior's difference between a role and its kin that is added to what the role
        borrows from them.
    lent
        Permille of what its kin say on average that a role borrows.
    outside_people
        The curators' word on other work weighs as much as this many whole persons' answers.
    least_people
        A role with fewer people in a source is left out of that source's mean.
    """

    factors: Mapping[str, int]
    prior_people: int
    borrowed: int
    other_work: Mapping[str, int]
    ours: int
    kin: int = 0
    lent: int = 1000
    outside_people: int = 0
    least_people: int = 0


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
    kin
        Role id to the ids of the roles that speak for it where its own people were not counted;
        a role without kin is a counted one.
    corrections
        Skill id to role id to centibans: what a fit on whole answers adds to counting each name by
        itself, since names come in herds.
    """

    roles: Sequence[str]
    broader: Mapping[str, str | None]
    needs: Mapping[str, Mapping[str, str]]
    other_work: Mapping[str, str]
    kin: Mapping[str, Sequence[str]] = field(factory=dict)
    corrections: Mapping[str, Mapping[str, int]] = field(factory=dict)


def read_curation(
    records: Records, corrections: Mapping[str, Mapping[str, int]] | None = None
) -> Curation:
    """What the source records of an edition say that bears on weights."""
    needs: dict[str, dict[str, str]] = {}
    for row in records["needs"]:
        needs.setdefault(row["skill"], {})[row["role"]] = row["importance"]
    return Curation(
        roles=[row["id"] for row in records["roles"]],
        broader={row["id"]: row["broader"] or None for row in records["skills"]},
        needs=needs,
        other_work={row["skill"]: row["strength"] for row in records["other_work"]},
        kin={row["id"]: row.split("kin") for row in records["roles"] if row["kin"]},
        corrections=corrections or {},
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
    counted = [role for role in curation.roles if role not in curation.kin]
    sources = [
        _ratios(curation.roles, _asked(counted, tally, settings), tally) for tally in tallies
    ]
    broader = curation.broader
    rows: dict[str, Row] = {}
    lent: dict[str, Row] = {}  # what narrower skills borrow: the weights that the fit knew
    for skill in sorted(broader, key=lambda skill: (_depth(skill, broader), skill)):
        said = [found[skill] for found in sources if skill in found]
        rows[skill] = _row(skill, said, lent.get(broader[skill] or ""), curation, settings)
        lent[skill] = _take_back(rows[skill], skill, curation)
    return {skill: rows[skill] for skill in sorted(rows)}


def _take_back(row: Row, skill: str, curation: Curation) -> Row:
    """A row without its correction, which is of this very name."""
    correction = curation.corrections.get(skill, {})
    *weights, outside = row[0]
    pairs = zip(curation.roles, weights, strict=True)
    return (*(weight - correction.get(role, 0) for role, weight in pairs), outside), row[1]


def _row(
    skill: str,
    found: Sequence[Mapping[str, _Ratio]],
    base: Row | None,
    curation: Curation,
    settings: Settings,
) -> Row:
    """The weights of one skill: first for the counted roles, then for those that borrow of them."""
    importances = curation.needs.get(skill, {})
    prior = prior_row(curation.roles, importances, settings)
    guesses, basis = _guess(prior, None if importances else base, settings)
    correction = curation.corrections.get(skill, {})
    cells: dict[str, tuple[int, str]] = {}
    for role in sorted(curation.roles, key=lambda role: role in curation.kin):
        column = curation.roles.index(role)
        said = [ratios[role] for ratios in found if role in ratios]
        guess = guesses[column], basis
        kin = [cells[other] for other in curation.kin.get(role, ())]
        if any(letter == "c" for _, letter in kin):
            differs = prior[column] - _mean(
                [prior[curation.roles.index(other)] for other in curation.kin[role]]
            )
            guess = _borrow(kin, differs, settings), "b"
        weight, letter = _settle(said, *guess, settings)
        cells[role] = weight + correction.get(role, 0), letter
    outside, letter = _outside(skill, found, curation, settings)
    ordered = [cells[role] for role in curation.roles] + [(outside, letter)]
    return tuple(weight for weight, _ in ordered), "".join(letter for _, letter in ordered)


def _borrow(kin: Sequence[tuple[int, str]], differs: Decimal, settings: Settings) -> Decimal:
    """A part of what its kin say on average, and of how its needs differ from theirs, in bans."""
    theirs = _mean([Decimal(weight).scaleb(-2) for weight, _ in kin])
    return Decimal(settings.lent).scaleb(-3) * theirs + Decimal(settings.kin).scaleb(-3) * differs


def _mean(values: Sequence[Decimal]) -> Decimal:
    return sum(values, _ZERO) / len(values)


def _outside(
    skill: str, found: Sequence[Mapping[str, _Ratio]], curation: Curation, settings: Settings
) -> tuple[int, str]:
    """What the curators say of other work, and what its people do where they were counted."""
    strength = curation.other_work.get(skill)
    said = settings.other_work[strength] if strength else settings.ours
    trust = Decimal(settings.outside_people)
    cells = [ratios["outside"] for ratios in found if "outside" in ratios] if trust else []
    if not cells:
        return said, "p"
    return _pool(cells, Decimal(said).scaleb(-2), trust, "p")


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
    prior: Sequence[Decimal], base: Row | None, settings: Settings
) -> tuple[Sequence[Decimal], str]:
    """What to think of a skill before anybody is counted: its needs, else its broader skill."""
    if base is None or not any(base[0][:-1]):
        return prior, "p"
    part = Decimal(settings.borrowed).scaleb(-5)  # permille of centibans, in bans
    return [part * weight for weight in base[0][:-1]], "b"


def _settle(
    cells: Sequence[_Ratio], guess: Decimal, basis: str, settings: Settings
) -> tuple[int, str]:
    return _pool(cells, guess, Decimal(settings.prior_people), basis)


def _pool(cells: Sequence[_Ratio], guess: Decimal, trust: Decimal, basis: str) -> tuple[int, str]:
    """The mean of what each source says and of the guess, by how much each rests on."""
    people = sum((mass for mass, _ in cells), _ZERO)
    total = sum((mass * bans for mass, bans in cells), trust * guess)
    return _centibans(total / (people + trust)), "c" if people >= trust else basis


def _asked(counted: Sequence[str], tally: Tally, settings: Settings) -> list[str]:
    """The counted roles of which a source asked enough people."""
    least = max(settings.least_people, 1)
    return [role for role in counted if tally.people.get(role, 0) >= least]


def _ratios(
    roles: Sequence[str], asked: Sequence[str], tally: Tally
) -> dict[str, dict[str, _Ratio]]:
    """Skill to role to the answers expected there, and to how far its share is above the mean.

    The mean is over the counted roles that the source asked, each weighing the same, so that a
    source with many analysts does not make every skill look like theirs.
    """
    totals = {
        role: Decimal(sum(tally.portions[role].values())).scaleb(-3)
        for role in (*roles, "outside")
        if tally.people.get(role)
    }
    found: dict[str, dict[str, _Ratio]] = {}
    for skill in sorted({skill for role in totals for skill in tally.portions[role]}):
        parts = {role: Decimal(tally.portions[role].get(skill, 0)).scaleb(-3) for role in totals}
        shares = [parts[role] / totals[role] for role in asked]
        mean = _mean(shares) if shares else _ZERO
        found[skill] = {
            role: _ratio(parts[role], totals[role], mean)
            for role in totals
            if mean and role != "outside" and not tally.outside_only
        }
        other = tally.outside_counts and "outside" in totals and asked
        if other and (mean or parts["outside"]):
            found[skill]["outside"] = _outside_ratio(parts, totals, asked)
    return found


def _ratio(part: Decimal, total: Decimal, mean: Decimal) -> _Ratio:
    # one more person, who answers like the mean, keeps a count of none from infinity
    return total * mean, ((part + mean) / (total + _ONE) / mean).log10()


def _outside_ratio(
    parts: Mapping[str, Decimal], totals: Mapping[str, Decimal], asked: Sequence[str]
) -> _Ratio:
    """The same of other work against ours; who names what the other does not is no infinity."""
    ours = _mean([parts[role] / totals[role] for role in asked])
    mean = (ours + parts["outside"] / totals["outside"]) / 2
    theirs = (parts["outside"] + mean) / (totals["outside"] + _ONE)
    least = min(totals[role] for role in asked)
    return min(totals["outside"], least) * mean, (
        theirs / ((ours * least + mean) / (least + _ONE))
    ).log10()


def _centibans(bans: Decimal) -> int:
    return int(bans.scaleb(2).quantize(_ONE))

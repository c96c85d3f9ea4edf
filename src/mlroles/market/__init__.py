"""How common roles are in a market: counts of answers, corrected for known confusions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

from mlroles.accuracy import read_confusions
from mlroles.editions import require_taxonomy
from mlroles.listing import Listing
from mlroles.market.counts import INSUFFICIENT, OUTSIDE, read_counts
from mlroles.market.estimation import UNIT
from mlroles.market.model import build_model
from mlroles.shares import divide

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mlroles.accuracy import Confusions
    from mlroles.taxonomy import Taxonomy

__all__ = ["OTHER_WORK", "Estimate", "Market", "estimate_market"]

OTHER_WORK = "Other work"


@frozen
class Estimate:
    """How many rows of a market are of a role.

    Attributes
    ----------
    role
        Its id; ``outside`` for other work.
    name
        Its name.
    counted
        How many rows were given this answer.
    corrected
        How many there are by what is known of wrong answers.
    low, high
        The ends of an interval for the noise of this market, and of what was measured; how often
        such intervals hold depends on the kind (``docs/how-to/correct-a-market-count.md``). None
        of a role that nobody measured.
    measured
        How many rows of the role its confusions were measured on; 0 if nobody measured any, and
        then `corrected` is only what the measured roles do not explain.
    """

    role: str
    name: str
    counted: int
    corrected: int
    low: int | None
    high: int | None
    measured: int


@frozen(repr=False)
class Market(Listing[Estimate]):
    """The roles of a market, the most frequent first, ties by id.

    Attributes
    ----------
    kind
        Of the rows; see `mlroles.accuracy.list_kinds`.
    estimates
        Every role, and other work, of which rows were measured or counted.
    total
        How many rows there are.
    insufficient
        How many of these told too little to name a role; they are divided like the others.
    edition, fingerprint
        Of the taxonomy that answered.
    """

    kind: str
    estimates: tuple[Estimate, ...]
    total: int
    insufficient: int
    edition: str = field(repr=False)
    fingerprint: str = field(repr=False)

    @property
    def _listed(self) -> tuple[Estimate, ...]:
        return self.estimates

    def __repr__(self) -> str:
        first = self.estimates[0]
        return (
            f"<Market of {self.total:,} {self.kind}: {first.role} {first.corrected:,} first, "
            f"edition {self.edition}>"
        )


def estimate_market(
    counts: Mapping[str, int], taxonomy: Taxonomy | None = None, *, kind: str
) -> Market:
    """How common each role is, given that answers are wrong in known ways.

    Parameters
    ----------
    counts
        How many rows were given each answer: a role, by any of its names, ``insufficient`` or
        ``outside``.
    taxonomy
        The edition that answered; the newest released one if left out. All its roles have to have
        been compared.
    kind
        What the rows are, since each kind is confused in its own way: ``adverts`` (texts),
        ``lists`` (of skills, that came with postings), ``people`` (all that somebody ticks),
        ``people-3``, ``people-5``, ``people-8`` (about so many things of it).

    Returns
    -------
    Market
        In whole rows: no estimate is negative, and they sum to the rows that were counted.

    Raises
    ------
    InvalidInput
        If the edition was not measured, or an overlay changed it; if the kind is none that was
        measured; if the counts are none.
    UnknownRole
        If a count is of no role.

    Notes
    -----
    `mlroles.accuracy.read_confusions` is what was measured. A role that nobody measured is taken
    to be recognised wherever it is met, so it keeps what the measured roles do not explain. The
    steps are those of Saerens, Latinne and Decaestecker (2002), with the confusions as likelihood.
    It is assumed that rows of a role are confused here as often as where that was measured.

    Examples
    --------
    >>> import mlroles
    >>> counted = {"data-analyst": 300, "data-engineer": 100, "outside": 30, "insufficient": 70}
    >>> market = mlroles.estimate_market(counted, mlroles.load("2026.1"), kind="adverts")
    >>> market[0].role, market[0].counted, market[0].corrected
    ('data-analyst', 300, 350)
    """
    taxonomy = require_taxonomy(taxonomy)
    confusions = read_confusions(kind, taxonomy)
    read = read_counts(counts, taxonomy)
    estimates = _estimate(read, confusions, taxonomy)
    return Market(
        kind=kind,
        estimates=tuple(sorted(estimates, key=lambda each: (-each.corrected, each.role))),
        total=sum(read.values()),
        insufficient=read[INSUFFICIENT],
        edition=taxonomy.edition,
        fingerprint=taxonomy.fingerprint,
    )


def _estimate(
    counts: Mapping[str, int], confusions: Confusions, taxonomy: Taxonomy
) -> Iterator[Estimate]:
    model, total = build_model(counts, confusions), sum(counts.values())
    corrected = divide(total, model.solve())
    for role, rows, ends in zip(model.classes, corrected, model.bound(), strict=True):
        low, high = ((end * total + UNIT // 2) // UNIT for end in ends)
        measured = confusions.rows.get(role, 0)
        yield Estimate(
            role=role,
            name=OTHER_WORK if role == OUTSIDE else taxonomy.roles[role].name,
            counted=counts[role],
            corrected=rows,
            low=min(low, rows) if measured else None,
            high=max(high, rows) if measured else None,
            measured=measured,
        )

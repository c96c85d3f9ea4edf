"""Why a role ranks where it does: the counts, sources and basis behind every reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from mlroles.editions import load_answering, load_counts
from mlroles.errors import InvalidInput
from mlroles.listing import Listing
from mlroles.matching import Fit, Reason

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mlroles.taxonomy import Taxonomy

__all__ = ["Count", "Explanation", "Ground", "explain"]


@frozen
class Count:
    """How many people named a skill in one source: those of the role, and those of all roles.

    Attributes
    ----------
    source, year
        Where and when they were asked.
    named, people
        How many people of the role named it, and how many of them named anything.
    named_by_all, all_people
        The same over all roles of the edition that the source asked.
    """

    source: str
    year: int
    named: int
    people: int
    named_by_all: int
    all_people: int


@frozen
class Ground:
    """What one reason rests on.

    Attributes
    ----------
    reason
        The reason.
    importance
        How the curators say that the role needs the skill, or None if they do not.
    borrowed_from
        Whose weight it borrows, if it does: the id of the broader skill, or those of the role's kin
        with plus signs between.
    counts
        The counts of each source that offered the skill to people of the role.
    fitted
        How much of the weight a fit on whole answers added to the counts, in centibans: names come
        in herds, and together they say less, or more, than each by itself.
    """

    reason: Reason
    importance: str | None
    borrowed_from: str | None
    counts: tuple[Count, ...]
    fitted: int = 0


@frozen(repr=False)
class Explanation(Listing[Ground]):
    """A fit with what each of its reasons rests on, the heaviest first."""

    fit: Fit
    grounds: tuple[Ground, ...] = field(repr=False)

    @property
    def _listed(self) -> tuple[Ground, ...]:
        return self.grounds

    def __repr__(self) -> str:
        return f"<Explanation of {self.fit.role.id}: {len(self)} reasons>"


def explain(fit: Fit, taxonomy: Taxonomy | None = None) -> Explanation:
    """What each reason of a fit rests on.

    Parameters
    ----------
    fit
        One of a match's fits.
    taxonomy
        The taxonomy that answered; the shipped edition that the fit names if left out.

    Raises
    ------
    InvalidInput
        If `fit` is no fit, or comes from another taxonomy.

    Examples
    --------
    >>> import mlroles
    >>> answer = mlroles.match(["Tableau"], mlroles.load("2020.1"))
    >>> (ground,) = mlroles.explain(answer[0])
    >>> ground.reason.basis, ground.counts[0].source
    ('counted', 'kaggle-2020')
    """
    _require_fit(fit)
    taxonomy = load_answering(fit.edition, fit.fingerprint, taxonomy)
    counts = load_counts(taxonomy)
    return Explanation(fit, tuple(_ground(fit, reason, counts, taxonomy) for reason in fit.reasons))


def _require_fit(fit: object) -> None:
    if not isinstance(fit, Fit):
        message = f"{type(fit).__name__} is no fit; pass one of a match's, explain(answer[0])"
        raise InvalidInput(message, fit)


def _ground(fit: Fit, reason: Reason, counts: Mapping[str, Any], taxonomy: Taxonomy) -> Ground:
    needs = {need.skill.id: need.importance for need in fit.role.needs}
    borrowed = _lender(fit, reason, taxonomy) if reason.basis == "borrowed" else None
    found = [
        _count(source, counts[source], fit.role.id, reason.skill.id)
        for source in sorted(counts)
        if source != "fitted"
    ]
    fitted: Mapping[str, int] = counts.get("fitted", {}).get(reason.skill.id, {})
    return Ground(
        reason,
        needs.get(reason.skill.id),
        borrowed,
        tuple(count for count in found if count.named_by_all and count.people),
        fitted.get(fit.role.id, 0),
    )


def _lender(fit: Fit, reason: Reason, taxonomy: Taxonomy) -> str | None:
    """Kin lend where one of them was counted; else the broader skill does."""
    columns, (_, bases) = taxonomy.weights.columns, taxonomy.weights.rows[reason.skill.id]
    if any(bases[columns[role]] == "c" for role in fit.role.kin):
        return " + ".join(fit.role.kin)
    return reason.skill.broader


def _count(source: str, tally: Mapping[str, Any], role: str, skill: str) -> Count:
    named: Mapping[str, int] = tally["named"].get(skill, {})
    people: Mapping[str, int] = tally["people"]
    ours = [other for other in people if other != "outside"]
    return Count(
        source=source,
        year=tally["year"],
        named=named.get(role, 0),
        people=people.get(role, 0),
        named_by_all=sum(named.get(other, 0) for other in ours),
        all_people=sum(people[other] for other in ours),
    )

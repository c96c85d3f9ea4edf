"""What a match says: every role compared, each with its evidence and the reasons for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

from mlroles.deferral import Deferred
from mlroles.listing import Listing, Sparse
from mlroles.shown import Drawn, Shown

if TYPE_CHECKING:
    from mlroles.model import Role, Skill
    from mlroles.resolution import Held, Unresolved

__all__ = ["Fit", "Match", "OtherWork", "Reason"]


@frozen
class Reason(Shown):
    """One skill's part in a role's evidence.

    Attributes
    ----------
    skill
        The skill that was named.
    weight
        What naming it says for the role, in centibans (hundredths of a power of ten in odds).
    basis
        ``counted`` where people of the roles were counted, ``borrowed`` from the broader skill, or
        ``prior`` where only the curators speak.
    sources
        References to where the skill, or the role's need of it, comes from.
    """

    skill: Skill
    weight: int
    basis: str
    sources: tuple[str, ...] = field(default=(), repr=False)


@frozen
class Fit(Deferred, Shown):
    """One role's place in a match.

    Attributes
    ----------
    role
        The role.
    evidence
        The sum of the weights of `reasons`, in centibans.
    share
        How the evidence divides among the roles compared, in permille.
    coverage
        How much of what the role needs is held, in permille; it never moves the ranking.
    counted
        How much of the evidence, by size, rests on counted people, in permille.
    reasons
        The heaviest first, equal ones by id.
    edition, fingerprint
        Of the taxonomy that answered.
    """

    role: Role
    evidence: int
    share: int
    coverage: int
    counted: int
    reasons: tuple[Reason, ...] = field(repr=False)
    edition: str = field(repr=False)
    fingerprint: str = field(repr=False)


@frozen
class OtherWork(Deferred):
    """How much the list looks like work that is none of the roles; not part of the shares."""

    evidence: int
    counted: int
    reasons: tuple[Reason, ...] = field(repr=False)


@frozen(repr=False)
class Match(Deferred, Drawn, Listing[Fit]):
    """Every role compared, most evidence first, ties by id.

    Attributes
    ----------
    outcome
        ``ranked``; ``insufficient`` when nothing is known or the first role's lead is too small;
        ``outside`` when the evidence for other work leads.
    outside
        The evidence for other work.
    breadth
        From one-trick pony, 0, to generalist, 1000; None when nothing is known.
    resolved, unresolved, excluded
        What became of the names; see `mlroles.resolution.Profile`.
    prior
        Role id to the odds beforehand, as text, if any were given.
    edition, fingerprint
        Of the taxonomy that answered.
    """

    fits: tuple[Fit, ...] | Sparse[Fit]
    outcome: str
    outside: OtherWork
    breadth: int | None
    resolved: tuple[Held, ...]
    unresolved: tuple[Unresolved, ...]
    excluded: tuple[Skill, ...]
    prior: tuple[tuple[str, str], ...] | None
    edition: str
    fingerprint: str

    @property
    def best(self) -> Fit | None:
        """The first fit if the outcome is ``ranked``, else None."""
        return self.fits[0] if self.outcome == "ranked" else None

    @property
    def ties(self) -> tuple[Fit, ...]:
        """The fits that share the first place, if several do."""
        first = tuple(fit for fit in self.fits if fit.evidence == self.fits[0].evidence)
        return first if len(first) > 1 else ()

    @property
    def _listed(self) -> tuple[Fit, ...] | Sparse[Fit]:
        return self.fits

    def __repr__(self) -> str:
        first = self.fits[0]
        return (
            f"<Match {self.outcome}: {first.role.id} {first.evidence / 100:+.2f} bans of "
            f"{len(self)} roles, edition {self.edition}>"
        )

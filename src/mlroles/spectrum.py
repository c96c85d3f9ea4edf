"""Where a list of skills stands between one-trick pony and generalist, and what pulls where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from mlroles.editions import load_answering, load_guidance
from mlroles.errors import InvalidInput
from mlroles.listing import Listing
from mlroles.matching import Fit, Match, Reason
from mlroles.shares import divide_evidence
from mlroles.shown import Drawn

if TYPE_CHECKING:
    from mlroles.model import Role
    from mlroles.resolution import Unresolved
    from mlroles.taxonomy import Taxonomy

__all__ = ["Part", "Place", "find_place"]

_SHOWN = 3  # roles of the blend that are told, at least
_PULLS = 3  # skills that are told for each
_FEW = 5  # names from which on a word for the breadth is given


@frozen
class Part:
    """A role's part in the blend.

    Attributes
    ----------
    role
        The role.
    share
        Its share of the evidence, in permille.
    counted
        How much of its evidence, by size, rests on counted people, in permille.
    pulls
        The skills that pull towards it most, three at most, the strongest first.
    """

    role: Role
    share: int
    counted: int
    pulls: tuple[Reason, ...]


@frozen(repr=False)
class Place(Drawn, Listing[Part]):
    """A place on the spectrum: not black and white, and neither end is better.

    Attributes
    ----------
    outcome
        As in the match: ``ranked``, ``insufficient``, ``outside``.
    breadth
        From one-trick pony, 0, to generalist, 1000; None when nothing is known. The formula is that
        of `mlroles.shares.measure_breadth`.
    word, means
        What that is called, and what it means, by ``data/guidance-1/breadths.csv``; None where too
        little is known for a word, where the list looks like other work, or where a single role
        was compared.
    parts
        The first roles of the blend, all of the front and three at least, most evidence first.
    rest
        The share of all other roles, in permille; with `parts` it adds up to 1000.
    front
        The roles that the first does not lead clearly, itself among them, by the lead that the
        edition asks for before it calls an answer ranked.
    named
        How many skills were understood.
    unresolved
        The names that were not.
    edition, fingerprint
        Of the taxonomy that answered.
    """

    outcome: str
    breadth: int | None
    word: str | None
    means: str | None
    parts: tuple[Part, ...]
    rest: int
    front: tuple[Role, ...]
    named: int
    unresolved: tuple[Unresolved, ...]
    edition: str
    fingerprint: str

    @property
    def _listed(self) -> tuple[Part, ...]:
        return self.parts

    def __repr__(self) -> str:
        first = self.front[0].id if self.front else "nowhere"
        said = self.word or "no word for it"
        return f"<Place {self.breadth} ({said}): {first} first, edition {self.edition}>"


def find_place(match: Match, taxonomy: Taxonomy | None = None) -> Place:
    """Where a match stands on the spectrum from one-trick pony to generalist.

    Parameters
    ----------
    match
        The answer.
    taxonomy
        The taxonomy that answered; the shipped edition that the match names if left out.

    Returns
    -------
    Place
        The blend of roles, how broad it is, and what pulls towards each. There is a word for the
        breadth only from five skills on: fewer leave much open, and what is open looks broad.

    Raises
    ------
    InvalidInput
        If `match` is no match, or comes from another taxonomy.

    Notes
    -----
    The breadth is ``1000 · (1 / Σ share² - 1) / (roles - 1)``, rounded: how many equal roles would
    be as concentrated, the inverse Simpson index of M. O. Hill, *Diversity and evenness* (1973), in
    permille of what it can be. Shares are those of equal odds beforehand.

    Examples
    --------
    >>> import mlroles
    >>> skills = ["Tableau", "Excel", "Power BI", "SQL", "dashboards", "pivot tables"]
    >>> place = mlroles.find_place(mlroles.match(skills, mlroles.load("2020.1")))
    >>> place.breadth, place.word
    (8, 'one-trick pony')
    """
    _require_match(match)
    taxonomy = load_answering(match.edition, match.fingerprint, taxonomy)
    known = len(match.resolved)
    front = _find_front(match, taxonomy) if known else ()
    told = match.fits[: max(_SHOWN, len(front))] if known else ()
    word, means = _find_words(match, taxonomy)
    return Place(
        outcome=match.outcome,
        breadth=match.breadth,
        word=word,
        means=means,
        parts=tuple(Part(fit.role, fit.share, fit.counted, _find_pulls(fit)) for fit in told),
        rest=1000 - sum(fit.share for fit in told) if known else 0,
        front=front,
        named=known,
        unresolved=match.unresolved,
        edition=match.edition,
        fingerprint=match.fingerprint,
    )


def _require_match(match: object) -> None:
    if not isinstance(match, Match):
        message = f"{type(match).__name__} is no match; pass what match returns"
        raise InvalidInput(message, match)


def _find_front(match: Match, taxonomy: Taxonomy) -> tuple[Role, ...]:
    """The first role, and those so near that a lead over them would not be called clear."""
    scoring = taxonomy.scoring
    least = scoring.lead * (scoring.discount + len(match.resolved))
    first = match[0].evidence
    behind = [(fit.role, first - fit.evidence) for fit in match]
    return tuple(role for role, lead in behind if not lead or lead * scoring.discount < least)


def _find_pulls(fit: Fit) -> tuple[Reason, ...]:
    towards = [reason for reason in fit.reasons if reason.weight > 0]
    return tuple(towards[:_PULLS])


def _find_words(match: Match, taxonomy: Taxonomy) -> tuple[str | None, str | None]:
    """The band that the breadth falls in, or the next one where no role has so large a share."""
    is_told = len(match.resolved) >= _FEW and len(match) > 1 and match.outcome != "outside"
    if match.breadth is None or not is_told:
        return None, None
    bands = load_guidance(taxonomy)["breadths"]
    at = max(at for at, band in enumerate(bands) if int(band.get("from", 0)) <= match.breadth)
    largest = _measure_largest(match, taxonomy)
    band = next(band for band in bands[at:] if int(band.get("first", 0)) <= largest)
    return band["name"], band["means"]


def _measure_largest(match: Match, taxonomy: Taxonomy) -> int:
    """The largest share under equal odds, so that a prior moves it no more than the breadth."""
    evidence = [fit.evidence for fit in sorted(match, key=lambda fit: fit.role.id)]
    return max(divide_evidence(evidence, len(match.resolved), taxonomy.scoring.discount))

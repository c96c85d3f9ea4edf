"""The answers that a market consists of: already counted, or row by row with their shares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from attrs import frozen

from mlroles.errors import InvalidInput, UnknownRole, shorten
from mlroles.matching import Match

if TYPE_CHECKING:
    from mlroles.taxonomy import Taxonomy

__all__ = ["INSUFFICIENT", "OUTSIDE", "WHOLE", "Answers", "read_answers"]

INSUFFICIENT, OUTSIDE = "insufficient", "outside"
WHOLE = 1000  # thousandths of a row


@frozen
class Answers:
    """What rows answered, in thousandths of a row.

    Attributes
    ----------
    method
        ``counts`` of the first role, or ``shares`` of all roles.
    parts
        A role, ``insufficient`` or ``outside`` to how much of the rows it was given.
    insufficient
        How many rows told too little to name a role.
    unread
        How many rows could not be read and are not in `parts`.
    """

    method: str
    parts: dict[str, int]
    insufficient: int
    unread: int

    @property
    def unnamed(self) -> int:
        """How many rows are in `parts` without a role, or other work, to their name."""
        return self.parts.get(INSUFFICIENT, 0) // WHOLE

    @property
    def total(self) -> int:
        """How many rows there are."""
        return sum(self.parts.values()) // WHOLE


def read_answers(given: object, taxonomy: Taxonomy) -> Answers:
    """Counts by answer, or matches or rows with their shares.

    Raises
    ------
    InvalidInput
        If `given` is neither, holds something else, or nothing.
    UnknownRole
        If a count is of no role.
    """
    if isinstance(given, Mapping):
        answers = _read_counts(given, taxonomy)
    elif isinstance(given, Iterable) and not isinstance(given, (str, bytes)):
        answers = _read_rows(given, taxonomy)
    else:
        message = (
            f"{shorten(given)} are no answers; pass counts, {{'data-engineer': 12, 'outside': 3}}, "
            "or an iterable of matches, or of rows of annotate with outcome and shares"
        )
        raise InvalidInput(message, given)
    if not answers.total:
        message = "nothing is counted; pass one answer at least"
        raise InvalidInput(message, given)
    return answers


def _read_counts(given: Mapping[Any, Any], taxonomy: Taxonomy) -> Answers:
    parts: dict[str, int] = dict.fromkeys((*taxonomy.active, INSUFFICIENT, OUTSIDE), 0)
    for name, count in given.items():
        if not isinstance(count, int) or isinstance(count, bool) or count < 0:
            message = f"{shorten(name)} is counted {shorten(count)} times; pass a whole number"
            raise InvalidInput(message, count)
        parts[_find_answer(name, taxonomy)] += count * WHOLE
    return Answers("counts", parts, parts[INSUFFICIENT] // WHOLE, 0)


def _find_answer(name: object, taxonomy: Taxonomy) -> str:
    if name in {INSUFFICIENT, OUTSIDE}:
        return str(name)
    if not isinstance(name, str):
        message = (
            f"{shorten(name)} is counted, which is no answer; count a row's role where it has one, "
            "else its outcome, and leave out rows that could not be read"
        )
        raise InvalidInput(message, name)
    role = taxonomy.role(name)
    if role.id not in taxonomy.active:
        raise UnknownRole(name, taxonomy.active)  # it is retired, so nothing answers it
    return role.id


def _read_rows(given: Iterable[Any], taxonomy: Taxonomy) -> Answers:
    parts: dict[str, int] = dict.fromkeys((*taxonomy.active, OUTSIDE), 0)
    insufficient = unread = 0
    for each in given:
        outcome, shares = _read_row(each)
        unread += outcome is None
        insufficient += outcome == INSUFFICIENT
        if outcome == OUTSIDE:
            parts[OUTSIDE] += WHOLE
        elif outcome is not None:
            _require_shares(shares, each, taxonomy)
            for role, share in shares.items():
                parts[role] += share
    return Answers("shares", parts, insufficient, unread)


def _read_row(each: object) -> tuple[str | None, Mapping[str, int]]:
    """The outcome and the shares of one row; no outcome where it could not be read."""
    if isinstance(each, Match):
        return each.outcome, _share(each)
    if isinstance(each, Mapping) and {"outcome", "shares"} <= each.keys():
        return each["outcome"], each["shares"]
    message = (
        f"{shorten(each)} is no row; pass matches, or rows of annotate with "
        'add=["outcome", "shares"]'
    )
    raise InvalidInput(message, each)


def _share(match: Match) -> dict[str, int]:
    """The shares of a match, which have to be at equal odds."""
    if match.prior is not None:
        message = f"{match!r} has odds given beforehand; match without prior="
        raise InvalidInput(message, match)
    return {fit.role.id: fit.share for fit in match}


def _require_shares(shares: object, each: object, taxonomy: Taxonomy) -> None:
    if not (
        isinstance(shares, Mapping)
        and tuple(sorted(shares)) == taxonomy.active
        and all(isinstance(share, int) for share in shares.values())
        and sum(shares.values()) == WHOLE
    ):
        message = (
            f"{shorten(each)} has no share of each role of {taxonomy.edition}; let that edition "
            "answer, and compare all roles"
        )
        raise InvalidInput(message, each)

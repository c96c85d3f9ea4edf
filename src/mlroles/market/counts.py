"""The answers that a market consists of, counted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from mlroles.errors import InvalidInput, UnknownRole, shorten

if TYPE_CHECKING:
    from mlroles.taxonomy import Taxonomy

__all__ = ["INSUFFICIENT", "OUTSIDE", "read_counts"]

INSUFFICIENT, OUTSIDE = "insufficient", "outside"


def read_counts(given: object, taxonomy: Taxonomy) -> dict[str, int]:
    """How many rows were given each answer: every active role, ``insufficient``, ``outside``.

    Raises
    ------
    InvalidInput
        If `given` is no mapping of answers to whole numbers, or counts nothing.
    UnknownRole
        If a count is of no role.
    """
    if not isinstance(given, Mapping):
        message = (
            f"{shorten(given)} is no count; pass how many rows have each answer, "
            "{'data-engineer': 12, 'insufficient': 3, 'outside': 1}"
        )
        raise InvalidInput(message, given)
    counts = dict.fromkeys((*taxonomy.active, INSUFFICIENT, OUTSIDE), 0)
    for name, count in given.items():
        counts[_find_answer(name, taxonomy)] += _require_whole(count, name)
    if not any(counts.values()):
        message = "nothing is counted; pass one row at least"
        raise InvalidInput(message, given)
    return counts


def _find_answer(name: object, taxonomy: Taxonomy) -> str:
    if name in {INSUFFICIENT, OUTSIDE}:
        return str(name)
    if not isinstance(name, str):
        message = (
            f"{shorten(name)} is counted, which is no answer; count a row's role where it has one, "
            "else its outcome, and leave out rows that could not be read"
        )
        raise InvalidInput(message, name)
    role = taxonomy.role(name).id
    if role not in taxonomy.active:
        raise UnknownRole(name, taxonomy.active)  # it is retired, so that nothing answers it
    return role


def _require_whole(count: object, name: object) -> int:
    if not isinstance(count, int) or isinstance(count, bool) or count < 0:
        message = f"{shorten(name)} is counted {shorten(count)} times; pass a whole number from 0"
        raise InvalidInput(message, count)
    return count

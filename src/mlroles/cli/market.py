"""The command that corrects the counts of a market."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlroles.cli.taxonomies import open_taxonomy
from mlroles.errors import InvalidInput, shorten
from mlroles.market import Market, estimate_market

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from mlroles.cli.options import Commands

__all__ = ["COMMANDS"]


def _market(asked: argparse.Namespace) -> Market:
    return estimate_market(_read_counts(asked.counts), open_taxonomy(asked), kind=asked.kind)


def _read_counts(words: Iterable[str]) -> dict[str, int]:
    """Answers with their counts; what is given twice is added up."""
    counts: dict[str, int] = {}
    for said in words:
        answer, _, count = said.rpartition("=")
        if not (answer and count.isascii() and count.isdigit()):
            message = f"{shorten(said)} counts nothing; write ANSWER=COUNT, data-engineer=120"
            raise InvalidInput(message, said)
        counts[answer] = counts.get(answer, 0) + int(count)
    return counts


COMMANDS: Commands = {
    "market": (
        _market,
        "counts of roles, corrected for what is known to be taken for what",
        "counts --kind --edition --over --json",
    ),
}

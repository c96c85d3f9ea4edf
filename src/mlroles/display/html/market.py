"""A market as HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlroles.display.html.page import bar, lay_out, measured, note, number, row, table
from mlroles.display.lines import percent
from mlroles.display.market import market_head, market_notes, say_interval, seen_in

if TYPE_CHECKING:
    from mlroles.display.markup import Markup
    from mlroles.market import Estimate, Market

__all__ = ["market_html"]

_HEADER = ["role", "counted", "corrected", "interval", "share"]


def market_html(market: Market) -> str:
    """What was counted, what it is corrected to, and how sure that is."""
    rows = [_row(each, market.total) for each in seen_in(market)]
    notes = [note(said) for said in market_notes(market)]
    return lay_out(note(market_head(market)), table("", _HEADER, rows, len(rows)), *notes)


def _row(each: Estimate, total: int) -> Markup:
    share = 1000 * each.corrected // total
    counts = number(f"{each.counted:,}"), number(f"{each.corrected:,}")
    return row(each.name, *counts, say_interval(each), measured(percent(share), bar(share)))

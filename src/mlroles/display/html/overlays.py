"""What is wrong with an overlay, as HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlroles.display.html.page import lay_out, row, table
from mlroles.display.overlays import problems_head, say_place

if TYPE_CHECKING:
    from mlroles.overlays import Problems

__all__ = ["problems_html"]

_SHOWN = 30


def problems_html(problems: Problems) -> str:
    """Each with its place, its code, and what would be right."""
    rows = [row(say_place(each), each.code, each.message) for each in problems]
    header = ["where", "code", "what is wrong"] if rows else []
    return lay_out(table(problems_head(problems), header, rows, _SHOWN))

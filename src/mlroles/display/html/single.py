"""Values of a few fields as HTML."""

from __future__ import annotations

from typing import Any

from mlroles.display.html.page import lay_out, row, table
from mlroles.display.lines import cut
from mlroles.display.single import tell

__all__ = ["single_html"]


def single_html(value: Any) -> str:
    """What it is, and what is known of it."""
    head, rows = tell(value)
    return lay_out(table(head, ["", ""], [row(cut(name), cut(text)) for name, text in rows]))

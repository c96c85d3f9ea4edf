"""Readings of job titles as HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlroles.display.html.page import lay_out, note, row, table
from mlroles.display.lines import cut
from mlroles.display.naming import title_head, title_rows

if TYPE_CHECKING:
    from mlroles.titles import TitleReading

__all__ = ["title_html"]


def title_html(reading: TitleReading) -> str:
    """What a title says, what in it told nothing, and why."""
    rows = [row(name, cut(text)) for name, text in title_rows(reading)]
    return lay_out(table(title_head(reading), ["", ""], rows), note(f"edition {reading.edition}"))

"""Values as Markdown, for what cannot show HTML: notebooks on their way to LaTeX, PDF or Word."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from mlroles.display.html import render_html

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["render_markdown"]

_MEANS = re.compile(r"([\\`*_\[\]<>|#~&$^{}])")
_BEGINS = re.compile(r"^([-+=]|\d+(?=[.)]))")
_NEXT = " · "  # between the lines of a cell
_MARKS = {"b": "**", "i": "*", "code": ""}


def render_markdown(value: Any) -> str:
    """A public value as Markdown: what its HTML says, in tables of pipes.

    Raises
    ------
    InvalidInput
        If `value` has no form.

    Examples
    --------
    >>> import mlroles
    >>> render_markdown(mlroles.load("2020.1").skill("k8s")).splitlines()[0]
    'Kubernetes (tool)'
    """
    reader = _Reader()
    reader.feed(render_html(value))
    reader.close()
    reader.end_line()
    return re.sub("\n{3,}", "\n\n", "\n".join(reader.lines)).strip()


class _Reader(HTMLParser):
    """Reads markup of ours: what is no cell of a table is a paragraph."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self._said = ""
        self._cells: list[str] | None = None
        self._rows = 0
        self._is_head = False

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag in {"div", "table", "pre"}:
            self.end_line()
        if tag == "table":
            self._rows = 0
        if tag == "tr":
            self._cells = []
        if tag == "td":
            self._is_head = ("role", "columnheader") in attrs
        self._said += _MARKS.get(tag, "")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"div", "pre"}:
            self.end_line()
        if tag == "td" and self._cells is not None:
            self._cells.append(self._said.removesuffix(_NEXT))
            self._said = ""
        if tag == "tr" and self._cells is not None:
            self._add_row(self._cells)
            self._cells = None
        mark = _MARKS.get(tag, "")
        if mark and self._said.endswith(mark):  # nothing stands between the two
            self._said = self._said.removesuffix(mark)
        else:
            self._said += mark

    def handle_data(self, data: str) -> None:
        said = _MEANS.sub(r"\\\1", data.replace("\n", " "))
        self._said += said if self._said else _BEGINS.sub(r"\\\1", said)

    def _add_row(self, cells: Sequence[str]) -> None:
        """A table of pipes needs a head, be it empty."""
        if not self._rows and not self._is_head:
            self._write([""] * len(cells))
        self._write(cells)

    def _write(self, cells: Sequence[str]) -> None:
        self.lines.append(f"| {' | '.join(cells)} |")
        if not self._rows:
            self.lines.append(f"|{' --- |' * len(cells)}")
        self._rows += 1

    def end_line(self) -> None:
        """A paragraph is over; in a cell, a line of it."""
        if self._cells is not None:
            self._said += _NEXT if self._said and not self._said.endswith(_NEXT) else ""
        elif self._said.strip():
            self.lines += ["", self._said.strip(), ""]
            self._said = ""

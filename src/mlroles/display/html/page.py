"""What every HTML form is made of: tables with header cells, bars beside their numbers, one budget.

Text inherits its colour, lines and bars are translucent or of that colour, and there is no script,
no id and no style sheet: so it reads the same in a light and a dark notebook. Header cells are td
with a role, since sanitisers of notebooks turn th into text and tear it out of the table. What has
no room is counted, so that no form is larger than ten kilobytes, whatever it holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve, frozen

from mlroles.display.lines import cut
from mlroles.display.markup import Markup, element, escape, join

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "LARGEST",
    "LONGEST_NAME",
    "Block",
    "bar",
    "bare_row",
    "bare_table",
    "brief",
    "dots",
    "few",
    "heading",
    "lay_out",
    "link",
    "measured",
    "note",
    "number",
    "paragraph",
    "preformatted",
    "row",
    "sections",
    "signed_bar",
    "stack",
    "table",
    "track",
    "unbroken",
]

LARGEST = 10_000  # bytes; a notebook keeps every output, and sends it about
LONGEST_NAME = 60
_LONGEST = 600  # bytes of what is always shown
_LONGEST_LABEL = 80
_SHORT = 28  # characters that are worth keeping on one line
_BAR = 80  # pixels

_WHOLE = "line-height:1.4;max-width:60em;overflow-x:auto"
_WIDE = "line-height:1.4;max-width:75em;overflow-x:auto"
_HEADING = "font-weight:bold;margin-top:.5em"
_TABLE = (
    "border-collapse:collapse;table-layout:auto;margin:.2em 0 .5em;border:0;color:inherit;"
    "font-size:inherit;font-variant-numeric:tabular-nums"
)
_LINE = "border-bottom:1px solid #7f7f7f50"
_CELL = "text-align:left;vertical-align:top;padding:2px 6px"
_HEAD = "padding:2px 6px 2px 1px;vertical-align:bottom"
_WHOLE_LINE = "white-space:nowrap"
_NUMBER = f"{_CELL};text-align:right;{_WHOLE_LINE}"
_SECTION = f"{_CELL};padding-top:.8em;color:inherit"
_PRE = "white-space:pre-wrap;font-family:monospace;color:inherit;background:none;margin:0"
_NOTE = "font-size:.9em;margin:.2em 0"
_FILLED = "display:inline-block;border-top:.65em solid;opacity:.6"
_MARK = "display:inline-block;width:0;border:3px solid;height:.5em"
_TRACK = "display:inline-block;border-bottom:1px solid;text-align:left"
_HOLLOW = "display:inline-block;border:1px solid;height:calc(.65em - 2px);opacity:.8"


_NOTHING = Markup()


@frozen
class Block:
    """Something above, rows, and something below; where rows are left out it says how many.

    Attributes
    ----------
    before, after
        What stands around the rows.
    rows
        As many as anybody wants to see.
    hidden
        How many more there are.
    columns
        Of the table; 0 if it is none.
    """

    before: Markup
    rows: tuple[Markup, ...] = ()
    after: Markup = _NOTHING
    hidden: int = 0
    columns: int = 0

    def cut(self, kept: int) -> Block:
        """With so many of its rows."""
        return evolve(self, rows=self.rows[:kept], hidden=self.hidden + len(self.rows) - kept)

    def __str__(self) -> str:
        more = self._more(self.hidden) if self.hidden else ""
        return f"{self.before}{''.join(self.rows)}{more}{self.after}"

    @property
    def frame(self) -> int:
        """The bytes that it takes without rows."""
        return _size(self.before) + _size(self._more(self.hidden + len(self.rows)) + self.after)

    def _more(self, hidden: int) -> Markup:
        said = f"…{hidden:,} more"
        if not self.columns:
            return element("span", said)
        return element("tr", element("td", said, colspan=self.columns, style=_CELL))


def _size(text: str) -> int:
    return len(text.encode())


def lay_out(*blocks: Block, wide: bool = False) -> str:
    """Blocks one below the other; if there is no room for all, each in turn is given a row."""
    style = _WIDE if wide else _WHOLE
    whole = element("div", *(Markup(str(each)) for each in blocks), style=style)
    return whole if _size(whole) <= LARGEST else _fit(blocks, style)


def _fit(blocks: Sequence[Block], style: str) -> Markup:
    room = LARGEST - _size(element("div", style=style)) - sum(each.frame for each in blocks)
    kept = [0] * len(blocks)
    waiting = [at for at, each in enumerate(blocks) if each.rows]
    while waiting:
        for at in waiting.copy():
            room -= _size(blocks[at].rows[kept[at]])
            kept[at] += room >= 0
            if room < 0 or kept[at] == len(blocks[at].rows):
                waiting.remove(at)
    laid = [Markup(str(each.cut(count))) for each, count in zip(blocks, kept, strict=True)]
    return element("div", *laid, style=style)


def table(title: str, header: Sequence[str], rows: Iterable[Markup], shown: int = 12) -> Block:
    """Rows below a title and header cells, at most so many of them."""
    opened, closed = open_table(title, header)
    rows = tuple(rows)
    hidden = max(len(rows) - shown, 0)
    return Block(Markup(_title(title) + opened), rows[:shown], closed, hidden, len(header))


def _title(said: str) -> Markup:
    return element("div", brief(said), style=_HEADING) if said else _NOTHING


def sections(
    title: str, header: Sequence[str], parts: Iterable[tuple[str, int, Sequence[Markup]]]
) -> list[Block]:
    """One table in sections: of each its title, how many rows there are, and those to show."""
    opened, closed = open_table(title, header)
    blocks = [Block(opened)]
    for name, count, rows in parts:
        head = element("td", element("b", brief(name)), colspan=len(header), style=_SECTION)
        hidden = count - len(rows)
        blocks.append(Block(element("tr", head), tuple(rows), _NOTHING, hidden, len(header)))
    return [*blocks, Block(closed)]


def open_table(title: str, header: Sequence[str]) -> tuple[Markup, Markup]:
    """The two ends of a table."""
    heads = [element("td", element("b", each), role="columnheader", style=_CELL) for each in header]
    named = element("tr", *heads, style=_LINE) if any(header) else _NOTHING
    whole = element("table", named, style=_TABLE, aria_label=cut(title, _LONGEST_LABEL) or None)
    return Markup(whole.removesuffix("</table>")), Markup("</table>")


def row(head: str, *cells: str) -> Markup:
    """A row that its first cell names; cells are text, or made by `number`."""
    made = [each if each.startswith("<td") else element("td", each, style=_CELL) for each in cells]
    style = _CELL if len(head) > _SHORT else f"{_CELL};{_WHOLE_LINE}"
    name = element("td", element("b", head), role="rowheader", style=style)
    return element("tr", name, *made, style=_LINE)


def bare_table(title: str, header: Sequence[str], rows: Iterable[Markup], shown: int) -> Block:
    """Rows of many short cells, all of them placed as the page places the cells of a table."""
    heads = [element("td", element("b", each), role="columnheader", style=_HEAD) for each in header]
    opened, closed = open_table(title, ["" for _ in header])
    named = element("tr", *heads, style=f"{_LINE};font-size:.85em")
    rows = tuple(rows)
    hidden, before = max(len(rows) - shown, 0), f"{_title(title)}{opened}{named}"
    return Block(Markup(before), rows[:shown], closed, hidden, len(header))


def bare_row(head: str, cells: Iterable[str]) -> Markup:
    """A row of many short cells, as short as it can be written."""
    name = element("td", element("b", head), role="rowheader", style=_CELL)
    return element("tr", name, *(element("td", each) for each in cells), style=_LINE)


def number(*content: str) -> Markup:
    """A cell of a number, with what stands beside it."""
    return element("td", *content, style=_NUMBER)


def brief(text: str) -> Markup:
    """Text that is always shown, and may therefore not be long."""
    while not isinstance(text, Markup) and _size(escape(text)) > _LONGEST:
        text = cut(text, min(len(text), _LONGEST) // 2)
    return escape(text)


def stack(texts: Iterable[str]) -> Markup:
    """Lines in a cell, one below the other."""
    return element("div", *(element("div", each) for each in texts), style="min-width:15em")


def heading(said: str) -> Block:
    """What stands above all that follows."""
    return Block(element("div", brief(said), style=_HEADING))


def paragraph(*content: str) -> Block:
    """A line of its own."""
    return Block(element("div", *map(brief, content)))


def preformatted(lines: Iterable[str]) -> str:
    """Lines as they are, in letters of one width."""
    opened = element("pre", style=_PRE).removesuffix("</pre>")
    rows = tuple(escape(f"{line}\n") for line in lines)
    return lay_out(Block(Markup(opened), rows, Markup("</pre>")))


def note(*content: str) -> Block:
    """What has to be said, in smaller letters."""
    return Block(element("div", *map(brief, content), style=_NOTE))


def dots(level: int, later: int, highest: int) -> Markup:
    """A level, and a later one, as dots for the eye alone: their numbers stand beside them."""
    said = "●" * level + "◐" * (later - level) + "○" * (highest - max(level, later))
    return element("span", said, aria_hidden="true")


def bar(part: int, whole: int = 1000, longest: int = _BAR) -> Markup:
    """A bar, for the eye alone: its number stands beside it."""
    width = longest * part // whole
    return element("span", aria_hidden="true", style=f"{_FILLED};width:{width}px")


def measured(said: str, bar: Markup) -> Markup:
    """A cell of a number in words, and its bar; the bars of a column begin at one place."""
    words = element("span", said, style="display:inline-block;min-width:3.6em")
    return element("td", words, bar, style=f"{_CELL};{_WHOLE_LINE}")


def track(at: int, whole: int = 1000, longest: int = 200) -> Markup:
    """A mark on a line between two ends, for the eye alone: its number stands beside it."""
    mark = element("span", style=f"{_MARK};margin-left:{(longest - 6) * at // whole}px")
    return element("span", mark, aria_hidden="true", style=f"{_TRACK};width:{longest}px")


def few(texts: Sequence[str], most: int) -> Markup:
    """The first of these texts, and how many more there are."""
    more = len(texts) - most
    shown = [*texts[:most], unbroken(f"…{more} more")] if more > 0 else texts
    return join(shown, ", ")


def unbroken(*content: str) -> Markup:
    """What is to stay on one line."""
    return element("span", *content, style=_WHOLE_LINE)


def link(said: str, address: str) -> Markup:
    """Words that lead to a page of the web; nothing is fetched before somebody follows them."""
    if not address.startswith(("https://", "http://")):
        return escape(said)
    return element("a", said, href=address)


def signed_bar(part: int, most: int, longest: int = _BAR) -> Markup:
    """A bar from a middle line, filled to the right or hollow to the left."""
    half = longest // 2
    width = half * abs(part) // most if most else 0
    if part < 0:
        style = f"{_HOLLOW};width:{max(width - 2, 0)}px;margin:0 {half}px 0 {half - width}px"
    else:
        style = f"{_FILLED};width:{width}px;margin:0 {half - width}px 0 {half}px"
    return element("span", aria_hidden="true", style=style)

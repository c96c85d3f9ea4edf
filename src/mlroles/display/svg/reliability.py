"""How often shares are right, against how much they said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlroles.accuracy import read_reliability
from mlroles.display.lines import percent
from mlroles.display.markup import element
from mlroles.display.svg.picture import BLUE, LINE, frame, rule, words
from mlroles.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mlroles.display.markup import Markup
    from mlroles.display.svg.picture import Picture
    from mlroles.taxonomy import Taxonomy

__all__ = ["draw_reliability"]

_SIDE = 320
_LEFT, _TOP = 70, 20
_ALL = 1000  # permille


def draw_reliability(
    bins: str | Iterable[tuple[int, int, int]], taxonomy: Taxonomy | None = None
) -> Picture:
    """What shares said against how often they were right; on the diagonal they kept their word.

    Parameters
    ----------
    bins
        For each bin of answers the mean share said and how many were right, both in permille, and
        how many answers there were. Or the name of a kind of rows, ``adverts`` say: what was
        measured of an edition (`mlroles.accuracy.list_kinds`).
    taxonomy
        Whose measures are drawn, where `bins` is a kind; the newest released edition if left out.

    Raises
    ------
    InvalidInput
        If a bin is off the scale of 0 to 1000, or is empty; if the kind was not measured.

    Examples
    --------
    >>> draw_reliability([(250, 240, 90), (650, 610, 40)]).startswith("<svg")
    True
    >>> draw_reliability("adverts").startswith("<svg")
    True
    """
    rows = _measured(bins, taxonomy) if isinstance(bins, str) else [_read(each) for each in bins]
    most = max((people for _, _, people in rows), default=1)
    content = [*_axes(), *(mark for each in rows for mark in _mark(each, most))]
    said = [
        f"said {percent(share)}, right {percent(right)} of {people:,}"
        for share, right, people in rows
    ]
    notes = "A dot below the line: right less often than it said. Larger: more answers."
    below = _TOP + _SIDE + 4 * LINE
    return frame("Reliability of shares", "; ".join(said), below, content, notes)


def _measured(kind: str, taxonomy: Taxonomy | None) -> list[tuple[int, int, int]]:
    return [(each.said, each.right, each.rows) for each in read_reliability(kind, taxonomy)]


def _read(row: tuple[int, int, int]) -> tuple[int, int, int]:
    share, right, people = row
    if not (0 <= share <= _ALL and 0 <= right <= _ALL and people > 0):
        message = f"{row} is no bin; pass a share and how many were right in permille, and how many"
        raise InvalidInput(message, row)
    return row


def _x(permille: int) -> int:
    return _LEFT + permille * _SIDE // 1000


def _y(permille: int) -> int:
    return _TOP + _SIDE - permille * _SIDE // 1000


def _axes() -> Iterator[Markup]:
    for tick in range(0, 1001, 250):
        yield rule(_x(tick), _y(0), _x(tick), _y(1000), stroke_opacity=0.35)
        yield rule(_x(0), _y(tick), _x(1000), _y(tick), stroke_opacity=0.35)
        yield words(_x(tick), _y(0) + LINE, percent(tick), "middle", font_size=12)
        yield words(_x(0) - 8, _y(tick) + 4, percent(tick), "end", font_size=12)
    yield rule(_x(0), _y(0), _x(1000), _y(1000), stroke_dasharray="6 4")
    yield words(_x(500), _y(0) + 2 * LINE + 4, "the share said", "middle")
    yield words(_x(1000) + 16, _y(1000) + 4, "↑ how often it was right")


def _mark(row: tuple[int, int, int], most: int) -> Iterator[Markup]:
    share, right, people = row
    radius = 4 + 8 * people // most
    said = element("title", f"said {percent(share)}, right {percent(right)} of {people:,}")
    yield element("circle", said, cx=_x(share), cy=_y(right), r=radius, fill=BLUE, fill_opacity=0.8)
    yield words(_x(share) + radius + 4, _y(right) + 4, f"{people:,}", font_size=12)

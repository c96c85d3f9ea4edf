"""What became of ids from one edition to another, as lines from the old ones to the new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlroles.display.lines import cut
from mlroles.display.markup import element
from mlroles.display.svg.picture import (
    BLUE,
    LINE,
    ORANGE,
    WIDTH,
    curve,
    frame,
    shorten_to,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mlroles.changes import Change, Changes
    from mlroles.display.markup import Markup
    from mlroles.display.svg.picture import Picture

__all__ = ["draw_flow"]

_SIDE = 270  # pixels for the ids at either side
_TOP = 3 * LINE
_STEP = LINE + 4
_SHOWN = 40  # moves; a longer list is read, not looked at
_LONGEST = 120  # characters of a reason
_CAME, _WENT = {"added"}, {"removed", "retired"}


def draw_flow(changes: Changes, section: str = "roles") -> Picture:
    """The moves of roles, or of skills; an id that keeps its place and meaning is not drawn.

    Parameters
    ----------
    changes
        What differs between two editions.
    section
        ``roles`` or ``skills``.

    Examples
    --------
    >>> import mlroles
    >>> draw_flow(mlroles.compare("2020.1", "2026.1")).startswith("<svg")
    True
    """
    every = [row for row in changes if row.section == section and row.kind != "amended"]
    rows = sorted(every, key=lambda row: not row.reason)[:_SHOWN]
    old = list(dict.fromkeys(key for row in rows for key in _ids(row.before)))
    new = _order(rows, old)
    content = [
        words(_SIDE - 10, LINE, f"edition {changes.old}", "end", font_weight="bold"),
        words(WIDTH - _SIDE + 10, LINE, f"edition {changes.new}", font_weight="bold"),
        *(line for row in rows for line in _lines(row, old, new)),
        *_names(old, _marks(rows, _WENT), _SIDE - 10, "end"),
        *_names(new, _marks(rows, _CAME), WIDTH - _SIDE + 10),
    ]
    said = "; ".join(_say(row) for row in rows)
    title = f"{section} of edition {changes.old} and of {changes.new}".capitalize()
    below = _TOP + max(len(old), len(new)) * _STEP
    return frame(title, said, below, content, _foot(rows, len(every) - len(rows)))


def _ids(end: object) -> list[str]:
    return end.split(" + ") if isinstance(end, str) else []


def _order(rows: Iterable[Change], old: Sequence[str]) -> list[str]:
    """The new ids about where the old ones are, so that few lines cross; what was added last."""
    places: dict[str, list[int]] = {}
    for row in rows:
        for key in _ids(row.after):
            places.setdefault(key, []).extend(map(old.index, _ids(row.before)))
    unknown = [len(old)]
    return sorted(places, key=lambda key: _mean(places[key] or unknown))


def _mean(places: Sequence[int]) -> int:
    return 1000 * sum(places) // len(places)


def _marks(rows: Iterable[Change], kinds: set[str]) -> set[str]:
    return {key for row in rows if row.kind in kinds for key in _ids(row.before or row.after)}


def _names(
    ids: Iterable[str], marked: set[str], x: int, anchor: str | None = None
) -> Iterator[Markup]:
    for at, key in enumerate(ids):
        said = shorten_to(key, _SIDE - 20)
        mark = ("✕ " if anchor else " +") if key in marked else ""
        text = f"{mark}{said}" if anchor else f"{said}{mark}"
        yield words(x, _TOP + at * _STEP, text, anchor, font_weight="bold" if mark else None)


def _lines(row: Change, old: list[str], new: list[str]) -> Iterator[Markup]:
    """Orange and dashed where an id was only drawn from another."""
    drawn = row.kind == "derived-from"
    look = {"stroke": ORANGE if drawn else BLUE, "stroke_dasharray": "5 3" if drawn else None}
    for before in _ids(row.before):
        for after in _ids(row.after):
            title = element("title", f"{row.kind}: {before} → {after}")
            y, y_end = (_TOP - 4 + at * _STEP for at in (old.index(before), new.index(after)))
            yield curve(_SIDE, y, WIDTH - _SIDE, y_end, title, stroke_width=2, **look)


def _say(row: Change) -> str:
    ends = f"{row.before or 'nothing'} → {row.after or 'nothing'}"
    return f"{row.kind}: {ends}" + (f": {cut(row.reason, _LONGEST)}" if row.reason else "")


def _foot(rows: Sequence[Change], more: int) -> str:
    if not rows:
        return "no id moved"
    said = ["whole line: took its place", "dashed: was drawn from it", "+ added", "✕ gone"]
    return " · ".join([*said, f"…{more:,} more"] if more else said)

"""What became of ids from one edition to another, as lines from the old ones to the new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

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
from mlroles.migration import Migration

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mlroles.changes import Change, Changes
    from mlroles.display.markup import Markup
    from mlroles.display.svg.picture import Picture
    from mlroles.migration import Passage

__all__ = ["draw_flow"]

_SIDE = 270  # pixels for the ids at either side
_TOP = 3 * LINE
_STEP = LINE + 4
_SHOWN = 40  # moves; a longer list is read, not looked at
_LONGEST = 120  # characters of a reason


@frozen
class _Way:
    """From some ids to others; dashed where it is not settled that one took the other's place."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    said: str
    kind: str
    is_dashed: bool = False
    is_new: bool = False
    is_gone: bool = False


def draw_flow(crossing: Changes | Migration, section: str = "roles") -> Picture:
    """What became of ids from one edition to another.

    Parameters
    ----------
    crossing
        What differs between two editions: an id that keeps its place and meaning is not drawn. Or a
        migration: all that was given is.
    section
        Of changes, ``roles`` or ``skills``.

    Examples
    --------
    >>> import mlroles
    >>> draw_flow(mlroles.compare("2020.1", "2026.1")).startswith("<svg")
    True
    """
    if isinstance(crossing, Migration):
        every = [_passed(each) for each in crossing]
        title, told = "What was given", "dashed: for you to choose · ✕ gone or not known"
    else:
        every = [_moved(row) for row in _choose(crossing, section)]
        title, told = section.capitalize(), "dashed: was drawn from it · + added · ✕ gone"
    rows = every[:_SHOWN]
    old = list(dict.fromkeys(key for row in rows for key in row.before))
    new = _order(rows, old)
    content = [
        words(_SIDE - 10, LINE, f"edition {crossing.old}", "end", font_weight="bold"),
        words(WIDTH - _SIDE + 10, LINE, f"edition {crossing.new}", font_weight="bold"),
        *(line for row in rows for line in _lines(row, old, new)),
        *_names(old, {key for row in rows if row.is_gone for key in row.before}, _SIDE - 10, "end"),
        *_names(new, {key for row in rows if row.is_new for key in row.after}, WIDTH - _SIDE + 10),
    ]
    said = "; ".join(row.said for row in rows)
    below = _TOP + max(len(old), len(new)) * _STEP
    title = f"{title}: from edition {crossing.old} to {crossing.new}"
    return frame(title, said, below, content, _foot(told, rows, len(every) - len(rows)))


def _choose(changes: Changes, section: str) -> list[Change]:
    """The moves, those first of which an edition says why."""
    rows = [row for row in changes if row.section == section and row.kind != "amended"]
    return sorted(rows, key=lambda row: not row.reason)


def _moved(row: Change) -> _Way:
    return _Way(
        _ids(row.before),
        _ids(row.after),
        _say(row),
        row.kind,
        is_dashed=row.kind == "derived-from",
        is_new=row.kind == "added",
        is_gone=row.kind in {"removed", "retired"},
    )


def _passed(each: Passage) -> _Way:
    after = (each.chosen,) if each.chosen else each.options
    became = " or ".join(after) or "nothing"
    return _Way(
        (each.old or each.given,),
        after,
        f"{each.old or each.given} → {became}: {each.kind}",
        each.kind,
        is_dashed=not each.chosen,
        is_gone=not after,
    )


def _ids(end: object) -> tuple[str, ...]:
    return tuple(end.split(" + ")) if isinstance(end, str) else ()


def _order(rows: Iterable[_Way], old: Sequence[str]) -> list[str]:
    """The new ids about where the old ones are, so that few lines cross; what was added last."""
    places: dict[str, list[int]] = {}
    for row in rows:
        for key in row.after:
            places.setdefault(key, []).extend(map(old.index, row.before))
    unknown = [len(old)]
    return sorted(places, key=lambda key: _mean(places[key] or unknown))


def _mean(places: Sequence[int]) -> int:
    return 1000 * sum(places) // len(places)


def _names(
    ids: Iterable[str], marked: set[str], x: int, anchor: str | None = None
) -> Iterator[Markup]:
    for at, key in enumerate(ids):
        said = shorten_to(key, _SIDE - 20)
        mark = ("✕ " if anchor else " +") if key in marked else ""
        text = f"{mark}{said}" if anchor else f"{said}{mark}"
        yield words(x, _TOP + at * _STEP, text, anchor, font_weight="bold" if mark else None)


def _lines(row: _Way, old: list[str], new: list[str]) -> Iterator[Markup]:
    """Orange where they are dashed."""
    dashed = row.is_dashed
    look = {"stroke": ORANGE if dashed else BLUE, "stroke_dasharray": "5 3" if dashed else None}
    for before in row.before:
        for after in row.after:
            title = element("title", f"{row.kind}: {before} → {after}")
            y, y_end = (_TOP - 4 + at * _STEP for at in (old.index(before), new.index(after)))
            yield curve(_SIDE, y, WIDTH - _SIDE, y_end, title, stroke_width=2, **look)


def _say(row: Change) -> str:
    ends = f"{row.before or 'nothing'} → {row.after or 'nothing'}"
    return f"{row.kind}: {ends}" + (f": {cut(row.reason, _LONGEST)}" if row.reason else "")


def _foot(dashed: str, rows: Sequence[_Way], more: int) -> str:
    if not rows:
        return "no id moved"
    said = ["whole line: took its place", dashed]
    return " · ".join([*said, f"…{more:,} more"] if more else said)

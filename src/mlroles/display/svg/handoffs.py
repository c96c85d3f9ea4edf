"""Who hands on to whom: around one role as lines, over a whole edition as a square of counts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from mlroles.display.markup import element
from mlroles.display.svg.picture import (
    BLUE,
    LINE,
    WIDTH,
    box,
    curve,
    frame,
    rule,
    shorten_to,
    words,
)
from mlroles.handoffs import list_handoffs
from mlroles.model import Role
from mlroles.taxonomy import Taxonomy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mlroles.display.markup import Markup
    from mlroles.display.svg.picture import Picture
    from mlroles.handoffs import End, Handoffs

__all__ = ["draw_handoffs"]

_SIDE = 240  # pixels for the names at either side
_TOP = 3 * LINE
_STEP = LINE + 4
_ABOVE = 230  # pixels for the names that stand upright above their columns
_CELL = 16


def draw_handoffs(handoffs: Taxonomy | Handoffs, *, of: str | Role | None = None) -> Picture:
    """Hand-offs counted from each to each; or, where one end takes part in all of them, as lines.

    Parameters
    ----------
    handoffs
        What `mlroles.list_handoffs` returns, or an edition, of which all active roles are drawn.
    of
        Of an edition, the role to draw, by any of its names.

    Raises
    ------
    UnknownRole
        If no role is called so.

    Examples
    --------
    >>> import mlroles
    >>> draw_handoffs(mlroles.load("2020.1"), of="data engineer").startswith("<svg")
    True
    """
    if isinstance(handoffs, Taxonomy):
        if of is None:
            return _draw_square(list_handoffs(handoffs))
        handoffs = list_handoffs(
            handoffs, around=handoffs.role(of.id if isinstance(of, Role) else of)
        )
    middle = _find_middle(handoffs)
    return _draw_lines(middle, handoffs) if middle else _draw_square(handoffs)


def _find_middle(handoffs: Handoffs) -> End | None:
    """Who takes part in every hand-off, if they are several and somebody does."""
    shared = [{row.producer, row.consumer} for row in handoffs]
    both = set.intersection(*shared) if len(shared) > 1 else set()
    return next((end for end in handoffs.ends if end.id in both), None)


def _ends(handoffs: Handoffs) -> tuple[list[End], list[End]]:
    """Who gives and who takes, in the order of the edition, those who are no roles last."""
    givers, takers = ({getattr(row, way) for row in handoffs} for way in ("producer", "consumer"))
    ends = handoffs.ends
    return [end for end in ends if end.id in givers], [end for end in ends if end.id in takers]


def _style(end: End) -> str | None:
    return None if end.is_role else "italic"


def _draw_lines(middle: End, handoffs: Handoffs) -> Picture:
    givers, takers = _ends(handoffs)
    pairs = dict.fromkeys((each.producer, each.consumer) for each in handoffs)
    content = [
        words(_SIDE - 10, LINE, "hands on", "end", font_weight="bold"),
        words(WIDTH - _SIDE + 10, LINE, "takes", font_weight="bold"),
        *(_line(pair, handoffs, givers, takers) for pair in pairs),
        *_names(givers, _SIDE - 10, "end"),
        *_names(takers, WIDTH - _SIDE + 10),
    ]
    said = "; ".join(f"{row.producer} → {row.artefact} → {row.consumer}" for row in handoffs)
    height = _TOP + max(len(givers), len(takers)) * _STEP
    return frame(f"{middle.name}: what it takes and hands on", said, height, content)


def _names(ends: Sequence[End], x: int, anchor: str | None = None) -> Iterator[Markup]:
    for at, end in enumerate(ends):
        name = shorten_to(end.name, _SIDE - 10)
        yield words(x, _TOP + at * _STEP, name, anchor, font_style=_style(end))


def _line(
    pair: tuple[str, str], handoffs: Handoffs, givers: Sequence[End], takers: Sequence[End]
) -> Markup:
    """One line from one to another, as wide as there are hand-offs, which it names when touched."""
    said = [row.artefact for row in handoffs if (row.producer, row.consumer) == pair]
    y, y_end = (
        _TOP - 4 + [end.id for end in side].index(key) * _STEP
        for side, key in zip((givers, takers), pair, strict=True)
    )
    title = element("title", f"{pair[0]} → {pair[1]}: {'; '.join(said)}")
    look = {"stroke": BLUE, "stroke_width": len(said) + 1}
    return curve(_SIDE, y, WIDTH - _SIDE, y_end, title, **look)


def _draw_square(handoffs: Handoffs) -> Picture:
    givers, takers = _ends(handoffs)
    counts = Counter((each.producer, each.consumer) for each in handoffs)
    right, below = _SIDE + len(takers) * _CELL, _ABOVE + len(givers) * _CELL
    content = [
        words(0, LINE, "who hands on ↓ to whom →", font_weight="bold"),
        *(mark for at, end in enumerate(givers) for mark in _row(at, end, right)),
        *(mark for at, end in enumerate(takers) for mark in _column(at, end, below)),
    ]
    columns, rows = ([end.id for end in side] for side in (takers, givers))
    for (giver, taker), count in counts.items():
        content += _cell(columns.index(taker), rows.index(giver), count)
    said = "; ".join(f"{giver} → {taker} {count}" for (giver, taker), count in counts.items())
    notes = "the number of hand-offs; in italics who is no role of ours"
    return frame(f"Hand-offs, edition {handoffs.edition}", said, below + LINE, content, notes)


def _row(at: int, end: End, right: int) -> Iterator[Markup]:
    y, name = _ABOVE + at * _CELL, shorten_to(end.name, _SIDE - 10)
    yield rule(_SIDE, y, right, y, stroke_opacity=0.3)
    yield words(_SIDE - 8, y + 12, name, "end", font_style=_style(end))


def _column(at: int, end: End, below: int) -> Iterator[Markup]:
    x, y, name = _SIDE + at * _CELL + 12, _ABOVE - 6, shorten_to(end.name, _ABOVE - 20)
    turn, style = f"rotate(-90 {x} {y})", _style(end)
    yield rule(x - 12, _ABOVE, x - 12, below, stroke_opacity=0.3)
    yield words(x, y, name, font_style=style, transform=turn)


def _cell(column: int, row: int, count: int) -> Iterator[Markup]:
    x, y = _SIDE + column * _CELL, _ABOVE + row * _CELL
    yield box(x + 1, y + 1, _CELL - 2, _CELL - 2, fill=BLUE, fill_opacity=0.35)
    yield words(x + _CELL // 2, y + 12, str(count), "middle", font_size=12)

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
from mlroles.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mlroles.display.markup import Markup
    from mlroles.display.svg.picture import Picture
    from mlroles.model import Handoff
    from mlroles.taxonomy import Taxonomy

__all__ = ["draw_handoffs"]

_SIDE = 240  # pixels for the names at either side
_TOP = 3 * LINE
_STEP = LINE + 4
_ABOVE = 230  # pixels for the names that stand upright above their columns
_CELL = 16


def draw_handoffs(taxonomy: Taxonomy, *, of: str | Role | None = None) -> Picture:
    """The hand-offs of an edition, counted from each to each; or those of one role, as lines.

    Parameters
    ----------
    taxonomy
        The edition.
    of
        A role, by any of its names; all active roles if left out.

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
    if of is not None:
        role = taxonomy.role(of.id if isinstance(of, Role) else of)
        return _draw_lines(role, taxonomy)
    active = [each for each in taxonomy.roles.values() if each.status == "active"]
    found = dict.fromkeys(row for role in active for row in role.handoffs)  # two roles hold each
    return _draw_square(list(found), taxonomy)


def _ends(found: Iterable[Handoff], taxonomy: Taxonomy) -> tuple[list[str], list[str]]:
    """Who gives and who takes, in the order of the edition, those who are no roles last."""
    order = [*taxonomy.roles, *taxonomy.parties]
    pairs = [(each.producer, each.consumer) for each in found]
    givers, takers = (sorted({pair[end] for pair in pairs}, key=order.index) for end in (0, 1))
    return givers, takers


def _name(key: str, taxonomy: Taxonomy, room: int) -> str:
    said = taxonomy.roles[key].name if key in taxonomy.roles else taxonomy.parties[key]
    return shorten_to(said, room)


def _style(key: str, taxonomy: Taxonomy) -> str | None:
    return None if key in taxonomy.roles else "italic"


def _draw_lines(role: Role, taxonomy: Taxonomy) -> Picture:
    givers, takers = _ends(role.handoffs, taxonomy)
    pairs = dict.fromkeys((each.producer, each.consumer) for each in role.handoffs)
    content = [
        words(_SIDE - 10, LINE, "hands on", "end", font_weight="bold"),
        words(WIDTH - _SIDE + 10, LINE, "takes", font_weight="bold"),
        *(_line(pair, role, givers, takers) for pair in pairs),
        *_names(givers, taxonomy, _SIDE - 10, "end"),
        *_names(takers, taxonomy, WIDTH - _SIDE + 10),
    ]
    said = "; ".join(f"{row.producer} → {row.artefact} → {row.consumer}" for row in role.handoffs)
    height = _TOP + max(len(givers), len(takers)) * _STEP
    return frame(f"{role.name}: what it takes and hands on", said, height, content)


def _names(
    ids: Sequence[str], taxonomy: Taxonomy, x: int, anchor: str | None = None
) -> Iterator[Markup]:
    for at, key in enumerate(ids):
        y, style = _TOP + at * _STEP, _style(key, taxonomy)
        yield words(x, y, _name(key, taxonomy, _SIDE - 10), anchor, font_style=style)


def _line(pair: tuple[str, str], role: Role, givers: list[str], takers: list[str]) -> Markup:
    """One line from one to another, as wide as there are hand-offs, which it names when touched."""
    said = [row.artefact for row in role.handoffs if (row.producer, row.consumer) == pair]
    y, y_end = (
        _TOP - 4 + side.index(key) * _STEP for side, key in zip((givers, takers), pair, strict=True)
    )
    title = element("title", f"{pair[0]} → {pair[1]}: {'; '.join(said)}")
    look = {"stroke": BLUE, "stroke_width": len(said) + 1}
    return curve(_SIDE, y, WIDTH - _SIDE, y_end, title, **look)


def _draw_square(found: Sequence[Handoff], taxonomy: Taxonomy) -> Picture:
    givers, takers = _ends(found, taxonomy)
    counts = Counter((each.producer, each.consumer) for each in found)
    right, below = _SIDE + len(takers) * _CELL, _ABOVE + len(givers) * _CELL
    content = [
        words(0, LINE, "who hands on ↓ to whom →", font_weight="bold"),
        *(mark for at, key in enumerate(givers) for mark in _row(at, key, right, taxonomy)),
        *(mark for at, key in enumerate(takers) for mark in _column(at, key, below, taxonomy)),
    ]
    for (giver, taker), count in counts.items():
        content += _cell(takers.index(taker), givers.index(giver), count)
    said = "; ".join(f"{giver} → {taker} {count}" for (giver, taker), count in counts.items())
    notes = "the number of hand-offs; in italics who is no role of ours"
    return frame(f"Hand-offs, edition {taxonomy.edition}", said, below + LINE, content, notes)


def _row(at: int, key: str, right: int, taxonomy: Taxonomy) -> Iterator[Markup]:
    y, name = _ABOVE + at * _CELL, _name(key, taxonomy, _SIDE - 10)
    yield rule(_SIDE, y, right, y, stroke_opacity=0.3)
    yield words(_SIDE - 8, y + 12, name, "end", font_style=_style(key, taxonomy))


def _column(at: int, key: str, below: int, taxonomy: Taxonomy) -> Iterator[Markup]:
    x, y, name = _SIDE + at * _CELL + 12, _ABOVE - 6, _name(key, taxonomy, _ABOVE - 20)
    turn, style = f"rotate(-90 {x} {y})", _style(key, taxonomy)
    yield rule(x - 12, _ABOVE, x - 12, below, stroke_opacity=0.3)
    yield words(x, y, name, font_style=style, transform=turn)


def _cell(column: int, row: int, count: int) -> Iterator[Markup]:
    x, y = _SIDE + column * _CELL, _ABOVE + row * _CELL
    yield box(x + 1, y + 1, _CELL - 2, _CELL - 2, fill=BLUE, fill_opacity=0.35)
    yield words(x + _CELL // 2, y + 12, str(count), "middle", font_size=12)

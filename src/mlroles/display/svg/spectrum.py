"""Where somebody stands among the roles: a blend of them, and how wide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from mlroles.display.answers import match_head, match_notes, match_outcome, may_show_shares
from mlroles.display.lines import decibans, percent
from mlroles.display.markup import element
from mlroles.display.spectrum import (
    NOWHERE,
    may_show_parts,
    place_head,
    place_note,
    place_verdict,
)
from mlroles.display.svg.picture import (
    BLUE,
    GREY,
    LINE,
    WIDTH,
    box,
    frame,
    rule,
    shorten_to,
    words,
)
from mlroles.matching import Match

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mlroles.display.markup import Markup
    from mlroles.display.svg.picture import Picture
    from mlroles.spectrum import Place

__all__ = ["draw_spectrum"]

_SHOWN = 6
_NEAREST = 3  # where no share may be shown
_HIGH = 28


@frozen
class _Part:
    """A role of the blend, and what is said beside it."""

    name: str
    share: int
    said: str


@frozen
class _Blend:
    """What there is to draw."""

    head: str
    parts: list[_Part]
    shares: bool
    notes: str


def draw_spectrum(match: Match | Place) -> Picture:
    """The shares of a match in one strip, and its breadth between one-trick pony and generalist.

    Of a place the parts that it holds are drawn, of a match the largest shares. Where too little
    was counted for shares to be shown, no strip is drawn.

    Examples
    --------
    >>> import mlroles
    >>> draw_spectrum(mlroles.match(["Tableau"], mlroles.load("2020.1"))).startswith("<svg")
    True
    """
    blend = _read(match) if isinstance(match, Match) else _look_up(match)
    content = [words(0, LINE, shorten_to(blend.head, WIDTH), font_weight="bold")]
    marks, below = _draw(blend, 2 * LINE)
    content += marks
    said = [f"{part.name} {percent(part.share)}" for part in blend.parts if blend.shares]
    if match.breadth is not None:
        content += _breadth(match.breadth, below + LINE)
        said.append(f"breadth {match.breadth} of 1000, from one-trick pony to generalist")
        below += 3 * LINE
    return frame(f"Spectrum: {blend.head}", "; ".join(said), below + LINE, content, blend.notes)


def _read(match: Match) -> _Blend:
    """The largest shares if these may be shown, else the nearest roles."""
    shares = bool(match.resolved) and may_show_shares(match)
    nearest = match.fits[:_NEAREST] if match.resolved else ()
    largest = sorted(match, key=lambda fit: (-fit.share, fit.role.id))[:_SHOWN]
    parts = [
        _Part(fit.role.name, fit.share, _say(fit.counted, f"{decibans(fit.evidence)} db, "))
        for fit in (largest if shares else nearest)
    ]
    notes = " · ".join([*match_head(match), *match_notes(match)[-1:]])
    return _Blend(match_outcome(match), parts, shares, notes)


def _look_up(place: Place) -> _Blend:
    if place.breadth is None:
        return _Blend(NOWHERE, [], shares=False, notes=place_head(place))
    parts = [_Part(part.role.name, part.share, _say(part.counted)) for part in place]
    notes = f"{place_head(place)} · {place_note(place)}"
    return _Blend(place_verdict(place), parts, may_show_parts(place), notes)


def _say(counted: int, evidence: str = "") -> str:
    return f"\u2002({evidence}{percent(counted)} of it counted)"


def _draw(blend: _Blend, y: int) -> tuple[list[Markup], int]:
    """The strip of shares, or else the nearest roles by name; and where it ends."""
    if blend.shares:
        marks = [*_strip(blend.parts, y), *_legend(blend.parts, y + _HIGH + LINE)]
        return marks, y + _HIGH + LINE * (len(blend.parts) + 2)
    said = [f"{shorten_to(part.name, 400)}{part.said}" for part in blend.parts]
    return [words(0, y + at * LINE, each) for at, each in enumerate(said)], y + LINE * len(said)


def _opacity(at: int) -> str:
    return f"0.{max(95 - 13 * at, 17)}"


def _strip(parts: list[_Part], y: int) -> Iterator[Markup]:
    start = 0
    for at, part in enumerate(parts):
        end = start + part.share
        x, x_end = (place * WIDTH // 1000 for place in (start, end))
        title = element("title", f"{part.name} {percent(part.share)}")
        width = max(x_end - x - 1, 0)
        yield box(x, y, width, _HIGH, title, fill=BLUE, fill_opacity=_opacity(at))
        start = end
    x = start * WIDTH // 1000
    yield box(x, y, max(WIDTH - x, 0), _HIGH, fill="none", stroke=GREY)


def _legend(parts: list[_Part], y: int) -> Iterator[Markup]:
    for at, part in enumerate(parts):
        base = y + at * LINE
        yield box(0, base - 10, 12, 12, fill=BLUE, fill_opacity=_opacity(at))
        said = f"{percent(part.share)}\u2002{shorten_to(part.name, 400)}"
        yield words(20, base, f"{said}{part.said}")
    rest = 1000 - sum(part.share for part in parts)
    yield box(1, y + len(parts) * LINE - 9, 11, 11, fill="none", stroke=GREY)
    yield words(20, y + len(parts) * LINE, f"{percent(rest)}\u2002all others")


def _breadth(breadth: int, y: int) -> Iterator[Markup]:
    start, end = 120, WIDTH - 100
    x = start + (end - start) * breadth // 1000
    yield words(start - 10, y + 4, "one-trick pony", "end")
    yield rule(start, y, end, y, stroke_width=2)
    yield words(end + 10, y + 4, "generalist")
    yield element("circle", cx=x, cy=y, r=6, fill=BLUE)
    yield words(x, y - 12, f"breadth {breadth} of 1000", "middle", font_size=12)

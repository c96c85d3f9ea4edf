"""Where somebody stands among the roles: a blend of them, and how wide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlroles.display.answers import match_head, match_notes, match_outcome, may_show_shares
from mlroles.display.lines import decibans, percent
from mlroles.display.markup import element
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

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mlroles.display.markup import Markup
    from mlroles.display.svg.picture import Picture
    from mlroles.matching import Fit, Match

__all__ = ["draw_spectrum"]

_SHOWN = 6
_NEAREST = 3  # where no share may be shown
_HIGH = 28


def draw_spectrum(match: Match) -> Picture:
    """The shares of a match in one strip, and its breadth between one-trick pony and generalist.

    Where too little was counted for shares to be shown, no strip is drawn.

    Examples
    --------
    >>> import mlroles
    >>> draw_spectrum(mlroles.match(["Tableau"], mlroles.load("2020.1"))).startswith("<svg")
    True
    """
    content = [words(0, LINE, match_outcome(match), font_weight="bold")]
    marks, below = _blend(match, 2 * LINE)
    content += marks
    said = [f"{fit.role.name} {percent(fit.share)}" for fit in _largest(match)]
    if match.breadth is not None:
        content += _breadth(match.breadth, below + LINE)
        said.append(f"breadth {match.breadth} of 1000, from one-trick pony to generalist")
        below += 3 * LINE
    notes = " · ".join([*match_head(match), *match_notes(match)[-1:]])
    title = f"Spectrum: {match_outcome(match)}"
    return frame(title, "; ".join(said), below + LINE, content, notes)


def _largest(match: Match) -> list[Fit]:
    """The roles with the largest shares, if these may be shown."""
    if not match.resolved or not may_show_shares(match):
        return []
    return sorted(match, key=lambda fit: (-fit.share, fit.role.id))[:_SHOWN]


def _blend(match: Match, y: int) -> tuple[list[Markup], int]:
    """The strip of shares, or else the nearest roles by name; and where it ends."""
    fits = _largest(match)
    if fits:
        marks = [*_strip(fits, y), *_legend(fits, y + _HIGH + LINE)]
        return marks, y + _HIGH + LINE * (len(fits) + 2)
    nearest = match.fits[:_NEAREST] if match.resolved else ()
    said = [f"{shorten_to(fit.role.name, 400)}{_say_counted(fit)}" for fit in nearest]
    return [words(0, y + at * LINE, each) for at, each in enumerate(said)], y + LINE * len(said)


def _opacity(at: int) -> str:
    return f"0.{95 - 13 * at}"


def _strip(fits: list[Fit], y: int) -> Iterator[Markup]:
    start = 0
    for at, fit in enumerate(fits):
        end = start + fit.share
        x, x_end = (place * WIDTH // 1000 for place in (start, end))
        title = element("title", f"{fit.role.name} {percent(fit.share)}")
        width = max(x_end - x - 1, 0)
        yield box(x, y, width, _HIGH, title, fill=BLUE, fill_opacity=_opacity(at))
        start = end
    x = start * WIDTH // 1000
    yield box(x, y, max(WIDTH - x, 0), _HIGH, fill="none", stroke=GREY)


def _legend(fits: list[Fit], y: int) -> Iterator[Markup]:
    for at, fit in enumerate(fits):
        base = y + at * LINE
        yield box(0, base - 10, 12, 12, fill=BLUE, fill_opacity=_opacity(at))
        said = f"{percent(fit.share)}\u2002{shorten_to(fit.role.name, 400)}"
        yield words(20, base, f"{said}{_say_counted(fit)}")
    rest = 1000 - sum(fit.share for fit in fits)
    yield box(1, y + len(fits) * LINE - 9, 11, 11, fill="none", stroke=GREY)
    yield words(20, y + len(fits) * LINE, f"{percent(rest)}\u2002all others")


def _say_counted(fit: Fit) -> str:
    return f"\u2002({decibans(fit.evidence)} db, {percent(fit.counted)} of it counted)"


def _breadth(breadth: int, y: int) -> Iterator[Markup]:
    start, end = 120, WIDTH - 100
    x = start + (end - start) * breadth // 1000
    yield words(start - 10, y + 4, "one-trick pony", "end")
    yield rule(start, y, end, y, stroke_width=2)
    yield words(end + 10, y + 4, "generalist")
    yield element("circle", cx=x, cy=y, r=6, fill=BLUE)
    yield words(x, y - 12, f"breadth {breadth} of 1000", "middle", font_size=12)

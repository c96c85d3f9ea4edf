"""What every picture is made of: SVG text, in colours that any eye and any page can bear."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from mlroles.display.lines import cut
from mlroles.display.markup import Markup, element, join

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "BLUE",
    "GREY",
    "LINE",
    "ORANGE",
    "WIDTH",
    "Picture",
    "box",
    "curve",
    "frame",
    "letters",
    "rule",
    "shorten_to",
    "words",
]

WIDTH = 720
LINE = 18  # from one line of text to the next
# told apart by colour-blind eyes, and four times as bright or dark as white and black paper
BLUE, ORANGE, GREY = "#1f7fc4", "#d55e00", "#808080"
_ALONE = ";color-scheme:light dark"  # an image asks its page; a part of a page has its colour
_SIZE = 13  # of letters, in pixels
_LOOK = {
    "role": "img",
    "style": f"max-width:100%;height:auto{_ALONE}",
    "font_family": "system-ui,sans-serif",
    "font_size": _SIZE,
    "fill": "currentColor",
}
_LONGEST = 6_000  # characters of what a picture shows, in words
_BREADTH = 56  # of a letter, in hundredths of its height, on the average of a system's own letters


class Picture(str):
    """SVG text: a notebook shows it as a picture, and a file keeps it as it is.

    In a notebook it is part of the page, so that its text has the colour of the text around it.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<Picture of {len(self):,} characters of SVG>"

    def _repr_html_(self) -> str:
        return str(element("div", Markup(self.replace(_ALONE, "", 1))))


def frame(
    title: str, description: str, height: int, content: Iterable[Markup], notes: str = ""
) -> Picture:
    """A picture as wide as a notebook's column, with what it shows in words, and notes below."""
    lines = _set_lines(notes, height)
    height += LINE * len(lines)
    said = (element("title", cut(title)), element("desc", cut(description, _LONGEST)))
    drawn = element(
        "svg",
        join([*said, *content, *lines], "\n"),  # a line each, so that words of a picture stay apart
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {height}",
        width=WIDTH,
        height=height,
        **_LOOK,
    )
    return Picture(drawn)


def words(x: int, y: int, said: str, anchor: str | None = None, **more: object) -> Markup:
    """Text on its base line, from `x` on, up to it (``end``) or about it (``middle``)."""
    return element("text", said, x=x, y=y, text_anchor=anchor, **more)


def shorten_to(said: str, room: int) -> str:
    """Text that hardly takes more room than that; letters differ, so this is an estimate."""
    return cut(said, letters(room))


def letters(room: int) -> int:
    """How many letters there is room for."""
    return 100 * room // (_BREADTH * _SIZE)


def _set_lines(said: str, y: int) -> list[Markup]:
    """Text as lines of the whole width, from `y` down, in smaller letters."""
    lines = textwrap.wrap(said, letters(WIDTH), break_on_hyphens=False)
    return [
        words(0, y + at * LINE, line, font_size=12, fill_opacity=0.85)
        for at, line in enumerate(lines)
    ]


def box(x: int, y: int, width: int, height: int, *said: Markup, **more: object) -> Markup:
    """A rectangle."""
    return element("rect", *said, x=x, y=y, width=width, height=height, **more)


def rule(x: int, y: int, x_end: int, y_end: int, *said: Markup, **more: object) -> Markup:
    """A straight line, thin and grey unless said otherwise."""
    return element("line", *said, x1=x, y1=y, x2=x_end, y2=y_end, **{"stroke": GREY, **more})


def curve(x: int, y: int, x_end: int, y_end: int, *said: Markup, **more: object) -> Markup:
    """A line that leaves and arrives level."""
    middle = (x + x_end) // 2
    path = f"M{x} {y}C{middle} {y} {middle} {y_end} {x_end} {y_end}"
    return element("path", *said, d=path, **{"fill": "none", "stroke": GREY, **more})

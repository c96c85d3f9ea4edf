"""A text with the skills that were found in it marked, as a picture."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mlroles.display.lines import cut
from mlroles.display.marked import list_names
from mlroles.display.markup import element
from mlroles.display.svg.picture import BLUE, LINE, WIDTH, frame, letters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mlroles.display.markup import Markup
    from mlroles.display.svg.picture import Picture
    from mlroles.mentions import Mention, Mentions

__all__ = ["draw_mentions"]

_SHOWN = 30  # lines
_LONGEST_WORD = 60
_LOOKS: dict[str, dict[str, object]] = {
    "asked": {"font_weight": "bold", "fill": BLUE, "text_decoration": "underline"},
    "preferred": {"fill": BLUE, "text_decoration": "underline", "font_style": "italic"},
    "excluded": {"text_decoration": "line-through"},
}


def draw_mentions(mentions: Mentions) -> Picture:
    """The text line by line, every mention marked; what is preferred or excluded says so in words.

    Examples
    --------
    >>> import mlroles
    >>> found = mlroles.find_skills("Python and SQL, no SAS.", mlroles.load("2020.1"))
    >>> draw_mentions(found).startswith("<svg")
    True
    """
    lines = list(_break(mentions.text))
    content = [
        element("text", *_pieces(mentions, start, end), x=0, y=(at + 1) * LINE)
        for at, (start, end) in enumerate(lines[:_SHOWN])
    ]
    left = len(mentions.text) - lines[_SHOWN - 1][1] if len(lines) > _SHOWN else 0
    notes = [f"…{left:,} characters more"] if left else []
    notes += [repr(mentions)[1:-1], *list_names(mentions)]
    said = "; ".join(f"{each.text} = {each.skill.name}, {each.stance}" for each in mentions)
    height = (len(content) + 1) * LINE
    return frame(repr(mentions)[1:-1], said, height, content, " · ".join(map(cut, notes)))


def _break(text: str) -> Iterator[tuple[int, int]]:
    """Where each line of the picture begins and ends in the text."""
    start, end, room = 0, 0, letters(WIDTH)
    for found in re.finditer(rf"\S{{1,{_LONGEST_WORD}}}|\n", text):
        is_over = found[0] == "\n"
        if end > start and (is_over or found.end() - start > room):
            yield start, end
            start = end = found.start()
        if is_over or start == end:
            start = found.end() if is_over else found.start()
        end = found.end()
    if end > start:
        yield start, end


def _pieces(mentions: Mentions, start: int, end: int) -> Iterator[str]:
    """What stands between two places, as text and marks."""
    done = start
    for mention in mentions:
        if mention.end <= start or mention.start >= end:
            continue
        first, last = max(mention.start, start), min(mention.end, end)
        yield mentions.text[done:first]
        yield _mark(mention, mentions.text[first:last])
        if mention.stance != "asked" and last == mention.end:
            yield f" ({mention.stance})"
        done = last
    yield mentions.text[done:end]


def _mark(mention: Mention, said: str) -> Markup:
    title = element("title", f"{mention.skill.name}: {mention.rule}, {mention.stance}")
    return element("tspan", title, said, **_LOOKS[mention.stance])

"""A text with the skills that were found in it marked, as HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlroles.display.html.page import LARGEST
from mlroles.display.lines import cut
from mlroles.display.marked import list_names
from mlroles.display.markup import Markup, element, escape, join

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mlroles.mentions import Mention, Mentions

__all__ = ["mentions_html"]

_STEP = 200  # characters; a text is cut between two steps or mentions
_LONGEST = 1_200  # characters of what is said below the text
_STYLES = {
    "asked": "font-weight:inherit;border-bottom:2px solid;background:#7f7f7f38",
    "preferred": "font-weight:inherit;border-bottom:2px dotted;background:#7f7f7f20",
    "excluded": "font-weight:inherit;text-decoration:line-through",
}
_TEXT = "white-space:pre-wrap;max-width:60em;line-height:1.5"
_BELOW = "font-size:.9em;margin-top:.5em;max-width:60em"


def mentions_html(mentions: Mentions) -> str:
    """The text, every mention marked, and below it what each name was read as; all of it escaped.

    Meaning stands without styles: a preferred or excluded skill says so in words. A text for which
    there is no room is cut, and says that too.
    """
    said = " · ".join([repr(mentions)[1:-1], *list_names(mentions)])
    below = element("div", cut(said, _LONGEST), style=_BELOW)
    room = LARGEST - len(
        f"{below}{element('div', style=_TEXT)}{_left(len(mentions.text))}".encode()
    )
    pieces, done = [], 0
    for end, piece in _pieces(mentions):
        room -= len(piece.encode())
        if room < 0:
            break
        pieces.append(piece)
        done = end
    left = _left(len(mentions.text) - done) if done < len(mentions.text) else ""
    return element("div", *pieces, style=_TEXT) + left + below


def _left(characters: int) -> Markup:
    return element("div", f"…{characters:,} characters more")


def _pieces(mentions: Mentions) -> Iterator[tuple[int, Markup]]:
    """The text in pieces, each with the place where it ends."""
    done = 0
    for mention in mentions:
        yield from _plain(mentions.text, done, mention.start)
        yield mention.end, _mark(mention)
        done = mention.end
    yield from _plain(mentions.text, done, len(mentions.text))


def _plain(text: str, start: int, end: int) -> Iterator[tuple[int, Markup]]:
    for at in range(start, end, _STEP):
        stop = min(at + _STEP, end)
        yield stop, escape(text[at:stop])


def _mark(mention: Mention) -> Markup:
    title = f"{cut(mention.skill.name)}: {cut(mention.rule)}, {mention.stance}"
    # b and i are what every sanitiser leaves
    marked = element("b", mention.text, style=_STYLES[mention.stance], title=title)
    stance = element("i", f"({mention.stance})")
    return marked if mention.stance == "asked" else join([marked, " ", stance])

"""Markup that we wrote, and text that we did not: the one place where text is escaped.

What is shown as HTML and SVG is put together by `element`. It escapes whatever is not `Markup`, so
that to forget it is impossible.
"""

from __future__ import annotations

import re
from html import escape as _escape
from typing import TYPE_CHECKING
from unicodedata import bidirectional

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Markup", "element", "escape", "isolate", "join"]

# What neither HTML nor XML can hold, and what turns about the direction of all that follows it.
_UNSHOWN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
    "\ufdd0-\ufdef\ufffe\uffff]"
)
_RIGHT_TO_LEFT = {"R", "AL"}


class Markup(str):
    """Text that is markup already, all of it written or escaped here."""

    __slots__ = ()


def escape(text: str) -> Markup:
    """Any text as markup: what it would mean as markup is taken from it, and nothing else.

    Control characters and overrides of direction become U+FFFD; joiners of emoji and the marks that
    Hebrew and Arabic need stay.

    Examples
    --------
    >>> escape('<b title="x">')
    '&lt;b title=&quot;x&quot;&gt;'
    """
    if isinstance(text, Markup):
        return text
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return Markup(_escape(_UNSHOWN.sub("\ufffd", lines), quote=True))


def element(tag: str, /, *content: str, **attributes: object) -> Markup:
    """An element with its content and attributes, escaped.

    An underscore in an attribute's name stands for a hyphen, and one at its end is left out; an
    attribute that is None is left out too.

    Examples
    --------
    >>> element("td", "R & D", style="color:inherit", aria_hidden="true", title=None)
    '<td style="color:inherit" aria-hidden="true">R &amp; D</td>'
    """
    said = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{tag}{said}>{''.join(map(escape, content))}</{tag}>")


def join(parts: Iterable[str], between: str = "") -> Markup:
    """Pieces of text and markup, one after the other."""
    return Markup(escape(between).join(map(escape, parts)))


def isolate(text: str) -> Markup:
    """Text in a line with others; if it reads from right to left, it turns only itself.

    Examples
    --------
    >>> isolate("SQL"), isolate("שלום")
    ('SQL', '<bdi>שלום</bdi>')
    """
    turns = any(bidirectional(c) in _RIGHT_TO_LEFT for c in text)
    return element("bdi", text) if turns else escape(text)

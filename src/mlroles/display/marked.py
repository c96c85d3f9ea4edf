"""A text with the skills that were found in it marked, as lines of text and as HTML."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from mlroles.display.lines import wrap

if TYPE_CHECKING:
    from mlroles.mentions import Mention, Mentions

__all__ = ["mark_html", "mentions_lines"]

_LONGEST = 20_000  # characters of HTML text; a page of a notebook is for people
_SHOWN = 12
_SIGNS = {"asked": ("[", "]"), "preferred": ("[+", "]"), "excluded": ("[-", "]")}
_STYLES = {
    "asked": "background:rgba(127,127,127,.25);border-bottom:2px solid",
    "preferred": "background:rgba(127,127,127,.12);border-bottom:2px dotted",
    "excluded": "text-decoration:line-through",
}


def mentions_lines(mentions: Mentions, width: int) -> list[str]:
    """The text with every mention in brackets, and below it what each name was read as."""
    lines = wrap(repr(mentions)[1:-1], width)
    lines += ["", *_paragraphs(_mark(mentions), width)] if mentions.text.strip() else []
    named = list(dict.fromkeys(_name(mention) for mention in mentions))
    more = len(named) - _SHOWN
    shown = [*named[:_SHOWN], f"…{more} more"] if more > 0 else named
    if shown:
        lines += ["", *wrap(" · ".join(shown), width)]
        lines += ["", *wrap("[asked] [+preferred] [-excluded]", width, 2)]
    return lines


def _paragraphs(text: str, width: int) -> list[str]:
    return [line for part in text.splitlines() for line in wrap(part, width) or [""]]


def _mark(mentions: Mentions) -> str:
    pieces, done = [], 0
    for mention in mentions:
        before, after = _SIGNS[mention.stance]
        pieces += [mentions.text[done : mention.start], before, mention.text, after]
        done = mention.end
    return "".join([*pieces, mentions.text[done:]])


def _name(mention: Mention) -> str:
    return f"{mention.text} = {mention.skill.name} ({mention.rule})"


def mark_html(mentions: Mentions) -> str:
    """The text as HTML, every mention marked and named; all of it escaped.

    Meaning stands without styles: a preferred or excluded skill says so in words. A text of more
    than twenty thousand characters is cut, and says that too.
    """
    pieces, done = [], 0
    for mention in mentions:
        if mention.end > _LONGEST:
            break
        pieces += [escape(mentions.text[done : mention.start]), _mark_one(mention)]
        done = mention.end
    pieces.append(escape(mentions.text[done:_LONGEST]))
    left = len(mentions.text) - _LONGEST
    cut = f"<p>…{left} characters more</p>" if left > 0 else ""
    return f'<div style="white-space:pre-wrap">{"".join(pieces)}</div>{cut}'


def _mark_one(mention: Mention) -> str:
    title = escape(f"{mention.skill.name}: {mention.rule}, {mention.stance}", quote=True)
    style = _STYLES[mention.stance]
    said = "" if mention.stance == "asked" else f" <small>({mention.stance})</small>"
    return (
        f'<mark style="color:inherit;{style}" title="{title}">{escape(mention.text)}</mark>{said}'
    )

"""A text with the skills that were found in it marked, as lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlroles.display.lines import wrap

if TYPE_CHECKING:
    from mlroles.mentions import Mention, Mentions

__all__ = ["list_names", "mentions_lines"]

_SHOWN = 12
_SIGNS = {"asked": ("[", "]"), "preferred": ("[+", "]"), "excluded": ("[-", "]")}


def mentions_lines(mentions: Mentions, width: int) -> list[str]:
    """The text with every mention in brackets, and below it what each name was read as."""
    lines = wrap(repr(mentions)[1:-1], width)
    lines += ["", *_paragraphs(_mark(mentions), width)] if mentions.text.strip() else []
    shown = list_names(mentions)
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


def list_names(mentions: Mentions) -> list[str]:
    """What each name was read as, once; after the first dozen how many more."""
    named = list(dict.fromkeys(_name(mention) for mention in mentions))
    more = len(named) - _SHOWN
    return [*named[:_SHOWN], f"…{more} more"] if more > 0 else named


def _name(mention: Mention) -> str:
    return f"{mention.text} = {mention.skill.name} ({mention.rule})"

"""Headings, which tell what the lines below them are for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from mlroles.mentions.surface import BULLETS, fold_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["Section", "index_headings", "read_sections"]

_LONGEST = 60  # characters of a heading
_BREAKS = f"\n.!?;{BULLETS}"


@frozen
class Section:
    """From a heading to the next: what is ``asked``, ``preferred``, or ``boilerplate``."""

    start: int
    end: int
    effect: str


def index_headings(rows: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """The words of a heading, as a text is searched, to its effect."""
    return {" ".join(fold_words(row["heading"])): row["effect"] for row in rows}


def read_sections(text: str, headings: Mapping[str, str]) -> list[Section]:
    """The sections of a text, by headings that have a line of their own or end with a colon."""
    found = sorted({*_lines(text, headings), *_before_colons(text, headings)})
    ends = [start for start, _ in found[1:]] + [len(text)]
    return [Section(start, end, effect) for (start, effect), end in zip(found, ends, strict=False)]


def _lines(text: str, headings: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        if 0 < len(line) <= _LONGEST:
            effect = headings.get(" ".join(fold_words(line.lstrip("# "))))
            if effect:
                yield at, effect
        at += len(line) + 1


def _before_colons(text: str, headings: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Headings inside a line, as in adverts that lost their line breaks."""
    colon = text.find(":")
    while colon >= 0:
        least = max(colon - _LONGEST, 0)
        start = max(text.rfind(mark, least, colon) for mark in _BREAKS) + 1 or least
        effect = headings.get(" ".join(fold_words(text[start:colon])))
        if effect:
            yield start, effect
        colon = text.find(":", colon + 1)

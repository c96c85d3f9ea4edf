"""Headings, which tell what the lines below them are for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from mlroles.mentions.surface import BULLETS, fold_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mlroles.mentions.surface import Surface

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


def read_sections(surface: Surface, headings: Mapping[str, str]) -> list[Section]:
    """The sections of a text, by headings that have a line of their own or end with a colon."""
    found = sorted({*_lines(surface, headings), *_before_colons(surface, headings)})
    ends = [start for start, _ in found[1:]] + [len(surface.clean)]
    return [Section(start, end, effect) for (start, effect), end in zip(found, ends, strict=False)]


def _lines(surface: Surface, headings: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    at = 0
    for line in surface.clean.split("\n"):
        if 0 < len(line) <= _LONGEST:
            effect = headings.get(surface.fold_between(at, at + len(line)))
            if effect:
                yield at, effect
        at += len(line) + 1


def _before_colons(surface: Surface, headings: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Headings inside a line, as in adverts that lost their line breaks."""
    text = surface.clean
    colon = text.find(":")
    while colon >= 0:
        least = max(colon - _LONGEST, 0)
        start = max(text.rfind(mark, least, colon) for mark in _BREAKS) + 1 or least
        effect = headings.get(surface.fold_between(start, colon))
        if effect and not text.startswith("//", colon + 1):
            yield start, effect
        colon = text.find(":", colon + 1)

"""Words that tell how a skill is meant, and headings that tell what a section is for."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import frozen

from mlroles.mentions.lexicon import Branch, branch
from mlroles.mentions.surface import fold_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["Cue", "Section", "Sighting", "index_cues", "read_sections", "take_stances"]

_LONGEST_HEADING = 60  # characters
_LONGEST_SENTENCE = 400
_END = re.compile("[.!?;](?=\\s)|[\n\u2022\u00b7\u25cf\u25aa]")
_BULLETS = " \t\r-*#>\u2022\u00b7\u25cf\u25aa\u2013\u2014"


@frozen
class Cue:
    """A phrase that tells how the skills around it are meant.

    Attributes
    ----------
    effect
        ``asked``, ``preferred``, ``excluded`` or ``boilerplate``.
    scope
        ``before`` or ``after`` the skill, in its sentence; ``sentence``; or ``section``, as the
        heading of one.
    reach
        How many words may lie between; 0 for as many as the sentence has.
    beside
        Words of which one has to stand in the sentence too; none if the phrase tells enough.
    """

    effect: str
    scope: str
    reach: int = 0
    beside: frozenset[str] = frozenset()


Sighting = tuple[int, int, tuple[Cue, ...]]  # where a phrase begins and ends, and what it tells


@frozen
class Section:
    """From a heading to the next."""

    start: int
    end: int
    effect: str


def index_cues(rows: Iterable[Mapping[str, str]]) -> dict[str, Branch[tuple[str, tuple[Cue, ...]]]]:
    """The phrases by their first words, each with what it tells."""
    phrases: dict[tuple[str, ...], tuple[Cue, ...]] = {}
    for row in rows:
        beside = frozenset(row.get("beside", "").split())
        cue = Cue(row["effect"], row["scope"], int(row.get("reach", "0")), beside)
        words = tuple(fold_words(row["phrase"]))
        phrases[words] = (*phrases.get(words, ()), cue)
    return branch(phrases)


def read_sections(text: str, sightings: Sequence[Sighting]) -> list[Section]:
    """The sections of a text, by those phrases that stand as headings."""
    heads = [
        (at, cue.effect)
        for start, end, cues in sightings
        for cue in cues
        if cue.scope == "section" and (at := _heading(text, start, end)) >= 0
    ]
    return [
        Section(at, end, effect) for (at, effect), (end, _) in pairwise([*heads, (len(text), "")])
    ]


def _heading(text: str, start: int, end: int) -> int:
    """Where a heading begins, if the phrase is one: alone on its line or with a colon; else -1."""
    line, stop = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    if not text[line:start].strip(_BULLETS):
        after = text[end:stop].strip()
        if after[:1] == ":" or (stop - line <= _LONGEST_HEADING and after[-1:] not in {".", ","}):
            return line
    return start if text[end : end + 2].lstrip()[:1] == ":" else -1


def take_stances(
    text: str, spots: Sequence[tuple[int, int]], sightings: Sequence[Sighting]
) -> list[str]:
    """How each skill is meant: by its section, and before that by its sentence."""
    stances = ["asked"] * len(spots)
    for section in read_sections(text, sightings):
        if section.effect == "preferred":
            inside = slice_between(spots, section.start, section.end)
            stances[inside] = ["preferred"] * (inside.stop - inside.start)
    for effect in ("preferred", "excluded"):
        for start, end, cues in sightings:
            for cue in cues:
                if cue.effect == effect and cue.scope != "section":
                    for at in _reached(text, spots, cue, start, end):
                        stances[at] = effect
    return stances


def slice_between(spots: Sequence[tuple[int, int]], start: int, end: int) -> slice:
    """Which of the spots, in order, begin in a stretch of text."""
    return slice(bisect_left(spots, (start,)), bisect_left(spots, (end,)))


def _reached(
    text: str, spots: Sequence[tuple[int, int]], cue: Cue, start: int, end: int
) -> list[int]:
    first, last = _sentence(text, start, end)
    if cue.beside and cue.beside.isdisjoint(fold_words(text[first:last])):
        return []
    near = slice_between(spots, first, last)
    return [
        at for at in range(near.start, near.stop) if _within(text, cue, (start, end), spots[at])
    ]


def _within(text: str, cue: Cue, phrase: tuple[int, int], skill: tuple[int, int]) -> bool:
    """Whether a skill of the sentence is on the side of the phrase that it tells of, and near."""
    follows = skill[0] >= phrase[1]
    if (cue.scope == "before" and not follows) or (cue.scope == "after" and skill[1] > phrase[0]):
        return False
    between = text[phrase[1] : skill[0]] if follows else text[skill[1] : phrase[0]]
    return not cue.reach or len(between.split()) <= cue.reach


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around a phrase begins and ends; nobody reads on for ever."""
    earliest, latest = max(start - _LONGEST_SENTENCE, 0), end + _LONGEST_SENTENCE
    first = earliest
    for found in _END.finditer(text, earliest, start):
        first = found.end()
    found_end = _END.search(text, end, latest)
    return first, found_end.start() if found_end else min(latest, len(text))

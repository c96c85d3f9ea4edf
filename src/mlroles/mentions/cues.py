"""Phrases that tell how the skills around them are meant: a plus, not needed."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from attrs import frozen

from mlroles.mentions.lexicon import Ways, branch
from mlroles.mentions.surface import BULLETS, fold_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mlroles.mentions.sections import Section
    from mlroles.mentions.surface import Surface

__all__ = ["Cue", "Sighting", "index_cues", "slice_between", "take_stances"]

_LONGEST_SENTENCE = 400
_ENDS = (". ", ".\n", "! ", "? ", ";", "\n", *BULLETS)
_END = re.compile("|".join(map(re.escape, _ENDS)))


@frozen
class Cue:
    """A phrase that tells how the skills around it are meant.

    Attributes
    ----------
    effect
        ``preferred`` or ``excluded``.
    scope
        Whether it stands ``before`` or ``after`` the skill, or anywhere in its ``sentence``.
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


def index_cues(
    rows: Iterable[Mapping[str, str]], headings: Iterable[str] = ()
) -> dict[str, Ways[tuple[Cue, ...]]]:
    """The phrases by their first words, each with what it tells.

    A heading tells nothing of its sentence; but where one is sighted, sections are worth reading.
    """
    phrases: dict[tuple[str, ...], tuple[Cue, ...]] = {}
    for row in rows:
        beside = frozenset(row.get("beside", "").split())
        cue = Cue(row["effect"], row["scope"], int(row.get("reach", "0")), beside)
        words = tuple(fold_words(row["phrase"]))
        phrases[words] = (*phrases.get(words, ()), cue)
    for heading in headings:
        words = tuple(heading.split())
        if not any(words[:length] in phrases for length in range(1, len(words))):
            phrases.setdefault(words, ())
    return branch(phrases)


def take_stances(
    surface: Surface,
    spots: Sequence[tuple[int, int]],
    sightings: Sequence[Sighting],
    sections: Iterable[Section],
) -> list[str]:
    """How each skill is meant: by its section, and before that by its sentence."""
    stances = ["asked"] * len(spots)
    for section in sections:
        if section.effect == "preferred":
            inside = slice_between(spots, section.start, section.end)
            stances[inside] = ["preferred"] * (inside.stop - inside.start)
    told = [
        (cue, at)
        for start, end, cues in sightings
        if cues
        for cue, at in _reached(surface, spots, cues, start, end)
    ]
    for effect in ("preferred", "excluded"):
        for cue, at in told:
            if cue.effect == effect:
                stances[at] = effect
    return stances


def slice_between(spots: Sequence[tuple[int, int]], start: int, end: int) -> slice:
    """Which of the spots, in order, begin in a stretch of text."""
    return slice(bisect_left(spots, (start,)), bisect_left(spots, (end,)))


def _reached(
    surface: Surface,
    spots: Sequence[tuple[int, int]],
    cues: Iterable[Cue],
    start: int,
    end: int,
) -> Iterator[tuple[Cue, int]]:
    """The skills that a phrase tells of, with the cue that does."""
    text = surface.clean
    near = slice_between(spots, start - _LONGEST_SENTENCE, end + _LONGEST_SENTENCE)
    if near.start == near.stop:
        return
    first, last = _sentence(text, start, end)
    near = slice_between(spots, first, last)
    for cue in cues:
        within = [
            at for at in range(near.start, near.stop) if _within(text, cue, (start, end), spots[at])
        ]
        if within and not (
            cue.beside and cue.beside.isdisjoint(surface.fold_between(first, last).split())
        ):
            yield from ((cue, at) for at in within)


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
    before = max(text.rfind(mark, earliest, start) for mark in _ENDS)
    after = _END.search(text, end, latest)
    return max(before + 1, earliest), after.start() if after else min(latest, len(text))

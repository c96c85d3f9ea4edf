"""Where the names of a lexicon stand in a text: one pass, leftmost and longest first."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from itertools import accumulate, compress
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from attrs import field, frozen

from mlroles.mentions.surface import BULLETS, DASHES

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from mlroles.mentions.cues import Cue, Sighting
    from mlroles.mentions.lexicon import Rule, Ways
    from mlroles.mentions.surface import SignedWords, Surface

__all__ = ["Hit", "Words", "find_hits"]

_PARTED = re.compile(rf"[\s_{DASHES}-]+")
_AROUND = 60  # characters before and after a name in which a word counts as near
_LISTING = re.compile(
    rf"\s*(?:[,/|;&({BULLETS}]|\n\s*[-*]?|\b(?:and|or)\b)[\s,/|;&()*{BULLETS}-]*"
    r"(?:(?:and|or|e\.g\.)\s+)?"
)
_LONGEST_GAP = 24
_NOTHING: tuple[None, int] = None, 0
_STOP = ["\n", "\n"]  # a word that no text has once it is laid out


@frozen
class Words:
    """All that a text is searched for.

    Attributes
    ----------
    names
        First words of names of skills.
    cues
        First words of phrases that tell how skills are meant.
    opening
        First words of both, each to the words that may follow it.
    signed
        Words with signs inside.
    headings
        Of sections, to their effects.
    """

    names: Mapping[str, Ways[tuple[Rule, ...]]] = field(repr=False)
    cues: Mapping[str, Ways[tuple[Cue, ...]]] = field(repr=False)
    opening: Mapping[str, Container[str]] = field(repr=False)
    signed: SignedWords = field(repr=False)
    headings: Mapping[str, str] = field(repr=False)


class Hit(NamedTuple):
    """A name found.

    Attributes
    ----------
    start, end
        Where it stands in the clean text.
    rule
        The rule of its spelling.
    how
        What read it; empty while only other skills listed beside it could.
    plain
        Whether nothing in its spelling tells it from a common word: it has another case than the
        rule asks for, or the rule asks for none.
    """

    start: int
    end: int
    rule: Rule
    how: str
    plain: bool = False


def find_hits(surface: Surface, words: Words) -> tuple[list[Hit], list[Sighting]]:
    """The names and the cues in a text, in order; names do not overlap.

    Only words that begin a name or a cue, with a word after them that may go on so, are looked at;
    so the time grows with the text and hardly with the number of names.
    """
    hits: list[Hit] = []
    inner: list[Hit] = []
    sightings: list[Sighting] = []
    names, cues = words.names, words.cues
    page = _Page(surface)
    text, done = page.words, 0
    for at in _list_openings(page, words.opening):
        word = text[at]
        second = at + 1 if text[at + 1] else _skip(text, at + 1)
        if word in names and (at >= done or not hits[-1][3]):
            hit, last = page.find_name(at, second, names[word])
            if hit is not None and at >= done:
                hits.append(hit)
                done = last + 1
            elif hit is not None and hit[3]:
                inner.append(hit)
        if word in cues:
            sightings += page.sight(at, second, *cues[word])
    if not all(map(itemgetter(3), hits)):
        hits = _bring_out(inner, _read_lists(surface.clean, hits))
    return hits, sightings


def _list_openings(page: _Page, opening: Mapping[str, Container[str]]) -> list[int]:
    """The places of words that open something; most are told by the next word that they do not."""
    text = page.words
    begun = compress(range(page.count), map(opening.__contains__, text))
    return [at for at in begun if text[at + 1] in opening[text[at]]]


def _bring_out(inner: Sequence[Hit], hits: Sequence[Hit]) -> list[Hit]:
    """The hits, with those that stand inside a longer name that nothing could read."""
    brought = list(hits)
    for hit in inner:
        at = bisect_left(brought, hit[:2], key=itemgetter(0, 1))
        free = not at or brought[at - 1].end <= hit.start
        if free and (at == len(brought) or brought[at].start >= hit.end):
            brought.insert(at, hit)
    return brought


class _Page:
    """A text word by word, with where each word ends."""

    def __init__(self, surface: Surface) -> None:
        self.surface = surface
        self.words = surface.folded.split(" ")  # where two spaces meet there is an empty word
        self.count = len(self.words)
        self.ends = list(accumulate(map(len, self.words)))
        self.words += _STOP
        self.present: dict[frozenset[str], frozenset[str]] = {}  # words wanted near that are there

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of the text, once."""
        return frozenset(self.words)

    def place(self, first: int, last: int) -> tuple[int, int]:
        """Where a run of words begins and ends in the clean text."""
        start = self.ends[first] + first - len(self.words[first]) - 1
        return start, self.ends[last] + last - 1

    def read(self, first: int, last: int, rules: tuple[Rule, ...]) -> Hit:
        """What a name is read as, at its place."""
        start, end = self.place(first, last)
        rule = rules[0]
        if rule.reading == "anywhere":
            return Hit(start, end, rule, "anywhere")
        waiting: Hit | None = None
        for rule in rules:
            misspelt = bool(rule.form) and not _is_spelt(self.surface.clean[start:end], rule.form)
            how = "" if misspelt else self._allow(start, end, rule)
            if how:
                return Hit(start, end, rule, how)
            waiting = waiting or Hit(start, end, rule, "", misspelt or not rule.form)
        return waiting or Hit(start, end, rules[0], "")

    def _allow(self, start: int, end: int, rule: Rule) -> str:
        """What lets a name in this spelling be read; empty if nothing does."""
        if rule.reading == "exact":
            return "exact"
        if rule.near not in self.present:
            self.present[rule.near] = rule.near & self.vocabulary
        present = self.present[rule.near]
        near = _find_near(self.surface.folded, start, end, present) if present else ""
        return near and f"near {near}"

    def find_name(
        self, at: int, second: int, ways: Ways[tuple[Rule, ...]]
    ) -> tuple[Hit | None, int]:
        """What begins at a word, and where its last word is: the longest that is read."""
        following, alone = ways
        longer = following.get(self.words[second])
        if longer is None:
            return _NOTHING if alone is None else (self.read(at, at, alone), at)
        hit, last = self.find_longest(at, second, longer)
        if alone is not None and (hit is None or not hit[3]):
            single = self.read(at, at, alone)
            return (single, at) if hit is None or single[3] else (hit, last)
        return hit, last

    def find_longest(
        self, first: int, second: int, ways: tuple[tuple[list[str], tuple[Rule, ...]], ...]
    ) -> tuple[Hit | None, int]:
        """The longest name that may be read here, failing that the longest that a list might."""
        waiting: tuple[Hit | None, int] = _NOTHING
        words = self.words
        third = words[second + 1] or words[_skip(words, second + 1)]
        for rest, rules in ways:
            if rest and rest[0] != third:
                continue
            last = _walk(words, second, rest)
            if last and not rules[0].barred.search(self.surface.clean, *self.place(first, last)):
                hit = self.read(first, last, rules)
                if hit[3]:
                    return hit, last
                waiting = waiting if waiting[0] else (hit, last)
        return waiting

    def sight(
        self,
        first: int,
        second: int,
        following: Mapping[str, tuple[tuple[list[str], tuple[Cue, ...]], ...]],
        alone: tuple[Cue, ...] | None,
    ) -> list[Sighting]:
        """The longest phrase of those that begin with this word."""
        for rest, told in following.get(self.words[second], ()):
            if last := _walk(self.words, second, rest):
                return [(*self.place(first, last), told)]
        return [(*self.place(first, first), alone)] if alone is not None else []


def _skip(text: list[str], at: int) -> int:
    while not text[at]:
        at += 1
    return at


def _walk(text: list[str], at: int, rest: list[str]) -> int:
    """The place of the last of the words that follow a place, or 0 if others do."""
    for word in rest:
        at = _skip(text, at + 1)
        if text[at] != word:
            return 0
    return at


def _is_spelt(raw: str, form: str) -> bool:
    return raw == form or _PARTED.sub(" ", raw) == form


def _find_near(folded: str, start: int, end: int, near: frozenset[str]) -> str:
    """The first in the alphabet of the words wanted that stand close by."""
    around = [
        *folded[max(start - _AROUND, 0) : start + 1].split(),
        *folded[end + 1 : end + 1 + _AROUND].split(),
    ]
    return min(near.intersection(around), default="")


def _read_lists(text: str, hits: Sequence[Hit]) -> list[Hit]:
    """The hits, with those read that stand in a list of others; the rest is dropped.

    One neighbour that is read will do for a name that its capitals tell from a common word; two
    names of the list have to be read for any other.
    """
    kept: list[Hit] = []
    end = 0
    for at, hit in enumerate(hits):
        if hit.how:
            kept.append(hit)
            continue
        if at >= end:
            start, end = _find_run(text, hits, at)
            read = sum(bool(other.how) for other in hits[start:end])
        if read >= 1 + hit.plain:
            kept.append(hit._replace(how="list"))
    return kept


def _find_run(text: str, hits: Sequence[Hit], at: int) -> tuple[int, int]:
    """From where to where hits are parted by no more than what parts a list."""
    start, end = at, at + 1
    while start and _is_listed(text, hits[start - 1].end, hits[start].start):
        start -= 1
    while end < len(hits) and _is_listed(text, hits[end - 1].end, hits[end].start):
        end += 1
    return start, end


def _is_listed(text: str, end: int, start: int) -> bool:
    return start - end <= _LONGEST_GAP and _LISTING.fullmatch(text, end, start) is not None

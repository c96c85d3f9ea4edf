"""Where the names of a lexicon stand in a text: one pass, leftmost and longest first."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import compress
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from attrs import field, frozen

from mlroles.mentions.surface import BULLETS, DASHES

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from mlroles.mentions.cues import Cue, Sighting
    from mlroles.mentions.lexicon import Lexicon, Rule, Way, Ways
    from mlroles.mentions.namesakes import Namesakes
    from mlroles.mentions.surface import SignedWords, Surface

__all__ = ["Hit", "Words", "find_hits", "is_listed"]

_PARTED = re.compile(rf"[\s_{DASHES}-]+")
_AROUND = 60  # characters before and after a name in which a word counts as near
_LISTING = re.compile(
    rf"\s*(?:[,/|;&({BULLETS}]|\n\s*[-*]?|\b(?:and|or)\b)[\s,/|;&()*{BULLETS}-]*"
    r"(?:(?:and|or|e\.g\.)\s+)?"
)
_LONGEST_GAP = 24
_NOTHING: tuple[None, int] = None, 0


@frozen
class Words:
    """All that a text is searched for.

    Attributes
    ----------
    lexicon
        Names of skills.
    cues
        First words of phrases that tell how skills are meant.
    openings
        First words of both, each to the words that may follow it.
    signed
        Words with signs inside.
    headings
        Of sections, to their effects.
    namesakes
        Phrases beside names that mean no skill.
    """

    lexicon: Lexicon = field(repr=False)
    cues: Mapping[str, Ways[tuple[Cue, ...]]] = field(repr=False)
    openings: Mapping[str, Container[str]] = field(repr=False)
    signed: SignedWords = field(repr=False)
    headings: Mapping[str, str] = field(repr=False)
    namesakes: Namesakes = field(repr=False)


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
    page = _Page(surface, words.lexicon)
    cues, done = words.cues, 0
    for at in page.list_openings(words.openings):
        if at >= done or not hits[-1][3]:
            hit, last = page.find_name(at)
            if hit is not None:
                if at >= done:
                    hits.append(hit)
                    done = last + 1
                elif hit[3]:
                    inner.append(hit)
        if page.words[at] in cues:
            sightings += page.sight(at, *cues[page.words[at]])
    if not all(map(itemgetter(3), hits)):
        hits = _bring_out(inner, _read_lists(surface.clean, hits))
    return hits, sightings


def _bring_out(inner: Sequence[Hit], hits: Sequence[Hit]) -> list[Hit]:
    """The hits, with those that stand inside a longer name that nothing could read."""
    brought: list[Hit] = []
    end = 0
    for hit in inner:
        at = bisect_left(hits, hit[:2], key=itemgetter(0, 1))
        end = max(end, hits[at - 1].end if at else 0)
        if end <= hit.start and (at == len(hits) or hits[at].start >= hit.end):
            brought.append(hit)
            end = hit.end
    return sorted([*hits, *brought], key=itemgetter(0)) if brought else [*hits]


class _Page:
    """A text word by word; where a word stands is found when somebody asks, from left to right."""

    def __init__(self, surface: Surface, lexicon: Lexicon) -> None:
        self.surface = surface
        self.lexicon = lexicon
        self.words = surface.folded.split()
        self.words.append("")  # what follows the last word
        self._at = self._space = 0  # the word last placed, and the space before it

    def list_openings(self, openings: Mapping[str, Container[str]]) -> list[int]:
        """The places of words that open something; most are told by the next that they do not."""
        words = self.words
        following = list(map(openings.get, words))
        begun = compress(range(len(words)), following)
        return [at for at in begun if words[at + 1] in following[at]]  # type: ignore[operator]

    def place(self, first: int, last: int) -> tuple[int, int]:
        """Where a run of words begins and ends in the clean text; none before the last asked."""
        words, folded = self.words, self.surface.folded
        word = words[first]
        spaced = f" {word} "
        space = folded.index(spaced, self._space)
        for _ in range(words[self._at : first].count(word)):
            space = folded.index(spaced, space + 1)
        self._at, self._space = first, space
        end = space + len(word)
        for word in words[first + 1 : last + 1]:
            end = folded.index(word, end) + len(word) - 1
        return space, end

    def read(self, start: int, end: int, rules: tuple[Rule, ...]) -> Hit:
        """What a name is read as, at its place."""
        rule = rules[0]
        if rule.reading == "anywhere":
            return Hit(start, end, rule, "anywhere")
        waiting: list[Hit] = []
        for rule in rules:
            misspelt = bool(rule.form) and not _is_spelt(self.surface.clean[start:end], rule.form)
            how = "" if misspelt else self._allow(start, end, rule)
            if how:
                return Hit(start, end, rule, how)
            waiting.append(Hit(start, end, rule, "", misspelt or not rule.form))
        return waiting[0]

    def _allow(self, start: int, end: int, rule: Rule) -> str:
        """What lets a name in this spelling be read; empty if nothing does."""
        if rule.reading == "exact":
            return "exact"
        near = _find_near(self.surface.folded, start, end, rule.near)
        return near and f"near {near}"

    def find_name(self, at: int) -> tuple[Hit | None, int]:
        """What begins at a word, and where its last word is: the longest that is read."""
        word = self.words[at]
        longer = self.lexicon.read_longer(word, self.words[at + 1])
        hit, last = self.find_longest(at, longer) if longer else _NOTHING
        if hit is None or not hit[3]:
            alone = self.lexicon.read_alone(word)
            single = self.read(*self.place(at, at), alone) if alone else None
            if single is not None and (hit is None or single[3]):
                return single, at
        return hit, last

    def find_longest(self, first: int, ways: tuple[Way, ...]) -> tuple[Hit | None, int]:
        """The longest name that may be read here, failing that the longest that a list might."""
        waiting: tuple[Hit | None, int] = _NOTHING
        clean = self.surface.clean
        for rest, rules, name in ways:
            last = first + 1 + len(rest)
            if self.words[first + 2 : last + 1] == rest:
                start, end = self.place(first, last)
                spaced = clean[start:end].lower() == name  # so nothing parts it, as most often
                if spaced or not rules[0].barred.search(clean, start, end):
                    hit = self.read(start, end, rules)
                    if hit[3]:
                        return hit, last
                    waiting = waiting if waiting[0] else (hit, last)
        return waiting

    def sight(
        self,
        first: int,
        following: Mapping[str, tuple[tuple[list[str], tuple[Cue, ...]], ...]],
        alone: tuple[Cue, ...] | None,
    ) -> list[Sighting]:
        """The longest phrase of those that begin with this word."""
        for rest, told in following.get(self.words[first + 1], ()):
            last = first + 1 + len(rest)
            if self.words[first + 2 : last + 1] == rest:
                return [(*self.place(first, last), told)]
        return [(*self.place(first, first), alone)] if alone is not None else []


def _is_spelt(raw: str, form: str) -> bool:
    return raw == form or _PARTED.sub(" ", raw) == form


def _find_near(folded: str, start: int, end: int, near: frozenset[str]) -> str:
    """The first in the alphabet of the words wanted that stand close by, whole."""
    first = folded.find(" ", max(start - _AROUND - 1, 0), start + 1)
    last = folded.rfind(" ", end + 1, end + _AROUND + 2)
    around = folded[first : start + 1].split() + folded[end + 1 : last].split()
    return "" if near.isdisjoint(around) else min(near.intersection(around))


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
    while start and is_listed(text, hits[start - 1].end, hits[start].start):
        start -= 1
    while end < len(hits) and is_listed(text, hits[end - 1].end, hits[end].start):
        end += 1
    return start, end


def is_listed(text: str, end: int, start: int) -> bool:
    """Whether no more than what parts a list stands between one name's end and the next's start."""
    return start - end <= _LONGEST_GAP and _LISTING.fullmatch(text, end, start) is not None

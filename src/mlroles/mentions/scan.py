"""Where the names of a lexicon stand in a text: one pass, leftmost and longest first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from attrs import define, field, frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mlroles.mentions.cues import Cue, Sighting
    from mlroles.mentions.lexicon import Branch, Rule
    from mlroles.mentions.surface import Surface

__all__ = ["Hit", "Words", "find_hits"]

T = TypeVar("T")

_DASHES = "\u2010-\u2015"
# what stands inside no name
_HARD = re.compile(rf"[^\w\s'\u2019.+#/&{_DASHES}-]|\.\s|\n\s*\n")
_PARTED = re.compile(rf"[\s_{_DASHES}-]+")
_AROUND = 60  # characters before and after a name in which a word counts as near
_BULLET = "\u2022\u00b7\u25cf\u25aa"
_LISTING = re.compile(
    rf"\s*(?:[,/|;&({_BULLET}]|\n\s*[-*]?|\b(?:and|or)\b)[\s,/|;&()*{_BULLET}-]*"
    r"(?:(?:and|or|e\.g\.)\s+)?"
)
_LONGEST_GAP = 24


@frozen
class Words:
    """All that a text is searched for, by first words: names of skills, and cues."""

    names: Mapping[str, Branch[tuple[str, tuple[Rule, ...]]]] = field(repr=False)
    cues: Mapping[str, Branch[tuple[str, tuple[Cue, ...]]]] = field(repr=False)
    first: frozenset[str] = field(repr=False)


@define
class Hit:
    """A name found.

    Attributes
    ----------
    start, end
        Where it stands in the clean text.
    rule
        The rule of its spelling.
    how
        What read it; empty while only other skills listed beside it could.
    misspelt
        Whether it has another case than the rule asks for.
    """

    start: int
    end: int
    rule: Rule
    how: str
    misspelt: bool = False


def find_hits(surface: Surface, words: Words) -> tuple[list[Hit], list[Sighting]]:
    """The names and the cues in a text, in order; names do not overlap."""
    folded, names, cues = surface.folded, words.names, words.cues
    hits: list[Hit] = []
    sightings: list[Sighting] = []
    at = consumed = 0
    for word in filter(words.first.__contains__, folded.split()):
        at = folded.find(f" {word} ", at)
        after = at + len(word) + 1
        if word in cues:
            for end, told in _follow(folded, after, cues[word]):
                sightings.append((at, end - 1, told))
                break
        if at >= consumed and word in names:
            hit = _find_longest(surface, at, after, names[word])
            if hit is not None:
                hits.append(hit)
                consumed = hit.end
        at += 1
    if any(not hit.how for hit in hits):
        hits = _read_lists(surface.clean, hits)
    return hits, sightings


def _follow(folded: str, after: int, ways: Branch[tuple[str, T]]) -> Iterator[tuple[int, T]]:
    """The phrases that go on from a first word, the longest first, and the space behind each."""
    following, alone = ways
    if following:
        second = after + 1
        if folded.startswith(" ", second):  # several spaces: a hyphen, a line that was broken
            second = _skip(folded, second)
        space = folded.find(" ", second)
        for rest, told in following.get(folded[second:space], ()):
            if folded.startswith(rest, space):
                yield space + len(rest) - 1, told
            elif len(rest) > 1 and folded.startswith(" ", space + 1):
                end = _follow_loosely(folded, space, rest)
                if end:
                    yield end, told
    for _, told in alone:
        yield after, told


def _skip(folded: str, at: int) -> int:
    while folded.startswith(" ", at):
        at += 1
    return at


def _follow_loosely(folded: str, after: int, rest: str) -> int:
    for word in rest.split():
        after = _skip(folded, after)
        if not folded.startswith(f"{word} ", after):
            return 0
        after += len(word)
    return after


def _find_longest(
    surface: Surface, at: int, after: int, ways: Branch[tuple[str, tuple[Rule, ...]]]
) -> Hit | None:
    """The longest name that may be read here; failing that, the longest that a list might allow."""
    waiting: Hit | None = None
    for end, rules in _follow(surface.folded, after, ways):
        hit = _read(surface, at, end - 1, rules, several=end > after)
        if hit is not None and hit.how:
            return hit
        waiting = waiting or hit
    return waiting


def _read(
    surface: Surface, start: int, end: int, rules: Iterable[Rule], *, several: bool
) -> Hit | None:
    text = surface.clean
    if several and _HARD.search(text, start, end):
        return None
    waiting: Hit | None = None
    for rule in rules:
        misspelt = bool(rule.form) and not _is_spelt(text[start:end], rule.form)
        if rule.reading == "anywhere":
            return Hit(start, end, rule, "anywhere")
        if not misspelt and rule.reading == "exact":
            return Hit(start, end, rule, "exact")
        near = "" if misspelt else _find_near(surface.folded, start, end, rule.near)
        if near:
            return Hit(start, end, rule, f"near {near}")
        waiting = waiting or Hit(start, end, rule, "", misspelt)
    return waiting


def _is_spelt(raw: str, form: str) -> bool:
    return raw == form or _PARTED.sub(" ", raw) == form


def _find_near(folded: str, start: int, end: int, near: frozenset[str]) -> str:
    """The first in the alphabet of the words wanted that stand close by."""
    if not near:
        return ""
    before = folded[max(start - _AROUND, 0) : start + 1].split()
    found = near.intersection(before).union(
        near.intersection(folded[end + 1 : end + 1 + _AROUND].split())
    )
    return min(found, default="")


def _read_lists(text: str, hits: Sequence[Hit]) -> list[Hit]:
    """The hits, with those read that stand in a list of others; the rest is dropped.

    One neighbour that is read will do for a name in its right case; two names of the list have to
    be read for one in another case.
    """
    kept: list[Hit] = []
    for run in _runs(text, hits):
        read = sum(bool(hit.how) for hit in run)
        for hit in run:
            if not hit.how and read >= 1 + hit.misspelt:
                hit.how = "list"
        kept += [hit for hit in run if hit.how]
    return kept


def _runs(text: str, hits: Sequence[Hit]) -> list[list[Hit]]:
    """The hits, parted where more stands between two than what parts a list."""
    runs: list[list[Hit]] = []
    for hit in hits:
        if runs and _is_listed(text, runs[-1][-1].end, hit.start):
            runs[-1].append(hit)
        else:
            runs.append([hit])
    return runs


def _is_listed(text: str, end: int, start: int) -> bool:
    return start - end <= _LONGEST_GAP and _LISTING.fullmatch(text, end, start) is not None

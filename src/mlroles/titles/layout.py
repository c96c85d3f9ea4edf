"""A title as it is read: standard words, each at its place, and what stands between them."""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from itertools import accumulate
from typing import TYPE_CHECKING

from attrs import define

from mlroles.names import is_unassigned, normalise

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["AT", "CLOSE", "HARD", "JOIN", "OPEN", "Layout", "spell_out"]

JOIN, HARD, OPEN, CLOSE, AT = 1, 2, 4, 8, 16  # what stands before a word; several may, as a sum

_WORD = re.compile(
    r"(\$?[0-9]+(?:[.,][0-9]+)*[a-z0-9\x01]*[+%]*"  # a number, a wage, a code
    r"|[a-z\x01][a-z0-9\x01]*(?:'[a-z]+)?"
    r"|\x02+)"  # pictures
)
_HUGE = re.compile(r"&#[0-9]{20,};?")  # of a number of thousands of digits int makes an error
_JOINING = frozenset("/\\&+")
_PARTING = frozenset(",;:|!?*<>{}=~^#")
_LONGEST_KEPT = 2  # characters between two words that are looked up next time


@define
class Layout:
    """A title and its words.

    Attributes
    ----------
    text
        The title in one Unicode form, without marks that nobody sees.
    pieces
        What it consists of: by turns what stands between words, and a word.
    words
        The words in standard spelling, in lower case; one that stands for several gives several.
    joints
        What stands before each: a sum of `JOIN` (and, a slash), `HARD` (a comma, a dash), `OPEN`
        and `CLOSE` (brackets) and `AT`. One more stands for the end.
    places
        Which piece each word is.
    """

    text: str
    pieces: list[str]
    words: list[str]
    joints: list[int]
    places: list[int]
    _ends: list[int] | None = None

    def cut(self, first: int, last: int, longest: int | None = None) -> str:
        """The text from one word up to another, which is left out; no more than is asked for."""
        if self._ends is None:
            self._ends = list(accumulate(map(len, self.pieces)))
        start = self._ends[self.places[first] - 1]
        end = self._ends[self.places[last - 1]]
        return self.text[start : end if longest is None else min(end, start + longest)]


def spell_out(title: str, spellings: Mapping[str, Sequence[str]]) -> Layout:
    """The words of a title.

    Parameters
    ----------
    title
        Any string.
    spellings
        A word to the standard words that it stands for; one that stands for none joins, as a slash
        does.

    Examples
    --------
    >>> laid = spell_out("R and D Engineers (Paris)", {"engineers": ["engineer"], "and": []})
    >>> list(zip(laid.words, laid.joints))  # and one joint more, for the end
    [('r', 0), ('d', 1), ('engineer', 0), ('paris', 4)]
    """
    text, folded = _fold(title)
    pieces = _WORD.split(folded)
    words: list[str] = []
    joints: list[int] = []
    places: list[int] = []
    joint = 0
    for place in range(1, len(pieces), 2):
        between, word = pieces[place - 1], pieces[place]
        if between != " ":
            joint |= _JOINTS[between]
        standard = spellings.get(word)
        if standard is None:
            words.append(word)
            joints.append(joint)
            places.append(place)
        elif standard:
            words += standard
            joints += [joint, *[0] * (len(standard) - 1)]
            places += [place] * len(standard)
        else:
            joint |= JOIN
            continue
        joint = 0
    joints.append(HARD)
    return Layout(text, pieces, words, joints, places)


class _Joints(dict[str, int]):
    """What stands between two words to what it does; short ones are worked out once."""

    def __missing__(self, between: str) -> int:
        told = _tell(between)
        if len(between) <= _LONGEST_KEPT:
            self[between] = told
        return told


def _tell(between: str) -> int:
    signs = set(between)
    told = JOIN if signs & _JOINING else 0
    dash = "- " in between or " -" in between or "--" in between
    if dash or "\n" in signs or signs & _PARTING:
        told |= HARD
    if "(" in signs or "[" in signs:
        told |= OPEN
    if ")" in signs or "]" in signs:
        told |= CLOSE
    return told | (HARD | AT if "@" in signs else 0)


_JOINTS = _Joints()


def _fold(title: str) -> tuple[str, str]:
    """A title in one Unicode form, and the same with one ASCII character for each of its own."""
    if "&" in title and ";" in title:
        title = unescape(_HUGE.sub("\ufffd", title))
    if title.isascii():
        return title, title.lower()
    text = normalise(title.translate(_SEEN)).translate(_SEEN)
    return text, text.translate(_LETTERS)


class _Seen(dict[int, str | None]):
    """Characters as they are; none for what nobody sees, one and the same for the unassigned."""

    def __missing__(self, code: int) -> str | None:
        character: str | None = chr(code)
        if is_unassigned(chr(code)):
            character = "\ufffd"
        elif unicodedata.category(chr(code)) == "Cf" or 0xFE00 <= code <= 0xFE0F:  # noqa: PLR2004  # selectors of variants
            character = None
        self[code] = character
        return character


class _Letters(dict[int, str]):
    """A character to the ASCII character that stands for it."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _stand_in(chr(code))
        return found


def _stand_in(character: str) -> str:
    plain = unicodedata.normalize("NFKD", character)[:1].lower()
    if plain.isascii():
        return plain
    category = unicodedata.category(character)
    if category[0] in "LMN":
        return "\x01"
    if category == "Pd":
        return "|"  # a long dash parts with or without spaces
    if category == "Sc":
        return "$"
    if category[0] == "S":
        return "\x02"
    return "'" if character == "\u2019" else "|" if category == "Po" else " "


_SEEN, _LETTERS = _Seen(), _Letters()

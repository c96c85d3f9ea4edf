"""A text as it is searched: one ASCII character for each of its own, so that no place ever moves.

Letters lose case and accent, what parts words becomes a space, and ``+``, ``#``, ``.``, ``/`` and
``&`` stay where they make a word of a known name (``C++``, ``.NET``, ``CI/CD``). Only a text with
marks that nobody sees, tags or character references is first made clean, with a map of the way
back.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from bisect import bisect_right
from html import unescape
from typing import TYPE_CHECKING

from attrs import field, frozen

from mlroles.names import is_unassigned

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["Surface", "fold_words", "lay_out"]

_OTHER = "\x01"  # stands for a letter or digit of another alphabet
_KEPT = "abcdefghijklmnopqrstuvwxyz0123456789+#./&@" + _OTHER
_TABLE = bytes(
    ord(chr(code).lower()) if chr(code).lower() in _KEPT else 32 for code in range(128)
) + bytes([32] * 128)
_SYMBOL = re.compile(rb"[+#./&@]")
_ADDRESS = re.compile(rb"@|//|\bwww\.|\w\.(com|org|edu|gov)\b|\w\.(io|ai|net|co)/")
_UNSEEN = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff"
_TRICKY = re.compile(
    rf"<[a-zA-Z/!][^<>]{{0,400}}>|&(?:#[0-9]{{1,7}}|#[xX][0-9a-fA-F]{{1,6}}|[a-zA-Z]{{2,8}});"
    rf"|[\u0300-\u036f{_UNSEEN}]+"
)


class _Letters(dict[str, str]):
    """A character to the one ASCII character that stands for it; each is looked up once."""

    def __missing__(self, character: str) -> str:
        found = self[character] = _letter(character)
        return found


def _letter(character: str) -> str:
    if is_unassigned(character):
        return _OTHER
    plain = unicodedata.normalize("NFKD", character)[:1]
    if plain.isascii() and plain.isalnum():
        return plain
    return _OTHER if character.isalnum() else " "


_LETTERS = _Letters()


def _replace(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    run = error.object[error.start : error.end]
    return "".join(map(_LETTERS.__getitem__, run)), error.end


codecs.register_error("mlroles.letters", _replace)


@frozen
class Surface:
    """A text laid out for searching.

    Attributes
    ----------
    text
        The text as given.
    clean
        The same without tags, character references and unseen marks; most often the very same.
    folded
        Of `clean`, character by character, with a space before and after.
    """

    text: str
    clean: str = field(repr=False)
    folded: str = field(repr=False)
    _ways: tuple[tuple[int, int, int], ...] = field(default=(), repr=False)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of `clean` stands in the text."""
        if not self._ways:
            return start, end
        return self._way(start)[0], self._way(end - 1)[1]

    def _way(self, at: int) -> tuple[int, int]:
        """Where one character of `clean` begins and ends in the text."""
        clean, original, length = self._ways[bisect_right(self._ways, (at, len(self.text) + 1)) - 1]
        if length:  # one character stands for so many
            return original, original + length
        return original + at - clean, original + at - clean + 1


def lay_out(text: str, words: Collection[str]) -> Surface:
    """A text laid out for searching.

    Parameters
    ----------
    text
        Any string.
    words
        The words with symbols inside that belong to names: ``c++``, ``ci/cd``, ``.net``.

    Examples
    --------
    >>> lay_out("Python/C++, and .NET.", {"c++", ".net"}).folded
    ' python c++  and .net  '
    """
    if _TRICKY.search(text) is None:
        return Surface(text, text, _fold(text, words))
    clean, ways = _clean(text)
    return Surface(text, clean, _fold(clean, words), ways)


def fold_words(name: str) -> list[str]:
    """The words of a name, as they stand in a text that is laid out.

    Examples
    --------
    >>> fold_words("Scikit-learn"), fold_words("CI/CD"), fold_words(".NET")
    (['scikit', 'learn'], ['ci/cd'], ['.net'])
    """
    return _letters(name).decode("ascii").split()


def _letters(text: str) -> bytes:
    data = text.encode("ascii", "mlroles.letters").translate(_TABLE)
    return b" " + data + b" "


def _fold(text: str, words: Collection[str]) -> str:
    data = _letters(text).replace(b". ", b"  ")
    if _SYMBOL.search(data) is None:
        return data.decode("ascii")
    folded = bytearray(data)
    end = 0
    for found in _SYMBOL.finditer(data):
        if found.start() >= end:
            start, end = data.rfind(b" ", 0, found.start()) + 1, data.find(b" ", found.start())
            _settle(folded, start, end, words)
    return folded.decode("ascii")


def _settle(folded: bytearray, start: int, end: int, words: Collection[str]) -> None:
    """Keep the symbols of a word that is a known name's, and part it at all others."""
    word = bytes(folded[start:end])
    if word.decode("ascii") in words:
        return
    if _ADDRESS.search(word):
        folded[start:end] = b" " * (end - start)
        return
    for separator in (b"/", b"&", b"."):
        if separator in word:
            _part(folded, start, end, separator, words)
            return
    _strip(folded, start, end, words)


def _part(
    folded: bytearray, start: int, end: int, separator: bytes, words: Collection[str]
) -> None:
    parts = bytes(folded[start:end]).split(separator)
    if separator == b"&" and min(map(len, parts)) < 2:  # noqa: PLR2004  # R&D, Q&A: one word
        return
    at = start
    for part in parts:
        if at + len(part) < end:
            folded[at + len(part)] = 32
        if part and _SYMBOL.search(part):
            _settle(folded, at, at + len(part), words)
        at += len(part) + 1


def _strip(folded: bytearray, start: int, end: int, words: Collection[str]) -> None:
    """Signs around a word that is no name with them: a hashtag, a plus for "and more"."""
    bare = bytes(folded[start:end])
    for at, sign in enumerate(bare, start):
        if sign in b"+#":
            folded[at] = 32
            left = bytes(folded[start:at]).decode("ascii")
            if left and f"{left}{chr(sign)}" in words:
                folded[at] = sign


def _clean(text: str) -> tuple[str, tuple[tuple[int, int, int], ...]]:
    """The text without what is tricky, and where each of its stretches came from."""
    pieces: list[str] = []
    ways: list[tuple[int, int, int]] = []
    done = length = 0
    for found in _TRICKY.finditer(text):
        pieces.append(text[done : found.start()])
        ways.append((length, done, 0))
        length += found.start() - done
        done = found.end()
        stands = _stand_in(found.group())
        if stands:
            pieces.append(stands)
            ways.append((length, found.start(), done - found.start()))
            length += 1
    pieces.append(text[done:])
    ways.append((length, done, 0))
    return "".join(pieces), tuple(ways)


def _stand_in(tricky: str) -> str:
    """A tag parts words like a space; a reference is what it refers to; the unseen is nothing."""
    if tricky[0] == "<":
        return " "
    return unescape(tricky)[:1] if tricky[0] == "&" else ""

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
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from mlroles.names import is_unassigned

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = [
    "BULLETS",
    "DASHES",
    "OTHER",
    "SignedWords",
    "Surface",
    "fold_names",
    "fold_words",
    "lay_out",
]

DASHES = "\u2010-\u2015"  # to stand in a class of a regular expression
BULLETS = "\u2022\u00b7\u25cf\u25aa"
OTHER = "\x01"
"""What stands for a letter or digit of another alphabet; no name can be read by it."""

_HIDDEN = b"\x02"  # for a mark that nobody sees, until it is taken away
_KEPT = "abcdefghijklmnopqrstuvwxyz0123456789+#./&@\x02" + OTHER
_TABLE = bytes(
    ord(chr(code).lower()) if chr(code).lower() in _KEPT else 32 for code in range(128)
) + bytes([32] * 128)
_LINES = _TABLE[:10] + b"\n" + _TABLE[11:]  # the same, but that lines stay apart
_SIGNS = b"+", b"#", b".", b"/", b"&", b"@"
_LONGEST_WORD = 64  # bytes; no name is longer, and nobody has to look inside
_PARTED = bytes(32 if chr(code) in "+#./&@" else code for code in range(256))
_SPACED = bytes(32 if chr(code) in "+#" else code for code in range(256))
_LINK = re.compile(r"(?:https?://|ftp://|\bwww\.)[^\s<>\"'(),;|\u2022]+")
_MAILBOX = re.compile(r"[\w.+-]{1,64}\Z")
_DOMAIN = re.compile(r"@[\w-]{1,64}\.[\w.-]{1,64}")
_ADDRESS = re.compile(rb"@|//|\bwww\.|\w\.(com|org|edu|gov)\b|\w\.(io|ai|net|co)/")
_UNSEEN = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff"
_TRICKY = re.compile(
    rf"<[a-zA-Z/!][^<>]{{0,400}}>|&(?:#[0-9]{{1,7}}|#[xX][0-9a-fA-F]{{1,6}}|[a-zA-Z]{{2,8}});"
    rf"|[\u0300-\u036f{_UNSEEN}]+"
)

_BLOCK = re.compile(r"</?(?:p|li|[ou]l|div|br|h[1-6]|t[rdh]|table|section)\b", re.IGNORECASE)


class _Letters(dict[str, str]):
    """A character to the one ASCII character that stands for it; each is looked up once."""

    def __missing__(self, character: str) -> str:
        found = self[character] = _letter(character)
        return found


def _letter(character: str) -> str:
    if is_unassigned(character):
        return OTHER
    if _TRICKY.match(character):
        return "\x02"
    if unicodedata.category(character) == "So":  # a trade mark is two letters, but part of no word
        return " "
    plain = unicodedata.normalize("NFKD", character)[:1]
    if plain.isascii() and (plain.isalnum() or plain in "+#"):
        return plain
    return OTHER if character.isalnum() else " "


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

    def fold_between(self, start: int, end: int) -> str:
        """The words of a stretch of `clean`, folded, with a space between."""
        return " ".join(self.folded[start + 1 : end + 1].split())

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


def lay_out(text: str, words: SignedWords) -> Surface:
    """A text laid out for searching.

    Parameters
    ----------
    text
        Any string.
    words
        The words with signs inside that belong to names: ``c++``, ``ci/cd``, ``.net``.

    Examples
    --------
    >>> lay_out("Python/C++, and .NET.", SignedWords({"c++", ".net"})).folded
    ' python c++  and .net  '
    """
    data = _letters(text)
    if _is_plain(text, data):
        return Surface(text, text, _fold(data, words))
    clean, ways = _clean(text)
    return Surface(text, clean, _fold(_letters(clean), words), ways)


def _is_plain(text: str, letters: bytes) -> bool:
    """Whether nothing has to be made clean; the quick tests spare most texts the slow one."""
    if _HIDDEN not in letters and "<" not in text and not ("&" in text and ";" in text):
        return True
    return _TRICKY.search(text) is None


def fold_words(name: str) -> list[str]:
    """The words of a name, as they stand in a text that is laid out.

    Examples
    --------
    >>> fold_words("Scikit-learn"), fold_words("CI/CD"), fold_words(".NET")
    (['scikit', 'learn'], ['ci/cd'], ['.net'])
    """
    return _letters(name).replace(b". ", b"  ").decode("ascii").split()


def fold_names(names: Sequence[str]) -> list[list[str]]:
    """The words of many names, as `fold_words` folds one.

    Examples
    --------
    >>> fold_names(["CI/CD", "Scikit-learn"])
    [['ci/cd'], ['scikit', 'learn']]
    """
    lines = "\n".join(names) + "\n"
    if lines.count("\n") != len(names):  # somebody's name has lines of its own
        return [*map(fold_words, names)]
    data = _blank(lines).encode("ascii", "mlroles.letters").translate(_LINES)
    data = data.replace(b". ", b"  ").replace(b".\n", b" \n")
    return [line.split() for line in data.decode("ascii").split("\n")[:-1]]


def _letters(text: str) -> bytes:
    return b" " + _blank(text).encode("ascii", "mlroles.letters").translate(_TABLE) + b" "


def _blank(text: str) -> str:
    """The text with spaces for addresses, and for control characters that are none of ours."""
    if "://" in text or "www." in text:
        text = _LINK.sub(lambda link: " " * len(link.group()), text)
    if "@" in text:
        text = _blank_mail(text)
    if OTHER in text or "\x02" in text:  # not ours: somebody's control characters
        text = text.replace(OTHER, " ").replace("\x02", " ")
    return text


def _blank_mail(text: str) -> str:
    """The text with spaces for addresses of mail, which are looked for around each at sign."""
    pieces: list[str] = []
    done = 0
    for domain in _DOMAIN.finditer(text):
        at = domain.start()
        box = _MAILBOX.search(text, max(done, at - _LONGEST_WORD), at)
        if box is not None:
            pieces += (text[done : box.start()], " " * (domain.end() - box.start()))
            done = domain.end()
    return "".join(pieces) + text[done:]


def _fold(letters: bytes, words: SignedWords) -> str:
    data = letters.replace(b". ", b"  ")
    signed = _find_signs(data)
    if not signed:
        return data.decode("ascii")
    pieces: list[bytes] = []
    done = 0
    for at in signed:
        if at >= done:
            start, end = data.rfind(b" ", done, at) + 1, data.find(b" ", at)
            pieces += (data[done:start], words[data[start:end]])
            done = end
    pieces.append(data[done:])
    return b"".join(pieces).decode("ascii")


def _find_signs(data: bytes) -> list[int]:
    """Where signs stand, in order; one search for each sign is faster than one for all."""
    found: list[int] = []
    for sign in _SIGNS:
        at = data.find(sign)
        while at >= 0:
            found.append(at)
            at = data.find(sign, at + 1)
    return sorted(found)


class SignedWords(dict[bytes, bytes]):
    """A word with signs to the same word with only those signs that belong to a name.

    Each is settled once; the memory is wiped when it has grown large, which changes nothing.

    Examples
    --------
    >>> words = SignedWords({"c++", "ci/cd"})
    >>> [words[word] for word in (b"c++", b"#python", b"r&d", b"c++/python", b"me@here.com")]
    [b'c++', b' python', b'r&d', b'c++ python', b'           ']
    """

    _MOST = 50_000

    def __init__(self, known: Iterable[str]) -> None:
        super().__init__()
        self.known: frozenset[bytes] = frozenset(word.encode("ascii") for word in known)

    def __missing__(self, word: bytes) -> bytes:
        if len(self) >= self._MOST:
            self.clear()
        found = _settle(word, self.known)
        if len(word) <= _LONGEST_WORD:
            self[bytes(word)] = found
        return found

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), ({word.decode("ascii") for word in self.known},)


def _settle(word: bytes, known: frozenset[bytes]) -> bytes:
    """Keep the signs of a word that is a known name's, and part it at all others."""
    if word in known:
        return word
    if len(word) > _LONGEST_WORD:
        return word.translate(_PARTED)
    if _ADDRESS.search(word) and word.partition(b"/")[0] not in known:
        return b" " * len(word)
    lead = len(word) - len(word.lstrip(b"#+"))
    return b" " * lead + _settle(word[lead:], known) if lead else _part(word, known)


def _part(word: bytes, known: frozenset[bytes]) -> bytes:
    """A word parted at the signs inside, but for one that stands between single letters: R&D."""
    for sign in (b"/", b"&", b"."):
        if sign in word:
            parts = word.split(sign)
            if sign == b"&" and (word == sign or 1 in map(len, parts)):
                return word
            return b" ".join(_settle(part, known) for part in _pair(parts, sign, known))
    return _strip(word, known)


def _pair(parts: list[bytes], sign: bytes, known: frozenset[bytes]) -> Iterator[bytes]:
    """The parts, but what two of them make with the sign between: PL/SQL of PL/SQL/Python."""
    while parts:
        both = sign.join(parts[:2])
        paired = both in known
        yield both if paired else parts[0]
        parts = parts[1 + paired :]


def _strip(word: bytes, known: frozenset[bytes]) -> bytes:
    """Signs after a word that is no name with them: a plus for "and more"."""
    bare = word.translate(_SPACED)
    for at in range(len(word), 0, -1):
        if word[:at] in known:
            return word[:at] + bare[at:]
    return bare


def _clean(text: str) -> tuple[str, tuple[tuple[int, int, int], ...]]:
    """The text without what is tricky, and where each of its stretches came from."""
    pieces: list[str] = []
    ways: list[tuple[int, int, int]] = []
    done = length = 0
    for start, end, stands in _find_tricky(text):
        pieces += (text[done:start], stands)
        ways.append((length, done, 0))
        length += start - done
        done = end
        if stands:
            ways.append((length, start, end - start))
            length += 1
    pieces.append(text[done:])
    ways.append((length, done, 0))
    return "".join(pieces), tuple(ways)


def _find_tricky(text: str) -> Iterator[tuple[int, int, str]]:
    """Where something tricky stands, and the one character, or none, that it stands for.

    A tag parts words like a space or begins a line; a reference is what it refers to; the unseen is
    nothing.
    """
    for found in _TRICKY.finditer(text):
        tricky = found.group()
        meant = unescape(tricky) if tricky[0] == "&" else ""
        if meant[1:].endswith(";"):
            continue  # "AWS&GCP;" only looks like a reference
        seen = meant[:1] if not _TRICKY.match(meant) else ""
        if tricky[0] == "<":
            seen = "\n" if _BLOCK.match(tricky) else " "
        yield found.start(), found.end(), seen

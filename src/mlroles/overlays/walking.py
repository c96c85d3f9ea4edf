"""An overlay held against its shape: what is of another type or form, and what is left of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from mlroles.errors import shorten
from mlroles.integrity.cells import UNSEEN, mixes_alphabets
from mlroles.names import fold
from mlroles.overlays.places import Path, write_path
from mlroles.overlays.shape import OVERLAY, Choice, Either, Many, Named, Node, Table, Text

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Faults", "walk"]

_WRONG = object()  # what stands for a value that cannot be used
_ADDRESS = re.compile(r"://|^www\.|^(~|\.{1,2})?[/\\]|^[A-Za-z]:[/\\]|\.(toml|json|csv|py|exe)$")
_LONGEST = 100  # characters; no id is longer
_MOST = 2_000  # faults that are kept; nobody reads as many
_SUGGESTED = 20  # unknown words for which a near one is looked for; more would take long


class Faults:
    """What was found so far, and where."""

    def __init__(self) -> None:
        self.found: list[tuple[str, Path, str]] = []
        self.more: int = 0  # than are kept
        self._paths: set[Path] = set()
        self._guesses = 0

    def add(self, code: str, path: Path, message: str) -> None:
        """Note a problem."""
        if len(self.found) < _MOST:
            self.found.append((code, path, message))
            self._paths.add(path)
        else:
            self.more += 1

    def has(self, path: Path) -> bool:
        """Whether something is wrong at a place, so that nothing more has to be said of it."""
        return path in self._paths

    def guess(self, word: str, known: Mapping[str, Any] | tuple[str, ...]) -> str:
        """What may have been meant, for the first few that are asked."""
        from difflib import get_close_matches

        self._guesses += 1
        if self._guesses > _SUGGESTED or len(word) > _LONGEST:  # no id is longer
            return ""
        near = get_close_matches(word, list(known), 2, 0.7)
        return f"; did you mean {' or '.join(map(repr, near))}?" if near else ""


def walk(data: object, faults: Faults) -> dict[str, Any]:
    """What can be used of an overlay; whatever cannot is noted and left out."""
    read = _read(OVERLAY, data, (), faults)
    return read if isinstance(read, dict) else {}


def _read(node: Node, value: object, path: Path, faults: Faults) -> Any:
    return _READERS[type(node)](node, value, path, faults)


def _read_text(node: Text, value: object, path: Path, faults: Faults) -> object:
    if not isinstance(value, str):
        return _other_type("text", value, path, faults)
    return value if _is_fit(node, value, path, faults) else _WRONG


def _is_fit(node: Text, value: str, path: Path, faults: Faults) -> bool:
    before = len(faults.found)
    if not value:
        faults.add("missing-value", path, "it is empty; fill it, or leave the key out")
    elif len(value) > node.longest:
        message = f"it has {len(value):,} characters, and {node.longest} are the most"
        faults.add("too-long", path, message)
    elif node.pattern and not re.fullmatch(node.pattern, value):
        faults.add("malformed", path, f"{shorten(value)} has another form; it is like {node.like}")
    elif not node.pattern:
        _read_prose(node, value, path, faults)
    return len(faults.found) == before


def _read_prose(node: Text, value: str, path: Path, faults: Faults) -> None:
    tidy = " ".join(unicodedata.normalize("NFC", value).split())
    if value != tidy or any(unicodedata.category(c) in UNSEEN for c in value):
        message = (
            f"{shorten(value)} is not tidy: NFC, single spaces, no line breaks, nothing unseen"
        )
        faults.add("untidy-text", path, message)
    if mixed := next(filter(mixes_alphabets, value.split()), ""):
        message = f"{shorten(mixed)} mixes alphabets, so that a letter poses as another; use one"
        faults.add("look-alike", path, message)
    if _ADDRESS.search(value) if node.name else "://" in value:
        message = f"{shorten(value)} is an address or a path; these belong in resources"
        faults.add("address", path, message)
    elif node.name and not fold(value):
        faults.add("unreadable-name", path, f"of {shorten(value)} nothing is left to read")


def _read_choice(node: Choice, value: object, path: Path, faults: Faults) -> object:
    usable = isinstance(value, (str, int)) and not isinstance(value, bool)
    if not usable or value not in node.options:
        said = ", ".join(map(str, node.options))
        faults.add("unknown-choice", path, f"{shorten(value)} is none of {said}")
        return _WRONG
    return value


def _read_many(node: Many, value: object, path: Path, faults: Faults) -> object:
    if not isinstance(value, (list, tuple)):
        return _other_type("a list", value, path, faults)
    read = [_read(node.of, each, (*path, at), faults) for at, each in enumerate(value)]
    return [each for each in read if each is not _WRONG]


def _read_named(node: Named, value: object, path: Path, faults: Faults) -> object:
    if not isinstance(value, Mapping):
        return _other_type("a table", value, path, faults)
    read: dict[str, Any] = {}
    for key, each in value.items():
        inner = _read(node.of, each, (*path, str(key)), faults)
        if _read_text(node.key, key, (*path, str(key)), faults) is not _WRONG:
            read[str(key)] = inner
    return {key: each for key, each in read.items() if each is not _WRONG}


def _read_table(node: Table, value: object, path: Path, faults: Faults) -> object:
    if not isinstance(value, Mapping):
        return _other_type("a table", value, path, faults)
    read: dict[str, Any] = {}
    for key, each in value.items():
        if key in node.keys:
            read[key] = _read(node.keys[key].of, each, (*path, key), faults)
        else:
            known = ", ".join(node.keys)
            near = faults.guess(str(key), node.keys)
            message = f"{shorten(key)} is no key here{near or f'; they are {known}'}"
            faults.add("unknown-key", (*path, str(key)), message)
    for key, each in node.keys.items():
        if each.required and key not in value:
            faults.add("missing-key", path, f"{key} is missing. {each.said}")
    return {key: each for key, each in read.items() if each is not _WRONG}


def _read_either(node: Either, value: object, path: Path, faults: Faults) -> object:
    other = node.table if isinstance(value, Mapping) else node.text
    return _read(other, value, path, faults)


def _other_type(wanted: str, value: object, path: Path, faults: Faults) -> object:
    message = f"{shorten(value, 40)} is {_type(value)}; {write_path(path)} is {wanted}"
    faults.add("wrong-type", path, message)
    return _WRONG


def _type(value: object) -> str:
    if isinstance(value, Mapping):
        return "a table"
    names = {list: "a list", str: "text", bool: "true or false", int: "a number"}
    return names.get(type(value), f"a {type(value).__name__}")


_READERS: dict[type, Callable[..., Any]] = {
    Text: _read_text,
    Choice: _read_choice,
    Many: _read_many,
    Named: _read_named,
    Table: _read_table,
    Either: _read_either,
}

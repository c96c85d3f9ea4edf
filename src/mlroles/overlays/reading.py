"""An overlay as it is given, a path, a text or a mapping, read within bounds into plain data."""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Mapping
from typing import Any, NoReturn

from attrs import frozen

from mlroles.editions import read_file
from mlroles.errors import InvalidInput, shorten
from mlroles.integrity.problem import Problem
from mlroles.overlays.places import Path, find_lines

__all__ = ["DEEPEST", "LONGEST", "MOST", "Given", "read_overlay"]

LONGEST = 1_000_000  # bytes
MOST = 100_000  # tables, lists and values
DEEPEST = 12
_DOTS = 1_000_000  # what tomllib does with a line grows with the square of its dots
_DIGITS = 18
_TOO_LARGE = f"it is longer than {LONGEST:,} bytes; split it, and stack the parts"
_TOO_MANY = f"it has more than {MOST:,} values; split it, and stack the parts"
_LINE = re.compile(r"\(at line (\d+), column (\d+)\)")


@frozen
class Given:
    """An overlay as it was given.

    Attributes
    ----------
    file
        Its path, or ``overlay``.
    data
        What it says; nothing where it cannot be read.
    problems
        Why it cannot, or what was said twice.
    lines
        Where its keys stand.
    """

    file: str
    data: Any
    problems: tuple[Problem, ...] = ()
    lines: Mapping[Path, int] = {}  # frozen, and never written to


class _Refused(Exception):  # it never leaves this module
    """Why an overlay is not read at all."""

    def __init__(self, code: str, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.problem = Problem(code, "the overlay", message, line)


def read_overlay(overlay: object) -> Given:
    """What an overlay says, or why it cannot be read.

    Parameters
    ----------
    overlay
        A path; TOML or JSON text, as a string or as bytes; or a mapping.

    Raises
    ------
    InvalidInput
        If it is something else.
    """
    file = _path(overlay)
    try:
        if isinstance(overlay, Mapping):
            _measure(overlay)
            return Given("overlay", overlay)
        return _read_text(_decode(_load(file) if file else overlay), file or "overlay")
    except _Refused as refused:
        return Given(file or "overlay", None, (refused.problem,))


def _path(overlay: object) -> str:
    """The path that is meant; empty if none is."""
    if isinstance(overlay, os.PathLike):
        return os.fsdecode(overlay)
    if isinstance(overlay, (str, bytes, Mapping)):
        named = isinstance(overlay, str) and overlay.endswith((".toml", ".json"))
        return str(overlay) if named and "\n" not in str(overlay) else ""
    message = f"overlay is {shorten(overlay)}; pass a path, a mapping, or TOML or JSON text"
    raise InvalidInput(message, overlay)


def _load(path: str) -> bytes:
    try:
        return read_file(path, LONGEST + 1)
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or str(error)
        raise _Refused(code="no-file", message=f"{shorten(path)} cannot be read: {said}") from error


def _decode(given: Any) -> str:
    if len(given) > LONGEST:
        raise _Refused(code="too-large", message=_TOO_LARGE)
    try:
        text = given.decode() if isinstance(given, bytes) else given
        text.encode()  # which half a surrogate pair in a string does not bear
    except (UnicodeDecodeError, UnicodeEncodeError) as error:
        message = f"it is not UTF-8 ({error.reason} at {error.start}); save it as UTF-8"
        raise _Refused(code="not-utf-8", message=message) from error
    return text.removeprefix("\ufeff")


def _read_text(text: str, file: str) -> Given:
    twice: list[Problem] = []
    try:
        if text.lstrip().startswith("{"):
            data = _parse_json(text, twice)
        else:
            _count_dots(text)
            data = tomllib.loads(text)
        _measure(data)
    except RecursionError as error:
        raise _Refused(code="too-deep", message=_too_deep()) from error
    except ValueError as error:
        raise _explain(error) from error
    return Given(file, data, tuple(twice), find_lines(text))


def _parse_json(text: str, twice: list[Problem]) -> Any:
    def pair(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        table: dict[str, Any] = {}
        for key, value in pairs:
            if key in table:
                message = f"{shorten(key)} stands twice in one object; keep one"
                twice.append(Problem("duplicate-key", shorten(key), message))
            table.setdefault(key, value)
        return table

    return json.loads(text, object_pairs_hook=pair, parse_int=_parse_int, parse_constant=_refuse)


def _parse_int(digits: str) -> int:
    if len(digits) > _DIGITS:
        _refuse(f"a number of {len(digits)} digits")
    return int(digits)


def _refuse(said: str) -> NoReturn:
    message = f"{said} is no number that an overlay holds; levels are 0 to 4"
    raise ValueError(message)


def _count_dots(text: str) -> None:
    if sum(line.count(".") ** 2 for line in text.split("\n")) > _DOTS:
        raise _Refused(code="too-many", message="its lines have too many full stops; break them up")


def _explain(error: ValueError) -> _Refused:
    """What the parser says, in our words where it is a key that stands twice."""
    said = str(error)
    at = _LINE.search(said)
    line = int(at[1]) if at else getattr(error, "lineno", None)
    again = re.search(r"overwrite|twice|[Dd]uplicate", said)
    return _Refused("duplicate-key" if again else "syntax", said, line)


def _too_deep() -> str:
    return f"it is nested more than {DEEPEST} deep; an overlay is five deep"


def _measure(data: object) -> None:
    """Refuse what is too deep or too much before anything else looks at it."""
    left, count, characters = [(data, 0)], 0, 0
    while left:
        value, depth = left.pop()
        if depth > DEEPEST:
            raise _Refused(code="too-deep", message=_too_deep())
        characters += len(value) if isinstance(value, str) else 0
        if characters > LONGEST:
            raise _Refused(code="too-large", message=_TOO_LARGE)
        if isinstance(value, (Mapping, list, tuple)):
            count += len(value)
            if count > MOST:
                raise _Refused(code="too-many", message=_TOO_MANY)
            inner = [*value, *value.values()] if isinstance(value, Mapping) else value
            left += [(each, depth + 1) for each in inner]

"""Places in an overlay: how a key is written, and on which line of the file it stands."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["Path", "find_line", "find_lines", "write_path"]

Path = tuple[str | int, ...]

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_LONGEST = 60
_KEY = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*')"""
_DOTTED = rf"{_KEY}(?:[ \t]*\.[ \t]*{_KEY})*"
_HEADER = re.compile(rf"[ \t]*(\[\[?)[ \t]*({_DOTTED})[ \t]*\]")
_PAIR = re.compile(rf"[ \t]*({_DOTTED})[ \t]*=")
_PART = re.compile(_KEY)
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{},:\n]')


def write_path(path: Path) -> str:
    """A place as TOML writes it.

    Examples
    --------
    >>> write_path(("skills", "acme:lift", "aliases", 0, "name"))
    'skills."acme:lift".aliases[0].name'
    """
    said = ""
    for part in path:
        said += f"[{part}]" if isinstance(part, int) else f".{_write_key(part)}"
    return said.removeprefix(".") or "the overlay"


def _write_key(key: str) -> str:
    short = key if len(key) <= _LONGEST else f"{key[: _LONGEST - 1]}…"
    return short if _BARE.fullmatch(short) else f'"{short}"'


def find_lines(text: str) -> dict[Path, int]:
    """The line of every key that is easily found, in TOML or JSON."""
    found: dict[Path, int] = {}
    json_like = text.lstrip().startswith("{")
    for path, line in _lines_of_json(text) if json_like else _lines_of_toml(text):
        found.setdefault(path, line)
    return found


def find_line(path: Path, lines: Mapping[Path, int]) -> int | None:
    """The line of a place, or of what it stands in."""
    parts = (path[:length] for length in range(len(path), 0, -1))
    return next((lines[part] for part in parts if part in lines), None)


def _lines_of_toml(text: str) -> Iterator[tuple[Path, int]]:
    table: Path = ()
    counts: dict[Path, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if header := _HEADER.match(line):
            table = _split(header[2])
            if header[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            yield table, number
        elif pair := _PAIR.match(line):
            yield (*table, *_split(pair[1])), number


def _split(dotted: str) -> Path:
    return tuple(part[1:-1] if part[0] in "\"'" else part for part in _PART.findall(dotted))


def _lines_of_json(text: str) -> Iterator[tuple[Path, int]]:
    stack: list[str | int] = []
    line, string = 1, ""
    for sign in _TOKEN.findall(text):
        if sign == "\n":
            line += 1
        elif sign == "{":
            stack.append("")
        elif sign == "[":
            stack.append(0)
        elif sign in "]}":
            del stack[-1:]
        elif sign == "," and stack and isinstance(stack[-1], int):
            stack[-1] += 1
        elif sign == ":" and stack and isinstance(stack[-1], str):
            stack[-1] = _read_string(string)
            yield tuple(stack), line
        elif sign[0] == '"':
            string = sign


def _read_string(token: str) -> str:
    try:
        return str(json.loads(token))
    except ValueError:  # a line break inside, which the parser has refused
        return token[1:-1]

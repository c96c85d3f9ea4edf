"""What commands read and how they write: the same bytes on every machine."""

from __future__ import annotations

import shutil
import sys
from contextlib import contextmanager
from io import TextIOWrapper
from typing import TYPE_CHECKING, BinaryIO

from mlroles.display.text import WIDTH
from mlroles.errors import InvalidInput

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

__all__ = [
    "agree_on_utf8",
    "complain",
    "read_file",
    "read_lines",
    "read_skills",
    "read_text",
    "read_width",
]

_ERROR = 1
_NARROWEST, _WIDEST = 40, 100  # columns; longer lines are hard to read


def read_lines(file: str) -> Iterator[str]:
    """A file's lines one by one, however many, each without its end."""
    if file == "-":
        agree_on_utf8(sys.stdin)
        yield from (line.rstrip("\r\n") for line in sys.stdin)
        return
    with _open(file) as opened:
        yield from (line.decode("utf-8", "replace").rstrip("\r\n") for line in opened)


def read_text(file: str) -> str:
    """A file's text, or that of standard input; bytes that are no UTF-8 are replaced."""
    if file == "-":
        agree_on_utf8(sys.stdin)
        return sys.stdin.read()
    return read_file(file).decode("utf-8", "replace")


def read_file(file: str) -> bytes:
    """A file's bytes; an error that names it if it cannot be read."""
    with _open(file) as opened:
        return opened.read()


@contextmanager
def _open(file: str) -> Iterator[BinaryIO]:
    try:
        with open(file, "rb") as opened:  # noqa: PTH123  # pathlib would cost 10 ms
            yield opened
    except OSError as error:
        message = f"{file} cannot be read: {error.strerror}"
        raise InvalidInput(message, file) from error


def read_skills(asked: argparse.Namespace) -> list[str]:
    """The skills that were named, and those that standard input names a line each."""
    if "-" not in asked.skills:
        return list(asked.skills)
    agree_on_utf8(sys.stdin)
    lines = [line.strip() for line in sys.stdin]
    return [name for name in asked.skills if name != "-"] + [line for line in lines if line]


def complain(error: Exception) -> int:
    """Say what is wrong where errors are read, and give the exit code."""
    print(f"mlroles: {error}", file=sys.stderr)
    return _ERROR


def agree_on_utf8(stream: object) -> None:
    """The same bytes on every machine, whatever its locale; a terminal keeps its own encoding."""
    if isinstance(stream, TextIOWrapper) and stream.isatty():
        stream.reconfigure(errors="replace")
    elif isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")


def read_width() -> int:
    """How many columns to fill."""
    width = min(shutil.get_terminal_size((WIDTH, 24)).columns, _WIDEST)
    return max(width, _NARROWEST)

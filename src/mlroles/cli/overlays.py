"""The commands for roles of one's own: begin an overlay, check it, and tell an editor its shape."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mlroles.cli.streams import read_width
from mlroles.cli.taxonomies import open_taxonomy
from mlroles.display.overlays import github_lines
from mlroles.display.text import render
from mlroles.errors import InvalidInput
from mlroles.export.data import to_data, to_json
from mlroles.export.forms import export_schema
from mlroles.overlays import Problems, check
from mlroles.overlays.starter import begin_overlay

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from mlroles.cli.options import Commands
    from mlroles.taxonomy import Taxonomy

__all__ = ["COMMANDS"]

_UNSOUND, _UNREAD = 1, 2


def _check(asked: argparse.Namespace) -> str | Iterator[str]:
    """What is wrong with files; the exit code says whether anything is, or could not be told."""
    asked.status = _UNREAD  # of whatever keeps the files from being checked at all
    taxonomy = _below(asked)
    found = [check(Path(file), taxonomy) for file in asked.files]
    asked.status = max(map(_rate, found))
    form = "json" if asked.json else asked.format
    if form == "json":
        return to_json([to_data(problems) for problems in found])
    if form == "github":
        said = "\n".join(line for problems in found for line in github_lines(problems))
        return said or iter(())  # where there is nothing to annotate, not even an empty line
    return "\n\n".join(render(problems, read_width()) for problems in found)


def _below(asked: argparse.Namespace) -> Taxonomy | None:
    """What the files are to be laid over; None where each names its edition itself."""
    if not asked.edition and not asked.over:
        return None
    return open_taxonomy(asked)


def _rate(problems: Problems) -> int:
    if any(problem.code == "no-file" for problem in problems):
        return _UNREAD
    return 0 if problems.sound else _UNSOUND


def _begin(asked: argparse.Namespace) -> str:
    text = begin_overlay(asked.namespace)
    try:
        Path(asked.begun).open("w" if asked.force else "x").close()
        Path(asked.begun).write_bytes(text.encode())
    except FileExistsError as error:
        message = f"{asked.begun} is there already; --force overwrites it"
        raise InvalidInput(message, asked.begun) from error
    except OSError as error:
        message = f"{asked.begun} cannot be written: {error.strerror}"
        raise InvalidInput(message, asked.begun) from error
    return f"{asked.begun} is written. Change what you like, then: mlroles check {asked.begun}"


def _describe(_: argparse.Namespace) -> str:
    return export_schema("overlay").removesuffix("\n")


COMMANDS: Commands = {
    "new-overlay": (
        _begin,
        "a first overlay with roles of your own, to be changed",
        "begun --namespace --force",
    ),
    "check": (
        _check,
        "all that is wrong with overlays; the exit code is 1 if anything is, 2 if one is not there",
        "files --format? --over --edition --json",
    ),
    "overlay-schema": (_describe, "the JSON Schema of overlays, for editors", ""),
}

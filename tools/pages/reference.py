"""The reference: what Python can ask, the command line, the errors, and what tables may hold."""

from __future__ import annotations

import argparse
import inspect
import os
from importlib import import_module
from typing import TYPE_CHECKING
from unittest.mock import patch

import mlroles
from mlroles import cli
from mlroles.display.markup import element, join
from mlroles.integrity import RULES
from mlroles.schema import KEYS, SECTIONS
from pages.layout import heading, page, plain, raw, table, toctree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from mlroles.schema import Column

__all__ = ["reference_pages"]

# In the order in which one meets them; a room that is not here follows by its name.
_ORDER = (
    *("editions", "taxonomy", "model", "matching", "explanation", "contest", "mentions", "titles"),
    *("spectrum", "knowledge", "planning", "transitions", "quiz", "handoffs", "teams", "curricula"),
    *("changes", "migration", "receipts", "columns", "market", "crosswalks", "overlays"),
    *("export.forms", "export.edition_tables", "errors"),
)
# What answers are made of, and has no name of its own in the shop window.
_HELD = {
    "knowledge": (
        "mlroles.knowledge.aversions.Aversion",
        "mlroles.knowledge.aversions.Objection",
        "mlroles.knowledge.aversions.Rule",
    ),
    "matching": (
        "mlroles.resolution.Profile",
        "mlroles.resolution.Held",
        "mlroles.resolution.Unresolved",
    ),
    "overlays": ("mlroles.integrity.problem.Problem",),
    "planning": ("mlroles.learning.Effort",),
}


def reference_pages() -> Iterator[tuple[str, str]]:
    """All pages of reference that are made from the code."""
    rooms = sorted(mlroles._ROOMS, key=lambda room: (_place(room), room))  # noqa: SLF001  # one list
    yield "api/index.md", _index(rooms)
    for room in rooms:
        yield f"api/{room}.md", _room_page(room)
    yield "api/cli.md", _cli_page()
    yield "data/tables.md", _tables_page()


def _place(room: str) -> int:
    return _ORDER.index(room) if room in _ORDER else len(_ORDER)


# Python ------------------------------------------------------------------------------------------


def _index(rooms: list[str]) -> str:
    rows = [
        (element("a", room, href=f"{room}.html"), _names(room), _first_line(import_room(room)))
        for room in rooms
    ]
    return page(
        heading("Python"),
        "All that `import mlroles` offers, room by room. What is not listed is not promised.",
        raw(table(("room", "names", "what for"), rows)),
        toctree(rooms),
    )


def import_room(room: str) -> ModuleType:
    """The module of a room."""
    return import_module(f"mlroles.{room}")


def _first_line(thing: object) -> str:
    return (inspect.getdoc(thing) or "").partition("\n\n")[0]


def _names(room: str) -> str:
    links = [
        element("a", element("code", name), href=f"{room}.html#mlroles.{name}")
        for name in mlroles._ROOMS[room]  # noqa: SLF001
    ]
    return join(links, " ")


def _room_page(room: str) -> str:
    """What a room offers, then the classes of the values that these hold; each object once."""
    module = import_room(room)
    offered = mlroles._ROOMS[room]  # noqa: SLF001
    functions = [name for name in offered if not inspect.isclass(getattr(mlroles, name))]
    classes = [name for name in offered if name not in functions]
    held = [
        f"mlroles.{room}.{name}"
        for name in module.__all__
        if name not in mlroles.__all__ and inspect.isclass(getattr(module, name))
    ]
    blocks = [_documented(f"mlroles.{name}") for name in [*functions, *classes]]
    more = [_documented(path) for path in [*held, *_HELD.get(room, ())]]
    intro = f".. automodule:: mlroles.{room}\n   :no-members:\n   :no-index:"
    rest = [heading("What these hold", 2), *more] if more else []
    return page(heading(room.capitalize()), _rst(intro), *blocks, *rest)


def _documented(path: str) -> str:
    thing = _resolve(path)
    if not inspect.isclass(thing):
        return _rst(f".. autofunction:: {path}")
    if issubclass(thing, Exception):
        return _rst(f".. autoexception:: {path}\n   :members:\n   :show-inheritance:")
    return _rst(f".. autoclass:: {path}\n   :members:")


def _resolve(path: str) -> object:
    module, _, name = path.rpartition(".")
    return getattr(import_module(module), name)


def _rst(text: str) -> str:
    return f"```{{eval-rst}}\n{text}\n```"


# The command line --------------------------------------------------------------------------------


def _cli_page() -> str:
    with patch.dict(os.environ, {"COLUMNS": "80", "NO_COLOR": "1"}):
        parser = cli._parser()  # noqa: SLF001  # what it says of itself is the reference
        helps = [("", parser.format_help()), *_command_helps(parser)]
    blocks = [
        part
        for name, said in helps
        for part in (heading(name, 2) if name else "", f"```text\n{said.rstrip()}\n```")
    ]
    return page(
        heading("Command line"),
        "`mlroles`, or `python -m mlroles`. "
        "It ends with 0 for an answer, 1 for an error in what was asked, and 2 for a command that "
        "is misspelt. With `--json` every answer is [plain data](../reference/json.md).",
        *blocks,
    )


def _command_helps(parser: argparse.ArgumentParser) -> Iterator[tuple[str, str]]:
    for action in parser._actions:  # noqa: SLF001  # argparse lists them nowhere else
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            for name, command in action.choices.items():
                yield name, command.format_help()


# Tables ------------------------------------------------------------------------------------------


def _tables_page() -> str:
    blocks = []
    for section, columns in SECTIONS.items():
        key = ", ".join(KEYS.get(section, ()))
        rows = [(name, *_column(column)) for name, column in columns.items()]
        blocks.append(heading(section, 2))
        blocks.append(f"One row for each: {plain(key)}." if key else "")
        blocks.append(raw(table(("column", "must be filled", "may hold"), rows)))
    rules = [(name, _first_line(rule)) for name, rule in RULES.items()]
    return page(
        heading("Tables and rules"),
        "What the source records of an edition may hold, as the code checks them. "
        "[The data](index.md) says what each column means, its unit and its terms.",
        *blocks,
        heading("Rules", 2),
        "In the order in which they are asked; "
        "[integrity](../reference/integrity.md) has every code, with an example of each.",
        raw(table(("rule", "what it finds"), rows=rules)),
    )


def _column(column: Column) -> tuple[str, str]:
    held = "text"
    if column.choices:
        held = join([element("code", each) for each in column.choices], ", ")
    elif column.refers:
        held = f"{'ids' if column.many else 'an id'} of {column.refers}"
    return "yes" if column.required else "no", held

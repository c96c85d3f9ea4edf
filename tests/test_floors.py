"""Imports point down, and siblings leave each other alone."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import mlroles

if TYPE_CHECKING:
    from collections.abc import Iterator

HOUSE = Path(mlroles.__file__).parent

FLOORS = (
    {"deferral", "errors", "names", "shown", "version"},
    {"listing", "model", "records", "shares"},
    {"taxonomy", "schema"},
    {"entries", "inspection"},
    {"integrity", "edition_format", "weighing", "resolution", "standing"},
    {"assembly", "editions"},
    {
        "accuracy",
        "matching",
        "mentions",
        "titles",
        "changes",
        "migration",
        "overlays",
        "handoffs",
        "crosswalks",
    },
    {"learning"},
    {
        "contest",
        "curricula",
        "explanation",
        "knowledge",
        "market",
        "planning",
        "quiz",
        "spectrum",
        "teams",
        "transitions",
    },
    {"columns", "display", "export"},
    {"receipts"},
    {"selftest"},
    {"cli"},
    {"__init__", "__main__"},
)

# A value's display or export hook fetches its form when it is called; nothing else looks up.
HOOKS = {
    ("listing", "export"),
    ("shown", "display"),
}

MODULES = sorted(HOUSE.rglob("*.py"))


def room(path: Path) -> str:
    """The room a file stands in: its module, or its package."""
    parts = path.relative_to(HOUSE).with_suffix("").parts
    return parts[0]


def floor(name: str) -> int:
    """The floor of a room; a new room is given one, or this fails."""
    return next(at for at, rooms in enumerate(FLOORS) if name in rooms)


def imported(path: Path) -> Iterator[tuple[str, bool]]:
    """Each room that a file imports from, and whether only a function does."""
    tree = ast.parse(path.read_text("utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    inside = {id(inner) for function in functions for inner in ast.walk(function)}
    for node in ast.walk(tree):
        for module in _modules(node):
            if module.split(".")[0] == "mlroles":
                yield ([*module.split("."), "__init__"])[1], id(node) in inside


def _modules(node: ast.AST) -> list[str]:
    if isinstance(node, ast.ImportFrom):
        assert not node.level, "relative imports hide the floor they reach"
        return [node.module or ""]
    return [alias.name for alias in node.names] if isinstance(node, ast.Import) else []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_imports_point_down(path: Path) -> None:
    here = room(path)
    for there, within in imported(path):
        if there in {here, "__init__"} and (here in (there, "cli")):
            continue
        if within and (here, there) in HOOKS:
            continue
        assert floor(there) < floor(here), f"{here} may not import {there}"


def test_every_floor_is_lived_in() -> None:
    rooms = {room(path) for path in MODULES}
    assert rooms == {name for names in FLOORS for name in names}


def test_the_backport_is_imported_in_one_module() -> None:
    using = [path for path in MODULES if "importlib_resources" in path.read_text("utf-8")]
    assert [room(path) for path in using] == ["editions"]

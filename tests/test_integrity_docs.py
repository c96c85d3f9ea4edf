"""docs/reference/integrity.md names the codes that integrity emits, and no other."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

from mlroles import integrity
from mlroles.schema import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "integrity.md"
UNESCAPED = re.compile(r"(?<!\\)\|")


def emitted() -> Iterator[str]:
    """Every code that the rules give to a problem; ``unknown-`` goes before a column's name."""
    rooms = sorted(Path(integrity.__file__).parent.glob("*.py"))
    for node in (node for room in rooms for node in ast.walk(ast.parse(room.read_text("utf-8")))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Problem":
            code = node.args[0]
            if isinstance(code, ast.Constant):
                yield str(code.value)
            else:
                assert ast.unparse(code) == "f'unknown-{name}'"
                for columns in SECTIONS.values():
                    yield from (f"unknown-{name}" for name, c in columns.items() if c.choices)


def table() -> list[list[str]]:
    lines = PAGE.read_text("utf-8").splitlines()
    rows = [line.strip("|") for line in lines if line.startswith("|")]
    return [[cell.strip() for cell in UNESCAPED.split(row)] for row in rows][2:]


def test_the_page_has_one_row_for_each_code_and_no_other() -> None:
    codes = [row[0].strip("`") for row in table()]
    assert sorted(codes) == sorted(set(emitted()))


def test_every_row_says_what_is_wrong_and_what_would_be_right() -> None:
    for row in table():
        assert len(row) == 4
        assert all(row), row


def test_the_page_names_every_word_that_a_column_allows() -> None:
    rows = {row[0].strip("`"): row[3] for row in table()}
    for columns in SECTIONS.values():
        for name, column in columns.items():
            said = set(re.findall(r"[\w-]+", rows.get(f"unknown-{name}", "")))
            assert said >= set(column.choices), name

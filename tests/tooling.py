"""What tests of tools share: how to run one, and rows where pyarrow would read them.

The tools use pyarrow, the tests do without.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from types import ModuleType, SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

import count_evidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

__all__ = ["Row", "command", "person", "stored"]

Row = dict[str, Any]


def command(monkeypatch: pytest.MonkeyPatch, tool: ModuleType, *arguments: object) -> None:
    """Run a tool as from the command line."""
    monkeypatch.setattr(sys, "argv", [f"{tool.__name__}.py", *map(str, arguments)])
    tool.main()


def person(key: int, **more: Any) -> Row:
    """One who names the oven."""
    return {"source": "survey", "title": str(key), "skills": ["Oven"], "respondent_id": key, **more}


class Table:
    """Rows by their columns."""

    def __init__(self, rows: Sequence[Row], columns: Sequence[str]) -> None:
        self.rows = [{name: row.get(name) for name in columns} for row in rows]

    def to_pylist(self) -> list[Row]:
        return self.rows

    def __getitem__(self, column: str) -> list[Any]:
        return [row[column] for row in self.rows]


@contextmanager
def stored(files: Mapping[str, Sequence[Row]]) -> Iterator[None]:
    """While these rows stand in files of these names."""

    def names(path: Path) -> list[str]:
        return list(dict.fromkeys(name for row in files[path.name] for name in row))

    stub: Any = ModuleType("pyarrow")
    stub.parquet = SimpleNamespace(
        read_schema=lambda path: SimpleNamespace(names=names(path)),
        read_table=lambda path, columns: Table(files[path.name], columns),
    )
    stub.compute = SimpleNamespace(
        equal=lambda column, wanted: [value == wanted for value in column],
        any=lambda values: SimpleNamespace(as_py=lambda: any(values)),
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "pyarrow", stub)
        count_evidence.read_table.cache_clear()
        yield
    count_evidence.read_table.cache_clear()

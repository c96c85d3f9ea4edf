"""Source records: rows of a person's tables, each with the place where it was written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from attrs import field, frozen

__all__ = ["Record", "Records", "group"]


@frozen
class Record:
    """One row of a source file.

    Attributes
    ----------
    place
        Where it stands, for people: ``skills.csv:12``, ``roles/data-analyst.toml [[avoids]] 1``.
    values
        Column or key to value, as written.
    """

    place: str
    values: Mapping[str, Any] = field(hash=False)

    def __getitem__(self, column: str) -> Any:
        return self.values.get(column, "")

    def split(self, column: str) -> list[str]:
        """The words of a column that holds several ids."""
        return str(self[column]).split()


Records = Mapping[str, Sequence[Record]]
"""Section (``skills``, ``needs``, ``statements``, …) to its records, in the order written."""


def group(records: Sequence[Record], column: str) -> dict[str, list[Record]]:
    """The records by what a column holds.

    Examples
    --------
    >>> rows = [Record("a.csv:2", {"role": "x"}), Record("a.csv:3", {"role": "y"})]
    >>> [row.place for row in group(rows, "role")["y"]]
    ['a.csv:3']
    """
    groups: dict[str, list[Record]] = {}
    for record in records:
        groups.setdefault(str(record[column]), []).append(record)
    return groups

"""What each name says for each role: rows of whole numbers, and how they are added at once."""

from __future__ import annotations

from functools import cached_property
from struct import Struct
from typing import TYPE_CHECKING

from attrs import field, frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["Lanes", "Weights"]

_PACKED = 64  # sets of roles that were compared, kept at hand


@frozen
class Weights:
    """How strongly each name speaks for each role: a row of centibans a skill.

    Attributes
    ----------
    columns
        The position of each role's id in a row; the last position is other work.
    rows
        Skill id to the weights, in centibans, and a letter a column for the basis.
    """

    columns: Mapping[str, int]
    rows: Mapping[str, tuple[tuple[int, ...], str]] = field(repr=False)

    def pack(self, roles: tuple[str, ...]) -> Lanes:
        """The columns of these roles and, last, of other work, packed a row an integer."""
        packed = self._packed.get(roles)
        if packed is None:
            if len(self._packed) >= _PACKED:
                self._packed.clear()
            packed = self._packed[roles] = Lanes(self, roles)
        return packed

    @cached_property
    def _packed(self) -> dict[tuple[str, ...], Lanes]:
        return {}

    @cached_property
    def bits(self) -> int:
        """How wide a number has to be for the sum of all rows, with its sign: 32 or 64."""
        rows = [row for row, _ in self.rows.values() if row]
        most = max(*map(max, rows), *(-min(row) for row in rows), 0, 0)
        return 32 if most * len(self.rows) < 1 << 31 else 64


class Lanes(dict[str, int]):
    """Each skill's row as one integer, a lane a column, so that one addition adds a whole row.

    A row is packed when its skill is first named; a weight below zero borrows from the lane above
    it, and `add` gives back what was borrowed.

    Parameters
    ----------
    weights
        The rows.
    roles
        Ids of the roles whose columns are packed, in this order, with other work at the end.
    """

    def __init__(self, weights: Weights, roles: tuple[str, ...]) -> None:
        super().__init__()
        self._rows = weights.rows
        self._columns = [*map(weights.columns.__getitem__, roles), -1]
        self._bits = weights.bits
        self._borrowed = self._pack([1 << (self._bits - 1)] * len(self._columns))
        self._length = self._bits // 8 * len(self._columns)
        letter = "i" if self._bits == 32 else "q"  # noqa: PLR2004  # as Weights.bits has it
        self._unpack = Struct(f"<{len(self._columns)}{letter}").unpack

    def __missing__(self, skill: str) -> int:
        weights, _ = self._rows[skill]
        packed = self[skill] = self._pack(map(weights.__getitem__, self._columns))
        return packed

    def add(self, skills: Iterable[str]) -> tuple[int, ...]:
        """The sum of these skills' rows, column by column."""
        lent = sum(map(self.__getitem__, skills), self._borrowed)
        # flipping the sign bits makes of each lane a number in two's complement
        return self._unpack((lent ^ self._borrowed).to_bytes(self._length, "little"))

    def _pack(self, row: Iterable[int]) -> int:
        return sum(weight << (self._bits * column) for column, weight in enumerate(row))

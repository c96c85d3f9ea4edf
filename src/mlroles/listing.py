"""An answer that is read like a list: what it holds in one of its fields, in order."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Iterator, Reversible
from typing import Any, TypeVar, overload

from mlroles.shown import Shown

__all__ = ["Listing"]

T_co = TypeVar("T_co", covariant=True)


class Listing(Shown, Collection[T_co], Reversible[T_co]):
    """The base of such an answer, which says itself which field it is.

    It does all that a sequence does, and is no `collections.abc.Sequence`: of those the libraries
    of tables make a column of objects, before they ask whether there is a table.
    """

    __slots__ = ()

    @property
    @abstractmethod
    def _listed(self) -> tuple[T_co, ...]:
        """What is listed, in the answer's own order."""

    def __len__(self) -> int:
        return len(self._listed)

    @overload
    def __getitem__(self, at: int) -> T_co: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[T_co, ...]: ...
    def __getitem__(self, at: int | slice) -> T_co | tuple[T_co, ...]:
        return self._listed[at]

    def __iter__(self) -> Iterator[T_co]:
        return iter(self._listed)

    def __reversed__(self) -> Iterator[T_co]:
        return reversed(self._listed)

    def __contains__(self, thing: object) -> bool:
        return thing in self._listed

    def index(self, thing: object) -> int:
        """The first place of a thing; a ValueError if it is not there."""
        return self._listed.index(thing)

    def count(self, thing: object) -> int:
        """How often a thing is there."""
        return self._listed.count(thing)

    def to_dicts(self) -> list[dict[str, Any]]:
        """The answer as a table: a dictionary a row, which every library of tables takes."""
        from mlroles.export.tables import to_rows

        return to_rows(self)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        from mlroles.export.tables import stream

        return stream(self, requested_schema)

"""An answer that is read like a list: what it holds in one of its fields, in order."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Collection, Iterator, Reversible, Sequence
from typing import Any, TypeVar, overload

from mlroles.shown import Shown

__all__ = ["Listing", "Sparse"]

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Listing(Shown, Collection[T_co], Reversible[T_co]):
    """The base of such an answer, which says itself which field it is.

    It does all that a sequence does, and is no `collections.abc.Sequence`: of those the libraries
    of tables make a column of objects, before they ask whether there is a table.
    """

    __slots__ = ()

    @property
    @abstractmethod
    def _listed(self) -> tuple[T_co, ...] | Sparse[T_co]:
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


class Sparse(Sequence[T]):
    """A tuple of which each item is made when it is first looked at; it pickles as a plain one.

    Parameters
    ----------
    length
        How many there are.
    make
        What makes the item of a place.

    Examples
    --------
    >>> squares = Sparse(3, lambda place: place * place)
    >>> squares[-1], squares == (0, 1, 4)
    (4, True)
    """

    __slots__ = ("_length", "_made", "_make")

    def __init__(self, length: int, make: Callable[[int], T]) -> None:
        self._length = length
        self._make = make
        self._made: dict[int, T] = {}

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[T, ...]: ...
    def __getitem__(self, at: int | slice) -> T | tuple[T, ...]:
        places = range(self._length)[at]  # which knows negative ones, and what is out of range
        if isinstance(places, range):
            return tuple(map(self._item, places))
        return self._item(places)

    def _item(self, place: int) -> T:
        if place not in self._made:
            # setdefault, so that threads that look at once all see the same one
            return self._made.setdefault(place, self._make(place))
        return self._made[place]

    def __iter__(self) -> Iterator[T]:
        return map(self._item, range(self._length))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, (tuple, Sparse)):
            return NotImplemented
        return tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))

    def __reduce__(self) -> tuple[Any, ...]:
        return tuple, (tuple(self),)

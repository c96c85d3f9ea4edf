"""An answer that is read like a list: what it holds in one of its fields, in order."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import TypeVar, overload

__all__ = ["Listing"]

T_co = TypeVar("T_co", covariant=True)


class Listing(Sequence[T_co]):
    """The base of such an answer, which says itself which field it is."""

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

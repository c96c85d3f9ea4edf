"""Values by id, made when they are looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, Generic, TypeVar

from mlroles.errors import UnknownName

__all__ = ["Catalogue"]

T = TypeVar("T")

_SHOWN = 5


class Catalogue(Mapping[str, T], Generic[T]):
    """Values by id, in the order of the edition; each is built when it is first looked at.

    Parameters
    ----------
    records
        A record by id.
    build
        What makes the value of a record; it has to pickle.
    unknown
        The error for an id that is not there.
    """

    __slots__ = ("_build", "_built", "_records", "_unknown")

    def __init__(
        self,
        records: Mapping[str, Any],
        build: Callable[[str, Any], T],
        unknown: type[UnknownName] = UnknownName,
    ) -> None:
        self._records = records
        self._build = build
        self._unknown = unknown
        self._built: dict[str, T] = {}

    def __getitem__(self, key: str) -> T:
        try:
            return self._built[key]
        except KeyError:
            return self._make(key)

    def _make(self, key: str) -> T:
        if key not in self._records:
            raise self._unknown(key, partial(_near_ids, key, tuple(self._records)))
        # setdefault, so that threads that build one value at once all get the same one
        return self._built.setdefault(key, self._build(key, self._records[key]))

    def __contains__(self, key: object) -> bool:
        return key in self._records

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)

    def __repr__(self) -> str:
        shown = list(self._records)[:_SHOWN]
        more = ["…"] if len(self) > _SHOWN else []
        return f"<Catalogue of {len(self)}: {', '.join([*shown, *more])}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._records, self._build, self._unknown)

    def __copy__(self) -> Catalogue[T]:
        return self

    def __deepcopy__(self, memo: object) -> Catalogue[T]:
        return self

    def _ipython_key_completions_(self) -> list[str]:
        return list(self._records)


def _near_ids(key: object, ids: tuple[str, ...]) -> tuple[str, ...]:
    from difflib import get_close_matches

    return tuple(get_close_matches(key, ids, 3)) if isinstance(key, str) else ()

"""Some rows of a table, read as `match`, `find_skills` and `find_role` would read each."""

from __future__ import annotations

from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING, Any

from mlroles.columns.cells import decode_lists, decode_strings
from mlroles.matching import compare_active
from mlroles.mentions import find_skills
from mlroles.resolution import resolve
from mlroles.standing import Standing
from mlroles.titles import find_role

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from mlroles.columns.cells import Cell, Lists, Strings
    from mlroles.columns.orders import Order
    from mlroles.mentions import Mentions
    from mlroles.taxonomy import Taxonomy
    from mlroles.titles import TitleReading

__all__ = ["Reader", "Rows"]

_UNKNOWN = ""  # what a name means that means no skill, or several
_TITLES_KEPT = 1 << 14  # titles repeat


class Reader:
    """Reads rows for one order, and keeps what is the same for all of them.

    Parameters
    ----------
    order
        What is asked.
    """

    def __init__(self, order: Order) -> None:
        self.order = order
        self.comparison = compare_active(order.taxonomy)
        self.find_role: Callable[[str], TitleReading] = lru_cache(_TITLES_KEPT)(
            partial(find_role, taxonomy=order.taxonomy)
        )

    def read(self, batch: Any) -> Any:
        """The columns that are added to a record batch, as another."""
        import pyarrow as pa

        order, rows = self.order, Rows(batch, self)
        arrays = [column.make_array(rows, order.taxonomy) for column in order.added]
        return pa.RecordBatch.from_arrays(arrays, schema=order.extend(pa.schema([])))


class Rows:
    """Some rows, read: every list has an item a row, None where that could not be read.

    Parameters
    ----------
    batch
        A record batch.
    reader
        Who reads it.
    """

    def __init__(self, batch: Any, reader: Reader) -> None:
        self._batch = batch
        self._reader = reader
        self._taxonomy = reader.order.taxonomy
        self._sources = reader.order.sources

    @cached_property
    def standings(self) -> list[Standing | None]:
        """How the roles stand."""
        comparison = self._reader.comparison
        held = self._held() if "skills" in self._sources else self._found()
        return [None if ids is None else Standing(comparison, ids) for ids in held]

    @property
    def unresolved(self) -> list[list[Cell] | None]:
        """The names that mean no skill, or several."""
        pairs = zip(self._lists.strings.cells, self._meant, strict=True)
        unknown = [None if meant else cell for cell, meant in pairs]
        names = list(map(unknown.__getitem__, self._lists.strings.codes))
        return [
            None if at is None else [name for name in names[slice(*at)] if name is not None]
            for at in self._readable
        ]

    @cached_property
    def mentions(self) -> list[Mentions | None]:
        """What texts name."""
        return self._strings["text"].read_each(partial(find_skills, taxonomy=self._taxonomy))

    @cached_property
    def titles(self) -> list[TitleReading | None]:
        """What titles say."""
        return self._strings["title"].read_each(self._reader.find_role)

    @property
    def answering(self) -> list[Taxonomy]:
        """Who answers."""
        return [self._taxonomy] * len(self._batch)

    @property
    def reasons(self) -> list[str | None]:
        """Why a row could not be read, or not all of it; None where it was."""
        told = [
            [fault and f"{self._sources[source]} {fault}" for fault in faults]
            for source, faults in self._faults.items()
        ]
        return ["; ".join(filter(None, each)) or None for each in zip(*told, strict=True)]

    @cached_property
    def _lists(self) -> Lists:
        return decode_lists(self._batch.column(self._sources["skills"]))

    @cached_property
    def _strings(self) -> dict[str, Strings]:
        texts = {key: column for key, column in self._sources.items() if key != "skills"}
        return {key: decode_strings(self._batch.column(name)) for key, name in texts.items()}

    @cached_property
    def _faults(self) -> dict[str, list[str | None]]:
        cells: dict[str, Lists | Strings] = dict(self._strings)
        if "skills" in self._sources:
            cells = {"skills": self._lists, **cells}
        return {source: read.tell_faults() for source, read in cells.items()}

    @property
    def _readable(self) -> Iterator[tuple[int, int] | None]:
        """Where each list begins and ends, if it can be read."""
        for at, fault in zip(self._lists.bounds, self._faults["skills"], strict=True):
            yield None if fault else at

    @cached_property
    def _meant(self) -> list[str]:
        """For each distinct name the one skill that it means."""
        meanings = self._taxonomy.meanings
        cells = self._lists.strings.cells
        return ["".join(meanings[cell]) if type(cell) is str else _UNKNOWN for cell in cells]

    def _held(self) -> Iterator[Collection[str] | None]:
        """The skills of each list."""
        skills = list(map(self._meant.__getitem__, self._lists.strings.codes))
        for at in self._readable:
            if at is None:
                yield None
            else:
                held = {*skills[at[0] : at[1]]}
                held.discard(_UNKNOWN)
                yield held

    def _found(self) -> Iterator[Collection[str] | None]:
        """The skills of each text."""
        for mentions in self.mentions:
            yield None if mentions is None else resolve(mentions, self._taxonomy).ids

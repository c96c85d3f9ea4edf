"""Some rows of a table, read as `match`, `find_skills` and `find_role` would read each."""

from __future__ import annotations

from functools import cached_property, lru_cache, partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from mlroles.columns.cells import decode_lists, decode_strings
from mlroles.matching import compare_active
from mlroles.mentions import find_skills
from mlroles.resolution import resolve
from mlroles.standing import Standing
from mlroles.titles import find_role

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from mlroles.columns.added import Added
    from mlroles.columns.cells import Cell, Lists, Strings
    from mlroles.columns.orders import Order
    from mlroles.mentions import Mentions
    from mlroles.standing import Comparison
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
        self._groups: dict[str, list[Added]] = {}
        for column in order.added:
            self._groups.setdefault(column.of, []).append(column)
        self.comparison: Comparison = compare_active(order.taxonomy)
        self.find_role: Callable[[str], TitleReading] = lru_cache(_TITLES_KEPT)(
            partial(find_role, taxonomy=order.taxonomy)
        )

    def read(self, batch: Any) -> Any:
        """The columns that are added to a record batch, as another."""
        import pyarrow as pa

        rows = Rows(batch, self)
        found: dict[str, list[Any]] = {}
        for of, columns in self._groups.items():
            values = _find(getattr(rows, of), [column.find for column in columns])
            found |= zip([column.name for column in columns], values, strict=True)
        schema = self.order.extend(pa.schema([]))
        return pa.RecordBatch.from_pydict({name: found[name] for name in schema.names}, schema)


def _find(items: Iterable[Any], finds: list[Callable[[Any], Any]]) -> list[list[Any]]:
    """What several columns hold, row by row, so that nothing of a row is kept but that."""
    columns: list[list[Any]] = [[] for _ in finds]
    pairs = [(find, column.append) for find, column in zip(finds, columns, strict=True)]
    for item in items:
        for find, append in pairs:
            append(None if item is None else find(item))
    return columns


class Rows:
    """Some rows, read: each has an item a row, None where that could not be read.

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

    @property
    def standings(self) -> Iterator[Standing | None]:
        """How the roles stand."""
        comparison = self._reader.comparison
        for ids in self._held() if "skills" in self._sources else self._found():
            yield None if ids is None else Standing(comparison, ids)

    @property
    def unresolved(self) -> list[list[Cell] | None]:
        """The names that mean no skill, or several."""
        strings = self._lists.strings
        pairs = zip(strings.cells, self._meant, strict=True)
        unknown = [None if skill else name for name, skill in pairs]
        names = map(unknown.__getitem__, strings.codes)
        told: list[list[Cell]] = [
            [name for name in islice(names, length or 0) if name is not None]
            for length in self._lists.lengths
        ]
        faults = self._faults["skills"]
        return [None if fault else each for each, fault in zip(told, faults, strict=True)]

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
            [f"{self._sources[source]} {fault}" if fault else None for fault in faults]
            for source, faults in self._faults.items()
        ]
        if len(told) == 1:
            return told[0]
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

    @cached_property
    def _meant(self) -> list[str]:
        """For each distinct name the one skill that it means."""
        meanings = self._taxonomy.meanings
        cells = self._lists.strings.cells
        return ["".join(meanings[cell]) if type(cell) is str else _UNKNOWN for cell in cells]

    def _held(self) -> Iterator[Collection[str] | None]:
        """The skills of each list."""
        skills = map(self._meant.__getitem__, self._lists.strings.codes)
        for length, fault in zip(self._lists.lengths, self._faults["skills"], strict=True):
            held = set(islice(skills, length or 0))
            held.discard(_UNKNOWN)
            yield None if fault else held

    def _found(self) -> Iterator[Collection[str] | None]:
        """The skills of each text."""
        for mentions in self.mentions:
            yield None if mentions is None else resolve(mentions, self._taxonomy).ids

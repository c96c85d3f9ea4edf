"""Cells of Arrow columns as Python values, whatever their layout, each distinct one once.

Strings come as strings of any width, views or dictionaries, lists as lists of any layout; nothing
here depends on which, and nothing that a cell holds is an error.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["Cell", "Lists", "Strings", "decode_lists", "decode_strings", "pack", "unpack"]

T = TypeVar("T")

Cell = str | bytes | None
"""A string; its bytes, where they are no UTF-8; or None, where it is null."""


@frozen
class Strings:
    """A column of strings.

    Attributes
    ----------
    cells
        The distinct ones.
    codes
        The place of each row's in `cells`.
    """

    cells: list[Cell]
    codes: list[int]

    def read_each(self, read: Callable[[str], T]) -> list[T | None]:
        """What a function makes of each row's string, called once for each distinct one."""
        found = [read(cell) if type(cell) is str else None for cell in self.cells]
        return [found[code] for code in self.codes]

    def tell_faults(self) -> list[str | None]:
        """What is wrong with each row's, where it is no string."""
        faults = [_tell_fault(cell, "is null", "is not UTF-8") for cell in self.cells]
        return [faults[code] for code in self.codes]


@frozen
class Lists:
    """A column of lists of strings.

    Attributes
    ----------
    strings
        What all the lists hold, one after the other.
    lengths
        How many each row's list holds; None for a null one.
    """

    strings: Strings
    lengths: list[int | None]

    def tell_faults(self) -> list[str | None]:
        """What is wrong with each row's, where it is no list of strings."""
        held = {
            code: fault
            for code, cell in enumerate(self.strings.cells)
            if (fault := _tell_fault(cell, "holds a null", "holds what is not UTF-8"))
        }
        if not held:
            return ["is null" if length is None else None for length in self.lengths]
        faults = map(held.get, self.strings.codes)
        return [
            "is null" if length is None else next(filter(None, list(islice(faults, length))), None)
            for length in self.lengths
        ]


def _tell_fault(cell: Cell, null: str, no_text: str) -> str | None:
    return null if cell is None else no_text if isinstance(cell, bytes) else None


def decode_strings(array: Any) -> Strings:
    """An Arrow array of strings, of any layout.

    Examples
    --------
    >>> import pyarrow as pa
    >>> decode_strings(pa.array(["a", None, "a"]))
    Strings(cells=['a', None], codes=[0, 1, 0])
    """
    import pyarrow as pa

    if not pa.types.is_dictionary(array.type):
        array = array.cast(pa.large_string()).dictionary_encode()
    # as bytes, since not every producer makes sure that they are UTF-8
    found = array.dictionary.cast(pa.large_string()).cast(pa.large_binary()).to_pylist()
    codes = array.indices.cast(pa.int32())
    nulls = [None] if codes.null_count else []
    return Strings([*map(_decode, found), *nulls], _list_whole(codes.fill_null(len(found))))


def decode_lists(array: Any) -> Lists:
    """An Arrow array of lists of strings, of any layout.

    Examples
    --------
    >>> import pyarrow as pa
    >>> decode_lists(pa.array([["a", "b"], None, []])).lengths
    [2, None, 0]
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_null(array.type):
        array = array.cast(pa.list_(pa.string()))
    lengths = pc.list_value_length(array).to_pylist()
    return Lists(decode_strings(array.flatten()), lengths)


def pack(part: Any, sources: Mapping[str, str]) -> Any:
    """The columns that are read of a record batch, as bytes that hold nothing else.

    Pickled, a slice brings along all that it was cut from, and so does a slice of views.

    Parameters
    ----------
    part
        A record batch.
    sources
        What is read, ``skills``, ``text`` or ``title``, to the name of its column.
    """
    import pyarrow as pa

    found = {
        name: _detach_lists(part[name]) if of == "skills" else part[name].cast(pa.large_string())
        for of, name in sources.items()
    }
    batch = pa.RecordBatch.from_pydict(found)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as stream:
        stream.write_batch(batch)
    return sink.getvalue()


def unpack(packed: Any) -> Any:
    """The record batch that was packed."""
    import pyarrow as pa

    return pa.ipc.open_stream(packed).read_next_batch()


def _detach_lists(array: Any) -> Any:
    # not by a cast: Arrow 26 makes a broken list of the end of a list view
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_null(array.type):
        return array
    ends = pc.cumulative_sum(pc.list_value_length(array).fill_null(0).cast(pa.int64()))
    offsets = pa.concat_arrays([pa.array([0], pa.int64()), ends])
    strings = array.flatten().cast(pa.large_string())
    return pa.LargeListArray.from_arrays(offsets, strings, mask=array.is_null())


def _decode(found: bytes | None) -> Cell:
    try:
        return None if found is None else found.decode()
    except UnicodeDecodeError:
        return found


def _list_whole(numbers: Any) -> list[int]:
    """An array of int32 without nulls as a list, by its memory: faster than item by item."""
    start = numbers.offset
    whole = memoryview(numbers.buffers()[1]).cast("b").cast("i")
    return whole[start : start + len(numbers)].tolist()

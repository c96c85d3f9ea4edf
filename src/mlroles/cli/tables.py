"""Files of rows: Parquet as it is, CSV and JSON Lines row by row, written beside and then renamed.

Of CSV and JSON Lines only the cells that are read go through Arrow; every other cell, and every row
that cannot be read, is written as it came.
"""

from __future__ import annotations

import csv
import json
import os
import sys
from collections import deque
from collections.abc import Callable
from contextlib import contextmanager
from io import StringIO, TextIOWrapper
from itertools import chain, islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from mlroles.columns.workers import annotate_batches, require_arrow
from mlroles.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mlroles.columns.orders import Order

__all__ = ["annotate_file"]

_ROWS = 1000  # of CSV and JSON Lines at a time; no more than annotate takes at once
_LONGEST = (1 << 31) - 1  # characters of a cell; the csv module stops at 131,072 by itself
_FORMATS = {".parquet": "parquet", ".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl"}

Cells = dict[str, Any]
Watch = Callable[[list[Cells]], None]


def annotate_file(  # noqa: PLR0913  # each is an option of the command
    source: str,
    target: str,
    order: Order,
    *,
    processes: int,
    separator: str,
    force: bool,
    watch: Watch,
) -> None:
    """Write the rows of a file, with the columns of an order, to another.

    Parameters
    ----------
    source, target
        Paths of Parquet, CSV or JSON Lines; ``-`` for a standard stream.
    order
        What is asked.
    processes
        How many work at it.
    separator
        What stands between skills in a cell of CSV.
    force
        Whether a target that is there may be overwritten.
    watch
        Is shown what was added, part by part, when it is written.

    Raises
    ------
    InvalidInput
        If the formats differ, the target is there already, or the source cannot be read.
    """
    require_arrow()
    kind = _agree_on_format(source, target)
    if target != "-" and not force and Path(target).exists():
        message = f"{target} is there already; --force overwrites it"
        raise InvalidInput(message, target)
    with _open_source(source) as opened, _open_target(target) as written:
        if kind == "parquet":
            _pass_parquet(opened, written, order, processes, watch)
            return
        lines = TextIOWrapper(opened, "utf-8-sig", "replace", newline="")
        out = TextIOWrapper(written, "utf-8", "backslashreplace", newline="")
        table = _Csv(lines, order, separator) if kind == "csv" else _JsonLines(lines, order)
        for part in _pass_rows(table, order, processes):
            out.writelines(table.write(row, added) for row, added in part)
            watch([added for _, added in part])
        out.flush()
        out.detach()


def _agree_on_format(source: str, target: str) -> str:
    kinds = []
    for path in (source, target):
        if path != "-":
            suffix = Path(path).suffix.lower()
            if suffix not in _FORMATS:
                message = f"{path} is in no format known here; there are {', '.join(_FORMATS)}"
                raise InvalidInput(message, path)
            kinds.append(_FORMATS[suffix])
    if len(set(kinds)) > 1:
        message = f"{source} and {target} have to be in one format"
        raise InvalidInput(message, target)
    kind = kinds[0] if kinds else "jsonl"
    if kind == "parquet" and "-" in (source, target):
        message = "Parquet has to be a file at both ends; a standard stream is CSV or JSON Lines"
        raise InvalidInput(message, source)
    return kind


@contextmanager
def _open_source(path: str) -> Iterator[IO[bytes]]:
    if path == "-":
        yield sys.stdin.buffer
        return
    try:
        opened = Path(path).open("rb")  # noqa: SIM115  # so that no other error is taken for its own
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror}"
        raise InvalidInput(message, path) from error
    with opened:
        yield opened


@contextmanager
def _open_target(path: str) -> Iterator[IO[bytes]]:
    """A file beside, that takes the place of the target when all is written, and else goes."""
    if path == "-":
        yield sys.stdout.buffer
        return
    beside = Path(f"{path}.{os.getpid()}.part")
    try:
        with beside.open("xb") as written:
            yield written
        beside.replace(path)
    except FileNotFoundError as error:
        message = f"{path} cannot be written: {error.strerror}"
        raise InvalidInput(message, path) from error
    finally:
        beside.unlink(missing_ok=True)


# Parquet -----------------------------------------------------------------------------------------


def _pass_parquet(
    opened: IO[bytes],
    written: IO[bytes],
    order: Order,
    processes: int,
    watch: Watch,
) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    try:
        file = parquet.ParquetFile(opened)
    except pa.ArrowInvalid as error:
        message = f"{opened.name} cannot be read: {error}"
        raise InvalidInput(message, opened.name) from error
    order.check(file.schema_arrow)
    schema = order.extend(file.schema_arrow)
    names = [column.name for column in order.added]
    with parquet.ParquetWriter(written, schema) as writer:
        for batch in annotate_batches(file.iter_batches(), order=order, processes=processes):
            writer.write_batch(batch)
            watch(batch.select(names).to_pylist())


# CSV and JSON Lines ------------------------------------------------------------------------------


class _Csv:
    """Rows as lists of cells; what is no skill of a cell's own is left as it is written."""

    def __init__(self, lines: TextIOWrapper, order: Order, separator: str) -> None:
        csv.field_size_limit(_LONGEST)
        self._lines = csv.reader(lines)
        self._header = next(self._lines, [])
        order.check_names(self._header)
        self._separator = separator
        self._buffer = StringIO(newline="")
        self._writer = csv.writer(self._buffer, lineterminator="\n")
        self._begun = False

    def __iter__(self) -> Iterator[Any]:
        return filter(None, self._lines)  # an empty line is no row

    def read(self, row: list[str], source: str, name: str) -> object:
        """A cell."""
        at = self._header.index(name)
        cell = row[at] if at < len(row) else None
        if source != "skills" or cell is None:
            return cell
        return [name for part in cell.split(self._separator) if (name := part.strip())]

    def tell_fault(self, row: list[str]) -> str | None:
        """What is wrong with a row."""
        cells, wanted = len(row), len(self._header)
        return None if cells == wanted else f"row has {cells} cells, and the header {wanted}"

    def write(self, row: list[str], added: Cells) -> str:
        """A line, the header before the first."""
        if not self._begun:
            self._begun = True
            return self._write([*self._header, *added]) + self.write(row, added)
        room = [""] * (len(self._header) - len(row))
        return self._write([*row, *room, *map(self._flatten, added.values())])

    def _write(self, cells: list[Any]) -> str:
        self._buffer.seek(0)
        self._buffer.truncate()
        self._writer.writerow(cells)
        return self._buffer.getvalue()

    def _flatten(self, cell: Any) -> Any:
        if isinstance(cell, list) and all(isinstance(each, str) for each in cell):
            return self._separator.join(cell)
        return json.dumps(cell) if isinstance(cell, (dict, list)) else cell


class _JsonLines:
    """Rows as objects; a line that is none stays a string."""

    def __init__(self, lines: TextIOWrapper, order: Order) -> None:
        self._rows: Iterator[Any] = map(_parse, filter(str.strip, lines))
        self._first = list(islice(self._rows, _ROWS))
        keys = {key: None for row in self._first if isinstance(row, dict) for key in row}
        if keys:
            order.check_names(keys)

    def __iter__(self) -> Iterator[Any]:
        return chain(self._first, self._rows)

    def read(self, row: Any, source: str, name: str) -> object:  # noqa: ARG002  # as of CSV
        """A cell."""
        return row.get(name) if isinstance(row, dict) else None

    def tell_fault(self, row: Any) -> str | None:
        """What is wrong with a row."""
        return None if isinstance(row, dict) else "line is no JSON object"

    def write(self, row: Any, added: Cells) -> str:
        """A line; what a row holds already stays."""
        whole = row if isinstance(row, dict) else {"line": row}
        missing = {name: cell for name, cell in added.items() if name not in whole}
        return json.dumps({**whole, **missing}, ensure_ascii=False) + "\n"


def _parse(line: str) -> Any:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        row = None
    return row if isinstance(row, dict) else line.rstrip("\r\n")


def _pass_rows(
    table: _Csv | _JsonLines, order: Order, processes: int
) -> Iterator[list[tuple[Any, Cells]]]:
    """Parts of the rows, each row with what is added to it."""
    rows = iter(table)
    waiting: deque[tuple[list[Any], list[str | None]]] = deque()

    def take() -> Iterator[Any]:
        while part := list(islice(rows, _ROWS)):
            batch, faults = _make_batch(part, table, order)
            waiting.append((part, faults))
            yield batch

    names = [column.name for column in order.added]
    for batch in annotate_batches(take(), order=order, processes=processes):
        part, faults = waiting.popleft()
        found = batch.select(names).to_pylist()
        for added, fault in zip(found, faults, strict=True):
            added["reason"] = fault or added["reason"]
        yield list(zip(part, found, strict=True))


def _make_batch(
    rows: list[Any], table: _Csv | _JsonLines, order: Order
) -> tuple[Any, list[str | None]]:
    """The cells that are read, as Arrow has them, and what is wrong with those that are null."""
    import pyarrow as pa

    columns: dict[str, Any] = {}
    faults = [table.tell_fault(row) for row in rows]
    for source, name in order.sources.items():
        cells = [
            None if fault else table.read(row, source, name)
            for row, fault in zip(rows, faults, strict=True)
        ]
        fits, kind, said = (
            (_is_list, pa.list_(pa.string()), "no list of strings")
            if source == "skills"
            else (_is_text, pa.string(), "no string")
        )
        for at, cell in enumerate(cells):
            if cell is not None and not fits(cell):
                cells[at], faults[at] = None, f"{name} is {said}"
        columns[name] = pa.array(cells, kind)
    return pa.RecordBatch.from_pydict(columns), faults


def _is_text(cell: object) -> bool:
    """Whether UTF-8 can hold it: half a surrogate pair, which JSON can escape, it cannot."""
    return isinstance(cell, str) and cell.encode("utf-8", "ignore").decode() == cell


def _is_list(cell: object) -> bool:
    return isinstance(cell, list) and all(name is None or _is_text(name) for name in cell)

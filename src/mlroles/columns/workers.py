"""Batches annotated one after the other: by this process, or by several that each take a part."""

from __future__ import annotations

from collections import deque
from functools import partial
from typing import TYPE_CHECKING, Any

from mlroles.columns.cells import pack, unpack
from mlroles.columns.rows import Reader
from mlroles.errors import MissingPackage, WorkerLost

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Executor, Future

    from mlroles.columns.orders import Order

__all__ = ["annotate_batches", "require_arrow"]

_LISTS, _TEXTS = 1 << 14, 1 << 10  # rows at a time: memory stays small, and something comes soon
_AHEAD = 2  # parts that lie ready for each process

_readers: list[Reader] = []
"""The one reader of a process that was started to read."""


def require_arrow() -> Any:
    """The package pyarrow.

    Raises
    ------
    MissingPackage
        If it is not installed.
    """
    try:
        import pyarrow as pa
    except ImportError as error:
        package, extra = "pyarrow", "arrow"
        raise MissingPackage(package, extra) from error
    return pa


def annotate_batches(batches: Iterable[Any], *, order: Order, processes: int = 1) -> Iterator[Any]:
    """Record batches with the columns of an order added, in parts, in order.

    Raises
    ------
    WorkerLost
        If one of several processes is gone before it is done.
    """
    parts = _cut(batches, _LISTS if "skills" in order.sources else _TEXTS)
    if processes == 1:
        read = Reader(order).read
        for part in parts:
            yield _join(part, read(part))
    else:
        yield from _share_out(parts, order, processes)


def _cut(batches: Iterable[Any], rows: int) -> Iterator[Any]:
    """Parts of so many rows at most, without copying; an empty batch is one part."""
    for batch in batches:
        for start in range(0, max(len(batch), 1), rows):
            yield batch.slice(start, rows)


def _join(part: Any, added: Any) -> Any:
    import pyarrow as pa

    fields = [*part.schema, *added.schema]
    schema = pa.schema(fields, part.schema.metadata)
    return pa.RecordBatch.from_arrays([*part.columns, *added.columns], schema=schema)


def _share_out(parts: Iterator[Any], order: Order, processes: int) -> Iterator[Any]:
    """Parts sent to other processes, with few on the way at any time; taken back in order."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    # begun anew, not forked: a fork takes along locks that threads of Arrow may hold
    context = get_context("spawn")
    pool = ProcessPoolExecutor(processes, context, _begin, (order,))
    submit = partial(_submit, pool, order)
    try:
        for part, future in _send_ahead(submit, parts, processes * (1 + _AHEAD)):
            yield _join(part, future.result())
    except BrokenProcessPool as error:
        message = (
            "a process that read rows is gone: killed, out of memory, or unable to start (a script "
            "needs if __name__ == '__main__' around what it runs); what came before it is whole"
        )
        raise WorkerLost(message) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _send_ahead(
    submit: Callable[[Any], Future[Any]], parts: Iterator[Any], ahead: int
) -> Iterator[tuple[Any, Future[Any]]]:
    sent: deque[tuple[Any, Future[Any]]] = deque()
    for part in parts:
        sent.append((part, submit(part)))
        if len(sent) >= ahead:
            yield sent.popleft()
    yield from sent


def _submit(pool: Executor, order: Order, part: Any) -> Future[Any]:
    return pool.submit(_read, pack(part, order.sources))


def _begin(order: Order) -> None:
    """In another process: get ready, and leave Ctrl-C to the one that asked."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _readers[:] = [Reader(order)]


def _read(packed: Any) -> Any:
    return _readers[0].read(unpack(packed))

"""Whole columns at once: Arrow in, Arrow out, with the answers that each row gets by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from mlroles.columns.orders import Order, place_order
from mlroles.columns.workers import annotate_batches, require_arrow
from mlroles.errors import InvalidInput, shorten

if TYPE_CHECKING:
    from collections.abc import Callable

    from mlroles.taxonomy import Taxonomy

__all__ = ["annotate", "prepare_spark", "require_processes"]


def annotate(  # noqa: PLR0913  # each is asked for by name
    data: Any,
    /,
    *,
    skills: str | None = None,
    text: str | None = None,
    title: str | None = None,
    add: Iterable[str] = ("role",),
    taxonomy: Taxonomy | None = None,
    processes: int = 1,
) -> Any:
    """The same rows in the same order, with columns added that say what each row tells.

    Parameters
    ----------
    data
        A table: anything with ``__arrow_c_stream__`` (of pandas, polars, DuckDB, pyarrow, Ibis); or
        an iterator of ``pyarrow.RecordBatch``, as Spark's ``mapInArrow`` passes one.
    skills
        The column of lists of names, each read as `match` reads a list.
    text
        The column of texts, each read by `find_skills`; in place of `skills`.
    title
        The column of job titles, each read by `find_role`; by itself, or beside one of the others.
    add
        Names of the columns to add: ``role``, ``outcome``, ``evidence`` (centibans), ``share``
        (permille), ``shares`` (permille, a field a role), ``counted`` (permille), ``runner_up``,
        ``coverage`` (permille), ``skills`` (ids), ``unresolved`` (names), ``spans``, ``seniority``,
        ``edition``, ``fingerprint``. A column ``reason`` is added always: it says why a row could
        not be read, and is null where it was.
    taxonomy
        Which edition answers; the newest released one if left out.
    processes
        How many work at it; more than one pays for texts only.

    Returns
    -------
    pyarrow.RecordBatchReader or iterator of pyarrow.RecordBatch
        A stream for a stream, an iterator for an iterator. Nothing is read before something is
        taken from it, and never more than a part at a time.

    Raises
    ------
    MissingPackage
        If pyarrow is not installed: the extra ``mlroles[arrow]`` brings it.
    InvalidInput
        If a column is missing, holds something else, or is there already; if `add` asks for what
        there is not; if `data` is no table.
    WorkerLost
        If one of several processes is gone before it is done.

    Notes
    -----
    ``role`` is that of ``match(…).best``, null unless the outcome is ``ranked``; the other figures
    are those of the first fit, whatever the outcome. Where only titles are given, ``role`` is that
    of ``find_role``.

    Examples
    --------
    >>> import mlroles
    >>> import pyarrow as pa
    >>> table = pa.table({"id": [1, 2], "tools": [["Airflow", "Spark", "AWS EMR"], None]})
    >>> found = mlroles.annotate(table, skills="tools", taxonomy=mlroles.load("2020.1"))
    >>> found.read_all().to_pylist()[0]["role"]
    'data-engineer'
    """
    order = place_order(skills, text, title, add, taxonomy)
    require_processes(processes)
    work = partial(annotate_batches, order=order, processes=processes)
    arrow = require_arrow()
    if hasattr(data, "__arrow_c_stream__"):
        reader = _open(data, arrow)
        order.check(reader.schema)
        return arrow.RecordBatchReader.from_batches(order.extend(reader.schema), work(reader))
    if not isinstance(data, Iterable) or isinstance(data, (str, bytes, dict)):
        message = (
            f"data is {shorten(data)}; pass a table with __arrow_c_stream__, such as a DataFrame, "
            "or an iterator of record batches"
        )
        raise InvalidInput(message, data)
    return work(_checked(iter(data), order, arrow))


def prepare_spark(  # noqa: PLR0913  # as annotate
    frame: Any,
    /,
    *,
    skills: str | None = None,
    text: str | None = None,
    title: str | None = None,
    add: Iterable[str] = ("role",),
    taxonomy: Taxonomy | None = None,
) -> tuple[Callable[[Iterator[Any]], Iterator[Any]], Any]:
    """What ``mapInArrow`` of a Spark DataFrame takes: the function and its schema.

    Parameters
    ----------
    frame
        A Spark DataFrame.
    skills, text, title, add, taxonomy
        As for `annotate`. The taxonomy travels by value, overlays with it.

    Returns
    -------
    function, schema
        ``frame.mapInArrow(*prepare_spark(frame, skills="tools"))``.

    Raises
    ------
    InvalidInput
        As `annotate`, as far as the order alone can tell.
    """
    order = place_order(skills, text, title, add, taxonomy)
    order.check_names(frame.columns)
    kind = type(frame.schema)
    added = kind.fromDDL(", ".join(order.list_ddl()))
    function = partial(
        annotate, skills=skills, text=text, title=title, add=order.add, taxonomy=order.taxonomy
    )
    return function, kind([*frame.schema.fields, *added.fields])


def require_processes(processes: object) -> None:
    """Refuse what is no number of processes.

    Raises
    ------
    InvalidInput
        If it is no whole number from 1 up.
    """
    if not isinstance(processes, int) or isinstance(processes, bool) or processes < 1:
        message = f"processes is {shorten(processes)}; pass a whole number from 1 up"
        raise InvalidInput(message, processes)


def _open(data: Any, arrow: Any) -> Any:
    try:
        return arrow.RecordBatchReader.from_stream(data)
    except (TypeError, arrow.ArrowInvalid) as error:  # one column is a stream too, but no table
        message = f"data is a {type(data).__name__}, which is no table: {error}"
        raise InvalidInput(message, data) from error


def _checked(batches: Iterator[Any], order: Order, arrow: Any) -> Iterator[Any]:
    for batch in batches:
        if not isinstance(batch, arrow.RecordBatch):
            message = f"data holds {shorten(batch)}; pass an iterator of record batches, or a table"
            raise InvalidInput(message, batch)
        order.check(batch.schema)
        yield batch

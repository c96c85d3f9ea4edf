"""Answers as tables: rows for people who loop, a stream of Arrow for libraries of tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mlroles.changes import Changes
from mlroles.errors import InvalidInput, MissingPackage
from mlroles.explanation import Explanation
from mlroles.export.data import to_data
from mlroles.matching import Match
from mlroles.mentions import Mentions
from mlroles.migration import Migration

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mlroles.listing import Listing

__all__ = ["stream", "to_rows"]

Row = dict[str, Any]
_TYPES = {"": "text", "n": "number", "l": "texts"}


def to_rows(value: Listing[Any]) -> list[Row]:
    """An answer's rows, each a dictionary of texts, whole numbers, lists of these, and None.

    Every row has the same keys, in the same order. Evidence and weights are in centibans, shares in
    permille, as in the answer itself.

    Raises
    ------
    InvalidInput
        If the answer is no table.

    Examples
    --------
    >>> import mlroles
    >>> to_rows(mlroles.match(["Tableau"], mlroles.load("2020.1")))[0]["role"]
    'data-analyst'
    """
    form = _FORMS.get(type(value))
    return _plain_rows(value) if form is None else list(form[1](value))


def stream(value: Listing[Any], requested_schema: object = None) -> object:
    """The same as a capsule of the Arrow C stream interface, through pyarrow.

    Raises
    ------
    InvalidInput
        If the answer is no table.
    MissingPackage
        If pyarrow is not installed.
    """
    try:
        import pyarrow as pa
    except ImportError:
        package, extra = "pyarrow", "arrow"
        raise MissingPackage(package, extra) from None
    types = {"text": pa.string(), "number": pa.int64()}
    types["texts"] = pa.list_(types["text"])
    form = _FORMS.get(type(value))
    schema = None if form is None else pa.schema([(k, types[t]) for k, t in form[0].items()])
    table = pa.Table.from_pylist(to_rows(value), schema=schema)
    return table.__arrow_c_stream__(requested_schema)


def _plain_rows(value: Listing[Any]) -> list[Row]:
    """The one list of records of its plain form that is as long as the answer."""
    for part in to_data(value).values():
        if isinstance(part, list) and len(part) == len(value):
            return part
    message = f"{type(value).__name__} is no table; take to_data of mlroles.export.data"
    raise InvalidInput(message, value)


def _match(match: Match) -> Iterator[Row]:
    for place, fit in enumerate(match, 1):
        numbers = {key: getattr(fit, key) for key in ("evidence", "share", "coverage", "counted")}
        yield {"place": place, "role": fit.role.id, "name": fit.role.name, **numbers}


def _explanation(explanation: Explanation) -> Iterator[Row]:
    role = explanation.fit.role.id
    for ground in explanation:
        reason = ground.reason
        yield {
            "role": role,
            "skill": reason.skill.id,
            "name": reason.skill.name,
            "weight": reason.weight,
            "basis": reason.basis,
            "fitted": ground.fitted,
            "importance": ground.importance,
            "borrowed_from": ground.borrowed_from,
            "sources": list(reason.sources),
        }


def _changes(changes: Changes) -> Iterator[Row]:
    """Ends are text here, since a column holds values of one type: weights as their digits."""
    for row in changes:
        before, after = (None if end is None else str(end) for end in (row.before, row.after))
        yield {
            "section": row.section,
            "id": row.id,
            "kind": row.kind,
            "aspect": row.aspect,
            "before": before,
            "after": after,
            "reason": row.reason,
            "sources": list(row.sources),
        }


def _migration(migration: Migration) -> Iterator[Row]:
    for each in migration:
        yield {
            "given": each.given,
            "section": each.section,
            "old": each.old,
            "chosen": each.chosen,
            "options": list(each.options),
            "basis": each.basis,
            "kind": each.kind,
            "also": list(each.also),
            "reason": each.reason,
            "level": None if each.level is None else int(each.level),
        }


def _mentions(mentions: Mentions) -> Iterator[Row]:
    for each in mentions:
        yield {
            "start": each.start,
            "end": each.end,
            "text": each.text,
            "skill": each.skill.id,
            "name": each.skill.name,
            "rule": each.rule,
            "stance": each.stance,
        }


def _columns(said: str) -> dict[str, str]:
    """The names of the columns in order, with their types: text where none is said."""
    pairs = (each.partition(":") for each in said.split())
    return {name: _TYPES[kind] for name, _, kind in pairs}


# what its columns are, and how its rows are made
_FORMS: dict[type, tuple[dict[str, str], Callable[[Any], Iterator[Row]]]] = {
    Match: (
        _columns("place:n role name evidence:n share:n coverage:n counted:n"),
        _match,
    ),
    Explanation: (
        _columns("role skill name weight:n basis fitted:n importance borrowed_from sources:l"),
        _explanation,
    ),
    Changes: (
        _columns("section id kind aspect before after reason sources:l"),
        _changes,
    ),
    Migration: (
        _columns("given section old chosen options:l basis kind also:l reason level:n"),
        _migration,
    ),
    Mentions: (
        _columns("start:n end:n text skill name rule stance"),
        _mentions,
    ),
}

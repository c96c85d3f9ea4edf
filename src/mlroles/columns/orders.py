"""What is asked of a table: which columns to read, which to add, and who answers."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from attrs import frozen

from mlroles.columns.added import ADDED, REASON, ROLE_OF_TITLE, Added
from mlroles.editions import require_taxonomy
from mlroles.errors import InvalidInput, shorten

if TYPE_CHECKING:
    from mlroles.taxonomy import Taxonomy

__all__ = ["Order", "place_order"]


@frozen
class Order:
    """What is asked of a table; it travels to other processes whole.

    Attributes
    ----------
    sources
        ``skills``, ``text`` or ``title`` to the column that holds it.
    add
        Names of the columns to add, in order.
    taxonomy
        Which edition answers.
    """

    sources: dict[str, str]
    add: tuple[str, ...]
    taxonomy: Taxonomy

    @property
    def added(self) -> list[Added]:
        """The columns to add, the reason last."""
        columns = {**ADDED, "role": ROLE_OF_TITLE} if set(self.sources) == {"title"} else ADDED
        return [*(columns[name] for name in self.add), REASON]

    def extend(self, schema: Any) -> Any:
        """The schema of the answer."""
        for column in self.added:
            schema = schema.append(column.make_field(self.taxonomy))
        return schema

    def list_ddl(self) -> list[str]:
        """The columns to add, as Spark's SQL declares them."""
        return [column.make_ddl(self.taxonomy) for column in self.added]

    def check(self, schema: Any) -> None:
        """Refuse a table without the columns, or with other things in them."""
        self.check_names(schema.names)
        for source, column in self.sources.items():
            kind = schema.field(column).type
            fits = _holds_lists(kind) if source == "skills" else _holds_strings(kind)
            if not fits:
                wanted = "lists of strings" if source == "skills" else "strings"
                message = f"column {column!r} holds {kind}; {source} has to be {wanted}"
                raise InvalidInput(message, column)

    def check_names(self, names: Collection[str]) -> None:
        """Refuse a table without the columns, or with some that are to be added."""
        for source, column in self.sources.items():
            if list(names).count(column) != 1:
                several = "several columns" if column in names else "no column"
                message = f"{source} is {column!r}, and the table has {several} of that name"
                raise InvalidInput(message, column, get_close_matches(column, set(names)))
        for added in self.added:
            if added.name in names:
                message = (
                    f"the table has a column {added.name!r} already; rename it, "
                    "or leave it out of add"
                )
                raise InvalidInput(message, added.name)


def place_order(skills: Any, text: Any, title: Any, add: Any, taxonomy: Taxonomy | None) -> Order:
    """The order, if it can be met.

    Raises
    ------
    InvalidInput
        If no column is named or two for one thing, or `add` names what there is not.
    """
    sources = {"skills": skills, "text": text, "title": title}
    named = {source: column for source, column in sources.items() if column is not None}
    for source, column in named.items():
        if not isinstance(column, str):
            message = f"{source} is {shorten(column)}; pass the name of a column"
            raise InvalidInput(message, column)
    if not named or {"skills", "text"} <= named.keys():
        message = "say which column to read: skills= or text=, and title= beside it or alone"
        raise InvalidInput(message, named)
    return Order(named, _choose(add, named), require_taxonomy(taxonomy))


def _choose(add: Any, sources: Collection[str]) -> tuple[str, ...]:
    if isinstance(add, str) or not isinstance(add, Iterable):
        message = f"add is {shorten(add)}; pass a list of columns to add, ['role', …]"
        raise InvalidInput(message, add)
    chosen = tuple(dict.fromkeys(add))
    for name in chosen:
        if name not in ADDED:
            near = get_close_matches(name, ADDED) if isinstance(name, str) else []
            message = f"add names {shorten(name)}; there are {', '.join(ADDED)}"
            raise InvalidInput(message, name, near)
        needed = ADDED[name].sources.split()
        if not set(needed) & set(sources):
            wanted = " or ".join(f"{source}=" for source in needed)
            message = f"column {name!r} is read from {wanted}; say which column holds it"
            raise InvalidInput(message, name)
    if not chosen:
        message = "add is empty; name at least one column, ['role', …]"
        raise InvalidInput(message, add)
    return chosen


def _holds_strings(kind: Any) -> bool:
    import pyarrow.types as is_type

    if is_type.is_dictionary(kind):
        return _holds_strings(kind.value_type)
    tests = (is_type.is_string, is_type.is_large_string, is_type.is_string_view, is_type.is_null)
    return any(test(kind) for test in tests)


def _holds_lists(kind: Any) -> bool:
    import pyarrow.types as is_type

    if is_type.is_null(kind):
        return True
    tests = (
        is_type.is_list,
        is_type.is_large_list,
        is_type.is_fixed_size_list,
        is_type.is_list_view,
        is_type.is_large_list_view,
    )
    return any(test(kind) for test in tests) and _holds_strings(kind.value_type)

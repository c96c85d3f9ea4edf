"""The tiny world with something in every section, for what has to be tried on each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from worlds import TINY, Rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["WHOLE", "changed", "with_rows"]

WHOLE: dict[str, Rows] = {
    **TINY,
    "sources": (
        {"id": "editorial", "title": "Us", "publisher": "Us", "date": "1999", "address": "",
         "licence": "CC BY 4.0"},
        {"id": "guild.book", "title": "The book", "publisher": "The guild", "date": "1998-05",
         "address": "https://example.org/book", "licence": "CC0"},
    ),
    "statements": (
        *TINY["statements"],
        {"role": "baker", "aspect": "avoids", "text": "Nor late.", "source": "guild.book#bakers"},
        {"role": "cook", "aspect": "data", "text": "Recipes.", "source": "guild.book"},
        {"role": "cook", "aspect": "boundaries", "text": "Sells nothing.", "source": "editorial"},
    ),
    "handoffs": (
        *TINY["handoffs"],
        {"producer": "cook", "artefact": "dough", "consumer": "baker", "source": "guild.book"},
    ),
    "resources": (
        {"role": "baker", "skill": "bread", "title": "Bread for all", "kind": "book",
         "address": "https://example.org/bread", "source": "editorial"},
        {"role": "baker", "skill": "", "title": "Bake!", "kind": "video",
         "address": "https://example.org/bake", "source": "editorial"},
    ),
    "crosswalk": (
        {"role": "baker", "scheme": "ISCO", "version": "08", "code": "7512",
         "uri": "https://example.org/7512", "relation": "exactMatch", "source": "editorial"},
        {"role": "cook", "scheme": "ISCO", "version": "08", "code": "5120", "uri": "",
         "relation": "closeMatch", "source": "editorial"},
        {"role": "waiter", "scheme": "ISCO", "version": "08", "code": "", "uri": "",
         "relation": "noMatch", "source": "editorial"},
    ),
    "moves": (
        {"old": "chef", "new": "baker cook", "kind": "split", "reason": "Two crafts.",
         "source": "editorial"},
        {"old": "herald", "new": "", "kind": "retired", "reason": "Nobody calls.",
         "source": "guild.book#ends"},
    ),
}  # fmt: skip


def with_rows(world: Mapping[str, Rows], section: str, *rows: Mapping[str, Any]) -> dict[str, Rows]:
    """A world with these rows at the end of a section."""
    return {**world, section: (*world.get(section, ()), *rows)}


def changed(
    world: Mapping[str, Rows], section: str, at: int, cells: Mapping[str, Any]
) -> dict[str, Rows]:
    """A world with some cells of a row changed; rows are counted from 1, as places are."""
    rows: Iterable[Mapping[str, Any]] = world[section]
    new = tuple({**row, **cells} if here == at else row for here, row in enumerate(rows, 1))
    return {**world, section: new}

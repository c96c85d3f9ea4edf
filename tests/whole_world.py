"""The tiny world with something in every section, for what has to be tried on each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from worlds import TINY, Rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["WHOLE", "changed", "with_rows"]

WHOLE: dict[str, Rows] = {
    **TINY,
    "roles": (
        *TINY["roles"][:2],
        {**TINY["roles"][2], "kin": "cook", "kin_reason": "Carries what the cook makes."},
    ),
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
        {"role": "baker", "aspect": "grounds", "text": "Has a guild.", "source": "guild.book"},
        {"role": "baker", "aspect": "objections", "text": "Cooks, too.", "source": "editorial"},
    ),
    "anchors": (
        *({"subject": "bread", "level": str(level), "text": text, "source": "editorial"}
          for level, text in enumerate(("Eats it.", "Names it.", "Bakes it.", "Mends it.",
                                        "Invents it."))),
    ),
    "ratings": (
        {"role": "baker", "subject": "bread", "rater": "miller", "enter": "1", "grow": "4"},
        {"role": "baker", "subject": "bread", "rater": "guest", "enter": "2", "grow": "4"},
    ),
    "title_links": (
        {"title": "Pastry chef", "scheme": "ISCO", "version": "08", "code": "3434",
         "source": "guild.book"},
        {"title": "Pastry chef", "scheme": "ISCO", "version": "88", "code": "5122",
         "source": "editorial"},
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
        {"section": "roles", "old": "chef", "new": "baker cook", "kind": "split",
         "reason": "Two crafts.", "source": "editorial"},
        {"section": "roles", "old": "herald", "new": "", "kind": "retired",
         "reason": "Nobody calls.", "source": "guild.book#ends"},
        {"section": "roles", "old": "servant", "new": "waiter", "kind": "renamed",
         "reason": "Nobody serves.", "source": "editorial"},
        {"section": "skills", "old": "hearth range", "new": "oven", "kind": "merged",
         "reason": "One fire.", "source": "editorial"},
        {"section": "skills", "old": "oven", "new": "stone-oven", "kind": "derived-from",
         "reason": "Of stone.", "source": "editorial"},
        {"section": "skills", "old": "", "new": "tax-return", "kind": "added",
         "reason": "It is due.", "source": "editorial"},
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

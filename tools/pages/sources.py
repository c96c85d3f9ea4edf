"""Every source that an edition cites, with its terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlroles.display.markup import Markup, element
from pages.layout import heading, link, page, place_of, plain, raw, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mlroles.model import Source
    from mlroles.taxonomy import Taxonomy

__all__ = ["source_pages"]


def source_pages(taxonomy: Taxonomy) -> Iterator[tuple[str, str]]:
    """The page of sources."""
    sources = taxonomy.sources.values()
    header = ("id", "title", "publisher", "date", "terms")
    yield (
        "data/sources.md",
        page(
            heading("Sources"),
            f"What edition {plain(taxonomy.edition)} cites. "
            "A row whose source is `editorial` is our judgement and nothing else.",
            raw(table(header, map(_row, sources))),
        ),
    )


def _row(source: Source) -> tuple[Markup | str, ...]:
    name = element("span", source.id, id=place_of(source.id))
    title = link(source.address, source.title)
    return name, title, source.publisher, source.date, source.licence

"""Crosswalks as HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlroles.display.crosswalks import JUDGED, lookup_head, say_entry, say_relation, title_rows
from mlroles.display.html.page import lay_out, note, row, table

if TYPE_CHECKING:
    from mlroles.crosswalks import Link, Lookup
    from mlroles.display.markup import Markup

__all__ = ["lookup_html"]

_SHOWN = 30


def lookup_html(lookup: Lookup) -> str:
    """The links as a table, and below it the titles that are filed under the code."""
    links = [_link(link) for link in lookup]
    titles = [row(version, names) for version, names in title_rows(lookup)]
    blocks = [table(lookup_head(lookup), ["role", "entry", "how near"], links, _SHOWN)]
    if titles:
        blocks.append(table("", ["version", "titles that it files there"], titles, _SHOWN))
    return lay_out(*blocks, note(JUDGED))


def _link(link: Link) -> Markup:
    return row(link.role.name, say_entry(link), say_relation(link))

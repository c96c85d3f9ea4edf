"""Pages as a browser takes them in: what elements they have, and what they say."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import evolve, fields, has
from hypothesis import strategies as st

from mlroles.taxonomy import Catalogue

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["HOSTILE", "Page", "catalogue", "hostile", "poison"]

T = TypeVar("T")

HOSTILE = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' onmouseover='x",
    "&lt;b&gt;", "&#60;b&#62;", "]]>", "<!-- ", "<?php ?>", "<![CDATA[x", "</td></table></svg>",
    "\u202eevil\u202c", "\u2066a\u2069", "\u200f\u05e9\u05dc\u05d5\u05dd",
    "\U0001f469\u200d\U0001f4bb\U0001f3f3\ufe0f\u200d\U0001f308", "\x00\x1b[2J\x07", "\ud800",
    "\ufffe", "a\r\nb\tc", "javascript:x", "{{x}}", "<svg onload=x>", "</title></desc>",
    "\u00e9" * 400, "<" * 500, '"' * 2000, "",
)  # fmt: skip


def hostile() -> st.SearchStrategy[str]:
    """Text that would like to be markup, or to turn the page about."""
    pieces = st.sampled_from(HOSTILE) | st.text(st.characters()) | st.text("<>&\"'/=a;# \n-!")
    return st.lists(pieces, max_size=3).map("".join)


# What our forms look up or compare: these come from lists of ours, never from anybody's text.
_OURS = {
    "aversion", "basis", "importance", "outcome", "part", "reason", "stance", "status", "tier",
}  # fmt: skip


def poison(value: Any, text: str) -> Any:
    """The value with every text in it, however deep, in front of this one."""
    if isinstance(value, str):
        return f"{value}{text}"
    if isinstance(value, tuple):
        return tuple(poison(each, text) for each in value)
    if not has(type(value)):
        return value
    found = {
        field.name: poison(getattr(value, field.name), text)
        for field in fields(type(value))
        if field.name not in _OURS and field.init
    }
    return evolve(value, **found)


def catalogue(values: Mapping[str, T]) -> Catalogue[T]:
    """These values, as a taxonomy holds them."""
    return Catalogue(values, lambda _, value: value)


class Page(HTMLParser):
    """The elements with their attributes, the text of each cell of each row, and of it all."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.opened: list[tuple[str, dict[str, str | None]]] = []
        self.others: list[str] = []
        self.inside: list[str] = []
        self.rows: list[list[str]] = []
        self.text = ""
        self.feed(page)
        self.close()
        assert self.inside == []

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs)
        self.opened.append((tag, dict(attrs)))
        self.inside.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag == "td":
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.inside.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        if "td" in self.inside:
            self.rows[-1][-1] += data

    def handle_comment(self, data: str) -> None:
        self.others.append(data)

    def handle_decl(self, decl: str) -> None:
        self.others.append(decl)

    def handle_pi(self, data: str) -> None:
        self.others.append(data)

    def unknown_decl(self, data: str) -> None:
        self.others.append(data)

    @property
    def tags(self) -> set[str]:
        """The names of the elements."""
        return {tag for tag, _ in self.opened}

    @property
    def attributes(self) -> set[str]:
        """The names of the attributes."""
        return {name for _, attributes in self.opened for name in attributes}

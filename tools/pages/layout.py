"""What a generated page is made of: headings in Markdown, and below them HTML that is escaped.

All that comes from data goes through `plain` into Markdown, or through `element` into HTML: neither
can take it for markup.
"""

from __future__ import annotations

import re
from string import punctuation
from typing import TYPE_CHECKING

from mlroles.display.markup import Markup, element, join

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mlroles.taxonomy import Taxonomy

__all__ = [
    "Links",
    "heading",
    "items",
    "link",
    "page",
    "picture",
    "place_of",
    "plain",
    "raw",
    "table",
    "toctree",
]

_PUNCTUATION = re.compile(f"([{re.escape(punctuation)}])")
_SAFE = ("https://", "http://")


def plain(text: str) -> str:
    r"""Text that Markdown takes for nothing but text: one line, each sign with a backslash.

    CommonMark, section 2.4, lets any punctuation of ASCII be so escaped, and no mark of Markdown is
    made of anything else once a text is in one line.

    Examples
    --------
    >>> print(plain("C*  and <b>"))
    C\* and \<b\>
    """
    return _PUNCTUATION.sub(r"\\\1", " ".join(text.split()))


def heading(text: str, depth: int = 1) -> str:
    """A heading, which is also in the page's table of contents."""
    return f"{'#' * depth} {plain(text)}"


def raw(*parts: str) -> str:
    """HTML as a block of its own: in one line, so that no text in it can end the block."""
    said = " ".join(join(parts).split())
    return f"```{{raw}} html\n{said}\n```"


def page(*blocks: str) -> str:
    """Blocks with a line between."""
    return "\n\n".join(block for block in blocks if block) + "\n"


def toctree(pages: Iterable[str], caption: str = "") -> str:
    """Pages below this one, which the sidebar shows and the page does not."""
    named = [f":caption: {caption}"] if caption else []
    return "\n".join(["```{toctree}", ":hidden:", *named, "", *pages, "```"])


def items(texts: Iterable[str], class_: str | None = None) -> Markup:
    """A list."""
    made = [element("li", text) for text in texts]
    return element("ul", *made, class_=class_) if made else Markup()


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Markup:
    """A table with header cells, each row named by its first cell; wide ones scroll."""
    heads = element("tr", *(element("th", each, scope="col") for each in header))
    made = [
        element("tr", element("th", first, scope="row"), *(element("td", each) for each in rest))
        for first, *rest in rows
    ]
    whole = element("table", element("thead", heads), element("tbody", *made), class_="docutils")
    return element("div", whole, class_="table-wrapper docutils container", tabindex=0)


def picture(svg: str) -> Markup:
    """A picture as a part of the page, in the colour of its text; on a telephone it scrolls."""
    return element("div", Markup(svg.replace(";color-scheme:light dark", "", 1)), class_="picture")


def link(address: str, *content: str, class_: str | None = None) -> Markup:
    """A link, or its words alone where the address is no web address."""
    safe = address.startswith(_SAFE)
    return element("a", *content, href=address, class_=class_) if safe else join(content)


class Links:
    """Links from one folder of docs/ into the pages of roles, skills and sources.

    Parameters
    ----------
    taxonomy
        Whose roles and skills these are.
    """

    def __init__(self, taxonomy: Taxonomy) -> None:
        self.taxonomy = taxonomy

    def role(self, key: str) -> Markup:
        """To a role; a party has no page, and is set in italics."""
        if key in self.taxonomy.roles:
            return element("a", self.taxonomy.roles[key].name, href=f"../roles/{key}.html")
        return element("em", self.taxonomy.parties[key])

    def skill(self, key: str) -> Markup:
        """To a skill's place on the page of its kind."""
        skill = self.taxonomy.skills[key]
        return element("a", skill.name, href=f"../skills/{skill.kind}.html#{key}")

    def cite(self, references: Iterable[str]) -> Markup:
        """To the sources of a fact, each by its id and the section; or nothing."""
        made = [self._cite(*reference.partition("#")[::2]) for reference in references]
        return element("span", join(made, ", "), class_="cited") if made else Markup()

    def _cite(self, source: str, section: str) -> Markup:
        return self.source(source, source, section.replace("-", " ") or source)

    def source(self, key: str, said: str, title: str | None = None) -> Markup:
        """To a source, in these words."""
        return element("a", said, href=f"../data/sources.html#{place_of(key)}", title=title or key)


def place_of(source: str) -> str:
    """The name of a source's place on the page of sources, which no heading there has."""
    return f"source-{source}"

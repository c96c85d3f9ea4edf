"""Check every link within built pages: that its page, its place and its picture are there.

    python tools/check_links.py build/docs

Addresses elsewhere are not asked.
"""

from __future__ import annotations

import argparse
import os
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

__all__ = ["Page", "find_broken"]


class Page(HTMLParser):
    """What a page leads to, and the places that it has.

    Parameters
    ----------
    text
        Of the page.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.places: set[str] = set()
        self.repeated: set[str] = set()
        self.links: set[str] = set()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element is called, and what it leads to."""
        for name, value in attrs:
            if name == "id" and value:
                (self.repeated if value in self.places else self.places).add(value)
            elif name in {"href", "src"} and value is not None and tag != "base":
                self.links.add(value)


def find_broken(folder: Path) -> list[str]:
    """Every link in the pages of a folder that leads to nothing there, with its page.

    A place that a page has twice leads to the first, which need not be the one that is meant.
    """
    pages = {path: Page(path.read_text("utf-8")) for path in sorted(folder.rglob("*.html"))}
    return [
        f"{path.relative_to(folder)}: {fault}"
        for path, page in pages.items()
        for fault in (
            *sorted(link for link in page.links if _is_broken(link, path, pages)),
            *(f"#{place} is there twice" for place in sorted(page.repeated)),
        )
    ]


def _is_broken(link: str, path: Path, pages: dict[Path, Page]) -> bool:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return False
    target = Path(os.path.normpath(path.parent / unquote(parts.path))) if parts.path else path
    if target not in pages:
        return not target.is_file()
    place = unquote(parts.fragment)
    return bool(place) and place not in pages[target].places


def main() -> None:
    """Name the broken links of a folder; there must be none."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    broken = find_broken(parser.parse_args().folder)
    if broken:
        sys.exit("\n".join([*broken, f"{len(broken)} links do not lead where they should"]))


if __name__ == "__main__":
    main()

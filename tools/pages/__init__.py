"""The pages of the documentation that are written from an edition and from the code, not by hand.

    python tools/write_pages.py [--edition 2026.1]

Sphinx has them written at the start of every build (``docs/conf.py``). The same edition and the
same code give the same bytes; git knows none of them.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from pages.copies import copied_pages
from pages.front import front_pages
from pages.reference import reference_pages
from pages.roles import role_pages
from pages.skills import skill_pages
from pages.sources import source_pages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mlroles.taxonomy import Taxonomy

__all__ = ["FOLDERS", "iterate_pages", "write_pages"]

FOLDERS = ("api", "data", "roles", "skills")  # of docs/; all that stands in them is written here


def iterate_pages(taxonomy: Taxonomy) -> Iterator[tuple[str, str]]:
    """Every page: its path below docs/, and its text."""
    return chain(
        front_pages(taxonomy),
        role_pages(taxonomy),
        skill_pages(taxonomy),
        source_pages(taxonomy),
        reference_pages(),
        copied_pages(),
    )


def write_pages(docs: Path, taxonomy: Taxonomy) -> None:
    """Write what has changed, so that Sphinx reads only that, and take away what is no more."""
    made = {docs / path: text for path, text in iterate_pages(taxonomy)}
    for path, text in made.items():
        if not path.is_file() or path.read_text("utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
    for folder in FOLDERS:
        for path in (docs / folder).iterdir():
            if path not in made:
                path.unlink()

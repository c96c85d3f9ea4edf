"""The one picture of the front page: what the library answers, drawn by the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlroles.matching import match
from pages.layout import picture

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mlroles.taxonomy import Taxonomy

__all__ = ["ASKED", "front_pages"]

ASKED = ("Airflow", "Spark", "Kafka", "SQL")  # as in README.md and on the page itself


def front_pages(taxonomy: Taxonomy) -> Iterator[tuple[str, str]]:
    """The picture, which docs/index.md includes."""
    yield "roles/front.html", picture(match(ASKED, taxonomy).to_svg()) + "\n"

"""What a page says that its Python prints is what it prints.

A block of text right after a block of Python shows the beginning of what that prints, or some of
its lines where they come in one piece.
"""

from __future__ import annotations

import io
import re
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest

DOCS = Path(__file__).parent.parent / "docs"
PAGES = [
    *sorted(DOCS.glob("tutorial/*.md")),
    DOCS / "how-to" / "cite-the-taxonomy.md",
    DOCS / "how-to" / "normalise-titles.md",
    DOCS / "explanation" / "intended-purpose.md",
    DOCS / "explanation" / "where-the-data-is-from.md",
]
BLOCK = re.compile(r"^```python\n(.*?)^```\n(?:\n```text\n(.*?)^```)?", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_shown_output_is_printed(page: Path) -> None:
    names: dict[str, Any] = {}
    for code, shown in BLOCK.findall(page.read_text("utf-8")):
        printed = io.StringIO()
        with redirect_stdout(printed):
            exec(code, names)  # noqa: S102  # our own page
        assert shown in printed.getvalue()

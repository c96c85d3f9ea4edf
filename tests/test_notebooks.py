"""Every notebook shows what its cells give, and says it in plain viewers too.

``MLROLES_REWRITE_GOLDEN=1 pytest tests/test_notebooks.py`` writes the outputs anew.
"""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from golden_files import REWRITE
from notebooks import run_notebook, write_notebook

DOCS = Path(__file__).parent.parent / "docs"
NOTEBOOKS = sorted(DOCS.glob("notebooks/*.ipynb"))
each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def read(path: Path) -> dict[str, Any]:
    notebook: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return notebook


def forms(path: Path, form: str) -> list[str]:
    """What the cells show in one form, ``text/html`` or ``text/plain``."""
    shown = [output for cell in read(path)["cells"] for output in cell.get("outputs", ())]
    return ["".join(each["data"][form]) for each in shown if form in each.get("data", {})]


@each_notebook
def test_a_notebook_shows_what_its_cells_give(path: Path) -> None:
    found = run_notebook(path)
    if REWRITE:
        write_notebook(path, found)
    assert [cell.get("outputs") for cell in read(path)["cells"]] == [
        cell.get("outputs") for cell in found["cells"]
    ]


@each_notebook
def test_a_notebook_is_written_as_jupyter_writes_it(path: Path, tmp_path: Path) -> None:
    notebook = read(path)
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    assert len({cell["id"] for cell in notebook["cells"]}) == len(notebook["cells"])
    again = tmp_path / path.name
    write_notebook(again, notebook)
    assert again.read_bytes() == path.read_bytes()


@each_notebook
def test_a_plain_viewer_still_tells_the_story(path: Path) -> None:
    assert any(cell["cell_type"] == "markdown" for cell in read(path)["cells"])
    for html in forms(path, "text/html"):
        assert "<script" not in html
        assert "<style" not in html
        words = Words()
        words.feed(re.sub(r' (style|class|align)="[^"]*"', "", html))
        assert len(" ".join(words.read).split()) >= 10, "without its styles it says nothing"
    for text in forms(path, "text/plain"):
        assert not re.search(r" at 0x[0-9a-f]+", text), "an address is another at each run"


class Words(HTMLParser):
    """The text between the tags."""

    def __init__(self) -> None:
        super().__init__()
        self.read: list[str] = []

    def handle_data(self, data: str) -> None:
        self.read.append(data)


def test_the_notebooks_are_found() -> None:
    assert {"where-do-i-fit", "two-editions-apart"} <= {path.stem for path in NOTEBOOKS}


def notebook_of(*sources: str) -> dict[str, Any]:
    return {"cells": [{"cell_type": "code", "source": source} for source in sources]}


def test_a_cell_shows_what_it_prints_and_then_its_last_line(tmp_path: Path) -> None:
    write_notebook(
        tmp_path / "a.ipynb", notebook_of("n = 2", "print('so')\nn + 1", "n if n > 2 else None")
    )
    first, second, third = run_notebook(tmp_path / "a.ipynb")["cells"]
    assert (first["outputs"], third["outputs"]) == ([], [])
    assert [output["output_type"] for output in second["outputs"]] == ["stream", "execute_result"]
    assert second["outputs"][1]["data"] == {"text/plain": ["3"]}


def test_an_error_in_a_cell_is_an_error(tmp_path: Path) -> None:
    write_notebook(tmp_path / "a.ipynb", notebook_of("1 / 0"))
    with pytest.raises(ZeroDivisionError):
        run_notebook(tmp_path / "a.ipynb")

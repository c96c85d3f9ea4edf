"""Every transcript in the documentation is what the command prints.

``MLROLES_REWRITE_GOLDEN=1 pytest tests/test_transcripts.py`` writes them anew.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from golden_files import REWRITE
from mlroles.cli import main

DOCS = Path(__file__).parent.parent / "docs"
BLOCK = re.compile(r"^```console\n\$ mlroles (.*?)\n(.*?)^```", re.MULTILINE | re.DOTALL)
PAGES = sorted(page for page in DOCS.rglob("*.md") if BLOCK.search(page.read_text("utf-8")))
TRANSCRIPTS = [
    pytest.param(page, command, id=f"{page.stem}: {command}"[:90])
    for page in PAGES
    for command, _ in BLOCK.findall(page.read_text("utf-8"))
]


@pytest.mark.parametrize(("page", "command"), TRANSCRIPTS)
def test_a_transcript_is_what_the_command_prints(
    page: Path, command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert main(shlex.split(command)) == 0
    said = capsys.readouterr().out
    text = page.read_text("utf-8")
    if REWRITE:
        kept = next(printed for each, printed in BLOCK.findall(text) if each == command)
        text = text.replace(f"{command}\n{kept}```", f"{command}\n{said}```")
        page.write_text(text, "utf-8")
    assert f"$ mlroles {command}\n{said}```" in text


def test_the_pages_that_show_an_answer_have_transcripts() -> None:
    assert {"how-much-maths", "review-a-team", "five-people"} <= {page.stem for page in PAGES}

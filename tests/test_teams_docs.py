"""The transcripts in the page on teams are what the commands print."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import pytest

from mlroles.cli import main

PAGE = Path(__file__).parent.parent / "docs" / "how-to" / "review-a-team.md"
BLOCK = re.compile(r"^```console\n\$ mlroles (.*?)\n(.*?)^```", re.MULTILINE | re.DOTALL)
# MLROLES_REWRITE_GOLDEN=1 pytest tests/test_teams_docs.py writes the transcripts anew.
REWRITE = os.environ.get("MLROLES_REWRITE_GOLDEN") == "1"
COMMANDS = [command for command, _ in BLOCK.findall(PAGE.read_text("utf-8"))]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_transcript_is_what_the_command_prints(
    command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert main(shlex.split(command)) == 0
    said = capsys.readouterr().out
    page = PAGE.read_text("utf-8")
    if REWRITE:
        kept = next(text for each, text in BLOCK.findall(page) if each == command)
        page = page.replace(f"{command}\n{kept}```", f"{command}\n{said}```")
        PAGE.write_text(page, "utf-8")
    assert f"$ mlroles {command}\n{said}```" in page


def test_the_page_shows_a_team_of_four_a_team_of_one_and_a_way_through() -> None:
    assert len(COMMANDS) == 3

"""The pages that answer the article: every answer and every transcript on them is a real one."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

import mlroles
from mlroles.cli import main

PAGES = Path(__file__).parent.parent / "docs" / "explanation"
CONSOLE = re.compile(r"^```console\n\$ mlroles (.*?)\n(.*?)^```", re.MULTILINE | re.DOTALL)
ANSWER = re.compile(r"^\*\*(?P<role>.+)\.\*\* (?P<said>.+)$", re.MULTILINE)


def read(page: str) -> str:
    return (PAGES / page).read_text("utf-8")


TRANSCRIPTS = [
    found
    for page in ("how-much-maths.md", "the-spectrum.md")
    for found in CONSOLE.findall(read(page))
]


def test_the_question_of_the_article_is_answered_for_every_role() -> None:
    expected = [
        (role.name, " ".join(mlroles.answer_maths(role, taxonomy).sentences))
        for taxonomy in map(mlroles.load, ("2020.1", "2026.1"))
        for role in taxonomy.roles.values()
    ]
    assert ANSWER.findall(read("how-much-maths.md")) == expected
    assert len(expected) == 5 + 17


@pytest.mark.parametrize(("command", "printed"), TRANSCRIPTS, ids=[each for each, _ in TRANSCRIPTS])
def test_a_transcript_is_what_the_command_prints(
    command: str,
    printed: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert main(shlex.split(command)) == 0
    assert capsys.readouterr().out == printed

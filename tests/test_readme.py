"""The picture in the README is what a newcomer sees."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from mlroles.cli import main

README = Path(__file__).parent.parent / "README.md"


def blocks() -> list[str]:
    return re.findall(
        r"^```console\n(.*?)^```", README.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )


def test_the_picture_is_the_answer(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    command, picture = blocks()[0].split("\n", 1)
    assert main(shlex.split(command.removeprefix("$ mlroles "))) == 0
    assert capsys.readouterr().out.strip() == picture.strip()


@pytest.mark.parametrize("mark", ["try", "test"])
def test_each_set_up_command_is_one_line_in_its_own_block(mark: str) -> None:
    _, after = README.read_text("utf-8").split(f"<!-- {mark} -->\n")
    fence, command, end, *_ = after.split("\n")
    assert (fence, end) == ("```console", "```")
    assert command.startswith("python3 -m venv .venv && ")


def test_the_try_command_asks_what_the_picture_shows() -> None:
    assert blocks()[0].split("\n")[0].removeprefix("$ ") in blocks()[1]

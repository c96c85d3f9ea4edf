"""The quiz on the command line: asked on a terminal, answered by options or by lines."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import mlroles
from mlroles.cli import main
from mlroles.display.text import render
from mlroles.export.data import to_data

if TYPE_CHECKING:
    from mlroles.quiz import Quiz

EDITION = ("--edition", "2020.1")


class Terminal(io.StringIO):
    """What somebody types."""

    def isatty(self) -> bool:
        """Whether somebody is there."""
        return True


def type_in(monkeypatch: pytest.MonkeyPatch, text: str, *, terminal: bool) -> None:
    """Put a text where a command reads."""
    monkeypatch.delenv("COLUMNS", raising=False)
    given = Terminal(text) if terminal else io.TextIOWrapper(io.BytesIO(text.encode()), "latin-1")
    monkeypatch.setattr(sys, "stdin", given)


def expected(*answers: list[str]) -> Quiz:
    """The quiz after these answers."""
    quiz = mlroles.start_quiz(mlroles.load("2020.1"))
    for ticked in answers:
        quiz = mlroles.answer(quiz, ticked)
    return quiz


def option(at: int) -> str:
    """The name of one of the first options."""
    question = expected().question
    assert question is not None
    return question[at - 1].name


def test_options_answer_question_by_question(capsys: pytest.CaptureFixture[str]) -> None:
    after = expected([option(1), "SQL"], [])
    assert main(["quiz", "--tick", " 1, SQL ,", "--tick", "", *EDITION]) == 0
    assert capsys.readouterr() == (f"{render(after)}\n", "")
    assert main(["quiz", "--tick", "1,sql", "--tick", "", *EDITION, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == to_data(after)


def test_lines_answer_question_by_question(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    type_in(monkeypatch, "2,1\r\n\nknitting Ä\n", terminal=False)
    assert main(["quiz", *EDITION, "--json"]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out) == to_data(expected([option(1), option(2)], [], ["knitting Ä"]))
    assert said.err == "mlroles: no skill is called 'knitting Ä'\n"


def test_answers_beyond_the_end_are_said_not_to_be_needed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    ticks = [word for _ in range(10) for word in ("--tick", "")]
    assert main(["quiz", *ticks, *EDITION]) == 0
    said = capsys.readouterr()
    assert said.err == "mlroles: the quiz was over after 8 answers; 2 more not needed\n"
    assert "Nothing here spoke to you" in said.out


def test_a_terminal_is_asked_until_the_quiz_is_over(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    type_in(monkeypatch, "7\n1\nknitting\n\n\n\n\n\n\n", terminal=True)
    assert main(["quiz", *EDITION]) == 0
    said = capsys.readouterr()
    assert said.out == f"{render(expected([option(1)], ['knitting'], *[[]] * 6))}\n"
    assert "mlroles: question 1 has no 7; tick 1 to 6\n" in said.err
    assert "mlroles: no skill is called 'knitting'\n" in said.err
    assert said.err.count("Question 1: ") == 2  # what cannot be read is asked again
    assert said.err.count("\n> ") == 9


def test_a_terminal_may_stop_early(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    type_in(monkeypatch, "1\n", terminal=True)
    assert main(["quiz", *EDITION, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == to_data(expected([option(1)]))


@pytest.mark.parametrize("tick", ["0", "7", "99999999999999999999"])
def test_a_number_that_is_not_there_is_an_error(
    tick: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["quiz", "--tick", tick, *EDITION]) == 1
    said = f"mlroles: question 1 has no {tick}; tick 1 to 6\n"
    assert capsys.readouterr() == ("", said)


def test_it_asks_among_the_roles_that_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    among = ["--among", "data analyst", "--among", "data engineer"]
    assert main(["quiz", "--tick", "", *among, *EDITION, "--json"]) == 0
    fits = json.loads(capsys.readouterr().out)["fits"]
    assert {fit["role"] for fit in fits} == {"data-analyst", "data-engineer"}
    assert main(["quiz", "--tick", "", *among[:2], *EDITION]) == 1
    assert "name another" in capsys.readouterr().err


def test_the_order_of_hashes_does_not_matter() -> None:
    ticks = [word for word in ("1,2", "", "3,4", "5") for word in ("--tick", word)]
    command = [sys.executable, "-m", "mlroles", "quiz", *ticks, "--edition", "2026.1", "--json"]
    said = {
        subprocess.run(
            command, capture_output=True, check=True, env={"PYTHONHASHSEED": seed, **_path()}
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1


def _path() -> dict[str, str]:
    return {"PYTHONPATH": ":".join(sys.path)}

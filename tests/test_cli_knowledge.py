"""The command line: knowledge, within and spectrum."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

import pytest

import mlroles
from mlroles.cli import main
from mlroles.display.text import render
from mlroles.export.data import to_data, to_json

if TYPE_CHECKING:
    from collections.abc import Callable

FIRST = mlroles.load("2020.1")


class Answer(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Answer]:
    monkeypatch.setenv("COLUMNS", "80")
    return lambda *words: Answer(main([*words, "--edition", "2020.1"]), *capsys.readouterr())


def says(run: Callable[..., Answer], value: object, *words: str) -> None:
    """The command says the value, as text and as JSON."""
    assert run(*words) == (0, f"{render(value)}\n", "")
    assert run(*words, "--json") == (0, f"{to_json(to_data(value))}\n", "")


def test_one_role_is_answered_and_several_stand_side_by_side(run: Callable[..., Answer]) -> None:
    answer = mlroles.answer_maths("data analyst", FIRST)
    says(run, answer, "knowledge", "data analyst")
    says(run, answer, "knowledge", "data", "analyst")
    both = ["data engineer", "data analyst"]
    says(run, mlroles.compare_knowledge(both, FIRST), "knowledge", *both)
    says(run, mlroles.compare_knowledge(None, FIRST), "knowledge")


def test_within_reads_subjects_with_their_levels(run: Callable[..., Answer]) -> None:
    known = {"stats": 2, "linear algebra": "awareness"}
    expected = mlroles.roles_within(known, FIRST)
    says(run, expected, "within", "stats=2", "linear algebra=Awareness")
    says(run, mlroles.roles_within({}, FIRST), "within")


def test_of_two_levels_for_one_subject_the_higher_holds(run: Callable[..., Answer]) -> None:
    for words in (["statistics=1", "statistics=3"], ["statistics=3", "statistics=1"]):
        held = json.loads(run("within", *words, "--json").out)["held"]
        assert held == [{"subject": "statistics", "level": 3}]


def test_within_sets_aside_what_one_would_rather_not_do(run: Callable[..., Answer]) -> None:
    expected = mlroles.roles_within({"stats": 1}, FIRST, without=["any maths", "coding"])
    words = ["within", "stats=1", "--without", "any maths", "--without", "coding"]
    says(run, expected, *words)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["within", "statistics"], "'statistics' has no level; write SUBJECT=LEVEL, statistics=2"),
        (["within", "statistics=7"], "7 is no level; the scale is 0 none"),
        (["within", "statistics="], "'' is no level"),
        (["within", "statistics=²"], "'²' is no level"),
        (["within", "--without", "cofee"], "'cofee' cannot be set aside; what can is"),
        (["knowledge", "data", "wizard"], "no role is called 'data'"),
        (["knowledge", "data enginer"], "no role is called 'data enginer'; did you mean"),
    ],
)
def test_what_cannot_be_read_is_an_error(
    words: list[str], said: str, run: Callable[..., Answer]
) -> None:
    answer = run(*words)
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith(f"mlroles: {said}")


def test_an_unknown_subject_is_reported_and_no_error(run: Callable[..., Answer]) -> None:
    answer = run("within", "statz=2")
    assert (answer.code, answer.err) == (0, "")
    assert 'not known: "statz" (Statistics or Stata?)' in answer.out


def test_spectrum_places_a_list_of_skills(run: Callable[..., Answer]) -> None:
    skills = ["Tableau", "Airflow", "SQL", "PyTorch", "Kubernetes"]
    says(run, mlroles.find_place(mlroles.match(skills, FIRST)), "spectrum", *skills)
    among = ["data-analyst", "data-engineer"]
    expected = mlroles.find_place(mlroles.match(skills, FIRST, among=among))
    options = [word for role in among for word in ("--among", role)]
    says(run, expected, "spectrum", *options, *skills)

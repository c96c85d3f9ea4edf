"""Plans, transitions and reviews of curricula as text and as JSON, and from the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mlroles
from bakery import SECTIONS, WORLD, orchestra
from golden_files import GOLDEN, keep
from mlroles.cli import main
from mlroles.display.text import render
from mlroles.export.data import to_data, to_json
from mlroles.model import Resource
from mlroles.planning import plan
from strategies import ROLES, held_levels, school
from worlds import compile_world, records

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mlroles.taxonomy import Taxonomy

FOLDER = GOLDEN / "plans"

CASES: dict[str, Callable[[], object]] = {
    "plan": lambda: plan({"salt": None, "song": 2, "zither": 1}, "baker", WORLD),
    "plan-within": lambda: plan({"oven": 1, "bread": 2}, "baker", WORLD, hours=180),
    "plan-too-short": lambda: plan(["zither", "lute"], "baker", WORLD, hours=1),
    "plan-long": lambda: plan([], "cook", WORLD),
    "plan-long-within": lambda: plan([], "cook", WORLD, hours=100),
    "plan-nothing-missing": lambda: plan(["bread", "dough", "salt"], "baker", WORLD),
    "transitions": lambda: mlroles.find_transitions("baker", WORLD),
    "transitions-few": lambda: mlroles.find_transitions("oboist", orchestra()),
    "curriculum": lambda: mlroles.review_curriculum(
        {"bread": 2, "dough": 2, "flour": 2, "song": None, "zither": 3}, WORLD
    ),
    "curriculum-of-nothing": lambda: mlroles.review_curriculum(["song"], WORLD),
    "curriculum-without-a-fault": lambda: mlroles.review_curriculum(["salt"], WORLD),
}
NARROW = ("curriculum", "plan", "plan-within", "transitions")


@pytest.mark.parametrize("name", CASES)
def test_the_text_is_the_one_that_was_read_and_kept(name: str) -> None:
    value = CASES[name]()
    text = render(value)
    assert text == keep(FOLDER, name, text)
    assert str(value) == text


@pytest.mark.parametrize("name", NARROW)
def test_the_narrow_text_is_the_one_that_was_read_and_kept(name: str) -> None:
    text = render(CASES[name](), 40)
    assert text == keep(FOLDER, f"{name}-narrow", text)


def test_every_golden_file_belongs_to_a_case() -> None:
    names = {*CASES, *(f"{name}-narrow" for name in NARROW)}
    assert {path.stem for path in FOLDER.glob("*.txt")} == names


def answers(taxonomy: Taxonomy, skills: dict[str, int | None], hours: int) -> list[object]:
    """One of each kind of value."""
    return [
        plan(skills, "alpha", taxonomy),
        plan(skills, "alpha", taxonomy, hours=hours),
        mlroles.find_transitions("alpha", taxonomy),
        mlroles.review_curriculum(skills, taxonomy),
    ]


@given(school(), held_levels(), st.integers(1, 500), st.integers(40, 120))
def test_no_line_ends_in_a_space_or_is_wider_than_asked(
    taxonomy: Taxonomy, skills: dict[str, int | None], hours: int, width: int
) -> None:
    for value in answers(taxonomy, skills, hours):
        for line in render(value, width).split("\n"):
            assert line == line.rstrip()
            assert len(line) <= width


@given(school(), held_levels(), st.sampled_from(ROLES[:2]), st.integers(1, 500))
def test_plain_data_says_all_that_the_value_does(
    taxonomy: Taxonomy, skills: dict[str, int | None], to: str, hours: int
) -> None:
    way = plan(skills, to, taxonomy, hours=hours)
    data = json.loads(to_json(to_data(way)))
    assert [(step["skill"], step["goal"]) for step in data["steps"]] == [
        (step.skill.id, step.goal) for step in way
    ]
    assert data["coverage"] + sum(step["gain"] for step in data["steps"]) == data["reached"]
    assert data["effort"]["high"] == sum(step["effort"]["high"] for step in data["steps"])
    assert data["effort"]["high"] <= data["hours"] == hours
    assert [left["gain"] for left in data["left_out"]] == [left.gain for left in way.left_out]
    assert [each["skill"] for each in data["missing"]] == [n.skill.id for n in way.missing]


def test_where_to_start_is_plain_too() -> None:
    way = plan([], "baker", WORLD)
    dough = next(step for step in way if step.skill.id == "dough")
    assert dough.starting_points == (
        Resource("Dough for everybody", "https://example.org/dough", "book",
                 dough.skill.id, ("editorial",)),
    )  # fmt: skip
    rows = [step["starting_points"] for step in to_data(way)["steps"] if step["starting_points"]]
    assert rows == [
        [{"title": "Dough for everybody", "address": "https://example.org/dough", "kind": "book"}]
    ]


# The command line ---------------------------------------------------------------------------------


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The bakery as a compiled file."""
    monkeypatch.setenv("COLUMNS", "80")
    file = tmp_path / "bakery.json"
    file.write_bytes(compile_world(records(**SECTIONS)))
    return str(file)


Asked = tuple[list[str], "Callable[[Taxonomy], object]"]
COMMANDS: dict[str, Asked] = {
    "plan": (["plan", "baker", "salt", "zither"], lambda w: plan(["salt", "zither"], "baker", w)),
    "plan within": (
        ["plan", "baker", "--hours", "200"],
        lambda w: plan([], "baker", w, hours=200),
    ),
    "transitions": (
        ["transitions", "waiter", "1"],
        lambda w: mlroles.find_transitions("waiter-1", w),
    ),
    "curriculum": (
        ["curriculum", "bread", "dough", "--among", "cook"],
        lambda w: mlroles.review_curriculum(["bread", "dough"], w, among=["cook"]),
    ),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_prints_the_answer(
    name: str, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments, ask = COMMANDS[name]
    expected = ask(mlroles.load(path))
    assert main([*arguments, "--edition", path]) == 0
    assert capsys.readouterr() == (f"{render(expected)}\n", "")
    assert main([*arguments, "--edition", path, "--json"]) == 0
    assert capsys.readouterr() == (f"{to_json(to_data(expected))}\n", "")


def test_a_syllabus_may_be_a_text(
    path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    syllabus = tmp_path / "syllabus.txt"
    syllabus.write_text("First the dough, then flour.", "utf-8")
    assert main(["curriculum", "--text", str(syllabus), "--edition", path, "--json"]) == 0
    (stumble,) = json.loads(capsys.readouterr().out)["stumbles"]
    assert (stumble["prerequisite"], stumble["taught"]) == ("flour", 2)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["plan", "backer"], "no role is called 'backer'; did you mean 'baker'?"),
        (["plan", "baker", "--hours", "0"], "hours is 0; give a whole number, 1 or more"),
        (["transitions", "ghost"], "no role is called 'ghost'"),
        (["curriculum"], "name skills in the order of teaching, or give a syllabus"),
        (["curriculum", "bread", "--text", "x"], "name skills in the order of teaching"),
    ],
    ids=["role", "hours", "transitions", "nothing", "both"],
)
def test_what_is_wrong_is_said(
    arguments: list[str], said: str, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*arguments, "--edition", path]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"mlroles: {said}")

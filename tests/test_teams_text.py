"""Teams and hand-offs as text: the lines that people read, kept and compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mlroles
from golden_files import GOLDEN, keep
from mlroles.display.text import render
from mlroles.export.data import to_data, to_json
from mlroles.teams import review_team
from teamworld import BREAD, KITCHEN

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = GOLDEN / "teams"

TODAY = mlroles.load("2026.1")
LACKING = {
    "Ada": ["data engineer", "ML engineer"],
    "Grace": {"skills": ["Tableau", "Excel", "juggling"]},
    "Linus": ["AI developer", "SQL"],
    "Mary": "Senior potter",
    "Zoe": [],
}
FOUR = {
    "Ada": "AI engineer", "Grace": "data engineer", "Linus": "data steward",
    "Mary": "AI product manager",
}  # fmt: skip

CASES: dict[str, Callable[[], object]] = {
    "team-lacking": lambda: review_team(LACKING, TODAY, project="model in a product"),
    "team-of-four": lambda: review_team(FOUR, TODAY, project="LLM application"),
    "team-of-one": lambda: review_team(["data analyst"], TODAY, project="dashboard"),
    "team-of-none": lambda: review_team([], TODAY, project="analysis"),
    "team-by-skills": lambda: review_team(
        [{"name": "Ada", "skills": {"oven": 3, "dough": 3, "smile": 1}}, {"skills": ["till"] * 2}],
        KITCHEN,
        project=BREAD,
    ),
    "team-spare": lambda: review_team(
        [["herald", "baker"], "herald", "waiter", "baker"], KITCHEN, project=BREAD
    ),
    "team-untaken": lambda: review_team(["baker"], KITCHEN, project=BREAD),
    "team-in-steps": lambda: review_team(
        {"Ada": "data analyst"}, TODAY, project="model in a product"
    ),
    "team-handoffs": lambda: review_team(["baker", "baker", "waiter"], KITCHEN),
    "handoffs": lambda: mlroles.list_handoffs(KITCHEN),
    "chains": lambda: mlroles.trace_handoffs("miller", "clients", KITCHEN),
    "chains-none": lambda: mlroles.trace_handoffs("clients", "miller", KITCHEN),
    "project": lambda: mlroles.list_projects(TODAY)[0],
}


@pytest.mark.parametrize("name", CASES)
def test_the_text_of_each_value_is_the_one_that_was_read_and_kept(name: str) -> None:
    value = CASES[name]()
    text = str(value)
    assert text == render(value) == keep(FOLDER, name, text)
    narrow = render(value, 40)
    assert narrow == keep(FOLDER, f"{name}-narrow", narrow)


def test_every_golden_file_belongs_to_a_case() -> None:
    names = {name for case in CASES for name in (case, f"{case}-narrow")}
    assert {path.stem for path in FOLDER.glob("*.txt")} == names


@given(st.sampled_from(sorted(CASES)), st.integers(40, 120))
def test_no_line_ends_in_a_space_or_is_wider_than_asked(name: str, width: int) -> None:
    for line in render(CASES[name](), width).split("\n"):
        assert line == line.rstrip()
        assert len(line) <= width or len(line.split()) == 1, line


@pytest.mark.parametrize(
    "given", ["\x1b[31mred", "turned \u202e", "two\nlines", "\ud800"], ids=ascii
)
def test_no_name_or_title_moves_the_cursor(given: str) -> None:
    text = render(review_team({f"Ada {given}": given}, KITCHEN, project=BREAD))
    assert all(line.isprintable() for line in text.split("\n"))


@pytest.mark.parametrize(("length", "said"), [(60, "x" * 60), (61, "x" * 59 + "\u2026")])
def test_a_long_title_is_cut(length: int, said: str) -> None:
    text = render(review_team({"Ada": "x" * length}, KITCHEN), 120)
    assert f'Ada: "{said}" is none of these roles' in text


def test_the_unknown_among_what_one_knows_is_quoted() -> None:
    text = render(review_team({"Ada": {"skills": ["till", "joggling", "oven"]}}, KITCHEN))
    assert 'not known: "joggling"' in text


# Plain data ---------------------------------------------------------------------------------------


def test_a_review_is_plain_data() -> None:
    team = review_team(LACKING, TODAY, project="model in a product")
    data = to_data(team)
    assert to_json(data) == to_json(to_data(review_team(LACKING, TODAY, project=team.project)))
    assert (data["project"], data["complete"], data["edition"]) == (
        "model-in-product", False, "2026.1",
    )  # fmt: skip
    by_name = {each["name"]: each for each in data["members"]}
    assert by_name["Ada"] == {
        "name": "Ada",
        "hats": ["data-engineer", "machine-learning-engineer"],
        "unsettled": [],
        "skills": None,
    }
    assert [name["name"] for name in by_name["Grace"]["skills"]["unresolved"]] == ["juggling"]
    assert by_name["Linus"]["unsettled"][0] == {
        "given": "AI developer",
        "reason": "several",
        "candidates": ["ai-engineer", "ml-enabled-software-engineer"],
    }
    states = {each["id"]: each["state"] for each in data["deliveries"]}
    assert (states["feature"], states["service"], states["model"]) == ("unmade", "untaken", "alone")
    assert data["additions"][0] == {
        "role": "ml-enabled-software-engineer",
        "closes": ["service", "feature"],
    }
    assert {each["basis"] for each in data["trainings"]} == {"hats", "skills"}
    assert data["spare"] == ["data-analyst"]


def test_levels_and_what_is_left_out_are_plain_too() -> None:
    data = to_data(review_team([{"skills": {"oven": 3, "till": None, "smile": 0}}], KITCHEN))
    assert data["members"][0]["skills"] == {
        "resolved": [{"skill": "oven", "level": 3}, {"skill": "till", "level": None}],
        "unresolved": [],
        "excluded": ["smile"],
    }
    assert (data["project"], data["complete"], data["deliveries"]) == (None, None, [])


def test_hand_offs_are_plain_data() -> None:
    data = to_data(review_team(["waiter"], KITCHEN))
    assert data["exchanges"][0] == {
        "producer": "waiter", "artefact": "a served loaf", "consumer": "clients",
        "sources": ["editorial"], "way": "out", "made_by": ["Waiter"], "taken_by": [],
    }  # fmt: skip
    graph = to_data(mlroles.list_handoffs(KITCHEN, around="waiter"))
    assert graph["ends"][-1] == {"id": "clients", "name": "Clients", "is_role": False}
    assert len(graph["handoffs"]) == 3
    chains = to_data(mlroles.trace_handoffs("miller", "clients", KITCHEN))
    assert (chains["start"], chains["end"], chains["total"]) == ("miller", "clients", 2)
    assert chains["chains"][0]["steps"][0] == {
        "producer": "miller", "consumer": "baker", "artefacts": ["flour", "bran"],
    }  # fmt: skip


def test_a_project_is_plain_data() -> None:
    data = to_data(BREAD)
    assert (data["id"], data["sources"]) == ("bread", ["editorial"])
    assert data["deliverables"][0] == {
        "id": "flour", "artefact": "flour", "part": "essential", "makers": ["miller", "baker"],
        "serves": ["loaf"], "note": "Fine.", "sources": ["editorial"],
    }  # fmt: skip

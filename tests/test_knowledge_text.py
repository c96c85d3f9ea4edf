"""What roles ask for, as people read it: every line was read, and is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mlroles
from golden_files import GOLDEN, keep
from mlroles.display.knowledge import knowledge_table_lines
from mlroles.display.text import render
from mlroles.export.data import to_data, to_json
from school import knowledge_of, make_school, schools
from whole_world import WHOLE
from worlds import make_world

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = GOLDEN / "knowledge"

FIRST = mlroles.load("2020.1")
KNOWN = {"stats": 1, "algorithms": "working", "machine learning theory": 1}
SEVERAL = ["Tableau", "Airflow", "PyTorch", "Kubernetes", "LaTeX", "SQL"]


def place(*skills: str) -> mlroles.Place:
    return mlroles.find_place(mlroles.match(skills, FIRST))


def answers(edition: str) -> str:
    """The question of the article, put for each role."""
    taxonomy = mlroles.load(edition)
    found = [mlroles.answer_maths(role, taxonomy) for role in taxonomy.roles.values()]
    return "\n\n".join("\n".join([each.role.name, *each.sentences]) for each in found)


CASES: dict[str, Callable[[], object]] = {
    "maths": lambda: mlroles.answer_maths("data analyst", FIRST),
    "maths-anchored": lambda: mlroles.answer_maths("baker", make_world(**WHOLE)),
    "maths-unstated": lambda: mlroles.answer_maths("gamma", make_school({})),
    "table": lambda: mlroles.compare_knowledge(taxonomy=FIRST),
    "within": lambda: mlroles.roles_within(KNOWN, FIRST),
    "within-more": lambda: mlroles.roles_within(
        {"statistics": 3, "calculus": 1, "mathematics": 2, "Python": 4, "statz": 1, "~": 1}, FIRST
    ),
    "within-without": lambda: mlroles.roles_within(KNOWN, FIRST, without=["maths", "coding"]),
    "within-unstated": lambda: mlroles.roles_within(
        {}, make_school({("alpha", "databases"): (0, 0), ("beta", "databases"): (1, 1)})
    ),
    "place": lambda: place(*SEVERAL, "juggling"),
    "place-close": lambda: place("Python", "SQL", "Git", "Docker", "Linux", "C++"),
    "place-few": lambda: place("Tableau"),
    "place-outside": lambda: place("Java", "Spring", "JUnit", "PHP", "Swift"),
    "place-alone": lambda: mlroles.find_place(
        mlroles.match(SEVERAL, FIRST, among=["data-engineer"])
    ),
    "place-nothing": lambda: place("juggling"),
}
NARROW = ("maths", "table", "within-without", "place")
EDITIONS = ("2020.1", "2026.1")


@pytest.mark.parametrize("name", CASES)
def test_the_text_is_the_one_that_was_read_and_kept(name: str) -> None:
    value = CASES[name]()
    assert str(value) == render(value) == keep(FOLDER, name, str(value))


@pytest.mark.parametrize("name", NARROW)
def test_the_narrow_text_is_the_one_that_was_read_and_kept(name: str) -> None:
    text = render(CASES[name](), 40)
    assert text == keep(FOLDER, f"{name}-narrow", text)


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_answer_was_read_aloud_and_kept(edition: str) -> None:
    assert answers(edition) == keep(FOLDER, f"answers-{edition}", answers(edition))


def test_every_golden_file_belongs_to_a_case() -> None:
    names = {*CASES, *(f"{name}-narrow" for name in NARROW), *(f"answers-{e}" for e in EDITIONS)}
    assert {path.stem for path in FOLDER.glob("*.txt")} == names


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("width", range(40, 101, 4))
def test_no_line_is_wider_than_asked(width: int, edition: str) -> None:
    taxonomy = mlroles.load(edition)
    values = (
        mlroles.compare_knowledge(taxonomy=taxonomy),
        mlroles.answer_maths("data engineer", taxonomy),
        mlroles.roles_within({"statistics": 2}, taxonomy, without=["models", "any coding"]),
        mlroles.find_place(mlroles.match(SEVERAL, taxonomy)),
    )
    for value in values:
        assert max(map(len, render(value, width).splitlines())) <= width


@given(schools(), st.integers(40, 100))
def test_a_table_holds_every_cell_at_every_width(taxonomy: mlroles.Taxonomy, width: int) -> None:
    table = mlroles.compare_knowledge(taxonomy=taxonomy)
    text = "\n".join(knowledge_table_lines(table, width))
    cells = [table.cell(role, subject) for role in table for subject in table.subjects]
    rising = [cell for cell in cells if cell and cell.enter < cell.grow]
    assert text.count("→") == len(rising) + 2  # the legend has two


def test_columns_that_begin_alike_are_told_apart() -> None:
    table = mlroles.compare_knowledge(taxonomy=FIRST)
    assert " alge algo " in f"{render(table).splitlines()[2]} "
    assert " algebr algori " in render(table, 120).splitlines()[2]


def test_a_short_list_is_warned_of_up_to_nine_names() -> None:
    found = [attrs.evolve(place(*SEVERAL), named=named) for named in (9, 10)]
    assert ["lists look broad" in " ".join(str(each).split()) for each in found] == [True, False]


@given(schools(), knowledge_of())
def test_the_plain_data_holds_every_role_once(
    taxonomy: mlroles.Taxonomy, known: dict[str, int]
) -> None:
    within = mlroles.roles_within(known, taxonomy, without=["coding", "maths"])
    data = to_data(within)
    told = [*data["standings"], *data["set_aside"]]
    roles = [*(each["role"] for each in told), *data["unstated"]]
    assert sorted(roles) == ["alpha", "beta", "gamma"]
    assert to_json(data) == to_json(to_data(within))


def test_the_plain_data_of_an_answer_and_of_a_table_are_its_rows() -> None:
    answer = mlroles.answer_maths("data analyst", FIRST)
    data = to_data(answer)
    assert data["sentences"] == list(answer.sentences)
    assert [row["subject"] for row in (*data["maths"], *data["beside"])] == [
        row.subject.id for row in answer
    ]
    table = mlroles.compare_knowledge(["data analyst", "data engineer"], FIRST)
    data = to_data(table)
    algebra = data["subjects"].index("algebra")
    assert [row["levels"][algebra] for row in data["rows"]] == [{"enter": 2, "grow": 2}, None]


def test_the_plain_data_of_what_is_set_aside_names_the_rows() -> None:
    within = mlroles.roles_within({}, FIRST, without=["coding", "maths"])
    aside = {each["role"]: each["objections"] for each in to_data(within)["set_aside"]}
    assert {"aversion": "coding", "skill": "python", "level": 3, "importance": "important"} in (
        aside["data-engineer"]
    )
    assert {"aversion": "maths", "skill": "algebra", "level": 2, "importance": None} in (
        aside["data-analyst"]
    )


def test_the_plain_data_of_a_place_adds_up() -> None:
    data = to_data(place(*SEVERAL))
    assert sum(part["share"] for part in data["parts"]) + data["rest"] == 1000
    assert data["parts"][0]["pulls"][0] == {"skill": "apache-airflow", "weight": 44}

"""Values as JSON: the keys that docs/reference/json.md promises, no more, no fewer."""

from __future__ import annotations

import json
import re
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mlroles
from ages import MIDDLE, OLD
from bakery import WORLD
from mlroles import explanation
from mlroles.cli import main
from mlroles.errors import InvalidInput
from mlroles.export.data import to_data, to_json
from mlroles.model import NamedBy
from mlroles.overlays.starter import begin_overlay
from school import plain_forms
from strategies import profiles, taxonomies
from teamworld import BREAD, KITCHEN
from whole_world import WHOLE
from worlds import TALLY, TINY, make_edition, make_world

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mlroles.taxonomy import Taxonomy
    from worlds import Rows

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "json.md"
ROW = re.compile(r"\| `(?P<key>[^`]+)` \| (?P<type>[^|]+) \| (?P<range>[^|]*)\| [^|]+ \|")
RANGE = re.compile(r"\b(\d) to (\d+)\b")
CHOICE = re.compile(r"`([^`]+)`")
KINDS = {str: "string", bool: "boolean", int: "integer", type(None): "null", dict: "object"}


class Key(NamedTuple):
    """A documented key: the types that it may have, and what bounds it."""

    types: set[str]
    range: tuple[int, int] | None
    choices: set[str]


def read_page() -> dict[str, dict[str, Key]]:
    """The documented keys, by value."""
    sections = PAGE.read_text("utf-8").split("\n## ")[1:]
    return {section.split("\n")[0]: dict(read_rows(section)) for section in sections}


def read_rows(section: str) -> Iterator[tuple[str, Key]]:
    for row in ROW.finditer(section):
        bounds = RANGE.search(row["range"])
        yield (
            row["key"],
            Key(
                set(row["type"].split(" or ")),
                (int(bounds[1]), int(bounds[2])) if bounds else None,
                set(CHOICE.findall(row["range"])),
            ),
        )


DOCUMENTED = read_page()


def walk(data: dict[str, Any], path: str = "") -> Iterator[tuple[str, Any]]:
    """Every key of nested data as a path, with its value."""
    for key, value in data.items():
        here = f"{path}{key}"
        yield here, value
        if here == "prior" and value is not None:
            yield from (("prior.ROLE", odd) for odd in value.values())
        elif isinstance(value, dict):
            yield from walk(value, f"{here}.")
        elif isinstance(value, list):
            for row in value:
                if isinstance(row, dict):
                    yield from walk(row, f"{here}[].")


def kind(value: object) -> set[str]:
    """What the page calls this type; an empty list is a list of anything."""
    if isinstance(value, list):
        is_text = {isinstance(each, str) for each in value}
        return {{True: "strings", False: "list"}[each] for each in is_text} or {"strings", "list"}
    return {KINDS[type(value)]}


ASPECTS = ("responsibilities", "boundaries", "avoids", "loves", "data", "activities", "background",
           "examples", "specialisms", "grounds", "objections")  # fmt: skip


def rich_world() -> Taxonomy:
    """The tiny world with all that a role can have."""
    whole = {"role": "baker", "source": "editorial"}
    sections: dict[str, Rows] = {
        **TINY,
        "roles": (*TINY["roles"][:2], {**TINY["roles"][2], "kin": "cook"}),
        "sources": WHOLE["sources"],
        "anchors": WHOLE["anchors"],
        "title_links": WHOLE["title_links"],
        "statements": [{**whole, "aspect": aspect, "text": f"Some {aspect}."} for aspect in ASPECTS]
        + [{**whole, "aspect": "boundaries", "text": "Never fries.", "neighbour": "cook"}],
        "resources": [
            {**whole, "title": "Bread", "address": "https://example.org/bread", "kind": "book",
             "skill": "bread"},
            {**whole, "title": "All", "address": "https://example.org/all", "kind": "course"},
        ],
        "crosswalk": [
            {**whole, "scheme": "esco", "version": "1", "code": "7512", "uri": "",
             "relation": "closeMatch"},
            {**whole, "scheme": "soc", "version": "1", "code": "", "uri": "",
             "relation": "noMatch"},
        ],
    }  # fmt: skip
    return make_world([TALLY], **sections)


RICH = rich_world()
COUNTS = {
    "editorial": {
        "year": TALLY.year,
        "people": dict(TALLY.people),
        "named": {"oven": {"baker": 35, "cook": 28}, "c": {"baker": 12, "cook": 45}},
    },
    "fitted": {"oven": {"baker": -4}},
}


@pytest.fixture(autouse=True, scope="module")
def _counted() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(explanation, "load_counts", lambda _: COUNTS)
        yield


def matches() -> list[mlroles.Match]:
    """Every outcome, and everything that can become of a name."""
    names = {"oven": 2, "stone oven": None, "C/C++": 1, "ovne": 3, "": 1, "bread": 0}
    return [
        mlroles.match(names, RICH),
        mlroles.match(["tax return"], RICH),
        mlroles.match([], RICH, prior={"baker": 1, "cook": 0.5}),
        mlroles.match(["bread"], RICH),
    ]


def reviews() -> list[mlroles.Team]:
    """With a project and without, and all that can be said of a member."""
    knowing = {"oven": 3, "dough": None, "smile": 0, "till stone": 1}
    given = {"Ada": {"skills": knowing}, "Grace": ["herald", "Shop hand"], "Mary": "miller"}
    return [
        mlroles.review_team(given, KITCHEN, project=BREAD),
        mlroles.review_team({**given, "Zoe": "waiter"}, KITCHEN, project=BREAD),
        mlroles.review_team(given, KITCHEN),
    ]


def without_fits(data: dict[str, Any]) -> dict[str, Any]:
    """A match whose fits, which the page describes by themselves, are left empty."""
    return {**data, "fits": [{} for _ in data["fits"]]}


def quizzes() -> list[mlroles.Quiz]:
    """One that has begun, with a name that nobody knows, and one that is over."""
    begun = mlroles.start_quiz(RICH)
    over = mlroles.answer(begun, ["oven", "ovne", "C/C++", ""], RICH)
    return [begun, over, mlroles.answer(mlroles.start_quiz(mlroles.load("2020.1")), ["sql"])]


def printed(*arguments: str) -> list[dict[str, Any]]:
    with redirect_stdout(StringIO()) as said:
        assert main([*arguments, "--json"]) == 0
    rows: list[dict[str, Any]] = json.loads(said.getvalue())
    return rows


@pytest.fixture(scope="module")
def real() -> dict[str, list[dict[str, Any]]]:
    """Real data of each section of the page; asked once, since all of it takes a while."""
    found = matches()
    baker = RICH.role("baker")
    named = attrs.evolve(baker.needs[0], named_by=(NamedBy(604, 900, "editorial", 1999),))
    return {
        "Match": [without_fits(to_data(match)) for match in found],
        "Fit": [to_data(fit) for match in found for fit in match],
        "Explanation": [to_data(mlroles.explain(fit, RICH)) for match in found for fit in match],
        "Why not": [to_data(mlroles.why_not(mlroles.match(["oven"], RICH), "cook", RICH))],
        "Sensitivity": [
            to_data(mlroles.sensitivity(mlroles.match(["oven", "c"], RICH, among=among), RICH))
            for among in (None, ["cook"])
        ],
        "Changes": [
            to_data(mlroles.compare(*pair))
            for pair in ((OLD, MIDDLE), (OLD, OLD), (RICH, make_edition("2000.1", **TINY)))
        ],
        "Migration": [
            to_data(
                mlroles.migrate(
                    {**dict.fromkeys([*OLD.roles, *OLD.skills], 2), "zither": None},
                    OLD,
                    MIDDLE,
                    skills=skills,
                )
            )
            for skills in (None, ["salt"])
        ],
        "Title reading": [
            to_data(mlroles.find_role(title, RICH))
            for title in ("Baker (remote)", "Pastry chef", "Data scientist NLP")
        ],
        "Mentions": [
            to_data(mlroles.find_skills(text, RICH))
            for text in ("Oven, bread and C/C++.", "Bread is a plus; oven not required.", "")
        ],
        "Look-up": [
            to_data(mlroles.look_up(name, code, mlroles.load("2026.1")))
            for name, code in (("ESCO", "2511.4"), ("mlops engineer", None))
        ],
        "Team": [to_data(each) for each in reviews()],
        "Project": [to_data(BREAD)],
        "Hand-offs": [to_data(mlroles.list_handoffs(KITCHEN))],
        "Chains": [to_data(mlroles.trace_handoffs("miller", "clients", KITCHEN))],
        "Plan": [
            to_data(mlroles.plan(skills, "baker", WORLD, hours=hours))
            for skills in ({"salt": None, "dough": 1, "bred": 1, "song": 0, "oven": 2}, ["oven"])
            for hours in (None, 100)
        ],
        "Transitions": [
            to_data(mlroles.find_transitions(role, WORLD)) for role in ("baker", "cook")
        ],
        "Market": [
            to_data(
                mlroles.estimate_market(
                    {"data-analyst": 3, "ai-engineer": 1}, mlroles.load("2026.1"), kind="adverts"
                )
            )
        ],
        "Curriculum": [
            to_data(
                mlroles.review_curriculum(
                    {"bread": 1, "dough": None, "flour": 2, "bred": 1, "song": skill}, WORLD
                )
            )
            for skill in (0, 1)
        ],
        "Quiz": [to_data(quiz) for quiz in quizzes()],
        "Question": [to_data(quiz.question) for quiz in quizzes() if quiz.question],
        "Role": [*map(to_data, RICH.roles.values()), to_data(attrs.evolve(baker, needs=(named,)))],
        "Problems": [
            to_data(mlroles.check(overlay))
            for overlay in (begin_overlay(), begin_overlay().replace("k", "q"), "")
        ],
        "Skill": [
            *map(to_data, RICH.skills.values()),
            to_data(mlroles.extend(mlroles.load(), begin_overlay()).skill("WTP")),
        ],
        **plain_forms(),
        "Roles": printed("roles"),
        "Editions": printed("editions"),
    }


def test_the_page_has_a_section_for_each_value(real: dict[str, list[dict[str, Any]]]) -> None:
    assert set(DOCUMENTED) == set(real)


@pytest.mark.parametrize("section", DOCUMENTED)
def test_the_documented_keys_are_the_real_ones(
    section: str, real: dict[str, list[dict[str, Any]]]
) -> None:
    found = {path for data in real[section] for path, _ in walk(data)}
    assert found == set(DOCUMENTED[section])


@pytest.mark.parametrize("section", DOCUMENTED)
def test_no_key_ever_goes_missing(section: str, real: dict[str, list[dict[str, Any]]]) -> None:
    top = {key for key in DOCUMENTED[section] if "." not in key}
    assert [set(data) for data in real[section]] == [top] * len(real[section])


@pytest.mark.parametrize("section", DOCUMENTED)
def test_the_documented_types_are_the_real_ones(
    section: str, real: dict[str, list[dict[str, Any]]]
) -> None:
    seen: dict[str, set[str]] = {}
    for data in real[section]:
        for path, value in walk(data):
            if value != []:
                seen.setdefault(path, set()).update(kind(value))
    assert seen == {path: key.types for path, key in DOCUMENTED[section].items()}


def test_types_bounds_and_choices_are_read_off_the_page() -> None:
    page = DOCUMENTED["Match"]
    assert page["breadth"] == Key({"integer", "null"}, (0, 1000), set())
    assert page["outcome"] == Key({"string"}, None, {"ranked", "insufficient", "outside"})
    assert page["fits"] == Key({"list"}, None, set())


def check_bounds(section: str, data: dict[str, Any]) -> None:
    for path, value in walk(data):
        key = DOCUMENTED[section][path]
        assert kind(value) & key.types, path
        if key.range and value is not None:
            assert key.range[0] <= value <= key.range[1], path
        if key.choices and value is not None:
            assert value in key.choices, path


@pytest.mark.parametrize("section", DOCUMENTED)
def test_real_values_keep_to_the_documented_bounds(
    section: str, real: dict[str, list[dict[str, Any]]]
) -> None:
    for data in real[section]:
        check_bounds(section, data)


@given(st.data())
def test_whatever_is_asked_keeps_to_the_documented_bounds(data: st.DataObject) -> None:
    taxonomy = data.draw(taxonomies())
    answer = mlroles.match(data.draw(profiles(taxonomy)), taxonomy)
    check_bounds("Match", without_fits(to_data(answer)))
    for fit in answer:
        check_bounds("Fit", to_data(fit))
        check_bounds("Explanation", to_data(mlroles.explain(fit, taxonomy)))


def test_every_role_and_skill_of_the_shipped_edition_keeps_to_them(edition: Taxonomy) -> None:
    for role in edition.roles.values():
        check_bounds("Role", to_data(role))
    for skill in edition.skills.values():
        check_bounds("Skill", to_data(skill))


# What the numbers say ----------------------------------------------------------------------------


@given(st.data())
def test_a_match_says_as_json_what_it_holds(data: st.DataObject) -> None:
    taxonomy = data.draw(taxonomies())
    answer = mlroles.match(data.draw(profiles(taxonomy)), taxonomy)
    said = to_data(answer)
    assert said["fits"] == [to_data(fit) for fit in answer]
    assert [fit["role"] for fit in said["fits"]] == [fit.role.id for fit in answer]
    for fit in said["fits"]:
        assert fit["evidence"] == sum(reason["weight"] for reason in fit["reasons"])
    assert sum(fit["share"] for fit in said["fits"]) == 1000
    assert said["outside"]["evidence"] == answer.outside.evidence
    assert len(said["unresolved"]) == len(answer.unresolved)


def test_the_parts_of_a_match_are_ids_names_and_numbers() -> None:
    said = to_data(matches()[0])
    assert said["resolved"] == [
        {"skill": "oven", "level": 2, "names": ["oven"]},
        {"skill": "stone-oven", "level": None, "names": ["stone oven"]},
    ]
    assert said["unresolved"] == [
        {"name": "", "reason": "blank", "candidates": []},
        {"name": "C/C++", "reason": "ambiguous", "candidates": ["C", "C++"]},
        {"name": "ovne", "reason": "unknown", "candidates": said["unresolved"][2]["candidates"]},
    ]
    assert said["excluded"] == ["bread"]
    assert said["prior"] is None
    assert to_data(matches()[2])["prior"] == {"baker": "1", "cook": "1/2"}


def test_an_explanation_is_its_fit_with_grounds_for_reasons() -> None:
    fit = matches()[0][0]
    said = to_data(mlroles.explain(fit, RICH))
    short = to_data(fit)
    assert {key: said[key] for key in short if key != "reasons"} == {
        key: value for key, value in short.items() if key != "reasons"
    }
    assert [
        {key: ground[key] for key in ("skill", "weight", "basis")} for ground in said["grounds"]
    ] == short["reasons"]
    assert said["grounds"][0]["counts"] == [
        {"source": "editorial", "year": 1999, "named": 35, "people": 40, "named_by_all": 63,
         "all_people": 100},
    ]  # fmt: skip


def test_an_answer_is_contested_in_ids_and_centibans() -> None:
    found = mlroles.why_not(mlroles.match(["oven"], RICH), "cook", RICH)
    assert found is not None
    assert to_data(found) == {
        "edition": "1999.1",
        "fingerprint": RICH.fingerprint,
        "role": "cook",
        "behind": found.behind,
        "margin": found.margin,
        "additions": [
            {"skill": "c", "weight": RICH.weight("cook", "c"), "gain": found.additions[0].gain}
        ],
    }
    hangs = mlroles.sensitivity(mlroles.match(["oven", "c"], RICH), RICH)
    assert to_data(hangs) == {
        "first": "cook",
        "second": "baker",
        "lead": hangs.lead,
        "turns": [{"without": "c", "first": "baker"}],
    }


def test_a_role_names_its_skills_by_id() -> None:
    said = to_data(RICH.role("baker"))
    assert [need["skill"] for need in said["needs"]] == ["bread", "oven"]
    assert [need["level"] for need in said["needs"]] == [4, 2]
    assert said["knowledge"][0] == {
        "subject": "bread", "enter": 1, "grow": 4, "note": "It rises.", "sources": ["editorial"],
        "enter_anchor": "Names it.", "grow_anchor": "Invents it.",
    }  # fmt: skip
    assert said["kin"] == []
    assert to_data(RICH.role("waiter"))["kin"] == ["cook"]


def test_changes_are_rows_of_ids_values_and_reasons() -> None:
    said = to_data(mlroles.compare(OLD, MIDDLE))
    assert (said["old"], said["new"]) == ("1998.1", "1999.1")
    assert said["changes"][1] == {
        "section": "roles", "id": "chef", "kind": "split", "aspect": "", "before": "chef",
        "after": "cook + confectioner", "reason": "Split by the guild.", "sources": ["editorial"],
    }  # fmt: skip
    assert {row["kind"] for row in said["changes"] if isinstance(row["before"], int)} == {
        "reweighted"
    }


def test_a_migration_is_a_passage_for_each_thing_given() -> None:
    said = to_data(mlroles.migrate({"fork": 2, "baker": None, "zither": 1}, OLD, MIDDLE))
    assert (said["old"], said["new"]) == ("1998.1", "1999.1")
    assert said["passages"][0] == {
        "given": "fork", "section": "skills", "old": "fork", "options": ["cutlery"],
        "chosen": "cutlery", "basis": "certain", "kind": "merged", "also": [],
        "reason": "Merged by the guild.", "level": 2,
    }  # fmt: skip
    assert said["passages"][1]["also"] == ["miller"]
    assert said["passages"][2]["chosen"] is None


# The text of it ----------------------------------------------------------------------------------

ANYTHING = st.recursive(
    st.none() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda parts: (
        st.lists(parts) | st.dictionaries(st.text(st.characters(max_codepoint=999)), parts)
    ),
    max_leaves=8,
)


@given(ANYTHING)
def test_json_is_read_back_as_it_was(data: object) -> None:
    text = to_json(data)
    assert json.loads(text) == data
    assert to_json(json.loads(text)) == text


def test_json_is_sorted_indented_and_not_escaped() -> None:
    assert to_json({"b": [1, "\u00e9\u6a5f"], "a": None}) == (
        '{\n  "a": null,\n  "b": [\n    1,\n    "\u00e9\u6a5f"\n  ]\n}'
    )


def test_half_a_pair_is_escaped_for_utf_8_cannot_hold_it() -> None:
    text = to_json({"name": "\udcff\\udcff"})
    assert text.encode() == b'{\n  "name": "\\udcff\\\\udcff"\n}'
    assert json.loads(text) == {"name": "\udcff\\udcff"}


@pytest.mark.parametrize("value", [None, 3, {}, RICH], ids=["none", "number", "dict", "taxonomy"])
def test_what_has_no_plain_form_is_refused(value: object) -> None:
    with pytest.raises(InvalidInput, match=f"{type(value).__name__} has no plain form") as caught:
        to_data(value)
    assert caught.value.value is value

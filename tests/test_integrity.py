"""Integrity: every fault at once, each by its code and its place."""

from __future__ import annotations

import ast
import pickle
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mlroles
from mlroles import integrity
from mlroles.edition_format import decode
from mlroles.errors import InvalidTaxonomy
from mlroles.integrity import Problem, find_problems, require_sound
from mlroles.records import Record
from mlroles.schema import SECTIONS
from whole_world import WHOLE, changed, with_rows
from worlds import TINY, Rows, alias, compile_world, move, need, records, role, skill

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random


def faults(world: Mapping[str, Rows]) -> list[tuple[str, str]]:
    """Code and place of every problem."""
    return [(problem.code, problem.place) for problem in find_problems(records(**world))]


def without(world: Mapping[str, Rows], section: str, at: int) -> dict[str, Rows]:
    rows = tuple(row for here, row in enumerate(world[section], 1) if here != at)
    return {**world, section: rows}


CROSSWALK = WHOLE["crosswalk"][0]

# One fault each: an edit of sound records, and all that is to be said of it.
BAD: dict[str, tuple[dict[str, Rows], list[tuple[str, str]]]] = {
    "a cell that must be filled is empty": (
        changed(TINY, "skills", 1, {"definition": ""}),
        [("missing-value", "skills:1")],
    ),
    "a column that must be there is not": (
        {**TINY, "titles": ({"title": "Boss", "roles": "cook"},)},
        [("missing-value", "titles:1")],
    ),
    "an id that is empty": (
        with_rows(WHOLE, "sources", {**WHOLE["sources"][0], "id": ""}),
        [("missing-value", "sources:3")],
    ),
    "a consumer that is empty": (
        changed(TINY, "handoffs", 1, {"consumer": ""}),
        [("loose-artefact", "handoffs:1")],
    ),
    "a producer that is empty": (
        changed(TINY, "handoffs", 1, {"producer": ""}),
        [("loose-artefact", "handoffs:1")],
    ),
    "an artefact between nobody and nobody": (
        changed(TINY, "handoffs", 1, {"producer": "", "consumer": ""}),
        [("loose-artefact", "handoffs:1"), ("loose-artefact", "handoffs:1")],
    ),
    "a column that nobody knows": (
        changed(TINY, "needs", 2, {"colour": "red"}),
        [("unknown-column", "needs:2")],
    ),
    "a number": (changed(TINY, "needs", 1, {"level": 2}), [("no-text", "needs:1")]),
    "a list": (
        changed(TINY, "roles", 1, {"summary": ["Bakes."]}),
        [("no-text", "roles:1")],
    ),
    "an id of a skill with a capital": (
        with_rows(TINY, "skills", skill("Whisk")),
        [("malformed-id", "skills:8")],
    ),
    "an id of a role with a space": (
        with_rows(with_rows(TINY, "roles", role("sous chef")), "needs", need("sous chef", "c")),
        [("malformed-id", "roles:4")],
    ),
    "an id of a source with a bracket": (
        with_rows(WHOLE, "sources", {**WHOLE["sources"][0], "id": "book(2)"}),
        [("malformed-id", "sources:3")],
    ),
    "a tier of its own": (
        changed(TINY, "roles", 1, {"tier": "top"}),
        [("unknown-tier", "roles:1")],
    ),
    "a status of its own": (
        changed(TINY, "roles", 2, {"status": "ill"}),
        [("unknown-status", "roles:2")],
    ),
    "an ease of its own": (
        changed(TINY, "roles", 2, {"ease": "so"}),
        [("unknown-ease", "roles:2")],
    ),
    "an aspect of its own": (
        changed(TINY, "statements", 1, {"aspect": "hats"}),
        [("unknown-aspect", "statements:1")],
    ),
    "a kind of skill of its own": (
        changed(TINY, "skills", 1, {"kind": "thing"}),
        [("unknown-kind", "skills:1")],
    ),
    "a kind of resource of its own": (
        changed(WHOLE, "resources", 2, {"kind": "rumour"}),
        [("unknown-kind", "resources:2")],
    ),
    "a kind of move of its own": (
        changed(WHOLE, "moves", 2, {"kind": "lost"}),
        [("unknown-kind", "moves:2")],
    ),
    "a move between sections of its own": (
        changed(WHOLE, "moves", 2, {"section": "tools"}),
        [("unknown-section", "moves:2")],
    ),
    "a reading of its own": (
        changed(TINY, "aliases", 1, {"reading": "aloud"}),
        [("unknown-reading", "aliases:1")],
    ),
    "an importance of its own": (
        changed(TINY, "needs", 3, {"importance": "vital"}),
        [("unknown-importance", "needs:3")],
    ),
    "a need of no level": (
        changed(TINY, "needs", 3, {"level": "0"}),
        [("unknown-level", "needs:3")],
    ),
    "a level to enter that is off the scale": (
        changed(TINY, "knowledge", 1, {"enter": "9"}),
        [("unknown-enter", "knowledge:1")],
    ),
    "a level to grow to that is off the scale": (
        changed(TINY, "knowledge", 1, {"grow": "-1"}),
        [("unknown-grow", "knowledge:1")],
    ),
    "an anchor off the scale": (
        with_rows(WHOLE, "anchors", {**WHOLE["anchors"][0], "level": "5"}),
        [("unknown-level", "anchors:6")],
    ),
    "a rating off the scale": (
        changed(WHOLE, "ratings", 1, {"enter": "5"}),
        [("unknown-enter", "ratings:1")],
    ),
    "a relation of its own": (
        changed(WHOLE, "crosswalk", 2, {"relation": "cousin"}),
        [("unknown-relation", "crosswalk:2")],
    ),
    "a strength of its own": (
        changed(TINY, "other_work", 1, {"strength": "huge"}),
        [("unknown-strength", "other_work:1")],
    ),
    "two spaces": (
        changed(TINY, "statements", 1, {"text": "Not  late."}),
        [("untidy-text", "statements:1")],
    ),
    "a line break": (
        changed(TINY, "statements", 1, {"text": "Not\nlate."}),
        [("untidy-text", "statements:1")],
    ),
    "a space around": (
        changed(TINY, "roles", 1, {"summary": "Bakes. "}),
        [("untidy-text", "roles:1")],
    ),
    "an accent that stands alone": (
        changed(TINY, "roles", 1, {"summary": "Cafe\u0301."}),
        [("untidy-text", "roles:1")],
    ),
    "a mark that turns the direction of reading": (
        changed(TINY, "roles", 1, {"summary": "Bakes\u202e."}),
        [("untidy-text", "roles:1")],
    ),
    "half of a surrogate pair": (
        changed(TINY, "roles", 1, {"summary": "Bakes \ud83e."}),
        [("untidy-text", "roles:1")],
    ),
    "a Cyrillic letter that poses as a Latin one": (
        changed(TINY, "skills", 1, {"name": "\u041even"}),
        [("look-alike", "skills:1")],
    ),
    "a Greek letter that poses as a Latin one": (
        changed(TINY, "roles", 1, {"summary": "Bakes br\u03b5ad."}),
        [("look-alike", "roles:1")],
    ),
    "a role that nobody is": (
        with_rows(TINY, "needs", need("smith", "oven")),
        [("dangling", "needs:6")],
    ),
    "one of several skills that nothing is": (
        changed(TINY, "skills", 3, {"prerequisites": "oven flour"}),
        [("dangling", "skills:3")],
    ),
    "two broader skills": (
        changed(TINY, "skills", 2, {"broader": "oven smile"}),
        [("dangling", "skills:2")],
    ),
    "a section of a skill, as if it were a source": (
        with_rows(TINY, "needs", need("cook", "oven#door")),
        [("dangling", "needs:6")],
    ),
    "a source that nobody gave": (
        changed(TINY, "titles", 1, {"source": "hearsay#p-1"}),
        [("dangling", "titles:1")],
    ),
    "a consumer that is neither role nor party": (
        changed(TINY, "handoffs", 1, {"consumer": "mice"}),
        [("dangling-party", "handoffs:1")],
    ),
    "a producer that is neither role nor party": (
        changed(TINY, "handoffs", 1, {"producer": "elves"}),
        [("dangling-party", "handoffs:1")],
    ),
    "a link of a title that nobody bears": (
        changed(WHOLE, "title_links", 2, {"title": "Pastry chefs"}),
        [("dangling-title", "title_links:2")],
    ),
    "kin that nobody is": (
        changed(WHOLE, "roles", 3, {"kin": "cook smith"}),
        [("dangling", "roles:3")],
    ),
    "kin that borrows itself": (
        changed(WHOLE, "roles", 1, {"kin": "waiter cook"}),
        [("borrowed-kin", "roles:1")],
    ),
    "kin of itself": (
        changed(WHOLE, "roles", 1, {"kin": "baker"}),
        [("borrowed-kin", "roles:1")],
    ),
    "a move to a role that nobody is": (
        changed(WHOLE, "moves", 1, {"new": "baker smith"}),
        [("dangling-move", "moves:1")],
    ),
    "a move of a role to a skill": (
        changed(WHOLE, "moves", 3, {"new": "oven"}),
        [("dangling-move", "moves:3")],
    ),
    "a move of a skill to a role": (
        changed(WHOLE, "moves", 6, {"new": "cook"}),
        [("dangling-move", "moves:6")],
    ),
    **{
        f"a move that is {kind} from {old!r} to {new!r}": (
            with_rows(WHOLE, "moves", move(kind, old, new)),
            [("move-shape", "moves:7")] * ends,
        )
        for kind, old, new, ends in (
            ("kept", "smith", "", 1),
            ("kept", "smith hatter", "baker", 1),
            ("renamed", "smith", "baker cook", 1),
            ("renamed", "", "baker", 1),
            ("narrowed", "baker cook", "baker", 1),
            ("narrowed", "baker", "", 1),
            ("split", "smith", "baker", 1),
            ("split", "smith hatter", "baker cook", 1),
            ("merged", "smith", "baker", 1),
            ("merged", "smith hatter", "baker cook", 1),
            ("derived-from", "smith", "baker cook", 1),
            ("derived-from", "", "baker", 1),
            ("retired", "smith", "baker", 1),
            ("retired", "", "", 1),
            ("added", "smith", "cook", 1),
            ("added", "", "", 1),
            ("kept", "", "", 2),
            ("split", "", "baker", 2),
            ("merged", "smith", "", 2),
        )
    },
    "a move twice": (
        with_rows(WHOLE, "moves", {**WHOLE["moves"][0], "kind": "split", "reason": "Again."}),
        [("duplicate", "moves:7")],
    ),
    "a need twice": (
        with_rows(TINY, "needs", need("baker", "oven", "useful")),
        [("duplicate", "needs:6")],
    ),
    "an id that folds like another": (
        with_rows(TINY, "skills", skill("stoneoven", "The other")),
        [("duplicate", "skills:8"), ("name-collision", "skills:8")],
    ),
    "a title in another case": (
        with_rows(TINY, "titles", {**TINY["titles"][0], "title": "PASTRY CHEF"}),
        [("duplicate", "titles:4")],
    ),
    "a name that nobody can look up": (
        with_rows(TINY, "aliases", alias("—", "oven")),
        [("unreadable-name", "aliases:5")],
    ),
    "a role's name that nobody can look up": (
        changed(TINY, "roles", 1, {"name": "!"}),
        [("unreadable-name", "roles:1")],
    ),
    "an alias that is another skill's name": (
        with_rows(TINY, "aliases", alias("OVEN", "bread")),
        [("name-collision", "aliases:5")],
    ),
    "an alias of two rows": (
        with_rows(TINY, "aliases", alias("back-ofen", "bread")),
        [("name-collision", "aliases:5")],
    ),
    "an ambiguous alias that leaves out the skill of this name": (
        with_rows(TINY, "aliases", alias("Smile", "oven bread", reading="never")),
        [("name-collision", "aliases:5"), ("name-collision", "aliases:5")],
    ),
    "a role with the name of another": (
        changed(TINY, "roles", 2, {"name": "Baker"}),
        [("name-collision", "roles:2")],
    ),
    "a skill with the name of another but for its accents": (
        with_rows(TINY, "skills", skill("crepe"), skill("pancake", "Cr\u00eape")),
        [("accent-collision", "skills:9")],
    ),
    "an alias with the name of another skill but for its accents": (
        with_rows(TINY, "aliases", alias("\u00d6ven", "smile")),
        [("accent-collision", "aliases:5")],
    ),
    "a skill with the name of a role": (
        changed(TINY, "skills", 6, {"name": "Cook"}),
        [("skill-and-role", "skills:6")],
    ),
    "an alias that is the id of a role": (
        with_rows(
            changed(TINY, "roles", 1, {"name": "Bread maker"}), "aliases", alias("BAKER", "oven")
        ),
        [("skill-and-role", "aliases:5")],
    ),
    "an alias twice": (
        with_rows(TINY, "aliases", alias("Backofen", "oven", reading="exact")),
        [("repeated-alias", "aliases:5")],
    ),
    "words to stand near, of an alias read anywhere": (
        changed(TINY, "aliases", 1, {"near": "hot"}),
        [("near-words", "aliases:1")],
    ),
    "an alias to be read near nothing": (
        changed(TINY, "aliases", 3, {"near": ""}),
        [("near-words", "aliases:3")],
    ),
    "a skill that no text can mention": (
        with_rows(TINY, "aliases", alias("C", "c", reading="never")),
        [("unread-skill", "skills:4")],
    ),
    "a neighbour where there is no boundary": (
        changed(TINY, "statements", 1, {"neighbour": "cook"}),
        [("stray-neighbour", "statements:1")],
    ),
    "a skill that is a part of itself": (
        changed(TINY, "skills", 1, {"broader": "oven"}),
        [("cycle", "skills:1")],
    ),
    "a skill that is a part of its part": (
        changed(TINY, "skills", 1, {"broader": "stone-oven"}),
        [("cycle", "skills:1")],
    ),
    "a skill to be learnt before itself": (
        changed(TINY, "skills", 4, {"prerequisites": "c"}),
        [("cycle", "skills:4")],
    ),
    "a role that needs nothing": (without(TINY, "needs", 5), [("empty-role", "roles:3")]),
    "two roles that need the same": (
        {
            **TINY,
            "needs": (
                *TINY["needs"][:4],
                need("waiter", "oven", "useful", 4),
                need("waiter", "c", "important"),
            ),
        },
        [("twin-roles", "needs:5")],
    ),
    "a role to grow downwards in": (
        changed(TINY, "knowledge", 1, {"enter": "3", "grow": "2"}),
        [("level-order", "knowledge:1")],
    ),
    "knowledge of a tool": (
        changed(TINY, "knowledge", 1, {"subject": "oven"}),
        [("no-subject", "knowledge:1")],
    ),
    "a definition that runs on": (
        changed(TINY, "skills", 1, {"definition": "x" * 111}),
        [("long-definition", "skills:1")],
    ),
    "a level without an anchor": (
        without(WHOLE, "anchors", 3),
        [("missing-anchor", "anchors:1")],
    ),
    "two levels without an anchor": (
        {**WHOLE, "anchors": WHOLE["anchors"][1:4]},
        [("missing-anchor", "anchors:1")],
    ),
    "knowledge that one of the raters did not rate": (
        with_rows(
            with_rows(WHOLE, "knowledge", {**WHOLE["knowledge"][0], "role": "cook"}),
            "ratings",
            {**WHOLE["ratings"][0], "role": "cook"},
        ),
        [("unrated", "knowledge:2")],
    ),
    "knowledge that nobody rated, where others are rated": (
        with_rows(WHOLE, "knowledge", {**WHOLE["knowledge"][0], "role": "cook"}),
        [("unrated", "knowledge:2"), ("unrated", "knowledge:2")],
    ),
    "a rating that one of the raters gave alone": (
        with_rows(WHOLE, "ratings", {**WHOLE["ratings"][0], "role": "cook"}),
        [("unrated", "ratings:3")],
    ),
    "a definition that says nothing": (
        changed(TINY, "skills", 1, {"definition": "An oven", "name": "an oven"}),
        [("empty-definition", "skills:1")],
    ),
    "a definition that begins with the name": (
        changed(TINY, "skills", 1, {"definition": "OVEN in which bread is baked."}),
        [("empty-definition", "skills:1")],
    ),
    "no match, and yet a code": (
        changed(WHOLE, "crosswalk", 3, {"code": "5131"}),
        [("crosswalk-code", "crosswalk:3")],
    ),
    "no match, and yet an address": (
        changed(WHOLE, "crosswalk", 3, {"uri": "https://example.org/5131"}),
        [("crosswalk-code", "crosswalk:3")],
    ),
    "a match without a code": (
        changed(WHOLE, "crosswalk", 2, {"code": ""}),
        [("crosswalk-code", "crosswalk:2")],
    ),
    "two roles that are exactly the same elsewhere": (
        with_rows(WHOLE, "crosswalk", {**CROSSWALK, "role": "cook"}),
        [("two-exact-matches", "crosswalk:4")],
    ),
}


@pytest.mark.parametrize("fault", BAD)
def test_each_fault_is_named_with_its_place_and_nothing_else_is(fault: str) -> None:
    world, expected = BAD[fault]
    assert faults(world) == expected


def test_the_table_of_faults_has_every_code_that_there_is() -> None:
    rooms = sorted(Path(integrity.__file__).parent.glob("*.py"))
    calls = [
        node.args[0]
        for room in rooms
        for node in ast.walk(ast.parse(room.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Problem"
    ]
    codes = {call.value for call in calls if isinstance(call, ast.Constant)}
    made = {ast.unparse(call) for call in calls if not isinstance(call, ast.Constant)}
    assert made == {"f'unknown-{name}'"}
    codes |= {
        f"unknown-{name}"
        for columns in SECTIONS.values()
        for name, column in columns.items()
        if column.choices
    }
    weighed = {"outranked", "idle-exception"}  # tests/test_essentials.py has these
    assert codes == {code for _, expected in BAD.values() for code, _ in expected} | weighed


@pytest.mark.parametrize("definition", ["An oven.", "an-oven"])
def test_a_definition_that_is_the_name_in_another_spelling_says_nothing(definition: str) -> None:
    world = changed(TINY, "skills", 1, {"definition": definition, "name": "an oven"})
    assert ("empty-definition", "skills:1") in faults(world)


SOUND: dict[str, dict[str, Rows]] = {
    "tiny": TINY,
    "whole": WHOLE,
    "a definition as long as may be": changed(TINY, "skills", 1, {"definition": "x" * 110}),
    "nothing to grow in": changed(TINY, "knowledge", 1, {"enter": "2", "grow": "2"}),
    "one spelling more of an ambiguous name": with_rows(TINY, "aliases", alias("c / c++", "c")),
    "words of several alphabets": changed(
        TINY, "roles", 1, {"summary": "Bakes \u03b2 and \u0441."}
    ),
    "a name with an accent and none beside it": with_rows(
        TINY, "aliases", alias("\u00d6fen", "oven")
    ),
    "a name of one skill with and without its accent": with_rows(
        TINY, "aliases", alias("\u00d6ven", "oven")
    ),
    "an ambiguous name with an accent": with_rows(
        TINY, "aliases", alias("\u00d6fen", "oven stone-oven")
    ),
    "a skill that one name of several may mention": with_rows(
        TINY, "aliases", alias("C", "c", reading="never"), alias("C-lang", "c", reading="exact")
    ),
    "an activity that no text can mention": with_rows(
        changed(TINY, "skills", 4, {"kind": "activity"}),
        "aliases",
        alias("C", "c", reading="never"),
    ),
    "what only a survey calls so": with_rows(
        changed(WHOLE, "skills", 4, {"source": "guild.book"}),
        "aliases",
        alias("C", "c", reading="never"),
    ),
    "knowledge that nobody rated": {**WHOLE, "ratings": ()},
    "a subject without anchors": {**WHOLE, "anchors": ()},
    "two who lend to one": changed(WHOLE, "roles", 3, {"kin": "cook baker"}),
    "moves of every kind": with_rows(
        WHOLE,
        "moves",
        move("kept", "baker", "baker"),
        move("narrowed", "cook", "cook"),
        move("merged", "maid valet page", "waiter"),
        move("split", "smith", "baker cook waiter"),
        move("derived-from", "smith maid", "cook"),
        move("added", "", "baker"),
    ),
    "a definition that begins like the name": changed(
        TINY, "skills", 1, {"definition": "Ovens that are hot."}
    ),
    "an alias that repeats the name": with_rows(TINY, "aliases", alias("OVEN", "oven")),
    "a close match beside the exact one": changed(WHOLE, "crosswalk", 2, {"code": "7512"}),
    "another version of an exact match": with_rows(
        WHOLE, "crosswalk", {**CROSSWALK, "role": "cook", "version": "88"}
    ),
    "two chains that meet": with_rows(
        TINY, "skills", skill("hearth", broader="oven", prerequisites="oven stone-oven bread")
    ),
}


@pytest.mark.parametrize("world", SOUND)
def test_sound_records_have_no_problems(world: str) -> None:
    assert find_problems(records(**SOUND[world])) == ()
    require_sound(records(**SOUND[world]), "the world")


def test_a_section_that_is_left_out_counts_as_empty() -> None:
    assert find_problems({}) == ()
    assert find_problems({"edition": [Record("edition.toml", {})]}) == ()


SEVERAL: dict[str, Rows] = {
    **TINY,
    "skills": (
        *TINY["skills"],
        skill("Whisk", kind="thing"),
        skill("hen", broader="egg"),
        skill("egg", broader="hen"),
        skill("day", broader="night"),
        skill("night", broader="day"),
    ),
    "needs": (*TINY["needs"], need("smith", "anvil")),
    "titles": ({"title": "Boss ", "roles": "", "source": ""},),
}


def test_several_faults_are_all_reported_at_once_by_rule_and_then_by_place() -> None:
    assert faults(SEVERAL) == [
        ("missing-value", "titles:1"),
        ("malformed-id", "skills:8"),
        ("unknown-kind", "skills:8"),
        ("untidy-text", "titles:1"),
        ("dangling", "needs:6"),
        ("dangling", "needs:6"),
        ("cycle", "skills:9"),
        ("cycle", "skills:11"),
    ]


def test_what_is_no_text_hides_no_other_fault() -> None:
    world = with_rows(TINY, "skills", {**skill("whisk"), "id": 5, "name": None, "kind": ["tool"]})
    assert faults(world) == [("no-text", "skills:8")] * 3 + [("unknown-kind", "skills:8")]


def test_the_error_lists_every_problem() -> None:
    with pytest.raises(InvalidTaxonomy) as caught:
        require_sound(records(**SEVERAL), "data/1999.1")
    error = caught.value
    assert error.problems == find_problems(records(**SEVERAL))
    lines = str(error).splitlines()
    assert lines[0] == "data/1999.1 has 8 problems:"
    assert lines[1:] == [f"  {problem}" for problem in error.problems]
    assert pickle.loads(pickle.dumps(error)).problems == error.problems


@pytest.mark.parametrize(("many", "said"), [(1, "1 problem:"), (2, "2 problems:")])
def test_one_problem_is_not_several(many: int, said: str) -> None:
    needs = [need("cook", f"anvil-{at}") for at in range(many)]
    with pytest.raises(InvalidTaxonomy, match=rf"\Athe world has {said}\n  needs:6 \[d"):
        require_sound(records(**with_rows(TINY, "needs", *needs)), "the world")


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("an id of a skill with a capital", "'Whisk' is no id; an id is like 'apache-airflow'"),
        ("an importance of its own",
         "importance is 'vital'; it is one of essential, important, useful"),
        ("a role that nobody is", "role names 'smith', which is not in roles"),
        ("a need twice", "role and skill say the same as needs:1"),
        ("an alias twice", "'Backofen' stands in aliases:1 too"),
        ("a skill that is a part of its part",
         "broader runs in a circle: oven → stone-oven → oven"),
        ("a column that nobody knows",
         "'colour' is no column of needs; they are role, skill, importance, level, source"),
        ("two roles that need the same", "waiter has the same needs as cook; tell them apart"),
        ("knowledge of a tool", "oven is a tool; knowledge is of subjects"),
        ("a number", "level is 2, which is no text; write it as text"),
        ("a consumer that is empty", "'rolls' is taken by nobody; name a role or a party"),
        ("a producer that is empty", "'rolls' is made by nobody; name a role or a party"),
        ("a Cyrillic letter that poses as a Latin one",
         "name has '\u041even', which mixes alphabets; write it in one"),
        ("a link of a title that nobody bears",
         "'Pastry chefs' is linked and stands in no row of titles"),
        ("kin that borrows itself", "baker borrows from waiter, which borrows itself"),
        ("a move to a role that nobody is", "new names 'smith', which is not in roles"),
        ("a move that is split from 'smith' to 'baker'",
         "a move of the kind 'split' has not 1 ids as new"),
        ("an alias with the name of another skill but for its accents",
         "'\u00d6ven' differs from a name of oven only in accents"),
        ("a skill with the name of a role", "'Cook' names the skill smile and the role cook"),
        ("a skill that no text can mention",
         "no name of c may be read in a text; give it one that may"),
        ("two levels without an anchor", "bread has no anchor for level 0 and 4"),
        ("knowledge that one of the raters did not rate",
         "rater 'guest' did not rate bread of cook"),
        ("a definition that begins with the name",
         "the definition repeats the name; say what it is and what for"),
    ],
)  # fmt: skip
def test_a_message_says_what_is_wrong_and_where_else_to_look(fault: str, said: str) -> None:
    (problem,) = find_problems(records(**BAD[fault][0]))
    assert problem.message == said
    assert str(problem) == f"{problem.place} [{problem.code}] {said}"


COLUMNS = [(section, name) for section, columns in SECTIONS.items() for name in columns]


@pytest.mark.parametrize(("section", "name"), COLUMNS)
def test_every_column_of_every_section_is_read(section: str, name: str) -> None:
    column = SECTIONS[section][name]

    def spoilt(value: str) -> set[tuple[str, str]]:
        row = next(row for row in WHOLE[section] if row.get(name) or not column.required)
        return {*faults(with_rows(WHOLE, section, {**row, name: value}))}

    place = f"{section}:{len(WHOLE[section]) + 1}"
    assert (("missing-value", place) in spoilt("")) == column.required
    assert (("dangling", place) in spoilt("nowhere")) == bool(column.refers)
    assert ((f"unknown-{name}", place) in spoilt("odd")) == bool(column.choices)
    assert ("untidy-text", place) in spoilt("nowhere\t")


@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_makes_no_fault(random: Random) -> None:
    shuffled = {section: random.sample(rows, len(rows)) for section, rows in WHOLE.items()}
    assert faults(shuffled) == []


ODD = (
    "", "nowhere", "oven", "baker", "oven bread", "Oven", "cook", "oven#door", "editorial#page",
    "0", "4", "5", "near", "exact", "boundaries", "avoids", "noMatch", "exactMatch", "retired", "+",
    "—", " x", "x\ny", "\x00", "\ud800", "e\u0301", "a|b", "|", "split", "clients", 5, None, ["x"],
)  # fmt: skip


@given(st.data())
def test_what_passes_can_be_compiled_loaded_and_asked(data: st.DataObject) -> None:
    world = WHOLE
    for _ in range(9):
        section, name = data.draw(st.sampled_from(COLUMNS))
        at = data.draw(st.integers(1, len(world[section])))
        other = changed(world, section, at, {name: data.draw(st.sampled_from(ODD))})
        world = world if faults(other) else other
    compiled = compile_world(records(**world))
    taxonomy = decode(compiled, sha256(compiled).hexdigest(), "outside the lock")
    assert len(taxonomy.roles.values()) == len(world["roles"])
    assert [*map(str, (*taxonomy.roles.values(), *taxonomy.skills.values()))]
    assert len(taxonomy.moves) == len(world["moves"])
    assert mlroles.match(list(taxonomy.skills), taxonomy, among=taxonomy.roles)


def test_problems_are_values() -> None:
    problem = Problem("dangling", "needs:6", "names nobody")
    assert pickle.loads(pickle.dumps(problem)) == problem
    assert hash(problem) == hash(Problem("dangling", "needs:6", "names nobody"))
    assert problem != Problem("dangling", "needs:7", "names nobody")

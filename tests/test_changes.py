"""What differs between two editions: each difference once, and none between one and itself."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

import pytest

from ages import KEPT, MIDDLE, NEW, OLD, SCHOOL, age, shelved
from mlroles.changes import Change, compare
from whole_world import WHOLE, changed, with_rows
from worlds import TALLY, TINY, Rows, alias, make_edition, make_world, move, need, role, skill

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mlroles.taxonomy import Taxonomy


def later(world: Mapping[str, Rows]) -> Taxonomy:
    """The edition after the tiny one."""
    return make_edition("2000.1", [TALLY], **world)


def found(world: Mapping[str, Rows]) -> list[tuple[Any, ...]]:
    """What differs between the tiny world and another, without the weights."""
    rows = compare(make_world([TALLY], **TINY), later(world))
    return [
        (row.section, row.id, row.kind, row.aspect, row.before, row.after)
        for row in rows
        if row.section != "weights"
    ]


def without(section: str, at: int) -> dict[str, Rows]:
    rows = tuple(row for here, row in enumerate(TINY[section], 1) if here != at)
    return {**TINY, section: rows}


CUT: dict[str, Rows] = {
    **TINY, "skills": TINY["skills"][:6], "other_work": (),
}  # fmt: skip

ONE: dict[str, tuple[dict[str, Rows], list[tuple[Any, ...]]]] = {
    "a role's name": (
        changed(TINY, "roles", 2, {"name": "Chef"}),
        [("roles", "cook", "amended", "name", "Cook", "Chef")],
    ),
    "a role's summary": (
        changed(TINY, "roles", 2, {"summary": "Cooks."}),
        [("roles", "cook", "amended", "summary", "cook works.", "Cooks.")],
    ),
    "a role's tier and status": (
        changed(TINY, "roles", 2, {"tier": "extended", "status": "retired"}),
        [
            ("roles", "cook", "amended", "tier", "core", "extended"),
            ("roles", "cook", "amended", "status", "active", "retired"),
        ],
    ),
    "a skill's name": (
        changed(TINY, "skills", 6, {"name": "Grin"}),
        [("skills", "smile", "amended", "name", "Smile", "Grin")],
    ),
    "a skill's kind and definition": (
        changed(TINY, "skills", 4, {"kind": "language", "definition": "A letter."}),
        [
            ("skills", "c", "amended", "kind", "tool", "language"),
            ("skills", "c", "amended", "definition", "Something like c.", "A letter."),
        ],
    ),
    "what a skill is part of": (
        changed(TINY, "skills", 2, {"broader": "bread"}),
        [("skills", "stone-oven", "amended", "broader", "oven", "bread")],
    ),
    "that a skill is part of another": (
        changed(TINY, "skills", 2, {"broader": ""}),
        [("skills", "stone-oven", "amended", "broader", "oven", None)],
    ),
    "a skill that came": (
        with_rows(TINY, "skills", skill("whisk")),
        [
            ("skills", "whisk", "added", "", None, "whisk"),
            ("names", "whisk", "added", "", None, "whisk"),
        ],
    ),
    "a skill that went": (
        CUT,
        [
            ("skills", "tax-return", "removed", "", "tax-return", None),
            ("names", "taxreturn", "removed", "", "tax-return", None),
        ],
    ),
    "a role that came": (
        with_rows(with_rows(TINY, "roles", role("miller")), "needs", need("miller", "c")),
        [
            ("roles", "miller", "added", "", None, "miller"),
            ("needs", "miller/c", "added", "", None, "essential, working"),
        ],
    ),
    "a role that went": (
        {**TINY, "roles": TINY["roles"][:2], "needs": TINY["needs"][:4]},
        [
            ("roles", "waiter", "removed", "", "waiter", None),
            ("needs", "waiter/smile", "removed", "", "essential, working", None),
        ],
    ),
    "an alias that came": (
        with_rows(TINY, "aliases", alias("Ofen", "oven")),
        [("names", "ofen", "added", "", None, "oven")],
    ),
    "an alias that went": (
        without("aliases", 1),
        [("names", "backofen", "removed", "", "oven", None)],
    ),
    "an alias of another": (
        changed(TINY, "aliases", 1, {"skill": "stone-oven"}),
        [("names", "backofen", "amended", "", "oven", "stone-oven")],
    ),
    "an alias that grew ambiguous": (
        changed(TINY, "aliases", 1, {"skill": "oven stone-oven"}),
        [("names", "backofen", "amended", "", "oven", "oven + stone-oven")],
    ),
    "a title that came": (
        with_rows(TINY, "titles", {"title": "Boss", "roles": "cook", "source": "editorial"}),
        [("titles", "Boss", "added", "", None, "cook")],
    ),
    "a title that went": (
        without("titles", 1),
        [("titles", "Pastry chef", "removed", "", "baker + cook", None)],
    ),
    "a title that is now of ours": (
        changed(TINY, "titles", 3, {"roles": "waiter"}),
        [("titles", "Accountant", "amended", "", "", "waiter")],
    ),
    "a need that came": (
        with_rows(TINY, "needs", need("cook", "bread", "useful", 1)),
        [("needs", "cook/bread", "added", "", None, "useful, awareness")],
    ),
    "a need that went": (
        without("needs", 3),
        [("needs", "cook/oven", "removed", "", "useful, working", None)],
    ),
    "a need of another level": (
        changed(TINY, "needs", 3, {"level": "3"}),
        [("needs", "cook/oven", "amended", "", "useful, working", "useful, practitioner")],
    ),
    "knowledge that came": (
        with_rows(TINY, "knowledge", {**TINY["knowledge"][0], "role": "cook"}),
        [("knowledge", "cook/bread", "added", "", None, "1 to enter, 4 to grow")],
    ),
    "knowledge of another depth": (
        changed(TINY, "knowledge", 1, {"enter": "2"}),
        [("knowledge", "baker/bread", "amended", "",
          "1 to enter, 4 to grow", "2 to enter, 4 to grow")],
    ),
    "knowledge that went": (
        {**TINY, "knowledge": ()},
        [("knowledge", "baker/bread", "removed", "", "1 to enter, 4 to grow", None)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("difference", ONE)
def test_each_difference_is_found_once_and_no_other_is(difference: str) -> None:
    world, expected = ONE[difference]
    assert found(world) == expected


OPPOSITE = {"added": "removed", "removed": "added", "amended": "amended"}


@pytest.mark.parametrize("difference", ONE)
def test_the_way_back_has_the_same_differences_turned_about(difference: str) -> None:
    world, expected = ONE[difference]
    back = compare(later(world), make_world([TALLY], **TINY))
    turned = [
        (section, key, OPPOSITE[kind], aspect, new, old)
        for section, key, kind, aspect, old, new in expected
    ]
    assert [
        (row.section, row.id, row.kind, row.aspect, row.before, row.after)
        for row in back
        if row.section != "weights"
    ] == turned


@pytest.mark.parametrize("world", [*SCHOOL, make_world([TALLY], **WHOLE)], ids=repr)
def test_an_edition_differs_in_nothing_from_itself(world: Taxonomy) -> None:
    assert list(compare(world, world)) == []
    assert list(compare(world, pickle.loads(pickle.dumps(world)))) == []


def test_a_move_is_told_with_its_reason_and_its_ends_are_not_told_again() -> None:
    rows = compare(OLD, MIDDLE)
    ends = ("chef", "cook + confectioner")
    assert rows[1] == Change(
        "roles", "chef", "split", "", *ends, "Split by the guild.", ("editorial",)
    )
    moves = [row for row in rows if row.reason]
    assert [(row.section, row.kind) for row in moves] == [
        (each.section, each.kind) for each in MIDDLE.moves
    ]
    told = {row.id: (row.before, row.after) for row in moves}
    assert (told["herald"], told["quill"]) == (("herald", None), ("quill", None))
    assert (told["waiter"], told["fridge"]) == ((None, "waiter"), (None, "fridge"))
    assert told["groom + page"] == ("groom + page", "ostler")
    assert [row for row in rows if row.section in {"roles", "skills"} and not row.reason] == []


def test_what_came_or_went_without_a_move_is_told_all_the_same() -> None:
    silent = age("2000.1", "baker cook waiter", KEPT, move("renamed", "knight", "waiter"))
    rows = [(row.id, row.kind) for row in compare(MIDDLE, silent) if row.section == "roles"]
    assert rows == [
        ("knight", "renamed"), ("butler", "removed"), ("carrier", "removed"),
        ("confectioner", "removed"), ("footman", "removed"), ("miller", "removed"),
        ("ostler", "removed"), ("sommelier", "removed"),
    ]  # fmt: skip


def test_the_rows_of_one_section_stand_together() -> None:
    after = make_edition("2000.1", **changed(WHOLE, "roles", 1, {"summary": "Bakes."}))
    sections = [row.section for row in compare(make_world(**TINY), after)]
    order = list(dict.fromkeys(sections))
    assert sections == sorted(sections, key=order.index)


def test_on_the_way_back_no_move_is_told_that_neither_edition_lies_between() -> None:
    rows = [row for row in compare(NEW, MIDDLE) if row.reason]
    assert [row.id for row in rows if "chef" in row.id] == []
    assert [(row.kind, row.before, row.after) for row in rows] == [
        (move.kind, " + ".join(move.new) or None, " + ".join(move.old)) for move in NEW.moves
    ]


def test_a_move_of_the_edition_between_is_told_too() -> None:
    with shelved(*SCHOOL):
        rows = compare(OLD, NEW)
    assert [row.kind for row in rows if row.section == "roles" and "herald" in row.id] == [
        "retired"
    ]


def test_what_is_gone_without_a_move_is_told_even_if_it_once_had_one() -> None:
    later_still = age("2000.1", "baker cook", KEPT)
    with shelved(OLD, MIDDLE, later_still):
        rows = compare(OLD, later_still)
    assert ("footman", "removed") in {(row.id, row.kind) for row in rows}

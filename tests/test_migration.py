"""Ways across editions: every kind of move in both directions, a split as a choice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import mlroles
from ages import KEPT, MIDDLE, NEW, OLD, SCHOOL, age, shelved
from mlroles.errors import InvalidInput
from mlroles.migration import Migration, migrate
from mlroles.model import MOVES, Level
from mlroles.resolution import read_level
from worlds import move

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mlroles.taxonomy import Taxonomy

Way = tuple[str, str, str, str]  # options, basis, kind, also


@pytest.fixture(autouse=True)
def _shelf() -> Iterator[None]:
    with shelved(*SCHOOL):
        yield


def ways(migration: Migration) -> dict[str, Way]:
    """The way of each thing given."""
    return {
        each.given: (" ".join(each.options), each.basis, each.kind, " ".join(each.also))
        for each in migration
    }


FORWARD: dict[str, Way] = {
    "baker": ("baker", "certain", "narrowed", "miller"),
    "chef": ("cook confectioner", "choice", "split", ""),
    "butler": ("butler sommelier", "choice", "split", ""),
    "groom": ("ostler", "certain", "merged", ""),
    "page": ("ostler", "certain", "merged", ""),
    "porter": ("carrier", "certain", "renamed", "miller"),
    "herald": ("", "lost", "retired", ""),
    "squire": ("knight", "certain", "derived-from", ""),
    "footman": ("footman", "certain", "kept", ""),
    "hearth": ("fireplace", "certain", "renamed", ""),
    "fork": ("cutlery", "certain", "merged", ""),
    "knife": ("cutlery", "certain", "merged", ""),
    "recipes": ("cake-recipes meat-recipes", "choice", "split", ""),
    "quill": ("", "lost", "retired", ""),
    "oven": ("oven", "certain", "kept", "stone-oven"),
    "whisk": ("whisk", "certain", "narrowed", ""),
    "salt": ("salt", "certain", "kept", ""),
    "ladle": ("ladle", "certain", "kept", ""),
    "broom": ("broom", "certain", "kept", ""),
}
BACKWARD: dict[str, Way] = {
    "baker": ("baker", "certain", "narrowed", ""),
    "cook": ("chef", "certain", "split", ""),
    "confectioner": ("chef", "certain", "split", ""),
    "butler": ("butler", "certain", "split", ""),
    "sommelier": ("butler", "certain", "split", ""),
    "ostler": ("groom page", "choice", "merged", ""),
    "carrier": ("porter", "certain", "renamed", ""),
    "knight": ("squire", "certain", "derived-from", ""),
    "miller": ("baker porter", "choice", "derived-from", ""),
    "waiter": ("", "lost", "added", ""),
    "footman": ("footman", "certain", "kept", ""),
    "fireplace": ("hearth", "certain", "renamed", ""),
    "cutlery": ("fork knife", "choice", "merged", ""),
    "cake-recipes": ("recipes", "certain", "split", ""),
    "meat-recipes": ("recipes", "certain", "split", ""),
    "stone-oven": ("oven", "certain", "derived-from", ""),
    "fridge": ("", "lost", "added", ""),
    "oven": ("oven", "certain", "kept", ""),
}
FAR_FORWARD: dict[str, Way] = {
    "chef": ("cook saucier confectioner", "choice", "split", ""),
    "butler": ("steward", "certain", "merged", ""),
    "groom": ("", "lost", "retired", ""),
    "page": ("", "lost", "retired", ""),
    "squire": ("knight", "certain", "derived-from", ""),
    "hearth": ("stove", "certain", "renamed", ""),
    "fork": ("", "lost", "retired", ""),
    "recipes": ("cookbook", "certain", "merged", ""),
    "footman": ("footman", "certain", "kept", ""),
}
FAR_BACKWARD: dict[str, Way] = {
    "saucier": ("chef", "certain", "split", ""),
    "steward": ("butler", "certain", "split", ""),
    "courier": ("porter", "certain", "renamed", ""),
    "grinder": ("baker porter", "choice", "derived-from", ""),
    "cookbook": ("recipes", "certain", "split", ""),
    "stove": ("hearth", "certain", "renamed", ""),
    "waiter": ("", "lost", "added", ""),
}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (OLD, MIDDLE, FORWARD),
        (MIDDLE, OLD, BACKWARD),
        (OLD, NEW, FAR_FORWARD),
        (NEW, OLD, FAR_BACKWARD),
    ],
    ids=["forward", "backward", "far forward", "far backward"],
)
def test_every_kind_of_move_leads_where_it_says(
    old: Taxonomy, new: Taxonomy, expected: dict[str, Way]
) -> None:
    assert ways(migrate(list(expected), old, new)) == expected


def test_the_table_has_every_role_and_skill_of_both_editions() -> None:
    assert set(FORWARD) == {*OLD.roles, *OLD.skills}
    assert {move.kind for move in MIDDLE.moves} == {*MOVES}


def test_what_was_derived_is_named_beside_what_stays_and_takes_no_place() -> None:
    baker, oven = migrate(["baker", "oven"], OLD, MIDDLE)
    assert (baker.chosen, baker.also) == ("baker", ("miller",))
    assert (oven.chosen, oven.also) == ("oven", ("stone-oven",))


def test_what_was_derived_is_named_as_it_is_called_in_the_edition_wanted() -> None:
    (baker,) = migrate(["baker"], OLD, NEW)
    assert baker.also == ("grinder",)


@pytest.mark.parametrize("moves", [[move("retired", "miller", "")], []], ids=["retired", "gone"])
def test_what_was_derived_and_is_gone_again_is_not_named(moves: list[dict[str, str]]) -> None:
    later = age("2000.1", "baker cook", KEPT, *moves)
    with shelved(OLD, MIDDLE, later):
        (baker,) = migrate(["baker"], OLD, later)
    assert (baker.options, baker.also) == (("baker",), ())


def test_why_something_moved_is_said_in_the_words_of_the_edition() -> None:
    passages = migrate(["chef", "herald", "ladle"], OLD, MIDDLE)
    assert [each.reason for each in passages] == [
        "Split by the guild.",
        "Retired by the guild.",
        "",
    ]


def test_a_choice_is_of_the_kind_that_made_it_one() -> None:
    later = age("2000.1", "cook saucier", KEPT, move("renamed", "confectioner", "saucier"))
    (chef,) = migrate(["chef"], OLD, later)
    assert (chef.options, chef.basis) == (("cook", "saucier"), "choice")
    assert chef.kind == "split"


# A choice ----------------------------------------------------------------------------------------


def test_a_split_is_a_choice_and_nobody_makes_it_in_silence() -> None:
    found = migrate(["chef", "recipes", "baker", "oven"], OLD, MIDDLE)
    assert [(each.given, each.chosen) for each in found.choices] == [
        ("chef", None), ("recipes", None),
    ]  # fmt: skip
    assert found.roles == ("baker",)
    assert found.skills == {"oven": None}


@pytest.mark.parametrize(
    ("skills", "chosen"),
    [
        (["oven"], "cook"),
        (["salt"], "confectioner"),
        ({"SALT": 4, "juggling": None}, "confectioner"),
        (["oven", "salt"], "confectioner"),  # nobody else needs both, so it is a tie, and the id's
        (["broom"], "confectioner"),
    ],
    ids=["oven", "salt", "levels", "tie", "neither"],
)
def test_skills_settle_a_split_on_request_and_it_is_marked(skills: object, chosen: str) -> None:
    (chef,) = migrate(["chef"], OLD, MIDDLE, skills=skills)
    assert (chef.chosen, chef.basis, chef.kind) == (chosen, "by skills", "split")
    assert chef.options == ("cook", "confectioner")
    held = mlroles.match(skills, MIDDLE, among=chef.options)
    assert chosen == held[0].role.id


@pytest.mark.parametrize("skills", [[], ["juggling"], {"salt": 0}], ids=["none", "unknown", "not"])
def test_skills_that_say_nothing_settle_nothing(skills: object) -> None:
    (chef,) = migrate(["chef"], OLD, MIDDLE, skills=skills)
    assert (chef.chosen, chef.basis) == (None, "choice")


def test_skills_settle_only_which_role_and_only_where_there_are_several() -> None:
    found = migrate(["recipes", "porter", "herald"], OLD, MIDDLE, skills=["salt"])
    assert [each.basis for each in found] == ["choice", "certain", "lost"]


def test_a_merger_is_a_choice_on_the_way_back_and_skills_settle_it_too() -> None:
    (ostler,) = migrate(["ostler"], MIDDLE, OLD, skills=["salt"])
    assert (ostler.options, ostler.chosen, ostler.basis) == (
        ("groom", "page"), "page", "by skills",
    )  # fmt: skip


def test_skills_are_names_that_the_new_edition_knows() -> None:
    (chef,) = migrate(["chef"], OLD, MIDDLE, skills=["stone oven"])
    assert chef.basis == "by skills"
    with pytest.raises(InvalidInput, match="skills is one string"):
        migrate(["chef"], OLD, MIDDLE, skills="salt")


# Levels ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "held"),
    [
        ({"fork": 1, "knife": 3}, {"cutlery": Level.PRACTITIONER}),
        ({"fork": 3, "knife": 1}, {"cutlery": Level.PRACTITIONER}),
        ({"fork": None, "knife": "working"}, {"cutlery": Level.WORKING}),
        ({"fork": None, "knife": None}, {"cutlery": None}),
        ({"fork": 0}, {"cutlery": Level.NONE}),
        ({"hearth": 2, "quill": 4, "recipes": 4, "porter": 4}, {"fireplace": Level.WORKING}),
    ],
    ids=["highest last", "highest first", "one given", "none given", "nothing", "others"],
)
def test_the_highest_level_holds(given: dict[str, Any], held: dict[str, Level | None]) -> None:
    found = migrate(given, OLD, MIDDLE)
    assert found.skills == held
    assert [each.level for each in found] == [
        None if level is None else read_level(level) for level in given.values()
    ]


def test_what_is_settled_can_be_matched() -> None:
    found = migrate({"hearth": 3, "oven": None}, OLD, MIDDLE)
    answer = mlroles.match(found.skills, MIDDLE)
    assert [(held.skill.id, held.level) for held in answer.resolved] == [
        ("fireplace", Level.PRACTITIONER), ("oven", None),
    ]  # fmt: skip

"""Ways across editions: what may be given, between which editions, and what comes back."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import attrs
import pytest

from ages import MIDDLE, NEW, OLD, SCHOOL, shelved
from mlroles.errors import InvalidInput, UnknownEdition
from mlroles.migration import Passage, migrate
from mlroles.model import Level
from mlroles.resolution import resolve
from worlds import TINY, make_edition, tiny_world

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mlroles.taxonomy import Taxonomy


@pytest.fixture(autouse=True)
def _shelf() -> Iterator[None]:
    with shelved(*SCHOOL):
        yield


def test_names_and_values_are_read_as_the_old_edition_knows_them() -> None:
    given = ["Chef", "kitchen head", OLD.roles["porter"], OLD.skills["fork"], "HEARTH"]
    found = migrate(given, OLD, MIDDLE)
    assert [(each.given, each.section, each.old) for each in found] == [
        ("Chef", "roles", "chef"),
        ("kitchen head", "roles", "chef"),
        ("porter", "roles", "porter"),
        ("fork", "skills", "fork"),
        ("HEARTH", "skills", "hearth"),
    ]


def test_what_nobody_knows_is_reported_with_what_is_lost() -> None:
    found = migrate(["zither", "herald", "oven", "Stable hand", ""], OLD, MIDDLE)
    assert [(each.given, each.basis) for each in found.lost] == [
        ("zither", "unknown"), ("herald", "lost"), ("Stable hand", "unknown"), ("", "unknown"),
    ]  # fmt: skip
    assert found[0] == Passage("zither", "", "", (), None, "unknown", "unknown")


def test_everything_given_comes_back_in_its_order_and_as_often() -> None:
    given = ["oven", "herald", "oven", "zither", "chef"]
    assert [each.given for each in migrate(iter(given), OLD, MIDDLE)] == given


def test_a_profile_takes_its_levels_and_its_unknown_names_along() -> None:
    profile = resolve({"Fork": 2, "oven": None, "zither": 3}, OLD)
    found = migrate(profile, OLD, MIDDLE)
    assert [(each.given, each.level, each.basis) for each in found] == [
        ("fork", Level.WORKING, "certain"), ("oven", None, "certain"), ("zither", None, "unknown"),
    ]  # fmt: skip


def test_a_profile_takes_what_it_excludes_along_too() -> None:
    found = migrate(resolve({"fork": 0}, OLD), OLD, MIDDLE)
    assert [(each.given, each.level) for each in found] == [("fork", Level.NONE)]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("chef", r"'chef' cannot be migrated; pass a list of ids, \['data-analyst', …\]"),
        (b"chef", "b'chef' cannot be migrated"),
        (5, "5 cannot be migrated"),
        (None, "None cannot be migrated"),
        ([5], "5 is no id of a role or a skill"),
        ({None: 2}, "None is no id of a role or a skill"),
        ({"oven": 9}, "9 is no level"),
    ],
    ids=["text", "bytes", "number", "none", "list", "mapping", "level"],
)
def test_what_cannot_be_migrated_is_refused(given: object, said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        migrate(given, OLD, MIDDLE)


# Editions ----------------------------------------------------------------------------------------


def test_editions_are_given_or_named() -> None:
    found = migrate(["chef", "oven"], "1998.1", "2000.1")
    assert found == migrate(["chef", "oven"], OLD, NEW)
    assert (found.old, found.new) == ("1998.1", "2000.1")
    with pytest.raises(UnknownEdition):
        migrate(["chef"], "1066.1", MIDDLE)
    with pytest.raises(UnknownEdition):
        migrate(["chef"], OLD, "1066.1")


@pytest.mark.parametrize("world", SCHOOL, ids=lambda world: world.edition)
def test_within_one_edition_everything_stays(world: Taxonomy) -> None:
    given = [*world.roles, *world.skills]
    found = migrate(given, world, world)
    assert [each.chosen for each in found] == given
    assert {(each.basis, each.kind, each.also) for each in found} == {("certain", "kept", ())}


def test_what_another_world_of_the_same_name_lacks_is_lost() -> None:
    other = make_edition("1998.1", **TINY)
    (herald,) = migrate(["herald"], OLD, other)
    assert herald.basis == "lost"


def test_what_is_lost_without_a_word_is_not_called_kept() -> None:
    (waiter,) = migrate(["waiter"], tiny_world(), make_edition("2000.1", **{
        **TINY, "roles": TINY["roles"][:2], "needs": TINY["needs"][:4],
    }))  # fmt: skip
    assert waiter.basis == "lost"
    assert waiter.kind == "removed"


# The values --------------------------------------------------------------------------------------


def test_a_migration_is_a_sequence() -> None:
    found = migrate(["chef", "oven", "herald", "zither"], OLD, MIDDLE)
    assert len(found) == 4
    assert list(found) == [found[0], found[1], found[2], found[3]]
    assert found[1:3] == found.passages[1:3]
    assert found[-1] in found
    assert repr(found) == "<Migration 1998.1 → 1999.1: 1 settled, 1 to choose, 2 lost>"
    assert migrate([], OLD, MIDDLE).passages == ()


def test_migrations_and_passages_are_frozen_and_travel() -> None:
    found = migrate({"chef": 2, "oven": 1}, OLD, MIDDLE)
    again = pickle.loads(pickle.dumps(found))
    assert again == found
    assert (hash(again), repr(again), str(again)) == (hash(found), repr(found), str(found))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        found.old = "x"  # type: ignore[misc]  # that is the point
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        found[0].chosen = "x"  # type: ignore[misc]  # that is the point

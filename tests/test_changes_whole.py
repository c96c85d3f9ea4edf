"""What differs between two editions: the weights of both, and the value that tells it."""

from __future__ import annotations

import pickle
from itertools import pairwise
from typing import TYPE_CHECKING

import attrs
import pytest
from hypothesis import given

import mlroles
from ages import MIDDLE, OLD, SCHOOL, shelved
from mlroles.changes import Changes, compare
from mlroles.errors import UnknownEdition
from strategies import taxonomies
from whole_world import changed
from worlds import TINY, make_edition, make_world

if TYPE_CHECKING:
    from mlroles.taxonomy import Taxonomy


def weights(taxonomy: Taxonomy) -> dict[str, int]:
    ours = {
        f"{key}/{each}": taxonomy.weight(key, each)
        for key in taxonomy.roles
        for each in taxonomy.skills
    }
    rows = taxonomy.weights.rows
    return {**ours, **{f"other-work/{each}": rows[each][0][-1] for each in taxonomy.skills}}


@given(taxonomies(), taxonomies())
def test_reweighted_is_exactly_what_both_have_and_weigh_otherwise(
    old: Taxonomy, new: Taxonomy
) -> None:
    rows = {row.id: row for row in compare(old, new) if row.section == "weights"}
    before, after = weights(old), weights(new)
    assert {(key, row.before, row.after) for key, row in rows.items()} == {
        (key, before[key], after[key])
        for key in {*before} & {*after}
        if before[key] != after[key]
    }  # fmt: skip
    assert {row.kind for row in rows.values()} <= {"reweighted"}


@given(taxonomies(), taxonomies())
def test_no_difference_is_told_twice_and_none_is_no_difference(
    old: Taxonomy, new: Taxonomy
) -> None:
    rows = compare(old, new)
    keys = [(row.section, row.id, row.aspect) for row in rows]
    assert len({*keys}) == len(keys)
    assert [row for row in rows if row.before == row.after] == []


def test_weights_of_what_only_one_has_are_no_difference() -> None:
    rows = [row.id for row in compare(OLD, MIDDLE) if row.section == "weights"]
    both = {*OLD.roles} & {*MIDDLE.roles} | {"other-work"}
    assert {key.split("/")[0] for key in rows} <= both
    assert {key.split("/")[1] for key in rows} <= {*OLD.skills} & {*MIDDLE.skills}


def test_other_work_is_reweighted_too() -> None:
    other = changed(TINY, "other_work", 1, {"strength": "weak"})
    rows = compare(make_world(**TINY), make_world(**other))
    assert [(row.section, row.id, row.before, row.after) for row in rows] == [
        ("weights", "other-work/tax-return", 110, 30)
    ]


# The values --------------------------------------------------------------------------------------


def test_editions_are_given_or_named() -> None:
    with shelved(*SCHOOL):
        rows = compare("1998.1", "1999.1")
        assert rows == compare(OLD, MIDDLE)
        assert (rows.old, rows.new) == ("1998.1", "1999.1")
        for pair in (("1066.1", "1999.1"), ("1999.1", "1066.1")):
            with pytest.raises(UnknownEdition):
                compare(*pair)


def test_changes_are_a_sequence() -> None:
    cells = {"tier": "extended", "status": "retired"}
    world = make_edition("2000.1", **changed(TINY, "roles", 2, cells))
    rows = compare(make_world(**TINY), world)
    assert len(rows) == 2
    assert list(rows) == [rows[0], rows[1]]
    assert rows[1:] == rows.rows[1:]
    assert rows[-1] in rows
    assert repr(rows) == "<Changes 1999.1 → 2000.1: 2 amended>"
    assert repr(compare(OLD, OLD)) == "<Changes 1998.1 → 1998.1: nothing>"


def test_changes_are_frozen_and_travel() -> None:
    rows = compare(OLD, MIDDLE)
    again = pickle.loads(pickle.dumps(rows))
    assert again == rows
    assert isinstance(again, Changes)
    assert (hash(again), str(again)) == (hash(rows), str(rows))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        rows.old = "x"  # type: ignore[misc]  # that is the point
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        rows[0].kind = "x"  # type: ignore[misc]  # that is the point


def test_the_shipped_editions_can_all_be_compared() -> None:
    for name in mlroles.list_editions():
        assert len(compare(name, name)) == 0
        assert compare("2020.1", name).new == name


def test_every_id_of_a_shipped_edition_leads_somewhere_in_the_next() -> None:
    for old, new in pairwise(map(mlroles.load, mlroles.list_editions())):
        for passage in mlroles.migrate([*old.roles, *old.skills], old, new):
            assert passage.options or passage.kind == "retired", passage
            if passage.section == "roles" and len(passage.options) == 1:
                assert new.role(passage.old).id == passage.chosen
            elif len(passage.options) == 1:
                assert new.skill(passage.old).id == passage.chosen

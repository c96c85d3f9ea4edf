"""Values: frozen, equal by all that they hold, known by their id, ready to travel."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import attrs
import pytest

from mlroles import model
from mlroles.model import (
    Alias,
    Boundary,
    Crosswalk,
    Entry,
    Handoff,
    Knowledge,
    Level,
    Move,
    NamedBy,
    Need,
    Overlay,
    Resource,
    Role,
    Scoring,
    Skill,
    Source,
    Statement,
    Title,
)
from mlroles.names import RoleId, SkillId

OVEN = Skill(
    SkillId("oven"), "Oven", "tool", "It bakes.", SkillId("stove"), (SkillId("fire"),),
    (Alias("Backofen", "near", ("hot", "bread")),), ("editorial",),
)  # fmt: skip
NEED = Need(OVEN, "useful", Level.WORKING, (NamedBy(875, 40, "guild", 1999),), ("editorial",))
BAKER = Role(
    id=RoleId("baker"),
    name="Baker",
    summary="Bakes.\nEvery day.",
    tier="core",
    status="active",
    entry=Entry("common", "Walk in.", ("editorial",)),
    needs=(NEED,),
    kin=(RoleId("cook"),),
    grounds=(Statement("Has a guild."),),
    objections=(Statement("Cooks, too."),),
)
VALUES = (
    Source("guild", "The book", "The guild", "1999", "", "CC0"),
    *OVEN.aliases,
    OVEN,
    *NEED.named_by,
    NEED,
    Knowledge(OVEN, Level.NONE, Level.EXPERT, "Hot.", (), "Burns.", "Bakes."),
    Statement("Bakes."),
    Boundary("Does not fry.", RoleId("cook")),
    BAKER.entry,
    Handoff("baker", "rolls", "clients"),
    Title("Boulanger", (RoleId("baker"),), (), (Crosswalk("ISCO", "08", "1", "", "relatedMatch"),)),
    Resource("Bake!", "https://example.org", "book", SkillId("oven")),
    Crosswalk("ISCO", "08", "7512", "", "exactMatch"),
    Move("roles", ("chef",), ("baker", "cook"), "split", "Two crafts."),
    BAKER,
    Overlay("guild", "The guild's", "0" * 64, "1" * 64, "{}"),
    Scoring(20, 11),
)


def by_type(value: object) -> str:
    return type(value).__name__


def another(value: Any, name: str) -> object:
    """The same value but for one field."""
    old = getattr(value, name)
    new = old + type(old)(1) if isinstance(old, int) else f"{old}?" if old else "?"
    return attrs.evolve(value, **{name: (*old, "?") if isinstance(old, tuple) else new})


def test_every_value_is_tried_here() -> None:
    kinds = {getattr(model, name) for name in model.__all__ if not name.isupper()}
    assert {Level, *map(type, VALUES)} == kinds


@pytest.mark.parametrize("value", VALUES, ids=by_type)
def test_values_travel_unchanged(value: object) -> None:
    for other in (pickle.loads(pickle.dumps(value)), copy.copy(value), copy.deepcopy(value)):
        assert other == value
        assert hash(other) == hash(value)


@pytest.mark.parametrize("value", VALUES, ids=by_type)
def test_values_are_frozen_and_hold_nothing_else(value: Any) -> None:
    for field in attrs.fields(type(value)):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(value, field.name, None)
    with pytest.raises((attrs.exceptions.FrozenInstanceError, AttributeError)):
        value.other = None


@pytest.mark.parametrize("value", VALUES, ids=by_type)
def test_values_differ_when_anything_in_them_does(value: Any) -> None:
    for field in attrs.fields(type(value)):
        assert another(value, field.name) != value, field.name


@pytest.mark.parametrize("value", [VALUES[0], OVEN, BAKER], ids=by_type)
def test_what_has_an_id_hashes_by_it_alone(value: Any) -> None:
    for field in attrs.fields(type(value)):
        same = hash(another(value, field.name)) == hash(value)
        assert same == (field.name != "id"), field.name


@pytest.mark.parametrize("value", VALUES, ids=by_type)
def test_a_repr_is_one_line_and_names_the_type(value: object) -> None:
    assert repr(value).startswith(f"{type(value).__name__}(")
    assert "\n" not in repr(value)


def test_the_repr_of_what_has_an_id_leaves_the_bulk_out() -> None:
    assert repr(BAKER) == "Role(id='baker', name='Baker')"
    assert repr(OVEN) == "Skill(id='oven', name='Oven', kind='tool')"


def test_skills_and_roles_show_themselves_as_text() -> None:
    assert str(OVEN).startswith("Oven (tool)\n")
    assert str(BAKER).startswith("Baker")
    assert "Oven" in str(BAKER)


def test_levels_are_whole_numbers_in_order() -> None:
    assert list(Level) == [0, 1, 2, 3, 4]
    assert max(Level) is Level.EXPERT
    assert f"{Level.NONE} {Level.AWARENESS}" == "none awareness"

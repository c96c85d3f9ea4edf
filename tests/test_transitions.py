"""Transitions: what is shared, what is left, and that the way back is another."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mlroles
from mlroles.matching import measure_coverage
from mlroles.model import IMPORTANCES
from mlroles.planning import plan
from mlroles.transitions import find_transitions
from strategies import ROLES, school
from worlds import make_world, need, role, skill

if TYPE_CHECKING:
    from mlroles.model import Level
    from mlroles.taxonomy import Taxonomy


@given(school(), st.sampled_from(ROLES[:2]))
def test_a_way_is_the_plan_of_somebody_who_holds_just_what_the_role_needs(
    taxonomy: Taxonomy, here: str
) -> None:
    held = {need.skill.id: need.level for need in taxonomy.roles[here].needs}
    (way,) = find_transitions(here, taxonomy)
    expected = plan(held, way.role, taxonomy)
    assert (way.coverage, way.effort) == (expected.coverage, expected.effort)
    (back,) = find_transitions(way.role, taxonomy)
    assert (way.back, back.back) == (back.coverage, way.coverage)


@given(school(), st.sampled_from(ROLES[:2]))
def test_bridges_and_what_is_missing_are_the_needs_of_the_other(
    taxonomy: Taxonomy, here: str
) -> None:
    held = {need.skill.id for need in taxonomy.roles[here].needs}
    (way,) = find_transitions(here, taxonomy)
    both = (*way.bridges, *way.missing)
    assert sorted(each.skill.id for each in both) == sorted(n.skill.id for n in way.role.needs)
    assert {each.skill.id for each in way.bridges} <= held
    assert not {each.skill.id for each in way.missing} & held
    for needs in (way.bridges, way.missing):
        ranks = [(-IMPORTANCES[each.importance], each.skill.id) for each in needs]
        assert ranks == sorted(ranks)


@pytest.fixture(scope="module")
def kitchen() -> Taxonomy:
    """A waiter is nearly a host; a host is far from a waiter; nobody becomes a retired butler."""
    return make_world(
        roles=[role("host"), role("waiter"), role("cook"), role("butler", status="retired")],
        skills=[skill(key) for key in ("smile", "wine", "tray", "bow", "pan")],
        needs=[
            need("host", "smile", level=2), need("host", "wine", "useful", 4),
            need("waiter", "smile", "useful", 3), need("waiter", "tray", "important"),
            need("cook", "pan"), need("butler", "bow"),
        ],
    )  # fmt: skip


def test_the_way_back_costs_otherwise(kitchen: Taxonomy) -> None:
    ways = find_transitions("Host", kitchen)
    assert [way.role.id for way in ways] == ["waiter", "cook"]
    nearest = ways[0]
    assert (nearest.coverage, nearest.back) == (222, 800)
    assert (nearest.effort.low, nearest.effort.high) == (40, 110)
    assert [each.skill.id for each in nearest.bridges] == ["smile"]
    assert [each.skill.id for each in nearest.missing] == ["tray"]
    assert ways[1].bridges == ()


def test_ties_go_by_id_and_retired_roles_are_only_left(kitchen: Taxonomy) -> None:
    assert [way.role.id for way in find_transitions("butler", kitchen)] == [
        "cook", "host", "waiter",
    ]  # fmt: skip


def test_one_role_alone_has_nowhere_to_go() -> None:
    world = make_world(roles=[role("cook")], skills=[skill("pan")], needs=[need("cook", "pan")])
    ways = find_transitions("cook", world)
    assert len(ways) == 0
    assert repr(ways) == "<Transitions cook: ways 0, edition 1999.1>"


def test_a_sequence_of_one_line_that_travels(kitchen: Taxonomy) -> None:
    ways = find_transitions(kitchen.role("host"), kitchen)
    assert repr(ways) == "<Transitions host: ways 2, nearest waiter, edition 1999.1>"
    assert pickle.loads(pickle.dumps(ways)) == ways
    assert (ways.edition, ways.fingerprint) == (kitchen.edition, kitchen.fingerprint)
    with pytest.raises(mlroles.UnknownRole, match="no role is called 'ghost'"):
        find_transitions("ghost", kitchen)


@pytest.mark.parametrize("name", mlroles.list_editions())
def test_every_role_leads_to_every_other(name: str) -> None:
    taxonomy = mlroles.load(name)
    for here in taxonomy.roles.values():
        ways = find_transitions(here, taxonomy)
        assert {way.role.id for way in ways} == set(taxonomy.roles) - {here.id}
        held: dict[str, Level | None] = {need.skill.id: need.level for need in here.needs}
        assert [way.coverage for way in ways] == [measure_coverage(w.role, held) for w in ways]

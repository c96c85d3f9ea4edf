"""Hand-offs: the graph once, and the shortest chains by comparison with trying every path."""

from __future__ import annotations

import pickle
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mlroles
from mlroles.errors import InvalidInput, UnknownParty
from mlroles.handoffs import MOST_CHAINS, find_end
from strategies import ROLES
from teamworld import KITCHEN, handoff
from worlds import make_world, need, role, skill

ENDS = (*ROLES, "clients")


def world(pairs: list[tuple[str, str]]) -> mlroles.Taxonomy:
    """Four roles and a party, with these hand-offs."""
    return make_world(
        roles=[role(key) for key in ROLES],
        skills=[skill(f"own-{key}") for key in ROLES],
        needs=[need(key, f"own-{key}") for key in ROLES],
        handoffs=[handoff(a, f"{a} to {b}", b) for a, b in pairs],
    )


pairs = st.lists(
    st.tuples(st.sampled_from(ENDS), st.sampled_from(ENDS)).filter(lambda p: p[0] != p[1]),
    unique=True,
    max_size=14,
)


def try_every_path(rows: list[tuple[str, str]], start: str, end: str) -> list[tuple[str, ...]]:
    """The shortest paths between roles, found by walking every sequence of roles."""
    for between in range(len(ROLES) + 1):
        paths = [
            (start, *middle, end)
            for middle in permutations([key for key in ROLES if key not in {start, end}], between)
            if all(step in rows for step in zip((start, *middle), (*middle, end), strict=True))
        ]
        if paths:
            return sorted(paths)
    return []


@given(pairs, st.permutations(ENDS))
def test_chains_agree_with_trying_every_path(rows: list[tuple[str, str]], ends: list[str]) -> None:
    start, end = ends[:2]
    found = mlroles.trace_handoffs(start, end, world(rows))
    paths = [(start, *(step.consumer.id for step in chain)) for chain in found]
    expected = try_every_path(rows, start, end)
    assert paths == expected
    assert found.total == len(expected)
    for chain in found:
        assert chain[0].producer == found.start
        assert chain[-1].consumer == found.end
        for step in chain:
            assert {(row.producer, row.consumer) for row in step.handoffs} == {
                (step.producer.id, step.consumer.id)
            }


@given(pairs, st.randoms())
def test_the_order_of_the_rows_moves_no_chain(rows: list[tuple[str, str]], random: object) -> None:
    mixed = list(rows)
    random.shuffle(mixed)  # type: ignore[attr-defined]  # it is a random
    one, other = (mlroles.trace_handoffs("alpha", "clients", world(each)) for each in (rows, mixed))
    assert one.shortest == other.shortest


def test_a_step_holds_all_that_is_handed_on_between_its_ends() -> None:
    found = mlroles.trace_handoffs("Miller", "Clients", KITCHEN)
    assert [[step.consumer.id for step in chain] for chain in found] == [
        ["baker", "cashier", "clients"],
        ["baker", "waiter", "clients"],
    ]
    assert [row.artefact for row in found[0][0].handoffs] == ["flour", "bran"]
    assert repr(found) == "<Chains miller to clients: 2 of 3 steps>"


def test_no_chain_leads_through_a_party_or_a_retired_role() -> None:
    assert not mlroles.trace_handoffs("baker", "miller", KITCHEN)
    assert not mlroles.trace_handoffs("cashier", "waiter", KITCHEN)  # but for the clients
    none = mlroles.trace_handoffs("herald", "clients", KITCHEN)
    assert (none.shortest, none.total, repr(none)) == ((), 0, "<Chains herald to clients: 0>")


def test_only_so_many_chains_are_held_and_all_are_counted() -> None:
    middle = [f"middle-{at:02}" for at in range(MOST_CHAINS + 3)]
    crowd = make_world(
        roles=[role(key) for key in ["start", *middle]],
        skills=[skill(f"own-{key}") for key in ["start", *middle]],
        needs=[need(key, f"own-{key}") for key in ["start", *middle]],
        handoffs=[
            *(handoff("start", "a", key) for key in middle),
            *(handoff(key, "b", "clients") for key in middle),
        ],
    )
    found = mlroles.trace_handoffs("start", "clients", crowd)
    assert (len(found), found.total) == (MOST_CHAINS, MOST_CHAINS + 3)
    assert [chain[0].consumer.id for chain in found] == middle[:MOST_CHAINS]
    assert str(found).endswith("\n…3 more of this length")


def test_the_graph_has_every_row_once_with_its_ends() -> None:
    found = mlroles.list_handoffs(KITCHEN)
    assert len(found) == len(set(found)) == 7  # not the herald's, who is retired
    assert [end.id for end in found.ends] == ["miller", "baker", "waiter", "cashier", "clients"]
    assert [end.is_role for end in found.ends] == [True, True, True, True, False]
    assert repr(found) == "<Handoffs 7 between 5 ends, edition 1999.1>"


def test_around_one_end_is_what_it_takes_and_hands_on() -> None:
    found = mlroles.list_handoffs(KITCHEN, around=KITCHEN.role("waiter"))
    assert [row.artefact for row in found] == ["loaves", "a served loaf", "wishes"]
    assert len(mlroles.list_handoffs(KITCHEN, around="CLIENTS")) == 3


@pytest.mark.parametrize("edition", mlroles.list_editions())
def test_every_role_of_an_edition_is_on_a_way_to_somebody_outside(edition: str) -> None:
    taxonomy = mlroles.load(edition)
    for key in taxonomy.roles:
        chains = [mlroles.trace_handoffs(key, party, taxonomy) for party in taxonomy.parties]
        assert any(chains), key


@pytest.mark.parametrize(
    ("name", "meant"),
    [("boulangr", ("baker",)), ("client", ("clients",)), ("zzz", ()), (7, ()), (None, ())],
)
def test_who_is_neither_a_role_nor_a_party_is_an_error(name: object, meant: object) -> None:
    with pytest.raises(UnknownParty, match="no role or party is called") as caught:
        find_end(name, KITCHEN)
    assert caught.value.suggestions == meant


def test_a_chain_has_two_ends() -> None:
    with pytest.raises(InvalidInput, match="both ends are Baker"):
        mlroles.trace_handoffs("baker", "Boulanger", KITCHEN)


def test_answers_travel() -> None:
    for value in (
        mlroles.list_handoffs(KITCHEN),
        mlroles.trace_handoffs("miller", "clients", KITCHEN),
    ):
        assert pickle.loads(pickle.dumps(value)) == value
        assert hash(value) == hash(pickle.loads(pickle.dumps(value)))

"""Sums of packed rows are the sums of the rows, and names mean what they mean."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

import attrs
from hypothesis import given
from hypothesis import strategies as st

import mlroles
from mlroles.matching import compare_active
from mlroles.names import fold
from mlroles.standing import Comparison, Standing
from mlroles.taxonomy import Meanings, Weights
from strategies import names_of, shipped
from worlds import tiny_world

if TYPE_CHECKING:
    import pytest

TINY = tiny_world()
ROLES = ("a", "b", "c")


@st.composite
def weights(draw: st.DrawFn) -> Weights:
    """Rows as no edition has them, small and huge."""
    largest = draw(st.sampled_from((0, 1, 900, 1 << 27, 1 << 31, 1 << 58)))
    row = st.tuples(*[st.integers(-largest, largest)] * 4)
    rows = draw(st.lists(row, min_size=1, max_size=12))
    return Weights(
        {role: at for at, role in enumerate(ROLES)},
        {f"skill-{at}": (row, "pppp") for at, row in enumerate(rows)},
    )


@given(weights(), st.data())
def test_a_sum_of_packed_rows_is_the_sum_of_the_rows(weights: Weights, data: st.DataObject) -> None:
    roles = tuple(data.draw(st.permutations(ROLES)))[: data.draw(st.integers(1, 3))]
    skills = data.draw(st.sets(st.sampled_from(sorted(weights.rows))))
    for named in (skills, set(weights.rows)):
        assert weights.pack(roles).add(named) == tuple(
            sum(weights.rows[skill][0][column] for skill in named)
            for column in (*(weights.columns[role] for role in roles), -1)
        )


def test_packed_rows_are_kept_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mlroles.taxonomy.weights._PACKED", 2)
    kept = attrs.evolve(TINY.weights)
    first = kept.pack(("baker",))
    assert kept.pack(("baker",)) is first
    for roles in (("cook",), ("baker", "cook"), ("baker",)):
        kept.pack(roles)
        assert len(kept._packed) <= 2


def test_a_taxonomy_travels_without_what_it_keeps_at_hand() -> None:
    taxonomy = tiny_world()
    before = pickle.dumps(pickle.loads(pickle.dumps(taxonomy)))
    answered = mlroles.match(["oven", "nobody knows"], taxonomy)
    assert "nobody knows" in taxonomy.meanings
    again = pickle.loads(pickle.dumps(taxonomy))
    assert pickle.dumps(again) == before
    assert mlroles.match(["oven", "nobody knows"], again) == answered


def test_names_are_kept_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mlroles.taxonomy._KEPT", 3)
    meanings = Meanings(TINY.names)
    for at in range(10):
        assert meanings[f"stranger {at}"] == ()
        assert meanings[" OVEN "] == ("oven",)
        assert len(meanings) <= 3
    assert meanings["x" * 101] == ()
    assert "x" * 101 not in meanings


@given(st.one_of(names_of(shipped()), st.text(max_size=9), st.sampled_from(["Transformers"])))
def test_a_name_means_one_skill_or_none(name: str) -> None:
    bearers = shipped().names.get(fold(name), ())
    assert shipped().meanings[name] == (bearers if len(bearers) == 1 else ())
    assert shipped().meanings[name] == shipped().meanings[name]


def test_what_is_measured_for_many_is_what_match_measures() -> None:
    comparison = compare_active(TINY)
    for names in ([], ["oven"], ["bread", "smile"], ["tax-return"]):
        answer, standing = mlroles.match(names, TINY), Standing(comparison, set(names))
        assert standing.outcome == answer.outcome
        assert standing.best == (answer.best and answer.best.role.id)
        assert standing.breadth == answer.breadth
        assert standing.outside == answer.outside.evidence
        order = [comparison.roles[at] for at in standing.order]
        assert order == [fit.role.id for fit in answer]
        assert comparison.roles[standing.first] == order[0]


def test_odds_move_shares_alone() -> None:
    from fractions import Fraction

    even: Any = Comparison(TINY, TINY.active)
    odd = Comparison(TINY, TINY.active, (Fraction(1), Fraction(9)))
    first, second = Standing(even, {"oven"}), Standing(odd, {"oven"})
    assert first.shares != second.shares
    assert (first.order, first.breadth) == (second.order, second.breadth)

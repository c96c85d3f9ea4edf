"""The place between one-trick pony and generalist: what is said, and what is not."""

from __future__ import annotations

import copy
import pickle
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mlroles
from mlroles.editions import load_guidance
from mlroles.errors import InvalidInput
from strategies import profiles
from worlds import tiny_world

if TYPE_CHECKING:
    from mlroles.spectrum import Place
    from mlroles.taxonomy import Taxonomy

ANALYST = ["Tableau", "Excel", "Power BI", "SQL", "dashboards", "pivot tables"]
WORLDS = [
    (taxonomy, profiles(taxonomy))
    for taxonomy in (mlroles.load("2020.1"), mlroles.load("2026.1"), tiny_world())
]
OTHER_WORK = ["Java", "Spring", "JUnit", "PHP", "WordPress", "Swift"]


def place(skills: list[str], edition: Taxonomy, **how: Any) -> Place:
    return mlroles.find_place(mlroles.match(skills, edition, **how), edition)


@st.composite
def asked(draw: st.DrawFn) -> tuple[Taxonomy, mlroles.Match]:
    taxonomy, lists = draw(st.sampled_from(WORLDS))
    return taxonomy, mlroles.match(draw(lists), taxonomy)


@given(asked())
def test_the_blend_adds_up_and_is_that_of_the_match(
    question: tuple[Taxonomy, mlroles.Match],
) -> None:
    taxonomy, answer = question
    found = mlroles.find_place(answer, taxonomy)
    assert (found.breadth, found.outcome) == (answer.breadth, answer.outcome)
    assert [(part.role, part.share) for part in found] == [
        (fit.role, fit.share) for fit in answer[: len(found)]
    ]
    whole = 1000 if answer.resolved else 0
    assert sum(part.share for part in found) + found.rest == whole
    assert found.named == len(answer.resolved)
    assert found.unresolved == answer.unresolved


@given(asked())
def test_the_front_is_one_role_where_the_answer_is_ranked_and_more_where_it_is_not(
    question: tuple[Taxonomy, mlroles.Match],
) -> None:
    taxonomy, answer = question
    found = mlroles.find_place(answer, taxonomy)
    assert found.front == tuple(fit.role for fit in answer[: len(found.front)])
    assert bool(found.front) == bool(answer.resolved)
    if answer.outcome == "ranked":
        assert len(found.front) == 1
    if answer.outcome == "insufficient" and answer.resolved:
        assert len(found.front) > 1
    assert len(found) >= len(found.front)


@given(asked())
def test_each_pull_speaks_for_its_role_the_strongest_first(
    question: tuple[Taxonomy, mlroles.Match],
) -> None:
    taxonomy, answer = question
    for part, fit in zip(mlroles.find_place(answer, taxonomy), answer, strict=False):
        weights = [pull.weight for pull in part.pulls]
        towards = sorted((r.weight for r in fit.reasons if r.weight > 0), reverse=True)
        assert weights == towards[:3]


@given(asked())
def test_a_word_is_given_only_where_enough_is_known(
    question: tuple[Taxonomy, mlroles.Match],
) -> None:
    taxonomy, answer = question
    found = mlroles.find_place(answer, taxonomy)
    may = len(answer.resolved) >= 5 and answer.outcome != "outside"
    assert (found.word is not None, found.means is not None) == (may, may)


@pytest.mark.parametrize(
    ("breadth", "word"),
    [
        (0, "one-trick pony"), (199, "one-trick pony"), (200, "specialist"), (399, "specialist"),
        (400, "in the grey area"), (699, "in the grey area"), (700, "generalist"),
        (1000, "generalist"),
    ],
)  # fmt: skip
def test_each_band_begins_where_the_table_says(breadth: int, word: str, edition: Taxonomy) -> None:
    answer = attrs.evolve(mlroles.match(ANALYST, edition), breadth=breadth)
    found = mlroles.find_place(answer, edition)
    means = {band["name"]: band["means"] for band in load_guidance(edition)["breadths"]}
    assert (found.word, found.means) == (word, means[word])


def test_two_trades_make_no_one_trick_pony(edition: Taxonomy) -> None:
    two = ["Airflow", "Spark", "Tableau", "dashboards", "Hadoop", "pivot tables"]
    answer = attrs.evolve(mlroles.match(two, edition), breadth=0)
    assert answer[0].share < 600
    assert mlroles.find_place(answer, edition).word == "specialist"


def test_a_prior_moves_no_word(edition: Taxonomy) -> None:
    odds = dict.fromkeys(edition.roles, 1) | {"data-engineer": 10_000}
    given_odds = place(ANALYST, edition, prior=odds)
    assert given_odds[0].share < 600
    assert given_odds.word == place(ANALYST, edition).word == "one-trick pony"


def test_one_trade_is_narrow_and_several_are_broad(edition: Taxonomy) -> None:
    several = ["Tableau", "Airflow", "PyTorch", "Kubernetes", "LaTeX", "SQL"]
    narrow, broad = place(ANALYST, edition), place(several, edition)
    assert narrow.breadth is not None
    assert broad.breadth is not None
    assert narrow.breadth < 100
    assert broad.breadth > 400
    assert [role.id for role in narrow.front] == ["data-analyst"]


def test_few_names_look_broad_and_get_no_word(edition: Taxonomy) -> None:
    found = place(["Python"], edition)
    assert found.breadth is not None
    assert found.breadth > 900
    assert found.word is None
    assert len(found.front) == len(found) == 5  # nothing is told, so every role is at the front


def test_where_any_lead_is_clear_the_front_is_the_first_and_its_ties(edition: Taxonomy) -> None:
    lenient = attrs.evolve(edition, scoring=attrs.evolve(edition.scoring, lead=0))
    answer = mlroles.match(ANALYST, edition)
    assert mlroles.find_place(answer, lenient).front == (answer[0].role,)
    tied = attrs.evolve(
        answer, fits=(answer[0], attrs.evolve(answer[1], evidence=answer[0].evidence))
    )
    assert mlroles.find_place(tied, lenient).front == (answer[0].role, answer[1].role)


def test_other_work_gets_no_word_and_nothing_known_gets_no_place(edition: Taxonomy) -> None:
    outside, nothing = place(OTHER_WORK, edition), place(["juggling"], edition)
    assert (outside.outcome, outside.word, outside.named) == ("outside", None, 6)
    assert (nothing.breadth, nothing.word, nothing.front, list(nothing)) == (None, None, (), [])
    assert [name.name for name in nothing.unresolved] == ["juggling"]


def test_a_prior_moves_the_blend_and_not_the_breadth(edition: Taxonomy) -> None:
    odds = dict.fromkeys(edition.roles, 1) | {"data-engineer": 50}
    even, given_odds = place(ANALYST, edition), place(ANALYST, edition, prior=odds)
    assert even.breadth == given_odds.breadth
    assert even[0].share > given_odds[0].share


@pytest.mark.parametrize("names", [[], ["SQL"], ANALYST])
def test_a_single_role_is_the_whole_blend(names: list[str], edition: Taxonomy) -> None:
    found = place(names, edition, among=["data-analyst"])
    assert [part.share for part in found] == [1000] * bool(names)
    assert (found.rest, found.word) == (0, None)


@pytest.mark.parametrize("value", [None, ["SQL"], "SQL"])
def test_only_a_match_has_a_place(value: Any) -> None:
    with pytest.raises(InvalidInput, match="is no match; pass what match returns") as caught:
        mlroles.find_place(value)
    assert caught.value.value is value


def test_another_taxonomy_than_that_which_answered_is_an_error(edition: Taxonomy) -> None:
    with pytest.raises(InvalidInput, match="pass the taxonomy that answered"):
        mlroles.find_place(mlroles.match(ANALYST, edition), mlroles.load("2026.1"))


def test_the_shipped_edition_is_found_by_itself(edition: Taxonomy) -> None:
    assert mlroles.find_place(mlroles.match(ANALYST, edition)) == place(ANALYST, edition)


def test_a_place_copies_pickles_and_says_what_it_is(edition: Taxonomy) -> None:
    value = place([*ANALYST, "juggling"], edition)
    assert repr(value) == "<Place 8 (one-trick pony): data-analyst first, edition 2020.1>"
    assert pickle.loads(pickle.dumps(value)) == copy.deepcopy(value) == value
    nothing = place([], edition)
    assert repr(nothing) == "<Place None (no word for it): nowhere first, edition 2020.1>"

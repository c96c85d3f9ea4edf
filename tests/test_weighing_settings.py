"""What the weights owe to corrections, to how many were asked, and to counted other work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from by_hand import work_out
from mlroles.weighing import Curation, Tally, read_curation, weigh
from strategies import SKILLS, curations, surveys
from worlds import SETTINGS, TINY, records

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

some_surveys = st.lists(surveys(), max_size=3)
Rows = dict[str, tuple[tuple[int, ...], str]]


def flat(curation: Curation) -> Curation:
    """The same without what is lent, from skill to skill or from role to role."""
    return attrs.evolve(curation, broader=dict.fromkeys(SKILLS), kin={})


def ours(rows: Rows) -> Rows:
    """All but the column of other work."""
    return {skill: (weights[:-1], basis[:-1]) for skill, (weights, basis) in rows.items()}


def evolved(tallies: Sequence[Tally], **cells: Any) -> list[Tally]:
    return [attrs.evolve(tally, **cells) for tally in tallies]


# As before ---------------------------------------------------------------------------------------


@given(curations(), some_surveys)
def test_with_the_defaults_nothing_of_this_is_heard(
    curation: Curation, tallies: list[Tally]
) -> None:
    assert (SETTINGS.kin, SETTINGS.outside_people, SETTINGS.least_people) == (0, 0, 0)
    bare = attrs.evolve(curation, kin={}, corrections={})
    plain = [
        attrs.evolve(tally, people={key: n for key, n in tally.people.items() if key != "outside"})
        for tally in evolved(tallies, outside_counts=False, outside_only=False)
    ]
    rows = weigh(bare, plain, SETTINGS)
    assert weigh(bare, evolved(tallies, outside_only=False), SETTINGS) == rows
    assert weigh(bare, plain, attrs.evolve(SETTINGS, kin=999, lent=1, least_people=1)) == rows
    assert weigh(bare, plain, attrs.evolve(SETTINGS, outside_people=9)) == rows
    assert {basis[-1] for _, basis in rows.values()} == {"p"}


# Corrections -------------------------------------------------------------------------------------


@given(curations(), some_surveys)
def test_corrections_are_added_exactly_and_change_no_basis(
    curation: Curation, tallies: list[Tally]
) -> None:
    fitted = flat(curation)
    rows = weigh(fitted, tallies, SETTINGS)
    bare = weigh(attrs.evolve(fitted, corrections={}), tallies, SETTINGS)
    for skill, (weights, basis) in rows.items():
        added = fitted.corrections.get(skill, {})
        expected = [added.get(role, 0) for role in fitted.roles]
        assert [now - was for now, was in zip(weights, bare[skill][0], strict=True)] == [
            *expected, 0,
        ]  # fmt: skip
        assert basis == bare[skill][1]


def test_a_correction_is_of_its_own_name_and_narrower_ones_borrow_none_of_it() -> None:
    roles = (*TINY["roles"][:2], {**TINY["roles"][2], "kin": "cook"})
    counted = Tally(
        "a", 1999, {"baker": 40, "cook": 60},
        {"baker": {"oven": 30_000, "c": 9000}, "cook": {"oven": 9000, "c": 40_000}}, {},
    )  # fmt: skip
    sections = records(**{**TINY, "roles": roles})
    plain, fitted = (
        weigh(read_curation(sections, corrections), [counted], SETTINGS)
        for corrections in (None, {"oven": {"cook": 10}})
    )
    assert fitted["oven"][0][1] - plain["oven"][0][1] == 10
    assert fitted["oven"][0][2] - plain["oven"][0][2] == 10  # the waiter's kin
    assert fitted["stone-oven"][0][:2] == plain["stone-oven"][0][:2]


# How many were asked -----------------------------------------------------------------------------


@given(curations(), surveys(), st.integers(0, 99))
def test_a_role_with_fewer_people_is_left_out_of_the_mean_and_of_nothing_else(
    curation: Curation, tally: Tally, least: int
) -> None:
    tally = attrs.evolve(tally, outside_only=False, outside_counts=False)
    even = flat(curation)
    rows = weigh(even, [tally], attrs.evolve(SETTINGS, least_people=least))
    enough = {key: n for key, n in tally.people.items() if n >= least}
    without = weigh(even, [attrs.evolve(tally, people=enough)], SETTINGS)
    for column, role in enumerate(even.roles):
        if role in enough or role not in tally.people:
            assert [row[0][column] for row in rows.values()] == [
                row[0][column] for row in without.values()
            ]
    assert rows == work_out(even, [tally], attrs.evolve(SETTINGS, least_people=least))


def test_the_few_still_speak_for_themselves() -> None:
    tally = Tally(
        "a", 1999, {"baker": 40, "cook": 60, "waiter": 9},
        {"baker": {"oven": 20_000, "smile": 1000}, "cook": {"oven": 30_000, "smile": 9000},
         "waiter": {"oven": 1000, "smile": 8000}}, {},
    )  # fmt: skip
    curation = read_curation(records(**TINY))
    few = weigh(curation, [tally], attrs.evolve(SETTINGS, least_people=10))
    nobody = weigh(curation, [attrs.evolve(tally, people={"baker": 40, "cook": 60})], SETTINGS)
    assert few["oven"][0][:2] == nobody["oven"][0][:2]
    assert few["oven"][0][2] < nobody["oven"][0][2]
    assert (few["oven"][1], nobody["oven"][1]) == ("cccp", "ccpp")


@pytest.mark.parametrize(("people", "least"), [(9, 9), (1, 1), (1, 0)])
def test_exactly_as_many_as_are_asked_for_are_enough(people: int, least: int) -> None:
    tally = Tally(
        "a", 1999, {"baker": 40, "cook": 60, "waiter": people},
        {"baker": {"oven": 20_000}, "cook": {"oven": 30_000, "smile": 9000},
         "waiter": {"oven": 100, "smile": 800}}, {},
    )  # fmt: skip
    curation = read_curation(records(**TINY))
    enough, few = (
        weigh(curation, [tally], attrs.evolve(SETTINGS, least_people=each))
        for each in (least, people + 1)
    )
    assert enough == work_out(curation, [tally], attrs.evolve(SETTINGS, least_people=least))
    assert enough["smile"][0] != few["smile"][0]


def test_a_source_that_asked_too_few_of_everybody_says_nothing() -> None:
    tally = Tally(
        "a",
        1999,
        {"baker": 4, "outside": 9},
        {"baker": {"oven": 4000}, "outside": {"c": 9000}},
        {},
        outside_counts=True,
    )
    curation = read_curation(records(**TINY))
    asking = attrs.evolve(SETTINGS, least_people=5, outside_people=1)
    assert weigh(curation, [tally], asking) == weigh(curation, [], SETTINGS)


# Other work --------------------------------------------------------------------------------------


@given(curations(), some_surveys, st.integers(0, 9))
def test_counted_other_work_moves_the_last_column_only(
    curation: Curation, tallies: list[Tally], people: int
) -> None:
    asking = attrs.evolve(SETTINGS, outside_people=people)
    heard = weigh(curation, evolved(tallies, outside_counts=True), asking)
    unheard = weigh(curation, evolved(tallies, outside_counts=False), asking)
    assert ours(heard) == ours(unheard)
    for skill in SKILLS if not people else ():
        assert heard[skill] == unheard[skill]


@given(curations(), some_surveys, st.integers(1, 9))
def test_where_roles_and_sources_are_mixed_up_only_other_work_is_heard(
    curation: Curation, tallies: list[Tally], people: int
) -> None:
    asking = attrs.evolve(SETTINGS, outside_people=people)
    only = weigh(curation, evolved(tallies, outside_only=True), asking)
    whole = weigh(curation, evolved(tallies, outside_only=False), asking)
    assert ours(only) == ours(weigh(curation, [], asking))
    assert [row[0][-1] for row in only.values()] == [row[0][-1] for row in whole.values()]
    assert [row[1][-1] for row in only.values()] == [row[1][-1] for row in whole.values()]


def asked_of_all(oven: int, smile: int, **settings: Any) -> tuple[int, str]:
    """What the oven says of other work, by these thousandths of 50 people outside."""
    tally = Tally(
        "a", 1999, {"baker": 40, "cook": 60, "outside": 50},
        {"baker": {"oven": 30_000, "smile": 10_000}, "cook": {"oven": 30_000, "smile": 30_000},
         "outside": {"oven": oven, "smile": smile}}, {}, outside_counts=True,
    )  # fmt: skip
    weighing = attrs.evolve(SETTINGS, **{"outside_people": 2, **settings})
    weights, basis = weigh(read_curation(records(**TINY)), [tally], weighing)["oven"]
    return weights[-1], basis[-1]


def test_people_of_other_work_who_name_it_more_often_speak_for_other_work() -> None:
    rare, even, often = (asked_of_all(oven, 50_000 - oven)[0] for oven in (100, 31_250, 49_900))
    assert rare < even < often
    assert even < 0 < often  # the curators, who speak against it, are heard a little


def test_the_more_the_curators_weigh_the_nearer_it_is_to_their_word() -> None:
    weights = [asked_of_all(49_900, 100, outside_people=n)[0] for n in (1, 5, 50, 100_000)]
    assert weights == sorted(weights, reverse=True)
    assert weights[-1] == SETTINGS.ours


def test_other_work_is_counted_where_as_many_answer_as_the_curators_weigh() -> None:
    assert asked_of_all(49_900, 100) == (asked_of_all(49_900, 100)[0], "c")
    assert asked_of_all(49_900, 100, outside_people=90)[1] == "p"
    assert asked_of_all(49_900, 100, outside_people=0) == (SETTINGS.ours, "p")


@pytest.mark.parametrize(
    "named",
    [
        {"waiter": {"smile": 1000}},
        {"baker": {"oven": 30_000, "smile": 0}},
        {"outside": {"smile": 0, "tax-return": 5000}},
    ],
    ids=["too few", "ours", "theirs"],
)
def test_what_none_of_those_asked_named_says_nothing_of_other_work(
    named: Mapping[str, Mapping[str, int]],
) -> None:
    tally = Tally(
        "a", 1999, {"baker": 40, "cook": 60, "waiter": 1, "outside": 9},
        {"baker": {"oven": 30_000}, "cook": {"oven": 9000, "c": 5000}, "waiter": {"oven": 1},
         "outside": {"oven": 9000}, **named}, {}, outside_counts=True,
    )  # fmt: skip
    curation = read_curation(records(**TINY))
    asking = attrs.evolve(SETTINGS, outside_people=2, least_people=5)
    assert weigh(curation, [tally], asking) == work_out(curation, [tally], asking)

"""What a role without counts of its own borrows from its kin."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from by_hand import log10, work_out
from mlroles.weighing import Curation, Settings, Tally, read_curation, weigh
from strategies import ROLES, SKILLS, curations, surveys
from whole_world import WHOLE
from worlds import SETTINGS, TALLY, TINY, need, records

if TYPE_CHECKING:
    from collections.abc import Sequence

settings = st.builds(
    Settings,
    factors=st.just({"essential": 7, "important": 3, "useful": 2}),  # no product of them is a ten
    prior_people=st.integers(1, 60),
    borrowed=st.integers(0, 1000),
    other_work=st.just(SETTINGS.other_work),
    ours=st.integers(-90, 0),
    kin=st.integers(0, 1000),
    lent=st.integers(0, 1000),
    outside_people=st.integers(0, 9),
    least_people=st.integers(0, 99),
)
some_surveys = st.lists(surveys(), max_size=3)


@given(curations(), some_surveys, settings)
def test_every_weight_and_its_basis_is_the_one_worked_out_in_fractions(
    curation: Curation, tallies: list[Tally], settings: Settings
) -> None:
    assert weigh(curation, tallies, settings) == work_out(curation, tallies, settings)


def without_kin(curation: Curation, tallies: Sequence[Tally]) -> list[Tally]:
    """The same sources, if they had not asked those who borrow."""
    return [
        attrs.evolve(
            tally, people={key: n for key, n in tally.people.items() if key not in curation.kin}
        )
        for tally in tallies
    ]


@given(curations(), some_surveys, settings)
def test_who_needs_nothing_borrows_of_the_mean_of_its_kin_where_these_were_counted(
    curation: Curation, tallies: list[Tally], settings: Settings
) -> None:
    bare = attrs.evolve(curation, needs={}, corrections={})
    columns = {role: at for at, role in enumerate(bare.roles)}
    for weights, basis in weigh(bare, without_kin(bare, tallies), settings).values():
        for role, kin in bare.kin.items():
            if "c" in {basis[columns[other]] for other in kin}:
                theirs = Fraction(sum(weights[columns[other]] for other in kin), len(kin))
                lent = round(Fraction(settings.lent, 1000) * theirs)
                assert (weights[columns[role]], basis[columns[role]]) == (lent, "b")


@given(curations(), some_surveys, settings)
def test_who_needs_what_its_kin_need_never_goes_beyond_what_they_say(
    curation: Curation, tallies: list[Tally], settings: Settings
) -> None:
    importances = zip(SKILLS, ("essential", "useful") * 4, strict=True)
    needs = {skill: dict.fromkeys(ROLES, importance) for skill, importance in importances}
    alike = attrs.evolve(curation, needs=needs, corrections={})
    columns = {role: at for at, role in enumerate(alike.roles)}
    for weights, basis in weigh(alike, without_kin(alike, tallies), settings).values():
        for role, kin in alike.kin.items():
            theirs = [weights[columns[other]] for other in kin]
            if settings.lent < 1000:  # less of it is nearer to nothing
                theirs.append(0)
            if "c" in {basis[columns[other]] for other in kin}:
                assert min(theirs) <= weights[columns[role]] <= max(theirs)


@given(curations(), some_surveys, settings)
def test_those_who_lend_never_feel_it(
    curation: Curation, tallies: list[Tally], settings: Settings
) -> None:
    # of skills without a broader one, that is: what one of its kin borrows, a skill may lend
    flat = attrs.evolve(curation, broader=dict.fromkeys(SKILLS))
    silent = without_kin(flat, tallies)
    alone = attrs.evolve(flat, kin={})
    rows, others = weigh(flat, silent, settings), weigh(alone, silent, settings)
    for skill in SKILLS:
        for column, role in enumerate(flat.roles):
            if role not in flat.kin:
                assert rows[skill][0][column] == others[skill][0][column]
                assert rows[skill][1][column] == others[skill][1][column]


def lent(
    kin: str, *needs: dict[str, str], part: int = 0, lent: int = 1000
) -> tuple[tuple[int, ...], str]:
    """The weights of the oven for baker, cook and waiter, who borrows."""
    roles = (*TINY["roles"][:2], {**TINY["roles"][2], "kin": kin})
    world = {**TINY, "roles": roles, "needs": (*TINY["needs"], *needs)}
    curation = read_curation(records(**world))
    return weigh(curation, [TALLY], attrs.evolve(SETTINGS, kin=part, lent=lent))["oven"]


def test_two_lend_their_mean() -> None:
    (baker, cook, waiter, _), basis = lent("baker cook")
    assert (waiter, basis) == (round(Fraction(baker + cook, 2)), "ccbp")


@pytest.mark.parametrize("part", [0, 300, 1000])
def test_a_part_of_that_mean_is_lent(part: int) -> None:
    (baker, cook, waiter, _), basis = lent("baker cook", lent=part)
    assert waiter == round(Fraction(part, 1000) * Fraction(baker + cook, 2))
    assert basis == "ccbp"
    assert SETTINGS.lent == 1000


@pytest.mark.parametrize("part", [0, 250, 500, 1000])
def test_a_part_of_how_needs_differ_is_added_to_what_is_borrowed(part: int) -> None:
    (baker, cook, waiter, _), _ = lent("cook", part=part)
    differs = log10(Fraction(1, 2))  # cooks find the oven useful, waiters do without
    assert waiter == round(cook + 100 * Fraction(part, 1000) * differs)
    assert (baker, cook) == lent("cook")[0][:2]


def test_a_need_of_ones_own_adds_to_what_is_borrowed() -> None:
    needy, others = lent("cook", need("waiter", "oven"), part=500), lent("cook", part=500)
    assert needy[0][2] > others[0][2]
    assert needy[1] == others[1] == "ccbp"


def test_to_a_role_whose_people_were_counted_its_kin_are_no_more_than_a_guess() -> None:
    roles = (*TINY["roles"][:2], {**TINY["roles"][2], "kin": "cook"})
    curation = read_curation(records(**{**TINY, "roles": roles}))
    tally = attrs.evolve(
        TALLY,
        people={**TALLY.people, "waiter": 50},
        portions={**TALLY.portions, "waiter": {"oven": 1000, "smile": 49_000}},
    )
    asked, silent = (weigh(curation, [each], SETTINGS)["oven"] for each in (tally, TALLY))
    assert (asked[1], silent[1]) == ("cccp", "ccbp")
    assert asked[0][2] < silent[0][2] == silent[0][1]
    assert asked[0][:2] == silent[0][:2]  # those who lend are compared among themselves


def test_kin_that_were_not_counted_lend_nothing() -> None:
    rows = weigh(read_curation(records(**WHOLE)), [], SETTINGS)
    assert rows == weigh(read_curation(records(**TINY)), [], SETTINGS)
    counted = weigh(read_curation(records(**WHOLE)), [TALLY], SETTINGS)
    assert counted["bread"] == rows["bread"]
    assert counted["oven"][1] == "ccbp"


def test_what_the_tables_say_of_kin_is_read() -> None:
    curation = read_curation(records(**WHOLE), {"oven": {"baker": 3}})
    assert curation.kin == {"waiter": ["cook"]}
    assert curation.corrections == {"oven": {"baker": 3}}
    plain = read_curation(records(**TINY))
    assert (plain.kin, plain.corrections) == ({}, {})

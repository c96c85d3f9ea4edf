"""Weights, worked out a second time by other means and held against the first."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, ROUND_UP, Context, Decimal, Inexact, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import worlds
from mlroles.weighing import Curation, Settings, Tally, prior_row, read_curation, weigh
from strategies import IMPORTANCE, ROLES, SKILLS, tallies
from whole_world import WHOLE
from worlds import SETTINGS, TALLY, TINY, need, records

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

EXACT = Context(prec=60, rounding=ROUND_HALF_EVEN)


def log10(value: Fraction) -> Fraction:
    """To sixty digits, without the code under test."""
    with localcontext(EXACT):
        return Fraction(Decimal(value.numerator).log10() - Decimal(value.denominator).log10())


def tells(tally: Tally, role: str, skill: str) -> tuple[Fraction, Fraction]:
    """How many answers are expected at a skill, and the logarithm of how much more it got."""
    asked = [key for key, people in tally.people.items() if people]
    if role not in asked:
        return Fraction(0), Fraction(0)
    answers = {key: Fraction(sum(tally.portions[key].values()), 1000) for key in asked}
    shares = {key: tally.portions[key].get(skill, 0) / (1000 * answers[key]) for key in asked}
    mean = sum(shares.values(), Fraction(0)) / len(asked)
    if not mean:
        return Fraction(0), Fraction(0)
    smoothed = (answers[role] * shares[role] + mean) / (answers[role] + 1)
    return answers[role] * mean, log10(smoothed / mean)


def by_hand(
    curation: Curation, tallies: Sequence[Tally], settings: Settings
) -> dict[str, tuple[tuple[int, ...], str]]:
    """The rows, a cell at a time, in fractions."""
    rows: dict[str, tuple[tuple[int, ...], str]] = {}

    def row(skill: str) -> tuple[tuple[int, ...], str]:
        broader, needs = curation.broader[skill], curation.needs.get(skill, {})
        factors = [settings.factors[needs[key]] if key in needs else 1 for key in curation.roles]
        base = rows.get(broader) or row(broader) if broader else ((), "")
        borrows = not needs and any(base[0][:-1])
        weights, letters = [], []
        for column, role in enumerate(curation.roles):
            told = [tells(tally, role, skill) for tally in tallies]
            mass = sum((answers for answers, _ in told), Fraction(0))
            guess = log10(Fraction(factors[column] * len(factors), sum(factors)))
            if borrows:
                guess = Fraction(settings.borrowed, 1000) * base[0][column] / 100
            total = sum((answers * bans for answers, bans in told), settings.prior_people * guess)
            weights.append(round(100 * total / (mass + settings.prior_people)))
            letters.append("c" if mass >= settings.prior_people else "b" if borrows else "p")
        strength = curation.other_work.get(skill)
        other = settings.ours if strength is None else settings.other_work[strength]
        rows[skill] = ((*weights, other), "".join(letters) + "p")
        return rows[skill]

    return {skill: row(skill) for skill in sorted(curation.broader)}


@st.composite
def curations(draw: st.DrawFn) -> Curation:
    """Four roles and eight skills, any of them below another."""
    order = draw(st.permutations(SKILLS))
    broader = {key: draw(st.sampled_from((None, *order[:at]))) for at, key in enumerate(order)}
    some = st.dictionaries(st.sampled_from(ROLES), IMPORTANCE, max_size=2)
    return Curation(
        roles=draw(st.permutations(ROLES)),
        broader=dict(draw(st.permutations(list(broader.items())))),
        needs={
            key: needs for key in SKILLS if (needs := draw(st.one_of(st.just({}), some)))
        },
        other_work=draw(
            st.dictionaries(
                st.sampled_from(SKILLS), st.sampled_from(tuple(SETTINGS.other_work)), max_size=3
            )
        ),
    )  # fmt: skip


settings = st.builds(
    Settings,
    factors=st.just(SETTINGS.factors),
    prior_people=st.integers(1, 60),
    borrowed=st.integers(0, 1000),
    other_work=st.just(SETTINGS.other_work),
    ours=st.integers(-90, 0),
)
some_tallies = st.lists(tallies(), max_size=3)


@given(curations(), some_tallies, settings)
def test_every_weight_and_its_basis_is_the_one_worked_out_in_fractions(
    curation: Curation, tallies: list[Tally], settings: Settings
) -> None:
    assert weigh(curation, tallies, settings) == by_hand(curation, tallies, settings)


def tiny_rows(*tallies: Tally, **sections: Any) -> dict[str, tuple[tuple[int, ...], str]]:
    """The weights of the tiny world, for baker, cook, waiter and other work."""
    return weigh(read_curation(records(**{**TINY, **sections})), tallies, SETTINGS)


def test_one_weight_step_by_step() -> None:
    # 30 of the 40 bakers' whole answers went to the oven, and 20 of the cooks' 60
    mean = (Fraction(30, 40) + Fraction(20, 60)) / 2
    expected_answers = 40 * mean
    counted = log10((30 + mean) / (40 + 1) / mean)
    # bakers need it essentially, cooks find it useful, waiters do without
    needed = log10(Fraction(5) / Fraction(5 + 2 + 1, 3))
    both = (expected_answers * counted + 2 * needed) / (expected_answers + 2)
    assert tiny_rows(TALLY)["oven"][0][0] == round(100 * both) == 15


def test_the_rows_of_the_tiny_world() -> None:
    assert tiny_rows(TALLY) == {
        "bread": ((33, -37, -37, -30), "pppp"),
        "c": ((-25, 17, -22, -30), "ccpp"),
        "c-plus-plus": ((0, 0, 0, -30), "pppp"),
        "oven": ((15, -20, -43, -30), "ccpp"),
        "smile": ((-37, -37, 33, -30), "pppp"),
        "stone-oven": ((8, -10, -22, -30), "bbbp"),
        "tax-return": ((0, 0, 0, 110), "pppp"),
    }


def test_without_counts_the_needs_alone_speak() -> None:
    rows = tiny_rows()
    assert {skill: basis for skill, (_, basis) in rows.items() if skill != "stone-oven"} == {
        skill: "pppp" for skill in rows if skill != "stone-oven"
    }
    assert rows["oven"][0][:-1] == tuple(
        round(100 * log10(Fraction(factor * 3, 8))) for factor in (5, 2, 1)
    )
    half = [round(Fraction(weight, 2)) for weight in rows["oven"][0][:-1]]
    assert rows["stone-oven"] == ((*half, -30), "bbbp")


def borrowing(**more: Any) -> dict[str, tuple[tuple[int, ...], str]]:
    ovens = (*TINY["skills"], worlds.skill("pizza-oven", broader="stone-oven"))
    return tiny_rows(TALLY, **{"skills": ovens, **more})


def test_an_uncounted_skill_borrows_half_from_its_broader_skill() -> None:
    oven, stone_oven = borrowing()["oven"], borrowing()["stone-oven"]
    assert stone_oven == ((*(round(Fraction(w, 2)) for w in oven[0][:-1]), -30), "bbbp")


def test_what_was_borrowed_is_lent_again_by_half() -> None:
    rows = borrowing()
    halves = [round(Fraction(weight, 2)) for weight in rows["stone-oven"][0][:-1]]
    assert rows["pizza-oven"] == ((*halves, -30), "bbbp")
    assert halves != [0, 0, 0]


def test_a_broader_skill_that_tells_nobody_apart_lends_nothing() -> None:
    skills = (*TINY["skills"], worlds.skill("c-sharp", broader="c-plus-plus"))
    assert tiny_rows(TALLY, skills=skills)["c-sharp"] == ((0, 0, 0, -30), "pppp")


def test_a_skill_that_some_role_needs_borrows_nothing() -> None:
    needs = (*TINY["needs"], need("waiter", "stone-oven"))
    assert borrowing(needs=needs)["stone-oven"] == tiny_rows(needs=needs)["stone-oven"]


def test_too_few_answers_move_a_weight_but_do_not_make_it_counted() -> None:
    few = attrs.evolve(TALLY, portions={"baker": {"oven": 900}, "cook": {"c": 900}})
    weights, basis = tiny_rows(few)["oven"]
    assert basis == "pppp"
    assert weights != tiny_rows()["oven"][0]


def test_as_many_answers_as_the_prior_weighs_make_a_weight_counted() -> None:
    even = Tally("a", 1999, {"baker": 2, "cook": 2},
                 {"baker": {"bread": 2000}, "cook": {"bread": 2000}}, {})  # fmt: skip
    fewer = attrs.evolve(even, portions={**even.portions, "cook": {"bread": 1999, "c": 1}})
    assert tiny_rows(even)["bread"][1] == "ccpp"
    assert tiny_rows(fewer)["bread"][1] == "pppp"


def test_a_role_that_a_source_did_not_ask_keeps_its_own_weights() -> None:
    (_, _, waiter, _), _ = tiny_rows(TALLY)["oven"]
    assert waiter == tiny_rows()["oven"][0][2]
    nobody = attrs.evolve(TALLY, people={**TALLY.people, "waiter": 0})
    assert tiny_rows(nobody) == tiny_rows(TALLY)


def test_two_sources_that_asked_different_roles_both_count() -> None:
    tallies = [
        Tally("a", 1998, {"baker": 9, "cook": 9},
              {"baker": {"bread": 9000}, "cook": {"c": 9000}}, {}),
        Tally("b", 1999, {"cook": 9, "waiter": 9},
              {"cook": {"c": 9000}, "waiter": {"smile": 9000}}, {}),
    ]  # fmt: skip
    rows = tiny_rows(*tallies)
    assert rows["bread"][1] == "ccpp"
    assert rows["smile"][1] == "pccp"
    assert rows["c"][1] == "cccp"
    assert rows["bread"][0][2] == tiny_rows()["bread"][0][2]


def test_a_source_that_asked_one_role_compares_it_with_nobody() -> None:
    alone = Tally("a", 1999, {"cook": 50}, {"cook": {"c-plus-plus": 50_000}}, {})
    assert tiny_rows(alone)["c-plus-plus"] == ((0, 0, 0, -30), "pcpp")


def test_a_skill_that_nobody_chose_is_as_if_it_had_not_been_offered() -> None:
    offered = {key: {**row, "bread": 0} for key, row in TALLY.portions.items()}
    assert tiny_rows(attrs.evolve(TALLY, portions=offered)) == tiny_rows(TALLY)


@pytest.mark.parametrize("strength", [*SETTINGS.other_work, None])
def test_for_other_work_only_the_curators_speak(strength: str | None) -> None:
    listed = {"skill": "oven", "strength": strength, "reason": "so", "source": "editorial"}
    weights, basis = tiny_rows(TALLY, other_work=(listed,) if strength else ())["oven"]
    assert weights[-1] == (SETTINGS.other_work[strength] if strength else SETTINGS.ours)
    assert basis[-1] == "p"


@given(curations(), some_tallies, settings, st.randoms(use_true_random=False))
def test_the_order_of_sources_answers_and_skills_never_matters(
    curation: Curation, tallies: list[Tally], settings: Settings, random: Random
) -> None:
    def shuffled(rows: Any) -> Any:
        if isinstance(rows, dict):
            return {key: shuffled(rows[key]) for key in random.sample(list(rows), len(rows))}
        return rows

    others = [
        attrs.evolve(tally, people=shuffled(tally.people), portions=shuffled(tally.portions))
        for tally in random.sample(tallies, len(tallies))
    ]
    other = attrs.evolve(
        curation, broader=shuffled(curation.broader), needs=shuffled(curation.needs)
    )
    rows = weigh(curation, tallies, settings)
    assert weigh(other, iter(others), settings) == rows
    assert list(rows) == sorted(curation.broader)


@given(curations(), some_tallies, settings, st.permutations(range(len(ROLES))))
def test_the_order_of_roles_is_the_order_of_columns_and_nothing_more(
    curation: Curation, tallies: list[Tally], settings: Settings, order: list[int]
) -> None:
    other = attrs.evolve(curation, roles=[curation.roles[at] for at in order])
    rows, turned = weigh(curation, tallies, settings), weigh(other, tallies, settings)
    for skill, (weights, basis) in rows.items():
        columns = [*order, len(ROLES)]
        assert turned[skill][0] == tuple(weights[at] for at in columns)
        assert turned[skill][1] == "".join(basis[at] for at in columns)


@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_in_the_tables_never_matters(random: Random) -> None:
    shuffled = {
        section: rows if section == "roles" else tuple(random.sample(rows, len(rows)))
        for section, rows in WHOLE.items()
    }
    assert tiny_rows(TALLY, **shuffled) == tiny_rows(TALLY, **WHOLE)


@given(tallies(), st.sampled_from(ROLES), st.integers(2, 50))
def test_more_people_who_answer_alike_make_surer_and_never_turn_the_sign(
    tally: Tally, role: str, times: int
) -> None:
    assume(role in tally.people)
    curation = Curation(ROLES, dict.fromkeys(SKILLS), {}, {})
    portions = {skill: times * part for skill, part in tally.portions[role].items()}
    more = attrs.evolve(
        tally,
        people={**tally.people, role: times * tally.people[role]},
        portions={**tally.portions, role: portions},
    )
    before, after = weigh(curation, [tally], SETTINGS), weigh(curation, [more], SETTINGS)
    column = ROLES.index(role)
    for skill in SKILLS:
        (was, was_basis), (now, basis) = before[skill], after[skill]
        assert was[:column] + was[column + 1 :] == now[:column] + now[column + 1 :]
        assert abs(now[column]) >= abs(was[column])
        assert now[column] * was[column] > 0 or was[column] == 0
        assert (was_basis[column], basis[column]) in {("c", "c"), ("p", "c"), ("p", "p")}


@pytest.mark.parametrize(
    "context",
    [
        Context(prec=3),
        Context(prec=9, rounding=ROUND_UP),
        Context(prec=28, traps=[Inexact]),
        Context(prec=28, Emax=1, Emin=-1),
    ],
    ids=["short", "upwards", "no rounding", "no exponents"],
)
def test_the_callers_own_way_of_reckoning_never_matters(context: Context) -> None:
    curation = read_curation(records(**WHOLE))
    expected = weigh(curation, [TALLY], SETTINGS)
    prior = prior_row(ROLES, {"beta": "useful"}, SETTINGS)
    with localcontext(context):
        assert weigh(curation, [TALLY], SETTINGS) == expected
        assert prior_row(ROLES, {"beta": "useful"}, SETTINGS) == prior


@given(st.dictionaries(st.sampled_from(ROLES), IMPORTANCE))
def test_a_prior_compares_with_the_mean_of_all_roles(importances: dict[str, str]) -> None:
    bans = prior_row(ROLES, importances, SETTINGS)
    assert len(bans) == len(ROLES)
    total = sum((Decimal(10) ** ban for ban in bans), Decimal(0))
    assert abs(total - len(ROLES)) < Decimal("1e-20")
    needed = {role: SETTINGS.factors.get(importances.get(role, ""), 1) for role in ROLES}
    for a, here in zip(ROLES, bans, strict=True):
        for b, there in zip(ROLES, bans, strict=True):
            assert (here > there) == (needed[a] > needed[b])


def test_what_the_curators_wrote_is_read_from_the_tables() -> None:
    curation = read_curation(records(**TINY))
    assert curation == Curation(
        roles=["baker", "cook", "waiter"],
        broader={"stone-oven": "oven"} | dict.fromkeys(
            ("oven", "bread", "c", "c-plus-plus", "smile", "tax-return")
        ),
        needs={
            "oven": {"baker": "essential", "cook": "useful"},
            "bread": {"baker": "essential"},
            "c": {"cook": "important"},
            "smile": {"waiter": "essential"},
        },
        other_work={"tax-return": "strong"},
    )  # fmt: skip


def test_a_world_of_one_role_has_nothing_to_compare() -> None:
    sections = {"roles": (worlds.role("baker"),), "skills": (worlds.skill("oven"),),
                "needs": (need("baker", "oven"),)}  # fmt: skip
    tally = Tally("a", 1999, {"baker": 3}, {"baker": {"oven": 3000}}, {})
    assert weigh(read_curation(records(**sections)), [tally], SETTINGS) == {
        "oven": ((0, -30), "cp")
    }

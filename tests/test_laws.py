"""The laws of the score, on the shipped edition and on taxonomies nobody wrote."""

from __future__ import annotations

import unicodedata
from itertools import permutations
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

import mlroles
from mlroles.model import Level
from strategies import names_of, profiles, taxonomies, worlds

if TYPE_CHECKING:
    from random import Random

    from mlroles.matching import Match
    from mlroles.taxonomy import Taxonomy


def scores(answer: Match) -> list[tuple[str, int, int]]:
    """What a match says, role by role."""
    return [(fit.role.id, fit.evidence, fit.share) for fit in answer]


def unnamed(answer: Match) -> tuple[object, ...]:
    """A match without the names as they were given."""
    held = [(each.skill.id, each.level) for each in answer.resolved]
    return answer.fits, answer.outcome, answer.outside, answer.breadth, held, answer.excluded


@st.composite
def asked(draw: st.DrawFn) -> tuple[Taxonomy, list[str]]:
    """A taxonomy and a list to match against it."""
    taxonomy = draw(worlds())
    return taxonomy, draw(profiles(taxonomy))


@given(asked())
def test_reasons_sum_to_evidence_and_shares_to_a_thousand(
    question: tuple[Taxonomy, list[str]],
) -> None:
    taxonomy, skills = question
    answer = mlroles.match(skills, taxonomy)
    for fit in answer:
        assert fit.evidence == sum(reason.weight for reason in fit.reasons)
        assert 0 <= fit.coverage <= 1000
        assert 0 <= fit.counted <= 1000
        assert {reason.skill for reason in fit.reasons} == {held.skill for held in answer.resolved}
    assert answer.outside.evidence == sum(reason.weight for reason in answer.outside.reasons)
    assert sum(fit.share for fit in answer) == 1000


@given(asked())
def test_ranked_by_evidence_then_id_and_shares_follow(
    question: tuple[Taxonomy, list[str]],
) -> None:
    answer = mlroles.match(question[1], question[0])
    order = [(-fit.evidence, fit.role.id) for fit in answer]
    assert order == sorted(order)
    shares = [fit.share for fit in answer]
    assert shares == sorted(shares, reverse=True)


@given(asked(), st.randoms(use_true_random=False))
def test_order_and_duplicates_never_matter(
    question: tuple[Taxonomy, list[str]], random: Random
) -> None:
    taxonomy, skills = question
    shuffled = skills * 2
    random.shuffle(shuffled)
    first, second = mlroles.match(skills, taxonomy), mlroles.match(shuffled, taxonomy)
    assert unnamed(first) == unnamed(second)
    assert set(first.unresolved) == set(second.unresolved)


@given(asked())
def test_case_alias_and_unicode_form_never_matter(
    question: tuple[Taxonomy, list[str]],
) -> None:
    taxonomy, skills = question
    answer = mlroles.match(skills, taxonomy)
    for spell in (str.upper, str.title, _wide, _decomposed, "- {}, ".format):
        assert unnamed(mlroles.match([spell(name) for name in skills], taxonomy)) == unnamed(answer)
    ids = [held.skill.id for held in answer.resolved]
    assert unnamed(mlroles.match(ids, taxonomy)) == unnamed(answer)
    assert unnamed(mlroles.match([held.skill for held in answer.resolved], taxonomy)) == unnamed(
        answer
    )


def _wide(name: str) -> str:
    """In full-width letters."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in name)


def _decomposed(name: str) -> str:
    return unicodedata.normalize("NFD", name)


@given(asked(), st.data())
def test_a_skill_that_favours_one_role_never_lowers_it_against_another(
    question: tuple[Taxonomy, list[str]], data: st.DataObject
) -> None:
    taxonomy, skills = question
    more = data.draw(names_of(taxonomy))
    before, after = mlroles.match(skills, taxonomy), mlroles.match([*skills, more], taxonomy)
    was = {fit.role.id: (fit.evidence, -place) for place, fit in enumerate(before)}
    now = {fit.role.id: (fit.evidence, -place) for place, fit in enumerate(after)}
    for a, b in permutations(was, 2):
        if taxonomy.weight(a, more) > taxonomy.weight(b, more):
            assert now[a][0] - now[b][0] >= was[a][0] - was[b][0]
            assert was[a][1] < was[b][1] or now[a][1] > now[b][1]


@given(asked())
def test_unresolved_names_never_move_anything(question: tuple[Taxonomy, list[str]]) -> None:
    taxonomy, skills = question
    known = [name for name in skills if name not in {"juggling", "", "Z!!", "the trombone"}]
    first, second = mlroles.match(skills, taxonomy), mlroles.match(known, taxonomy)
    assert unnamed(first) == unnamed(second)
    assert len(first.unresolved) == len(skills) - len(known)


@given(asked(), st.data())
def test_no_level_from_1_to_4_moves_the_ranking(
    question: tuple[Taxonomy, list[str]], data: st.DataObject
) -> None:
    taxonomy, skills = question
    levels = {name: data.draw(st.sampled_from(list(Level)[1:])) for name in skills}
    answer = mlroles.match(levels, taxonomy)
    assert scores(answer) == scores(mlroles.match(skills, taxonomy))
    assert answer.outcome == mlroles.match(skills, taxonomy).outcome


@given(asked())
def test_level_0_is_not_held(question: tuple[Taxonomy, list[str]]) -> None:
    taxonomy, skills = question
    answer = mlroles.match(dict.fromkeys(skills, 0), taxonomy)
    nothing = mlroles.match([], taxonomy)
    assert scores(answer) == scores(nothing)
    assert answer.outcome == "insufficient"
    assert answer.breadth is None
    held = {held.skill for held in mlroles.match(skills, taxonomy).resolved}
    assert set(answer.excluded) == held


@given(asked(), st.data())
def test_of_two_levels_the_higher_holds(
    question: tuple[Taxonomy, list[str]], data: st.DataObject
) -> None:
    taxonomy, _ = question
    skill = taxonomy.skill(data.draw(names_of(taxonomy)))
    low, high = sorted(data.draw(st.tuples(st.integers(0, 4), st.integers(0, 4))))
    answer = mlroles.match({skill.id: low, f" {skill.id} ": high}, taxonomy)
    assert answer.fits == mlroles.match({skill: high}, taxonomy).fits


@given(asked(), st.data())
def test_a_higher_level_never_covers_less(
    question: tuple[Taxonomy, list[str]], data: st.DataObject
) -> None:
    taxonomy, skills = question
    low = data.draw(st.integers(1, 4))
    high = data.draw(st.integers(low, 4))
    below = {
        fit.role.id: fit.coverage for fit in mlroles.match(dict.fromkeys(skills, low), taxonomy)
    }
    for fit in mlroles.match(dict.fromkeys(skills, high), taxonomy):
        assert fit.coverage >= below[fit.role.id]


@given(asked(), st.data())
def test_a_prior_moves_shares_only(
    question: tuple[Taxonomy, list[str]], data: st.DataObject
) -> None:
    taxonomy, skills = question
    odds = {role: data.draw(st.integers(1, 9)) for role in taxonomy.roles}
    plain, weighed = mlroles.match(skills, taxonomy), mlroles.match(skills, taxonomy, prior=odds)
    assert [(fit.role, fit.evidence, fit.reasons) for fit in plain] == [
        (fit.role, fit.evidence, fit.reasons) for fit in weighed
    ]
    assert (plain.outcome, plain.breadth) == (weighed.outcome, weighed.breadth)
    assert sum(fit.share for fit in weighed) == 1000
    even = mlroles.match(skills, taxonomy, prior=dict.fromkeys(taxonomy.roles, 3))
    assert scores(even) == scores(plain)


@given(asked(), st.data())
def test_among_keeps_evidence_and_order(
    question: tuple[Taxonomy, list[str]], data: st.DataObject
) -> None:
    taxonomy, skills = question
    among = data.draw(st.sets(st.sampled_from(list(taxonomy.roles)), min_size=1))
    every, some = mlroles.match(skills, taxonomy), mlroles.match(skills, taxonomy, among=among)
    assert [(fit.role.id, fit.evidence) for fit in every if fit.role.id in among] == [
        (fit.role.id, fit.evidence) for fit in some
    ]
    assert sum(fit.share for fit in some) == 1000


@given(taxonomies())
def test_the_weights_of_a_skill_lean_to_those_who_need_it(taxonomy: Taxonomy) -> None:
    for role in taxonomy.roles:
        weights, bases = taxonomy.weights.rows[f"own-{role}"]
        own = taxonomy.weights.columns[role]
        assert all(weights[own] > weight for at, weight in enumerate(weights[:-1]) if at != own)
        assert bases == "ppppp"


@given(asked())
def test_the_same_question_has_the_same_answer(question: tuple[Taxonomy, list[str]]) -> None:
    taxonomy, skills = question
    assert mlroles.match(skills, taxonomy) == mlroles.match(iter(skills), taxonomy)

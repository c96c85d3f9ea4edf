"""Why not, and what if: exact, by comparison with trying everything."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mlroles
from strategies import profiles, taxonomies, worlds
from worlds import make_world, need, role, skill

if TYPE_CHECKING:
    from mlroles.matching import Match
    from mlroles.taxonomy import Taxonomy


@st.composite
def asked(draw: st.DrawFn) -> tuple[Taxonomy, Match]:
    taxonomy = draw(taxonomies())
    return taxonomy, mlroles.match(draw(profiles(taxonomy)), taxonomy)


def lead(answer: Match, role: str) -> int:
    """How far a role leads the nearest other."""
    own = next(fit.evidence for fit in answer if fit.role.id == role)
    return own - max(fit.evidence for fit in answer if fit.role.id != role)


def try_everything(answer: Match, role: str, taxonomy: Taxonomy) -> tuple[str, ...] | None:
    """The fewest needs that put a role first, by matching every set of them."""
    held = [each.skill.id for each in answer.resolved]
    needs = sorted({need.skill.id for need in taxonomy.roles[role].needs} - set(held))
    for size in range(len(needs) + 1):
        winning = []
        for added in combinations(needs, size):
            then = mlroles.match([*held, *added], taxonomy)
            if then[0].role.id == role and then.outcome != "outside":
                winning.append((-lead(then, role), added))
        if winning:
            return min(winning)[1]
    return None


@given(asked(), st.data())
def test_why_not_agrees_with_trying_everything(
    question: tuple[Taxonomy, Match], data: st.DataObject
) -> None:
    taxonomy, answer = question
    role = data.draw(st.sampled_from(list(taxonomy.roles)))
    expected = try_everything(answer, role, taxonomy) if answer.resolved else None
    found = mlroles.why_not(answer, role, taxonomy)
    if answer.resolved:
        ids = None if found is None else tuple(sorted(each.skill.id for each in found.additions))
        assert ids == expected
    if found and answer.resolved:
        held = [each.skill.id for each in answer.resolved]
        then = mlroles.match([*held, *(each.skill.id for each in found.additions)], taxonomy)
        assert found.margin == lead(then, role)
        assert found.behind == answer[0].evidence - next(
            fit.evidence for fit in answer if fit.role.id == role
        )


@given(worlds().flatmap(lambda world: st.tuples(st.just(world), profiles(world))))
def test_sensitivity_agrees_with_leaving_each_skill_out(
    question: tuple[Taxonomy, list[str]],
) -> None:
    taxonomy, skills = question
    answer = mlroles.match(skills, taxonomy)
    found = mlroles.sensitivity(answer, taxonomy)
    held = [each.skill.id for each in answer.resolved]
    expected = {}
    for left_out in held:
        then = mlroles.match([each for each in held if each != left_out], taxonomy)
        if then[0].role != answer[0].role:
            expected[left_out] = then[0].role.id
    assert {turn.skill.id: turn.first.id for turn in found.turns} == expected
    assert found.lead == answer[0].evidence - answer[1].evidence
    assert (found.first, found.second) == (answer[0].role, answer[1].role)


def test_a_role_that_leads_needs_nothing(tiny: Taxonomy) -> None:
    answer = mlroles.match(["bread"], tiny)
    found = mlroles.why_not(answer, "baker", tiny)
    assert found is not None
    assert (found.additions, found.behind) == ((), 0)
    assert found.margin == answer[0].evidence - answer[1].evidence


def test_what_an_addition_brings(tiny: Taxonomy) -> None:
    answer = mlroles.match(["bread"], tiny)
    found = mlroles.why_not(answer, "cook", tiny)
    assert found is None  # oven and c together do not make up for bread
    found = mlroles.why_not(mlroles.match(["oven"], tiny), "cook", tiny)
    assert found is not None
    (added,) = found.additions
    assert added.skill.id == "c"
    assert added.weight == tiny.weight("cook", "c")
    assert added.gain == added.weight - tiny.weight("baker", "c")


def test_other_work_must_not_lead(tiny: Taxonomy) -> None:
    answer = mlroles.match(["tax-return", "bread"], tiny)
    assert answer.outcome == "outside"
    assert answer[0].role.id == "baker"
    assert mlroles.why_not(answer, "baker", tiny) is None


def test_only_roles_that_were_compared(edition: Taxonomy) -> None:
    answer = mlroles.match(["sql"], edition, among=["data-analyst", "data-engineer"])
    with pytest.raises(mlroles.UnknownRole, match="machine learning engineer") as caught:
        mlroles.why_not(answer, "machine learning engineer", edition)
    assert caught.value.suggestions == ("data-analyst", "data-engineer")


def test_one_role_alone_leads_nobody(edition: Taxonomy) -> None:
    answer = mlroles.match(["sql"], edition, among=["data-analyst"])
    found = mlroles.sensitivity(answer, edition)
    assert (found.second, found.lead, found.turns) == (None, 0, ())
    assert "compared with no other role" in str(found)
    turned = mlroles.why_not(answer, "data-analyst", edition)
    assert turned is not None
    assert turned.margin == 0


def test_another_taxonomy_is_refused(edition: Taxonomy, tiny: Taxonomy) -> None:
    answer = mlroles.match(["sql"], edition)
    for question in (
        lambda: mlroles.why_not(answer, "data-analyst", tiny),
        lambda: mlroles.sensitivity(answer, tiny),
        lambda: mlroles.write_receipt(answer, tiny),
    ):
        with pytest.raises(mlroles.InvalidInput, match="pass the taxonomy that answered"):
            question()


def test_of_two_equal_sets_the_wider_margin_then_the_ids() -> None:
    world = make_world(
        roles=[role("alpha"), role("beta")],
        skills=[skill(key) for key in ("a", "b", "c", "d")],
        needs=[need("alpha", "a", "useful"), need("alpha", "b"), need("alpha", "c"),
               need("beta", "d")],
    )  # fmt: skip
    found = mlroles.why_not(mlroles.match(["d"], world), "alpha", world)
    assert found is not None
    assert [each.skill.id for each in found.additions] == ["b"]
    assert repr(found) == "<WhyNot alpha: add b, then +0.00 bans>"


def test_values_say_themselves_in_one_line(edition: Taxonomy) -> None:
    answer = mlroles.match(["Airflow", "Tableau"], edition)
    assert repr(mlroles.sensitivity(answer)).startswith("<Sensitivity data-engineer by ")
    assert "apache-airflow" in repr(mlroles.sensitivity(answer))
    assert "no single skill" in repr(mlroles.sensitivity(mlroles.match([], edition)))
    assert "add nothing" in repr(mlroles.why_not(answer, "data engineer"))

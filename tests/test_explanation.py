"""Explanations: what every reason of a fit rests on, and nothing that it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mlroles
from mlroles import editions, explanation
from mlroles.errors import InvalidInput
from mlroles.explanation import Count
from strategies import profiles, shipped, taxonomies
from worlds import TALLY, TINY, make_world
from worlds import skill as a_skill

if TYPE_CHECKING:
    from mlroles.taxonomy import Taxonomy

COUNTS: dict[str, dict[str, Any]] = {
    "b-survey": {
        "year": 1999,
        "people": {"baker": 40, "cook": 60, "outside": 900},
        "named": {"oven": {"baker": 35, "cook": 28, "outside": 800}, "c": {"cook": 45}},
    },
    "fitted": {"oven": {"baker": 7}, "c": {"cook": -3}},
    "a-survey": {"year": 2001, "people": {"cook": 10}, "named": {"oven": {"cook": 4}}},
}


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(explanation, "load_counts", lambda _: COUNTS)


def ground(name: str, role: str, taxonomy: Taxonomy) -> explanation.Ground:
    """What naming one skill says for one role."""
    (only,) = mlroles.explain(mlroles.match([name], taxonomy, among=[role])[0], taxonomy)
    return only


@pytest.mark.usefixtures("counted")
def test_counts_come_source_by_source_and_other_work_is_no_part_of_all(tiny: Taxonomy) -> None:
    assert ground("oven", "cook", tiny).counts == (
        Count("a-survey", 2001, named=4, people=10, named_by_all=4, all_people=10),
        Count("b-survey", 1999, named=28, people=60, named_by_all=63, all_people=100),
    )


@pytest.mark.usefixtures("counted")
def test_a_source_that_did_not_ask_the_role_is_left_out(tiny: Taxonomy) -> None:
    assert [count.source for count in ground("oven", "baker", tiny).counts] == ["b-survey"]


@pytest.mark.usefixtures("counted")
def test_a_source_that_did_not_offer_the_skill_is_left_out(tiny: Taxonomy) -> None:
    assert ground("smile", "cook", tiny).counts == ()


@pytest.mark.usefixtures("counted")
def test_that_nobody_of_the_role_named_it_is_a_count_too(tiny: Taxonomy) -> None:
    assert ground("c", "baker", tiny).counts == (
        Count("b-survey", 1999, named=0, people=40, named_by_all=45, all_people=100),
    )


@pytest.mark.usefixtures("counted")
@pytest.mark.parametrize(
    ("skill", "role", "fitted"),
    [("oven", "baker", 7), ("oven", "cook", 0), ("c", "cook", -3), ("smile", "cook", 0)],
)
def test_what_a_fit_added_is_no_source_and_said_by_itself(
    skill: str, role: str, fitted: int, tiny: Taxonomy
) -> None:
    found = ground(skill, role, tiny)
    assert found.fitted == fitted
    assert "fitted" not in {count.source for count in found.counts}


@pytest.mark.usefixtures("counted")
def test_the_part_of_the_fit_is_told_where_there_is_one(tiny: Taxonomy) -> None:
    for name, told in (("oven", True), ("bread", False)):
        answer = mlroles.match([name], tiny, among=["baker"])
        said = "+0.7 of it by a fit on whole lists, since names come in herds"
        assert (said in str(mlroles.explain(answer[0], tiny)).replace("\n          ", " ")) is told


def test_where_nothing_was_fitted_nothing_was_added(tiny: Taxonomy) -> None:
    assert ground("oven", "baker", tiny).fitted == 0


@pytest.mark.parametrize(
    ("skill", "role", "grounds"),
    [
        ("oven", "baker", ("counted", "essential", None)),
        ("oven", "cook", ("counted", "useful", None)),
        ("stone-oven", "baker", ("borrowed", None, "oven")),
        ("bread", "baker", ("prior", "essential", None)),
        ("bread", "cook", ("prior", None, None)),
    ],
)
def test_a_ground_says_what_the_role_asks_and_where_the_weight_comes_from(
    skill: str, role: str, grounds: tuple[str, str | None, str | None], tiny: Taxonomy
) -> None:
    found = ground(skill, role, tiny)
    assert found.reason.skill.id == skill
    assert (found.reason.basis, found.importance, found.borrowed_from) == grounds


def test_a_skill_that_has_a_broader_one_but_was_counted_borrows_nothing() -> None:
    skills = [{**row, "broader": "c"} if row["id"] == "oven" else row for row in TINY["skills"]]
    world = make_world([TALLY], **{**TINY, "skills": skills})
    assert ground("oven", "baker", world).borrowed_from is None


@pytest.mark.parametrize(
    ("kin", "skill", "lender"),
    [
        ("cook", "stone-oven", "cook"),
        ("cook baker", "stone-oven", "cook + baker"),
        ("cook", "brick-oven", "oven"),
    ],
    ids=["one", "two", "nobody counted"],
)
def test_what_kin_lend_does_not_come_from_the_broader_skill(
    kin: str, skill: str, lender: str
) -> None:
    roles = (*TINY["roles"][:2], {**TINY["roles"][2], "kin": kin})
    skills = (*TINY["skills"], a_skill("brick-oven", broader="oven"))
    portions = {"baker": {"oven": 30_000}, "cook": {"oven": 20_000, "stone-oven": 30_000}}
    tally = attrs.evolve(TALLY, portions=portions)
    world = make_world([tally], **{**TINY, "roles": roles, "skills": skills})
    found = ground(skill, "waiter", world)
    assert (found.reason.basis, found.borrowed_from) == ("borrowed", lender)


@st.composite
def fits(draw: st.DrawFn) -> tuple[Taxonomy, mlroles.Fit]:
    taxonomy = draw(taxonomies())
    return taxonomy, draw(st.sampled_from(mlroles.match(draw(profiles(taxonomy)), taxonomy).fits))


@given(fits())
def test_an_explanation_has_a_ground_for_each_reason_in_its_order(
    drawn: tuple[Taxonomy, mlroles.Fit],
) -> None:
    taxonomy, fit = drawn
    answer = mlroles.explain(fit, taxonomy)
    assert answer.fit is fit
    assert [each.reason for each in answer] == list(fit.reasons)
    assert sum(each.reason.weight for each in answer) == fit.evidence


def test_an_explanation_is_a_sequence(tiny: Taxonomy) -> None:
    answer = mlroles.explain(mlroles.match(["oven", "c", "bread"], tiny)[0], tiny)
    assert len(answer) == 3
    assert list(answer) == [answer[0], answer[1], answer[2]]
    assert answer[1:] == answer.grounds[1:]
    assert answer[-1] in answer
    assert repr(answer) == "<Explanation of baker: 3 reasons>"


@given(st.deferred(lambda: profiles(shipped())))
def test_the_counts_of_the_shipped_edition_are_parts_of_their_wholes(skills: list[str]) -> None:
    taxonomy = shipped()
    fit = mlroles.match(skills, taxonomy)[0]
    for each in mlroles.explain(fit, taxonomy):
        assert (each.borrowed_from is not None) == (each.reason.basis == "borrowed")
        assert each.counts or each.reason.basis != "counted"
        for count in each.counts:
            assert 0 <= count.named <= count.people <= count.all_people
            assert count.named <= count.named_by_all <= count.all_people
            assert count.source in taxonomy.sources


def test_the_taxonomy_may_be_left_out_where_it_is_shipped() -> None:
    taxonomy = shipped()
    fit = mlroles.match(["Tableau"], taxonomy)[0]
    assert mlroles.explain(fit) == mlroles.explain(fit, taxonomy)
    assert mlroles.explain(fit)[0].counts


def test_the_same_fit_has_the_same_counts_whether_or_not_the_edition_was_loaded_by_name(
    edition: Taxonomy, monkeypatch: pytest.MonkeyPatch
) -> None:
    fit = mlroles.match(["Tableau"], edition)[0]
    before = mlroles.explain(fit, edition)
    monkeypatch.setattr(editions, "_loaded", {})
    assert mlroles.explain(fit, edition) == before


def test_the_fit_of_an_edition_that_is_not_shipped_asks_for_its_taxonomy(tiny: Taxonomy) -> None:
    fit = mlroles.match(["oven"], tiny)[0]
    with pytest.raises(mlroles.UnknownEdition, match=r"'1999\.1'"):
        mlroles.explain(fit)


def test_a_fit_of_another_taxonomy_is_refused_and_both_are_named(
    tiny: Taxonomy, edition: Taxonomy
) -> None:
    fit = mlroles.match(["oven"], tiny)[0]
    with pytest.raises(InvalidInput) as caught:
        mlroles.explain(fit, edition)
    assert caught.value.value is edition
    for named in (tiny.fingerprint[:12], edition.fingerprint[:12], "1999.1", "2020.1"):
        assert named in str(caught.value)


@pytest.mark.parametrize("fit", [None, "data-analyst", 1], ids=["none", "text", "number"])
def test_what_is_no_fit_is_refused(fit: object, tiny: Taxonomy) -> None:
    with pytest.raises(InvalidInput, match=r"is no fit; .* explain\(answer\[0\]\)"):
        mlroles.explain(fit, tiny)  # type: ignore[arg-type]  # that is the point


def test_a_match_is_no_fit(tiny: Taxonomy) -> None:
    with pytest.raises(InvalidInput, match="Match is no fit"):
        mlroles.explain(mlroles.match(["oven"], tiny), tiny)  # type: ignore[arg-type]  # a slip that people make


def test_its_text_is_the_rendered_one(tiny: Taxonomy) -> None:
    from mlroles.display.text import render

    answer = mlroles.explain(mlroles.match(["oven"], tiny)[0], tiny)
    assert str(answer) == render(answer)

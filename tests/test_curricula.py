"""Reviews of curricula: what is served, what is missing, and what comes too late."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mlroles
from mlroles.curricula import Curriculum, review_curriculum
from mlroles.matching import measure_coverage
from mlroles.mentions import Mention
from mlroles.model import Level, NamedBy, Need
from mlroles.names import SkillId
from mlroles.resolution import resolve
from mlroles.taxonomy import Catalogue
from strategies import SKILLS, as_it_is, held_levels, school
from worlds import alias, make_world, need, role, skill

if TYPE_CHECKING:
    from mlroles.taxonomy import Taxonomy

courses = st.lists(st.sampled_from(SKILLS), max_size=8)


@given(school(), held_levels())
def test_coverage_is_that_of_somebody_who_learned_it_all(
    taxonomy: Taxonomy, skills: dict[str, int | None]
) -> None:
    review = review_curriculum(skills, taxonomy)
    levels = resolve(skills, taxonomy).levels
    for service in review:
        assert service.coverage == measure_coverage(service.role, levels)
        parts = (*service.covered, *service.begun, *service.missing)
        assert {each.skill.id for each in parts} == {n.skill.id for n in service.role.needs}
        assert len(parts) == len(service.role.needs)
        assert not {each.skill.id for each in service.missing} & set(levels)
    ranks = [(-service.coverage, service.role.id) for service in review]
    assert ranks == sorted(ranks)


@given(school(), courses, st.randoms(use_true_random=False))
def test_the_order_moves_nothing_but_the_order(
    taxonomy: Taxonomy, course: list[str], random: Any
) -> None:
    shuffled = list(course)
    random.shuffle(shuffled)
    one, other = (review_curriculum(each, taxonomy) for each in (course, shuffled))
    assert one.services == other.services
    assert set(one.beyond) == set(other.beyond)
    assert set(one.taught) == set(other.taught)
    assert [held.skill.id for held in one.taught] == list(dict.fromkeys(course))


@given(school(), courses)
def test_a_stumble_is_a_prerequisite_that_was_not_taught_by_then(
    taxonomy: Taxonomy, course: list[str]
) -> None:
    review = review_curriculum(course, taxonomy)
    order = list(dict.fromkeys(course))
    expected = [
        (key, before)
        for at, key in enumerate(order)
        for before in taxonomy.skills[key].prerequisites
        if before not in order[:at]
    ]
    found = review.stumbles
    assert [(each.skill.id, each.prerequisite.id) for each in found] == expected
    for each in found:
        assert order[each.place - 1] == each.skill.id
        assert each.taught is None or order[each.taught - 1] == each.prerequisite.id
        assert (each.taught is None) == (each.prerequisite.id not in order)


@given(school())
def test_who_teaches_by_a_plan_stumbles_nowhere(taxonomy: Taxonomy) -> None:
    taught = [step.skill.id for step in mlroles.plan([], "alpha", taxonomy)]
    review = review_curriculum(taught, taxonomy)
    assert review.stumbles == ()
    assert next(each for each in review if each.role.id == "alpha").coverage == 1000


@pytest.fixture(scope="module")
def bakery() -> Taxonomy:
    """Flour before dough; the song is for nobody."""
    return make_world(
        roles=[role("baker"), role("cook")],
        skills=[skill("flour"), skill("dough", prerequisites="flour"), skill("pan"), skill("song")],
        aliases=[alias("Mehl", "flour")],
        needs=[
            need("baker", "flour", "useful"),
            need("baker", "dough", level=4),
            need("cook", "pan"),
        ],
    )


def stumbles(review: Curriculum) -> list[tuple[str, int, str, int | None]]:
    return [(s.skill.id, s.place, s.prerequisite.id, s.taught) for s in review.stumbles]


def test_too_late_and_never(bakery: Taxonomy) -> None:
    assert stumbles(review_curriculum(["song", "dough", "Mehl"], bakery)) == [
        ("dough", 2, "flour", 3)
    ]
    assert stumbles(review_curriculum(["dough"], bakery)) == [("dough", 1, "flour", None)]
    assert stumbles(review_curriculum(["flour", "dough", "flour"], bakery)) == []


def test_levels_say_what_is_only_begun(bakery: Taxonomy) -> None:
    review = review_curriculum({"flour": 2, "dough": "working", "zither": 1, "pan": 0}, bakery)
    best = review.best
    assert best is not None
    assert (best.role.id, best.coverage) == ("baker", 600)
    assert [each.skill.id for each in best.covered] == ["flour"]
    assert [each.skill.id for each in best.begun] == ["dough"]
    assert best.missing == ()
    assert [held.level for held in review.taught] == [Level.WORKING, Level.WORKING]
    assert [name.name for name in review.unresolved] == ["zither"]
    assert [skill.id for skill in review.excluded] == ["pan"]


def test_a_name_at_level_zero_is_not_where_a_skill_is_taught(bakery: Taxonomy) -> None:
    review = review_curriculum({"flour": 0, "dough": 1, "Mehl": 2}, bakery)
    assert stumbles(review) == [("dough", 1, "flour", 2)]


def test_a_syllabus_is_read_in_its_own_order(bakery: Taxonomy) -> None:
    found = mlroles.find_skills("Week 1: dough. Week 2: flour, song.", bakery)
    review = review_curriculum(found, bakery)
    assert [held.skill.id for held in review.taught] == ["dough", "flour", "song"]
    assert stumbles(review) == [("dough", 1, "flour", 2)]
    assert [skill.id for skill in review.beyond] == ["song"]


def test_what_a_syllabus_excludes_is_not_taught(bakery: Taxonomy) -> None:
    def mention(key: str, stance: str) -> Mention:
        return Mention(0, 1, key, bakery.skills[key], "anywhere", stance)

    review = review_curriculum(
        iter([mention("flour", "excluded"), mention("dough", "asked"), mention("pan", "excluded")]),
        bakery,
    )
    assert [held.skill.id for held in review.taught] == ["dough"]
    assert [skill.id for skill in review.excluded] == ["flour", "pan"]


def test_needs_stand_by_importance_then_demand_then_id(bakery: Taxonomy) -> None:
    counts = {
        "a": ("useful", 900), "b": ("essential", None), "c": ("essential", 20),
        "d": ("essential", 300), "e": ("important", None), "f": ("essential", None),
    }  # fmt: skip
    needs = tuple(
        Need(
            attrs.evolve(bakery.skills["pan"], id=SkillId(key), prerequisites=()),
            importance,
            Level.WORKING,
            () if permille is None else (NamedBy(permille, 100, "editorial", 1999),),
        )
        for key, (importance, permille) in counts.items()
    )
    baker = attrs.evolve(bakery.role("baker"), needs=needs)
    world = attrs.evolve(bakery, roles=Catalogue({"baker": baker}, as_it_is))
    (service,) = review_curriculum([], world)
    assert [each.skill.id for each in service.missing] == ["d", "c", "b", "f", "e", "a"]


def test_only_the_roles_that_are_asked_about(bakery: Taxonomy) -> None:
    review = review_curriculum(["pan", "dough"], bakery, among=["Cook"])
    assert [service.role.id for service in review] == ["cook"]
    assert [skill.id for skill in review.beyond] == ["dough"]
    with pytest.raises(mlroles.UnknownRole):
        review_curriculum(["pan"], bakery, among=["cok"])
    with pytest.raises(mlroles.InvalidInput, match="among is empty"):
        review_curriculum(["pan"], bakery, among=[])


def test_nothing_that_a_role_needs_serves_none(bakery: Taxonomy) -> None:
    review = review_curriculum(["song", "", "zither"], bakery)
    assert review.best is None
    assert repr(review) == "<Curriculum of 1: serves no role, stumbles 0, edition 1999.1>"


@pytest.mark.parametrize("skills", [{"flour"}, frozenset({"flour"})], ids=["set", "frozenset"])
def test_what_has_no_order_is_refused(skills: object, bakery: Taxonomy) -> None:
    with pytest.raises(mlroles.InvalidInput, match="has no order; pass a list") as caught:
        review_curriculum(skills, bakery)
    assert caught.value.value == skills
    with pytest.raises(mlroles.InvalidInput, match="skills is a profile, which has no order"):
        review_curriculum(resolve(["flour"], bakery), bakery)


@pytest.mark.parametrize("skills", ["flour", b"dough", 7, None, ["flour", 3]])
def test_ugly_input_is_refused(skills: object, bakery: Taxonomy) -> None:
    with pytest.raises(mlroles.InvalidInput):
        review_curriculum(skills, bakery)


def test_a_sequence_of_one_line_that_travels(bakery: Taxonomy) -> None:
    review = review_curriculum(["dough", "pan"], bakery)
    assert repr(review) == (
        "<Curriculum of 2: serves cook 1000 permille, stumbles 1, edition 1999.1>"
    )
    assert len(review) == 2
    assert pickle.loads(pickle.dumps(review)) == review

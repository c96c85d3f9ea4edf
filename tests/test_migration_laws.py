"""Ways across editions that nobody wrote: nothing is lost in silence, and steps add up."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mlroles
from ages import SCHOOL, shelved
from mlroles.errors import UnknownRole, UnknownSkill
from mlroles.migration import migrate
from mlroles.model import MOVES
from worlds import make_edition, move, need, role, skill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mlroles.taxonomy import Taxonomy

ROLES = tuple(f"role-{letter}" for letter in "abcdef")
SKILLS = tuple(f"skill-{letter}" for letter in "abcdef")
ENDS = {
    "kept": (1, 1), "renamed": (1, 1), "narrowed": (1, 1), "split": (1, 2), "merged": (2, 1),
    "derived-from": (2, 1), "retired": (1, 0), "added": (0, 1),
}  # fmt: skip
Move = dict[str, str]


def world(edition: str, ids: list[str], moves: list[Move]) -> Taxonomy:
    """An edition of these roles and skills, each role with a skill of its own."""
    roles = [key for key in ids if key in ROLES]
    own = [f"own-{key}" for key in roles]
    return make_edition(
        edition,
        roles=[role(key) for key in roles],
        skills=[skill(key) for key in (*own, *(key for key in ids if key in SKILLS))],
        needs=[need(key, f"own-{key}") for key in roles],
        moves=moves,
    )


@st.composite
def some_ids(draw: st.DrawFn) -> list[str]:
    """Roles and skills of an edition."""
    return [
        *draw(st.lists(st.sampled_from(ROLES), min_size=1, unique=True)),
        *draw(st.lists(st.sampled_from(SKILLS), unique=True)),
    ]


@st.composite
def some_moves(draw: st.DrawFn, before: list[str], after: list[str]) -> list[Move]:
    """Moves in their right shapes, of which no two say where one id is.

    An id that goes on needs no move, so that none leads away from it, and none to it from others.
    """
    found: dict[tuple[str, str, str], Move] = {}
    moved: set[str] = set()
    for section, pool in draw(st.lists(st.sampled_from((("roles", ROLES), ("skills", SKILLS))))):
        old, new = ([key for key in ids if key in pool] for ids in (before, after))
        kind = draw(st.sampled_from(MOVES))
        few, many = ENDS[kind]
        if len(old) < few or len(new) < many:
            continue
        olds = draw(st.permutations(old))[:few]
        news = draw(st.permutations(new))[:many]
        if kind != "derived-from":
            taken = {key for key in news if key in old and key not in olds}
            if moved & {*olds} or taken or {key for key in olds if key in new and key not in news}:
                continue
            moved |= {*olds}
        ends = " ".join(olds), " ".join(news)
        found.setdefault((section, *ends), move(kind, *ends, section))
    return list(found.values())


@st.composite
def two_editions(draw: st.DrawFn) -> tuple[Taxonomy, Taxonomy]:
    before, after = draw(some_ids()), draw(some_ids())
    moves = draw(some_moves(before, after))
    return world("1998.1", before, []), world("1999.1", after, moves)


@st.composite
def three_editions(draw: st.DrawFn) -> tuple[Taxonomy, Taxonomy, Taxonomy]:
    ids = [draw(some_ids()) for _ in range(3)]
    later = [draw(some_moves(*pair)) for pair in pairwise(ids)]
    first, second, third = (
        world(f"{1998 + at}.1", each, moves)
        for at, (each, moves) in enumerate(zip(ids, [[], *later], strict=True))
    )
    return first, second, third


def everything(taxonomy: Taxonomy) -> list[str]:
    return [*taxonomy.roles, *taxonomy.skills]


def reached(key: str, old: Taxonomy, new: Taxonomy) -> set[str]:
    """Where an id may be, its offspring with it."""
    (found,) = migrate([key], old, new)
    return {*found.options, *found.also}


@given(two_editions())
def test_there_and_back_again_nothing_is_lost_in_silence(pair: tuple[Taxonomy, Taxonomy]) -> None:
    old, new = pair
    for here, there in ((old, new), (new, old)):
        for passage in migrate(everything(here), here, there):
            assert passage.options or passage.basis == "lost"
            for option in passage.options:
                assert passage.old in reached(option, there, here)


@given(three_editions())
def test_two_steps_are_the_steps_one_after_the_other(
    worlds: tuple[Taxonomy, Taxonomy, Taxonomy],
) -> None:
    for first, second, third in (worlds, worlds[::-1]):
        with shelved(*worlds):
            for passage in migrate(everything(first), first, third):
                (near,) = migrate([passage.old], first, second)
                further = migrate(near.options, second, third)
                steps = dict.fromkeys(option for each in further for option in each.options)
                assert passage.options == tuple(steps)


@given(three_editions(), st.data())
def test_a_passage_is_of_one_mind(
    worlds: tuple[Taxonomy, Taxonomy, Taxonomy], data: st.DataObject
) -> None:
    old, new = data.draw(st.permutations(worlds))[:2]
    given = data.draw(st.lists(st.sampled_from([*everything(old), "zither", "own-role-z"])))
    skills = data.draw(st.one_of(st.none(), st.lists(st.sampled_from([*new.skills, "zither"]))))
    with shelved(*worlds):
        found = migrate(given, old, new, skills=skills)
    held = any(name in new.skills for name in skills or ())
    assert [each.given for each in found] == given
    assert len(found.choices) + len(found.lost) == sum(each.chosen is None for each in found)
    for each in found:
        known = new.roles if each.section == "roles" else new.skills
        assert {*each.options} <= {*known}
        assert len({*each.options}) == len(each.options)
        several = "by skills" if held and each.section == "roles" else "choice"
        basis = ("lost", "certain", several)[min(len(each.options), 2)]
        assert each.basis == (basis if each.section else "unknown")
        assert (each.chosen in each.options) == (each.basis in {"certain", "by skills"})
        if each.basis == "by skills":
            best = mlroles.match(skills, new, among=each.options)[0]
            assert each.chosen == best.role.id


@pytest.mark.parametrize(
    ("kind", "new"), [("split", "role-b role-c"), ("renamed", "role-b")], ids=["split", "renamed"]
)
def test_who_takes_the_place_of_another_beside_its_own_is_either_on_the_way_back(
    kind: str, new: str
) -> None:
    before = world("1998.1", ["role-a", "role-b"], [])
    after = world("1999.1", ["role-b", "role-c"], [move(kind, "role-a", new)])
    (back,) = migrate(["role-b"], after, before)
    assert {*back.options} == {"role-a", "role-b"}


# What the newer edition says of an id of old ------------------------------------------------------


def answers(key: str, section: str, taxonomy: Taxonomy) -> tuple[str, ...]:
    """The id that a name leads to in a taxonomy, or those that its error offers."""
    if section == "roles":
        try:
            return (taxonomy.role(key).id,)
        except UnknownRole as error:
            return error.suggestions
    try:
        return (taxonomy.skill(key).id,)
    except UnknownSkill as error:
        return tuple(taxonomy.skill(name).id for name in error.suggestions)


@pytest.fixture
def _shelf() -> Iterator[None]:
    with shelved(*SCHOOL):
        yield


@pytest.mark.usefixtures("_shelf")
@pytest.mark.parametrize("key", [*SCHOOL[0].roles, *SCHOOL[0].skills])
def test_every_id_of_the_edition_before_leads_to_what_it_became(key: str) -> None:
    old, new = SCHOOL[:2]
    (passage,) = migrate([key], old, new)
    known = new.roles if passage.section == "roles" else new.skills
    expected = (key,) if key in known else passage.options
    assert answers(key, passage.section, new) == expected


@pytest.mark.usefixtures("_shelf")
@pytest.mark.xfail(
    raises=AssertionError,
    reason="an edition knows the ids of the one before, and of none before that",
)
@pytest.mark.parametrize("key", ["porter", "chef", "hearth", "recipes"])
def test_every_id_of_an_edition_before_leads_to_what_it_became_for_ever(key: str) -> None:
    old, new = SCHOOL[0], SCHOOL[2]
    (passage,) = migrate([key], old, new)
    assert answers(key, passage.section, new) == passage.options


def test_a_skill_leads_to_what_it_became_and_not_to_what_was_derived_from_it() -> None:
    moves = [move("derived-from", "skill-a", "skill-b", "skills"),
             move("renamed", "skill-a", "skill-c", "skills")]  # fmt: skip
    new = world("1999.1", ["role-a", "skill-b", "skill-c"], moves)
    assert new.skill("skill-a").id == "skill-c"


@given(two_editions())
def test_an_id_that_is_still_there_means_itself(pair: tuple[Taxonomy, Taxonomy]) -> None:
    old, new = pair
    for key in (key for key in old.roles if key in new.roles):
        assert new.role(key).id == key
    for key in (key for key in old.skills if key in new.skills):
        assert new.skill(key).id == key

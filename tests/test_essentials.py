"""A role's own essential skills rank it first, or somebody says why they do not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from mlroles.integrity import Problem, find_outranked
from mlroles.records import Record
from mlroles.weighing import read_curation, weigh
from strategies import tallies
from worlds import SETTINGS, TALLY, TINY, need, records, role, skill

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from worlds import Rows

Weights = dict[str, tuple[tuple[int, ...], str]]


def weighted(**columns: Sequence[int]) -> Weights:
    """Rows with these weights for baker, cook, waiter and other work."""
    return {key: (tuple(weights), "cccp") for key, weights in columns.items()}


def excusing(world: Mapping[str, Rows], **reasons: str) -> dict[str, list[Record]]:
    """The records of a world with these exceptions in its settings."""
    sections = records(**world)
    (edition,) = sections["edition"]
    return {
        **sections,
        "edition": [Record(edition.place, {**edition.values, "exceptions": reasons})],
    }


LEVEL = weighted(oven=(30, 10, 0, 0), bread=(0, 5, 0, 0), smile=(9, 9, 20, 99))
COOK_AHEAD = weighted(oven=(30, 31, 0, 0), bread=(0, 5, 0, 0), smile=(9, 9, 20, 99))
COOK_LEVEL = weighted(oven=(30, 31, 0, 0), bread=(0, -1, 0, 0), smile=(9, 9, 20, 99))
BAKING = {**TINY, "needs": tuple(row for row in TINY["needs"] if row["role"] != "cook")}


def said(found: Sequence[Problem]) -> list[tuple[str, str]]:
    return [(problem.code, problem.place) for problem in found]


def test_a_role_that_its_essentials_rank_first_is_sound() -> None:
    assert list(find_outranked(records(**BAKING), LEVEL)) == []


def test_a_role_that_its_essentials_do_not_rank_first_is_named_with_who_does() -> None:
    (problem,) = find_outranked(records(**BAKING), COOK_AHEAD)
    assert str(problem) == (
        "needs:1 [outranked] the essentials of baker rank cook first, by 6 centibans; say in needs "
        "what tells them apart, or give the reason under [exceptions]"
    )


def test_of_two_that_are_level_the_first_by_id_comes_first() -> None:
    assert list(find_outranked(records(**BAKING), COOK_LEVEL)) == []
    needs = (need("cook", "oven"), need("cook", "bread"), need("waiter", "smile"))
    (problem,) = find_outranked(records(**{**TINY, "needs": needs}), COOK_LEVEL)
    assert "rank baker first, by 0 centibans" in problem.message


def test_only_essentials_count() -> None:
    needs = (*BAKING["needs"], need("baker", "c", "important"))
    rows = {**LEVEL, **weighted(c=(0, 99, 0, 0))}
    assert list(find_outranked(records(**{**TINY, "needs": needs}), rows)) == []


def test_other_work_is_no_rival() -> None:
    assert list(find_outranked(records(**BAKING), weighted(
        oven=(30, 10, 0, 99), bread=(0, 5, 0, 99), smile=(0, 0, 1, 99)
    ))) == []  # fmt: skip


def test_a_reason_excuses_a_role() -> None:
    excused = excusing(BAKING, baker="Both bake.")
    assert list(find_outranked(excused, COOK_AHEAD)) == []


def test_an_exception_without_need_is_a_fault() -> None:
    found = list(find_outranked(excusing(BAKING, baker="Both bake."), LEVEL))
    assert said(found) == [("idle-exception", "edition.toml")]
    assert found[0].message == "baker is excused and comes first by itself; take the exception away"


def test_every_role_that_is_outranked_is_named_at_once() -> None:
    turned = weighted(oven=(0, 9, 0, 0), bread=(0, 0, 0, 0), smile=(0, 9, 0, 0))
    found = list(find_outranked(excusing(BAKING), turned))
    assert said(found) == [("outranked", "needs:1"), ("outranked", "needs:3")]


def test_records_without_settings_excuse_nobody() -> None:
    sections: dict[str, Any] = {**records(**BAKING), "edition": []}
    assert said(list(find_outranked(sections, COOK_AHEAD))) == [("outranked", "needs:1")]


@given(st.lists(tallies(), max_size=2))
def test_skills_of_ones_own_that_nobody_counted_always_rank_a_role_first(drawn: list[Any]) -> None:
    keys = ("alpha", "beta", "gamma", "delta")
    sections = records(
        roles=[role(key) for key in keys],
        skills=[skill(f"own-{key}") for key in keys] + [skill(f"skill-{c}") for c in "abcdefgh"],
        needs=[need(key, f"own-{key}") for key in keys],
    )
    assert list(find_outranked(sections, weigh(read_curation(sections), drawn, SETTINGS))) == []


def test_a_role_to_which_nothing_is_essential_is_outranked_by_the_first_by_id() -> None:
    sections = records(**TINY)
    rows = weigh(read_curation(sections), [TALLY], SETTINGS)
    (problem,) = find_outranked(sections, rows)
    assert (problem.code, problem.place) == ("outranked", "needs:3")
    assert "the essentials of cook rank baker first, by 0 centibans" in problem.message

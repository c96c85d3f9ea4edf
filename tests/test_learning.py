"""What stands between somebody and a role: the tasks, their hours, and what comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mlroles.learning import Effort, find_gap, is_met, newest_count
from mlroles.matching import count_units, measure_coverage
from mlroles.model import Level, NamedBy
from mlroles.names import SkillId
from worlds import make_world, need, role, skill

if TYPE_CHECKING:
    from mlroles.model import Need
    from mlroles.taxonomy import Taxonomy

WORKING, PRACTITIONER, EXPERT = Level.WORKING, Level.PRACTITIONER, Level.EXPERT


@pytest.fixture(scope="module")
def bakery() -> Taxonomy:
    """Flour before dough, dough and the oven before bread; salt before nothing."""
    return make_world(
        roles=[role("baker")],
        skills=[
            skill("flour", kind="subject"),
            skill("dough", kind="method", prerequisites="flour"),
            skill("oven"),
            skill("bread", kind="practice", prerequisites="dough oven"),
            skill("salt", kind="library"),
        ],
        needs=[need("baker", "bread", level=4), need("baker", "dough", "important", 1),
               need("baker", "salt", "useful", 3)],
    )  # fmt: skip


def tasks(world: Taxonomy, **levels: Level | None) -> dict[tuple[str, int], tuple[int, int]]:
    """Each task's start and upper hours."""
    gap = find_gap(world.role("baker"), levels, world)
    return {
        (skill, int(goal)): (int(task.start), task.effort.high)
        for (skill, goal), task in gap.tasks.items()
    }


def test_each_skill_is_learned_to_a_working_level_and_then_level_by_level(
    bakery: Taxonomy,
) -> None:
    assert tasks(bakery) == {
        ("bread", 2): (0, 30), ("bread", 3): (2, 100), ("bread", 4): (3, 400),
        ("dough", 1): (0, 10),  # the work asks for no more
        ("flour", 2): (0, 150),  # groundwork
        ("oven", 2): (0, 30),  # groundwork
        ("salt", 2): (0, 30), ("salt", 3): (2, 80),
    }  # fmt: skip


def test_what_is_held_is_not_learned_and_what_is_held_too_little_is_raised(
    bakery: Taxonomy,
) -> None:
    held = {"oven": Level.AWARENESS, "dough": None, "salt": WORKING, "bread": Level.AWARENESS}
    assert tasks(bakery, **held) == {
        ("bread", 2): (1, 20), ("bread", 3): (2, 100), ("bread", 4): (3, 400), ("salt", 3): (2, 80),
    }  # fmt: skip
    assert tasks(bakery, bread=None, dough=WORKING, salt=EXPERT) == {}


def test_what_builds_on_something_comes_directly_after_it(bakery: Taxonomy) -> None:
    gap = find_gap(bakery.role("baker"), {}, bakery)
    first = {(str(skill), goal): task.first for (skill, goal), task in gap.tasks.items()}
    assert first["bread", WORKING] == (("dough", Level.AWARENESS), ("oven", WORKING))
    assert first["bread", PRACTITIONER] == (("bread", WORKING),)
    assert first["bread", EXPERT] == (("bread", PRACTITIONER),)
    assert first["dough", Level.AWARENESS] == (("flour", WORKING),)
    assert first["oven", WORKING] == ()
    assert list(gap.tasks) == sorted(gap.tasks)
    assert [each.skill.id for each in gap.missing] == ["bread", "dough", "salt"]
    assert gap.effort == Effort(
        sum(task.effort.low for task in gap.tasks.values()),
        sum(task.effort.high for task in gap.tasks.values()),
    )


def test_groundwork_adds_nothing_and_needs_add_up_to_all(bakery: Taxonomy) -> None:
    baker = bakery.role("baker")
    gap = find_gap(baker, {}, bakery)
    assert gap.tasks[SkillId("oven"), WORKING].need is None
    assert gap.tasks[SkillId("oven"), WORKING].units == 0
    assert sum(task.units for task in gap.tasks.values()) == 12 * (4 + 2 + 1)
    assert gap.tasks[SkillId("bread"), WORKING].units == 24
    assert measure_coverage(baker, {"bread": WORKING}) == 1000 * 24 // 84


def test_the_demand_of_a_task_is_that_of_the_newest_count(edition: Taxonomy) -> None:
    role = edition.role("data analyst")
    gap = find_gap(role, {}, edition)
    newest = {need.skill.id: newest_count(need.named_by) for need in role.needs}
    counted = newest[SkillId("sql")]
    assert counted
    assert gap.tasks[SkillId("sql"), WORKING].demand == counted.permille
    uncounted = next(skill for skill, count in newest.items() if count is None)
    assert gap.tasks[uncounted, WORKING].demand == 0


def test_the_newest_count_and_of_one_year_the_largest() -> None:
    counts = [NamedBy(1, 9, "a", 2018), NamedBy(2, 9, "b", 2020), NamedBy(3, 99, "a", 2020)]
    assert newest_count(counts) == counts[2]
    assert newest_count(()) is None


def whole(importance: str, level: int) -> Need:
    """A need of this importance and level."""
    world = make_world(
        roles=[role("baker")],
        skills=[skill("salt")],
        needs=[need("baker", "salt", importance, level)],
    )
    return world.role("baker").needs[0]


@pytest.mark.parametrize(
    ("importance", "weight"), [("essential", 4), ("important", 2), ("useful", 1)]
)
@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_units_are_twelfths_of_importance_and_always_whole(
    importance: str, weight: int, level: int
) -> None:
    needed = whole(importance, level)
    for held in Level:
        met = min(held, level)
        assert count_units(needed, held) * level == 12 * weight * met
        assert is_met(needed, {"salt": held}) == (met == level)
    assert count_units(needed, None) == 12 * weight
    assert is_met(needed, {"salt": None})
    assert not is_met(needed, {})

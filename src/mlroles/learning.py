"""What learning takes: which skills stand between somebody and a role, in hours and in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from attrs import frozen

from mlroles.editions import load_guidance
from mlroles.matching import count_units
from mlroles.model import Level, NamedBy, Need, Role, Skill

if TYPE_CHECKING:
    from mlroles.names import SkillId
    from mlroles.taxonomy import Taxonomy

__all__ = [
    "Effort",
    "Gap",
    "Levels",
    "Task",
    "TaskId",
    "find_gap",
    "is_met",
    "newest_count",
    "sum_effort",
]

TaskId = tuple["SkillId", Level]  # a skill, and the level that it is brought to
Levels = Mapping[str, Level | None]
Bands = Mapping[tuple[str, int], "Effort"]


@frozen
class Effort:
    """Hours of learning: what it may take, and what to reckon with.

    Attributes
    ----------
    low, high
        Hours, whole and round: a judgement, and said to be one.

    Examples
    --------
    >>> Effort(10, 30) + Effort(2, 5)
    Effort(low=12, high=35)
    """

    low: int
    high: int

    def __add__(self, other: Effort) -> Effort:
        return Effort(self.low + other.low, self.high + other.high)


@frozen
class Task:
    """One skill to learn, or to learn better.

    Attributes
    ----------
    skill
        The skill.
    start, goal
        The level from which, and the one to which.
    need
        The role's need of it; None for groundwork, which only another skill asks for.
    units
        What reaching the goal adds to coverage; see `mlroles.matching.count_units`.
    demand
        How many people of the role name the skill in the newest count, in permille; 0 where nobody
        was asked. It decides where two tasks are worth the same.
    effort
        Hours from the one level to the other.
    first
        The tasks that come directly before it, sorted.
    """

    skill: Skill
    start: Level
    goal: Level
    need: Need | None
    units: int
    demand: int
    effort: Effort
    first: tuple[TaskId, ...]


@frozen
class Gap:
    """All that stands between somebody and a role.

    Attributes
    ----------
    role
        The role.
    missing
        Its needs that are not met in full, in the role's order.
    tasks
        What is missing and the groundwork that it stands on, by skill and level, sorted.
    """

    role: Role
    missing: tuple[Need, ...]
    tasks: Mapping[TaskId, Task]

    @property
    def effort(self) -> Effort:
        """The hours of all of it together."""
        return sum_effort(self.tasks.values())


def find_gap(role: Role, levels: Levels, taxonomy: Taxonomy) -> Gap:
    """What somebody who holds these skills has yet to learn for a role.

    Parameters
    ----------
    role
        The role.
    levels
        Skill id to level, or to None where it was not given; what is not there is not held.
    taxonomy
        Whose prerequisites and hours count.

    Notes
    -----
    A skill is learned to a working level first and then, where the work asks for more, level by
    level. A prerequisite is known as soon as it is held at all, and learned as soon as it is at a
    working level; one that the role does not itself need is groundwork and stops there.

    Examples
    --------
    >>> import mlroles
    >>> taxonomy = mlroles.load("2020.1")
    >>> gap = find_gap(taxonomy.role("machine learning engineer"), {"python": None}, taxonomy)
    >>> gap.tasks["linear-algebra", mlroles.Level.WORKING].first
    (('algebra', <Level.WORKING: 2>),)
    """
    needs = {need.skill.id: need for need in role.needs}
    missing = tuple(need for need in role.needs if not is_met(need, levels))
    bands = _bands(taxonomy)
    tasks: dict[TaskId, Task] = {}
    for skill in sorted(_spread(missing, levels, taxonomy)):
        tasks |= _climb(taxonomy.skills[skill], needs, levels, bands)
    return Gap(role, missing, tasks)


def sum_effort(tasks: Iterable[Task]) -> Effort:
    """The hours of these tasks together."""
    return sum((task.effort for task in tasks), Effort(0, 0))


def is_met(need: Need, levels: Levels) -> bool:
    """Whether a need's skill is held as well as the work asks, or without a level."""
    held = levels.get(need.skill.id, Level.NONE)
    return held is None or held >= need.level


def newest_count(counts: Iterable[NamedBy]) -> NamedBy | None:
    """The newest of these counts, the larger of two of one year; None where nobody was asked.

    Examples
    --------
    >>> newest_count([NamedBy(604, 900, "a-survey", 2018), NamedBy(551, 90, "a-survey", 2020)])
    NamedBy(permille=551, n=90, source='a-survey', year=2020)
    """
    return max(counts, key=lambda count: (count.year, count.n, count.source), default=None)


def _bands(taxonomy: Taxonomy) -> Bands:
    """Hours by kind and level; ``data/README.md`` says how they were judged."""
    return {
        (row["kind"], int(row["level"])): Effort(int(row["low"]), int(row["high"]))
        for row in load_guidance(taxonomy)["effort"]
    }


def _spread(missing: Iterable[Need], levels: Levels, taxonomy: Taxonomy) -> set[SkillId]:
    """The skills missing, and the prerequisites of each that are not held."""
    found: set[SkillId] = set()
    left = [need.skill for need in missing]
    while left:
        skill = left.pop()
        if skill.id not in found:
            found.add(skill.id)
            left += [taxonomy.skills[before] for before in _unheld(skill, levels)]
    return found


def _unheld(skill: Skill, levels: Levels) -> tuple[SkillId, ...]:
    return tuple(sorted(before for before in skill.prerequisites if before not in levels))


def _climb(
    skill: Skill, needs: Mapping[SkillId, Need], levels: Levels, bands: Bands
) -> dict[TaskId, Task]:
    """The tasks of one skill, each on top of the one before."""
    need = needs.get(skill.id)
    start = levels.get(skill.id) or Level.NONE
    count = newest_count(need.named_by) if need else None
    demand = count.permille if count else 0
    first = tuple((each, _goals(needs.get(each))[0]) for each in _unheld(skill, levels))
    tasks: dict[TaskId, Task] = {}
    for goal in _goals(need, start):
        rungs = (bands[skill.kind, level] for level in range(start + 1, goal + 1))
        units = count_units(need, goal) - count_units(need, start) if need else 0
        effort = sum(rungs, Effort(0, 0))
        tasks[skill.id, goal] = Task(skill, start, goal, need, units, demand, effort, first)
        start, first = goal, ((skill.id, goal),)
    return tasks


def _goals(need: Need | None, start: Level = Level.NONE) -> list[Level]:
    """Where one stops on the way up: at a working level, and then at each until the need's."""
    top = need.level if need else Level.WORKING
    return [level for level in Level if max(start, Level.AWARENESS) < level <= top] or [top]

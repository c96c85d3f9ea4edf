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

__all__ = ["Effort", "Gap", "Task", "find_gap", "is_met", "newest_count"]

_GROUNDWORK = Level.WORKING  # as deep as one has to know what something else builds on

Levels = Mapping[str, Level | None]


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
        The level held now, and the level to reach.
    need
        The role's need of it; None for groundwork, which only another skill asks for.
    units
        What reaching the goal adds to coverage; see `mlroles.matching.count_units`.
    effort
        Hours from the one level to the other.
    first
        Ids of the tasks that come before it, sorted.
    """

    skill: Skill
    start: Level
    goal: Level
    need: Need | None
    units: int
    effort: Effort
    first: tuple[SkillId, ...]


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
        What is missing and the groundwork that it stands on, by skill id, sorted.
    """

    role: Role
    missing: tuple[Need, ...]
    tasks: Mapping[SkillId, Task]

    def closure(self, skill: SkillId, known: Iterable[SkillId] = ()) -> tuple[SkillId, ...]:
        """A task and all that comes before it, in the order of learning, without what is known."""
        done = dict.fromkeys(known)
        learned = len(done)
        self._visit(skill, done)
        return tuple(done)[learned:]

    def _visit(self, skill: SkillId, done: dict[SkillId, None]) -> None:
        if skill in done:
            return
        for before in self.tasks[skill].first:
            self._visit(before, done)
        done[skill] = None

    def effort(self, skills: Iterable[SkillId]) -> Effort:
        """The hours of these tasks together."""
        return sum((self.tasks[skill].effort for skill in skills), Effort(0, 0))

    def units(self, skills: Iterable[SkillId]) -> int:
        """What these tasks together add to coverage."""
        return sum(self.tasks[skill].units for skill in skills)


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
    A prerequisite is known as soon as its skill is held at all. One that is not, and that the role
    does not itself need, is groundwork, to be learned to a working level.

    Examples
    --------
    >>> import mlroles
    >>> taxonomy = mlroles.load("2020.1")
    >>> role = taxonomy.role("machine learning engineer")
    >>> gap = find_gap(role, {"python": None}, taxonomy)
    >>> gap.closure("linear-algebra")
    ('algebra', 'linear-algebra')
    """
    needs = {need.skill.id: need for need in role.needs}
    missing = tuple(need for need in role.needs if not is_met(need, levels))
    bands = _bands(taxonomy)
    tasks = {
        skill: _task(taxonomy.skills[skill], needs.get(skill), levels, bands)
        for skill in sorted(_spread(missing, levels, taxonomy))
    }
    return Gap(role, missing, tasks)


def is_met(need: Need, levels: Levels) -> bool:
    """Whether a need's skill is held as well as the work asks, or without a level."""
    held = levels.get(need.skill.id, Level.NONE)
    return held is None or held >= need.level


def newest_count(need: Need) -> NamedBy | None:
    """The newest count of how many name a need's skill, the larger of two of one year.

    Examples
    --------
    >>> import mlroles
    >>> needs = mlroles.load("2020.1").role("data analyst").needs
    >>> next(newest_count(need).year for need in needs if need.skill.id == "sql")
    2020
    """
    return max(need.named_by, key=lambda count: (count.year, count.n, count.source), default=None)


Bands = Mapping[tuple[str, int], Effort]


def _bands(taxonomy: Taxonomy) -> Bands:
    return {
        (row["kind"], int(row["level"])): Effort(int(row["low"]), int(row["high"]))
        for row in load_guidance(taxonomy)["effort"]
    }


def _climb(kind: str, start: Level, goal: Level, bands: Bands) -> Effort:
    """The hours from one level to another; ``data/README.md`` says how the bands were judged."""
    steps = (bands[kind, level] for level in range(start + 1, goal + 1))
    return sum(steps, Effort(0, 0))


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


def _task(skill: Skill, need: Need | None, levels: Levels, bands: Bands) -> Task:
    start = levels.get(skill.id, Level.NONE) or Level.NONE
    goal = need.level if need else _GROUNDWORK
    return Task(
        skill=skill,
        start=start,
        goal=goal,
        need=need,
        units=count_units(need, goal) - count_units(need, start) if need else 0,
        effort=_climb(skill.kind, start, goal, bands),
        first=_unheld(skill, levels),
    )

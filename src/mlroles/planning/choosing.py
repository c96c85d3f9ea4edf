"""The best that fits into the hours there are: an exact knapsack whose items have prerequisites.

Skills are decided one after the other: learn, or leave. What was decided matters later only through
the skills that have an undecided neighbour in the graph of prerequisites, the *open* ones. For each
way to have decided these, all that can be reached is kept as a front, on which more hours stand
only where they bring more. Open skills are few, since the graph is nearly a forest, and fronts are
short, since coverage is counted in few units; so nothing is rounded and nothing is given up.

The method is nonserial dynamic programming: U. Bertelè and F. Brioschi, *Nonserial Dynamic
Programming*, Academic Press, 1972.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mlroles.learning import Task
    from mlroles.names import SkillId

    Ids = frozenset[SkillId]
    # Hours, and what they bring: the units of coverage above one bit for each skill, the first id
    # the highest, so that of two sets that bring as much the first by ids is the larger number.
    Front = list[tuple[int, int]]
    Tasks = Mapping[SkillId, Task]

__all__ = ["choose_within"]


def choose_within(tasks: Tasks, hours: int) -> Ids:
    """The tasks that bring most in at most so many hours, with all that comes before them.

    Of several such sets the one of the fewest hours, and of these the first by ids. Hours count at
    their upper end.

    Parameters
    ----------
    tasks
        By skill id, sorted; whatever one of them puts first is among them.
    hours
        How many there are, 0 or more.
    """
    bits = {skill: 1 << at for at, skill in enumerate(reversed(list(tasks)))}
    opened: Ids = frozenset()
    fronts: dict[Ids, Front] = {opened: [(0, 0)]}
    for skill, opening in _arrange(tasks):
        worth = (tasks[skill].units << len(tasks)) | bits[skill]
        grown: dict[Ids, Front] = {}
        for taken, front in fronts.items():
            if not any(skill in tasks[other].first for other in taken):
                grown.setdefault(taken & opening, []).extend(front)
            if taken.issuperset(opened.intersection(tasks[skill].first)):
                more = _add(front, tasks[skill].effort.high, worth, hours)
                grown.setdefault((taken | {skill}) & opening, []).extend(more)
        fronts = {taken: _prune(front, len(tasks)) for taken, front in grown.items()}
        opened = opening
    _, brought = fronts[frozenset()][-1]
    return frozenset(skill for skill in tasks if brought & bits[skill])


def _add(front: Front, cost: int, worth: int, hours: int) -> Front:
    return [(spent + cost, brought + worth) for spent, brought in front if spent + cost <= hours]


def _prune(front: Front, skills: int) -> Front:
    """Only what brings more units than everything that takes as many hours or fewer."""
    kept: Front = []
    for spent, brought in sorted(front, key=lambda each: (each[0], -each[1])):
        if not kept or brought >> skills > kept[-1][1] >> skills:
            kept.append((spent, brought))
    return kept


def _arrange(tasks: Tasks) -> Iterator[tuple[SkillId, Ids]]:
    """Each skill, and which are open once it is decided: as few as can be, ties by id."""
    near = _neighbours(tasks)
    left = set(tasks)
    opened: Ids = frozenset()
    while left:
        ways = {skill: _open_after(skill, opened, left, near) for skill in left}
        skill = min(left, key=lambda each: (len(ways[each]), each))
        opened = ways[skill]
        left.remove(skill)
        yield skill, opened


def _neighbours(tasks: Tasks) -> dict[SkillId, set[SkillId]]:
    near: dict[SkillId, set[SkillId]] = {skill: set() for skill in tasks}
    for skill, task in tasks.items():
        for before in task.first:
            near[skill].add(before)
            near[before].add(skill)
    return near


def _open_after(
    skill: SkillId, opened: Ids, left: set[SkillId], near: Mapping[SkillId, set[SkillId]]
) -> Ids:
    return frozenset(
        each
        for each in opened | {skill}
        if any(other in left and other != skill for other in near[each])
    )

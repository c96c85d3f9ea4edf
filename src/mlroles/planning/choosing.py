"""The best of all sets of tasks that can be learned: a knapsack whose items have prerequisites.

Tasks are decided one after the other: learn, or leave. What was decided matters later only through
the tasks that have an undecided neighbour in the graph of prerequisites, the *open* ones. For each
way to have decided these, all that can be reached is kept as a front, on which more hours stand
only where they bring more. Open tasks are few, since the graph is nearly a forest, and fronts are
short, since coverage is counted in few units; so nothing is rounded and nothing is given up.

The method is nonserial dynamic programming: U. Bertelè and F. Brioschi, *Nonserial Dynamic
Programming*, Academic Press, 1972.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlroles.learning import sum_effort

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mlroles.learning import Task, TaskId

    Ids = frozenset[TaskId]
    Tasks = Mapping[TaskId, Task]
    # Hours; the units of coverage that they bring, negated; and the rank among sets that bring the
    # same, negated: demand above one bit for each task, the first id the highest. Each adds up by
    # itself, and of two reaches the smaller is the better one.
    Reach = tuple[int, int, int]

__all__ = ["choose_densest", "choose_within", "find_neighbours"]


def choose_within(tasks: Tasks, hours: int) -> Ids:
    """The tasks that bring most in at most so many hours, with all that comes before them.

    Of several such sets the one of the fewest hours, of these the one that most people name, and
    of these the first by ids. Hours count at their upper end.

    Parameters
    ----------
    tasks
        By id, sorted; what they put first is among them, or learned.
    hours
        How many there are, 0 or more.
    """
    return _read(_reach(tasks, hours)[-1], tasks)


def choose_densest(tasks: Tasks) -> Ids:
    """The tasks that bring most for each hour, with all that comes before them.

    Of several such sets the largest, which holds all the others.

    Parameters
    ----------
    tasks
        As above; at least one of them adds to coverage.
    """
    _, best, *front = _reach(tasks, sum_effort(tasks.values()).high)
    for reach in front:
        if reach[1] * best[0] <= best[1] * reach[0]:  # both below zero: units over hours, crosswise
            best = reach
    return _read(best, tasks)


def _read(reach: Reach, tasks: Tasks) -> Ids:
    return frozenset(each for each, bit in _bits(tasks).items() if -reach[2] & bit)


def _bits(tasks: Tasks) -> dict[TaskId, int]:
    return {each: 1 << at for at, each in enumerate(reversed(list(tasks)))}


def _reach(tasks: Tasks, hours: int) -> list[Reach]:
    """The front of all that can be reached in at most so many hours, from nothing upwards."""
    bits = _bits(tasks)
    opened: Ids = frozenset()
    fronts: dict[Ids, list[Reach]] = {opened: [(0, 0, 0)]}
    for each, opening in _arrange(tasks):
        task = tasks[each]
        rank = (task.demand << len(tasks)) + bits[each]
        grown: dict[Ids, list[Reach]] = {}
        for taken, front in fronts.items():
            if not any(each in tasks[other].first for other in taken):
                grown.setdefault(taken & opening, []).extend(front)
            if taken.issuperset(opened.intersection(task.first)):
                more = _add(front, task, rank, hours)
                grown.setdefault((taken | {each}) & opening, []).extend(more)
        fronts = {taken: _prune(front) for taken, front in grown.items()}
        opened = opening
    return fronts[opened]


def _add(front: list[Reach], task: Task, rank: int, hours: int) -> list[Reach]:
    high, units = task.effort.high, task.units
    most = hours - high
    return [
        (spent + high, brought - units, ranked - rank)
        for spent, brought, ranked in front
        if spent <= most
    ]


def _prune(front: list[Reach]) -> list[Reach]:
    """Only what brings more units than everything that takes as many hours or fewer."""
    front.sort()
    kept = front[:1]
    for reach in front:
        if reach[1] < kept[-1][1]:
            kept.append(reach)
    return kept


def _arrange(tasks: Tasks) -> Iterator[tuple[TaskId, Ids]]:
    """Each task, and which are open once it is decided: as few as can be, ties by id."""
    near = find_neighbours(tasks)
    left = set(tasks)
    opened: Ids = frozenset()
    while left:
        ways = {each: _open_after(each, opened, left, near) for each in left}
        chosen = min(left, key=lambda each: (len(ways[each]), each))
        opened = ways[chosen]
        left.remove(chosen)
        yield chosen, opened


def find_neighbours(tasks: Tasks) -> dict[TaskId, set[TaskId]]:
    """For each task those that come directly before or after it."""
    near: dict[TaskId, set[TaskId]] = {each: set() for each in tasks}
    for each, task in tasks.items():
        for before in near.keys() & set(task.first):
            near[each].add(before)
            near[before].add(each)
    return near


def _open_after(
    chosen: TaskId, opened: Ids, left: set[TaskId], near: Mapping[TaskId, set[TaskId]]
) -> Ids:
    return frozenset(
        each
        for each in opened | {chosen}
        if any(other in left and other != chosen for other in near[each])
    )

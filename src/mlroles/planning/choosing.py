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

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mlroles.learning import Task, TaskId

    Ids = frozenset[TaskId]
    Tasks = Mapping[TaskId, Task]
    # Hours, and what they bring in one number: the units of coverage above the demand, and that
    # above one bit for each task, the first id the highest. Each part of it adds up by itself, and
    # of two numbers the larger is that of the better set.
    Front = list[tuple[int, int]]

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
    _, brought = _reach(tasks, hours)[-1]
    return _read(brought, tasks)


def choose_densest(tasks: Tasks) -> Ids:
    """The tasks that bring most for each hour, with all that comes before them.

    Of several such sets the largest, which holds all the others.

    Parameters
    ----------
    tasks
        As above; at least one of them adds to coverage.
    """
    most = sum(task.effort.high for task in tasks.values())
    _, *front = _reach(tasks, most)
    hours, best = front[0]
    for spent, brought in front[1:]:
        if _units(brought, tasks) * hours >= _units(best, tasks) * spent:
            hours, best = spent, brought
    return _read(best, tasks)


def _units(brought: int, tasks: Tasks) -> int:
    return brought >> (len(tasks) + _demand_bits(tasks))


def _demand_bits(tasks: Tasks) -> int:
    return (1000 * len(tasks)).bit_length()


def _read(brought: int, tasks: Tasks) -> Ids:
    return frozenset(each for at, each in enumerate(reversed(list(tasks))) if brought >> at & 1)


def _reach(tasks: Tasks, hours: int) -> Front:
    """All that is worth reaching in at most so many hours, from nothing upwards."""
    opened: Ids = frozenset()
    fronts: dict[Ids, Front] = {opened: [(0, 0)]}
    bits = {each: 1 << at for at, each in enumerate(reversed(list(tasks)))}
    for each, opening in _arrange(tasks):
        task = tasks[each]
        worth = ((task.units << _demand_bits(tasks)) + task.demand << len(tasks)) + bits[each]
        grown: dict[Ids, Front] = {}
        for taken, front in fronts.items():
            if not any(each in tasks[other].first for other in taken):
                grown.setdefault(taken & opening, []).extend(front)
            if taken.issuperset(opened.intersection(task.first)):
                more = _add(front, task.effort.high, worth, hours)
                grown.setdefault((taken | {each}) & opening, []).extend(more)
        fronts = {taken: _prune(front, tasks) for taken, front in grown.items()}
        opened = opening
    return fronts[opened]


def _add(front: Front, cost: int, worth: int, hours: int) -> Front:
    return [(spent + cost, brought + worth) for spent, brought in front if spent + cost <= hours]


def _prune(front: Front, tasks: Tasks) -> Front:
    """Only what brings more units than everything that takes as many hours or fewer."""
    kept: Front = []
    for spent, brought in sorted(front, key=lambda each: (each[0], -each[1])):
        if not kept or _units(brought, tasks) > _units(kept[-1][1], tasks):
            kept.append((spent, brought))
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

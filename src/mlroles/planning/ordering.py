"""In which order to learn: what brings most for its hours first, after all that it builds on.

A skill is worth what it opens: Python for itself, and for all that is written in it. So the order
is built from blocks. The first is that set of tasks, with all that comes before them, which adds
most coverage for each hour; then the same of what is left, and so on. An order in which coverage
rises fastest, its sum over all hours, is made of these blocks: J. B. Sidney, *Decomposition
algorithms for single-machine sequencing with precedence relations and deferral costs*, Operations
Research 23, 1975.
"""

from __future__ import annotations

from functools import cmp_to_key, partial
from typing import TYPE_CHECKING

from mlroles.learning import sum_effort
from mlroles.planning.choosing import choose_densest, find_neighbours

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from mlroles.learning import Task, TaskId

    Tasks = Mapping[TaskId, Task]

__all__ = ["find_closure", "order_by_worth", "sort_by_worth"]


def order_by_worth(tasks: Tasks) -> tuple[TaskId, ...]:
    """Tasks in the order of learning.

    Parameters
    ----------
    tasks
        By id, sorted; what they put first is among them, or learned.
    """
    blocks = sort_by_worth(_split(tasks), tasks)
    return tuple(each for block in blocks for each in _order(_only(tasks, block)))


def find_closure(task: TaskId, tasks: Tasks) -> tuple[TaskId, ...]:
    """A task and all that comes before it, in the order of learning; what is no task is learned."""
    done: dict[TaskId, None] = {}
    _visit(task, tasks, done)
    return tuple(done)


def _visit(task: TaskId, tasks: Tasks, done: dict[TaskId, None]) -> None:
    if task in tasks and task not in done:
        for before in tasks[task].first:
            _visit(before, tasks, done)
        done[task] = None


def sort_by_worth(sets: Iterable[Sequence[TaskId]], tasks: Tasks) -> list[Sequence[TaskId]]:
    """Sets of tasks, that which adds most coverage for each upper hour first.

    Ties go by how many people name what is in them, and then as they come.
    """
    return sorted(sets, key=cmp_to_key(partial(_compare, tasks)))


def _compare(tasks: Tasks, one: Sequence[TaskId], other: Sequence[TaskId]) -> int:
    """Below zero if the first adds more for each hour: fractions, multiplied crosswise."""
    units, demand, hours = _rate([tasks[each] for each in one])
    other_units, other_demand, other_hours = _rate([tasks[each] for each in other])
    return (other_units * hours - units * other_hours) or (other_demand - demand)


def _rate(chosen: Sequence[Task]) -> tuple[int, int, int]:
    units = sum(task.units for task in chosen)
    return units, sum(task.demand for task in chosen), sum_effort(chosen).high


def _split(tasks: Tasks) -> Iterator[tuple[TaskId, ...]]:
    """The blocks; of those that hang together each is worth less than the one before."""
    for part in _parts(tasks):
        block = choose_densest(part)
        yield tuple(block)
        yield from _split(_without(part, block))


def _parts(tasks: Tasks) -> Iterator[Tasks]:
    """The tasks that hang together by prerequisites, a part at a time; the first ids first."""
    near = find_neighbours(tasks)
    left = dict(tasks)
    while left:
        found, new = set(), {next(iter(left))}
        while new:
            found |= new
            new = {other for each in new for other in near[each]} - found
        yield _only(tasks, found)
        left = _without(left, found)


def _order(block: Tasks) -> Iterator[TaskId]:
    """Within a block, again and again the task whose closure is worth most."""
    left = dict(block)
    while left:
        closures = [find_closure(each, left) for each, task in left.items() if task.units]
        best = sort_by_worth(closures, left)[0]
        yield from best
        left = _without(left, best)


def _only(tasks: Tasks, kept: Collection[TaskId]) -> dict[TaskId, Task]:
    return {each: task for each, task in tasks.items() if each in kept}


def _without(tasks: Tasks, gone: Collection[TaskId]) -> dict[TaskId, Task]:
    return {each: task for each, task in tasks.items() if each not in gone}

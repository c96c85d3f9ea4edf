"""Ways to the same answers, measured turn by turn: for the benchmarks of match and annotate."""

from __future__ import annotations

import gc
import time
from collections import defaultdict
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["measure", "report"]


def measure(ways: Mapping[str, Callable[[], Any]], turns: int) -> dict[str, float]:
    """Median seconds, by turns; the answers have to be equal."""
    taken: dict[str, list[float]] = defaultdict(list)
    for _ in range(turns):
        answers = []
        for name, way in ways.items():
            gc.collect()  # what one way leaves behind is not swept in the time of the next
            start = time.perf_counter()
            answers.append(way())
            taken[name].append(time.perf_counter() - start)
        assert all(answer == answers[0] for answer in answers)  # noqa: S101  # or nothing is said
    return {name: median(times) for name, times in taken.items()}


def report(taken: Mapping[str, float], count: int, thing: str, ours: str) -> None:
    """Print a table: the time for one thing, and what part of it the first way, ours, takes."""
    first = next(iter(taken.values()))
    print(f"| | microseconds a {thing} | {ours} takes | answers |")
    print("| --- | --- | --- | --- |")
    for name, seconds in taken.items():
        print(f"| {name} | {1e6 * seconds / count:.2f} | {first / seconds:.2f} of it | equal |")

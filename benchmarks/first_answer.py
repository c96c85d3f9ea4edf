"""How long the first answer takes, as a ratio to parsing the edition once, in cold processes.

    python benchmarks/first_answer.py [EDITION] [ROUNDS]

A fresh Python for every figure, by turns: one parses the bytes of the edition with ``json.loads``;
one imports mlroles beforehand, then loads and matches three names. The budget is a ratio of 3.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from statistics import median

import mlroles

BUDGET = 3.0
PARSE = """
import json, time
data = open({path!r}, "rb").read()
start = time.perf_counter()
json.loads(data)
print(time.perf_counter() - start)
"""
ANSWER = """
import time
import mlroles, mlroles.matching
start = time.perf_counter()
mlroles.match(["Airflow", "PySpark", "SQL"], mlroles.load({edition!r}))[0].role
print(time.perf_counter() - start)
"""


def seconds(code: str) -> float:
    """What a fresh Python prints."""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)  # noqa: S603  # code of this file
    return float(done.stdout)


def main() -> None:
    """Measure by turns, print, and fail over budget."""
    edition = sys.argv[1] if len(sys.argv) > 1 else mlroles.load().edition
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 15  # noqa: PLR2004  # the second argument
    path = str(Path(mlroles.__file__).parent / "editions" / f"{edition}.json")
    cases = {"parse": PARSE.format(path=path), "answer": ANSWER.format(edition=edition)}
    taken: dict[str, list[float]] = {name: [] for name in cases}
    for _ in range(rounds):
        for name, code in cases.items():
            taken[name].append(seconds(code))
    parse, answer = (1000 * median(taken[name]) for name in cases)
    ratio = answer / parse
    print(f"parse {parse:.1f} ms, load and match {answer:.1f} ms")
    print(f"the first answer of {edition} takes {ratio:.2f} times the parse (budget {BUDGET})")
    sys.exit(ratio > BUDGET)


if __name__ == "__main__":
    main()

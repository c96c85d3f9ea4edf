"""How long the first answer takes from a cold process, against the least that it could take.

    python benchmarks/first_answer.py [EDITION] [TURNS]

Every figure is a fresh Python's own, by turns, and starts when its code does; medians are shown.

- `the least`: ``import attrs, json, re``, and one ``json.loads`` of the bytes of the edition.
- `the first answer`: import mlroles, load the edition, match three names, and write the answer as
  a terminal shows it.

Two budgets: the whole takes at most twice the least; load and match, the import done, at most three
times the parse.
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median

from cold import cold_python

import mlroles

BUDGET, BUDGET_OF_PARSE = 2.0, 3.0
LEAST = """
from time import perf_counter as now
times = [now()]
import attrs, json, re
times.append(now())
with open({path!r}, "rb") as file:
    json.loads(file.read())
times.append(now())
"""
ANSWER = """
from time import perf_counter as now
times = [now()]
import mlroles
match, load = mlroles.match, mlroles.load
times.append(now())
taxonomy = load({edition!r})
times.append(now())
answer = match(["Airflow", "PySpark", "SQL"], taxonomy)
answer[0].role.name
times.append(now())
str(answer)
times.append(now())
"""
SAY = "print(*(1000 * (end - start) for start, end in zip(times, times[1:])))"


def show(name: str, steps: dict[str, float]) -> None:
    """Print a line."""
    said = ", ".join(f"{step} {taken:.1f}" for step, taken in steps.items())
    print(f"{name}: {sum(steps.values()):.1f} ms ({said})")


def main() -> None:
    """Measure by turns, print, and fail over budget."""
    edition = sys.argv[1] if len(sys.argv) > 1 else mlroles.load().edition
    turns = int(sys.argv[2]) if len(sys.argv) > 2 else 15  # noqa: PLR2004  # the second argument
    path = str(Path(mlroles.__file__).parent / "editions" / f"{edition}.json")
    codes = (LEAST.format(path=path) + SAY, ANSWER.format(edition=edition) + SAY)
    with cold_python() as run:
        taken = [[run(code) for code in codes] for _ in range(turns + 1)][1:]
    least, answer = (
        [median(step) for step in zip(*runs, strict=True)] for runs in zip(*taken, strict=True)
    )
    ratio = median(sum(ours) / sum(theirs) for theirs, ours in taken)
    of_parse = median(sum(ours[1:3]) / theirs[1] for theirs, ours in taken)
    show("the least", dict(zip(("import", "parse"), least, strict=True)))
    show("the first answer", dict(zip(("import", "load", "match", "show"), answer, strict=True)))
    print(f"the first answer of {edition} takes {ratio:.2f} times the least (budget {BUDGET})")
    print(f"load and match take {of_parse:.2f} times the parse (budget {BUDGET_OF_PARSE})")
    sys.exit(ratio > BUDGET or of_parse > BUDGET_OF_PARSE)


if __name__ == "__main__":
    main()

"""How long an import and a first answer take: mlroles, and packages that ship data as it does.

    python benchmarks/import_time.py [TURNS]

Medians of fresh processes, counted from the first line of code, by turns, so that a noisy machine
disturbs all alike; a rival that is not installed is left out, and it is said. The budget of
``import mlroles`` is 1.5 times ``import attrs``.

- pycountry: the code of a country by its name.
- particle: the mass of a particle by its number.
- holidays: the name of a day's holiday.
- tech-roles-library: the roles that a word finds.
- mlroles: the role of three skills.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from statistics import median

from cold import cold_python

BUDGET = 1.5
CASES = {  # package: what imports it, and what asks it one thing
    "attrs": ("import attrs", ""),
    "mlroles": (
        "import mlroles",
        "mlroles.match(['Airflow', 'PySpark', 'SQL'], mlroles.load())[0].role.name",
    ),
    "pycountry": ("import pycountry", "pycountry.countries.lookup('Germany').alpha_2"),
    "particle": ("import particle", "particle.Particle.from_pdgid(211).mass"),
    "holidays": ("import holidays", "holidays.country_holidays('US').get('2026-07-04')"),
    "tech_roles_library": (
        "import tech_roles_library",
        "tech_roles_library.TechRoles('en').search('data engineer')[0].role",
    ),
}
START = "from time import perf_counter as now\ntimes = [now()]\n"
STEP = "\ntimes.append(now())\n"
SAY = "print(*(1000 * (end - times[0]) for end in times[1:]))"


def measure(turns: int) -> dict[str, list[float]]:
    """Package to the milliseconds until it is imported, and until it has answered."""
    codes = {
        name: START + STEP.join([importing, asking, SAY])
        for name, (importing, asking) in CASES.items()
        if find_spec(name)
    }
    taken: dict[str, list[list[float]]] = {name: [] for name in codes}
    with cold_python() as run:
        for turn in range(turns + 1):
            for name, code in codes.items():
                step = run(code)
                taken[name] += [step] if turn else []  # the first only leaves its bytecode
    return {
        name: [median(step) for step in zip(*runs, strict=True)] for name, runs in taken.items()
    }


def main() -> None:
    """Measure, print, and fail over budget."""
    taken = measure(int(sys.argv[1]) if len(sys.argv) > 1 else 21)
    unit, _ = taken["attrs"]
    print(f"`import attrs` takes {unit:.1f} ms\n")
    print("| | import, times that of attrs | first answer, of that |\n| --- | --- | --- |")
    for name, (imported, answered) in taken.items():
        said = f"{answered / unit:.2f}" if CASES[name][1] else ""
        print(f"| {name} | {imported / unit:.2f} | {said} |")
    for name in [name for name in CASES if name not in taken]:
        print(f"\n{name} is not installed, and left out")
    ratio = taken["mlroles"][0] / unit
    print(f"\nimport mlroles is {ratio:.2f} times import attrs (budget {BUDGET})")
    sys.exit(ratio > BUDGET)


if __name__ == "__main__":
    main()

"""Whom the surveys asked: the people behind the counts, by country, age, education and years.

    python benchmarks/counted_people.py PEOPLE [--edition 2026.1]

PEOPLE is as for accuracy.py. Counts those whom the edition counts, of every survey it rests on, and
prints Markdown: for each group how many of a hundred. What a survey did not ask cannot be counted.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from accuracy import LABELS

SURVEYS = {"2020.1": (2018, 2019, 2020), "2026.1": (2018, 2019, 2020, 2021)}
KINDS = ("country", "age", "education", "years_coding")
SAME = {  # one group that later surveys spell in another way
    "United States": "United States of America",
    "United Kingdom": "United Kingdom of Great Britain and Northern Ireland",
}
SHOWN = 12


def read_counted(path: Path, years: tuple[int, ...]) -> list[dict[str, str]]:
    """The groups of everybody of our titles who ticked anything in these years."""
    from pyarrow import parquet

    rows = parquet.read_table(path, filters=[("year", "in", years)]).to_pylist()
    return [
        {kind: name_group(row[kind]) for kind in KINDS}
        for row in rows
        if row["role"] in LABELS and (row["skills"] or row["activities"])
    ]


def name_group(given: str | None) -> str:
    """One spelling for one group."""
    said = (given or "not said").replace("’", "'")  # noqa: RUF001  # one survey's apostrophe
    return SAME.get(said, said)


def main() -> None:
    """Print a table for each kind of group, the largest first."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("people", type=Path)
    parser.add_argument("--edition", default="2026.1", choices=SURVEYS)
    asked = parser.parse_args()
    people = read_counted(asked.people, SURVEYS[asked.edition])
    print(f"{len(people):,} people")
    for kind in KINDS:
        counts = Counter(who[kind] for who in people)
        print(f"\n| {kind.replace('_', ' ')} | people | in a hundred |\n| --- | --- | --- |")
        for group, number in sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:SHOWN]:
            print(f"| {group} | {number:,} | {100 * number / len(people):.1f} |")


if __name__ == "__main__":
    main()

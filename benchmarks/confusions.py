"""Count what an edition takes for what, and how often its shares are right.

    python benchmarks/confusions.py ANSWERS --out data/accuracy-2026.1

ANSWERS is what answers.py wrote. ``confusions.csv`` has, for every kind of rows, how many of a role
were given an answer. ``reliability.csv`` has the first share among the roles
measured, in ten bins: what it said and how often it was right, roles weighing alike, in permille,
and how many rows there were. A role with fewer than 40 rows of a kind is not measured, and a bin
with fewer is left out.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter, defaultdict
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

LEAST = 40  # rows; fewer say too little of what a role is taken for
OUTSIDE = "outside"
BINS, WHOLE = 10, 1000

Row = dict[str, Any]


def read_kinds(path: Path) -> dict[str, list[Row]]:
    """The rows of each kind, of roles with enough of them."""
    from pyarrow import parquet

    kinds: dict[str, list[Row]] = defaultdict(list)
    for row in parquet.read_table(path).to_pylist():
        kinds[row["kind"]].append(row)
    for kind, rows in kinds.items():
        size = Counter(row["asked"] for row in rows)
        kinds[kind] = [row for row in rows if size[row["asked"]] >= LEAST]
    return dict(sorted(kinds.items()))


def count_confusions(rows: Iterable[Row]) -> dict[tuple[str, str], int]:
    """Role and answer to how many rows."""
    return dict(sorted(Counter((row["asked"], row["answer"]) for row in rows).items()))


def measure_reliability(rows: Sequence[Row]) -> Iterator[tuple[int, int, int, int]]:
    """Of each bin: its lower end, what the first share said, how often it was right, how many."""
    ours = [row for row in rows if row["asked"] != OUTSIDE]
    size = Counter(row["asked"] for row in ours)
    bins: dict[int, list[tuple[Fraction, Fraction, Fraction]]] = defaultdict(list)
    for row in ours:
        first, said = lead(row["shares"], sorted(size))
        weight = Fraction(1, size[row["asked"]])
        found = (weight, weight * said, weight * (first == row["asked"]))
        bins[min(int(said * BINS), BINS - 1)].append(found)
    full = {at: found for at, found in sorted(bins.items()) if len(found) >= LEAST}
    for at, found_all in full.items():
        weight, said, right = (sum(part, Fraction()) for part in zip(*found_all, strict=True))
        permille = round(WHOLE * said / weight), round(WHOLE * right / weight)
        yield at * WHOLE // BINS, *permille, len(found_all)


def lead(shares: dict[str, int], among: Sequence[str]) -> tuple[str, Fraction]:
    """The first of some roles, and its share among them."""
    first = max(among, key=lambda role: shares[role])
    whole = sum(shares[role] for role in among)
    return first, Fraction(shares[first], whole) if whole else Fraction(1, len(among))


def write(path: Path, head: str, rows: Iterable[Sequence[object]]) -> None:
    """A table as CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head.split())
        writer.writerows(rows)


def main() -> None:
    """Count one file of answers."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("answers", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    kinds = read_kinds(asked.answers)
    confusions = [
        (kind, *key, cell)
        for kind, rows in kinds.items()
        for key, cell in count_confusions(rows).items()
    ]
    write(asked.out / "confusions.csv", "kind asked answer rows", confusions)
    reliability = [
        (kind, *each) for kind, rows in kinds.items() for each in measure_reliability(rows)
    ]
    write(asked.out / "reliability.csv", "kind bin said right rows", reliability)


if __name__ == "__main__":
    main()

"""For whom the ranking is right, and how sure it says it is: by role said and by group of people.

    python benchmarks/groups.py PEOPLE [--edition 2020.1] [--year 2021]

PEOPLE is as for accuracy.py. Whole answers; a line a group of at least 100 people: how many, how
often the first role is right, what its share says on average (roles weighing as they occur), and
the gap between the two. Prints Markdown.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from accuracy import read_people

import mlroles

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from accuracy import Person

    from mlroles.matching import Match

FEWEST = 100
YOUNG = {"18-21", "22-24"}
Row = tuple[str, int, int, int, int]


def summarise(name: str, pairs: Sequence[tuple[Person, Match]]) -> Row:
    """People, and in permille: right, said, and how often the outcome was ranked."""
    people = len(pairs)
    right = sum(who.role == answer[0].role.id for who, answer in pairs)
    said = sum(answer[0].share for _, answer in pairs)
    ranked = sum(answer.outcome == "ranked" for _, answer in pairs)
    return name, people, 1000 * right // people, said // people, 1000 * ranked // people


def table(title: str, rows: Iterable[Row]) -> None:
    """A Markdown table, the largest group first."""
    print(f"\n| {title} | people | right | said | gap | ranked |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name, people, right, said, ranked in sorted(rows, key=lambda row: -row[1]):
        gap = (said - right) / 1000
        print(f"| {name} | {people:,} | .{right:03d} | .{said:03d} | {gap:+.2f} | .{ranked:03d} |")


def main() -> None:
    """Print a table by role said, by role borne and by each kind of group."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("people", type=Path)
    parser.add_argument("--edition", default="2020.1")
    parser.add_argument("--year", type=int, default=2021)
    asked = parser.parse_args()
    taxonomy = mlroles.load(asked.edition)
    people = read_people(asked.people, asked.year, taxonomy)
    pairs = [(who, mlroles.match(who.named, taxonomy)) for who in people]
    kinds: dict[str, dict[str, list[tuple[Person, Match]]]] = defaultdict(lambda: defaultdict(list))
    for who, answer in pairs:
        kinds["role said"][answer[0].role.name].append((who, answer))
        kinds["role borne"][taxonomy.roles[who.role].name].append((who, answer))
        years = "under 25" if who.groups["age"] in YOUNG else "25 and over"
        kinds["title and age"][f"{who.groups['title']}, {years}"].append((who, answer))
        for kind, group in who.groups.items():
            kinds[kind.replace("_", " ")][group].append((who, answer))
    table("everybody", [summarise("all", pairs)])
    for kind, groups in kinds.items():
        table(kind, [summarise(name, found) for name, found in groups.items()
                     if len(found) >= FEWEST])  # fmt: skip


if __name__ == "__main__":
    main()

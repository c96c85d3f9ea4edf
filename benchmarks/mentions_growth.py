"""Whether the time to find skills grows with the text alone, whatever stands in it.

    python benchmarks/mentions_growth.py POSTINGS [--edition NAME|PATH] [--turns 3]

POSTINGS is a Parquet file with a column ``description`` (data/README.md says how to obtain one).
Adverts strung together, from a kilobyte to ten megabytes; then megabytes made to be slow, each
against as much of adverts. Everything is measured in one run and printed as a ratio.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from mentions import make_parser, read_texts

import mlroles

if TYPE_CHECKING:
    from mlroles.taxonomy import Taxonomy

SIZES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)  # characters
HOSTILE = {
    "one letter": "a",
    "a b a b": "a b ",
    "a name again and again": "machine learning ",
    "the beginnings of names": "machine natural deep random time ",
    "nested beginnings": "continuous integration and continuous ",
    "a name that wants a neighbour": "Go. ",
    "a list without end": "R, C, Go, ",
    "combining marks": "e\u0301\u0301\u0301\u0301",
    "unseen marks": "\u200b",
    "signs": "+#./&",
    "at signs": "a@a.",
    "tags that never end": "<p",
    "references": "&amp;",
    "phrases that tell a stance": "nice to have no need for ",
    "headings": "Nice to have:\n",
    "another alphabet": "\u0434\u0430\u043d\u043d\u044b\u0435 ",
}


def time_text(text: str, taxonomy: Taxonomy, turns: int) -> float:
    """The least of so many times, in nanoseconds a character."""
    taken = []
    for _ in range(turns):
        start = time.perf_counter()
        mlroles.find_skills(text, taxonomy)
        taken.append(time.perf_counter() - start)
    return min(taken) / len(text) * 1e9


def main() -> None:
    """Measure and print."""
    parser = make_parser(__doc__)
    parser.add_argument("--turns", type=int, default=3)
    asked = parser.parse_args()
    taxonomy = mlroles.load(asked.edition)
    adverts = "\n\n".join(read_texts(asked.postings, 400))
    adverts *= SIZES[-1] // len(adverts) + 1
    mlroles.find_skills(adverts[:100_000], taxonomy)
    ordinary = time_text(adverts[: 10**6], taxonomy, asked.turns)
    print(f"a megabyte of adverts: {ordinary:.0f} ns a character\n")
    print("| adverts | of that |\n| --- | --- |")
    for size in SIZES:
        turns = max(asked.turns, 100_000 // size)
        taken = time_text(adverts[:size], taxonomy, turns)
        print(f"| {size:,} characters | {taken / ordinary:.2f} |")
    print("\n| a megabyte of | of that |\n| --- | --- |")
    for name, piece in HOSTILE.items():
        text = piece * (10**6 // len(piece))
        print(f"| {name} | {time_text(text, taxonomy, asked.turns) / ordinary:.2f} |")


if __name__ == "__main__":
    main()

"""Whether a row costs the same in a column of a million, and what processes bring for texts.

    python benchmarks/columns_growth.py [POSTINGS] [--edition 2026.1] [--rows N] [--ads N]

Lists of skills from ten thousand to a million, by tens, each in a fresh process that reads them
from a Parquet file, twice: time a row when the names are known already, and how far memory at its
peak was above what it was with the input in it (as Linux tells). With POSTINGS, a Parquet file with
a column ``description`` (data/README.md says how to obtain one), a hundred thousand full adverts by
one process and by two.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import pyarrow as pa
from lists import draw_lists
from mentions import read_texts
from pyarrow import parquet

import mlroles

READ = """
import resource, sys, time
from pyarrow import parquet
import mlroles
table = parquet.read_table(sys.argv[1])
taxonomy = mlroles.load(sys.argv[2])
before = int(open("/proc/self/statm").read().split()[1]) * resource.getpagesize() / 1024
taken = []
for _ in range(2):
    start = time.perf_counter()
    rows = sum(map(len, mlroles.annotate(table, skills="tools", taxonomy=taxonomy)))
    taken.append((time.perf_counter() - start) / rows * 1e6)
print(min(taken), (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)
"""
FIRST = 10_000  # rows


def grow(edition: str, most: int) -> None:
    """Print a line for each number of rows."""
    print("| rows | microseconds a row | MB above the input |\n| --- | --- | --- |")
    lists = draw_lists(mlroles.load(edition), most)
    with tempfile.TemporaryDirectory() as folder:
        rows = FIRST
        while rows <= most:
            path = f"{folder}/lists.parquet"
            parquet.write_table(pa.table({"tools": lists[:rows]}), path)
            command = [sys.executable, "-c", READ, path, edition]
            done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603  # code of this file
            taken, memory = map(float, done.stdout.split())
            print(f"| {rows:,} | {taken:.2f} | {memory:.0f} |")
            rows *= 10


def share_out(postings: Path, edition: str, ads: int) -> None:
    """Print a line for one process and for two."""
    texts = list(islice(cycle(read_texts(postings, ads)), ads))
    # each text is made its own, so that none is read once for several rows
    table = pa.table({"ad": [f"{at}. {text}" for at, text in enumerate(texts)]})
    taxonomy = mlroles.load(edition)
    print("\n| processes | adverts a second |\n| --- | --- |")
    for processes in (1, 2, 1, 2):
        start = time.perf_counter()
        found: Any = mlroles.annotate(table, text="ad", taxonomy=taxonomy, processes=processes)
        rows = sum(map(len, found))
        print(f"| {processes} | {rows / (time.perf_counter() - start):,.0f} |")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("postings", type=Path, nargs="?")
    parser.add_argument("--edition", default="2026.1")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--ads", type=int, default=100_000)
    asked = parser.parse_args()
    grow(asked.edition, asked.rows)
    if asked.postings:
        share_out(asked.postings, asked.edition, asked.ads)


if __name__ == "__main__":
    main()

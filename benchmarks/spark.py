"""A million lists of skills on a Spark cluster of two workers: the counts of one process, equal.

    python benchmarks/spark.py [--edition 2026.1] [--rows 1000000] [--kill]

Needs pyspark and Java. The two workers are processes of this machine; with ``--kill`` one Python
worker is killed in the middle of the run, and Spark has its part done again.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from lists import draw_lists
from pyarrow import parquet
from pyspark.sql import SparkSession

import mlroles

if TYPE_CHECKING:
    from collections.abc import Iterator


def start() -> Any:
    """Two workers of one core, each with its own Python."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    house = str(Path(mlroles.__file__).parent.parent)
    return (
        SparkSession.builder.master("local-cluster[2,1,2048]")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .config("spark.executorEnv.PYTHONPATH", house)
        .config("spark.sql.files.maxPartitionBytes", "4m")
        .getOrCreate()
    )


def kill_one(function: Any, mark: str) -> Any:
    """The same function, but for the first worker that comes to its second batch."""

    def annotate(batches: Iterator[Any]) -> Iterator[Any]:
        for at, batch in enumerate(function(batches)):
            yield batch
            if at == 1 and not os.path.exists(mark):  # noqa: PTH110  # travels by value
                os.close(os.open(mark, os.O_CREAT))
                os.kill(os.getpid(), signal.SIGKILL)

    return annotate


def main() -> None:
    """Draw, write, ask both, compare."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--edition", default="2026.1")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--kill", action="store_true")
    asked = parser.parse_args()
    taxonomy = mlroles.load(asked.edition)
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/lists.parquet"
        parquet.write_table(pa.table({"tools": draw_lists(taxonomy, asked.rows)}), path)
        began = time.perf_counter()
        reader = mlroles.annotate(parquet.ParquetFile(path).iter_batches(), skills="tools",
                                  taxonomy=taxonomy)  # fmt: skip
        here = Counter(role for batch in reader for role in batch["role"].to_pylist())
        print(f"one process: {asked.rows:,} rows in {time.perf_counter() - began:.1f} s")
        frame = start().read.parquet(path)
        function, schema = mlroles.prepare_spark(frame, skills="tools", taxonomy=taxonomy)
        mark = f"{folder}/killed"
        function = kill_one(function, mark) if asked.kill else function
        began = time.perf_counter()
        rows = frame.mapInArrow(function, schema).groupBy("role").count().collect()
        there = Counter({row["role"]: row["count"] for row in rows})
        print(f"two workers: {there.total():,} rows in {time.perf_counter() - began:.1f} s")
        print(f"one was killed: {Path(mark).exists()}")
    print(f"{len(here)} counts, a role each and none: {'equal' if here == there else 'DIFFERENT'}")
    sys.exit(here != there)


if __name__ == "__main__":
    main()

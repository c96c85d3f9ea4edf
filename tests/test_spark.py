"""A Spark cluster gives the answers of a laptop: two workers on this machine, for real.

It needs pyspark and Java, and a minute; without them it is skipped. ``nox -s spark`` runs it.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import mlroles
from company import make_company
from worlds import tiny_world

pytest.importorskip("pyspark")
pa = pytest.importorskip("pyarrow")
if shutil.which("java") is None:
    pytest.skip("Spark needs Java", allow_module_level=True)

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.filterwarnings("default")  # Spark has warnings of its own

ROWS = 20_000
LISTS = [
    ["Airflow", "Spark", "AWS EMR"], ["Tableau", "Excel", "SQL"], None, [], ["juggling"],
    ["Kubernetes", "Go", "Java"], ["Python"], ["Java", "Spring", "JUnit"], ["Python", None],
]  # fmt: skip


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """A cluster of two workers, each a process of its own."""
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    house = str(Path(mlroles.__file__).parent.parent)
    session = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .config("spark.executorEnv.PYTHONPATH", house)
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "1000")
        .config("spark.python.worker.faulthandler.enabled", "true")
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.fixture(scope="module")
def table() -> Any:
    return pa.table({"n": range(ROWS), "tools": [LISTS[at % len(LISTS)] for at in range(ROWS)]})


def send(spark: Any, table: Any) -> Any:
    """The table as a DataFrame in eight parts."""
    return spark.createDataFrame(table).repartition(8)


def count(rows: Any) -> Counter[Any]:
    return Counter((row["role"], row["reason"]) for row in rows)


def test_a_cluster_counts_as_a_laptop_does(spark: Any, table: Any) -> None:
    taxonomy = mlroles.load("2020.1")
    order: dict[str, Any] = {"skills": "tools", "taxonomy": taxonomy}
    frame = send(spark, table)
    there = frame.mapInArrow(*mlroles.prepare_spark(frame, **order)).select("role", "reason")
    assert count(there.collect()) == count(mlroles.annotate(table, **order).read_all().to_pylist())


def test_every_column_has_the_type_that_spark_is_told(spark: Any, table: Any) -> None:
    from mlroles.columns.added import ADDED

    small = table.slice(0, 9).append_column("ad", [["Python, SQL"] * 9])
    small = small.append_column("job", [["Senior Data Engineer"] * 9])
    for source, column in (("skills", "tools"), ("text", "ad"), ("title", "job")):
        add = [name for name, each in ADDED.items() if source in each.sources.split()]
        order: dict[str, Any] = {source: column, "add": add, "taxonomy": mlroles.load("2020.1")}
        frame = spark.createDataFrame(small)
        there = frame.mapInArrow(*mlroles.prepare_spark(frame, **order)).toArrow()
        here = mlroles.annotate(small, **order).read_all()
        assert there.sort_by("n").to_pylist() == here.to_pylist()


def test_a_taxonomy_of_ones_own_travels_by_value(spark: Any) -> None:
    tiny = tiny_world()
    frame = spark.createDataFrame(pa.table({"tools": [["bread"], ["c"]]}))
    order: dict[str, Any] = {"skills": "tools", "add": ["role", "fingerprint"], "taxonomy": tiny}
    rows = frame.mapInArrow(*mlroles.prepare_spark(frame, **order)).collect()
    assert {(row["role"], row["fingerprint"]) for row in rows} == {
        ("baker", tiny.fingerprint),
        ("cook", tiny.fingerprint),
    }


def test_roles_of_ones_own_travel_over_an_edition(spark: Any) -> None:
    ours = mlroles.extend(mlroles.load(), make_company())
    lists = [[f"craft number {at}" for at in (n, n + 9, n + 18)] for n in range(9)]
    table = pa.table({"tools": [*lists, ["Airflow", "Spark", "AWS EMR"]]})
    frame = spark.createDataFrame(table)
    order: dict[str, Any] = {"skills": "tools", "taxonomy": ours}
    there = frame.mapInArrow(*mlroles.prepare_spark(frame, **order)).collect()
    here = mlroles.annotate(table, **order).read_all()["role"].to_pylist()
    assert sorted(row["role"] for row in there) == sorted(here)
    assert here[0] == "acme:crafter-0"


def test_an_order_that_cannot_be_met_is_refused_before_anything_is_sent(spark: Any) -> None:
    frame = spark.createDataFrame(pa.table({"tools": [["bread"]]}))
    with pytest.raises(mlroles.InvalidInput, match="did you mean 'tools'"):
        mlroles.prepare_spark(frame, skills="tool")


def test_a_worker_killed_in_the_middle_changes_nothing(
    spark: Any, table: Any, tmp_path: Path
) -> None:
    order: dict[str, Any] = {"skills": "tools", "taxonomy": mlroles.load("2020.1")}
    frame = send(spark, table)
    function, schema = mlroles.prepare_spark(frame, **order)
    mark = str(tmp_path / "killed")

    def annotate(batches: Iterator[Any]) -> Iterator[Any]:
        for at, batch in enumerate(function(batches)):
            yield batch
            if at == 1 and not os.path.exists(mark):  # noqa: PTH110  # Path stays at home
                os.close(os.open(mark, os.O_CREAT))
                os.kill(os.getpid(), signal.SIGKILL)

    there = frame.mapInArrow(annotate, schema).select("role", "reason").collect()
    assert Path(mark).exists()
    assert count(there) == count(mlroles.annotate(table, **order).read_all().to_pylist())

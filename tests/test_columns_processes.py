"""Several processes give the same rows in the same order, and stop cleanly."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

import mlroles
from mlroles.columns import workers
from mlroles.columns.cells import pack
from mlroles.columns.orders import place_order
from mlroles.errors import WorkerLost
from worlds import tiny_world

pa = pytest.importorskip("pyarrow")

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = ["oven and bread", None, "C++ and a smile", "", "tax-return, no bread"] * 1500
TABLE = pa.table({"n": range(len(TEXTS)), "ad": TEXTS})
ORDER: dict[str, Any] = {"text": "ad", "add": ["role", "skills", "spans"]}


def test_several_processes_answer_as_one_does() -> None:
    tiny = tiny_world()
    one = mlroles.annotate(TABLE, taxonomy=tiny, **ORDER).read_all()
    two = mlroles.annotate(TABLE, taxonomy=tiny, processes=2, **ORDER).read_all()
    assert two == one
    assert one.num_rows == len(TEXTS)


def test_what_another_process_does_is_what_this_one_would() -> None:
    order = place_order(None, "ad", None, ["role"], tiny_world())
    handler = signal.getsignal(signal.SIGINT)
    try:
        workers._begin(order)
        assert signal.getsignal(signal.SIGINT) == signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, handler)
    (batch,) = TABLE.slice(0, 5).to_batches()
    (whole,) = workers.annotate_batches([batch], order=order)
    packed = pack(batch, order.sources)
    assert workers._read(packed) == whole.drop_columns(["n", "ad"])


def test_whoever_has_seen_enough_leaves_no_process_behind() -> None:
    batches = iter(TABLE.to_batches())
    found = mlroles.annotate(batches, taxonomy=tiny_world(), processes=2, **ORDER)
    assert next(found)["n"].to_pylist()[0] == 0
    assert len(multiprocessing.active_children()) == 2
    found.close()
    assert multiprocessing.active_children() == []


def test_a_process_that_is_killed_is_an_error_and_what_came_before_is_whole() -> None:
    batches = iter(TABLE.to_batches(max_chunksize=100))
    found = mlroles.annotate(batches, taxonomy=tiny_world(), processes=2, **ORDER)
    seen = [next(found)]
    for process in multiprocessing.active_children():
        process.kill()
    with pytest.raises(WorkerLost, match="a process that read rows is gone"):
        seen.extend(found)
    numbers = [number for batch in seen for number in batch["n"].to_pylist()]
    assert numbers == list(range(len(numbers)))
    assert multiprocessing.active_children() == []


SCRIPT = """
import multiprocessing, os, signal, sys
import pyarrow as pa
import mlroles

# A shell's background job ignores Ctrl-C, and so would all that it starts.
signal.signal(signal.SIGINT, signal.default_int_handler)

def forever():
    while True:
        yield pa.RecordBatch.from_pydict({"ad": ["Python and SQL"] * 100})

if __name__ == "__main__":
    found = mlroles.annotate(forever(), text="ad", processes=2)
    next(found)
    print(*[process.pid for process in multiprocessing.active_children()], flush=True)
    for batch in found:
        pass
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent otherwise there")
def test_ctrl_c_stops_all_of_them(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, "utf-8")
    with subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,  # a terminal would send it to the whole group
    ) as running:
        assert running.stdout is not None
        workers = [int(pid) for pid in running.stdout.readline().split()]
        os.killpg(running.pid, signal.SIGINT)
        _, told = running.communicate(timeout=30)
    assert running.returncode == -signal.SIGINT
    assert "KeyboardInterrupt" in told  # and of a worker that was still starting, as often
    for pid in workers:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)

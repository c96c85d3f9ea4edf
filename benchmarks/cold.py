"""Fresh Pythons, for the benchmarks of importing and of first answers."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["cold_python"]


@contextmanager
def cold_python() -> Iterator[Callable[[str], list[float]]]:
    """What runs code in a fresh Python and returns the numbers that it prints.

    Bytecode is kept for all alike, as an installed package has it: run each code once before it is
    measured, or what is measured is how fast Python compiles.
    """
    with tempfile.TemporaryDirectory() as folder:
        there = {**os.environ, "PYTHONPYCACHEPREFIX": folder}
        there.pop("PYTHONDONTWRITEBYTECODE", None)

        def run(code: str) -> list[float]:
            command = [sys.executable, "-c", code]
            done = subprocess.run(command, check=True, capture_output=True, env=there)  # noqa: S603  # code of these files
            return [float(number) for number in done.stdout.split()]

        yield run

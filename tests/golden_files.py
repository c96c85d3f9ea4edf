"""Texts that somebody read and kept: a file each in ``tests/golden/``.

``MLROLES_REWRITE_GOLDEN=1 pytest tests/test_text.py`` writes those of a module anew. Read what
``git diff tests/golden`` shows before you commit it: people read these lines.
"""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["GOLDEN", "REWRITE", "keep"]

REWRITE = os.environ.get("MLROLES_REWRITE_GOLDEN") == "1"
GOLDEN = Path(__file__).parent / "golden"


def keep(folder: Path, name: str, text: str) -> str:
    """The golden file of this name; written first if they are to be written anew."""
    path = folder / f"{name}.txt"
    if REWRITE:
        path.write_bytes(f"{text}\n".encode())
    return path.read_bytes().decode().removesuffix("\n")

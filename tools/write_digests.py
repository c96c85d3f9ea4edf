"""Write what every released edition answers into ``src/mlroles/selftest/digests.py``.

    python tools/write_digests.py

Only a change that is meant to change an answer may change this file, and CHANGELOG.md says which:
the answers of ``match`` to a released edition never change.
"""

from __future__ import annotations

from pathlib import Path

import mlroles
from mlroles.selftest import digests, run_selftest

SHIPPED = Path(digests.__file__)


def write_digests() -> str:
    """The module anew, with the digests that this machine finds."""
    head, mark, _ = SHIPPED.read_text("utf-8").partition("DIGESTS: ")
    lines = [f"{head}{mark}dict[str, dict[str, str]] = {{"]
    for name in mlroles.list_editions():
        taxonomy = mlroles.load(name)
        if taxonomy.origin == "released":
            found = run_selftest(taxonomy).digests
            rows = (f'        "{question}": "{found[question]}",' for question in found)
            lines += [f'    "{name}": {{', *rows, "    },"]
    return "\n".join([*lines, "}", ""])


if __name__ == "__main__":
    SHIPPED.write_text(write_digests(), "utf-8")

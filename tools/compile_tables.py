"""Compile tables that editions share: a language, ``english-1``, or guidance, ``guidance-1``.

    python tools/compile_tables.py english-1 [--out DIR]

A language says how English is written, and guidance how long learning takes and what projects ask
for: neither says what a role is. An edition names those that it goes with, so that its answers stay
the same. Released tables are never edited: the next edition names the next ones.
"""

from __future__ import annotations

import argparse
from hashlib import sha256
from pathlib import Path

from compile_edition import SHIPPED
from edition_source import read_table
from mlroles.edition_format import encode
from mlroles.editions import read_lock

ROOT = Path(__file__).resolve().parent.parent


def compile_tables(name: str) -> bytes:
    """The compiled tables: each a list of rows, without the cells that say nothing."""
    folder = ROOT / "data" / name
    tables = sorted(path for path in folder.glob("*.csv"))
    return encode(
        {
            path.stem: [
                {key: value for key, value in row.values.items() if value not in {"", "0"}}
                for row in read_table(path)
            ]
            for path in tables
        }
    )


def main() -> None:
    """Compile one folder."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("name")
    parser.add_argument("--out", type=Path, default=SHIPPED)
    asked = parser.parse_args()
    if asked.out == SHIPPED and f"{asked.name}.json" in read_lock():
        parser.error(f"{asked.name} is released and never compiled again; add another")
    data = compile_tables(asked.name)
    (asked.out / f"{asked.name}.json").write_bytes(data)
    print(f"{asked.name}.json: {len(data):,} bytes, sha256 {sha256(data).hexdigest()}")


if __name__ == "__main__":
    main()

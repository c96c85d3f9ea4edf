"""Compile the rules of a language from ``data/<language>/``: cues, headings and words of titles.

    python tools/compile_language.py english-1 [--out DIR]

They are no part of an edition, since they say how English is written and not what a role is; an
edition names the language that it is read with, so that its answers stay the same. A released
language is never edited: the next edition names the next one.
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


def compile_language(name: str) -> bytes:
    """The compiled rules: a list a table."""
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
    """Compile one language."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("language")
    parser.add_argument("--out", type=Path, default=SHIPPED)
    asked = parser.parse_args()
    if asked.out == SHIPPED and f"{asked.language}.json" in read_lock():
        parser.error(f"{asked.language} is released and never compiled again; add a language")
    data = compile_language(asked.language)
    (asked.out / f"{asked.language}.json").write_bytes(data)
    print(f"{asked.language}.json: {len(data):,} bytes, sha256 {sha256(data).hexdigest()}")


if __name__ == "__main__":
    main()

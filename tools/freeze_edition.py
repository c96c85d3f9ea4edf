"""Release a draft: write the sha256 of its files into the lock, once and for ever.

    python tools/freeze_edition.py english-1
    python tools/freeze_edition.py 2026.1

The draft must be what its source compiles to, and the language that an edition's texts were read
with is frozen before it. After this, no file may change by one byte.
"""

from __future__ import annotations

import argparse
from hashlib import sha256
from typing import TYPE_CHECKING

from compile_edition import ROOT, SHIPPED, compile_edition
from compile_tables import compile_tables
from mlroles.editions import load, read_lock

if TYPE_CHECKING:
    from pathlib import Path


def freeze(name: str, files: dict[str, bytes], lock: dict[str, str], folder: Path) -> list[str]:
    """The lines to add to the lock, or an error that says why the edition cannot be released."""
    for file, data in files.items():
        if file in lock:
            message = f"{name} is released already"
            raise SystemExit(message)
        if (folder / file).read_bytes() != data:
            message = f"{file} is not what data/{name} compiles to; run compile_edition.py first"
            raise SystemExit(message)
    return [f"{sha256(data).hexdigest()}  {file}" for file, data in sorted(files.items())]


def compile_named(name: str, lock: dict[str, str]) -> dict[str, bytes]:
    """The files of an edition, or of tables that editions share."""
    if not (ROOT / "data" / name / "edition.toml").is_file():
        return {f"{name}.json": compile_tables(name)}
    language = load(name).language
    if f"{language}.json" not in lock:
        message = f"{name} was read with {language}, which is a draft; freeze that first"
        raise SystemExit(message)
    return compile_edition(name)


def main() -> None:
    """Freeze one edition, or the tables of a language or of guidance."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("name")
    name, lock = parser.parse_args().name, read_lock()
    lines = freeze(name, compile_named(name, lock), lock, SHIPPED)
    with (SHIPPED / "editions.lock").open("a", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in lines)
    print("\n".join(lines))


if __name__ == "__main__":
    main()

"""Release a draft: write the sha256 of its files into the lock, once and for ever.

    python tools/freeze_edition.py 2020.1

The draft must be what its source compiles to. After this, neither file may change by one byte.
"""

from __future__ import annotations

import argparse
from hashlib import sha256
from typing import TYPE_CHECKING

from compile_edition import SHIPPED, compile_edition
from mlroles.editions import read_lock

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


def main() -> None:
    """Freeze one edition."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("edition")
    name = parser.parse_args().edition
    lines = freeze(name, compile_edition(name), read_lock(), SHIPPED)
    with (SHIPPED / "editions.lock").open("a", encoding="utf-8", newline="\n") as lock:
        lock.writelines(f"{line}\n" for line in lines)
    print("\n".join(lines))


if __name__ == "__main__":
    main()

"""Write the pages of the documentation that are made from an edition and from the code.

    python tools/write_pages.py [--edition EDITION] [--out DOCS]

Sphinx does the same at the start of every build.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from mlroles import load
from pages import write_pages

DOCS = Path(__file__).resolve().parent.parent / "docs"


def main() -> None:
    """Write them into docs/, or below another folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edition", help="the newest released one if left out")
    parser.add_argument("--out", type=Path, default=DOCS)
    asked = parser.parse_args()
    write_pages(asked.out, load(asked.edition))


if __name__ == "__main__":
    main()

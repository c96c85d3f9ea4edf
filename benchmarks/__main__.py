"""All the benchmarks that can be run here, one after the other.

    python benchmarks [--people PEOPLE] [--postings POSTINGS] [--titles TITLES] [--only NAME …]

PEOPLE and POSTINGS are Parquet files, TITLES a CSV file (data/README.md says how to obtain them).
What a script needs and is not there, a file or a library, is said, and the script is left out.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).parent
SCRIPTS = {  # name: its arguments, with what has to be given in braces; and the libraries
    "import_time": ("", ""),
    "first_answer": ("", ""),
    "match": ("", "numpy"),
    "columns": ("", "numpy polars pyarrow scipy sklearn"),
    "columns_growth": ("", "pyarrow"),
    "columns_growth of adverts": ("{postings} --rows 10000", "pyarrow"),
    "growth": ("", "pyarrow"),
    "titles": ("", "rapidfuzz sklearn"),
    "titles of real adverts": ("{titles}", "rapidfuzz sklearn"),
    "mentions": ("{postings}", "pyarrow flashtext flashtext2 ahocorasick ahocorasick_rs"),
    "mentions_growth": ("{postings}", "pyarrow"),
    "mentions_oracle": ("{postings}", "pyarrow"),
    "spark": ("", "pyarrow pyspark"),
    "accuracy": ("{people}", "pyarrow"),
    "groups": ("{people}", "pyarrow"),
    "outside": ("{people}", "pyarrow"),
    "quiz": ("--people {people}", "pyarrow"),
    "variants": ("{people}", "pyarrow"),
    "left_out_role": ("2026.1 {people} {postings}", "pyarrow"),
}


def find_missing(arguments: str, libraries: str, given: dict[str, str | None]) -> list[str]:
    """What a script needs and is not there."""
    files = [f"--{key}" for key, path in given.items() if f"{{{key}}}" in arguments and not path]
    return files + [name for name in libraries.split() if not find_spec(name)]


def run(name: str, given: dict[str, str | None]) -> bool:
    """Run one, or say what it needs; whether it went well."""
    arguments, libraries = SCRIPTS[name]
    print(f"\n## {name}\n", flush=True)
    if missing := find_missing(arguments, libraries, given):
        print(f"left out; it needs {', '.join(missing)}", flush=True)
        return True
    script = HERE / f"{name.split(maxsplit=1)[0]}.py"
    words = [word.format(**given) for word in arguments.split()]
    return subprocess.run([sys.executable, str(script), *words], check=False).returncode == 0  # noqa: S603  # scripts of this folder


def main() -> None:
    """Run them; fail if one did."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    for option in ("--people", "--postings", "--titles"):
        parser.add_argument(option)
    parser.add_argument("--only", nargs="+", choices=SCRIPTS, metavar="NAME")
    given = vars(parser.parse_args())
    names = given.pop("only") or list(SCRIPTS)
    failed = [name for name in names if not run(name, given)]
    if failed:
        sys.exit(f"\nfailed, or over budget: {', '.join(failed)}")


if __name__ == "__main__":
    main()

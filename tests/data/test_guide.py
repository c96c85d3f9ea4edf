"""The example of data/GUIDE.md is sound, and does what the guide says."""

from __future__ import annotations

import csv
import re
import tomllib
from hashlib import sha256
from pathlib import Path

import mlroles
from edition_source import read_edition
from mlroles.edition_format import assemble, decode, encode
from mlroles.integrity import find_problems
from mlroles.records import Record
from mlroles.schema import SECTIONS
from mlroles.weighing import Settings, read_curation, weigh

DATA = Path(__file__).resolve().parents[2] / "data"
EXAMPLE = re.compile(r"```text\n(.*)\n```")


def read_example() -> dict[str, Record]:
    """The row that the guide adds to each of three tables."""
    lines = EXAMPLE.findall((DATA / "GUIDE.md").read_text("utf-8"))
    rows = list(csv.reader(lines, strict=True))
    return {
        section: Record(f"GUIDE.md {section}", dict(zip(SECTIONS[section], row, strict=True)))
        for section, row in zip(("skills", "aliases", "needs"), rows, strict=True)
    }


def test_the_example_of_the_guide_does_what_it_says() -> None:
    records = read_edition(DATA / "2020.1")
    for section, row in read_example().items():
        records[section].append(row)
    assert find_problems(records) == ()
    settings = tomllib.loads((DATA / "2020.1" / "edition.toml").read_text("utf-8"))["weighing"]
    rows = weigh(read_curation(records), [], Settings(**settings))
    data = encode(assemble(records, rows, {}, {}))
    taxonomy = decode(data, sha256(data).hexdigest(), "outside the lock")
    answer = mlroles.match(["great expectations"], taxonomy)
    assert answer[0].role.id == "data-engineer"
    assert answer[0].reasons[0].basis == "prior"
    (alias,) = taxonomy.skill("Great Expectations").aliases
    assert (alias.reading, "python" in alias.near) == ("near", True)

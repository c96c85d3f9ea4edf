"""The example of data/GUIDE.md is sound, and does what the guide says."""

from __future__ import annotations

import csv
import re
import tomllib
from hashlib import sha256
from pathlib import Path

import pytest

import mlroles
from edition_source import read_edition
from mlroles.assembly import assemble
from mlroles.edition_format import decode, encode
from mlroles.integrity import find_problems
from mlroles.records import Record
from mlroles.schema import SECTIONS
from mlroles.weighing import Settings, read_curation, weigh

DATA = Path(__file__).resolve().parents[2] / "data"
EXAMPLE = re.compile(r"```text\n(.*?)\n```", re.DOTALL)


def read_example() -> dict[str, list[Record]]:
    """The rows that the guide adds to each of three tables."""
    blocks = EXAMPLE.findall((DATA / "GUIDE.md").read_text("utf-8"))
    return {
        section: [
            Record(f"GUIDE.md {section}", dict(zip(SECTIONS[section], row, strict=True)))
            for row in csv.reader(block.splitlines(), strict=True)
        ]
        for section, block in zip(("skills", "aliases", "needs"), blocks, strict=True)
    }


def test_the_example_of_the_guide_does_what_it_says() -> None:
    records = read_edition(DATA / "2026.1")
    for section, rows in read_example().items():
        records[section] += rows
    assert find_problems(records) == ()
    settings = tomllib.loads((DATA / "2026.1" / "edition.toml").read_text("utf-8"))["weighing"]
    weights = weigh(read_curation(records), [], Settings(**settings))
    data = encode(assemble(records, weights, {}, {}))
    taxonomy = decode(data, sha256(data).hexdigest(), "outside the lock")
    first, second, *_ = mlroles.match(["elementary"], taxonomy)
    assert {first.role.id, second.role.id} == {"analytics-engineer", "data-engineer"}
    assert first.evidence == second.evidence > 0
    assert first.reasons[0].basis == "prior"
    (alias,) = taxonomy.skill("Elementary").aliases
    assert (alias.reading, "dbt" in alias.near) == ("near", True)


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Tests with dbt and Elementary", ["anywhere", "near dbt"]),
        ("an elementary knowledge of dbt", ["anywhere"]),
        ("Python, Elementary", ["anywhere", "list"]),
        ("Snowflake, dbt, elementary", ["exact", "anywhere", "list"]),
        ("Teacher at an elementary school", []),
    ],
)
def test_the_example_is_read_in_text_as_the_guide_says(text: str, rules: list[str]) -> None:
    records = read_edition(DATA / "2026.1")
    for section, added in read_example().items():
        records[section] += added
    nothing = ((0,) * (len(records["roles"]) + 1), "p" * (len(records["roles"]) + 1))
    weights = {row["id"]: nothing for row in records["skills"]}
    data = encode(assemble(records, weights, {}, {}))
    taxonomy = decode(data, sha256(data).hexdigest(), "outside the lock")
    assert [mention.rule for mention in mlroles.find_skills(text, taxonomy)] == rules

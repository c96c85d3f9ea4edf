"""Every row of guidance-1/starting_points.csv, each a test of its own; and whom they serve."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import mlroles
from edition_source import read_table
from mlroles.editions import load_guidance

if TYPE_CHECKING:
    from mlroles.records import Record

DATA = Path(__file__).resolve().parents[2] / "data"
TABLE = read_table(DATA / "guidance-1" / "starting_points.csv")
EDITIONS = ("2020.1", "2026.1")
RESOURCES = [row for name in EDITIONS for row in read_table(DATA / name / "resources.csv")]
KINDS = {row["kind"] for row in RESOURCES}
SOURCES = {row["id"] for row in read_table(DATA / "sources.csv")}
NEEDED = {
    need.skill.id
    for name in EDITIONS
    for role in mlroles.load(name).roles.values()
    for need in role.needs
}
DOCUMENTED = {"language", "library", "platform", "tool"}  # kinds whose makers write for beginners
ADDRESS = re.compile(r"https://([a-z0-9-]+\.)+[a-z]+/[^\s#?]*")
CURLY = set("\u2018\u2019\u201c\u201d\u00b4")


@pytest.mark.parametrize("row", [pytest.param(row, id=row.place) for row in TABLE])
def test_a_starting_point_leads_from_a_needed_skill_to_a_page(row: Record) -> None:
    assert row["skill"] in NEEDED
    assert ADDRESS.fullmatch(row["address"])
    assert row["kind"] in KINDS
    assert row["source"] in SOURCES
    title = row["title"]
    assert title == title.strip()
    assert 0 < len(title) <= 90
    assert not CURLY & set(title)
    assert not title.endswith(".")


def test_a_page_is_called_the_same_wherever_it_is_named() -> None:
    named: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in (*TABLE, *RESOURCES):
        named[row["address"]].add((row["title"], row["kind"]))
    assert not [row["address"] for row in TABLE if len(named[row["address"]]) > 1]


def test_no_skill_has_a_page_twice_or_more_than_two() -> None:
    assert max(Counter((row["skill"], row["address"]) for row in TABLE).values()) == 1
    assert max(Counter(row["skill"] for row in TABLE).values()) <= 2


def test_the_rows_are_sorted_by_skill_and_title() -> None:
    keys = [(row["skill"], row["title"]) for row in TABLE]
    assert keys == sorted(keys)


@pytest.mark.parametrize("name", EDITIONS)
def test_an_edition_hands_out_every_row(name: str) -> None:
    handed = load_guidance(mlroles.load(name))["starting_points"]
    assert handed == [dict(row.values) for row in TABLE]


@pytest.mark.parametrize(
    ("name", "role"), [(name, role) for name in EDITIONS for role in mlroles.load(name).roles]
)
def test_an_essential_need_that_has_a_documentation_has_a_starting_point(
    name: str, role: str
) -> None:
    essential = {
        need.skill.id
        for need in mlroles.load(name).roles[role].needs
        if need.importance == "essential" and need.skill.kind in DOCUMENTED
    }
    assert essential <= {row["skill"] for row in TABLE}

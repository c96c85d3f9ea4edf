"""Each row of the guidance on what one would rather not do, and on how broad somebody is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import mlroles
from edition_source import read_table
from mlroles.editions import list_editions
from mlroles.knowledge.aversions import read_aversions
from mlroles.model import IMPORTANCES, KINDS

if TYPE_CHECKING:
    from mlroles.records import Record

DATA = Path(__file__).resolve().parents[2] / "data"
AVERSIONS = list(read_table(DATA / "guidance-1" / "aversions.csv"))
BREADTHS = list(read_table(DATA / "guidance-1" / "breadths.csv"))
SOURCES = {row["id"] for row in read_table(DATA / "sources.csv")}
EDITIONS = [mlroles.load(name) for name in list_editions()]
FIRST = {row["id"]: row for row in reversed(AVERSIONS)}


def each(rows: list[Record]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("row", rows, ids=[row.place for row in rows])


@each(AVERSIONS)
def test_an_aversion_looks_at_something_that_editions_have(row: Record) -> None:
    assert row["looks_at"] in {"knowledge", "kind", "need"}
    if row["looks_at"] == "kind":
        assert row["of"] in KINDS
    else:
        assert all(row["of"] in taxonomy.skills for taxonomy in EDITIONS)
    assert int(row["level"]) in range(1, 5)
    assert set(row.split("importance")) <= set(IMPORTANCES)
    assert bool(row["importance"]) == (row["looks_at"] != "knowledge")
    for skill in row.split("apart_from"):
        assert any(skill in taxonomy.skills for taxonomy in EDITIONS)


@each(AVERSIONS)
def test_an_aversion_says_what_it_means_and_who_says_so(row: Record) -> None:
    assert row["source"] in SOURCES
    assert row["name"] == FIRST[row["id"]]["name"]
    assert row["means"] == row["means"].strip(". ")
    if row is not FIRST[row["id"]]:  # said once, in the first row of each
        assert not row["also"] + row["shared"]


@each([row for row in AVERSIONS if row["also"]])
def test_every_name_of_an_aversion_finds_it_and_no_other(row: Record) -> None:
    for name in (row["id"], row["name"], *row["also"].split("|")):
        (found,) = read_aversions([name], EDITIONS[0])
        assert found.id == row["id"]


SHARED = {  # phrase: where it is found; a phrase that is found elsewhere may mean something else
    "asked for mathematics": {"ml-enabled-software-engineer"},
    "prove theorems": {"ai-engineer"},
    "of the coding": {"data-analyst"},
    "write code": {"researcher-data-scientist"},
    "production code": {"ai-product-manager"},
    "write software": {"data-analyst"},
    "models aside": {"data-engineer"},
    "train models": {"bi-developer"},
    "train a model": {"ai-engineer"},
    "model's architecture": {"mlops-engineer"},
    "solutions are designed": {"data-analyst"},
}


@each([row for row in AVERSIONS if row["shared"]])
def test_each_phrase_is_found_where_it_means_what_it_should(row: Record) -> None:
    for phrase in row["shared"].split("|"):
        found = {
            role.id
            for taxonomy in EDITIONS
            for role in taxonomy.roles.values()
            for said in role.avoids
            if phrase in said.text
        }
        assert found == SHARED[phrase]


@each(BREADTHS)
def test_a_band_begins_after_the_one_before_and_is_named_once(row: Record) -> None:
    at = BREADTHS.index(row)
    assert row["source"] in SOURCES
    assert (at, int(row["from"])) == (0, 0) or int(BREADTHS[at - 1]["from"]) < int(row["from"])
    assert int(row["from"]) <= 1000
    assert int(row["first"]) in range(601)
    assert row is not BREADTHS[-1] or not int(row["first"])  # somebody always finds a band
    assert [other["name"] for other in BREADTHS].count(row["name"]) == 1
    assert row["means"]

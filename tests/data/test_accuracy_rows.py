"""What was measured of edition 2026.1, row by row."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import mlroles
from edition_source import read_table

if TYPE_CHECKING:
    from mlroles.records import Record

DATA = Path(__file__).resolve().parents[2] / "data"
FOLDER = DATA / "accuracy-2026.1"
KINDS, CONFUSIONS, RELIABILITY = (
    list(read_table(FOLDER / f"{name}.csv")) for name in ("kinds", "confusions", "reliability")
)
NAMES = [row["kind"] for row in KINDS]
ROLES = {*mlroles.load("2026.1").active, "outside"}
SOURCES = {row["id"] for row in read_table(DATA / "sources.csv")}


@pytest.mark.parametrize("row", [pytest.param(row, id=row.place) for row in KINDS])
def test_a_kind_says_what_its_rows_are_and_where_they_are_from(row: Record) -> None:
    assert row["what"]
    assert {*row.split("sources")} <= SOURCES


@pytest.mark.parametrize("row", [pytest.param(row, id=row.place) for row in CONFUSIONS])
def test_a_cell_counts_rows_of_a_role_with_an_answer(row: Record) -> None:
    assert row["kind"] in NAMES
    assert row["asked"] in ROLES
    assert row["answer"] in ROLES | {"insufficient"}
    assert int(row["rows"]) > 0


@pytest.mark.parametrize("row", [pytest.param(row, id=row.place) for row in RELIABILITY])
def test_a_bin_is_on_the_scale_and_has_rows_enough(row: Record) -> None:
    assert row["kind"] in NAMES
    assert int(row["bin"]) <= int(row["said"]) <= int(row["bin"]) + 100
    assert 0 <= int(row["right"]) <= 1000
    assert int(row["rows"]) >= 40


def test_no_cell_stands_twice_and_every_role_has_rows_enough() -> None:
    cells = Counter((row["kind"], row["asked"], row["answer"]) for row in CONFUSIONS)
    assert set(cells.values()) == {1}
    rows: Counter[tuple[str, str]] = Counter()
    for row in CONFUSIONS:
        rows[row["kind"], row["asked"]] += int(row["rows"])
    assert min(rows.values()) >= 40
    assert {kind for kind, _ in rows} == set(NAMES) == {row["kind"] for row in RELIABILITY}


def test_most_rows_of_a_common_role_are_recognised_in_adverts() -> None:
    cells = {(row["asked"], row["answer"]): int(row["rows"]) for row in CONFUSIONS
             if row["kind"] == "adverts"}  # fmt: skip
    for role in ("data-analyst", "data-engineer", "data-scientist"):
        whole = sum(count for (asked, _), count in cells.items() if asked == role)
        assert 2 * cells[role, role] > whole

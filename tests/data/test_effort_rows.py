"""Hours of learning, row by row."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import mlroles
from edition_source import read_table
from mlroles.editions import load_guidance
from mlroles.model import KINDS, Level

if TYPE_CHECKING:
    from mlroles.records import Record

DATA = Path(__file__).resolve().parents[2] / "data"
ROWS = read_table(DATA / "guidance-1" / "effort.csv")
BANDS = {(row["kind"], int(row["level"])): row for row in ROWS}


@pytest.mark.parametrize("row", [pytest.param(row, id=row.place) for row in ROWS])
def test_a_band_is_round_rises_with_the_level_and_names_its_source(row: Record) -> None:
    low, high = int(row["low"]), int(row["high"])
    assert 0 < low < high <= 5 * low
    assert low % 5 == high % 5 == 0
    assert row["source"] == "editorial"
    assert row["kind"] in KINDS
    below = BANDS.get((row["kind"], int(row["level"]) - 1))
    if below:
        assert low >= int(below["low"])
        assert high > int(below["high"])


def test_each_kind_has_a_band_for_each_level_and_none_twice() -> None:
    whole = {(kind, level.value) for kind in KINDS for level in Level if level}
    assert set(BANDS) == whole
    assert len(ROWS) == len(whole)


@pytest.mark.parametrize("name", mlroles.list_editions())
def test_every_edition_counts_with_them(name: str) -> None:
    assert len(load_guidance(mlroles.load(name))["effort"]) == len(ROWS)

"""Each row that the quiz rests on: which surveys showed people what they ticked."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import mlroles
from mlroles.editions import load_counts, load_guidance

if TYPE_CHECKING:
    from collections.abc import Mapping

PATH = Path(__file__).resolve().parents[2] / "data" / "guidance-1" / "surveys.csv"
with PATH.open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["survey"])
def test_a_survey_is_a_counted_source_of_the_newest_edition(row: Mapping[str, str]) -> None:
    taxonomy = mlroles.load("2026.1")
    assert row["source"] in taxonomy.sources
    assert "survey" in taxonomy.sources[row["survey"]].title.lower()
    assert load_counts(taxonomy)[row["survey"]]["people"]["data-analyst"] > 1000
    assert row["reason"]


def test_the_compiled_table_is_that_of_the_source() -> None:
    assert load_guidance(mlroles.load("2026.1"))["surveys"] == ROWS


def test_no_survey_is_missing() -> None:
    counts = {**load_counts(mlroles.load("2020.1")), **load_counts(mlroles.load("2026.1"))}
    assert {row["survey"] for row in ROWS} == {name for name in counts if "kaggle" in name}

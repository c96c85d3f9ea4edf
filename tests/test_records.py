"""Source records: rows with their places."""

from __future__ import annotations

import copy
import pickle

from hypothesis import given
from hypothesis import strategies as st

from mlroles.records import Record, group

RECORD = Record("skills.csv:2", {"id": "oven", "prerequisites": " heat  flour ", "level": 3})


def test_a_column_that_is_not_there_is_empty() -> None:
    assert RECORD["id"] == "oven"
    assert RECORD["broader"] == ""
    assert RECORD.split("broader") == []


def test_a_column_of_several_ids_is_split_at_white_space() -> None:
    assert RECORD.split("prerequisites") == ["heat", "flour"]
    assert RECORD.split("level") == ["3"]


def test_records_are_equal_by_place_and_values_and_hash_alike() -> None:
    twin = Record("skills.csv:2", dict(RECORD.values))
    assert twin == RECORD
    assert hash(RECORD) == hash(twin)
    assert Record("skills.csv:3", RECORD.values) != RECORD
    assert Record(RECORD.place, {"id": "oven"}) != RECORD


def test_records_travel() -> None:
    for other in (pickle.loads(pickle.dumps(RECORD)), copy.copy(RECORD), copy.deepcopy(RECORD)):
        assert other == RECORD


@given(st.lists(st.sampled_from(("", "a", "b", "3"))))
def test_grouping_loses_no_record_and_keeps_the_order(names: list[str]) -> None:
    records = [Record(f"x:{at}", {"role": name} if name else {}) for at, name in enumerate(names)]
    groups = group(records, "role")
    assert sorted(groups) == sorted(set(names))
    for name, rows in groups.items():
        assert rows == [row for row in records if row["role"] == name]


def test_a_number_is_grouped_with_the_text_of_it() -> None:
    rows = [Record("x:1", {"level": 3}), Record("x:2", {"level": "3"})]
    assert group(rows, "level") == {"3": rows}

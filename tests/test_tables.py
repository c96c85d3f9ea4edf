"""Answers as tables: rows of plain values, and Arrow for the libraries that take it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Collection, Reversible, Sequence
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mlroles
from ages import MIDDLE, OLD
from mlroles.errors import InvalidInput, MissingPackage
from mlroles.export import tables
from mlroles.listing import Listing
from strategies import profiles, shipped
from test_text import CASES, TINY_WORLD, match

if TYPE_CHECKING:
    from collections.abc import Callable

TABLES: dict[str, Callable[[], Any]] = {
    "match": lambda: match("oven", "bread"),
    "explanation": CASES["explanation"],
    "changes": lambda: mlroles.compare(OLD, MIDDLE),
    "changes-none": lambda: mlroles.compare(OLD, OLD),
    "migration": CASES["migration-by-skills"],
    "mentions": lambda: mlroles.find_skills("Backofen; C++ is a plus", TINY_WORLD),
    "mentions-none": lambda: mlroles.find_skills("", TINY_WORLD),
}


@attrs.frozen
class Rolls(Listing[int]):
    """A value that nobody entered."""

    rolls: tuple[int, ...]

    @property
    def _listed(self) -> tuple[int, ...]:
        return self.rolls


# Lists ------------------------------------------------------------------------------------------


@given(st.lists(st.integers(0, 3)), st.integers(0, 3))
def test_a_listing_does_all_that_a_sequence_does(items: list[int], one: int) -> None:
    rolls = Rolls(tuple(items))
    assert [*rolls] == items
    assert [*reversed(rolls)] == items[::-1]
    assert (len(rolls), bool(rolls)) == (len(items), bool(items))
    assert (one in rolls) == (one in items)
    assert rolls.count(one) == items.count(one)
    assert rolls[1:] == tuple(items[1:])
    if items:
        assert (rolls[-1], rolls.index(items[-1])) == (items[-1], items.index(items[-1]))


def test_a_listing_is_no_sequence_by_name_so_that_tables_are_made_of_it() -> None:
    rolls = Rolls((1, 2))
    assert isinstance(rolls, Collection)
    assert isinstance(rolls, Reversible)
    assert not issubclass(Rolls, Sequence)
    with pytest.raises(ValueError, match="not in tuple"):
        rolls.index(3)


# Rows -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TABLES)
def test_there_is_a_row_for_each_thing_and_its_columns_are_as_declared(name: str) -> None:
    value = TABLES[name]()
    rows = value.to_dicts()
    assert len(rows) == len(value)
    columns, _ = tables._FORMS[type(value)]
    kinds = {"text": str, "number": int, "texts": list}
    for row in rows:
        assert [*row] == [*columns]
        assert all(
            part is None or type(part) is kinds[kind]
            for part, kind in zip(row.values(), columns.values(), strict=True)
        )


def test_a_ranking_in_rows() -> None:
    answer = match("oven")
    assert answer.to_dicts()[0] == {
        "place": 1, "role": "baker", "name": "Baker", "evidence": 15, "share": answer[0].share,
        "coverage": answer[0].coverage, "counted": 1000,
    }  # fmt: skip


def test_rows_of_the_others() -> None:
    (ground,) = mlroles.explain(match("oven")[0], TINY_WORLD).to_dicts()
    assert (ground["role"], ground["skill"], ground["basis"]) == ("baker", "oven", "counted")
    assert ground["sources"] == ["editorial"]
    moved = mlroles.compare(OLD, MIDDLE).to_dicts()
    assert all(row["before"] is None or isinstance(row["before"], str) for row in moved)
    assert {row["section"] for row in moved} > {"roles", "skills", "weights"}
    assert [row["level"] for row in TABLES["migration"]().to_dicts()] == [None, 2, 3, 1, None]
    mention = TABLES["mentions"]().to_dicts()[1]
    assert (mention["text"], mention["skill"], mention["stance"]) == (
        "C++", "c-plus-plus", "preferred",
    )  # fmt: skip


def test_a_value_not_entered_gives_the_list_of_its_plain_form(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answer = match("oven")
    monkeypatch.delitem(tables._FORMS, mlroles.Match)
    assert [row["role"] for row in answer.to_dicts()] == ["baker", "cook"]
    monkeypatch.setattr(tables, "to_data", lambda _: {"rolls": [1], "n": 2})
    with pytest.raises(InvalidInput, match="Rolls is no table"):
        Rolls((1, 2)).to_dicts()


# Arrow ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TABLES)
def test_arrow_carries_the_same_rows(name: str) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    value = TABLES[name]()
    table = pyarrow.table(value)
    assert table.to_pylist() == value.to_dicts()
    assert table.column_names == [*tables._FORMS[type(value)][0]]


@settings(max_examples=10)
@given(st.data())
def test_arrow_carries_any_ranking(data: st.DataObject) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    answer = mlroles.match(data.draw(profiles(shipped())), shipped())
    assert pyarrow.table(answer).to_pylist() == answer.to_dicts()


def test_arrow_infers_the_columns_of_a_value_not_entered(monkeypatch: pytest.MonkeyPatch) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    answer = match("oven")
    monkeypatch.delitem(tables._FORMS, mlroles.Match)
    assert pyarrow.table(answer).column("role").to_pylist() == ["baker", "cook"]


def test_pandas_takes_rows_and_arrow() -> None:
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    answer = match("oven")
    frame = pandas.DataFrame(answer.to_dicts())
    assert frame["role"].tolist() == ["baker", "cook"]
    assert pandas.DataFrame.from_arrow(answer)["share"].tolist() == frame["share"].tolist()


def test_polars_takes_an_answer_as_it_is() -> None:
    polars = pytest.importorskip("polars")
    pytest.importorskip("pyarrow")
    answer = match("oven")
    assert polars.DataFrame(answer).to_dicts() == answer.to_dicts()


def test_duckdb_takes_an_answer_as_it_is() -> None:
    duckdb = pytest.importorskip("duckdb")
    pytest.importorskip("pyarrow")
    answer = match("oven")
    found = duckdb.sql("select role from answer order by place").fetchall()
    assert found == [(fit.role.id,) for fit in answer]


def test_where_pyarrow_is_missing_the_error_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingPackage, match=r"mlroles\[arrow\]"):
        match("oven").__arrow_c_stream__()


def test_showing_and_rows_import_nothing_optional() -> None:
    code = (
        "import sys, mlroles; answer = mlroles.match(['Tableau'], mlroles.load('2020.1'));"
        "answer._repr_html_(); answer.to_svg(); answer.to_dicts();"
        "print([each for each in ('pyarrow', 'numpy', 'pandas', 'IPython') if each in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

"""The tools that compile a language and that measure how far two raters agree."""

from __future__ import annotations

import json
from fractions import Fraction
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import compile_tables
import mlroles
from agreement import measure_agreement, weighted_kappa
from compile_edition import SHIPPED
from mlroles.editions import read_lock
from mlroles.records import Record
from source_folder import write_csv
from tooling import command
from whole_world import WHOLE

if TYPE_CHECKING:
    from pathlib import Path

EDITIONS = [mlroles.load(name) for name in mlroles.list_editions()]
TABLES = sorted({name for each in EDITIONS for name in (each.language, each.guidance)})

# Tables that editions share -----------------------------------------------------------------------


@pytest.mark.parametrize("name", TABLES)
def test_a_draft_is_what_its_source_compiles_to_and_a_release_what_was_locked(name: str) -> None:
    data = (SHIPPED / f"{name}.json").read_bytes()
    if f"{name}.json" in read_lock():
        assert sha256(data).hexdigest() == read_lock()[f"{name}.json"]
    else:
        assert compile_tables.compile_tables(name) == data, f"compile_tables.py {name}"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a language of three words is written."""
    monkeypatch.setattr(compile_tables, "ROOT", tmp_path)
    monkeypatch.setattr(compile_tables, "SHIPPED", tmp_path)
    folder = tmp_path / "data" / "klingon-1"
    folder.mkdir(parents=True)
    write_csv(folder / "words.csv", ("word", "stance", "rank"), [("qo'", "excluded", "0")])
    write_csv(folder / "cues.csv", ("cue", "near"), [("b", "x"), ("a", "")])
    return tmp_path


def test_a_language_is_a_list_a_table_without_what_says_nothing(root: Path) -> None:
    data = compile_tables.compile_tables("klingon-1")
    assert data == (
        b'{\n"cues":[\n{"cue":"b","near":"x"},\n{"cue":"a"}\n],\n'
        b'"words":[\n{"stance":"excluded","word":"qo\'"}\n]\n}\n'
    )
    assert root.exists()


def test_the_tool_writes_a_language_and_says_what(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for out in ([], ["--out", str(root / "data")]):
        command(monkeypatch, compile_tables, "klingon-1", *out)
    data = compile_tables.compile_tables("klingon-1")
    assert (root / "klingon-1.json").read_bytes() == data
    assert (root / "data" / "klingon-1.json").read_bytes() == data
    assert capsys.readouterr().out.count(f"sha256 {sha256(data).hexdigest()}") == 2
    assert set(json.loads(data)) == {"cues", "words"}


@pytest.mark.usefixtures("root")
def test_a_released_language_is_never_compiled_in_its_place_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(compile_tables, "read_lock", lambda: {"klingon-1.json": "0" * 64})
    with pytest.raises(SystemExit) as caught:
        command(monkeypatch, compile_tables, "klingon-1")
    assert caught.value.code == 2
    assert "klingon-1 is released" in capsys.readouterr().err


# Agreement ---------------------------------------------------------------------------------------

LEVELS = st.integers(0, 4)
PAIRS = st.lists(st.tuples(LEVELS, LEVELS), min_size=1, max_size=30)


def by_hand(pairs: list[tuple[int, int]]) -> int:
    """One less the squared distances found over those of everybody with everybody."""
    found = sum(Fraction((a - b) ** 2) for a, b in pairs) / len(pairs)
    chance = sum(Fraction((a - b) ** 2) for a, _ in pairs for _, b in pairs) / len(pairs) ** 2
    return round(1000 * (1 - found / chance)) if chance else 1000


@given(PAIRS)
def test_kappa_is_the_one_worked_out_pair_by_pair(pairs: list[tuple[int, int]]) -> None:
    first, second = ([pair[at] for pair in pairs] for at in (0, 1))
    kappa = weighted_kappa(first, second)
    assert kappa == weighted_kappa(second, first) == by_hand(pairs)
    assert -1000 <= kappa <= 1000
    assert weighted_kappa(first, first) == 1000


def ratings(*rows: dict[str, str]) -> list[Record]:
    return [Record(f"ratings.csv:{at}", row) for at, row in enumerate(rows, 2)]


def test_two_raters_agree_as_far_as_they_do_in_whatever_order_they_are_written() -> None:
    mine = [
        {"role": role, "subject": "bread", "rater": "a", "enter": enter, "grow": "4"}
        for role, enter in (("baker", "1"), ("cook", "3"), ("waiter", "0"))
    ]
    theirs = [{**row, "rater": "b", "enter": enter} for row, enter in zip(mine, "130", strict=True)]
    assert measure_agreement(ratings(*mine, *theirs)) == {"enter": 1000, "grow": 1000}
    turned = [{**row, "enter": enter} for row, enter in zip(theirs, "310", strict=True)]
    expected = by_hand([(1, 3), (3, 1), (0, 0)])
    assert measure_agreement(ratings(*turned[::-1], *mine))["enter"] == expected


@pytest.mark.parametrize("raters", [(), ("a",), ("a", "b", "c")], ids=len)
def test_agreement_is_of_two(raters: tuple[str, ...]) -> None:
    rows = [{**WHOLE["ratings"][0], "rater": rater} for rater in raters]
    assert measure_agreement(ratings(*rows)) == {}

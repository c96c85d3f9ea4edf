"""The command line: export and look-up."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

import mlroles
from mlroles.cli import main
from mlroles.display.text import render
from mlroles.export.data import to_data, to_json
from mlroles.export.edition_tables import TABLES, write_table

if TYPE_CHECKING:
    from pathlib import Path

FIRST = mlroles.load("2020.1")
OF_FIRST = ("--edition", "2020.1")


@pytest.mark.parametrize("form", ["json", "turtle", "json-ld"])
def test_an_edition_is_printed(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--format", form, *OF_FIRST]) == 0
    assert capsys.readouterr().out == mlroles.export_taxonomy(form, FIRST)


def test_json_has_the_bytes_of_the_fingerprint(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--format", "json", *OF_FIRST]) == 0
    printed = capsys.readouterr().out
    assert sha256(printed.encode()).hexdigest() == FIRST.fingerprint


def test_a_base_is_passed_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--format", "turtle", "--base", "https://guild.example", *OF_FIRST]) == 0
    assert "<https://guild.example/2020.1/role/>" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["edition", "receipt", "overlay"])
def test_a_schema_is_printed(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--format", f"{name}-schema"]) == 0
    assert capsys.readouterr().out == mlroles.export_schema(name)


def test_one_table_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--format", "csv", "--table", "needs", *OF_FIRST]) == 0
    assert capsys.readouterr().out == write_table("needs", FIRST)


def test_all_tables_are_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "out"
    assert main(["export", "--format", "csv", "--to", str(folder), *OF_FIRST]) == 0
    assert capsys.readouterr().out.split() == [f"{table}.csv" for table in TABLES]
    assert (folder / "needs.csv").read_bytes() == write_table("needs", FIRST).encode()


@pytest.mark.parametrize("more", [[], ["--to", "x", "--table", "needs"]])
def test_csv_is_one_table_or_all(more: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--format", "csv", *more]) == 1
    assert "--to FOLDER writes all, --table prints one: roles, " in capsys.readouterr().err


def test_an_unknown_format_is_a_misspelt_command() -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["export", "--format", "xml"])


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["onet", "15-2051.01"], mlroles.look_up("onet", "15-2051.01", FIRST)),
        (["data analyst"], mlroles.look_up("data analyst", None, FIRST)),
        (["esco"], mlroles.look_up("esco", None, FIRST)),
    ],
)
def test_a_look_up_is_said(
    words: list[str],
    found: mlroles.Lookup,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert main(["look-up", *words, *OF_FIRST]) == 0
    assert capsys.readouterr().out == f"{render(found)}\n"
    assert main(["look-up", *words, *OF_FIRST, "--json"]) == 0
    assert capsys.readouterr().out == f"{to_json(to_data(found))}\n"


def test_a_code_of_two_words_needs_no_quotes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["look-up", "gdd", "data", "engineer"]) == 0
    assert "GDD Data engineer" in capsys.readouterr().out


def test_a_code_that_is_not_linked_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["look-up", "onet", "29-1141.00", *OF_FIRST]) == 1
    assert "cannot be told here" in capsys.readouterr().err

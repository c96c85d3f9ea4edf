"""The command that annotates files: formats, streams, and what an error leaves."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import mlroles
from mlroles import cli
from mlroles.cli import columns, tables

pa = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

EDITION = ["--edition", "2020.1"]
TAXONOMY = mlroles.load("2020.1")
ADS = ["Python, SQL and Tableau", None, "", "Spark, no Java"]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one's own to stand in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(here: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """The command in that folder: its exit code and what it says."""
    assert here.is_dir()

    def run(*arguments: str) -> tuple[int, str, str]:
        code = cli.main(["annotate", *arguments, *EDITION])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


Run = "Callable[..., tuple[int, str, str]]"


def write(name: str, text: str) -> str:
    Path(name).write_text(text, "utf-8", newline="")
    return name


def read_lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(name).read_text("utf-8").splitlines()]


def read_csv(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(Path(name).read_text("utf-8"), newline="")))


def test_parquet_has_the_answers_of_annotate(run: Callable[..., Any]) -> None:
    table = pa.table({"n": range(4), "ad": ADS})
    parquet.write_table(table, "in.parquet")
    code, out, err = run("in.parquet", "out.parquet", "--text", "ad", "--add", "role,spans")
    expected = mlroles.annotate(table, text="ad", add=["role", "spans"], taxonomy=TAXONOMY)
    assert parquet.read_table("out.parquet") == expected.read_all()
    assert (code, err) == (0, "")
    assert out == (
        "4 rows in out.parquet, edition 2020.1\n"
        "           1  data-analyst\n"
        "           1  data-engineer\n"
        "           1  no role named\n"
        "           1  not read: ad is null\n"
    )


def test_json_lines_keep_every_row_as_it_came(run: Callable[..., Any]) -> None:
    rows: list[Any] = [
        {"ad": ADS[0], "deep": {"er": [1, None]}, "n": 10**30},
        {"ad": None},
        {"n": 1},
        {"ad": 7},
        {"ad": ["Python"]},
        {"ad": "Tableau", "role": "ours"},
    ]
    text = "\n".join(["\ufeff" + json.dumps(rows[0]), "", *map(json.dumps, rows[1:]), "[1]", "{"])
    write("in.jsonl", text + '\n{"ad": "\\ud800 SQL"}')
    assert (
        run("in.jsonl", "out.jsonl", "--text", "ad", "--add", "outcome", "--add", "edition")[0] == 0
    )
    found = read_lines("out.jsonl")
    kept = [
        {k: v for k, v in row.items() if k not in ("outcome", "edition", "reason")} for row in found
    ]
    assert kept == [*rows, {"line": "[1]"}, {"line": "{"}, {"ad": "\ud800 SQL"}]
    assert [row["reason"] for row in found] == [
        None, "ad is null", "ad is null", "ad is no string", "ad is no string", None,
        "line is no JSON object", "line is no JSON object", "ad is no string",
    ]  # fmt: skip
    assert found[0]["outcome"] == "ranked"
    assert {row["edition"] for row in found} == {"2020.1"}


def test_what_a_row_of_json_holds_already_stays(run: Callable[..., Any]) -> None:
    more = [{"ad": "SQL"}] * tables._ROWS + [{"ad": "Tableau", "role": "ours"}]
    write("in.jsonl", "\n".join(map(json.dumps, more)))
    assert run("in.jsonl", "out.jsonl", "--text", "ad")[0] == 0
    assert read_lines("out.jsonl")[-1]["role"] == "ours"


def test_lists_in_json_lines(run: Callable[..., Any]) -> None:
    cells: list[Any] = [["Tableau", "Excel"], [], ["Tableau", None], "Tableau", ["Tableau", 3], {}]
    write("in.ndjson", "\n".join(json.dumps({"tools": cell}) for cell in cells))
    assert run("in.ndjson", "out.ndjson", "--skills", "tools")[0] == 0
    assert [(row["role"], row["reason"]) for row in read_lines("out.ndjson")] == [
        ("data-analyst", None),
        (None, None),
        (None, "tools holds a null"),
        (None, "tools is no list of strings"),
        (None, "tools is no list of strings"),
        (None, "tools is no list of strings"),
    ]


def test_csv_keeps_every_cell_as_it_came(run: Callable[..., Any]) -> None:
    long = "x" * 200_000
    write(
        "in.csv",
        'n,tools,note\r\n007,"Tableau ; excel;juggling","two\nlines"\r\n\r\n'
        f'8,,{long}\r\n9\r\n10,SQL,"é, ""quoted""",more\r\n',
    )
    code, out, _ = run(
        "in.csv", "out.csv", "--skills", "tools", "--add", "role,skills,unresolved,shares"
    )
    assert code == 0
    found = read_csv("out.csv")
    assert found[0]["tools"] == "Tableau ; excel;juggling"
    assert [row["n"] for row in found] == ["007", "8", "9", "10"]
    assert (found[0]["note"], found[1]["note"]) == ("two\nlines", long)
    assert (found[0]["role"], found[0]["unresolved"]) == ("data-analyst", "juggling")
    assert found[0]["skills"] == "microsoft-excel;tableau"
    assert sum(json.loads(found[0]["shares"]).values()) == 1000
    assert found[2]["reason"] == "row has 1 cells, and the header 3"
    assert "not read: row has 4 cells, and the header 3" in out


def test_another_separator_and_a_title(run: Callable[..., Any]) -> None:
    write("in.csv", "tools,job\nTableau|Excel,Senior Data Analyst\n")
    assert run("in.csv", "out.csv", "--skills", "tools", "--title", "job", "--separator", "|",
               "--add", "role,seniority,skills")[0] == 0  # fmt: skip
    (row,) = read_csv("out.csv")
    assert (row["role"], row["seniority"]) == ("data-analyst", "senior")
    assert row["skills"] == "microsoft-excel|tableau"


@pytest.mark.parametrize("suffix", ["csv", "jsonl"])
def test_a_file_without_rows(run: Callable[..., Any], suffix: str) -> None:
    write(f"in.{suffix}", "ad\n" if suffix == "csv" else "\n\n")
    code, out, _ = run(f"in.{suffix}", f"out.{suffix}", "--text", "ad", "--json")
    assert code == 0
    assert json.loads(out)["rows"] == 0
    assert Path(f"out.{suffix}").read_text("utf-8") in {"", "ad,role,reason\n"}


def test_from_standard_input_to_standard_output(
    here: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert here.is_dir()
    stdin = io.TextIOWrapper(io.BytesIO('{"ad": "Tableau, é"}\n'.encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert cli.main(["annotate", "-", "-", "--text", "ad", *EDITION]) == 0
    told = capfdbinary.readouterr()
    row = {"ad": "Tableau, é", "role": "data-analyst", "reason": None}
    assert told.out == (json.dumps(row, ensure_ascii=False) + "\n").encode()
    assert told.err.startswith(b"1 rows, edition 2020.1\n")


def test_standard_input_has_the_format_of_the_target(
    run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"job\nData Engineer\n")))
    assert run("-", "out.csv", "--title", "job")[0] == 0
    assert read_csv("out.csv") == [{"job": "Data Engineer", "role": "data-engineer", "reason": ""}]


WRONG: dict[str, tuple[Sequence[str], str]] = {
    "there already": (
        ["in.csv", "there.csv", "--text", "ad"],
        "there.csv is there already; --force",
    ),
    "two formats": (["in.csv", "out.jsonl", "--text", "ad"], "have to be in one format"),
    "no format": (["in.txt", "out.csv", "--text", "ad"], "in.txt is in no format known here"),
    "no file": (["no.csv", "out.csv", "--text", "ad"], "no.csv cannot be read: No such file"),
    "no folder": (["in.csv", "no/out.csv", "--text", "ad"], "no/out.csv cannot be written"),
    "no Parquet": (["no.parquet", "out.parquet", "--text", "ad"], "no.parquet cannot be read"),
    "a stream of Parquet": (["in.parquet", "-", "--text", "ad"], "Parquet has to be a file"),
    "no column": (["in.csv", "out.csv", "--text", "ads"], "did you mean 'ad'?"),
    "no key": (["in.jsonl", "out.jsonl", "--text", "ads"], "did you mean 'ad'?"),
    "no source": (["in.csv", "out.csv"], "say which column to read"),
    "no such addition": (["in.csv", "out.csv", "--text", "ad", "--add", "rolle"], "mean 'role'"),
    "no process": (["in.csv", "out.csv", "--text", "ad", "--processes", "0"], "processes is 0"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_will_not_do_is_said_and_leaves_nothing(run: Callable[..., Any], wrong: str) -> None:
    write("in.csv", "ad\nPython\n")
    write("in.jsonl", '{"ad": "Python"}\n')
    write("there.csv", "mine")
    write("no.parquet", "PAR")
    before = sorted(path.name for path in Path().iterdir())
    arguments, said = WRONG[wrong]
    code, out, err = run(*arguments)
    assert (code, out) == (1, "")
    assert said in err
    assert sorted(path.name for path in Path().iterdir()) == before
    assert Path("there.csv").read_text("utf-8") == "mine"


def test_force_overwrites_and_even_the_source(run: Callable[..., Any]) -> None:
    write("in.csv", "job\nData Engineer\n")
    assert run("in.csv", "in.csv", "--title", "job", "--force")[0] == 0
    assert read_csv("in.csv")[0]["role"] == "data-engineer"


def test_an_error_in_the_middle_leaves_what_was_there(
    run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        message = "in the middle"
        raise mlroles.InvalidInput(message)

    monkeypatch.setattr(tables, "_pass_rows", fail)
    write("in.csv", "ad\nPython\n")
    write("out.csv", "mine")
    assert run("in.csv", "out.csv", "--text", "ad", "--force")[0] == 1
    assert Path("out.csv").read_text("utf-8") == "mine"
    assert sorted(path.name for path in Path().iterdir()) == ["in.csv", "out.csv"]


def test_progress_is_told_on_a_terminal_and_roles_are_counted_in_order(
    run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(columns, "_PAUSE", 0)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    titles = [
        *["Data Engineer"] * 3, *["Data Analyst"] * 2, "Data Scientist",
        "Machine Learning Engineer", "ML-enabled software engineer",
    ]  # fmt: skip
    write("in.csv", "job\n" + "\n".join(titles) + "\n")
    _, out, err = run("in.csv", "out.csv", "--title", "job")
    assert err.startswith("\r8 rows, ")
    assert err.endswith(" a second \n")
    assert out.split("\n")[1:3] == ["           3  data-engineer", "           2  data-analyst"]


def test_what_is_seldom_is_summed_up() -> None:
    roles = {f"role-{letter}": 1 for letter in "abcdefg"}
    summary = {"rows": 7, "target": "-", "edition": "2020.1", "roles": roles, "unread": {},
               "unnamed": 0}  # fmt: skip
    assert columns._lines(summary)[-1] == "           2  2 more roles"
    summary |= {"roles": {}, "unread": roles}
    assert columns._lines(summary)[-1] == "           2  not read: 2 more reasons"

"""The tools of those who make editions: compile, freeze, and read the source."""

from __future__ import annotations

import csv
import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest

import compile_edition
import freeze_edition
import mlroles
from compile_edition import SHIPPED
from edition_source import read_edition, read_table
from mlroles.editions import read_lock
from mlroles.integrity import find_problems
from source_folder import WORLD, write_source
from tooling import command
from worlds import records

if TYPE_CHECKING:
    from pathlib import Path

    from mlroles.records import Record

DATA = compile_edition.ROOT / "data"
PINNED = ("kaggle-2018", "kaggle-2019", "kaggle-2020")


# Compiling ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", mlroles.list_editions())
def test_a_draft_is_what_its_source_compiles_to_and_a_release_what_was_locked(name: str) -> None:
    lock = read_lock()
    if f"{name}.json" in lock:  # the compiler may improve; what is released may not change
        files = (f"{name}.json", f"{name}.counts.json")
        assert [sha256((SHIPPED / file).read_bytes()).hexdigest() for file in files] == [
            lock[file] for file in files
        ]
    else:
        for file, data in compile_edition.compile_edition(name).items():
            assert data == (SHIPPED / file).read_bytes(), f"{file}: nox -s edition -- {name}"


def test_the_same_source_compiles_to_the_same_bytes() -> None:
    once, again = (compile_edition.compile_edition("2020.1") for _ in range(2))
    assert once == again


def test_every_edition_has_its_source_and_every_source_its_edition() -> None:
    sources = [path.parent.name for path in DATA.glob("*/edition.toml")]
    assert sorted(sources) == sorted(mlroles.list_editions())


@pytest.fixture(scope="module")
def whole() -> dict[str, Any]:
    files = compile_edition.compile_edition("2020.1")
    return {file: json.loads(data) for file, data in files.items()}


@pytest.mark.parametrize("left_out", PINNED)
def test_leaving_a_source_out_changes_only_what_rests_on_it(
    left_out: str, whole: dict[str, Any]
) -> None:
    files = compile_edition.compile_edition("2020.1", without=[left_out])
    parts = {file: json.loads(data) for file, data in files.items()}
    counts = whole["2020.1.counts.json"]
    assert parts["2020.1.counts.json"] == {
        source: tally for source, tally in counts.items() if source != left_out
    }
    less, more = parts["2020.1.json"], whole["2020.1.json"]
    assert [strip(less, left_out) == strip(more, left_out), less == more] == [True, False]
    for skill, row in less["skills"].items():
        if skill not in counts[left_out]["named"] and not row.get("broader"):
            assert row == more["skills"][skill]


def strip(document: dict[str, Any], source: str) -> dict[str, Any]:
    """An edition without its weights and without what it says of one source."""
    copy: dict[str, Any] = json.loads(json.dumps(document))
    for skill in copy["skills"].values():
        del skill["weights"], skill["basis"]
    for role in copy["roles"].values():
        for need in role["needs"]:
            need["named_by"] = [row for row in need["named_by"] if row[2] != source]
    mixes = copy["edition"]["mixes"]
    priors = copy["edition"]["priors"].items()
    copy["edition"]["priors"] = {mix: row for mix, row in priors if mixes[mix] != source}
    return copy


def test_without_any_source_only_the_curators_speak() -> None:
    files = compile_edition.compile_edition("2020.1", without=PINNED)
    document = json.loads(files["2020.1.json"])
    for row in document["skills"].values():
        assert {*row["basis"]} <= ({"p", "b"} if "broader" in row else {"p"})
    assert document["edition"]["priors"] == {}
    assert json.loads(files["2020.1.counts.json"]) == {}


def test_a_source_that_is_not_pinned_cannot_be_left_out() -> None:
    with pytest.raises(SystemExit, match="pins no kagle-2020 to leave out"):
        compile_edition.compile_edition("2020.1", without=["kaggle-2019", "kagle-2020"])


def test_the_tool_writes_where_it_is_told_and_says_what(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "new" / "folder"
    command(monkeypatch, compile_edition, "2020.1", "--out", out, "--without", "kaggle-2018")
    taxonomy = mlroles.load(out / "2020.1.json")
    assert taxonomy.origin == "outside the lock"
    assert capsys.readouterr().out.splitlines()[0].endswith(f"sha256 {taxonomy.fingerprint}")
    assert set(json.loads((out / "2020.1.counts.json").read_bytes())) == {*PINNED[1:]}


def test_the_tool_compiles_a_draft_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(compile_edition, "SHIPPED", tmp_path)
    monkeypatch.setattr(compile_edition, "read_lock", dict)  # before anything was released
    command(monkeypatch, compile_edition, "2020.1")
    said = capsys.readouterr().out
    for file, data in compile_edition.compile_edition("2020.1").items():
        assert (tmp_path / file).read_bytes() == data
        assert file in said


@pytest.mark.parametrize(
    "options", [["--without", "kaggle-2020"], ["--rows", "rows.parquet"]], ids=["without", "rows"]
)
def test_what_is_compiled_for_measuring_never_takes_the_place_of_a_draft(
    options: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        command(monkeypatch, compile_edition, "2020.1", *options)
    assert caught.value.code == 2
    assert "write elsewhere with --out" in capsys.readouterr().err


def test_a_released_edition_is_never_compiled_in_its_place_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(compile_edition, "read_lock", lambda: {"2020.1.json": "0" * 64})
    with pytest.raises(SystemExit) as caught:
        command(monkeypatch, compile_edition, "2020.1")
    assert caught.value.code == 2
    assert "2020.1 is released" in capsys.readouterr().err


# Freezing ----------------------------------------------------------------------------------------


def test_a_draft_is_frozen_by_a_line_for_each_file(tmp_path: Path) -> None:
    files = {"1999.1.json": b"{}", "1999.1.counts.json": b"[]"}
    for file, data in files.items():
        (tmp_path / file).write_bytes(data)
    assert freeze_edition.freeze("1999.1", files, {}, tmp_path) == [
        f"{sha256(b'[]').hexdigest()}  1999.1.counts.json",
        f"{sha256(b'{}').hexdigest()}  1999.1.json",
    ]


@pytest.mark.parametrize("stale", ["1999.1.json", "1999.1.counts.json"])
def test_a_stale_draft_is_not_frozen(stale: str, tmp_path: Path) -> None:
    files = {"1999.1.json": b"{}", "1999.1.counts.json": b"[]"}
    for file, data in files.items():
        (tmp_path / file).write_bytes(data + b"\n" if file == stale else data)
    with pytest.raises(SystemExit, match=f"{stale} is not what data/1999.1 compiles to"):
        freeze_edition.freeze("1999.1", files, {}, tmp_path)


@pytest.mark.parametrize("file", ["1999.1.json", "1999.1.counts.json"])
def test_a_released_edition_is_not_frozen_again(file: str, tmp_path: Path) -> None:
    files = {"1999.1.json": b"{}", "1999.1.counts.json": b"[]"}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    with pytest.raises(SystemExit, match=r"1999\.1 is released already"):
        freeze_edition.freeze("1999.1", files, {file: "0" * 64}, tmp_path)


def test_the_tool_only_adds_to_the_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = f"# kept\n{'0' * 64}  1998.1.json\n"
    (tmp_path / "editions.lock").write_text(before, "utf-8", newline="\n")
    (tmp_path / "1999.1.json").write_bytes(b"{}")
    monkeypatch.setattr(freeze_edition, "SHIPPED", tmp_path)
    monkeypatch.setattr(freeze_edition, "read_lock", dict)
    monkeypatch.setattr(freeze_edition, "compile_named", lambda *_: {"1999.1.json": b"{}"})
    command(monkeypatch, freeze_edition, "1999.1")
    line = f"{sha256(b'{}').hexdigest()}  1999.1.json\n"
    assert (tmp_path / "editions.lock").read_bytes().decode() == before + line
    assert capsys.readouterr().out == line


def test_an_edition_is_frozen_after_its_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(freeze_edition, "compile_edition", lambda name: {name: b"{}"})
    with pytest.raises(SystemExit, match="read with english-1, which is a draft; freeze that"):
        freeze_edition.compile_named("2020.1", {})
    frozen = {"english-1.json": "0" * 64}
    assert freeze_edition.compile_named("2020.1", frozen) == {"2020.1": b"{}"}
    assert list(freeze_edition.compile_named("guidance-1", {})) == ["guidance-1.json"]


# Reading the source ------------------------------------------------------------------------------


def table(text: str, folder: Path) -> list[Record]:
    (folder / "skills.csv").write_bytes(text.encode())
    return read_table(folder / "skills.csv")


def test_every_row_knows_its_line(tmp_path: Path) -> None:
    rows = table('id,name\nr,R\n"c","a ""C"", they say"\n\nd,"two\nlines"\ne,\n', tmp_path)
    assert [(row.place, dict(row.values)) for row in rows] == [
        ("skills.csv:2", {"id": "r", "name": "R"}),
        ("skills.csv:3", {"id": "c", "name": 'a "C", they say'}),
        ("skills.csv:6", {"id": "d", "name": "two\nlines"}),
        ("skills.csv:7", {"id": "e", "name": ""}),
    ]


@pytest.mark.parametrize("row", ["r", "r,R,tool", "r,R,"], ids=["short", "long", "comma"])
def test_a_row_too_long_or_too_short_is_refused_with_its_line(row: str, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"skills\.csv:3 has not as many cells as the header"):
        table(f"id,name\nc,C\n{row}\n", tmp_path)


def test_a_quote_that_never_ends_is_refused(tmp_path: Path) -> None:
    with pytest.raises(csv.Error):
        table('id,name\nr,"R\n', tmp_path)


ROLE = """
id = "baker"
name = "Baker"
summary = "Bakes."
tier = "core"
status = "active"
sources = ["a", "b#c"]

[entry]
ease = "common"
text = "Walk in."
source = "a"

[[loves]]
text = "Bread."
source = "a"

[[loves]]
text = "Rolls."
source = "b"
"""


def source_folder(folder: Path, role: str = ROLE) -> Path:
    """A source folder with a role and nothing else."""
    home = folder / "1999.1"
    (home / "roles").mkdir(parents=True)
    for name in ("skills", "aliases", "needs", "knowledge", "titles", "handoffs", "resources",
                 "crosswalk", "moves", "other_work"):  # fmt: skip
        (home / f"{name}.csv").write_text("id\n", "utf-8")
    (folder / "sources.csv").write_text("id,title\na,A\n", "utf-8")
    (home / "edition.toml").write_text('id = "1999.1"\nroles = ["baker"]\nparties = {}\n', "utf-8")
    (home / "roles" / "baker.toml").write_text(role, "utf-8")
    return home


def test_a_role_is_a_record_and_each_of_its_statements_another(tmp_path: Path) -> None:
    found = read_edition(source_folder(tmp_path))
    (role,) = found["roles"]
    assert (role.place, dict(role.values)) == (
        "roles/baker.toml",
        {"id": "baker", "name": "Baker", "summary": "Bakes.", "tier": "core", "status": "active",
         "sources": "a b#c", "kin": "", "ease": "common", "entry": "Walk in.",
         "entry_source": "a"},
    )  # fmt: skip
    whole = {"role": "baker", "aspect": "loves"}
    assert [(row.place, dict(row.values)) for row in found["statements"]] == [
        ("roles/baker.toml [[loves]] 1", {**whole, "text": "Bread.", "source": "a"}),
        ("roles/baker.toml [[loves]] 2", {**whole, "text": "Rolls.", "source": "b"}),
    ]
    assert [row["id"] for row in found["sources"]] == ["a"]
    assert [row["id"] for row in found["edition"]] == ["1999.1"]


@pytest.mark.parametrize(
    ("role", "faults"),
    [
        (ROLE.replace('["a", "b#c"]', "[]"), {"sources is empty"}),
        (ROLE.replace('sources = ["a", "b#c"]\n', ""), {"sources is empty"}),
        (ROLE.replace('ease = "common"\n', ""), {"ease is empty"}),
        (ROLE.replace('text = "Walk in."\nsource = "a"', ""),
         {"entry is empty", "entry_source is empty"}),
        (ROLE[: ROLE.index("[entry]")],
         {"ease is empty", "entry is empty", "entry_source is empty"}),
        (ROLE.replace('id = "baker"\n', ""), {"id is empty", "role is empty"}),
    ],
    ids=["no-source", "no-sources", "no-ease", "no-text", "no-entry", "no-id"],
)  # fmt: skip
def test_what_a_role_lacks_is_a_fault_like_any_other(
    role: str, faults: set[str], tmp_path: Path
) -> None:
    found = find_problems(read_edition(source_folder(tmp_path, role)))
    assert {
        problem.message
        for problem in found
        if problem.code == "missing-value" and problem.place.startswith("roles/")
    } == faults


def test_a_role_says_of_whom_it_borrows_and_why(tmp_path: Path) -> None:
    lending = ROLE.replace("[entry]", 'kin = ["cook", "miller"]\nkin_reason = "So."\n\n[entry]')
    (role,) = read_edition(source_folder(tmp_path, lending))["roles"]
    assert (role["kin"], role["kin_reason"]) == ("cook miller", "So.")


LATER = ("anchors", "ratings", "title_links")


def test_tables_that_came_later_may_be_missing(tmp_path: Path) -> None:
    home = source_folder(tmp_path)
    assert [read_edition(home)[name] for name in LATER] == [[], [], []]
    for name in LATER:
        (home / f"{name}.csv").write_text("id\nx\n", "utf-8")
    assert [row["id"] for name in LATER for row in read_edition(home)[name]] == ["x"] * 3


def test_the_whole_world_is_read_as_it_was_written(tmp_path: Path) -> None:
    read, meant = read_edition(write_source(tmp_path)), records(**WORLD)

    def cells(rows: list[Record]) -> list[dict[str, Any]]:
        return [{key: value for key, value in row.values.items() if value} for row in rows]

    assert read.keys() == meant.keys()
    for section in set(meant) - {"edition", "statements"}:
        assert cells(read[section]) == cells(meant[section]), section
    said = (sorted(cells(each["statements"]), key=str) for each in (read, meant))
    assert next(said) == next(said)
    assert find_problems(read) == ()


@pytest.mark.parametrize("name", mlroles.list_editions())
def test_the_source_of_each_edition_has_no_fault(name: str) -> None:
    assert find_problems(read_edition(DATA / name)) == ()

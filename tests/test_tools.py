"""The tools of those who make editions: count, compile, freeze."""

from __future__ import annotations

import csv
import io
import json
import sys
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import compile_edition
import count_evidence
import freeze_edition
import mlroles
from compile_edition import SHIPPED, read_tally
from count_evidence import count, read_rows, write
from edition_source import read_edition, read_table
from mlroles.editions import read_lock
from mlroles.integrity import find_problems
from worlds import TINY, records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mlroles.records import Record

DATA = compile_edition.ROOT / "data"
PINNED = ("kaggle-2018", "kaggle-2019", "kaggle-2020")


def command(monkeypatch: pytest.MonkeyPatch, tool: ModuleType, *arguments: object) -> None:
    """Run a tool as from the command line."""
    monkeypatch.setattr(sys, "argv", [f"{tool.__name__}.py", *map(str, arguments)])
    tool.main()


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
    assert {basis for row in document["skills"].values() for basis in row["basis"]} == {"p"}
    assert document["edition"]["priors"] == {}
    assert json.loads(files["2020.1.counts.json"]) == {}


def test_a_source_that_is_not_pinned_cannot_be_left_out() -> None:
    with pytest.raises(SystemExit, match="pins no kagle-2020 to leave out"):
        compile_edition.compile_edition("2020.1", without=["kaggle-2019", "kagle-2020"])


def test_other_evidence_may_be_counted_and_is_not_held_against_its_pin(tmp_path: Path) -> None:
    for source in PINNED:
        lines = (DATA / "evidence" / f"{source}.csv").read_text("utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not line.startswith("Data Analyst,")]
        (tmp_path / f"{source}.csv").write_text("".join(kept), "utf-8", newline="\n")
    files = compile_edition.compile_edition("2020.1", evidence=tmp_path)
    counts = json.loads(files["2020.1.counts.json"])
    assert [source for source in PINNED if "data-analyst" in counts[source]["people"]] == []
    assert json.loads(files["2020.1.json"])["edition"]["priors"]["kaggle-2020"]["data-analyst"] == 0


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
    "options", [["--without", "kaggle-2020"], ["--evidence", "."]], ids=["without", "evidence"]
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


# A source's own titles and options ---------------------------------------------------------------

SOURCE: dict[str, Any] = {
    "source": "survey",
    "year": 1999,
    "file": "survey.csv",
    "sha256": "",
    "no_skills": ["Nothing of that"],
    "titles": {
        "Bäcker": {"role": "baker"},
        "Pâtissier": {"role": "baker"},
        "Taxi": {"role": ""},
        "Clerk": {"role": "outside"},
    },
}


def tally(*rows: tuple[str, str, int, int], folder: Path) -> Any:
    """What the tiny world makes of these lines of evidence."""
    with (folder / "survey.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("title", "option", "people", "portion")])
        csv.writer(file, lineterminator="\n").writerows(rows)
    return read_tally(SOURCE, records(**TINY), folder)


def test_titles_of_one_role_add_up_and_titles_of_none_do_not_count(tmp_path: Path) -> None:
    found = tally(
        ("Bäcker", "", 10, 10_000),
        ("Bäcker", "OVEN", 6, 4_000),
        ("Pâtissier", "", 5, 5_000),
        ("Pâtissier", "oven", 3, 2_500),
        ("Taxi", "", 99, 99_000),
        ("Taxi", "Oven", 99, 99_000),
        ("Clerk", "", 7, 7_000),
        ("Clerk", "Tax-return", 7, 7_000),
        folder=tmp_path,
    )
    assert (found.source, found.year) == ("survey", 1999)
    assert found.people == {"baker": 15, "outside": 7}
    assert found.portions == {"baker": {"oven": 6_500}, "outside": {"tax-return": 7_000}}
    assert found.named == {"baker": {"oven": 9}, "outside": {"tax-return": 7}}


def test_two_options_of_one_skill_were_ticked_by_at_least_as_many_as_the_larger(
    tmp_path: Path,
) -> None:
    found = tally(
        ("Bäcker", "", 10, 10_000),
        ("Bäcker", "Oven", 6, 3_000),
        ("Bäcker", "Backofen", 8, 4_000),
        ("Pâtissier", "Backofen", 1, 1_000),
        folder=tmp_path,
    )
    assert found.named == {"baker": {"oven": 9}}
    assert found.portions == {"baker": {"oven": 8_000}}


def test_options_that_are_no_skills_are_left_out(tmp_path: Path) -> None:
    found = tally(("Bäcker", "", 1, 1_000), ("Bäcker", "Nothing of that", 1, 1_000),
                  folder=tmp_path)  # fmt: skip
    assert (found.people, found.portions, found.named) == ({"baker": 1}, {}, {})


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("Bäcker", "Juggling", 1, 1), "option 'Juggling' of survey means no skill"),
        (("Bäcker", "C/C++", 1, 1), "option 'C/C++' of survey means ['c', 'c-plus-plus']"),
        (("Boss", "Oven", 1, 1), "does not say what the title 'Boss' of survey is"),
        (("Boss", "", 1, 1), "does not say what the title 'Boss' of survey is"),
    ],
    ids=["unknown-option", "ambiguous-option", "unknown-title", "unknown-people"],
)
def test_no_title_and_no_option_is_skipped_in_silence(
    row: tuple[str, str, int, int], said: str, tmp_path: Path
) -> None:
    with pytest.raises(SystemExit) as caught:
        tally(row, folder=tmp_path)
    assert said in str(caught.value)


def test_evidence_that_is_not_what_is_pinned_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data" / "evidence"
    folder.mkdir(parents=True)
    data = b"title,option,people,portion\nTaxi,,1,1000\n"
    (folder / "survey.csv").write_bytes(data)
    monkeypatch.setattr(compile_edition, "ROOT", tmp_path)
    pinned = {**SOURCE, "sha256": sha256(data).hexdigest()}
    assert read_tally(pinned, records(**TINY), None).people == {}
    (folder / "survey.csv").write_bytes(data.replace(b"1000", b"1001"))
    with pytest.raises(SystemExit, match=r"survey\.csv is not the file that .* pins"):
        read_tally(pinned, records(**TINY), None)


# Counting ----------------------------------------------------------------------------------------


def test_everybody_counts_once_and_what_says_nothing_does_not_count() -> None:
    counts = count(
        [
            ("Baker", ["Oven", "Bread", "Oven", "None"]),
            ("Baker", ["Oven", "OTHER", ""]),
            ("Baker", ["No / None", "none"]),
            ("Baker", []),
            ("Cook", ["Oven"]),
        ]
    )
    assert counts == {
        ("Baker", ""): (2, Fraction(2)),
        ("Baker", "Bread"): (1, Fraction(1, 2)),
        ("Baker", "Oven"): (2, Fraction(3, 2)),
        ("Cook", ""): (1, Fraction(1)),
        ("Cook", "Oven"): (1, Fraction(1)),
    }
    assert list(counts) == sorted(counts)


OPTIONS = st.sampled_from(("Oven", "Bread", "C", "Smile", "None", "A, B", 'say "so"', "a\nb", "é"))
PEOPLE = st.lists(st.tuples(st.sampled_from(("Baker", "Cook")), st.lists(OPTIONS)), max_size=12)


@given(PEOPLE)
def test_the_parts_of_all_options_sum_to_the_people_of_the_title(
    people: list[tuple[str, list[str]]],
) -> None:
    counts = count(people)
    for title in {title for title, _ in counts}:
        parts = [part for (of, option), (_, part) in counts.items() if of == title and option]
        assert sum(parts) == counts[title, ""][0] == counts[title, ""][1]
        most = max(named for (of, _), (named, _) in counts.items() if of == title)
        assert most == counts[title, ""][0]


@given(PEOPLE, st.randoms(use_true_random=False))
def test_the_order_of_people_and_of_their_answers_leaves_no_trace(
    people: list[tuple[str, list[str]]], random: Any
) -> None:
    shuffled = [(title, random.sample(answer, len(answer))) for title, answer in people]
    random.shuffle(shuffled)
    assert written(shuffled) == written(people)


@given(PEOPLE)
def test_what_is_written_is_read_back_line_by_line(people: list[tuple[str, list[str]]]) -> None:
    rows = list(csv.DictReader(io.StringIO(written(people), newline="")))
    counts = count(people)
    assert [(row["title"], row["option"]) for row in rows] == list(counts)
    assert [int(row["people"]) for row in rows] == [named for named, _ in counts.values()]
    for row, (_, part) in zip(rows, counts.values(), strict=True):
        assert abs(int(row["portion"]) - 1000 * part) <= Fraction(1, 2)


def written(people: Iterable[tuple[str, list[str]]]) -> str:
    file = io.StringIO(newline="")
    write(count(people), file)
    return file.getvalue()


def test_counts_are_written_as_the_compiler_reads_them(tmp_path: Path) -> None:
    people = [("Bäcker", ["Oven", "Bread"]), ("Bäcker", ["Oven"]), ("Taxi", ["a\nb", "a\u2028b"])]
    (tmp_path / "survey.csv").write_bytes(written(people).encode())
    found = read_tally(SOURCE, records(**TINY), tmp_path)
    assert found.people == {"baker": 2}
    assert found.portions == {"baker": {"bread": 500, "oven": 1_500}}
    assert found.named == {"baker": {"bread": 1, "oven": 2}}


def test_counts_are_written_to_the_thousandth() -> None:
    assert written([("Cook", ["a", "b", "c"]), ("Cook", ["a"])]) == (
        "title,option,people,portion\nCook,,2,2000\nCook,a,2,1333\nCook,b,1,333\nCook,c,1,333\n"
    )


# Rows --------------------------------------------------------------------------------------------

Row = dict[str, Any]


@pytest.fixture
def keep_rows(monkeypatch: pytest.MonkeyPatch) -> Callable[[list[Row]], None]:
    """Puts rows where pyarrow would read them: the tools use it, the tests do without."""

    def keep(rows: list[Row]) -> None:
        table = SimpleNamespace(to_pylist=lambda: rows)
        stub: Any = ModuleType("pyarrow")
        stub.parquet = SimpleNamespace(read_table=lambda _: table)
        monkeypatch.setitem(sys.modules, "pyarrow", stub)

    return keep


def read(source: str = "survey", held_out: str | None = None) -> list[tuple[str, list[str]]]:
    return list(read_rows(Path("rows.parquet"), source, held_out))


def person(key: int, **more: Any) -> Row:
    return {"source": "survey", "title": str(key), "skills": ["Oven"], "respondent_id": key, **more}


def test_rows_of_the_source_are_read_with_skills_and_activities(
    keep_rows: Callable[[list[Row]], None],
) -> None:
    keep_rows(
        [
            person(1, activities=["Bakes"]),
            person(2, source="census"),
            person(3, skills=None, activities=None),
        ]
    )
    assert read() == [("1", ["Oven", "Bakes"]), ("3", [])]
    assert read("census") == [("2", ["Oven"])]


@given(parts=st.integers(1, 5), people=st.integers(0, 30))
def test_parts_held_out_share_the_rows_among_them(parts: int, people: int) -> None:
    titles = {str(at) for at in range(people)}
    with pytest.MonkeyPatch.context() as patch:
        table = SimpleNamespace(to_pylist=lambda: [person(at) for at in range(people)])
        stub: Any = ModuleType("pyarrow")
        stub.parquet = SimpleNamespace(read_table=lambda _: table)
        patch.setitem(sys.modules, "pyarrow", stub)
        kept = [
            {title for title, _ in read(held_out=f"{at}/{parts}")} for at in range(1, parts + 1)
        ]
    held = [titles - part for part in kept]
    assert sorted(title for part in held for title in part) == sorted(titles)


@pytest.mark.parametrize("group", [0, 7, "a"])
def test_a_group_of_duplicates_is_never_split(
    group: object, keep_rows: Callable[[list[Row]], None]
) -> None:
    keep_rows([person(at, dup_group=group) for at in range(40)])
    assert sorted(len(read(held_out=f"{part}/3")) for part in (1, 2, 3)) == [0, 40, 40]


def test_a_row_without_a_group_goes_by_its_id(keep_rows: Callable[[list[Row]], None]) -> None:
    keep_rows([person(at, dup_group=None) for at in range(40)])
    by_respondent = read(held_out="1/3")
    keep_rows([{**person(at), "respondent_id": None, "id": at} for at in range(40)])
    assert read(held_out="1/3") == by_respondent
    assert 0 < len(by_respondent) < 40


def test_the_part_of_a_row_is_the_remainder_of_the_sha256_of_its_key(
    keep_rows: Callable[[list[Row]], None],
) -> None:
    keep_rows([person(at) for at in range(40)])
    digests = {str(at): int.from_bytes(sha256(str(at).encode()).digest()) for at in range(40)}
    for part in (1, 2, 3):
        kept = [title for title, digest in digests.items() if digest % 3 + 1 != part]
        assert [title for title, _ in read(held_out=f"{part}/3")] == kept


@pytest.mark.parametrize("part", ["0/3", "4/3", "1/0", "1", "/", "one/3", "-1/3", "1/3/3"])
def test_a_part_that_is_none_is_refused_and_never_holds_out_nothing(
    part: str, keep_rows: Callable[[list[Row]], None]
) -> None:
    keep_rows([person(1)])
    with pytest.raises(SystemExit, match="is no part; the first of three is 1/3"):
        read(held_out=part)


def test_the_tool_prints_its_counts_or_writes_them(
    keep_rows: Callable[[list[Row]], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    keep_rows([person(1), person(2, title="Bäcker\u2028")])
    command(monkeypatch, count_evidence, "rows.parquet", "survey")
    printed = capsys.readouterr().out
    assert printed.startswith("title,option,people,portion\n1,,1,1000\n1,Oven,1,1000\n")
    command(monkeypatch, count_evidence, "rows.parquet", "survey", "--out", tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_bytes().decode() == printed
    assert capsys.readouterr().out == ""


def test_the_tool_refuses_a_source_that_has_no_rows(
    keep_rows: Callable[[list[Row]], None],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    keep_rows([person(1)])
    with pytest.raises(SystemExit) as caught:
        command(monkeypatch, count_evidence, "rows.parquet", "servey")
    assert caught.value.code == 2
    assert "has no rows of the source 'servey'" in capsys.readouterr().err


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
    monkeypatch.setattr(freeze_edition, "compile_edition", lambda _: {"1999.1.json": b"{}"})
    command(monkeypatch, freeze_edition, "1999.1")
    line = f"{sha256(b'{}').hexdigest()}  1999.1.json\n"
    assert (tmp_path / "editions.lock").read_bytes().decode() == before + line
    assert capsys.readouterr().out == line


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
         "sources": "a b#c", "ease": "common", "entry": "Walk in.", "entry_source": "a"},
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


@pytest.mark.parametrize("name", mlroles.list_editions())
def test_the_source_of_each_edition_has_no_fault(name: str) -> None:
    assert find_problems(read_edition(DATA / name)) == ()

"""The tables of an edition: read back as they are, the same bytes, all of them or none."""

from __future__ import annotations

import csv
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mlroles
from mlroles.errors import InvalidInput
from mlroles.export.edition_tables import OTHER_WORK, TABLES, list_rows, write_table
from mlroles.model import BASES, Move
from mlroles.schema import SECTIONS
from mlroles.taxonomy import Catalogue
from strategies import as_it_is, shipped, taxonomies
from whole_world import WHOLE
from worlds import make_world

if TYPE_CHECKING:
    from mlroles.taxonomy import Taxonomy

WORLD = make_world(**WHOLE)
DATA = Path(__file__).parent.parent / "data"
# the sha256 of all tables, one after the other in the order of TABLES
DIGESTS = {
    "2020.1": "8325a8116e2bf79765926f275112b40599b80225b92c55e6f82105e24e5b4c69",
    "2026.1": "a3a79b43691d793ab25ce323b3b8617b46dc8fc2f2e1a1464209d4e9dea1fb68",
}


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text, newline=""), strict=True))


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def as_text(rows: list[dict[str, Any]]) -> list[dict[str, str]]:
    return [{key: str(cell) for key, cell in row.items()} for row in rows]


@pytest.mark.parametrize("edition", mlroles.list_editions())
@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_read_back_as_it_is(table: str, edition: str) -> None:
    taxonomy = mlroles.load(edition)
    rows, text = list_rows(table, taxonomy), write_table(table, taxonomy)
    assert read(text) == as_text(rows)
    columns, _ = TABLES[table]
    assert text.split("\n")[0] == ",".join(["edition", *columns.split()])
    assert "\r" not in text
    assert text.endswith("\n")
    assert {row["edition"] for row in rows} <= {edition}
    assert {type(cell) for row in rows for cell in row.values()} <= {str, int}


@pytest.mark.parametrize("edition", mlroles.list_editions())
def test_no_cell_of_ours_begins_as_a_formula_does(edition: str) -> None:
    for table in TABLES:
        for row in list_rows(table, mlroles.load(edition)):
            for cell in row.values():
                assert isinstance(cell, int) or cell[:1] not in {*"=+-@\t\r"}, (table, cell)


SOURCES = {
    "needs": ("role", "skill", "importance", "level", "source"),
    "knowledge": ("role", "subject", "enter", "grow", "note", "source"),
    "handoffs": ("producer", "artefact", "consumer", "source"),
    "crosswalk": ("role", "scheme", "version", "code", "uri", "relation", "source"),
    "moves": ("section", "old", "new", "kind", "reason", "source"),
    "titles": ("title", "roles", "source"),
    "title_links": ("title", "scheme", "version", "code", "source"),
    "resources": ("role", "skill", "title", "address", "kind", "source"),
    "skills": ("id", "name", "kind", "definition", "broader", "source"),
}


@pytest.mark.parametrize("edition", mlroles.list_editions())
@pytest.mark.parametrize("table", SOURCES)
def test_a_table_says_what_its_source_says(table: str, edition: str) -> None:
    path = DATA / edition / f"{table}.csv"
    written = read(path.read_text("utf-8")) if path.is_file() else []
    if table == "handoffs":  # those between parties are no role's, and only in the compiled file
        ids = mlroles.load(edition).roles
        written = [row for row in written if {row["producer"], row["consumer"]} & {*ids}]
    wanted = sorted(tuple(row[key] for key in SOURCES[table]) for row in written)
    rows = as_text(list_rows(table, mlroles.load(edition)))
    assert sorted(tuple(row[key] for key in SOURCES[table]) for row in rows) == wanted


def test_columns_are_called_as_in_the_source_where_it_has_them() -> None:
    added = {"statements": set(), "knowledge": {"enter_anchor", "grow_anchor"},
             "title_links": {"uri", "relation"}}  # fmt: skip
    for table in set(TABLES) & set(SECTIONS):
        columns = set(TABLES[table][0].split())
        left_out = set(SECTIONS[table]) - columns
        assert columns - set(SECTIONS[table]) == added.get(table, set())
        assert left_out <= {"kin_reason", "source"}


def test_every_weight_is_there_with_its_basis() -> None:
    taxonomy = mlroles.load("2020.1")
    rows = list_rows("weights", taxonomy)
    assert len(rows) == len(taxonomy.skills) * (len(taxonomy.roles) + 1)
    for row in rows:
        weights, _ = taxonomy.weights.rows[row["skill"]]
        at = -1 if row["role"] == OTHER_WORK else taxonomy.weights.columns[row["role"]]
        assert row["weight"] == weights[at]
        assert row["basis"] in BASES


def test_counts_are_those_of_the_needs() -> None:
    rows = list_rows("counts", mlroles.load("2020.1"))
    role = mlroles.load("2020.1").role("researcher-data-scientist")
    (python,) = [need for need in role.needs if need.skill.id == "python"]
    found = [row for row in rows if (row["role"], row["skill"]) == (role.id, "python")]
    assert [(r["permille"], r["n"], r["source"], r["year"]) for r in found] == [
        attrs.astuple(count) for count in python.named_by
    ]


UGLY = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


@given(st.lists(UGLY, min_size=1, max_size=4))
def test_no_text_is_changed_by_the_way(texts: list[str]) -> None:
    moves = tuple(Move("roles", ("a",), (text,), text, text, (text,)) for text in texts)
    world = attrs.evolve(shipped(), moves=moves)
    text = write_table("moves", world)
    assert read(text) == as_text(list_rows("moves", world))
    assert [row["reason"] for row in read(text)] == texts


@given(taxonomies())
@settings(max_examples=10)
def test_every_table_of_any_taxonomy_is_read_back(taxonomy: Taxonomy) -> None:
    for table in TABLES:
        assert read(write_table(table, taxonomy)) == as_text(list_rows(table, taxonomy))


def test_a_table_that_is_not_there_is_an_error() -> None:
    with pytest.raises(InvalidInput, match=r"there is no table 'rolls'; there are roles, "):
        write_table("rolls", WORLD)


def test_all_tables_are_written_and_read_back(tmp_path: Path) -> None:
    written = mlroles.export_tables(tmp_path / "out", WORLD)
    assert written == tuple(f"{table}.csv" for table in TABLES)
    assert names(tmp_path / "out") == sorted(written)
    for table in TABLES:
        data = (tmp_path / "out" / f"{table}.csv").read_bytes()
        assert data == write_table(table, WORLD).encode()
    assert names(tmp_path) == ["out"]


def test_the_newest_edition_is_written_where_none_is_named(tmp_path: Path) -> None:
    mlroles.export_tables(str(tmp_path / "out"))
    rows = read((tmp_path / "out" / "roles.csv").read_text("utf-8"))
    assert {row["edition"] for row in rows} == {mlroles.load().edition}


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_what_is_there_is_never_touched(kind: str, tmp_path: Path) -> None:
    target = tmp_path / "out"
    if kind == "file":
        target.write_text("mine", "utf-8")
    else:
        target.mkdir()
    with pytest.raises(InvalidInput, match="is there already; name a folder that is not"):
        mlroles.export_tables(target, WORLD)
    assert names(tmp_path) == ["out"]


def test_nothing_is_left_where_writing_fails(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="cannot be written"):
        mlroles.export_tables(tmp_path / "no" / "such" / "place", WORLD)
    nothing: Any = (None,)
    roles = dict(WORLD.roles)
    roles["cook"] = attrs.evolve(WORLD.role("cook"), resources=nothing)
    broken = attrs.evolve(WORLD, roles=Catalogue(roles, as_it_is))
    with pytest.raises(AttributeError):
        mlroles.export_tables(tmp_path / "out", broken)
    assert names(tmp_path) == []


@pytest.mark.parametrize("edition", DIGESTS)
def test_tables_of_released_editions_never_change(edition: str) -> None:
    whole = "".join(write_table(table, mlroles.load(edition)) for table in TABLES)
    assert sha256(whole.encode()).hexdigest() == DIGESTS[edition]

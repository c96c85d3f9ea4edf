"""Whole columns have the answers that each row has by itself, however they are laid out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mlroles
from mlroles.columns.added import ADDED
from mlroles.columns.cells import pack, unpack
from mlroles.errors import InvalidInput, MissingPackage
from strategies import profiles, shipped, worlds
from worlds import tiny_world

pa = pytest.importorskip("pyarrow")

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mlroles.taxonomy import Taxonomy

TINY = tiny_world()
OF_LISTS = [name for name, column in ADDED.items() if "skills" in column.sources]
OF_TEXTS = [name for name, column in ADDED.items() if "text" in column.sources.split()]
LISTS = {
    "list": pa.list_(pa.string()),
    "large list": pa.large_list(pa.large_string()),
    "list of views": pa.list_(pa.string_view()),
    "list view": pa.list_view(pa.string()),
    "large list view": pa.large_list_view(pa.string()),
    "list of dictionaries": pa.list_(pa.dictionary(pa.int8(), pa.string())),
}
STRINGS = {
    "string": pa.string(),
    "large string": pa.large_string(),
    "view": pa.string_view(),
    "dictionary": pa.dictionary(pa.int16(), pa.string()),
    "large dictionary": pa.dictionary(pa.int64(), pa.large_string()),
}


def by_itself(given: Any, taxonomy: Taxonomy, names: list[str]) -> dict[str, Any]:
    """What the columns hold for one list or one text, asked by itself."""
    answer = mlroles.match(given, taxonomy)
    first = answer[0]
    found: dict[str, Any] = {
        "role": answer.best and answer.best.role.id,
        "outcome": answer.outcome,
        "evidence": first.evidence,
        "share": first.share,
        "shares": {fit.role.id: fit.share for fit in answer},
        "counted": first.counted,
        "runner_up": answer[1].role.id,
        "coverage": first.coverage,
        "skills": [held.skill.id for held in answer.resolved],
        "unresolved": [name.name for name in answer.unresolved],
        "edition": answer.edition,
        "fingerprint": answer.fingerprint,
    }
    if isinstance(given, mlroles.Mentions):
        found["spans"] = [
            {"start": each.start, "end": each.end, "skill": each.skill.id, "rule": each.rule,
             "stance": each.stance}
            for each in given
        ]  # fmt: skip
    return {**{name: found[name] for name in names}, "reason": None}


def unread(taxonomy: Taxonomy, names: list[str], reason: str) -> dict[str, Any]:
    """What the columns hold for a row that cannot be read."""
    told = {"edition": taxonomy.edition, "fingerprint": taxonomy.fingerprint, "reason": reason}
    return {**dict.fromkeys(names), **{k: v for k, v in told.items() if k in [*names, "reason"]}}


def split(draw: st.DrawFn, table: Any) -> list[Any]:
    """The batches of a table, cut anywhere, with empty ones between."""
    cuts = sorted(draw(st.lists(st.integers(0, len(table)), max_size=4)))
    parts = [
        table.slice(start, end - start).combine_chunks()
        for start, end in zip([0, *cuts], [*cuts, len(table)], strict=True)
    ]
    empty = pa.RecordBatch.from_pylist([], schema=table.schema)
    return [batch for part in parts for batch in part.to_batches() or [empty]]


@st.composite
def tables_of_lists(draw: st.DrawFn) -> tuple[Taxonomy, list[Any], Any]:
    taxonomy = draw(worlds())
    row: Any = st.one_of(
        profiles(taxonomy), profiles(taxonomy), st.none(), st.just(["SQL", None]), st.just([])
    )
    rows = draw(st.lists(row, max_size=12))
    kind = draw(st.sampled_from(list(LISTS.values())))
    table = pa.table({"n": range(len(rows)), "tools": pa.array(rows, kind)})
    return taxonomy, rows, pa.Table.from_batches(split(draw, table), table.schema)


@given(tables_of_lists())
@settings(max_examples=25)
def test_a_list_in_a_column_has_the_answer_that_it_has_by_itself(
    given: tuple[Taxonomy, list[Any], Any],
) -> None:
    taxonomy, rows, table = given
    found = mlroles.annotate(table, skills="tools", add=OF_LISTS, taxonomy=taxonomy).read_all()
    assert found.select(["n", "tools"]) == table
    expected = [
        unread(taxonomy, OF_LISTS, "tools is null")
        if row is None
        else unread(taxonomy, OF_LISTS, "tools holds a null")
        if None in row
        else by_itself(row, taxonomy, OF_LISTS)
        for row in rows
    ]
    assert found.drop_columns(["n", "tools"]).to_pylist() == expected


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        *(pytest.param("skills", kind, id=name) for name, kind in LISTS.items()),
        *(pytest.param("text", kind, id=name) for name, kind in STRINGS.items()),
        *(pytest.param(source, pa.null(), id=f"no {source}") for source in ("skills", "text")),
    ],
)
def test_what_is_sent_of_a_slice_is_the_slice_alone(source: str, kind: Any) -> None:
    cells: list[Any] = [
        None if pa.types.is_null(kind) else f"a text or a name, {n}" for n in range(99)
    ]
    rows = [[cell] for cell in cells] if source == "skills" and cells[0] else cells
    batch = pa.RecordBatch.from_pydict({"own": pa.array(rows, kind), "other": cells})
    for part in (batch.slice(40, 3), batch.slice(98)):
        packed = pack(part, {source: "own"})
        assert unpack(packed).to_pylist() == part.select(["own"]).to_pylist()
        assert packed.size < 800


@st.composite
def tables_of_texts(draw: st.DrawFn) -> tuple[list[str | None], Any]:
    words = st.sampled_from(
        ("Python", "SQL", "R", "Spark", "no", "required.", "\n", "é", "a plus", "😀", "C++")
    )
    texts = st.one_of(st.none(), st.lists(words, max_size=8).map(" ".join))
    rows = draw(st.lists(texts, max_size=8))
    kind = draw(st.sampled_from(list(STRINGS.values())))
    table = pa.table({"ad": pa.array(rows, kind), "n": range(len(rows))})
    return rows, pa.Table.from_batches(split(draw, table), table.schema)


@given(tables_of_texts())
@settings(max_examples=30)
def test_a_text_in_a_column_has_the_answer_that_it_has_by_itself(
    given: tuple[list[str | None], Any],
) -> None:
    rows, table = given
    taxonomy = shipped()
    found = mlroles.annotate(table, text="ad", add=OF_TEXTS, taxonomy=taxonomy).read_all()
    assert found.select(["ad", "n"]) == table
    expected = [
        unread(taxonomy, OF_TEXTS, "ad is null")
        if row is None
        else by_itself(mlroles.find_skills(row, taxonomy), taxonomy, OF_TEXTS)
        for row in rows
    ]
    assert found.drop_columns(["ad", "n"]).to_pylist() == expected


TITLES = ["Sr. Data Engineer (m/f/d)", None, "Data scientist / engineer", "", "Payroll Analyst"]


@pytest.mark.parametrize("kind", STRINGS.values(), ids=STRINGS)
def test_a_title_in_a_column_is_read_as_it_is_by_itself(kind: Any) -> None:
    table = pa.table({"job": pa.array(TITLES * 2, kind)})
    found = mlroles.annotate(table, title="job", add=["role", "seniority"]).read_all().to_pylist()
    for title, row in zip(TITLES * 2, found, strict=True):
        if title is None:
            told: dict[str, Any] = {"role": None, "seniority": None, "reason": "job is null"}
        else:
            reading = mlroles.find_role(title)
            role = reading.role and reading.role.id
            told = {"role": role, "seniority": reading.seniority, "reason": None}
        assert row == {"job": title, **told}


def test_a_title_beside_skills_gives_the_seniority_and_they_give_the_role(tiny: Taxonomy) -> None:
    table = pa.table({"job": ["Senior Cook", None, None], "tools": [["bread"], ["bread"], None]})
    found = mlroles.annotate(
        table, skills="tools", title="job", add=["seniority", "role"], taxonomy=tiny
    ).read_all()
    assert found["role"].to_pylist() == ["baker", "baker", None]
    assert found["seniority"].to_pylist() == ["senior", None, None]
    assert found["reason"].to_pylist() == [None, "job is null", "tools is null; job is null"]


def test_where_one_role_is_compared_none_runs_up(tiny: Taxonomy) -> None:
    import attrs

    from mlroles.taxonomy import Catalogue

    roles = Catalogue({"baker": tiny.roles["baker"]}, lambda _, role: role)
    alone = attrs.evolve(tiny, roles=roles)
    table = pa.table({"tools": [["bread"]]})
    found = mlroles.annotate(table, skills="tools", add=["role", "runner_up"], taxonomy=alone)
    assert found.read_all().to_pylist()[0] == {
        "tools": ["bread"], "role": "baker", "runner_up": None, "reason": None,
    }  # fmt: skip


def test_bytes_that_are_no_utf_8_are_a_reason_and_no_error(tiny: Taxonomy) -> None:
    data = pa.py_buffer(b"breadc\xe9oven")
    offsets = pa.array([0, 5, 7, 11], pa.int32()).buffers()[1]
    broken = pa.StringArray.from_buffers(3, offsets, data)
    lists = pa.ListArray.from_arrays([0, 1, 2, 3], broken)
    order: Any
    for order, told in (({"text": "x"}, "x is"), ({"skills": "y"}, "y holds what is")):
        table = pa.table({"x": broken, "y": lists})
        found = mlroles.annotate(table, taxonomy=tiny, **order).read_all()
        assert found["reason"].to_pylist() == [None, f"{told} not UTF-8", None]
        assert found["role"].to_pylist()[1] is None


@pytest.mark.parametrize("kind", [pa.null(), *LISTS.values()], ids=["null", *LISTS])
@pytest.mark.parametrize("rows", [0, 3])
def test_nothing_but_nulls_and_no_rows_at_all(kind: Any, rows: int, tiny: Taxonomy) -> None:
    table = pa.table({"tools": pa.nulls(rows, kind)})
    found = mlroles.annotate(table, skills="tools", taxonomy=tiny).read_all()
    assert found["reason"].to_pylist() == ["tools is null"] * rows
    assert found.schema.names == ["tools", "role", "reason"]


def test_lists_of_a_fixed_size_and_parts_of_arrays(tiny: Taxonomy) -> None:
    pairs = pa.array([["oven", "c"], None, ["bread", "x"], ["c", "c"]], pa.list_(pa.string(), 2))
    whole = pa.table({"tools": pairs})
    for table, start in ((whole, 0), (whole.slice(2), 2), (whole.slice(1, 2), 1)):
        order: Any = {"skills": "tools", "add": ["skills", "unresolved"], "taxonomy": tiny}
        found = mlroles.annotate(table, **order).read_all().to_pylist()
        everything = mlroles.annotate(whole, **order).read_all().to_pylist()
        assert found == everything[start : start + len(table)]


def test_the_metadata_and_types_of_the_other_columns_stay(tiny: Taxonomy) -> None:
    schema = pa.schema(
        [pa.field("tools", pa.large_list(pa.string()), nullable=False), pa.field("d", pa.date32())],
        {"who": "us"},
    )
    table = pa.table({"tools": [["bread"]], "d": [1]}, schema)
    found = mlroles.annotate(table, skills="tools", taxonomy=tiny)
    assert found.schema == schema.append(pa.field("role", pa.string())).append(
        pa.field("reason", pa.string())
    )
    assert found.schema.metadata == {b"who": b"us"}
    assert found.read_all().schema.metadata == {b"who": b"us"}


# Streams and iterators ---------------------------------------------------------------------------


def endless(opened: list[int]) -> Iterator[Any]:
    """Batches without end; each says when it is taken."""
    while True:
        opened.append(len(opened))
        yield pa.RecordBatch.from_pydict({"tools": [["bread"], ["c"]]})


def test_an_iterator_gives_an_iterator_that_takes_no_more_than_it_must(tiny: Taxonomy) -> None:
    opened: list[int] = []
    found = mlroles.annotate(endless(opened), skills="tools", taxonomy=tiny)
    assert opened == []
    assert next(found)["role"].to_pylist() == ["baker", "cook"]
    assert opened == [0]


def test_a_stream_gives_a_stream_that_takes_no_more_than_it_must(tiny: Taxonomy) -> None:
    opened: list[int] = []
    schema = pa.schema([("tools", pa.list_(pa.string()))])
    stream = pa.RecordBatchReader.from_batches(schema, endless(opened))
    found = mlroles.annotate(stream, skills="tools", taxonomy=tiny)
    assert opened == []
    assert found.read_next_batch()["role"].to_pylist() == ["baker", "cook"]
    assert opened == [0]


def test_a_large_batch_comes_in_parts(tiny: Taxonomy) -> None:
    table = pa.table({"tools": [["bread"]] * 20_000})
    parts = list(mlroles.annotate(table, skills="tools", taxonomy=tiny))
    assert max(map(len, parts)) < 20_000
    assert sum(map(len, parts)) == 20_000


def test_a_batch_a_list_of_batches_and_an_empty_one(tiny: Taxonomy) -> None:
    batch = pa.RecordBatch.from_pydict({"tools": [["bread"]]})
    (found,) = mlroles.annotate(batch, skills="tools", taxonomy=tiny)
    again, empty = mlroles.annotate([batch, batch.slice(1)], skills="tools", taxonomy=tiny)
    assert again == found
    assert (len(empty), empty.schema) == (0, found.schema)
    assert list(mlroles.annotate([], skills="tools", taxonomy=tiny)) == []


# What will not do --------------------------------------------------------------------------------

TABLE = pa.table({"tools": [["bread"]], "text": ["bread"], "n": [1], "role": ["x"]})


@pytest.mark.parametrize(
    ("order", "said"),
    [
        ({}, "say which column to read"),
        ({"skills": "tools", "text": "text"}, "say which column to read"),
        ({"skills": 7}, "skills is 7; pass the name of a column"),
        ({"skills": "tool"}, "no column of that name; did you mean 'tools'"),
        (
            {"skills": "text", "add": ["outcome"]},
            "'text' holds string; skills has to be lists of strings",
        ),
        ({"skills": "n", "add": ["outcome"]}, "'n' holds int64; skills has to be lists of strings"),
        ({"text": "tools", "add": ["outcome"]}, "'tools' holds list<.*>; text has to be strings"),
        ({"skills": "tools"}, "a column 'role' already; rename it"),
        ({"skills": "tools", "add": "share"}, "add is 'share'; pass a list of columns"),
        ({"skills": "tools", "add": 7}, "add is 7; pass a list"),
        ({"skills": "tools", "add": []}, "add is empty"),
        ({"skills": "tools", "add": ["shar"]}, "add names 'shar'; .* did you mean 'share'"),
        ({"skills": "tools", "add": [7]}, "add names 7; there are role, outcome"),
        ({"skills": "tools", "add": ["spans"]}, "'spans' is read from text=; say which"),
        ({"title": "text", "add": ["share"]}, "'share' is read from skills= or text=; say"),
        ({"skills": "tools", "taxonomy": "2020.1"}, "pass what load returns"),
        ({"skills": "tools", "processes": 0}, "processes is 0; pass a whole number"),
        ({"skills": "tools", "processes": True}, "processes is True"),
        ({"skills": "tools", "processes": 1.5}, "processes is 1.5"),
    ],
    ids=range(19),
)
def test_an_order_that_cannot_be_met_is_refused_before_anything_is_read(
    order: dict[str, Any], said: str
) -> None:
    with pytest.raises(InvalidInput, match=said):
        mlroles.annotate(TABLE, **order)


def test_a_table_with_two_columns_of_the_name_is_refused(tiny: Taxonomy) -> None:
    table = pa.table([[["bread"]], [["c"]]], ["tools", "tools"])
    with pytest.raises(InvalidInput, match="several columns of that name"):
        mlroles.annotate(table, skills="tools", taxonomy=tiny)


@pytest.mark.parametrize(
    "data", [7, None, "data.parquet", b"", {"tools": []}, object()], ids=range(6)
)
def test_what_is_no_table_is_refused(data: Any) -> None:
    with pytest.raises(InvalidInput, match="pass a table with __arrow_c_stream__"):
        mlroles.annotate(data, skills="tools")


def test_one_column_is_no_table() -> None:
    with pytest.raises(InvalidInput, match="a ChunkedArray, which is no table"):
        mlroles.annotate(pa.chunked_array([[["bread"]]]), skills="tools")


def test_an_iterator_of_other_things_is_refused_when_one_comes(tiny: Taxonomy) -> None:
    found = mlroles.annotate(iter([["bread"]]), skills="tools", taxonomy=tiny)
    with pytest.raises(InvalidInput, match=r"data holds \['bread'\]; pass an iterator of record"):
        next(found)


def test_without_pyarrow_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingPackage, match=r"pip install \"mlroles\[arrow\]\""):
        mlroles.annotate(TABLE, skills="tools")
    with pytest.raises(ImportError):
        mlroles.annotate(TABLE, skills="tools")


# Spark, without a cluster: tests/test_spark.py has one --------------------------------------------


class Struct:
    """A schema that keeps what it is told."""

    def __init__(self, fields: list[Any]) -> None:
        self.fields = fields

    @classmethod
    def fromDDL(cls, ddl: str) -> Struct:  # noqa: N802  # as Spark calls it
        return cls([ddl])


class Frame:
    """What `prepare_spark` looks at of a Spark DataFrame."""

    columns = ("n", "tools")
    schema = Struct(["n bigint", "tools array<string>"])


def test_spark_is_given_the_function_and_the_schema_of_what_it_makes(tiny: Taxonomy) -> None:
    add = ["role", "share", "skills", "shares", "spans"]
    order: dict[str, Any] = {"text": "tools", "add": add, "taxonomy": tiny}
    function, schema = mlroles.prepare_spark(Frame(), **order)
    assert schema.fields == [
        *Frame.schema.fields,
        (
            "role string, share int, skills array<string>, "
            "shares struct<`baker`: int, `cook`: int>, "
            "spans array<struct<`start`: int, `end`: int, `skill`: string, `rule`: string, "
            "`stance`: string>>, reason string"
        ),
    ]
    (batch,) = pa.table({"n": [1], "tools": ["bread"]}).to_batches()
    (found,) = function(iter([batch]))
    (same,) = mlroles.annotate(iter([batch]), **order)
    assert found == same


def test_spark_is_refused_what_cannot_be_met(tiny: Taxonomy) -> None:
    with pytest.raises(InvalidInput, match="did you mean 'tools'"):
        mlroles.prepare_spark(Frame(), skills="tool", taxonomy=tiny)

"""The tool that counts who names what: which rows it reads, and how."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import count_evidence
from count_evidence import read_rows
from tooling import Row, command, person, stored

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture
def keep_rows() -> Iterator[Callable[[list[Row]], None]]:
    """Puts rows where the tool reads them."""
    files: dict[str, list[Row]] = {}

    def keep(rows: list[Row]) -> None:
        files["rows.parquet"] = rows
        count_evidence.read_table.cache_clear()

    with stored(files):
        yield keep


def read(
    source: str | list[str] = "survey", held_out: str | None = None, **how: str
) -> list[tuple[str, list[str]]]:
    return list(read_rows(Path("rows.parquet"), source, held_out, **how))


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
    assert [title for title, _ in read(["survey", "census"])] == ["1", "2", "3"]


def test_what_nobody_counts_is_not_even_read(keep_rows: Callable[[list[Row]], None]) -> None:
    keep_rows([person(1, salary=5, skills=["Bread"])])
    (row,) = count_evidence.read_table(Path("rows.parquet"))
    assert row == {"source": "survey", "title": "1", "skills": ["Bread"], "respondent_id": 1}
    assert count_evidence.read_table(Path("rows.parquet"))[0] is row


@pytest.mark.parametrize(
    ("role", "subrole", "label"),
    [("baker", "pastry", "baker/pastry"), ("baker", None, "baker"), ("baker", "", "baker"),
     (None, "pastry", "/pastry"), (None, None, "")],
)  # fmt: skip
def test_a_posting_is_labelled_by_its_role_and_subrole(
    role: str | None, subrole: str | None, label: str, keep_rows: Callable[[list[Row]], None]
) -> None:
    keep_rows([person(1, role=role, subrole=subrole)])
    assert read(by="label") == [(label, ["Oven"])]
    assert read() == [("1", ["Oven"])]
    assert count_evidence.label_of({}) == ""


ADVERT = "Bakes bread. " * 60
POSTING = {"text_kind": "full", "lang_en": True, "description": ADVERT}


@pytest.fixture
def _mentions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(count_evidence, "read_advert", lambda edition, text: [edition, text[:5]])


@pytest.mark.usefixtures("_mentions")
@pytest.mark.parametrize(
    ("cells", "read_at_all"),
    [
        ({}, True), ({"lang_en": None}, True), ({"lang_en": False}, False),
        ({"text_kind": "snippet"}, False), ({"description": ADVERT[:599]}, False),
        ({"description": ADVERT[:600]}, True), ({"description": None}, False),
    ],
    ids=["whole", "some language", "not English", "a part", "short", "long enough", "none"],
)  # fmt: skip
def test_of_texts_only_whole_adverts_are_read(
    cells: Row, *, read_at_all: bool, keep_rows: Callable[[list[Row]], None]
) -> None:
    keep_rows([person(1, **{**POSTING, **cells})])
    assert read(texts="2026.1") == [("1", ["2026.1", "Bakes"])] * read_at_all


@pytest.mark.usefixtures("_mentions")
def test_of_near_duplicates_the_first_counts(keep_rows: Callable[[list[Row]], None]) -> None:
    keep_rows([person(at, **POSTING, dup_group=at // 2) for at in range(4)])
    assert [title for title, _ in read(texts="2026.1")] == ["0", "2"]


@given(parts=st.integers(1, 5), people=st.integers(0, 30))
def test_parts_held_out_share_the_rows_among_them(parts: int, people: int) -> None:
    titles = {str(at) for at in range(people)}
    with stored({"rows.parquet": [person(at) for at in range(people)]}):
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
    said = capsys.readouterr().err
    assert "rows.parquet has no rows of the source" in said
    assert "servey" in said


def test_the_tool_counts_by_label_and_leaves_out_what_few_name(
    keep_rows: Callable[[list[Row]], None],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    keep_rows([person(at, role="baker", skills=["Oven", f"Rare {at}"]) for at in range(3)])
    command(monkeypatch, count_evidence, "rows.parquet", "survey", "--by", "label", "--least", 2)
    assert capsys.readouterr().out == (
        "title,option,people,portion\nbaker,,3,3000\nbaker,Oven,3,1500\n"
    )

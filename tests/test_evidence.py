"""From counted evidence to tallies: titles to roles, options to skills, none in silence."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import evidence
from count_evidence import count
from count_evidence import write as write_counts
from evidence import find_rows, find_skill, index_names, read_tallies
from source_folder import write_csv
from tooling import person, stored
from worlds import TINY, records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mlroles.weighing import Tally

SOURCE: dict[str, Any] = {
    "source": "survey",
    "year": 1999,
    "file": "survey.csv",
    "rows": "survey",
    "no_skills": ["Nothing of that"],
    "titles": {
        "Bäcker": {"role": "baker"},
        "Pâtissier": {"role": "baker"},
        "Taxi": {"role": ""},
        "Clerk": {"role": "outside"},
    },
}
Line = tuple[str, str, int, int]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where counted evidence lies."""
    monkeypatch.setattr(evidence, "ROOT", tmp_path)
    (tmp_path / "data" / "evidence").mkdir(parents=True)
    return tmp_path / "data" / "evidence"


def tally(*rows: Line, folder: Path, **more: Any) -> Tally:
    """What the tiny world makes of these lines of evidence."""
    path = folder / "survey.csv"
    write_csv(path, ("title", "option", "people", "portion"), rows)
    pinned = {**SOURCE, "sha256": sha256(path.read_bytes()).hexdigest(), **more}
    (found,) = read_tallies([pinned], records(**TINY))
    return found


def test_titles_of_one_role_add_up_and_titles_of_none_do_not_count(folder: Path) -> None:
    found = tally(
        ("Bäcker", "", 10, 10_000),
        ("Bäcker", "OVEN", 6, 4_000),
        ("Pâtissier", "", 5, 5_000),
        ("Pâtissier", "oven", 3, 2_500),
        ("Taxi", "", 99, 99_000),
        ("Taxi", "Oven", 99, 99_000),
        ("Clerk", "", 7, 7_000),
        ("Clerk", "Tax-return", 7, 7_000),
        folder=folder,
    )
    assert (found.source, found.year) == ("survey", 1999)
    assert found.people == {"baker": 15, "outside": 7}
    assert found.portions == {"baker": {"oven": 6_500}, "outside": {"tax-return": 7_000}}
    assert found.named == {"baker": {"oven": 9}, "outside": {"tax-return": 7}}


def test_two_options_of_one_skill_were_ticked_by_at_least_as_many_as_the_larger(
    folder: Path,
) -> None:
    found = tally(
        ("Bäcker", "", 10, 10_000),
        ("Bäcker", "Oven", 6, 3_000),
        ("Bäcker", "Backofen", 8, 4_000),
        ("Pâtissier", "Backofen", 1, 1_000),
        folder=folder,
    )
    assert found.named == {"baker": {"oven": 9}}
    assert found.portions == {"baker": {"oven": 8_000}}


def test_options_that_are_no_skills_are_left_out(folder: Path) -> None:
    found = tally(("Bäcker", "", 1, 1_000), ("Bäcker", "Nothing of that", 1, 1_000),
                  folder=folder)  # fmt: skip
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
    row: tuple[str, str, int, int], said: str, folder: Path
) -> None:
    with pytest.raises(SystemExit) as caught:
        tally(row, folder=folder)
    assert said in str(caught.value)


@pytest.mark.parametrize("more", [{}, {"outside_counts": True}, {"outside_only": True}], ids=str)
def test_whether_other_work_is_heard_is_said_by_the_source(
    more: dict[str, bool], folder: Path
) -> None:
    found = tally(("Clerk", "", 1, 1_000), folder=folder, **more)
    assert found.outside_counts == more.get("outside_counts", False)
    assert found.outside_only == more.get("outside_only", False)


def test_a_source_that_is_not_counted_is_no_tally() -> None:
    assert read_tallies([{**SOURCE, "counted": False}], records(**TINY)) == []


def test_evidence_that_is_not_what_is_pinned_is_refused(folder: Path) -> None:
    data = b"title,option,people,portion\nTaxi,,1,1000\n"
    (folder / "survey.csv").write_bytes(data)
    pinned = {**SOURCE, "sha256": sha256(data).hexdigest()}
    (found,) = read_tallies([pinned], records(**TINY))
    assert found.people == {}
    (folder / "survey.csv").write_bytes(data.replace(b"1000", b"1001"))
    with pytest.raises(SystemExit, match=r"survey\.csv is not the file that .* pins"):
        read_tallies([pinned], records(**TINY))


def test_counts_are_written_as_the_compiler_reads_them(folder: Path) -> None:
    people = [("Bäcker", ["Oven", "Bread"]), ("Bäcker", ["Oven"]), ("Taxi", ["a\nb", "a\u2028b"])]
    with (folder / "survey.csv").open("w", encoding="utf-8", newline="") as file:
        write_counts(count(people), file)
    digest = sha256((folder / "survey.csv").read_bytes()).hexdigest()
    (found,) = read_tallies([{**SOURCE, "sha256": digest}], records(**TINY))
    assert found.people == {"baker": 2}
    assert found.portions == {"baker": {"bread": 500, "oven": 1_500}}
    assert found.named == {"baker": {"bread": 1, "oven": 2}}


# Names -------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("folder")
def test_names_are_those_of_skills_and_aliases() -> None:
    names = index_names(records(**TINY))
    assert names["c/c++"] == ["c", "c-plus-plus"]
    assert names["backofen"] == names["oven"] == ["oven"]
    assert names["smile"] == ["smile"]
    assert "juggling" not in names


def test_what_is_listed_as_no_skill_is_none_anywhere(folder: Path) -> None:
    listed = [("Juggling", ""), ("OVEN", "")]
    write_csv(folder.parent / "not_skills.csv", ("name", "reason"), listed)
    names = index_names(records(**TINY))
    assert names["juggling"] == []
    assert names["oven"] == ["oven"]  # a skill's own name has a better right
    found = tally(("Bäcker", "", 1, 1_000), ("Bäcker", "juggling", 1, 1_000), folder=folder)
    assert (found.people, found.portions) == ({"baker": 1}, {})


NAMES = {"oven": ["oven"], "c/c++": ["c", "c-plus-plus"], "juggling": list[str]()}


@pytest.mark.parametrize(
    ("option", "found"),
    [("Oven", "oven"), ("Juggling", None), ("Nothing of that", None), ("C/C++", None),
     ("Knitting", None)],
)  # fmt: skip
def test_in_a_list_that_anybody_types_into_what_nobody_curated_is_passed_over(
    option: str, found: str | None
) -> None:
    assert find_skill(option, NAMES, {**SOURCE, "known_only": True}) == found
    if option in {"C/C++", "Knitting"}:
        with pytest.raises(SystemExit):
            find_skill(option, NAMES, SOURCE)
    else:
        assert find_skill(option, NAMES, SOURCE) == found


# Rows again --------------------------------------------------------------------------------------

PATHS = [Path("people.parquet"), Path("postings.parquet")]


@pytest.fixture
def _rows() -> Iterator[None]:
    people = [person(at, title="Bäcker", skills=["Oven", "C"][: 1 + at % 2]) for at in range(40)]
    posted = {"source": "posts", "role": "baker", "skills": ["Oven"]}
    postings = [person(at, **posted, subrole="pastry" if at else None) for at in range(3)]
    with stored({"people.parquet": people, "postings.parquet": postings}):
        yield


@pytest.mark.usefixtures("_rows")
def test_rows_are_counted_anew_and_held_against_no_pin() -> None:
    (found,) = read_tallies([SOURCE], records(**TINY), PATHS)
    assert found.people == {"baker": 40}
    assert found.named == {"baker": {"oven": 40, "c": 20}}
    assert found.portions == {"baker": {"oven": 30_000, "c": 10_000}}


@pytest.mark.usefixtures("_rows")
def test_rows_may_be_held_out_of_what_is_counted_anew() -> None:
    parts = [read_tallies([SOURCE], records(**TINY), PATHS, f"{at}/3")[0] for at in (1, 2, 3)]
    assert sum(each.people["baker"] for each in parts) == 80
    assert all(0 < each.people["baker"] < 40 for each in parts)


@pytest.mark.usefixtures("_rows")
def test_an_entry_says_how_its_rows_are_read() -> None:
    titles = {"baker": {"role": "baker"}, "baker/pastry": {"role": ""}}
    entry = {**SOURCE, "rows": ["posts"], "by": "label", "least": 2, "titles": titles}
    (found,) = read_tallies([entry], records(**TINY), PATHS)
    assert (found.people, found.named) == ({"baker": 1}, {"baker": {"oven": 1}})
    assert read_tallies([{**entry, "least": 4}], records(**TINY), PATHS)[0].named == {}


@pytest.mark.usefixtures("_rows")
def test_the_file_of_a_source_is_the_first_that_has_its_rows() -> None:
    assert find_rows(SOURCE, PATHS) == find_rows(SOURCE, PATHS[::-1]) == PATHS[0]
    assert find_rows({**SOURCE, "rows": ["posts", "survey"]}, PATHS) == PATHS[1]
    with pytest.raises(SystemExit, match="none of these files has rows of census"):
        find_rows({**SOURCE, "rows": "census"}, PATHS)


@given(st.lists(st.tuples(st.sampled_from(("Bäcker", "Clerk")), st.sampled_from(("Oven", "C"))),
                min_size=1))  # fmt: skip
def test_rows_counted_anew_are_what_was_counted_before(answers: list[tuple[str, str]]) -> None:
    rows = [person(at, title=title, skills=[name]) for at, (title, name) in enumerate(answers)]
    lines = [
        (title, option, people, round(portion * 1000))
        for (title, option), (people, portion) in count(
            (title, [name]) for title, name in answers
        ).items()
    ]
    with stored({"people.parquet": rows}):
        (anew,) = read_tallies([SOURCE], records(**TINY), PATHS[:1])
    expected = evidence._tally(SOURCE, lines, index_names(records(**TINY)))
    assert attrs.asdict(anew) == attrs.asdict(expected)

"""The compiler of editions, on a tiny source folder: what it adds up, fits, ships and refuses."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import compile_edition as compiler
import evidence
import mlroles
from mlroles.errors import InvalidTaxonomy
from mlroles.weighing import Tally, read_curation, weigh
from source_folder import COUNTED, SOURCE, WORLD, write_csv, write_source
from tooling import command, person, stored
from whole_world import WHOLE, changed
from worlds import SETTINGS, records

TALLIED = Tally(
    "guild.book", 1998, {"baker": 40, "cook": 60, "outside": 9},
    {"baker": {"oven": 30_000, "c": 10_000}, "cook": {"oven": 20_000, "c": 40_000},
     "outside": {"c": 9_000}},
    {"baker": {"oven": 35, "c": 12}, "cook": {"oven": 28, "c": 45}, "outside": {"c": 9}},
)  # fmt: skip


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the tools look for data."""
    for tool in (compiler, evidence):
        monkeypatch.setattr(tool, "ROOT", tmp_path)
    return tmp_path


def compiled(**how: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """The edition and its counts."""
    files = compiler.compile_edition("1999.1", **how)
    assert list(files) == ["1999.1.json", "1999.1.counts.json"]
    edition, counts = (json.loads(data) for data in files.values())
    return edition, counts


def weights(edition: dict[str, Any]) -> dict[str, tuple[tuple[int, ...], str]]:
    return {key: (tuple(row["weights"]), row["basis"]) for key, row in edition["skills"].items()}


def test_an_edition_weighs_what_its_evidence_and_its_curators_say(root: Path) -> None:
    write_source(root, mixes={"guild": "guild.book", "elsewhere": "no.source"})
    edition, counts = compiled()
    assert weights(edition) == weigh(read_curation(records(**WORLD)), [TALLIED], SETTINGS)
    assert counts == {
        "guild.book": {
            "year": 1998,
            "people": {"baker": 40, "cook": 60, "outside": 9},
            "named": {"oven": {"baker": 35, "cook": 28}, "c": {"baker": 12, "cook": 45,
                                                              "outside": 9}},
        }
    }  # fmt: skip
    assert edition["edition"]["priors"] == {"guild": {"baker": 40, "cook": 60, "waiter": 0}}
    named = {need["skill"]: need["named_by"] for need in edition["roles"]["baker"]["needs"]}
    assert named == {"oven": [[875, 40, "guild.book", 1998]], "bread": []}


def test_how_far_the_raters_agree_is_said_by_the_edition(root: Path) -> None:
    write_source(root)
    edition, _ = compiled()
    assert edition["edition"]["agreement"] == {"enter": 0, "grow": 1000}


def test_an_edition_with_one_rater_says_nothing_of_agreement(root: Path) -> None:
    write_source(root, {**WORLD, "ratings": WHOLE["ratings"][:1]})
    assert compiled()[0]["edition"]["agreement"] == {}


# Corrections -------------------------------------------------------------------------------------


def correct(root: Path, *rows: tuple[str, int, int]) -> None:
    write_csv(root / "data" / "1999.1" / "corrections.csv", ("skill", "baker", "cook"), rows)


def test_corrections_are_added_and_shipped_beside_the_counts(root: Path) -> None:
    write_source(root)
    plain, _ = compiled()
    correct(root, ("oven", 4, -3), ("c", 0, 2))
    edition, counts = compiled()
    assert counts["fitted"] == {"oven": {"baker": 4, "cook": -3}, "c": {"baker": 0, "cook": 2}}
    assert weights(edition) == weigh(
        read_curation(records(**WORLD), counts["fitted"]), [TALLIED], SETTINGS
    )
    assert weights(edition)["oven"][0][0] == weights(plain)["oven"][0][0] + 4


def test_where_rows_are_counted_anew_they_are_fitted_anew(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []

    def fit(*how: Any) -> dict[str, dict[str, int]]:
        asked.append(how[2:])
        return {"c": {"cook": 5}}

    stub: Any = ModuleType("fit_corrections")
    stub.fit_corrections = fit
    monkeypatch.setitem(sys.modules, "fit_corrections", stub)
    write_source(root)
    rows = [root / "guild.parquet"]
    answers = [("Bäcker", ["Oven"])] * 9 + [("Koch", ["C"])] * 9
    people = [
        person(at, source="guild", title=title, skills=skills)
        for at, (title, skills) in enumerate(answers)
    ]
    with stored({"guild.parquet": people}):
        whole, plain_counts = compiled(rows=rows)
        assert asked == []  # where nothing was fitted, nothing is
        correct(root, ("oven", 99, 99))
        edition, counts = compiled(rows=rows, hold_out="1/3")
    ((files, part, tallies),) = asked
    assert (files, part) == (rows, "1/3")
    assert [tally.people for tally in tallies] == [counts["guild.book"]["people"]]
    assert "fitted" not in plain_counts
    assert counts["fitted"] == {"c": {"cook": 5}}
    assert plain_counts["guild.book"]["people"] == {"baker": 9, "cook": 9}
    assert sum(counts["guild.book"]["people"].values()) < 18
    assert weights(edition) != weights(whole)


def test_what_is_left_out_is_left_out_of_the_corrections_too(root: Path) -> None:
    write_source(root)
    correct(root, ("oven", 4, -3))
    _, counts = compiled(without=["guild.book"])
    assert "fitted" not in counts


def test_a_part_of_a_source_made_of_several_may_be_left_out(
    root: Path,
) -> None:
    write_source(root, WORLD, {**SOURCE, "rows": ["guild", "inn"]}, counted=COUNTED[:0])
    people = [
        person(at, source=("guild", "inn")[at % 2], title="Koch", skills=["C"]) for at in range(9)
    ]
    with stored({"guild.parquet": people}):
        rows = [Path("guild.parquet")]
        _, both = compiled(rows=rows)
        _, one = compiled(rows=rows, without=["inn"])
        with pytest.raises(SystemExit, match=r"pins no fair to leave out"):
            compiled(rows=rows, without=["fair"])
    assert both["guild.book"]["people"] == {"cook": 9}
    assert one["guild.book"]["people"] == {"cook": 5}


# What is refused ---------------------------------------------------------------------------------


def test_a_source_with_faults_is_not_compiled(root: Path) -> None:
    write_source(root, changed(WORLD, "moves", 1, {"new": "smith"}))
    with pytest.raises(InvalidTaxonomy, match=r"data/1999\.1 has 2 problems") as caught:
        compiled()
    assert [(problem.code, problem.place) for problem in caught.value.problems] == [  # type: ignore[attr-defined]  # of problems
        ("dangling-move", "moves.csv:2"), ("move-shape", "moves.csv:2"),
    ]  # fmt: skip


def test_roles_that_their_essentials_do_not_rank_first_are_not_compiled(root: Path) -> None:
    write_source(root, WHOLE)
    with pytest.raises(InvalidTaxonomy) as caught:
        compiled()
    lines = str(caught.value).splitlines()
    assert lines[0] == "roles that their own essentials do not rank first:"
    assert [line.split("]")[0] for line in lines[1:]] == ["  needs.csv:4 [outranked"]


def test_a_reason_excuses_them_while_it_is_needed(root: Path) -> None:
    home = write_source(root, WHOLE, exceptions={"cook": "Needs nothing essential."})
    edition, _ = compiled()
    assert edition["edition"]["exceptions"] == {"cook": "Needs nothing essential."}
    settings = (home / "edition.toml").read_text("utf-8").replace('"cook" = "N', '"waiter" = "N')
    (home / "edition.toml").write_text(settings, "utf-8")
    with pytest.raises(InvalidTaxonomy) as caught:
        compiled()
    assert {problem.code for problem in caught.value.problems} == {  # type: ignore[attr-defined]  # of problems
        "outranked", "idle-exception",
    }  # fmt: skip


def test_rows_can_only_be_held_out_of_rows(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        command(monkeypatch, compiler, "1999.1", "--out", root / "out", "--hold-out", "1/3")
    assert caught.value.code == 2
    assert "--hold-out needs --rows" in capsys.readouterr().err
    assert not (root / "out").exists()


def test_the_tool_counts_rows_anew_into_a_folder_of_ones_own(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_source(root, WORLD, SOURCE, {**SOURCE, "source": "editorial"}, counted=COUNTED[:0])
    people = [
        person(at, source="guild", title="Koch", skills=["C", "Oven"][: 1 + at % 2])
        for at in range(9)
    ]
    with stored({"guild.parquet": people}):
        command(
            monkeypatch, compiler, "1999.1", "--out", root / "out", "--rows", "guild.parquet",
            "--without", "editorial",
        )  # fmt: skip
    taxonomy = mlroles.load(root / "out" / "1999.1.json")
    assert f"sha256 {taxonomy.fingerprint}" in capsys.readouterr().out
    counts = json.loads((root / "out" / "1999.1.counts.json").read_bytes())
    assert counts == {
        "guild.book": {"year": 1998, "people": {"cook": 9}, "named": {"c": {"cook": 9},
                                                                     "oven": {"cook": 4}}}
    }  # fmt: skip

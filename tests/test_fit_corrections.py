"""The fit on whole answers: it repeats, helps, is held, and is written in whole centibans."""

from __future__ import annotations

from hashlib import sha256
from math import exp, log
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import compile_edition
import evidence
from edition_source import read_edition, read_sources
from mlroles.weighing import read_curation, weigh
from source_folder import SOURCE, WORLD, write_source
from tooling import Row, command, person, stored
from worlds import SETTINGS, records

pytest.importorskip("scipy")

import fit_corrections as fitting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

PATHS = [Path("guild.parquet")]
FITTED: dict[str, Any] = {**SOURCE, "fitted": 1.0, "by_size": False, "power": 0.5}
SETTING: dict[str, Any] = {"held": 0.003, "whole": 0.25, "parts": [2, 3], "draws": 1, "rare": -3.0}
ANSWERS = (
    (["Oven", "Stone-Oven"], "Bäcker", 150), (["Bread", "C"], "Bäcker", 60),
    (["C", "Smile"], "Koch", 150), (["Oven", "Stone-Oven", "C"], "Koch", 90),
    (["C", "Oven"], "Taxi", 150), (["C"], "Koch", 40), (["Oven", "C"], "Bäcker", 20),
)  # fmt: skip
SKILLS = {"Oven": "oven", "Stone-Oven": "stone-oven", "Bread": "bread", "C": "c", "Smile": "smile"}
ROLES = {"Bäcker": "baker", "Koch": "cook"}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the tools look for data, and rows that they can fit on."""
    for tool in (fitting, evidence, compile_edition):
        monkeypatch.setattr(tool, "ROOT", tmp_path)
    with stored({"guild.parquet": rows_of(ANSWERS)}):
        yield tmp_path


def rows_of(answers: Iterable[tuple[list[str], str, int]]) -> list[Row]:
    """A row for each of so many people who answer so."""
    each = [(skills, title) for skills, title, times in answers for _ in range(times)]
    return [
        person(at, source="guild", title=title, skills=skills)
        for at, (skills, title) in enumerate(each)
    ]


def prepare(root: Path, *sources: Mapping[str, Any], **setting: Any) -> Path:
    return write_source(root, WORLD, *(sources or (FITTED,)), fitting={**SETTING, **setting})


def fit(root: Path, hold_out: str | None = None) -> fitting.Corrections:
    """What is fitted with all that the folder pins."""
    home = root / "data" / "1999.1"
    return fitting.fit_corrections(read_edition(home), read_sources(home), PATHS, hold_out)


def likelihood(corrections: Mapping[str, Mapping[str, int]], root: Path) -> float:
    """How well whole answers tell their roles, each role weighing by the root of its number."""
    found = read_edition(root / "data" / "1999.1")
    digest = sha256((root / "data" / "evidence" / "guild.csv").read_bytes()).hexdigest()
    (tally,) = evidence.read_tallies([{**FITTED, "sha256": digest}], found)
    rows = weigh(read_curation(records(**WORLD), corrections), [tally], SETTINGS)
    total = 0.0
    sizes = {role: sum(n for names, title, n in ANSWERS if len(names) > 1 and title == role)
             for role in ROLES}  # fmt: skip
    for names, title, times in ANSWERS:
        if len(names) < 2 or title not in ROLES:
            continue
        discount = log(10) * 20 / (20 + len(names)) / 100
        sums = [discount * sum(rows[SKILLS[each]][0][at] for each in names) for at in (0, 1)]
        ours = sums[list(ROLES).index(title)]
        total += times * sizes[title] ** -0.5 * (ours - log(sum(map(exp, sums))))
    return total


def test_a_fit_is_whole_centibans_for_counted_skills_and_roles_and_repeats(root: Path) -> None:
    prepare(root)
    found = fit(root)
    assert found == fit(root)
    assert list(found) == ["c", "oven"]  # nobody counted bread, smiles and ovens of stone
    for line in found.values():
        assert list(line) == ["baker", "cook"]  # the waiter borrows, and others are no role
        assert {type(value) for value in line.values()} == {int}
        assert any(line.values())


def test_whole_answers_tell_their_roles_better_than_each_name_by_itself(root: Path) -> None:
    prepare(root, parts=[])
    found = fit(root)
    assert likelihood(found, root) > likelihood({}, root)
    worse = {skill: {role: -value for role, value in row.items()} for skill, row in found.items()}
    assert likelihood(worse, root) < likelihood({}, root)


def test_the_closer_it_is_held_the_less_is_added(root: Path) -> None:
    home = prepare(root)
    sums = []
    for held in (0.001, 0.01, 1.0, 1e6):
        text = (home / "edition.toml").read_text("utf-8").splitlines()
        kept = [line for line in text if not line.startswith('"held"')]
        at = kept.index("[fitting]") + 1
        (home / "edition.toml").write_text("\n".join([*kept[:at], f'"held" = {held}', *kept[at:]]))
        found = fit(root)
        sums.append(sum(abs(value) for row in found.values() for value in row.values()))
    assert sums == sorted(sums, reverse=True)
    assert sums[0] > sums[-1] == 0


def test_what_is_named_together_is_not_said_twice(root: Path) -> None:
    # twice as many bakers as cooks name both ovens, and none names one of them
    prepare(root)
    herds = ((["Oven", "Stone-Oven"], "Bäcker", 240), (["C", "Smile"], "Bäcker", 160),
             (["Oven", "Stone-Oven"], "Koch", 120), (["C", "Smile"], "Koch", 280))  # fmt: skip
    records_read = read_edition(root / "data" / "1999.1")
    with stored({"guild.parquet": rows_of(herds)}):
        tallies = evidence.read_tallies([FITTED], records_read, PATHS)
        found = fitting.fit_corrections(records_read, [FITTED], PATHS, None, tallies)
    rows = weigh(read_curation(records_read), tallies, SETTINGS)
    ovens = ("oven", "stone-oven")
    leaning = sum(rows[skill][0][0] - rows[skill][0][1] for skill in ovens)
    added = sum(found[skill]["baker"] - found[skill]["cook"] for skill in ovens)
    assert leaning > 50
    assert -leaning < added < -leaning // 4


def test_rows_held_out_are_not_fitted_on(root: Path) -> None:
    prepare(root, parts=[])
    whole = fit(root)
    parts = [fit(root, f"{at}/3") for at in (1, 2, 3)]
    assert len({str(each) for each in (whole, *parts)}) == 4


def test_only_sources_that_say_so_are_fitted_on(root: Path) -> None:
    home = prepare(root)
    records_read, (source,) = read_edition(home), read_sources(home)
    silent = {**{key: source[key] for key in SOURCE}, "source": "editorial", "rows": "nowhere"}
    tallies = evidence.read_tallies([source], records_read)
    both, one = (
        fitting.fit_corrections(records_read, sources, PATHS, None, tallies)
        for sources in ([source, silent], [source])
    )
    assert both == one


def test_a_source_with_too_few_rows_is_no_answer(root: Path) -> None:
    prepare(root, FITTED, {**FITTED, "source": "editorial", "rows": "few"})
    rows = [person(at, source="few", title="Koch", skills=["C", "Oven"]) for at in range(9)]
    with stored({"guild.parquet": [*rows_of(ANSWERS), *rows]}):
        assert fit(root)


# Groups ------------------------------------------------------------------------------------------

SEVERAL = [(["oven", "c", "smile"], "baker")] * 120 + [(["oven", "c"], "cook")] * 200
FEW = [(["oven", "c"], "miller")] * 99
LONELY = [(["oven"], "cook")] * 300 + [(["oven", "c"], "waiter")] * 19


@pytest.mark.parametrize(
    ("source", "weights"),
    [
        ({}, [0.25, 0.375, 0.375]),
        ({"parts": False}, [1.0]),
        ({"by_size": True}, [0.010475, 0.0157125, 0.0157125]),
        ({"fitted": 2.0}, [0.5, 0.75, 0.75]),
    ],
    ids=["parts", "whole", "by size", "double"],
)
def test_a_source_weighs_as_much_as_it_says_in_whole_answers_and_parts(
    source: dict[str, Any], weights: list[float]
) -> None:
    answers = [*SEVERAL, *FEW, *LONELY]
    counted = ["baker", "cook", "waiter", "miller"]
    found = list(fitting._groups({**FITTED, **source}, answers, counted, {"fitting": SETTING}))
    assert [group.weight for group in found] == pytest.approx(weights)
    for group, size in zip(found, [3, *SETTING["parts"]], strict=False):
        assert {len(skills) for skills, _ in group.answers} == {min(size, 3), 2}
        assert [role for _, role in group.answers] == [role for _, role in (*SEVERAL, *FEW)]
    assert found[0].answers == [*SEVERAL, *FEW]


def test_a_role_with_few_rows_is_a_rare_answer_and_one_with_fewer_none() -> None:
    counted = ["baker", "cook", "waiter", "miller"]
    group, *_ = fitting._groups(FITTED, [*SEVERAL, *FEW, *LONELY], counted, {"fitting": SETTING})
    assert group.roles == {"baker": 0.0, "cook": 0.0, "miller": -3.0}


def test_a_source_may_say_itself_how_rare_its_rare_roles_are() -> None:
    counted = ["baker", "cook", "waiter", "miller"]
    source, setting = {**FITTED, "rare": -0.5}, {"fitting": SETTING}
    group, *_ = fitting._groups(source, [*SEVERAL, *FEW, *LONELY], counted, setting)
    assert group.roles == {"baker": 0.0, "cook": 0.0, "miller": -0.5}


def test_several_draws_share_the_weight_and_differ() -> None:
    answers = [([f"skill-{at}" for at in range(9)], "baker")] * 120
    setting = {"fitting": {**SETTING, "draws": 2}}
    _, first, second, *others = fitting._groups(FITTED, answers, ["baker"], setting)
    assert [first.weight, second.weight] == pytest.approx([0.1875, 0.1875])
    assert len(others) == 2
    assert first.answers != second.answers


# Writing -----------------------------------------------------------------------------------------


def test_corrections_are_written_as_the_compiler_reads_them(root: Path) -> None:
    home = prepare(root)
    found = {"oven": {"cook": -3, "baker": 4}, "bread": {"baker": 0}, "c": {"cook": 2}}
    fitting.write(found, ["baker", "cook"], home / "corrections.csv")
    assert (home / "corrections.csv").read_bytes() == b"skill,baker,cook\nc,0,2\noven,4,-3\n"
    assert compile_edition._read_corrections(home / "corrections.csv") == {
        "c": {"baker": 0, "cook": 2}, "oven": {"baker": 4, "cook": -3},
    }  # fmt: skip


def test_the_tool_writes_beside_the_source_or_where_it_is_told(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = prepare(root)
    command(monkeypatch, fitting, "1999.1", "--rows", *PATHS)
    written = (home / "corrections.csv").read_text("utf-8")
    assert written.startswith("skill,baker,cook\nc,")
    assert capsys.readouterr().out == f"{home / 'corrections.csv'}: 2 skills\n"
    command(monkeypatch, fitting, "1999.1", "--rows", *PATHS, "--out", root / "else.csv")
    assert (root / "else.csv").read_text("utf-8") == written
    assert fitting.counted_roles(read_edition(home)) == ["baker", "cook"]

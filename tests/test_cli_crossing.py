"""The command line across editions: compare and migrate."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from ages import MIDDLE, OLD, SCHOOL, shelved
from mlroles.changes import compare
from mlroles.cli import main
from mlroles.display.text import render
from mlroles.export.data import to_data, to_json
from mlroles.migration import migrate
from worlds import TALLY, TINY, compile_world, records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


class Answer(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def _shelf(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("COLUMNS", "80")
    with shelved(*SCHOOL):
        yield


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Answer]:
    return lambda *arguments: Answer(main(arguments), *capsys.readouterr())


def test_compare_prints_what_differs(run: Callable[..., Answer]) -> None:
    expected = compare(OLD, MIDDLE)
    assert run("compare", "1998.1", "1999.1") == (0, f"{render(expected)}\n", "")
    said = run("compare", "1998.1", "1999.1", "--json")
    assert said == (0, f"{to_json(to_data(expected))}\n", "")


def test_compare_says_when_nothing_does(run: Callable[..., Answer]) -> None:
    assert run("compare", "1998.1", "1998.1").out.endswith("\n\nnothing differs\n")
    empty = json.loads(run("compare", "1998.1", "1998.1", "--json").out)
    assert empty == {"old": "1998.1", "new": "1998.1", "changes": []}


def test_migrate_prints_the_way_of_each_thing_given(run: Callable[..., Answer]) -> None:
    given = ["chef", "kitchen head", "HEARTH", "zither"]
    expected = migrate(given, OLD, MIDDLE)
    assert run("migrate", "1998.1", "1999.1", *given) == (0, f"{render(expected)}\n", "")
    said = run("migrate", "1998.1", "1999.1", *given, "--json")
    assert said == (0, f"{to_json(to_data(expected))}\n", "")


def test_migrate_settles_a_split_by_the_skills_given_one_by_one(
    run: Callable[..., Answer],
) -> None:
    said = run(
        "migrate", "1998.1", "1999.1", "chef", "--skill", "salt", "--skill", "ladle", "--json"
    )
    (chef,) = json.loads(said.out)["passages"]
    assert (chef["chosen"], chef["basis"]) == ("confectioner", "by skills")


def test_migrate_goes_back_and_over_editions_between(run: Callable[..., Answer]) -> None:
    def way(*arguments: str) -> Any:
        return json.loads(run("migrate", *arguments, "--json").out)["passages"][0]["options"]

    assert way("1998.1", "2000.1", "hearth") == ["stove"]
    assert way("2000.1", "1998.1", "stove") == ["hearth"]
    assert way("2000.1", "1998.1", "grinder") == ["baker", "porter"]


def test_an_edition_may_be_the_path_of_a_compiled_file(
    run: Callable[..., Answer], tmp_path: Path
) -> None:
    path = tmp_path / "mine.json"
    path.write_bytes(compile_world(records(**TINY), [TALLY]))
    said = json.loads(run("compare", "1998.1", str(path), "--json").out)
    assert (said["old"], said["new"]) == ("1998.1", "1999.1")
    assert (
        run("migrate", str(path), str(path), "Backofen").out.splitlines()[-1]
        == "  oven \u2192 oven"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["compare", "1998.1", "1066.1"], "no edition is called '1066.1'; did you mean '1998.1'"),
        (["migrate", "1066.1", "1999.1", "chef"], "no edition is called '1066.1'"),
        (["compare", "1998.1", "no/such.json"], "no edition is called 'no/such.json'"),
    ],
    ids=["new", "old", "path"],
)
@pytest.mark.parametrize("option", [[], ["--json"]], ids=["text", "json"])
def test_an_edition_that_is_not_there_is_an_error(
    arguments: list[str], said: str, option: list[str], run: Callable[..., Answer]
) -> None:
    answer = run(*arguments, *option)
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith(f"mlroles: {said}")

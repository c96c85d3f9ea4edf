"""The commands for teams, kinds of project and hand-offs."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING

import pytest

import mlroles
from mlroles.cli import main
from mlroles.display.text import render
from mlroles.export.data import to_data, to_json
from mlroles.export.graphs import to_dot, to_mermaid

if TYPE_CHECKING:
    from pathlib import Path

Captured = pytest.CaptureFixture[str]
EDITION = ("--edition", "2026.1")
TODAY = mlroles.load("2026.1")
MEMBERS = ("Ada: data engineer, ML engineer", "data analyst", "Grace:")
TEAM = mlroles.review_team(
    [
        {"name": "Ada", "wears": ["data engineer", "ML engineer"]},
        "data analyst",
        {"name": "Grace", "wears": []},
    ],
    TODAY,
    project="dashboard",
)


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "PYTHON_COLORS"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ((), render(TEAM)),
        (("--json",), to_json(to_data(TEAM))),
        (("--mermaid",), to_mermaid(TEAM)),
        (("--dot",), to_dot(TEAM)),
    ],
    ids=["text", "json", "mermaid", "dot"],
)
def test_team_says_the_review(option: tuple[str, ...], said: str, capsys: Captured) -> None:
    assert main(["team", *MEMBERS, "--project", "dashboard", *option, *EDITION]) == 0
    assert capsys.readouterr() == (f"{said}\n", "")


def test_team_reads_members_with_their_skills_from_a_file(
    capsys: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {"Ada": {"skills": ["Tableau", "Excel"]}, "Grace": ["data engineer"]}
    team = mlroles.review_team(given, TODAY)
    path = tmp_path / "team.json"
    path.write_text(json.dumps(given), "utf-8")
    assert main(["team", "--file", str(path), *EDITION]) == 0
    assert capsys.readouterr().out == f"{team}\n"
    data = json.dumps(given).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert main(["team", "--file", "-", *EDITION]) == 0
    assert capsys.readouterr().out == f"{team}\n"


@pytest.mark.parametrize(
    "text", ["", "{", "[" * 200_000, "\ud800"], ids=["no", "half", "deep", "x"]
)
def test_a_file_that_is_no_json_is_an_error(text: str, capsys: Captured, tmp_path: Path) -> None:
    path = tmp_path / "team.json"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    assert main(["team", "--file", str(path), *EDITION]) == 1
    assert capsys.readouterr().err.startswith(f"mlroles: {path} is no JSON: ")


@pytest.mark.parametrize("more", [(), ("baker", "--file", "x.json")], ids=["neither", "both"])
def test_members_are_named_or_read_and_not_both(more: tuple[str, ...], capsys: Captured) -> None:
    assert main(["team", *more, *EDITION]) == 1
    said = "mlroles: name members, such as 'Ada: data engineer', or give them with --file FILE\n"
    assert capsys.readouterr().err == said


def test_an_unknown_project_is_an_error(capsys: Captured) -> None:
    assert main(["team", "data analyst", "--project", "dashboards", *EDITION]) == 1
    said = "mlroles: no kind of project is called 'dashboards'; did you mean 'dashboard'?\n"
    assert capsys.readouterr() == ("", said)


def test_handoffs_says_all_or_those_around_one_or_the_way_between_two(capsys: Captured) -> None:
    for arguments, value in (
        ([], mlroles.list_handoffs(TODAY)),
        (["MLOps engineer"], mlroles.list_handoffs(TODAY, around="mlops-engineer")),
        (["data-sources", "leadership"],
         mlroles.trace_handoffs("data-sources", "leadership", TODAY)),
    ):  # fmt: skip
        for option, said in (
            ([], render(value)),
            (["--json"], to_json(to_data(value))),
            (["--mermaid"], to_mermaid(value)),
            (["--dot"], to_dot(value)),
        ):
            assert main(["handoffs", *arguments, *option, *EDITION]) == 0
            assert capsys.readouterr() == (f"{said}\n", "")


def test_who_is_neither_a_role_nor_a_party_is_an_error(capsys: Captured) -> None:
    assert main(["handoffs", "clints", *EDITION]) == 1
    said = "mlroles: no role or party is called 'clints'; did you mean 'clients'?\n"
    assert capsys.readouterr() == ("", said)


def test_projects_lists_the_kinds_of_project(capsys: Captured) -> None:
    known = mlroles.list_projects(TODAY)
    assert main(["projects", *EDITION]) == 0
    assert capsys.readouterr().out == "\n\n".join(map(str, known)) + "\n"
    assert main(["projects", "--json", *EDITION]) == 0
    assert json.loads(capsys.readouterr().out) == [to_data(each) for each in known]

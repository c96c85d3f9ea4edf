"""Overlays on the command line: begun, checked, described."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import mlroles
from mlroles.cli import main
from mlroles.overlays.starter import begin_overlay

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one's own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


def test_what_is_begun_passes_and_is_not_overwritten(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new-overlay", "acme.toml"]) == 0
    assert capsys.readouterr().out == (
        "acme.toml is written. Change what you like, then: mlroles check acme.toml\n"
    )
    assert (folder / "acme.toml").read_text("utf-8") == begin_overlay()
    assert main(["check", "acme.toml"]) == 0
    assert capsys.readouterr().out == "acme.toml: sound, edition 2026.1\n"
    assert main(["new-overlay", "acme.toml", "--namespace", "shop"]) == 1
    assert "--force overwrites it" in capsys.readouterr().err
    assert main(["new-overlay", "acme.toml", "--namespace", "shop", "--force"]) == 0
    assert (folder / "acme.toml").read_text("utf-8") == begin_overlay("shop")
    assert main(["new-overlay", "nowhere/acme.toml"]) == 1


def test_problems_in_three_forms(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = begin_overlay().replace("econometrics", "econometricks", 1)
    (folder / "acme.toml").write_text(text, "utf-8")
    line = text.split("econometricks")[0].count("\n") + 1
    assert main(["check", "acme.toml"]) == 1
    said = capsys.readouterr().out
    assert said.startswith("acme.toml: 1 error, edition 2026.1\n\n")
    assert f"acme.toml:{line} roles." in said
    assert main(["check", "acme.toml", "--format", "github"]) == 1
    assert (
        f"::error file=acme.toml,line={line},title=unknown-reference::" in capsys.readouterr().out
    )
    for options in (["--json"], ["--format", "json"]):
        assert main(["check", "acme.toml", *options]) == 1
        (found,) = json.loads(capsys.readouterr().out)
        assert found["problems"][0]["line"] == line


def test_a_sound_file_has_no_annotations(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "acme.toml").write_text(begin_overlay(), "utf-8")
    assert main(["check", "acme.toml", "--format", "github"]) == 0
    assert capsys.readouterr().out == ""


def test_what_cannot_be_checked_has_a_code_of_its_own(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "acme.toml").write_text(begin_overlay(), "utf-8")
    assert main(["check", "acme.toml", "nope.toml"]) == 2
    assert "[no-file]" in capsys.readouterr().out
    assert main(["check", "acme.toml", "--edition", "1999.1"]) == 2
    assert main(["check", "acme.toml", "--over", "nope.toml"]) == 2


def test_one_overlay_is_checked_over_another(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "acme.toml").write_text(begin_overlay(), "utf-8")
    (folder / "shop.roles").write_text(
        '[overlay]\nnamespace = "shop"\ntitle = "The shop"\n[skills."acme:pricebook"]\n'
        'aliases = ["book of prices"]\n', "utf-8",
    )  # fmt: skip
    assert main(["check", "shop.roles"]) == 1
    assert main(["check", "shop.roles", "--over", "acme.toml"]) == 0
    capsys.readouterr()


def test_the_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["overlay-schema"]) == 0
    assert capsys.readouterr().out == mlroles.export_schema("overlay")


def test_the_hook_runs_the_command_on_files_of_roles() -> None:
    hook = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    assert "entry: mlroles check\n" in hook
    (pattern,) = re.findall(r"files: (.*)\n", hook)
    named = {"roles.toml": True, "acme/roles.json": True, "acme-roles.toml": True,
             "pyproject.toml": False, "unroles.toml": False}  # fmt: skip
    assert {name: bool(re.search(pattern, name)) for name in named} == named


QUESTIONS = (
    ("match", "willingness to pay", "econometrics", "price optimisation"),
    ("show", "acme:pricing-scientist"),
    ("find-role", "Senior Pricing Scientist"),
    ("explain", "willingness to pay", "--role", "acme:pricing-scientist"),
    ("plan", "acme:pricing-scientist", "sql"),
    ("knowledge", "acme:pricing-scientist"),
    ("roles",),
)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question[0])
def test_every_question_is_asked_of_what_is_laid_over(
    question: tuple[str, ...], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "acme.toml").write_text(begin_overlay(), "utf-8")
    assert main([*question, "--over", "acme.toml"]) == 0
    assert "Pricing scientist" in capsys.readouterr().out
    assert main([*question, "--over", "nope.toml"]) == 1
    assert "nope.toml" in capsys.readouterr().err

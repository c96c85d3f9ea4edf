"""The command line: every command, its exit code, and what goes to which stream."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from errno import EINVAL, ENOSPC, EPIPE
from importlib import import_module
from runpy import run_module
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

import mlroles
from mlroles import cli
from mlroles.cli import main
from mlroles.display.text import render
from mlroles.export.data import to_data, to_json, to_json_line
from mlroles.selftest import Selftest
from worlds import TALLY, TINY, compile_world, records

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Protocol

    class Run(Protocol):
        """Runs one command against the tiny world."""

        def __call__(self, *arguments: str, json: bool = False) -> Answer: ...


class Answer(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "PYTHON_COLORS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def tiny_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("editions") / "tiny.json"
    path.write_bytes(compile_world(records(**TINY), [TALLY]))
    return path


@pytest.fixture
def world(tiny_path: Path) -> mlroles.Taxonomy:
    """The tiny world, as the command line sees it."""
    return mlroles.load(tiny_path)


@pytest.fixture
def run(tiny_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str, json: bool = False) -> Answer:
        more = ["--edition", str(tiny_path)] if arguments[0] != "editions" else []
        code = main([*arguments, *more, *(["--json"] if json else [])])
        return Answer(code, *capsys.readouterr())

    return run


def fails(capsys: pytest.CaptureFixture[str], *arguments: str) -> Answer:
    """A command that argparse refuses."""
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert isinstance(caught.value.code, int)
    return Answer(caught.value.code, *capsys.readouterr())


# Answers -----------------------------------------------------------------------------------------


def test_no_command_tells_where_to_begin(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    said = capsys.readouterr().out
    assert said.startswith("usage: mlroles")
    assert said.split()[-2:] == ['"mlroles', 'quiz".']


def test_match_prints_the_match(run: Run, world: mlroles.Taxonomy) -> None:
    answer = mlroles.match(["oven", "stone oven", "ovne"], world)
    assert run("match", "oven", "stone oven", "ovne") == (0, f"{render(answer)}\n", "")
    said = run("match", "oven", "stone oven", "ovne", json=True)
    assert said == (0, f"{to_json(to_data(answer))}\n", "")


def test_match_compares_among_the_roles_that_are_named_one_by_one(run: Run) -> None:
    said = run("match", "--among", "Cook", "--among", "waiter", "oven", "bread", json=True)
    assert {fit["role"] for fit in json.loads(said.out)["fits"]} == {"cook", "waiter"}
    assert len(json.loads(said.out)["resolved"]) == 2  # --among takes no skill for a role


def test_match_takes_a_named_mix_for_a_prior(capsys: pytest.CaptureFixture[str]) -> None:
    taxonomy = mlroles.load("2020.1")
    mix = next(iter(taxonomy.priors))
    assert main(["match", "sql", "--prior", mix, "--edition", "2020.1", "--json"]) == 0
    expected = to_data(mlroles.match(["sql"], taxonomy, prior=mix))
    assert json.loads(capsys.readouterr().out) == expected


def test_match_takes_skills_or_a_text_and_not_both(run: Run, tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("Bread from the oven.", "utf-8")
    said = run("match", "--text", str(tmp_path / "text.txt"), json=True)
    assert [held["skill"] for held in json.loads(said.out)["resolved"]] == ["bread", "oven"]
    for arguments in ([], ["oven", "--text", str(tmp_path / "text.txt")]):
        assert run("match", *arguments) == (
            1, "", "mlroles: name skills, or give a text with --text FILE\n",
        )  # fmt: skip


def test_match_reads_a_text_like_its_mentions(
    run: Run, world: mlroles.Taxonomy, tmp_path: Path
) -> None:
    text = "Bread from the stone oven; no C needed."
    (tmp_path / "text.txt").write_text(text, "utf-8")
    answer = mlroles.match(mlroles.find_skills(text, world), world, among=["baker", "cook"])
    arguments = (
        "match",
        "--text",
        str(tmp_path / "text.txt"),
        "--among",
        "baker",
        "--among",
        "cook",
    )
    assert run(*arguments) == (0, f"{render(answer)}\n", "")
    said = json.loads(run(*arguments, json=True).out)
    assert (said, said["excluded"]) == (to_data(answer), ["c"])


def test_find_skills_prints_the_text_with_its_mentions(
    run: Run, world: mlroles.Taxonomy, tmp_path: Path
) -> None:
    text = "Bread is a plus.\n\nAbout us: a stone oven.\n"
    (tmp_path / "advert.txt").write_bytes(text.encode())
    found = mlroles.find_skills(text, world)
    assert len(found) == 2
    path = str(tmp_path / "advert.txt")
    assert run("find-skills", path) == (0, f"{render(found)}\n", "")
    assert run("find-skills", path, json=True) == (0, f"{to_json(to_data(found))}\n", "")
    fewer = json.loads(run("find-skills", path, "--no-boilerplate", json=True).out)
    assert [row["skill"] for row in fewer["mentions"]] == ["bread"]


def test_lines_are_texts_of_their_own_answered_line_by_line(
    run: Run, world: mlroles.Taxonomy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = ["Bread, oven and bread.", "", "nothing known", "an oven"]
    path = tmp_path / "adverts.txt"
    path.write_bytes("\r\n".join(lines).encode())
    said = run("find-skills", "--lines", str(path), json=True)
    expected = [to_json_line(to_data(mlroles.find_skills(line, world))) for line in lines]
    assert said == (0, "".join(f"{line}\n" for line in expected), "")
    names = [["Bread", "Oven"], [], [], ["Oven"]]
    shown = "".join(f"{', '.join(each)}\n" for each in names)
    assert run("find-skills", "--lines", str(path)) == (0, shown, "")
    data = "\n".join(lines).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="latin-1"))
    assert run("find-skills", "--lines", "-") == (0, shown, "")
    said = run("find-skills", "--lines", str(tmp_path))
    assert said.err.startswith(f"mlroles: {tmp_path} cannot be read: ")


@pytest.mark.parametrize("command", [["find-skills"], ["match", "--text"]], ids=str)
def test_a_text_that_cannot_be_read_is_an_error(
    command: list[str], run: Run, tmp_path: Path
) -> None:
    said = run(*command, str(tmp_path / "none.txt"))
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith(f"mlroles: {tmp_path / 'none.txt'} cannot be read: ")
    said = run(*command, str(tmp_path))
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith(f"mlroles: {tmp_path} cannot be read: ")


def test_a_text_is_utf_8_and_no_byte_stops_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_bytes(b"Br\xc3\xa9ad, \xff oven and \xfebread")
    said = json.loads(run("find-skills", str(tmp_path / "text.txt"), json=True).out)
    assert [(row["start"], row["text"]) for row in said["mentions"]] == [
        (0, "Br\u00e9ad"), (9, "oven"), (19, "bread"),
    ]  # fmt: skip


def test_explain_explains_the_first_role(run: Run, world: mlroles.Taxonomy) -> None:
    answer = mlroles.explain(mlroles.match(["bread", "c"], world)[0], world)
    assert run("explain", "bread", "c") == (0, f"{render(answer)}\n", "")
    said = run("explain", "bread", "c", json=True)
    assert said == (0, f"{to_json(to_data(answer))}\n", "")


def test_explain_explains_another_role_by_any_of_its_names(run: Run) -> None:
    assert json.loads(run("explain", "oven", "--role", "COOK", json=True).out)["role"] == "cook"
    among = run("explain", "oven", "--among", "waiter", json=True)
    assert json.loads(among.out)["role"] == "waiter"


def test_explain_names_what_it_does_not_know_on_the_error_stream(run: Run) -> None:
    said = run("explain", "oven", "Oven bread", "juggling", "C/C++", json=True)
    assert said.code == 0
    assert [ground["skill"] for ground in json.loads(said.out)["grounds"]] == ["oven"]
    assert said.err == (
        "mlroles: no skill is called 'C/C++'; did you mean 'C' or 'C++'?\n"
        "mlroles: no skill is called 'Oven bread'; did you mean 'Oven' or 'Bread'?\n"
        "mlroles: no skill is called 'juggling'\n"
    )


@pytest.mark.parametrize(
    ("words", "find"),
    [
        (["baker"], lambda world: world.role("baker")),
        (["Boulanger"], lambda world: world.role("baker")),
        (["stone", "oven"], lambda world: world.skill("stone-oven")),
        (["Backofen"], lambda world: world.skill("oven")),
    ],
    ids=["role", "title", "skill", "alias"],
)
def test_show_shows_a_role_or_a_skill_by_any_name(
    words: list[str], find: Callable[[object], object], run: Run, world: mlroles.Taxonomy
) -> None:
    assert run("show", *words) == (0, f"{render(find(world))}\n", "")
    assert run("show", *words, json=True) == (0, f"{to_json(to_data(find(world)))}\n", "")


def test_roles_lists_the_roles_of_the_edition(run: Run, world: mlroles.Taxonomy) -> None:
    assert run("roles") == (0, f"{render(world)}\n", "")
    said = run("roles", json=True)
    assert (said.code, said.err) == (0, "")
    assert json.loads(said.out)[0] == {
        "id": "baker", "name": "Baker", "summary": "baker works.", "tier": "core",
    }  # fmt: skip
    assert [role["id"] for role in json.loads(said.out)] == ["baker", "cook", "waiter"]


def test_why_not_says_what_it_would_take(run: Run, world: mlroles.Taxonomy) -> None:
    found = mlroles.why_not(mlroles.match(["oven"], world), "cook", world)
    assert run("why-not", "cook", "oven") == (0, f"{found}\n", "")
    assert json.loads(run("why-not", "cook", "oven", "--json").out) == to_data(found)


def test_why_not_says_when_nothing_would_do(run: Run) -> None:
    said = "no set of its needs would put Cook first\n"
    assert run("why-not", "cook", "bread") == (0, said, "")
    data = json.loads(run("why-not", "cook", "bread", "--json").out)
    assert data == {"role": "cook", "additions": None}


def test_why_not_says_that_a_role_comes_first_already(run: Run) -> None:
    assert "Baker comes first as it is" in run("why-not", "baker", "bread").out


def test_sensitivity_says_what_the_answer_hangs_on(run: Run, world: mlroles.Taxonomy) -> None:
    found = mlroles.sensitivity(mlroles.match(["bread", "c"], world), world)
    assert run("sensitivity", "bread", "c") == (0, f"{found}\n", "")
    assert json.loads(run("sensitivity", "bread", "c", "--json").out) == to_data(found)


def test_a_receipt_is_replayed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = mlroles.match(["airflow", "sql"])
    for arguments, given in (([], []), (["--private"], ["SQL", "Airflow"])):
        assert main(["receipt", "airflow", "sql", *arguments]) == 0
        (tmp_path / "receipt.json").write_text(capsys.readouterr().out, "utf-8")
        assert main(["replay", str(tmp_path / "receipt.json"), *given, "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["fits"] == to_data(answer)["fits"]


def test_a_receipt_that_is_not_there_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["replay", str(tmp_path / "none.json")]) == 1
    assert "none.json cannot be read" in capsys.readouterr().err


def test_selftest_prints_the_digest(
    run: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("selftest").out.endswith("a draft, held to nothing\n")
    wrong = Selftest("2020.1", {"plan": "0" * 64}, {"plan": "1" * 64})
    monkeypatch.setattr("mlroles.cli.answers.run_selftest", lambda _: wrong)
    assert main(["selftest"]) == 1
    said = capsys.readouterr().err
    assert "plan" in said
    assert "please report it" in said


def test_editions_lists_what_is_shipped(run: Run) -> None:
    shipped = [mlroles.load(name) for name in mlroles.list_editions()]
    said = run("editions")
    assert (said.code, said.err) == (0, "")
    assert [line.split() for line in said.out.splitlines()] == [
        [each.edition, each.origin, each.fingerprint] for each in shipped
    ]
    assert json.loads(run("editions", json=True).out) == [
        {"edition": each.edition, "origin": each.origin, "fingerprint": each.fingerprint}
        for each in shipped
    ]


def test_the_newest_edition_answers_if_none_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["match", "sql", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["fingerprint"] == mlroles.load().fingerprint


# Standard input ----------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [["-"], ["C", "-"], ["-", "C"]], ids=" ".join)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_a_dash_reads_one_name_a_line_and_skips_blank_ones(
    arguments: list[str], end: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = end.join(["oven", "", "  stone oven ", "ju,ggling"]).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines), encoding="ascii"))
    said = json.loads(run("match", *arguments, json=True).out)
    names = {name for held in said["resolved"] for name in held["names"]}
    assert names == {"oven", "stone oven", *arguments} - {"-"}
    assert [name["name"] for name in said["unresolved"]] == ["ju,ggling"]


def test_standard_input_is_utf_8_whatever_the_locale_says_and_no_byte_stops_it(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = "Ofen\u00e4\n".encode() + b"\xff\xfe\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="latin-1"))
    said = json.loads(run("match", "-", json=True).out)
    assert [name["name"] for name in said["unresolved"]] == ["Ofen\u00e4", "\ufffd\ufffd"]


@pytest.mark.parametrize("command", [["find-skills"], ["match", "--text"]], ids=str)
def test_a_dash_reads_a_text(
    command: list[str], run: Run, monkeypatch: pytest.MonkeyPatch, world: mlroles.Taxonomy
) -> None:
    text = "Br\u00e9ad \ufffd\n- oven\n"
    data = text.encode().replace("\ufffd".encode(), b"\xff")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="latin-1"))
    found = mlroles.find_skills(text, world)
    answer = found if command == ["find-skills"] else mlroles.match(found, world)
    assert run(*command, "-", json=True) == (0, f"{to_json(to_data(answer))}\n", "")


# Errors ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "bakre"], "no role or skill is called 'bakre'; did you mean 'baker'?"),
        (["show", "oven,", "bread"],
         "no role or skill is called 'oven, bread'; did you mean 'Oven' or 'Bread'?"),
        (["show", "Pastry chef"],
         "no role or skill is called 'Pastry chef'; did you mean 'baker' or 'cook'?"),
        (["show", "C/C++"], "no role or skill is called 'C/C++'; did you mean 'C' or 'C++'?"),
        (["show", "juggling"], "no role or skill is called 'juggling'"),
        (["match", "oven", "--among", "bakre"],
         "no role is called 'bakre'; did you mean 'baker'?"),
        (["match", "oven", "--prior", "census"], "edition 1999.1 has no prior called 'census'"),
        (["explain", "oven", "--role", "bakre"],
         "no role is called 'bakre'; did you mean 'baker'?"),
        (["explain", "oven", "--role", "waiter"],
         "no role is called 'waiter'; did you mean 'baker' or 'cook'?"),
    ],
    ids=str,
)  # fmt: skip
@pytest.mark.parametrize("option", [[], ["--json"]], ids=["text", "json"])
def test_an_error_in_what_was_asked_is_one_line_on_the_error_stream_and_exit_code_1(
    arguments: list[str], said: str, option: list[str], run: Run
) -> None:
    assert run(*arguments, *option) == (1, "", f"mlroles: {said}\n")


def test_there_is_nothing_to_explain_where_nothing_is_known(run: Run) -> None:
    said = run("explain", "juggling", "ovne")
    assert (said.code, said.out) == (1, "")
    assert said.err.splitlines()[-1] == (
        "mlroles: there is nothing to explain: not one of these skills is known"
    )


@pytest.mark.parametrize("command", [["roles"], ["show", "sql"], ["match", "sql"]], ids=str)
def test_an_edition_that_is_not_there_is_an_error(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command, "--edition", "1066.1"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("mlroles: no edition is called '1066.1'; did you mean '2020.1'")


def test_a_damaged_file_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "damaged.json"
    path.write_bytes(b"{")
    assert main(["roles", "--edition", str(path)]) == 1
    assert "no compiled edition" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["dance"],
        ["show"],
        ["explain"],
        ["match", "sql", "--prior"],
        ["match", "--text"],
        ["find-skills"],
        ["find-skills", "text.txt", "sql"],
        ["editions", "--edition", "2020.1"],
        ["roles", "sql"],
        ["show", "sql", "--among", "data-analyst"],
        ["compare", "2020.1"],
        ["compare", "2020.1", "2020.1", "--edition", "2020.1"],
        ["migrate", "2020.1", "2020.1"],
        ["migrate", "2020.1", "2020.1", "sql", "--skill"],
    ],
    ids=str,
)
def test_a_misspelt_command_is_told_how_to_spell_it_with_exit_code_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    said = fails(capsys, *arguments)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("usage: mlroles")


@pytest.mark.parametrize(
    "command",
    ["roles", "show", "match", "find-skills", "explain", "compare", "migrate", "editions"],
)
def test_every_command_says_what_it_does_and_takes(
    command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    everything = fails(capsys, "--help")
    assert (everything.code, everything.err) == (0, "")
    (line,) = [line for line in everything.out.splitlines() if line.split()[:1] == [command]]
    said = fails(capsys, command, "--help")
    assert (said.code, said.err) == (0, "")
    assert " ".join(line.split()[1:]).capitalize() + "." in said.out
    assert "--json" in said.out


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert fails(capsys, "--version") == (0, f"mlroles {mlroles.__version__}\n", "")


# Terminals ---------------------------------------------------------------------------------------


class Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def __init__(self, encoding: str = "utf-8") -> None:
        self.written = io.BytesIO()
        super().__init__(self.written, encoding=encoding, write_through=True)

    def isatty(self) -> bool:
        return True

    def lines(self) -> list[str]:
        """What it shows."""
        return self.written.getvalue().decode().splitlines()


def test_headings_are_bold_on_a_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", terminal := Terminal())
    run("match", "oven")
    lines = terminal.lines()
    assert "\x1b[1mresembles\x1b[0m" in lines
    plain = [line.replace("\x1b[1m", "").replace("\x1b[0m", "") for line in lines]
    assert [line for line in lines if line.startswith("\x1b")] == [
        f"\x1b[1m{line}\x1b[0m" for line in plain if line and line[0] != " "
    ]
    assert sum(line.count("\x1b") for line in lines) == 4  # of two headings


@pytest.mark.parametrize(
    ("value", "heading"),
    [("1", "resembles"), ("0", "resembles"), ("", "\x1b[1mresembles\x1b[0m")],
)
def test_no_color_is_heard_if_it_says_anything(
    value: str, heading: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", terminal := Terminal())
    monkeypatch.setenv("NO_COLOR", value)
    run("match", "oven")
    assert heading in terminal.lines()


def test_what_programs_read_is_never_bold(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", terminal := Terminal())
    run("match", "oven", json=True)
    run("editions")
    assert len(terminal.lines()) > 10
    assert "\x1b" not in "".join(terminal.lines())


def test_nothing_is_bold_where_nobody_looks(run: Run) -> None:
    assert "\x1b" not in run("match", "oven").out


@pytest.mark.parametrize(
    ("columns", "width"),
    [("20", 40), ("40", 40), ("60", 60), ("100", 100), ("300", 100), ("many", 80), ("0", 80)],
)
def test_lines_are_as_wide_as_the_terminal_from_40_to_100_columns(
    columns: str, width: int, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "render", lambda _, width: f"{width} columns")
    monkeypatch.setenv("COLUMNS", columns)
    # where COLUMNS says nothing of use, the terminal is asked: one that nobody can see
    monkeypatch.setattr(os, "get_terminal_size", _refuse)
    assert run("show", "baker").out == f"{width} columns\n"


def _refuse(*_: object) -> os.terminal_size:
    raise OSError


def test_a_terminal_that_lacks_the_letters_shows_others_and_keeps_its_encoding(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal("ascii")
    monkeypatch.setattr(sys, "stdout", terminal)
    assert run("match", "oven").code == 0
    assert b"mlroles edition 1999.1 ? 1 of 1 names known" in terminal.written.getvalue()


def test_a_pipe_gets_utf_8_and_bare_line_ends_whatever_the_locale_says(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = io.BytesIO()
    stream = io.TextIOWrapper(written, encoding="latin-1", newline="\r\n")
    monkeypatch.setattr(sys, "stdout", stream)
    assert run("match", "\u6a5f\u68b0").code == 0
    data = written.getvalue()
    assert "\u6a5f\u68b0" in data.decode()
    assert b"\r" not in data


def test_an_output_that_is_no_file_will_do(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()  # what a notebook puts there cannot be reconfigured either
    monkeypatch.setattr(sys, "stdout", stream)
    assert run("match", "oven").code == 0
    assert "resembles" in stream.getvalue()


def test_half_a_pair_in_an_argument_is_printed_escaped(run: Run) -> None:
    assert '"\\udcff"' in run("match", "\udcff", json=True).out
    assert '"\ufffd"' in run("match", "\udcff").out
    assert run("show", "\udcff").err == "mlroles: no role or skill is called '\\udcff'\n"


# Pipes -------------------------------------------------------------------------------------------


class Broken(io.TextIOWrapper):
    """A file that takes nothing."""

    def __init__(self, path: Path, error: int) -> None:
        super().__init__(path.open("wb"))
        self.error = error

    def flush(self) -> None:
        if self.error:
            raise OSError(self.error, os.strerror(self.error))
        super().flush()


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (EPIPE, 0, ""),
        (EINVAL, 0, ""),
        (ENOSPC, 1, f"mlroles: [Errno {ENOSPC}] {os.strerror(ENOSPC)}\n"),
    ],
    ids=["pipe", "windows-pipe", "full-disk"],
)
def test_that_nobody_reads_on_is_no_error_and_that_nothing_more_fits_is_one(
    error: int, code: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    errors = io.StringIO()
    with Broken(tmp_path / "out", error) as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        monkeypatch.setattr(sys, "stderr", errors)
        assert main(["editions"]) == code
        stream.error = 0
    assert errors.getvalue() == said
    assert (tmp_path / "out").read_bytes() == b""  # nor does the end of the process write the rest


def test_a_pipe_that_is_closed_early_ends_the_command_in_silence() -> None:
    command = [sys.executable, "-m", "mlroles", "match", "sql"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


def python(*arguments: str, **how: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, check=False, timeout=60, **how
    )


def test_python_m_mlroles_is_the_command() -> None:
    done = python("-m", "mlroles", "--version")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().strip() == f"mlroles {mlroles.__version__}"
    done = python("-m", "mlroles", "show", "juggling")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().strip() == "mlroles: no role or skill is called 'juggling'"


def test_the_module_exits_with_the_code_of_the_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delitem(sys.modules, "mlroles.__main__", raising=False)
    monkeypatch.setattr(sys, "argv", ["mlroles", "show", "juggling"])
    with pytest.raises(SystemExit) as caught:
        run_module("mlroles", run_name="__main__")
    assert caught.value.code == 1
    assert "'juggling'" in capsys.readouterr().err


def test_importing_the_module_runs_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delitem(sys.modules, "mlroles.__main__", raising=False)
    assert import_module("mlroles.__main__").main is main
    assert capsys.readouterr() == ("", "")

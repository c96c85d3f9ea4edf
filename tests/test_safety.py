"""Strangers' text goes in; nothing but an answer comes out: no network, no program, no file."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import mlroles

HOUSE = Path(mlroles.__file__).parent
MODULES = sorted(HOUSE.rglob("*.py"))

# Evaluating or unpickling data, opening connections, starting programs.
FORBIDDEN_CALLS = {"eval", "exec", "compile", "__import__", "breakpoint", "input"}
FORBIDDEN_MODULES = {
    "ctypes", "ftplib", "http", "marshal", "pickle", "shelve", "smtplib", "socket", "ssl",
    "subprocess", "urllib.request", "webbrowser", "xml", "xmlrpc",
}  # fmt: skip
ASKED = {("quiz", "input")}  # on a terminal, what the person there ticks

GUARD = """
import sys

def guard(event, arguments):
    if event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "os.spawn", "ftplib.",
                         "urllib.", "http.", "pickle.find_class", "webbrowser.", "os.remove",
                         "os.rename", "os.mkdir", "shutil.", "tempfile.", "ctypes.dlopen")):
        raise RuntimeError(f"forbidden: {event} {arguments}")
    if event == "open" and arguments[1] and set(str(arguments[1])) & set("wax+"):
        raise RuntimeError(f"forbidden: {event} {arguments}")

sys.dont_write_bytecode = True
sys.addaudithook(guard)
import mlroles
from mlroles.selftest import run_selftest

assert run_selftest(mlroles.load("2020.1")).passed
answer = mlroles.match(["sql", "tableau"])
answer._repr_html_(), answer.to_svg(), str(answer)
print("quiet")
"""


def test_nothing_is_opened_written_or_started() -> None:
    done = subprocess.run(
        [sys.executable, "-c", GUARD], capture_output=True, text=True, check=False, timeout=120
    )
    assert (done.stdout, done.returncode) == ("quiet\n", 0), done.stderr


def test_the_guard_would_notice() -> None:
    for deed in ("open('/dev/null', 'w')", "__import__('socket').socket()"):
        script = GUARD.split("import mlroles", maxsplit=1)[0] + deed
        done = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60
        )
        assert "forbidden" in done.stderr


def is_forbidden(module: str) -> bool:
    return any(f"{module}.".startswith(f"{name}.") for name in FORBIDDEN_MODULES)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_no_module_evaluates_data_or_reaches_out(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            deed = node.func.id
            assert deed not in FORBIDDEN_CALLS or (path.stem, deed) in ASKED
        if isinstance(node, ast.Import):
            assert not any(is_forbidden(name.name) for name in node.names)
        if isinstance(node, ast.ImportFrom):
            assert not is_forbidden(node.module or "")


@pytest.mark.parametrize("name", mlroles.list_editions())
def test_every_flipped_byte_of_an_edition_is_refused(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thousand places and both ends, each with every bit of its byte in turn."""
    from mlroles import editions

    whole = (HOUSE / "editions" / f"{name}.json").read_bytes()
    step = len(whole) // 1000
    places = sorted({*range(0, len(whole), step), len(whole) - 1})
    files = {"editions.lock": (HOUSE / "editions" / "editions.lock").read_bytes()}
    monkeypatch.setattr(editions, "_read_bytes", files.__getitem__)
    for at, place in enumerate(places):
        byte = whole[place] ^ (1 << at % 8)
        files[f"{name}.json"] = whole[:place] + bytes([byte]) + whole[place + 1 :]
        with pytest.raises(mlroles.InvalidTaxonomy, match="is damaged"):
            editions._read(f"{name}.json")

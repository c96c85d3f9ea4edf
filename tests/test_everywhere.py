"""The same question has the same answer everywhere, to the byte, and values travel."""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
import zipfile
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import mlroles
from ages import MIDDLE, OLD
from mlroles import cli
from mlroles.display.text import render
from mlroles.editions import load_counts
from mlroles.explanation import explain
from mlroles.selftest import run_selftest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mlroles.taxonomy import Taxonomy

HOUSE = Path(mlroles.__file__).parent
QUESTIONS = (
    ["match", "sql"],
    ["match", "Kubernetes", "Go", "Java", "excel at meetings"],
    ["match", "PYTHON", "py-torch", "\u00c9t\u00e9", "stra\u00dfe", "\u0130stanbul"],
    ["match", "airflow", "spark", "pyhton", "C/C++", "", "\U00011f00", "\u6a5f\u68b0"],
    ["match", "java", "spring", "junit"],
    ["match", "juggling"],
    ["match", "tableau", "excel", "--among", "data-analyst", "--among", "data engineer"],
    ["explain", "tensorflow", "r", "sql"],
    ["explain", "sql", "--role", "data-engineer"],
    ["plan", "data engineer", "sql", "python", "pyhton", "--hours", "300"],
    ["plan", "ML engineer"],
    ["transitions", "data analyst"],
    ["curriculum", "pandas", "python", "sklearn", "statistics"],
    ["show", "ML engineer"],
    ["show", "scikit_learn"],
    ["roles"],
    ["team", "Ada: data engineer, ML engineer", "data analyst", "--project", "model in a product"],
    ["team", "Data scientist / engineer", "data analyst", "\u6a5f\u68b0: data analyst"],
    ["handoffs", "data-sources", "clients"],
    ["compare", "2020.1", "2020.1"],
    ["migrate", "2020.1", "2020.1", "data-analyst", "ML engineer", "py-torch", "C/C++", "\u6a5f"],
)

ASK = """
import json, sys
from mlroles.cli import main
for question in json.loads(sys.argv[1]):
    if main([*question, "--json"]):
        sys.exit(1)
"""

ELSEWHERE: dict[str, tuple[list[str], dict[str, str]]] = {
    "hash seed 0": ([], {"PYTHONHASHSEED": "0"}),
    "hash seed 1": ([], {"PYTHONHASHSEED": "1"}),
    "hash seed 42": ([], {"PYTHONHASHSEED": "42"}),
    "locale C": ([], {"LC_ALL": "C"}),
    "locale C.UTF-8": ([], {"LC_ALL": "C.UTF-8"}),
    "locale POSIX": ([], {"LC_ALL": "POSIX"}),
    "locale C, no UTF-8 mode": ([], {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
    "streams in Latin-1": ([], {"PYTHONIOENCODING": "latin-1"}),
    "west of Greenwich": ([], {"TZ": "America/Los_Angeles"}),
    "east of Greenwich": ([], {"TZ": "Asia/Kolkata"}),
    "narrow": ([], {"COLUMNS": "40", "NO_COLOR": "1"}),
    "optimised": (["-O"], {}),
    "without docstrings": (["-OO"], {}),
    "warnings are errors": (["-W", "error"], {}),
    "development mode": (["-X", "dev"], {}),
}


# All questions take seconds, so they are asked where most could go wrong.
FAR = ("hash seed 42", "locale C, no UTF-8 mode", "east of Greenwich", "without docstrings")


def python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Another Python, in another environment."""
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("LC_", "PYTHONHASH", "PYTHONIO")) and key not in {"LANG", "TZ"}
    }
    return subprocess.run(
        [sys.executable, *arguments],
        env={**kept, **environment},
        capture_output=True,
        check=False,
        timeout=60,
    )


@pytest.fixture
def here(capsys: pytest.CaptureFixture[str]) -> bytes:
    """What this process answers."""
    for question in QUESTIONS:
        assert cli.main([*question, "--json"]) == 0
    return capsys.readouterr().out.encode()


@pytest.mark.parametrize("place", ELSEWHERE)
def test_the_same_bytes_come_from_everywhere(place: str, here: bytes) -> None:
    options, environment = ELSEWHERE[place]
    done = python(*options, "-c", ASK, json.dumps(QUESTIONS), **environment)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == here


@pytest.fixture(scope="module")
def digest() -> str:
    return run_selftest().digest


@pytest.mark.parametrize("place", FAR)
def test_the_golden_digest_is_the_same_everywhere(place: str, digest: str) -> None:
    options, environment = ELSEWHERE[place]
    done = python(*options, "-m", "mlroles", "selftest", **environment)
    assert (done.returncode, done.stderr) == (0, b"")
    assert digest in done.stdout.decode()


@pytest.mark.parametrize("locale", ["C", "C.UTF-8", "POSIX"])
def test_text_and_arguments_of_any_script_pass_in_any_locale(locale: str) -> None:
    names = ["sql", "\u6a5f\u68b0", "\u00c9t\u00e9"]
    done = python("-m", "mlroles", "match", *names, LC_ALL=locale, COLUMNS="80")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == f"{render(mlroles.match(names))}\n"


# From a zip --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as one file."""
    path = tmp_path_factory.mktemp("zip") / "mlroles.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for part in sorted(HOUSE.rglob("*")):
            if part.is_file() and "__pycache__" not in part.parts:
                file.write(part, Path("mlroles") / part.relative_to(HOUSE))
    return path


def test_a_zip_answers_with_the_same_bytes(archive: Path, here: bytes) -> None:
    code = f"import mlroles; assert mlroles.__file__.startswith({str(archive)!r})\n{ASK}"
    path = os.pathsep.join([str(archive), os.environ.get("PYTHONPATH", "")])
    done = python("-W", "error", "-c", code, json.dumps(QUESTIONS), PYTHONPATH=path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == here


def test_a_zip_lists_checks_and_explains_its_editions(archive: Path) -> None:
    code = (
        "import mlroles\n"
        "from mlroles.editions import load_counts\n"
        f"assert mlroles.__file__.startswith({str(archive)!r})\n"
        "for name in mlroles.list_editions():\n"
        "    taxonomy = mlroles.load(name)\n"
        "    print(name, taxonomy.fingerprint, len(load_counts(taxonomy)))\n"
    )
    path = os.pathsep.join([str(archive), os.environ.get("PYTHONPATH", "")])
    done = python("-c", code, PYTHONPATH=path)
    assert done.stderr == b""
    assert done.stdout.decode().split("\n")[:-1] == [
        f"{name} {(each := mlroles.load(name)).fingerprint} {len(load_counts(each))}"
        for name in mlroles.list_editions()
    ]


# Between processes -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pool() -> Iterator[ProcessPoolExecutor]:
    """Another process, which begins with nothing."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        yield pool


NAMES = ["sql", "tableau", "pyhton", "C/C++", "juggling"]


def test_a_taxonomy_travels_and_answers_there_as_here(
    pool: ProcessPoolExecutor, tiny: Taxonomy
) -> None:
    for taxonomy in (tiny, mlroles.load()):
        there = pool.submit(mlroles.match, [*NAMES, "oven", "C"], taxonomy).result()
        assert there == mlroles.match([*NAMES, "oven", "C"], taxonomy)


def test_a_match_travels_whole(pool: ProcessPoolExecutor) -> None:
    answer = mlroles.match(NAMES)
    assert pool.submit(render, answer).result() == render(answer)
    back = pool.submit(copy.copy, answer).result()
    assert back == answer
    assert [name.candidates for name in back.unresolved] == [
        name.candidates for name in answer.unresolved
    ]
    assert render(back) == render(answer)


def test_a_fit_is_explained_there_as_here(pool: ProcessPoolExecutor) -> None:
    taxonomy = mlroles.load()
    fit = mlroles.match(NAMES, taxonomy)[0]
    assert any(ground.counts for ground in explain(fit, taxonomy))
    # the taxonomy first: nothing has been loaded by its name there yet
    assert pool.submit(explain, fit, taxonomy).result() == explain(fit, taxonomy)
    assert pool.submit(explain, fit).result() == explain(fit)


def test_changes_and_migrations_travel_and_are_found_there_as_here(
    pool: ProcessPoolExecutor,
) -> None:
    given = {"chef": 2, "fork": 1, "herald": None, "zither": 4}
    for pair in ((OLD, MIDDLE), (MIDDLE, OLD)):
        assert pool.submit(mlroles.compare, *pair).result() == mlroles.compare(*pair)
        assert pool.submit(mlroles.migrate, given, *pair).result() == mlroles.migrate(given, *pair)
    for value in (mlroles.compare(OLD, MIDDLE), mlroles.migrate(given, OLD, MIDDLE)):
        assert pool.submit(render, value).result() == render(value)


def test_an_error_comes_back_with_what_it_knows(pool: ProcessPoolExecutor) -> None:
    with pytest.raises(mlroles.UnknownRole) as caught:
        pool.submit(mlroles.match, NAMES, among=["data analist"]).result()
    assert caught.value.name == "data analist"
    assert caught.value.suggestions == ("data-analyst",)


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy], ids=["copy", "deepcopy"])
def test_a_copy_is_equal_and_answers_alike(copied: Callable[[object], Any], tiny: Taxonomy) -> None:
    answer = mlroles.match([*NAMES, "oven", "C"], tiny)
    assert copied(tiny) == tiny
    assert mlroles.match([*NAMES, "oven", "C"], copied(tiny)) == answer
    assert copied(answer) == answer
    assert render(copied(answer)) == render(answer)
    assert hash(copied(tiny)) == hash(tiny)

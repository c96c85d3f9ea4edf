"""What the live prompt may run is written down, file by file, with what a browser checks."""

from __future__ import annotations

import json
from base64 import b64decode
from hashlib import sha384
from pathlib import Path
from typing import Any

import pytest

import prepare_prompt
from prepare_prompt import PYODIDE
from tooling import command

DOCS = Path(__file__).parent.parent / "docs"


@pytest.fixture
def there(tmp_path: Path) -> Path:
    """A site, two wheels and a Pyodide, each of a few bytes."""
    site, wheels, pyodide = tmp_path / "site/_static", tmp_path / "wheels", tmp_path / "pyodide"
    for folder in (site, wheels, pyodide):
        folder.mkdir(parents=True)
    (site / "try_it.py").write_bytes(b"answer = print")
    for name in ("mlroles-1-py3-none-any.whl", "attrs-2-py3-none-any.whl"):
        (wheels / name).write_bytes(name.encode())
    for name in PYODIDE:
        (pyodide / name).write_bytes(name.encode())
    (pyodide / "package.json").write_text('{"version": "3.1.4"}', "utf-8")
    return tmp_path


def prepare(there: Path, monkeypatch: pytest.MonkeyPatch, *options: str) -> list[dict[str, Any]]:
    """The files that the manifest lists."""
    where = ("--wheels", there / "wheels", "--pyodide", there / "pyodide")
    command(monkeypatch, prepare_prompt, there / "site", *where, *options)
    manifest = there / "site/_static/prompt/manifest.json"
    files: list[dict[str, Any]] = json.loads(manifest.read_text("utf-8"))["files"]
    return files


def test_pyodide_is_named_by_its_address_and_version(
    there: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    addresses = [each["url"] for each in prepare(there, monkeypatch)]
    assert addresses[:3] == [
        "../try_it.py",
        "attrs-2-py3-none-any.whl",
        "mlroles-1-py3-none-any.whl",
    ]
    base = "https://cdn.jsdelivr.net/npm/pyodide@3.1.4/"
    assert addresses[3:] == [base + name for name in PYODIDE]
    assert not (there / "site/_static/prompt/pyodide").exists()


def test_every_file_that_is_served_has_its_size_and_hash(
    there: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for file in prepare(there, monkeypatch, "--copy"):
        data = (there / "site/_static/prompt" / file["url"]).read_bytes()
        algorithm, _, digest = file["integrity"].partition("-")
        assert (algorithm, file["bytes"]) == ("sha384", len(data))
        assert b64decode(digest) == sha384(data).digest()


def test_what_an_earlier_run_left_is_gone(there: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = there / "site/_static/prompt/mlroles-0-py3-none-any.whl"
    old.parent.mkdir()
    old.touch()
    prepare(there, monkeypatch)
    assert not old.exists()


@pytest.mark.parametrize("name", ["mlroles-2-py3-none-any.whl", "polars-1-py3-none-any.whl"])
def test_a_wheel_too_many_is_refused(
    there: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (there / "wheels" / name).touch()
    with pytest.raises(ValueError, match=f"one of mlroles; it holds attrs-2.*{name}"):
        prepare(there, monkeypatch)


def test_no_wheels_are_refused(there: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (there / "wheels/attrs-2-py3-none-any.whl").unlink()
    (there / "wheels/mlroles-1-py3-none-any.whl").unlink()
    with pytest.raises(ValueError, match="it holds none"):
        prepare(there, monkeypatch)


def test_pages_without_a_prompt_are_refused(there: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (there / "site/_static/try_it.py").unlink()
    with pytest.raises(FileNotFoundError, match=r"try_it\.py"):
        prepare(there, monkeypatch)


def test_the_page_speaks_of_the_cdn_that_is_used() -> None:
    assert "jsdelivr" in prepare_prompt.CDN
    assert "jsDelivr" in (DOCS / "try-it.md").read_text("utf-8")

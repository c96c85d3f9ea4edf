"""A taxonomy as its own file: there and back without a byte changed, or a clear refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import pytest

import mlroles
from mlroles.errors import InvalidInput
from mlroles.model import Overlay
from whole_world import WHOLE
from worlds import compile_world, make_world, records

if TYPE_CHECKING:
    from pathlib import Path

WORLD = compile_world(records(**WHOLE))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "world.json"
    path.write_bytes(WORLD)
    return path


@pytest.mark.parametrize("edition", mlroles.list_editions())
def test_there_and_back(edition: str, tmp_path: Path) -> None:
    taxonomy = mlroles.load(edition)
    text = mlroles.export_taxonomy("json", taxonomy)
    path = tmp_path / "mine.json"
    path.write_bytes(text.encode())
    again = mlroles.load(path)
    assert again == taxonomy
    assert mlroles.export_taxonomy("json", again) == text


MINE = Overlay("acme", "", "0" * 64, "", "{}")


def test_a_file_of_ones_own_comes_back(file: Path) -> None:
    assert mlroles.export_taxonomy("json", mlroles.load(file)).encode() == WORLD


def test_a_file_that_changed_or_went_is_refused(file: Path) -> None:
    taxonomy = mlroles.load(file)
    file.write_bytes(WORLD + b" ")
    with pytest.raises(InvalidInput, match="has changed since it was loaded"):
        mlroles.export_taxonomy("json", taxonomy)
    file.unlink()
    with pytest.raises(InvalidInput, match="cannot be read any more"):
        mlroles.export_taxonomy("json", taxonomy)


def test_what_was_made_in_memory_has_no_file(file: Path) -> None:
    laid_over = attrs.evolve(mlroles.load(file), overlays=(MINE,))
    for taxonomy in (make_world(**WHOLE), laid_over):
        with pytest.raises(InvalidInput, match="was made in memory and has no compiled file"):
            mlroles.export_taxonomy("json", taxonomy)

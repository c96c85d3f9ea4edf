"""The registry of text forms names what is there, and imports no more than is asked for."""

from __future__ import annotations

import subprocess
import sys

import pytest

import mlroles
from mlroles.display import text
from mlroles.display.answers import match_lines
from mlroles.display.forms import Forms

ALONE = """
import sys, mlroles
said = str(mlroles.match(["Tableau"], mlroles.load("2020.1")))
rooms = ("changes", "explanation", "knowledge", "mentions", "quiz", "teams", "titles")
print([room for room in rooms if f"mlroles.{room}" in sys.modules])
"""


def test_every_name_leads_to_a_class_and_to_a_function() -> None:
    kinds = [*text._FORMS]
    assert len(set(kinds)) == len(text._FORMS) == len(kinds)
    assert all(isinstance(kind, type) and callable(text._FORMS[kind]) for kind in kinds)


def test_a_class_is_known_by_where_it_stands() -> None:
    forms = Forms({"matching.answers.Match": "answers.match_lines"})
    assert forms[mlroles.Match] is match_lines
    assert mlroles.Fit not in forms


def test_a_stranger_of_the_same_name_is_no_match() -> None:
    stranger = type("Match", (), {"__module__": "matching.answers"})
    with pytest.raises(mlroles.InvalidInput, match="Match has no text form"):
        text.render(stranger())


def test_who_looks_at_a_match_imports_what_writes_matches_alone() -> None:
    done = subprocess.run([sys.executable, "-c", ALONE], check=True, capture_output=True)
    assert done.stdout.strip() == b"[]"

"""Every row of `english-1/namesakes.csv`, each a test of its own: what it says does happen."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import mlroles

PATH = Path(__file__).resolve().parents[2] / "data" / "english-1" / "namesakes.csv"
with PATH.open(encoding="utf-8", newline="") as handle:
    ROWS = [(row["phrase"], row["place"], row["sense"]) for row in csv.DictReader(handle)]
FIRM, UNIT = "Teradata", "business intelligence"
HELD_BACK = {  # each phrase beside a name, the name, and the same with nothing that tells
    ("employer", "before"): (f"{{}} {FIRM} now", FIRM, f"There {FIRM} now"),
    ("employer", "after"): (f"Here {FIRM}{{}} now", FIRM, f"Here {FIRM} now"),
    ("department", "before"): (f"the {{}} {UNIT}", UNIT, f"the good {UNIT}"),
    ("department", "after"): (f"the {UNIT}{{}} asks", UNIT, f"the {UNIT} asks"),
    ("team", "before"): (f"meet {{}} {UNIT} team", UNIT, f"meet the {UNIT} team"),
    ("team", "after"): (f"meet with {UNIT}{{}} daily", UNIT, f"meet with {UNIT} daily"),
    ("other", "joined"): ("both {}-SQL", "SQL", "both nice-SQL"),
}
BROUGHT_BACK = {  # what would be left out, but for the phrase
    ("own", "before"): (f"{{}} {UNIT} department", UNIT, f"a {UNIT} department"),
    ("skill", "before"): (f"{{}} {UNIT} department", UNIT, f"a {UNIT} department"),
    ("team", "between"): (f"with much {{}} {UNIT} teams", UNIT, f"with much good {UNIT} teams"),
}
INSIDE = {  # what a text says that gives the first word of these phrases a reading
    "report": "Weekly dashboards: {} of all",
    "solid": "Python, SQL, {} of all",
    "transform": "We {} of all",
    "word": "Excel, PowerPoint, {} of all",
}


def read(text: str) -> list[str]:
    return [mention.text for mention in mlroles.find_skills(text, mlroles.load("2026.1"))]


def attach(phrase: str) -> str:
    """A phrase behind a name: with a space before it, unless it begins with a mark."""
    return phrase if phrase[0] in ",'" else f" {phrase}"


@pytest.mark.parametrize(("phrase", "place", "sense"), ROWS)
def test_a_phrase_tells_of_the_name_beside_it(phrase: str, place: str, sense: str) -> None:
    if place == "around":
        return check_opening(phrase)
    tells = (sense, place) in HELD_BACK
    text, name, otherwise = {**HELD_BACK, **BROUGHT_BACK}[sense, place]
    written = text.format(attach(phrase) if place == "after" else phrase)
    assert (name in read(written)) != tells
    assert (name in read(otherwise)) == tells
    return None


def check_opening(phrase: str) -> None:
    first, *_ = phrase.split()
    opening = next(opening for opening in INSIDE if first.startswith(opening))
    said = INSIDE[opening].format(phrase)
    assert not any(phrase.startswith(name.lower()) for name in read(said))


def test_rows_are_in_order_and_each_stands_once() -> None:
    ordered = sorted(set(ROWS), key=lambda row: (row[2], row[1], row[0]))
    assert ordered == ROWS

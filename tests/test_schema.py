"""The tables of an edition agree with themselves and with the values made of them."""

from __future__ import annotations

import attrs
import pytest

from mlroles import model
from mlroles.assembly import ASPECTS
from mlroles.schema import KEYS, LEVELS, SECTIONS, Column

CELLS = [
    pytest.param(section, name, column, id=f"{section}.{name}")
    for section, columns in SECTIONS.items()
    for name, column in columns.items()
]


@pytest.mark.parametrize(("section", "name", "column"), CELLS)
def test_a_column_refers_to_a_section_with_ids_or_offers_a_choice(
    section: str, name: str, column: Column
) -> None:
    assert not column.refers or "id" in SECTIONS[column.refers]
    assert not (column.refers and column.choices), f"{section}.{name} is both"
    assert column.refers or not column.many
    assert len(set(column.choices)) == len(column.choices)
    assert "" not in column.choices


def test_every_section_but_aliases_says_which_rows_are_the_same() -> None:
    assert {*KEYS, "aliases"} == set(SECTIONS)
    for section, key in KEYS.items():
        assert set(key) <= set(SECTIONS[section])


def test_every_row_names_its_source() -> None:
    for section in set(SECTIONS) - {"sources", "roles", "ratings"}:
        assert SECTIONS[section]["source"] == Column(refers="sources")
    assert SECTIONS["roles"]["sources"] == Column(refers="sources", many=True)
    assert SECTIONS["roles"]["entry_source"] == Column(refers="sources")
    assert SECTIONS["ratings"]["rater"] == Column()  # a rating is its rater's own


@pytest.mark.parametrize(
    ("section", "name", "choices"),
    [
        ("skills", "kind", model.KINDS),
        ("aliases", "reading", model.READINGS),
        ("needs", "importance", tuple(model.IMPORTANCES)),
        ("needs", "level", ("1", "2", "3", "4")),
        ("knowledge", "enter", ("0", "1", "2", "3", "4")),
        ("knowledge", "grow", LEVELS),
        ("anchors", "level", LEVELS),
        ("ratings", "enter", LEVELS),
        ("ratings", "grow", LEVELS),
        ("crosswalk", "relation", model.RELATIONS),
        ("moves", "section", ("roles", "skills")),
        ("moves", "kind", model.MOVES),
    ],
)
def test_what_may_be_written_is_what_the_values_know(
    section: str, name: str, choices: tuple[str, ...]
) -> None:
    assert SECTIONS[section][name].choices == choices


def test_every_aspect_is_read_and_has_a_place_in_a_role() -> None:
    aspects = SECTIONS["statements"]["aspect"].choices
    assert set(aspects) == {*ASPECTS, "boundaries"}
    assert set(aspects) <= {field.name for field in attrs.fields(model.Role)}

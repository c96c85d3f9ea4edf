"""Rules about a single cell: is it there, is it allowed, is it tidy."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from mlroles.errors import shorten
from mlroles.integrity.problem import Problem
from mlroles.names import fold
from mlroles.schema import SECTIONS, Column

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mlroles.records import Record, Records

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CITATION = re.compile(r"[a-z0-9.]+(-[a-z0-9.]+)*(#[a-z0-9-]+)?")
_LONGEST_DEFINITION = 110
UNSEEN = {"Cc", "Cf", "Cs"}  # control and format characters, and halves of surrogate pairs


def find_other_types(records: Records) -> Iterator[Problem]:
    """What is no text; the rules then read it as if it were, and so report all the rest too."""
    for row in (row for rows in records.values() for row in rows):
        for name, value in row.values.items():
            if not isinstance(value, str):
                message = f"{name} is {shorten(value)}, which is no text; write it as text"
                yield Problem("no-text", row.place, message)


def iterate_cells(records: Records) -> Iterator[tuple[Record, str, Column, str]]:
    """Every cell that has a column in the schema, with its row."""
    for section, columns in SECTIONS.items():
        for row in records[section]:
            for name, column in columns.items():
                yield row, name, column, row[name]


def find_missing_values(records: Records) -> Iterator[Problem]:
    """Cells that must not be empty, and are."""
    for row, name, column, value in iterate_cells(records):
        if column.required and not value:
            yield Problem("missing-value", row.place, f"{name} is empty")


def find_unknown_columns(records: Records) -> Iterator[Problem]:
    """Columns that the schema does not have."""
    for section, columns in SECTIONS.items():
        for row in records[section]:
            for name in row.values:
                if name not in columns:
                    said = ", ".join(columns)
                    message = f"{name!r} is no column of {section}; they are {said}"
                    yield Problem("unknown-column", row.place, message)


def find_untidy_text(records: Records) -> Iterator[Problem]:
    """Text that is not NFC, or has spaces and characters that nobody sees."""
    for row, name, _, value in iterate_cells(records):
        tidy = " ".join(unicodedata.normalize("NFC", value).split())
        if value != tidy or any(unicodedata.category(c) in UNSEEN for c in value):
            message = (
                f"{name} {value!r} is not tidy: NFC, single spaces, no line breaks, nothing unseen"
            )
            yield Problem("untidy-text", row.place, message)


def find_malformed_ids(records: Records) -> Iterator[Problem]:
    """Ids of another form than theirs."""
    for section, pattern in (("sources", _CITATION), ("roles", _ID), ("skills", _ID)):
        for row in records[section]:
            if row["id"] and not pattern.fullmatch(row["id"]):
                message = f"{row['id']!r} is no id; an id is like 'apache-airflow'"
                yield Problem("malformed-id", row.place, message)


def find_unknown_choices(records: Records) -> Iterator[Problem]:
    """Words where only a few are allowed."""
    for row, name, column, value in iterate_cells(records):
        if value and column.choices and value not in column.choices:
            message = f"{name} is {value!r}; it is one of {', '.join(column.choices)}"
            yield Problem(f"unknown-{name}", row.place, message)


def find_look_alikes(records: Records) -> Iterator[Problem]:
    """Words that mix alphabets, where one letter poses as another."""
    for row, name, _, value in iterate_cells(records):
        for word in value.split():
            if mixes_alphabets(word):
                message = f"{name} has {word!r}, which mixes alphabets; write it in one"
                yield Problem("look-alike", row.place, message)


def mixes_alphabets(word: str) -> bool:
    """Whether a word has letters of two alphabets that look alike."""
    if word.isascii():
        return False
    scripts = {unicodedata.name(c, "").split(" ")[0] for c in word if c.isalpha()}
    return len(scripts & {"LATIN", "GREEK", "CYRILLIC"}) > 1


def find_definitions(records: Records) -> Iterator[Problem]:
    """Definitions that are too long, or that only repeat the name."""
    for row in records["skills"]:
        if len(row["definition"]) > _LONGEST_DEFINITION:
            message = f"the definition is longer than {_LONGEST_DEFINITION} characters"
            yield Problem("long-definition", row.place, message)
        said, name = row["definition"], row["name"]
        repeats = f"{said} ".casefold().startswith(f"{name} ".casefold())
        if name and said and (repeats or fold(said) == fold(name)):
            message = "the definition repeats the name; say what it is and what for"
            yield Problem("empty-definition", row.place, message)

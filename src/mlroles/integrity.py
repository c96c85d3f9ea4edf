"""Is this an edition? Every fault of its source records at once, each with its place.

A rule has a stable code; `docs/reference/integrity.md` has a line on each.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from attrs import frozen

from mlroles.errors import InvalidTaxonomy, shorten
from mlroles.names import fold
from mlroles.records import Record, Records, group
from mlroles.schema import KEYS, LEVELS, SECTIONS, Column

__all__ = ["RULES", "Problem", "find_problems", "require_sound"]

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CITATION = re.compile(r"[a-z0-9.]+(-[a-z0-9.]+)*(#[a-z0-9-]+)?")
_LONGEST_DEFINITION = 110
_UNSEEN = {"Cc", "Cf", "Cs"}  # control and format characters, and halves of surrogate pairs


@frozen
class Problem:
    """One fault.

    Attributes
    ----------
    code
        Of the rule it breaks, ``unknown-kind``.
    place
        File and line or key.
    message
        What is wrong, and what would be right.
    """

    code: str
    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place} [{self.code}] {self.message}"


def find_problems(records: Records) -> tuple[Problem, ...]:
    """Every fault of an edition's source records, in the order of the rules.

    Parameters
    ----------
    records
        Section to records. A section that is left out counts as empty.

    Examples
    --------
    >>> from mlroles.records import Record
    >>> row = Record("skills.csv:2", {"id": "R!", "name": "R", "kind": "language"})
    >>> for problem in find_problems({"skills": [row]})[:2]:
    ...     print(problem)
    skills.csv:2 [missing-value] definition is empty
    skills.csv:2 [missing-value] source is empty
    """
    whole = {section: records.get(section, ()) for section in SECTIONS}
    parties = {party for row in records.get("edition", ()) for party in row["parties"]}
    texts = {
        **{section: [_as_text(row) for row in rows] for section, rows in whole.items()},
        "parties": [Record("edition.toml", {"id": party}) for party in sorted(parties)],
    }
    found = [problem for rule in RULES.values() for problem in rule(texts)]
    return (*_other_types(whole), *found)


def require_sound(records: Records, what: str) -> None:
    """Raise `InvalidTaxonomy` with every fault, if there is any."""
    problems = find_problems(records)
    if problems:
        message = f"{what} has {len(problems)} problem{'s'[: len(problems) > 1]}:"
        raise InvalidTaxonomy(message, problems)


def _as_text(row: Record) -> Record:
    return Record(row.place, {name: str(value) for name, value in row.values.items()})


def _other_types(records: Records) -> Iterator[Problem]:
    """What is no text; the rules then read it as if it were, and so report all the rest too."""
    for row in (row for rows in records.values() for row in rows):
        for name, value in row.values.items():
            if not isinstance(value, str):
                message = f"{name} is {shorten(value)}, which is no text; write it as text"
                yield Problem("no-text", row.place, message)


def _cells(records: Records) -> Iterator[tuple[Record, str, Column, str]]:
    for section, columns in SECTIONS.items():
        for row in records[section]:
            for name, column in columns.items():
                yield row, name, column, row[name]


def _missing_values(records: Records) -> Iterator[Problem]:
    for row, name, column, value in _cells(records):
        if column.required and not value:
            yield Problem("missing-value", row.place, f"{name} is empty")


def _unknown_columns(records: Records) -> Iterator[Problem]:
    for section, columns in SECTIONS.items():
        for row in records[section]:
            for name in row.values:
                if name not in columns:
                    said = ", ".join(columns)
                    message = f"{name!r} is no column of {section}; they are {said}"
                    yield Problem("unknown-column", row.place, message)


def _untidy_text(records: Records) -> Iterator[Problem]:
    for row, name, _, value in _cells(records):
        tidy = " ".join(unicodedata.normalize("NFC", value).split())
        if value != tidy or any(unicodedata.category(c) in _UNSEEN for c in value):
            message = (
                f"{name} {value!r} is not tidy: NFC, single spaces, no line breaks, nothing unseen"
            )
            yield Problem("untidy-text", row.place, message)


def _malformed_ids(records: Records) -> Iterator[Problem]:
    for section, pattern in (("sources", _CITATION), ("roles", _ID), ("skills", _ID)):
        for row in records[section]:
            if row["id"] and not pattern.fullmatch(row["id"]):
                message = f"{row['id']!r} is no id; an id is like 'apache-airflow'"
                yield Problem("malformed-id", row.place, message)


def _unknown_choices(records: Records) -> Iterator[Problem]:
    for row, name, column, value in _cells(records):
        if value and column.choices and value not in column.choices:
            message = f"{name} is {value!r}; it is one of {', '.join(column.choices)}"
            yield Problem(f"unknown-{name}", row.place, message)


def _dangling(records: Records) -> Iterator[Problem]:
    known = {
        section: {row["id"] for row in records[section]}
        for section in ("sources", "roles", "skills")
    }
    for row, name, column, value in _cells(records):
        if column.refers:
            for named in value.split() if column.many else filter(None, [value]):
                cited = named.split("#")[0] if column.refers == "sources" else named
                if cited not in known[column.refers]:
                    message = f"{name} names {named!r}, which is not in {column.refers}"
                    yield Problem("dangling", row.place, message)


def _dangling_parties(records: Records) -> Iterator[Problem]:
    known = {row["id"] for section in ("roles", "parties") for row in records[section]}
    for row in records["handoffs"]:
        for end in ("producer", "consumer"):
            if row[end] and row[end] not in known:
                message = f"{end} {row[end]!r} is neither a role nor one of edition.toml's parties"
                yield Problem("dangling-party", row.place, message)


def _duplicates(records: Records) -> Iterator[Problem]:
    for section, key in KEYS.items():
        seen: dict[tuple[str, ...], str] = {}
        for row in records[section]:
            value = tuple(fold(row[name]) for name in key)
            if value in seen:
                message = f"{' and '.join(key)} say the same as {seen[value]}"
                yield Problem("duplicate", row.place, message)
            seen.setdefault(value, row.place)


def _collisions(records: Records) -> Iterator[Problem]:
    """A name that several bear, where no alias row declares it to be ambiguous."""
    declared: dict[str, set[str]] = {
        fold(row["alias"]): set(row.split("skill"))
        for row in records["aliases"]
        if len(row.split("skill")) > 1
    }
    yield from _shared_names(_skill_names(records), declared)
    yield from _shared_names(_own_names(records, "roles"), {})


def _shared_names(
    names: Iterable[tuple[str, str, str]], declared: Mapping[str, set[str]]
) -> Iterator[Problem]:
    owners: dict[str, str] = {}
    for place, bearer, name in names:
        key = fold(name)
        owner = owners.setdefault(key, bearer)
        if not key:
            yield Problem("unreadable-name", place, f"{name!r} folds to nothing")
        elif owner != bearer and not {owner, bearer} <= declared.get(key, set()):
            message = (
                f"{name!r} already names {owner}; give it to one of them, or, of skills, to both "
                "in one row of aliases to declare it ambiguous"
            )
            yield Problem("name-collision", place, message)


def _own_names(records: Records, section: str) -> Iterator[tuple[str, str, str]]:
    for row in records[section]:
        yield row.place, row["id"], row["id"]
        yield row.place, row["id"], row["name"]


def _skill_names(records: Records) -> Iterator[tuple[str, str, str]]:
    yield from _own_names(records, "skills")
    for row in records["aliases"]:
        for skill in row.split("skill"):
            yield row.place, skill, row["alias"]


def _repeated_aliases(records: Records) -> Iterator[Problem]:
    seen: dict[tuple[str, str], str] = {}
    for row in records["aliases"]:
        key = (row["alias"], row["skill"])
        if key in seen:
            yield Problem(
                "repeated-alias", row.place, f"{row['alias']!r} stands in {seen[key]} too"
            )
        seen.setdefault(key, row.place)


def _readings(records: Records) -> Iterator[Problem]:
    for row in records["aliases"]:
        if (row["reading"] == "near") != bool(row["near"]):
            message = "words to stand near belong to the reading 'near', and to no other"
            yield Problem("near-words", row.place, message)


def _neighbours(records: Records) -> Iterator[Problem]:
    for row in records["statements"]:
        if row["neighbour"] and row["aspect"] != "boundaries":
            message = "a neighbour stands beside a boundary, and beside no other statement"
            yield Problem("stray-neighbour", row.place, message)


def _cycles(records: Records) -> Iterator[Problem]:
    places = {row["id"]: row.place for row in records["skills"]}
    for name in ("broader", "prerequisites"):
        graph = {row["id"]: row.split(name) for row in records["skills"]}
        while ring := _find_ring(graph):
            message = f"{name} runs in a circle: {' → '.join(ring)}"
            yield Problem("cycle", places[ring[0]], message)
            graph = {skill: above for skill, above in graph.items() if skill not in ring}


def _find_ring(graph: Mapping[str, list[str]]) -> list[str]:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        ring: list[str] = error.args[1]
        return ring
    return []


def _empty_roles(records: Records) -> Iterator[Problem]:
    needed = group(records["needs"], "role")
    for row in records["roles"]:
        if row["id"] not in needed:
            yield Problem("empty-role", row.place, f"{row['id']} needs nothing; give it needs")


def _twin_roles(records: Records) -> Iterator[Problem]:
    seen: dict[frozenset[tuple[str, str]], str] = {}
    for role, rows in group(records["needs"], "role").items():
        needs = frozenset((row["skill"], row["importance"]) for row in rows)
        if needs in seen:
            message = f"{role} has the same needs as {seen[needs]}; tell them apart"
            yield Problem("twin-roles", rows[0].place, message)
        seen.setdefault(needs, role)


def _levels(records: Records) -> Iterator[Problem]:
    for row in records["knowledge"]:
        if row["enter"] in LEVELS and row["grow"] in LEVELS and row["enter"] > row["grow"]:
            message = f"enters at {row['enter']} and grows to {row['grow']}; growing never lowers"
            yield Problem("level-order", row.place, message)


def _subjects(records: Records) -> Iterator[Problem]:
    kinds = {row["id"]: row["kind"] for row in records["skills"]}
    for row in records["knowledge"]:
        if kinds.get(row["subject"], "subject") != "subject":
            message = f"{row['subject']} is a {kinds[row['subject']]}; knowledge is of subjects"
            yield Problem("no-subject", row.place, message)


def _definitions(records: Records) -> Iterator[Problem]:
    for row in records["skills"]:
        if len(row["definition"]) > _LONGEST_DEFINITION:
            message = f"the definition is longer than {_LONGEST_DEFINITION} characters"
            yield Problem("long-definition", row.place, message)
        if row["definition"] and fold(row["definition"]) == fold(row["name"]):
            yield Problem("empty-definition", row.place, "the definition only repeats the name")


def _crosswalks(records: Records) -> Iterator[Problem]:
    exact: dict[tuple[str, ...], str] = {}
    for row in records["crosswalk"]:
        none = row["relation"] == "noMatch"
        if none == bool(row["code"]) or (none and row["uri"]):
            message = "noMatch has no code and no uri, and every other relation has a code"
            yield Problem("crosswalk-code", row.place, message)
        target = (row["scheme"], row["version"], row["code"])
        if row["relation"] == "exactMatch" and target in exact:
            message = f"{row['code']} already has an exactMatch in {exact[target]}; keep one"
            yield Problem("two-exact-matches", row.place, message)
        if row["relation"] == "exactMatch":
            exact.setdefault(target, row.place)


Rule = Callable[[Records], Iterator[Problem]]

RULES: Mapping[str, Rule] = {
    "missing values": _missing_values,
    "unknown columns": _unknown_columns,
    "malformed ids": _malformed_ids,
    "choices": _unknown_choices,
    "untidy text": _untidy_text,
    "references": _dangling,
    "parties": _dangling_parties,
    "duplicates": _duplicates,
    "name collisions": _collisions,
    "repeated aliases": _repeated_aliases,
    "readings": _readings,
    "neighbours": _neighbours,
    "cycles": _cycles,
    "empty roles": _empty_roles,
    "twin roles": _twin_roles,
    "levels": _levels,
    "subjects": _subjects,
    "definitions": _definitions,
    "crosswalks": _crosswalks,
}

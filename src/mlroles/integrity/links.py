"""Rules about how rows stand to each other: what they name, repeat and go round in."""

from __future__ import annotations

import unicodedata
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from mlroles.integrity.cells import iterate_cells
from mlroles.integrity.problem import Problem
from mlroles.names import fold
from mlroles.schema import KEYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mlroles.records import Records


def find_dangling(records: Records) -> Iterator[Problem]:
    """References to roles, skills and sources that are not there."""
    known = {
        section: {row["id"] for row in records[section]}
        for section in ("sources", "roles", "skills")
    }
    for row, name, column, value in iterate_cells(records):
        if column.refers:
            for named in value.split() if column.many else filter(None, [value]):
                cited = named.split("#")[0] if column.refers == "sources" else named
                if cited not in known[column.refers]:
                    message = f"{name} names {named!r}, which is not in {column.refers}"
                    yield Problem("dangling", row.place, message)


def find_dangling_parties(records: Records) -> Iterator[Problem]:
    """Ends of hand-offs that are neither roles nor parties."""
    known = {row["id"] for section in ("roles", "parties") for row in records[section]}
    for row in records["handoffs"]:
        for end in ("producer", "consumer"):
            if row[end] and row[end] not in known:
                message = f"{end} {row[end]!r} is neither a role nor one of edition.toml's parties"
                yield Problem("dangling-party", row.place, message)


def find_dangling_titles(records: Records) -> Iterator[Problem]:
    """Links of titles that are not there."""
    known = {row["title"] for row in records["titles"]}
    for row in records["title_links"]:
        if row["title"] and row["title"] not in known:
            message = f"{row['title']!r} is linked and stands in no row of titles"
            yield Problem("dangling-title", row.place, message)


def find_duplicates(records: Records) -> Iterator[Problem]:
    """Rows that say the same by their key."""
    for section, key in KEYS.items():
        seen: dict[tuple[str, ...], str] = {}
        for row in records[section]:
            value = tuple(fold(row[name]) for name in key)
            if value in seen:
                message = f"{' and '.join(key)} say the same as {seen[value]}"
                yield Problem("duplicate", row.place, message)
            seen.setdefault(value, row.place)


def find_collisions(records: Records) -> Iterator[Problem]:
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


def find_accents(records: Records) -> Iterator[Problem]:
    """Names of two skills that differ only in accents, which people leave out."""
    owners: dict[str, tuple[str, str]] = {}
    for place, bearer, name in _skill_names(records):
        key = fold(name)
        owner, spelt = owners.setdefault(_bare(key), (bearer, key))
        if owner != bearer and spelt != key:
            message = f"{name!r} differs from a name of {owner} only in accents"
            yield Problem("accent-collision", place, message)


def _bare(key: str) -> str:
    if key.isascii():
        return key
    return "".join(c for c in unicodedata.normalize("NFD", key) if not unicodedata.combining(c))


def find_mixed_names(records: Records) -> Iterator[Problem]:
    """Names that both a skill and a role bear."""
    roles = {fold(name): role for _, role, name in _own_names(records, "roles")}
    for place, bearer, name in _skill_names(records):
        if fold(name) in roles:
            message = f"{name!r} names the skill {bearer} and the role {roles[fold(name)]}"
            yield Problem("skill-and-role", place, message)


def find_repeated_aliases(records: Records) -> Iterator[Problem]:
    """Aliases that stand twice."""
    seen: dict[tuple[str, str], str] = {}
    for row in records["aliases"]:
        key = (row["alias"], row["skill"])
        if key in seen:
            yield Problem(
                "repeated-alias", row.place, f"{row['alias']!r} stands in {seen[key]} too"
            )
        seen.setdefault(key, row.place)


def find_cycles(records: Records) -> Iterator[Problem]:
    """Skills that lead back to themselves."""
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


_ENDS = {
    "kept": (1, 1), "renamed": (1, 1), "narrowed": (1, 1), "split": (1, 2), "merged": (2, 1),
    "derived-from": (1, 1), "retired": (1, 0), "added": (0, 1),
}  # fmt: skip


def find_moves(records: Records) -> Iterator[Problem]:
    """Moves to ids that are not there, and moves with too many or too few ends."""
    for row in records["moves"]:
        old, new = row.split("old"), row.split("new")
        known = {each["id"] for each in records.get(row["section"], ())}
        for key in new:
            if key not in known:
                message = f"new names {key!r}, which is not in {row['section']}"
                yield Problem("dangling-move", row.place, message)
        least = _ENDS.get(row["kind"], (len(old), len(new)))
        several = {"split": (False, True), "merged": (True, False), "derived-from": (True, False)}
        many = several.get(row["kind"], (False, False))
        for end, ids, few, more in zip(("old", "new"), (old, new), least, many, strict=True):
            if len(ids) < few or (len(ids) > few and not more):
                message = f"a move of the kind {row['kind']!r} has not {len(ids)} ids as {end}"
                yield Problem("move-shape", row.place, message)

"""Read the source folder of an edition, ``data/<edition>/``, into records with their places."""

from __future__ import annotations

import csv
import tomllib
from typing import TYPE_CHECKING, Any

from mlroles.records import Record

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["read_edition", "read_sources", "read_table"]

TABLES = (
    "skills", "aliases", "needs", "knowledge", "titles", "handoffs", "resources", "crosswalk",
    "moves", "other_work",
)  # fmt: skip
LATER_TABLES = ("anchors", "ratings", "title_links")  # which the first edition did not have


def read_edition(folder: Path) -> dict[str, list[Record]]:
    """The records of an edition, and of the sources that all editions share."""
    records: dict[str, list[Record]] = {name: read_table(folder / f"{name}.csv") for name in TABLES}
    for name in LATER_TABLES:
        path = folder / f"{name}.csv"
        records[name] = read_table(path) if path.is_file() else []
    records["sources"] = read_table(folder.parent / "sources.csv")
    edition = tomllib.loads((folder / "edition.toml").read_text("utf-8"))
    records["edition"] = [Record("edition.toml", edition)]
    read = [_read_role(folder / "roles" / f"{role}.toml") for role in edition["roles"]]
    records["roles"] = [role for role, _ in read]
    records["statements"] = [statement for _, statements in read for statement in statements]
    return records


def read_sources(folder: Path) -> list[dict[str, Any]]:
    """The evidence that an edition pins, an entry a source."""
    found: list[dict[str, Any]] = tomllib.loads((folder / "evidence.toml").read_text("utf-8"))[
        "evidence"
    ]
    return found


def read_table(path: Path) -> list[Record]:
    """The rows of a CSV file, each with its line; a row too long or too short is an error."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        records = []
        for row in reader:
            place = f"{path.name}:{reader.line_num}"
            if None in row or None in row.values():
                message = f"{place} has not as many cells as the header"
                raise SystemExit(message)
            records.append(Record(place, row))
    return records


def _read_role(path: Path) -> tuple[Record, list[Record]]:
    role: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    place = f"roles/{path.name}"
    entry = role.pop("entry", {})
    statements = [
        Record(f"{place} [[{aspect}]] {at}", {"role": role.get("id", ""), "aspect": aspect, **row})
        for aspect in [key for key, value in role.items() if _is_table(value)]
        for at, row in enumerate(role.pop(aspect), 1)
    ]
    values = {
        **role,
        "sources": " ".join(role.get("sources", ())),
        "kin": " ".join(role.get("kin", ())),
        "ease": entry.get("ease", ""),
        "entry": entry.get("text", ""),
        "entry_source": entry.get("source", ""),
    }
    return Record(place, values), statements


def _is_table(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(row, dict) for row in value)

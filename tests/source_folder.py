"""A tiny world as a source folder: the tables and settings that a person would write."""

from __future__ import annotations

import csv
import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from mlroles.schema import SECTIONS
from whole_world import WHOLE
from worlds import EDITION, need

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from worlds import Rows

__all__ = ["COUNTED", "SOURCE", "WORLD", "fill", "write_csv", "write_source"]

# The whole world, in which every role is ranked first by what is essential to it.
WORLD: dict[str, Rows] = {**WHOLE, "needs": (*WHOLE["needs"][:3], need("cook", "c"),
                                             *WHOLE["needs"][4:])}  # fmt: skip
COUNTED = (
    ("Bäcker", "", 40, 40_000), ("Bäcker", "Backofen", 35, 30_000), ("Bäcker", "C", 12, 10_000),
    ("Koch", "", 60, 60_000), ("Koch", "Oven", 28, 20_000), ("Koch", "C", 45, 40_000),
    ("Taxi", "", 9, 9_000), ("Taxi", "C", 9, 9_000),
)  # fmt: skip
SOURCE: dict[str, Any] = {
    "source": "guild.book",
    "year": 1998,
    "file": "guild.csv",
    "rows": "guild",
    "titles": {
        "Bäcker": {"role": "baker", "reason": "by name"},
        "Koch": {"role": "cook", "reason": "by name"},
        "Taxi": {"role": "outside", "reason": "drives"},
    },
}


def fill(row: Mapping[str, Any], section: str) -> dict[str, str]:
    """A row with every column of its section."""
    return {name: str(row.get(name, "")) for name in SECTIONS[section]}


def write_csv(path: Path, names: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([[*names], *rows])


def write_source(
    root: Path,
    world: Mapping[str, Rows] = WORLD,
    *sources: Mapping[str, Any],
    counted: Iterable[tuple[str, str, int, int]] = COUNTED,
    **settings: Any,
) -> Path:
    """The folder ``data/1999.1`` of a world, its evidence beside it; `settings` go on top."""
    home = root / "data" / "1999.1"
    (home / "roles").mkdir(parents=True)
    (root / "data" / "evidence").mkdir()
    for section in {*SECTIONS} - {"roles", "statements", "sources"}:
        rows = [fill(row, section).values() for row in world.get(section, ())]
        write_csv(home / f"{section}.csv", SECTIONS[section], rows)
    sections = SECTIONS["sources"]
    write_csv(root / "data" / "sources.csv", sections,
              [fill(row, "sources").values() for row in world["sources"]])  # fmt: skip
    for row in world["roles"]:
        statements = [each for each in world["statements"] if each["role"] == row["id"]]
        (home / "roles" / f"{row['id']}.toml").write_text(_role(row, statements), "utf-8")
    ids = [row["id"] for row in world["roles"]]
    (home / "edition.toml").write_text(_toml({**EDITION, "roles": ids, **settings}), "utf-8")
    file = root / "data" / "evidence" / "guild.csv"
    write_csv(file, ("title", "option", "people", "portion"), counted)
    pinned = {"sha256": sha256(file.read_bytes()).hexdigest()}
    entries = [_toml({**pinned, **source}, "evidence.") for source in sources or (SOURCE,)]
    text = "\n".join(f"[[evidence]]\n{entry}" for entry in entries)
    (home / "evidence.toml").write_text(text, "utf-8")
    return home


def _role(row: Mapping[str, Any], statements: Iterable[Mapping[str, Any]]) -> str:
    entry = {"ease": row["ease"], "text": row["entry"], "source": row["entry_source"]}
    lists = {key: str(row.get(key, "")).split() for key in ("sources", "kin")}
    plain = {key: row[key] for key in ("id", "name", "summary", "tier", "status")}
    reason = {"kin_reason": row["kin_reason"]} if row.get("kin_reason") else {}
    text = _toml({**plain, **lists, **reason, "entry": entry})
    for each in statements:
        said = {key: value for key, value in each.items() if key not in {"role", "aspect"}}
        text += f"\n[[{each['aspect']}]]\n{_toml(said)}"
    return text


def _toml(values: Mapping[str, Any], above: str = "") -> str:
    """Keys and values, tables last; what TOML writes as JSON does is left to json."""
    plain = [f"{key} = {_value(each)}" for key, each in values.items() if not _is_deep(each)]
    deep = [
        f"\n[{above}{key}]\n" + "\n".join(f"{_value(k)} = {_value(v)}" for k, v in each.items())
        for key, each in values.items()
        if _is_deep(each)
    ]
    return "\n".join([*plain, *deep]) + "\n"


def _is_deep(value: object) -> bool:
    return isinstance(value, dict)


def _value(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_value(k)} = {_value(v)}" for k, v in value.items()) + "}"
    return json.dumps(value, ensure_ascii=False)

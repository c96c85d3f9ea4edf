"""From source records, checked and weighed, to the document of an edition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mlroles.edition_format import FORMAT
from mlroles.model import IMPORTANCES
from mlroles.names import fold
from mlroles.records import Record, Records, group

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["ASPECTS", "assemble"]

ASPECTS = (
    "responsibilities",
    "avoids",
    "loves",
    "data",
    "activities",
    "background",
    "examples",
    "specialisms",
    "grounds",
    "objections",
)

Document = dict[str, Any]


def assemble(
    records: Records,
    rows: Mapping[str, tuple[tuple[int, ...], str]],
    named_by: Mapping[tuple[str, str], Sequence[tuple[int, int, str, int]]],
    priors: Mapping[str, Mapping[str, int]],
) -> Document:
    """The document of checked source records and the weights computed from them.

    Parameters
    ----------
    records
        The source records of an edition; `mlroles.integrity` has nothing to say against them.
    rows
        Skill id to its weights and their bases, as `mlroles.weighing.weigh` returns them.
    named_by
        Role and skill id to the counts behind `mlroles.model.NamedBy`.
    priors
        Name of a mix to role id to how many people it counts.
    """
    (edition,) = records["edition"]
    needs, statements = group(records["needs"], "role"), group(records["statements"], "role")
    by_role = {
        section: group(records[section], "role")
        for section in ("knowledge", "resources", "crosswalk")
    }
    return {
        "format": FORMAT,
        # the columns of the weights are the roles in this order, so it is said by the same records
        "edition": {
            **edition.values,
            "priors": priors,
            "roles": [row["id"] for row in records["roles"]],
        },
        "sources": {row["id"]: _plain(row, "id") for row in records["sources"]},
        "skills": _skills(records, rows),
        "roles": {
            row["id"]: {
                **_role(row, statements.get(row["id"], [])),
                "needs": _needs(needs.get(row["id"], []), named_by),
                **{
                    key: [_plain(r, "role") for r in rows.get(row["id"], [])]
                    for key, rows in by_role.items()
                },
            }
            for row in records["roles"]
        },
        "titles": _titles(records),
        "handoffs": [_plain(row) for row in records["handoffs"]],
        "moves": [_plain(row) for row in records["moves"]],
        "anchors": _anchors(records["anchors"]),
    }


def _titles(records: Records) -> list[list[Any]]:
    """Title, roles, source and, where other classifications file the title, their entries."""
    links = group(records["title_links"], "title")
    rows = sorted(records["titles"], key=lambda row: fold(row["title"]))
    plain: list[list[Any]] = [[row["title"], row.split("roles"), row["source"]] for row in rows]
    for row in plain:
        if row[0] in links:
            row.append([_plain(link, "title") for link in links[row[0]]])
    return plain


def _anchors(anchors: Sequence[Record]) -> dict[str, list[str]]:
    """Subject to what one can do at each level, from 0 on."""
    by_subject = group(anchors, "subject")
    return {
        subject: [row["text"] for row in sorted(rows, key=lambda row: row["level"])]
        for subject, rows in by_subject.items()
    }


def _plain(row: Record, *left_out: str) -> Document:
    return {key: value for key, value in row.values.items() if key not in left_out and value != ""}


def _skills(records: Records, rows: Mapping[str, tuple[tuple[int, ...], str]]) -> Document:
    by_skill: dict[str, list[Record]] = {}
    for alias in records["aliases"]:
        for skill in alias.split("skill"):
            by_skill.setdefault(skill, []).append(alias)
    return {
        row["id"]: {
            **_plain(row, "id", "prerequisites"),
            "prerequisites": row.split("prerequisites"),
            **_names(row, by_skill.get(row["id"], [])),
            "weights": list(rows[row["id"]][0]),
            "basis": rows[row["id"]][1],
        }
        for row in records["skills"]
    }


def _names(skill: Record, aliases: Iterable[Record]) -> Document:
    ordered = sorted(aliases, key=lambda row: (fold(row["alias"]), row["alias"]))
    written = [skill["id"], skill["name"], *(row["alias"] for row in ordered)]
    return {
        "aliases": [
            [r["alias"], r["reading"], *r["near"].split("|")]
            if r["near"]
            else [r["alias"], r["reading"]]
            for r in ordered
        ],
        "keys": sorted({fold(name) for name in written}),
    }


def _role(row: Record, statements: Sequence[Record]) -> Document:
    aspects = group(statements, "aspect")
    said = {
        aspect: [_plain(statement, "role", "aspect") for statement in aspects[aspect]]
        for aspect in (*ASPECTS, "boundaries")
        if aspect in aspects
    }
    return {**_plain(row, "id", "kin_reason"), **said}


def _needs(
    needs: Sequence[Record],
    named_by: Mapping[tuple[str, str], Sequence[tuple[int, int, str, int]]],
) -> list[Document]:
    ordered = sorted(needs, key=lambda row: (-IMPORTANCES[row["importance"]], row["skill"]))
    return [
        {
            **_plain(row, "role", "level"),
            "level": int(row["level"]),
            "named_by": [list(count) for count in named_by.get((row["role"], row["skill"]), [])],
        }
        for row in ordered
    ]

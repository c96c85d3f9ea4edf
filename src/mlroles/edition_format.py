"""The compiled form of an edition: canonical JSON, one record a line, integers and strings only."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

from mlroles.entries import (
    Surroundings,
    build_each,
    build_move,
    build_role,
    build_skill,
    build_source,
    build_title,
)
from mlroles.errors import InvalidTaxonomy, UnknownRole, UnknownSkill, UnknownSource
from mlroles.model import IMPORTANCES, Handoff, Scoring
from mlroles.names import NameKey, SkillId, fold
from mlroles.records import Record, Records, group
from mlroles.taxonomy import Catalogue, Taxonomy, Weights

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["ASPECTS", "FORMAT", "assemble", "decode", "encode"]

FORMAT = 1
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


def encode(document: Document) -> bytes:
    """The canonical bytes of a document: sorted, a record a line, UTF-8, no white space to spare.

    Examples
    --------
    >>> print(encode({"skills": {"r": {"name": "R"}}, "format": 1}).decode(), end="")
    {
    "format":1,
    "skills":{
    "r":{"name":"R"}
    }
    }
    """
    sections = [f"{_text(key)}:{_section(document[key])}" for key in sorted(document)]
    return ("{\n" + ",\n".join(sections) + "\n}\n").encode()


def _section(value: Any) -> str:
    if isinstance(value, dict):
        lines = [f"{_text(key)}:{_text(value[key])}" for key in sorted(value)]
        return "{\n" + ",\n".join(lines) + "\n}"
    if isinstance(value, list):
        return "[\n" + ",\n".join(map(_text, value)) + "\n]"
    return _text(value)


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


# From source records to a document ---------------------------------------------------------------


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


# From a document to a taxonomy -------------------------------------------------------------------


def decode(data: bytes, fingerprint: str, origin: str) -> Taxonomy:
    """The taxonomy of a compiled edition.

    Parameters
    ----------
    data
        What `encode` returned.
    fingerprint
        Its sha256, in hexadecimal.
    origin
        ``released``, ``draft`` or ``outside the lock``.

    Raises
    ------
    InvalidTaxonomy
        If the bytes are no compiled edition, or one of a later format.
    """
    document = _parse(data)
    try:
        return _taxonomy(document, fingerprint, origin)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        message = f"this is no compiled edition: {error!r}"
        raise InvalidTaxonomy(message) from error


def _taxonomy(document: Document, fingerprint: str, origin: str) -> Taxonomy:
    edition, skills = document["edition"], document["skills"]
    catalogue = Catalogue(skills, build_skill, UnknownSkill)
    titles = tuple(build_title(*row) for row in document["titles"])
    handoffs = build_each(Handoff, document["handoffs"])
    around = Surroundings(catalogue, titles, handoffs, document.get("anchors", {}))
    by_id = {role: document["roles"][role] for role in edition["roles"]}
    return Taxonomy(
        edition=edition["id"],
        fingerprint=fingerprint,
        origin=origin,
        roles=Catalogue(by_id, partial(build_role, around), UnknownRole),
        skills=catalogue,
        sources=Catalogue(document["sources"], build_source, UnknownSource),
        titles=titles,
        parties=edition["parties"],
        weights=Weights(
            {role: at for at, role in enumerate(edition["roles"])},
            {key: (tuple(skill["weights"]), skill["basis"]) for key, skill in skills.items()},
        ),
        scoring=Scoring(**edition["scoring"]),
        priors=edition["priors"],
        names=_index(skills, document["moves"]),
        moves=tuple(map(build_move, document["moves"])),
        agreement=edition.get("agreement", {}),
        language=edition.get("language", "english-1"),
        guidance=edition.get("guidance", "guidance-1"),
    )


def _parse(data: bytes) -> Document:
    try:
        document = json.loads(data)
        found = document["format"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        message = f"this is no compiled edition: {error}"
        raise InvalidTaxonomy(message) from error
    if found != FORMAT:
        message = f"this edition is written in format {found!r}; this mlroles reads format {FORMAT}"
        raise InvalidTaxonomy(message)
    return document  # type: ignore[no-any-return]  # json.loads returns Any


def _index(
    skills: Mapping[str, Document], moves: Iterable[Document]
) -> dict[NameKey, tuple[SkillId, ...]]:
    """Every name to the skills that bear it, and every id of old to what it became."""
    names: dict[NameKey, tuple[SkillId, ...]] = {}
    for skill, record in skills.items():
        for key in record["keys"]:
            names[key] = (*names[key], SkillId(skill)) if key in names else (SkillId(skill),)
    moved = [move for move in moves if move["section"] == "skills"]
    for move in sorted(moved, key=lambda move: str(move["kind"] == "derived-from")):
        for old in move.get("old", "").split():
            names.setdefault(fold(old), tuple(map(SkillId, move.get("new", "").split())))
    return names

"""The compiled form of an edition: canonical JSON, one record a line, integers and strings only."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import frozen

from mlroles.errors import InvalidTaxonomy, UnknownRole, UnknownSkill, UnknownSource
from mlroles.model import (
    IMPORTANCES,
    Alias,
    Boundary,
    Crosswalk,
    Entry,
    Handoff,
    Knowledge,
    Level,
    Move,
    NamedBy,
    Need,
    Resource,
    Role,
    Scoring,
    Skill,
    Source,
    Statement,
    Title,
)
from mlroles.names import NameKey, RoleId, SkillId, fold
from mlroles.records import Record, Records, group
from mlroles.taxonomy import Catalogue, Taxonomy, Weights

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from mlroles.model import Overlay

__all__ = ["ASPECTS", "FORMAT", "assemble", "build_taxonomy", "decode", "encode"]

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
T = TypeVar("T")


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
        return build_taxonomy(document, fingerprint, origin)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        message = f"this is no compiled edition: {error!r}"
        raise InvalidTaxonomy(message) from error


def build_taxonomy(
    document: Document,
    fingerprint: str,
    origin: str,
    overlays: tuple[Overlay, ...] = (),
    path: str = "",
) -> Taxonomy:
    """The taxonomy of a document that nobody has to check any more."""
    edition, skills = document["edition"], document["skills"]
    catalogue = Catalogue(skills, build_skill, UnknownSkill)
    handoffs = group([Record("", row) for row in document["handoffs"]], "producer")
    taken = group([Record("", row) for row in document["handoffs"]], "consumer")
    titles = tuple(_title(*row) for row in document["titles"])
    about = {
        role: _Surroundings(
            handoffs=(*handoffs.get(role, []), *taken.get(role, [])),
            titles=tuple(title for title in titles if role in title.roles),
            anchors=document.get("anchors", {}),
        )
        for role in edition["roles"]
    }
    by_id = {role: document["roles"][role] for role in edition["roles"]}
    return Taxonomy(
        edition=edition["id"],
        fingerprint=fingerprint,
        origin=origin,
        roles=Catalogue(by_id, partial(build_role, catalogue, about), UnknownRole),
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
        moves=tuple(map(_move, document["moves"])),
        agreement=edition.get("agreement", {}),
        language=edition.get("language", "english-1"),
        guidance=edition.get("guidance", "guidance-1"),
        overlays=overlays,
        path=path,
        document=document,
    )


def _title(name: str, roles: Iterable[str], source: str, links: Iterable[Document] = ()) -> Title:
    linked = tuple(_crosswalk({**link, "relation": "relatedMatch"}) for link in links)
    return Title(name, tuple(map(RoleId, roles)), (source,), linked)


def _move(row: Document) -> Move:
    old, new = (tuple(row.get(end, "").split()) for end in ("old", "new"))
    return Move(row["section"], old, new, row["kind"], row["reason"], _cited(row))


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


def build_source(source: str, record: Document) -> Source:
    """The source of a record."""
    keys = ("title", "publisher", "date", "address", "licence")
    return Source(source, *(record.get(key, "") for key in keys))


def build_skill(skill: str, record: Document) -> Skill:
    """The skill of a record."""
    return Skill(
        id=SkillId(skill),
        name=record["name"],
        kind=record["kind"],
        definition=record["definition"],
        broader=record.get("broader"),
        prerequisites=tuple(record["prerequisites"]),
        aliases=tuple(map(_alias, record["aliases"])),
        sources=_cited(record),
    )


def _alias(row: Sequence[str] | Document) -> Alias:
    if isinstance(row, dict):  # an overlay's, which says whose it is
        return Alias(row["name"], row["reading"], tuple(row["near"]), _cited(row))
    name, how, *near = row
    return Alias(name, how, tuple(near))


@frozen
class _Surroundings:
    """What other sections of an edition say of a role."""

    handoffs: Sequence[Record]
    titles: tuple[Title, ...]
    anchors: Mapping[str, Sequence[str]]


def build_role(
    skills: Catalogue[Skill], about: Mapping[str, _Surroundings], role: str, record: Document
) -> Role:
    """The role of a record, with its skills, hand-offs and titles."""
    around = about[role]
    plain = {key: record[key] for key in ("name", "summary", "tier", "status")}
    said: Document = {key: _each(Statement, record.get(key, ())) for key in ASPECTS}
    return Role(
        id=RoleId(role),
        **plain,
        **said,
        entry=Entry(record["ease"], record["entry"], (record["entry_source"],)),
        boundaries=_each(Boundary, record.get("boundaries", ())),
        needs=tuple(_need(skills, row) for row in record["needs"]),
        knowledge=tuple(_knowledge(skills, around.anchors, row) for row in record["knowledge"]),
        handoffs=_each(Handoff, [row.values for row in around.handoffs]),
        titles=around.titles,
        resources=_each(Resource, record["resources"]),
        crosswalk=tuple(_crosswalk(row) for row in record["crosswalk"]),
        sources=tuple(record["sources"].split()),
        kin=tuple(map(RoleId, record.get("kin", "").split())),
    )


def _each(make: Callable[..., T], rows: Iterable[Mapping[str, Any]]) -> tuple[T, ...]:
    return tuple(
        make(**{key: value for key, value in row.items() if key != "source"}, sources=_cited(row))
        for row in rows
    )


def _cited(record: Mapping[str, Any]) -> tuple[str, ...]:
    return (record["source"],)


def _need(skills: Catalogue[Skill], row: Document) -> Need:
    counts = tuple(NamedBy(*count) for count in row["named_by"])
    return Need(skills[row["skill"]], row["importance"], Level(row["level"]), counts, _cited(row))


def _knowledge(
    skills: Catalogue[Skill], anchors: Mapping[str, Sequence[str]], row: Document
) -> Knowledge:
    enter, grow = Level(int(row["enter"])), Level(int(row["grow"]))
    said = anchors.get(row["subject"])
    means = (said[enter], said[grow]) if said else ("", "")
    return Knowledge(skills[row["subject"]], enter, grow, row["note"], _cited(row), *means)


def _crosswalk(row: Document) -> Crosswalk:
    code, uri = row.get("code", ""), row.get("uri", "")
    return Crosswalk(row["scheme"], row["version"], code, uri, row["relation"], _cited(row))

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
from mlroles.model import Handoff, Scoring
from mlroles.names import NameKey, SkillId, fold
from mlroles.taxonomy import Catalogue, Taxonomy, Weights

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mlroles.model import Overlay

__all__ = ["FORMAT", "OUTSIDE", "build_taxonomy", "decode", "encode"]

FORMAT = 1
OUTSIDE = "outside the lock"

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
        taxonomy = build_taxonomy(document, fingerprint, origin)
        if origin == OUTSIDE:
            from mlroles.inspection import inspect

            inspect(taxonomy)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        message = f"this is no compiled edition: {error!r}"
        raise InvalidTaxonomy(message) from error
    return taxonomy


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
        overlays=overlays,
        path=path,
        document=document,
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

"""What the source records of an edition look like: sections, columns and what each may hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from mlroles.model import IMPORTANCES, KINDS, MOVES, READINGS, RELATIONS, Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["KEYS", "LEVELS", "SECTIONS", "Column"]

LEVELS = tuple(str(int(level)) for level in Level)


@frozen
class Column:
    """What a column may hold.

    Attributes
    ----------
    required
        Whether it must not be empty.
    choices
        The only values allowed, if not empty.
    refers
        The section whose ids it names, if any.
    many
        Whether it may name several, with single spaces between.
    """

    required: bool = True
    choices: tuple[str, ...] = ()
    refers: str = ""
    many: bool = False


def _ref(section: str, *, required: bool = True, many: bool = False) -> Column:
    return Column(required=required, refers=section, many=many)


def _one_of(choices: Iterable[str]) -> Column:
    return Column(choices=tuple(choices))


_TEXT, _MAYBE, _SOURCE = Column(), Column(required=False), _ref("sources")
_ASPECTS = (
    "responsibilities",
    "boundaries",
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

SECTIONS: Mapping[str, Mapping[str, Column]] = {
    "sources": {
        "id": _TEXT, "title": _TEXT, "publisher": _TEXT, "date": _TEXT, "address": _MAYBE,
        "licence": _TEXT,
    },
    "roles": {
        "id": _TEXT, "name": _TEXT, "summary": _TEXT, "tier": _one_of(("core", "extended")),
        "status": _one_of(("active", "retired")), "sources": _ref("sources", many=True),
        "ease": _one_of(("common", "rare", "none", "unstated")), "entry": _TEXT,
        "entry_source": _SOURCE, "kin": _ref("roles", required=False, many=True),
        "kin_reason": _MAYBE,
    },
    "statements": {
        "role": _ref("roles"), "aspect": _one_of(_ASPECTS), "text": _TEXT,
        "neighbour": _ref("roles", required=False), "source": _SOURCE,
    },
    "skills": {
        "id": _TEXT, "name": _TEXT, "kind": _one_of(KINDS), "definition": _TEXT,
        "broader": _ref("skills", required=False),
        "prerequisites": _ref("skills", required=False, many=True), "source": _SOURCE,
    },
    "aliases": {
        "alias": _TEXT, "skill": _ref("skills", many=True), "reading": _one_of(READINGS),
        "near": _MAYBE, "source": _SOURCE,
    },
    "needs": {
        "role": _ref("roles"), "skill": _ref("skills"), "importance": _one_of(IMPORTANCES),
        "level": _one_of(LEVELS[1:]), "source": _SOURCE,
    },
    "knowledge": {
        "role": _ref("roles"), "subject": _ref("skills"), "enter": _one_of(LEVELS),
        "grow": _one_of(LEVELS), "note": _TEXT, "source": _SOURCE,
    },
    "anchors": {
        "subject": _ref("skills"), "level": _one_of(LEVELS), "text": _TEXT, "source": _SOURCE,
    },
    "ratings": {
        "role": _ref("roles"), "subject": _ref("skills"), "rater": _TEXT,
        "enter": _one_of(LEVELS), "grow": _one_of(LEVELS),
    },
    "titles": {
        "title": _TEXT, "roles": _ref("roles", required=False, many=True), "source": _SOURCE,
    },
    "handoffs": {
        "producer": _MAYBE, "artefact": _TEXT, "consumer": _MAYBE, "source": _SOURCE,
    },
    "resources": {
        "role": _ref("roles"), "skill": _ref("skills", required=False), "title": _TEXT,
        "address": _TEXT, "kind": _one_of(("course", "article", "documentation", "video", "book")),
        "source": _SOURCE,
    },
    "crosswalk": {
        "role": _ref("roles"), "scheme": _TEXT, "version": _TEXT, "code": _MAYBE, "uri": _MAYBE,
        "relation": _one_of(RELATIONS), "source": _SOURCE,
    },
    "title_links": {
        "title": _TEXT, "scheme": _TEXT, "version": _TEXT, "code": _TEXT, "source": _SOURCE,
    },
    "moves": {
        "section": _one_of(("roles", "skills")), "old": _MAYBE, "new": _MAYBE,
        "kind": _one_of(MOVES), "reason": _TEXT, "source": _SOURCE,
    },
    "other_work": {
        "skill": _ref("skills"), "strength": _one_of(("strong", "medium", "weak", "neutral")),
        "reason": _TEXT, "source": _SOURCE,
    },
}  # fmt: skip


KEYS: Mapping[str, tuple[str, ...]] = {
    "sources": ("id",), "roles": ("id",), "skills": ("id",), "needs": ("role", "skill"),
    "knowledge": ("role", "subject"), "handoffs": ("producer", "artefact", "consumer"),
    "statements": ("role", "aspect", "text"), "other_work": ("skill",),
    "moves": ("section", "old", "new"),
    "anchors": ("subject", "level"), "ratings": ("role", "subject", "rater"),
    "title_links": ("title", "scheme", "version", "code"),
    "resources": ("role", "address"), "crosswalk": ("role", "scheme", "version", "code"),
    "titles": ("title",),
}  # fmt: skip

"""What an overlay looks like: every key, what it may hold, and what to say of it in an editor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Union

from attrs import field, frozen

from mlroles.model import IMPORTANCES, KINDS, READINGS, Level

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "ASPECTS",
    "ID",
    "OVERLAY",
    "Choice",
    "Either",
    "Key",
    "Many",
    "Named",
    "Node",
    "Table",
    "Text",
]

ID = r"[a-z0-9]+(-[a-z0-9]+)*(:[a-z0-9]+(-[a-z0-9]+)*)?"
_NAMESPACE = r"[a-z][a-z0-9]*(-[a-z0-9]+)*"
_DATE = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
_ADDRESS = r"https?://\S+"

ASPECTS = {
    "responsibilities": "What the role does.",
    "avoids": "What it would rather not do.",
    "loves": "What it loves to work with.",
    "data": "The data that it handles.",
    "activities": "What a day brings.",
    "background": "Where its people come from.",
    "examples": "Jobs and products.",
    "specialisms": "Named concentrations.",
}


@frozen
class Text:
    """A string of some form, no longer than so many characters."""

    longest: int = 400
    pattern: str = ""
    like: str = ""
    name: bool = False


@frozen
class Choice:
    """One of a few words or whole numbers."""

    options: tuple[str | int, ...]


@frozen
class Many:
    """A list."""

    of: Node


@frozen
class Named:
    """A table in which the writer chooses the keys."""

    key: Text
    of: Node


@frozen
class Key:
    """A key of a table: what it holds, what it is for, and whether it must be there."""

    of: Node
    said: str
    required: bool = False


@frozen
class Table:
    """A table whose keys are given."""

    keys: Mapping[str, Key] = field(hash=False)


@frozen
class Either:
    """A string; or a table, where there is more to say."""

    text: Text
    table: Table


Node = Union[Text, Choice, Many, Named, Table, Either]  # noqa: UP007  # the names come later

_ID = Text(100, ID, "'apache-airflow', or 'acme:price-elasticity' of your own")
_NAME = Text(80, name=True)
_ADDRESSED = Text(400, _ADDRESS, "'https://example.org/page'")
_SENTENCE = Text(400)
_LEVEL = Choice(tuple(int(level) for level in Level))
_NEEDED = Choice(tuple(int(level) for level in Level)[1:])
_READING = Key(Choice(READINGS), "How the name may be read in a text; anywhere if left out.")
_NEAR = Key(Many(Text(40)), "For the reading 'near': words of which one stands close by.")

_ALIAS = Either(_NAME, Table({"name": Key(_NAME, "Another name.", required=True),
                              "reading": _READING, "near": _NEAR}))  # fmt: skip
_BOUNDARY = Either(
    _SENTENCE,
    Table({
        "text": Key(_SENTENCE, "What the role leaves to others.", required=True),
        "neighbour": Key(_ID, "The id of the role that does it."),
    }),
)  # fmt: skip
_NEED = Table({
    "importance": Key(Choice(tuple(IMPORTANCES)), "How much it matters.", required=True),
    "level": Key(_NEEDED, "1 awareness, 2 working, 3 practitioner, 4 expert.", required=True),
})  # fmt: skip
_KNOWLEDGE = Table({
    "enter": Key(_LEVEL, "The level to enter the role with.", required=True),
    "grow": Key(_LEVEL, "The level to be good at it.", required=True),
    "note": Key(_SENTENCE, "Why.", required=True),
})  # fmt: skip
_RESOURCE = Table({
    "title": Key(_NAME, "What it is called.", required=True),
    "address": Key(_ADDRESSED, "Where it is.", required=True),
    "kind": Key(
        Choice(("course", "article", "documentation", "video", "book")), "What it is.",
        required=True,
    ),
    "skill": Key(_ID, "The id of the one skill that it teaches, if it teaches one."),
})  # fmt: skip

_ROLE = Table({
    "name": Key(_NAME, "What the role is called."),
    "summary": Key(Text(600), "Two sentences: what it does, and what it hands on."),
    "titles": Key(Many(_NAME), "Titles that employers write for it, without seniority."),
    "needs": Key(Named(_ID, _NEED), "What the work asks for, by the id of the skill."),
    "knowledge": Key(Named(_ID, _KNOWLEDGE), "How deep it goes, by the id of the subject."),
    "entry": Key(
        Table({
            "ease": Key(
                Choice(("common", "rare", "none", "unstated")), "As a first job.", required=True
            ),
            "text": Key(_SENTENCE, "In a sentence.", required=True),
        }),
        "How easy it is to enter as a first job.",
    ),
    "boundaries": Key(Many(_BOUNDARY), "What it leaves to its neighbours."),
    "resources": Key(Many(_RESOURCE), "Where to start learning."),
    **{aspect: Key(Many(_SENTENCE), said) for aspect, said in ASPECTS.items()},
})  # fmt: skip

_SKILL = Table({
    "name": Key(_NAME, "Its standard name."),
    "kind": Key(Choice(KINDS), "What it is."),
    "definition": Key(Text(110), "One sentence: what it is and what for."),
    "broader": Key(_ID, "The id of the skill that it is a kind or a part of."),
    "prerequisites": Key(Many(_ID), "Ids of skills to learn first."),
    "reading": _READING,
    "near": _NEAR,
    "aliases": Key(Many(_ALIAS), "Other names."),
})  # fmt: skip

_HANDOFF = Table({
    "producer": Key(_ID, "The id of the role or party that makes it.", required=True),
    "artefact": Key(_SENTENCE, "What is handed on.", required=True),
    "consumer": Key(_ID, "The id of the role or party that takes it.", required=True),
})  # fmt: skip

_HEAD = Table({
    "namespace": Key(
        Text(30, _NAMESPACE, "'acme'"), "What your ids begin with, before a colon.", required=True
    ),
    "title": Key(Text(120), "What you call this overlay.", required=True),
    "edition": Key(Text(20, r"[0-9]+\.[0-9]+", "'2026.1'"), "The edition that it is written for."),
    "publisher": Key(Text(120), "Who answers for it."),
    "date": Key(Text(10, _DATE, "'2026-11'"), "When it was written."),
    "address": Key(_ADDRESSED, "Where to read more."),
    "licence": Key(Text(120), "On which terms others may use it."),
})  # fmt: skip

OVERLAY = Table({
    "overlay": Key(_HEAD, "Whose roles these are.", required=True),
    "roles": Key(
        Named(_ID, _ROLE), "Your roles by id, 'acme:pricing-scientist'; a plain id changes ours."
    ),
    "skills": Key(
        Named(_ID, _SKILL), "Your skills by id; under a plain id, further aliases of ours."
    ),
    "titles": Key(
        Named(_NAME, Many(_ID)),
        "Titles, each with the ids of the roles that it may mean; one of ours is changed.",
    ),
    "parties": Key(Named(_ID, _NAME), "Who takes part in hand-offs without being a role, by id."),
    "handoffs": Key(Many(_HANDOFF), "Who hands what to whom."),
})  # fmt: skip

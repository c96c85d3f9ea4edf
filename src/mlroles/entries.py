"""The entries of a compiled edition as values: a record in, a role, skill or the like out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from mlroles.deferral import defer
from mlroles.model import (
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
    Skill,
    Source,
    Statement,
    Title,
)
from mlroles.names import RoleId, SkillId

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from mlroles.taxonomy import Catalogue

# a method is named as the field that it works out, and says the same

__all__ = [
    "Surroundings",
    "build_each",
    "build_move",
    "build_role",
    "build_skill",
    "build_source",
    "build_title",
]

Document = dict[str, Any]
T = TypeVar("T")


def build_title(
    name: str, roles: Iterable[str], source: str, links: Iterable[Document] = ()
) -> Title:
    """The title of a row."""
    linked = tuple(_crosswalk({**link, "relation": "relatedMatch"}) for link in links)
    return Title(name, tuple(map(RoleId, roles)), (source,), linked)


def build_move(row: Document) -> Move:
    """The move of a row."""
    old, new = (tuple(row.get(end, "").split()) for end in ("old", "new"))
    return Move(row["section"], old, new, row["kind"], row["reason"], _cited(row))


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


class Surroundings(NamedTuple):
    """What other sections of an edition say of its roles."""

    skills: Catalogue[Skill]
    titles: tuple[Title, ...]
    handoffs: tuple[Handoff, ...]
    anchors: Mapping[str, Sequence[str]]


def build_role(around: Surroundings, role: str, record: Document) -> Role:
    """The role of a record; its needs, hand-offs and the like are made when looked at."""
    plain = {key: record[key] for key in ("name", "summary", "tier", "status")}
    return defer(Role, _RoleReading(around, role, record), id=RoleId(role), **plain)


class _RoleReading:
    """The worker behind a role; its methods are named as the fields that they work out."""

    def __init__(self, around: Surroundings, role: str, record: Document) -> None:
        self.around = around
        self.role = role
        self.record = record

    def __getattr__(self, aspect: str) -> Callable[[], tuple[Statement, ...]]:
        """What works out any other field: they all hold statements."""
        return lambda: build_each(Statement, self.record.get(aspect, ()))

    def entry(self) -> Entry:
        record = self.record
        return Entry(record["ease"], record["entry"], (record["entry_source"],))

    def boundaries(self) -> tuple[Boundary, ...]:
        return build_each(Boundary, self.record.get("boundaries", ()))

    def needs(self) -> tuple[Need, ...]:
        return tuple(_need(self.around.skills, row) for row in self.record["needs"])

    def knowledge(self) -> tuple[Knowledge, ...]:
        skills, anchors = self.around.skills, self.around.anchors
        return tuple(_knowledge(skills, anchors, row) for row in self.record["knowledge"])

    def handoffs(self) -> tuple[Handoff, ...]:
        """What it hands on, then what it takes."""
        handoffs, role = self.around.handoffs, self.role
        given = (handoff for handoff in handoffs if handoff.producer == role)
        return (*given, *(handoff for handoff in handoffs if handoff.consumer == role))

    def titles(self) -> tuple[Title, ...]:
        return tuple(title for title in self.around.titles if self.role in title.roles)

    def resources(self) -> tuple[Resource, ...]:
        return build_each(Resource, self.record["resources"])

    def crosswalk(self) -> tuple[Crosswalk, ...]:
        return tuple(map(_crosswalk, self.record["crosswalk"]))

    def sources(self) -> tuple[str, ...]:
        return tuple(self.record["sources"].split())

    def kin(self) -> tuple[RoleId, ...]:
        return tuple(map(RoleId, self.record.get("kin", "").split()))


def build_each(make: Callable[..., T], rows: Iterable[Mapping[str, Any]]) -> tuple[T, ...]:
    """A value a row: the columns are its fields, but for the source."""
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

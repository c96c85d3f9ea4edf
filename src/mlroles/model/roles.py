"""Roles, and what is said of each: its needs, knowledge, hand-offs, titles and the like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

from mlroles.deferral import Deferred
from mlroles.shown import Drawn

if TYPE_CHECKING:
    from mlroles.model.skills import Level, Skill
    from mlroles.names import RoleId, SkillId

__all__ = [
    "IMPORTANCES",
    "RELATIONS",
    "Boundary",
    "Crosswalk",
    "Entry",
    "Handoff",
    "Knowledge",
    "NamedBy",
    "Need",
    "Resource",
    "Role",
    "Statement",
    "Title",
]

IMPORTANCES = {"essential": 4, "important": 2, "useful": 1}
RELATIONS = (
    "exactMatch",
    "closeMatch",
    "broadMatch",
    "narrowMatch",
    "relatedMatch",
    "noMatch",
)


@frozen
class NamedBy:
    """How many people of a role named a skill in one source.

    Attributes
    ----------
    permille
        Of the people of the role who named anything in that source.
    n
        How many these were.
    source
        The source's id.
    year
        Of the asking.
    """

    permille: int
    n: int
    source: str
    year: int


@frozen
class Need:
    """What the work of a role asks for.

    Attributes
    ----------
    skill
        The skill.
    importance
        ``essential``, ``important`` or ``useful``.
    level
        The level that the work asks for, 1 to 4.
    named_by
        How often people of the role name it, a count a source; empty where nobody was asked.
    sources
        References to sources.
    """

    skill: Skill
    importance: str
    level: Level
    named_by: tuple[NamedBy, ...] = ()
    sources: tuple[str, ...] = ()


@frozen
class Knowledge:
    """How deep a role goes into a subject: a judgement, and said to be one.

    Attributes
    ----------
    subject
        A skill of the kind ``subject``.
    enter
        The level to enter the role with.
    grow
        The level to be good at it.
    note
        Why.
    sources
        References to sources.
    enter_anchor, grow_anchor
        What one can do who knows the subject so deeply; empty where an edition does not say.
    """

    subject: Skill
    enter: Level
    grow: Level
    note: str
    sources: tuple[str, ...] = ()
    enter_anchor: str = ""
    grow_anchor: str = ""


@frozen
class Statement:
    """One thing said of a role, and who says so."""

    text: str
    sources: tuple[str, ...] = ()


@frozen
class Boundary:
    """What a role does not do, and the neighbour who does (a role's id), if one does."""

    text: str
    neighbour: RoleId | None = None
    sources: tuple[str, ...] = ()


@frozen
class Entry:
    """How easy a role is to enter as a first job: ``common``, ``rare``, ``none``, ``unstated``."""

    ease: str
    text: str
    sources: tuple[str, ...] = ()


@frozen
class Handoff:
    """What one role hands to another; either end may be a party that is no role of ours."""

    producer: str
    artefact: str
    consumer: str
    sources: tuple[str, ...] = ()


@frozen
class Resource:
    """Where to start learning: for a role and, where it teaches one thing, a skill."""

    title: str
    address: str
    kind: str
    skill: SkillId | None = None
    sources: tuple[str, ...] = ()


@frozen
class Crosswalk:
    """The nearest entry of another classification, by its version and a SKOS relation.

    ``noMatch`` says that the other classification has none; its code and address are then empty.
    """

    scheme: str
    version: str
    code: str
    uri: str
    relation: str
    sources: tuple[str, ...] = ()


@frozen
class Title:
    """What an employer writes. It points to one role, to several, or to none of ours.

    Attributes
    ----------
    name
        As employers write it, without seniority.
    roles
        Ids of the roles it may mean, the likeliest first.
    sources
        References to sources.
    links
        Entries of other classifications under which these file the title: links of the title, and
        not of any role.
    """

    name: str
    roles: tuple[RoleId, ...]
    sources: tuple[str, ...] = ()
    links: tuple[Crosswalk, ...] = ()


@frozen
class Role(Deferred, Drawn):
    """A kind of machine-learning work, named by what it does and what it hands on.

    Attributes
    ----------
    id, name, summary
        Stable id, name, and two sentences.
    tier
        ``core`` or ``extended``.
    status
        ``active`` or ``retired``.
    responsibilities, avoids, loves, data, activities, background, examples, specialisms
        Statements: what it does, would rather not do, and loves; the data it handles; a day; where
        its people come from; jobs and products; named concentrations.
    boundaries
        What it leaves to its neighbours.
    needs
        What the work asks for, most important first.
    knowledge
        How deep it goes, subject by subject.
    handoffs
        What it takes from and hands to others.
    titles, resources, crosswalk, entry, sources
        See their classes.
    kin
        Ids of the roles from which it borrows weights, where its own people were not counted.
    grounds, objections
        Statements: what speaks for its being a role of its own, and what against.
    """

    id: RoleId
    name: str
    summary: str = field(repr=False)
    tier: str = field(repr=False)
    status: str = field(repr=False)
    entry: Entry = field(repr=False)
    responsibilities: tuple[Statement, ...] = field(default=(), repr=False)
    boundaries: tuple[Boundary, ...] = field(default=(), repr=False)
    avoids: tuple[Statement, ...] = field(default=(), repr=False)
    loves: tuple[Statement, ...] = field(default=(), repr=False)
    data: tuple[Statement, ...] = field(default=(), repr=False)
    activities: tuple[Statement, ...] = field(default=(), repr=False)
    background: tuple[Statement, ...] = field(default=(), repr=False)
    examples: tuple[Statement, ...] = field(default=(), repr=False)
    specialisms: tuple[Statement, ...] = field(default=(), repr=False)
    needs: tuple[Need, ...] = field(default=(), repr=False)
    knowledge: tuple[Knowledge, ...] = field(default=(), repr=False)
    handoffs: tuple[Handoff, ...] = field(default=(), repr=False)
    titles: tuple[Title, ...] = field(default=(), repr=False)
    resources: tuple[Resource, ...] = field(default=(), repr=False)
    crosswalk: tuple[Crosswalk, ...] = field(default=(), repr=False)
    sources: tuple[str, ...] = field(default=(), repr=False)
    kin: tuple[RoleId, ...] = field(default=(), repr=False)
    grounds: tuple[Statement, ...] = field(default=(), repr=False)
    objections: tuple[Statement, ...] = field(default=(), repr=False)

    def __hash__(self) -> int:
        return hash(self.id)

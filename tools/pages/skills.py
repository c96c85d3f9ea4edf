"""All skills: one page to find a name on, and a page for each kind with what is known of each."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from attrs import field, frozen

from mlroles.display.lines import decibans
from mlroles.display.markup import Markup, element, join
from mlroles.model import BASES, KINDS
from pages.layout import Links, heading, page, plain, raw, toctree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mlroles.model import Skill
    from mlroles.taxonomy import Taxonomy

__all__ = ["skill_pages"]

_SHOWN_WEIGHTS = 3
_MARKS = dict(zip("cbp", zip(BASES, ("", "~", "*"), strict=True), strict=True))
_PLURALS = {
    "language": "Languages",
    "library": "Libraries",
    "tool": "Tools",
    "platform": "Platforms",
    "method": "Methods",
    "subject": "Subjects",
    "practice": "Practices",
    "activity": "Activities",
}


@frozen
class Book:
    """An edition's skills from all sides: who needs each, and what is a part of it."""

    links: Links
    needed: dict[str, list[tuple[str, str]]] = field(factory=lambda: defaultdict(list))
    parts: dict[str, list[str]] = field(factory=lambda: defaultdict(list))


def skill_pages(taxonomy: Taxonomy) -> Iterator[tuple[str, str]]:
    """The page of all names, then one for each kind."""
    book = _open_book(taxonomy)
    skills = sorted(taxonomy.skills.values(), key=lambda each: (each.name.casefold(), each.id))
    yield "skills/index.md", _index(skills, taxonomy)
    for kind in KINDS:
        found = [skill for skill in skills if skill.kind == kind]
        intro = f"{len(found)} of the skills of edition {plain(taxonomy.edition)}. {_NOTE}"
        entries = [_entry(skill, book) for skill in found]
        yield f"skills/{kind}.md", page(heading(_PLURALS[kind]), intro, raw(*entries))


_NOTE = (
    "A weight says what naming the skill tells for a role, in decibans; "
    "`~` is borrowed from kindred roles or the broader skill, and `*` is the curators' judgement "
    "([how weights are made](../explanation/the-score.md)). "
    "[Find a skill by name](index.md)."
)


def _open_book(taxonomy: Taxonomy) -> Book:
    book = Book(Links(taxonomy))
    for role in taxonomy.roles.values():
        for need in role.needs:
            book.needed[need.skill.id].append((role.id, need.importance))
    for skill in taxonomy.skills.values():
        if skill.broader:
            book.parts[skill.broader].append(skill.id)
    return book


def _index(skills: list[Skill], taxonomy: Taxonomy) -> str:
    return page(
        heading("Skills"),
        f"The {len(skills):,} skills of edition {plain(taxonomy.edition)}, with all the names "
        "under which they are understood. Case, spaces and hyphens do not matter.",
        raw(element("ol", *map(_line, skills), class_="skills")),
        toctree(KINDS),
    )


def _line(skill: Skill) -> Markup:
    """A skill on one line, where its other names can be searched for too."""
    name = element("a", skill.name, href=f"{skill.kind}.html#{skill.id}")
    also = element("span", ", ".join(_aliases(skill)), class_="aliases")
    return element("li", name, " ", element("small", skill.kind), " ", also)


def _aliases(skill: Skill) -> list[str]:
    return [alias.name for alias in skill.aliases if alias.name != skill.name]


def _entry(skill: Skill, book: Book) -> Markup:
    title = element("h2", skill.name, element("a", "¶", href=f"#{skill.id}", class_="headerlink"))
    rows = [
        element("div", element("dt", name), element("dd", said))
        for name, said in _rows(skill, book)
        if said
    ]
    parts = [title, element("p", skill.definition), element("dl", *rows)]
    return element("section", *parts, id=skill.id, class_="skill")


def _rows(skill: Skill, book: Book) -> Iterator[tuple[str, str]]:
    """What is known of it, each part with its heading; what is empty is left out."""
    links = book.links
    needed = [join([links.role(key), f" ({how})"]) for key, how in book.needed[skill.id]]
    yield "id", element("code", skill.id)
    yield "also", ", ".join(_aliases(skill))
    yield "part of", links.skill(skill.broader) if skill.broader else ""
    yield "its parts", join(map(links.skill, book.parts[skill.id]), ", ")
    yield "learn first", join(map(links.skill, skill.prerequisites), ", ")
    yield "needed by", join(needed, ", ")
    yield "speaks for", join(_weights(skill, links), ", ")
    yield "source", links.cite(skill.sources)


def _weights(skill: Skill, links: Links) -> list[Markup]:
    """The roles for which its name says most, with the mark of what that rests on."""
    columns = links.taxonomy.weights.columns
    row, basis = links.taxonomy.weights.rows[skill.id]
    active = [key for key in links.taxonomy.active if row[columns[key]] > 0]
    first = sorted(active, key=lambda key: (-row[columns[key]], key))[:_SHOWN_WEIGHTS]
    return [
        join([links.role(key), f" {decibans(row[columns[key]])}{_MARKS[basis[columns[key]]][1]}"])
        for key in first
    ]

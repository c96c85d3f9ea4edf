"""A page for each role, and one of all with the graph of who hands what to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlroles.display.definitions import statements_of
from mlroles.display.lines import percent
from mlroles.display.markup import Markup, element, join
from mlroles.display.svg import draw_handoffs
from mlroles.knowledge import answer_maths
from pages.layout import (
    Links,
    heading,
    items,
    link,
    page,
    picture,
    plain,
    raw,
    table,
    toctree,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mlroles.knowledge import MathsAnswer
    from mlroles.model import Boundary, Crosswalk, Need, Role, Statement
    from mlroles.taxonomy import Taxonomy

__all__ = ["role_pages"]

_ELSEWHERE = ("Does", "Leaves to others", "Concentrates on")  # have sections of their own


def role_pages(taxonomy: Taxonomy) -> Iterator[tuple[str, str]]:
    """The page of all roles, then each."""
    links = Links(taxonomy)
    yield "roles/index.md", _index(taxonomy, links)
    for role in taxonomy.roles.values():
        yield f"roles/{role.id}.md", page(*_blocks(role, links))


def _index(taxonomy: Taxonomy, links: Links) -> str:
    return page(
        heading("Roles"),
        f"The {len(taxonomy.roles)} roles of edition {plain(taxonomy.edition)}. "
        "Each is a kind of work, not a rung: people wear several, like hats. "
        "[Which role is which](../explanation/which-role-is-which.md) tells neighbours apart.",
        raw(table(_HEADER, [_row(role, taxonomy, links) for role in taxonomy.roles.values()])),
        "The maths is the curators' judgement, and so is how common a first job is.",
        heading("Who hands what to whom", 2),
        "A row hands on to a column; a number says how many things. "
        "Each role's page names them, and [hand-offs](../explanation/hand-offs.md) tells more.",
        raw(picture(draw_handoffs(taxonomy))),
        toctree(taxonomy.roles),
    )


_HEADER = ("role", "in short", "maths to enter", "as a first job")


def _row(role: Role, taxonomy: Taxonomy, links: Links) -> tuple[str, ...]:
    maths = answer_maths(role, taxonomy).amount
    return links.role(role.id), role.summary, maths, role.entry.ease


def _blocks(role: Role, links: Links) -> Iterator[str]:
    """The sections of a role's page, in the order in which one would ask."""
    taxonomy = links.taxonomy
    yield heading(role.name)
    yield plain(role.summary)
    yield raw(_standing(role, links))
    said = dict(statements_of(role))
    yield from _section("What it does", _cited(said["Does"], links))
    yield from _section("What it leaves to others", _forks(role.boundaries, links))
    yield from _section("What it is like", _likeness(role, links))
    yield from _section("What the work asks for", _needs(role, links))
    yield from _section("How much maths, and what else to know", *_knowledge(role, links))
    yield from _section("What it takes and hands on", *_handoffs(role, links))
    yield from _section("What employers call it", _titles(role, links))
    yield from _section("Specialisms", _cited(role.specialisms, links))
    entry = element("b", f"{role.entry.ease}. ".capitalize())
    cited = links.cite(role.entry.sources)
    yield from _section("As a first job", element("p", entry, role.entry.text, " ", cited))
    yield from _section("Where to start", _resources(role))
    yield from _section("In other classifications", _crosswalk(role.crosswalk, links))
    yield from _section("Is it a role of its own?", *_grounds(role, links))
    yield from _section("Sources", items(_sources(role, taxonomy, links)))


def _section(title: str, *content: Markup) -> Iterator[str]:
    """A heading and what stands below it; nothing if that is empty."""
    if any(content):
        yield heading(title, 2)
        yield raw(*content)


def _standing(role: Role, links: Links) -> Markup:
    """Its id, its edition, and whom it borrows from."""
    said = [element("code", role.id), f"{role.tier} role", role.status]
    said.append(f"edition {links.taxonomy.edition}")
    if role.kin:
        kin = join([links.role(key) for key in role.kin], ", ")
        said.append(join(["its people were not counted; weights borrowed from ", kin]))
    return element("p", join(said, " · "), class_="standing")


def _cited(statements: Iterable[Statement | Boundary], links: Links) -> Markup:
    return items(join([each.text, " ", links.cite(each.sources)]) for each in statements)


def _forks(boundaries: Sequence[Boundary], links: Links) -> Markup:
    """Forks and no ladder: at each, the neighbour whose way it is."""
    rows = [
        (links.role(each.neighbour) if each.neighbour else "", each.text, links.cite(each.sources))
        for each in boundaries
    ]
    return table(("neighbour", "where the ways part", "source"), rows) if rows else Markup()


def _likeness(role: Role, links: Links) -> Markup:
    made = []
    for title, statements in statements_of(role):
        if statements and title not in _ELSEWHERE:
            made += [element("dt", title), element("dd", _cited(statements, links))]
    return element("dl", *made, class_="likeness") if made else Markup()


def _needs(role: Role, links: Links) -> Markup:
    rows = [
        (
            links.skill(need.skill.id),
            need.importance,
            element("span", f"{int(need.level)} {need.level}", class_="level"),
            _named(need, links),
            links.cite(need.sources),
        )
        for need in role.needs
    ]
    header = ("skill", "importance", "level", "named by", "source")
    return table(header, rows) if rows else Markup()


def _named(need: Need, links: Links) -> str:
    """What was counted last, and before that, each with how many were asked."""
    newest = sorted(need.named_by, key=lambda each: (-each.year, -each.n, each.source))
    said = [
        links.source(each.source, f"{percent(each.permille)} of {each.n:,} in {each.year}")
        for each in newest
    ]
    counted = element("div", join(said, Markup("<br>")), class_="counted")
    return counted if said else "nobody was asked"


def _knowledge(role: Role, links: Links) -> Iterator[Markup]:
    if not role.knowledge:
        return
    answer = answer_maths(role, links.taxonomy)
    yield element("p", " ".join(answer.sentences))
    yield picture(role.to_svg())
    yield table(("subject", "to enter", "to grow", "why"), _subjects(answer, links))
    yield element("p", "These levels are judgements, not measurements.", class_="note")


def _subjects(answer: MathsAnswer, links: Links) -> Iterator[tuple[str, ...]]:
    for row in answer:
        enter = _level(f"{int(row.enter)} {row.enter}", row.enter_anchor)
        grow = _level(f"{int(row.grow)} {row.grow}", row.grow_anchor)
        why = join([row.note, " ", links.cite(row.sources)])
        yield links.skill(row.subject.id), enter, grow, why


def _level(said: str, anchor: str) -> Markup:
    return join([element("b", said), element("br") if anchor else "", anchor])


def _handoffs(role: Role, links: Links) -> Iterator[Markup]:
    if not role.handoffs:
        return
    yield picture(draw_handoffs(links.taxonomy, of=role))
    rows = [
        (links.role(each.producer), each.artefact, links.role(each.consumer))
        for each in role.handoffs
    ]
    yield table(("from", "what", "to"), rows)


def _titles(role: Role, links: Links) -> Markup:
    """Titles that mean this role, and those that may also mean another."""
    rows = []
    for title in role.titles:
        others = [links.role(key) for key in title.roles if key != role.id]
        also = join([" (or ", join(others, ", "), ")"]) if others else ""
        rows.append(join([title.name, also]))
    return items(rows, "columns")


def _resources(role: Role) -> Markup:
    return items(
        join([link(each.address, each.title), f" ({each.kind})"]) for each in role.resources
    )


def _crosswalk(rows: Sequence[Crosswalk], links: Links) -> Markup:
    made = [
        (
            f"{row.scheme} {row.version}",
            link(row.uri, row.code) if row.code else "none",
            row.relation,
            links.cite(row.sources),
        )
        for row in rows
    ]
    header = ("classification", "entry", "relation", "source")
    return table(header, made) if made else Markup()


def _grounds(role: Role, links: Links) -> Iterator[Markup]:
    for title, said in (("What speaks for it", role.grounds), ("And against", role.objections)):
        if said:
            yield element("p", element("b", title))
            yield _cited(said, links)


def _sources(role: Role, taxonomy: Taxonomy, links: Links) -> Iterator[Markup]:
    for source in dict.fromkeys(each.partition("#")[0] for each in role.sources):
        yield join([taxonomy.sources[source].title, " ", links.cite([source])])

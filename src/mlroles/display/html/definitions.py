"""Roles, skills and editions as HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlroles.display.definitions import skill_rows, statements_of, taxonomy_head
from mlroles.display.html.page import (
    LONGEST_NAME,
    dots,
    lay_out,
    note,
    paragraph,
    row,
    stack,
    table,
)
from mlroles.display.lines import cut, percent
from mlroles.display.markup import Markup, element, join
from mlroles.model import Level

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mlroles.display.html.page import Block
    from mlroles.model import Handoff, Knowledge, Need, Role, Skill
    from mlroles.taxonomy import Taxonomy

__all__ = ["role_html", "say_growth", "skill_html", "taxonomy_html"]

_SHOWN_PARTS = 4
_SHOWN_STATEMENTS = 2
_SHOWN_NEEDS = 10
_SHOWN_COUNTS = 2
_SHOWN_HANDOFFS = 6
_LONGEST_TEXT = 160


def role_html(role: Role) -> str:
    """What a role does, needs, knows and hands on; of long lists the beginning."""
    blocks = [
        paragraph(element("b", cut(role.name, LONGEST_NAME)), f" ({cut(role.id, LONGEST_NAME)})"),
        paragraph(role.summary),
        _statements(role),
        _needs(role.needs),
        _knowledge(role.knowledge),
        _handoffs(role.handoffs),
        note(f"As a first job: {role.entry.ease}. {role.entry.text}"),
    ]
    return lay_out(*(each for each in blocks if each.rows or not each.columns))


def _statements(role: Role) -> Block:
    rows = [
        row(title, _few([statement.text for statement in statements]))
        for title, statements in statements_of(role)
        if statements
    ]
    return table("", ["", ""], rows, _SHOWN_PARTS)


def _few(texts: Sequence[str]) -> Markup:
    more = len(texts) - _SHOWN_STATEMENTS
    shown = [cut(text, _LONGEST_TEXT) for text in texts[:_SHOWN_STATEMENTS]]
    return stack([*shown, f"…{more} more"] if more > 0 else shown)


def _needs(needs: Sequence[Need]) -> Block:
    rows = [
        row(cut(need.skill.name, LONGEST_NAME), need.importance, _level(need.level), _named(need))
        for need in needs
    ]
    return table("Needs", ["skill", "importance", "level", "named by"], rows, _SHOWN_NEEDS)


def _level(level: Level) -> Markup:
    return join([dots(level, level, Level.EXPERT), f" {int(level)} {level}"])


def _named(need: Need) -> str:
    """What was counted last, and before that."""
    newest = sorted(need.named_by, key=lambda each: (-each.year, -each.n, each.source))
    said = [f"{percent(each.permille)} of {each.n:,} in {each.year}" for each in newest]
    return ", ".join(said[:_SHOWN_COUNTS]) or "nobody was asked"


def _knowledge(rows: Sequence[Knowledge]) -> Block:
    deepest = sorted(rows, key=lambda each: (-each.enter, -each.grow))
    made = [row(cut(each.subject.name, LONGEST_NAME), say_growth(each)) for each in deepest]
    return table("Knows, by the curators' judgement", ["subject", "to enter → to grow"], made)


def say_growth(known: Knowledge) -> Markup:
    """The level to enter with, and that to grow to."""
    enter, grow = known.enter, known.grow
    said = f" {int(enter)}\u00a0{enter} → {int(grow)}\u00a0{grow}"
    return join([dots(enter, grow, Level.EXPERT), said])


def _handoffs(handoffs: Sequence[Handoff]) -> Block:
    rows = [
        row(cut(each.producer), cut(each.artefact, _LONGEST_TEXT), cut(each.consumer))
        for each in handoffs
    ]
    return table("Takes and hands on", ["from", "what", "to"], rows, _SHOWN_HANDOFFS)


def skill_html(skill: Skill) -> str:
    """All that is known of a skill."""
    rows = [row(name, cut(text)) for name, text in skill_rows(skill)]
    title = f"{skill.name} ({skill.kind})"
    return lay_out(table(title, ["", ""], [row("means", cut(skill.definition)), *rows]))


def taxonomy_html(taxonomy: Taxonomy) -> str:
    """An edition and its roles."""
    head, *rest = taxonomy_head(taxonomy)
    rows = [
        row(
            cut(role.name, LONGEST_NAME),
            element("code", cut(role.id, LONGEST_NAME), style="white-space:nowrap"),
            cut(_first_sentence(role.summary)),
        )
        for role in taxonomy.roles.values()
    ]
    return lay_out(table(head, ["role", "id", "what it is"], rows, 24), *map(note, rest))


def _first_sentence(text: str) -> str:
    first, end, _ = text.partition(". ")
    return first + end.rstrip()

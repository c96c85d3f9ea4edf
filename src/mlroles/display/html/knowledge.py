"""What roles ask for in each subject, as HTML: one role, several, and those in reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlroles.display.html.definitions import say_growth
from mlroles.display.html.page import (
    LONGEST_NAME,
    bare_row,
    bare_table,
    heading,
    lay_out,
    note,
    paragraph,
    row,
    sections,
    stack,
)
from mlroles.display.knowledge import (
    group_subjects,
    maths_head,
    say_anchors,
    say_cell,
    say_judgement,
    say_objections,
    table_head,
    table_legend,
    within_groups,
    within_head,
    within_notes,
    within_unstated,
)
from mlroles.display.lines import cut

if TYPE_CHECKING:
    from mlroles.display.markup import Markup
    from mlroles.knowledge import KnowledgeTable, MathsAnswer, SetAside, Standing, Within
    from mlroles.model import Knowledge

__all__ = ["knowledge_table_html", "maths_html", "within_html"]


def maths_html(answer: MathsAnswer) -> str:
    """The question, the answer in sentences, and the rows that it is made of."""
    head = maths_head(answer)
    parts = [
        (title, len(rows), list(map(_subject, rows)))
        for title, rows in group_subjects(answer)
        if rows
    ]
    header = ["subject", "to enter → to grow", "what that looks like", "why"]
    return lay_out(
        heading(head),
        *map(paragraph, answer.sentences),
        *(sections(head, header, parts) if parts else []),
        *([note(say_judgement(answer))] if parts else []),
    )


def _subject(known: Knowledge) -> Markup:
    return row(
        cut(known.subject.name, LONGEST_NAME),
        say_growth(known) if known.grow else "never asked for",
        stack(map(cut, say_anchors(known))),
        cut(known.note),
    )


def knowledge_table_html(found: KnowledgeTable) -> str:
    """Roles as rows, subjects as columns."""
    rows = [
        bare_row(
            cut(role.name, LONGEST_NAME),
            [say_cell(found.cell(role, subject)) for subject in found.subjects],
        )
        for role in found
    ]
    header = ["", *(cut(subject.name, LONGEST_NAME) for subject in found.subjects)]
    return lay_out(
        bare_table(table_head(found), header, rows, 24), note(table_legend(found)), wide=True
    )


def within_html(within: Within) -> str:
    """What one could enter, what is one level away, the rest, and what was set aside."""
    head, *doubts = within_head(within)
    parts = [
        (title, len(standings), [_entry(say(each), each) for each in standings])
        for title, standings, say in within_groups(within)
    ]
    if within.set_aside:
        aside = [_entry(say_objections(each), each) for each in within.set_aside]
        parts.append(("Set aside", len(aside), aside))
    return lay_out(
        note(head),
        *map(note, doubts),
        *sections("Roles within reach", ["role", "missing, level by level"], parts),
        *map(note, [*within_unstated(within), *within_notes(within)]),
    )


def _entry(said: str, each: Standing | SetAside) -> Markup:
    too = [f"its people, too: {cut(statement.text)}" for statement in each.shared]
    return row(cut(each.role.name, LONGEST_NAME), stack([cut(said), *too]))

"""Roles, skills and editions as lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlroles.display.lines import listed, percent, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mlroles.model import Boundary, Handoff, Knowledge, Need, Role, Skill, Statement
    from mlroles.taxonomy import Taxonomy

__all__ = [
    "role_lines",
    "skill_lines",
    "skill_rows",
    "statements_of",
    "taxonomy_head",
    "taxonomy_lines",
]


def role_lines(role: Role, width: int) -> list[str]:
    """All that is known of a role."""
    lines = [*wrap(f"{role.name} ({role.id})", width), *wrap(role.summary, width, 2)]
    for title, statements in statements_of(role):
        lines += listed(title, [statement.text for statement in statements], width)
    lines += listed("Needs", [_need(need) for need in role.needs], width)
    lines += listed("Knows", [_known(row) for row in role.knowledge], width)
    lines += listed("Takes and hands on", [_handoff(row) for row in role.handoffs], width)
    lines += listed("As a first job", [f"{role.entry.ease}: {role.entry.text}"], width)
    return lines + listed("Start", [f"{r.title}: {r.address}" for r in role.resources], width)


def statements_of(role: Role) -> tuple[tuple[str, Sequence[Boundary | Statement]], ...]:
    """What is said of a role in sentences, each part with its heading."""
    return (
        ("Does", role.responsibilities),
        ("Leaves to others", role.boundaries),
        ("Would rather not", role.avoids),
        ("Loves", role.loves),
        ("Handles", role.data),
        ("A day", role.activities),
        ("Comes from", role.background),
        ("For example", role.examples),
        ("Concentrates on", role.specialisms),
    )


def _need(need: Need) -> str:
    named = ", ".join(f"{percent(n.permille)} in {n.year}" for n in need.named_by)
    return f"{need.skill.name}: {need.importance}, {need.level}" + (
        f"; named by {named}" if named else ""
    )


def _known(row: Knowledge) -> str:
    return f"{row.subject.name}: {row.enter} to enter, {row.grow} to grow. {row.note}"


def _handoff(row: Handoff) -> str:
    return f"{row.producer} → {row.artefact} → {row.consumer}"


def skill_lines(skill: Skill, width: int) -> list[str]:
    """All that is known of a skill."""
    lines = [*wrap(f"{skill.name} ({skill.kind})", width), *wrap(skill.definition, width, 2)]
    rows = [f"{name}: {text}" for name, text in skill_rows(skill)]
    return lines + [line for row in rows for line in wrap(row, width, 2)]


def skill_rows(skill: Skill) -> list[tuple[str, str]]:
    """What is known of a skill beside its name and definition, each part with its heading."""
    rows = [
        ("id", skill.id),
        ("also", ", ".join(alias.name for alias in skill.aliases if alias.name != skill.name)),
        ("part of", skill.broader or ""),
        ("learn first", ", ".join(skill.prerequisites)),
        ("source", ", ".join(skill.sources)),
    ]
    return [(name, text) for name, text in rows if text or name == "source"]


def taxonomy_lines(taxonomy: Taxonomy, width: int) -> list[str]:
    """An edition and its roles."""
    lines = [line for text in taxonomy_head(taxonomy) for line in wrap(text, width)]
    for role in taxonomy.roles.values():
        lines += ["", *wrap(f"{role.name} ({role.id})", width), *wrap(role.summary, width, 2)]
    return lines


def taxonomy_head(taxonomy: Taxonomy) -> list[str]:
    """Which edition it is, and how far to trust it."""
    head = [repr(taxonomy)[1:-1], f"fingerprint {taxonomy.fingerprint}"]
    if taxonomy.scoring.reliability is not None:
        right = percent(taxonomy.scoring.reliability)
        head.append(f"of the answers it called ranked, {right} were right on people not counted")
    return head

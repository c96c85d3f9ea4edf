"""What roles ask for in each subject, and places on the spectrum, as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mlroles.export.profiles import unresolved_rows
from mlroles.model import Knowledge, Need

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mlroles.knowledge import Gap, KnowledgeTable, MathsAnswer, SetAside, Standing, Within
    from mlroles.spectrum import Place

__all__ = ["knowledge_table_data", "maths_data", "place_data", "within_data"]

Data = dict[str, Any]


def maths_data(answer: MathsAnswer) -> Data:
    """The sentences, and the rows they are made of."""
    return {
        "edition": answer.edition,
        "fingerprint": answer.fingerprint,
        "role": answer.role.id,
        "amount": answer.amount,
        "sentences": list(answer.sentences),
        "maths": [_row(row) for row in answer.maths],
        "beside": [_row(row) for row in answer.beside],
        "agreement": {when: answer.agreement.get(when) for when in ("enter", "grow")},
    }


def _row(row: Knowledge) -> Data:
    return {
        "subject": row.subject.id,
        "enter": int(row.enter),
        "grow": int(row.grow),
        "note": row.note,
        "enter_anchor": row.enter_anchor,
        "grow_anchor": row.grow_anchor,
        "sources": list(row.sources),
    }


def knowledge_table_data(table: KnowledgeTable) -> Data:
    """The levels by role, in the order of the subjects; null where nothing is said."""
    cells = [[table.cell(role, subject) for subject in table.subjects] for role in table]
    rows = [
        {"role": role.id, "levels": [_levels(row) for row in row_of_role]}
        for role, row_of_role in zip(table, cells, strict=True)
    ]
    return {
        "edition": table.edition,
        "fingerprint": table.fingerprint,
        "subjects": [subject.id for subject in table.subjects],
        "rows": rows,
    }


def _levels(row: Knowledge | None) -> Data | None:
    return None if row is None else {"enter": int(row.enter), "grow": int(row.grow)}


def within_data(within: Within) -> Data:
    """Every active role in one group, and what became of the names."""
    return {
        "edition": within.edition,
        "fingerprint": within.fingerprint,
        "held": [{"subject": skill.id, "level": int(level)} for skill, level in within.held],
        "standings": [_standing(each) for each in within],
        "set_aside": [_set_aside(each) for each in within.set_aside],
        "unstated": [role.id for role in within.unstated],
        "unresolved": unresolved_rows(within.unresolved),
        "unasked": [
            {"skill": each.skill.id, "nearest": [subject.id for subject in each.nearest]}
            for each in within.unasked
        ],
        "without": [aversion.id for aversion in within.without],
    }


def _standing(standing: Standing) -> Data:
    return {
        "role": standing.role.id,
        "group": standing.group,
        "gaps": _gaps(standing.gaps),
        "growth": _gaps(standing.growth),
        "shared": [statement.text for statement in standing.shared],
    }


def _gaps(gaps: Iterable[Gap]) -> list[Data]:
    return [
        {"subject": gap.subject.id, "held": int(gap.held), "asked": int(gap.asked)} for gap in gaps
    ]


def _set_aside(aside: SetAside) -> Data:
    return {
        "role": aside.role.id,
        "objections": [
            {"aversion": objection.aversion.id, **_wanted(objection.row)}
            for objection in aside.objections
        ],
        "shared": [statement.text for statement in aside.shared],
    }


def _wanted(row: Knowledge | Need) -> Data:
    """The row that says so: a subject to enter with, or a need."""
    if isinstance(row, Knowledge):
        return {"skill": row.subject.id, "level": int(row.enter), "importance": None}
    return {"skill": row.skill.id, "level": int(row.level), "importance": row.importance}


def place_data(place: Place) -> Data:
    """The blend, how broad it is, and what pulls where."""
    return {
        "edition": place.edition,
        "fingerprint": place.fingerprint,
        "outcome": place.outcome,
        "breadth": place.breadth,
        "word": place.word,
        "means": place.means,
        "parts": [
            {
                "role": part.role.id,
                "share": part.share,
                "counted": part.counted,
                "pulls": [{"skill": p.skill.id, "weight": p.weight} for p in part.pulls],
            }
            for part in place
        ],
        "rest": place.rest,
        "front": [role.id for role in place.front],
        "named": place.named,
        "unresolved": unresolved_rows(place.unresolved),
    }

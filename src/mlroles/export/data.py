"""Values as plain data: dictionaries, lists, strings and whole numbers.

``docs/reference/json.md`` documents the schema, which changes only with a major version.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from attrs import asdict

from mlroles.changes import Changes
from mlroles.contest import Sensitivity, WhyNot
from mlroles.crosswalks import Lookup
from mlroles.curricula import Curriculum
from mlroles.errors import InvalidInput
from mlroles.explanation import Explanation
from mlroles.export.knowledge import knowledge_table_data, maths_data, place_data, within_data
from mlroles.export.market import market_data
from mlroles.export.overlays import problems_data
from mlroles.export.plans import curriculum_data, plan_data, transitions_data
from mlroles.export.profiles import held_rows, name_rows
from mlroles.export.quiz import question_data, quiz_data
from mlroles.export.teamwork import chains_data, handoffs_data, project_data, team_data
from mlroles.handoffs import Chains, Handoffs
from mlroles.knowledge import KnowledgeTable, MathsAnswer, Within
from mlroles.market import Market
from mlroles.matching import Fit, Match, Reason
from mlroles.mentions import Mentions
from mlroles.migration import Migration
from mlroles.model import Level, Role, Skill
from mlroles.overlays import Problems
from mlroles.planning import Plan
from mlroles.quiz import Question, Quiz
from mlroles.spectrum import Place
from mlroles.teams import Project, Team
from mlroles.titles import TitleReading
from mlroles.transitions import Transitions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["to_data", "to_json", "to_json_line"]

Data = dict[str, Any]


def to_data(value: Any) -> Data:
    """A match, fit, explanation, role, skill, reading of a title or the like as plain data.

    Raises
    ------
    InvalidInput
        If `value` is anything else.

    Examples
    --------
    >>> import mlroles
    >>> data = to_data(mlroles.match(["Tableau"], mlroles.load("2020.1")))
    >>> data["fits"][0]["role"], data["resolved"][0]["skill"]
    ('data-analyst', 'tableau')
    """
    form = _FORMS.get(type(value))
    if form is None:
        message = f"{type(value).__name__} has no plain form; pass a match, fit, role or the like"
        raise InvalidInput(message, value)
    return form(value)


def to_json(data: object) -> str:
    r"""Plain data as canonical JSON: sorted keys, two spaces, every letter as it is.

    Half a surrogate pair, which UTF-8 cannot hold, is written as its escape.

    Examples
    --------
    >>> to_json({"b": 1, "a": "é"})
    '{\n  "a": "é",\n  "b": 1\n}'
    """
    return _write(data, indent=2)


def to_json_line(data: object) -> str:
    r"""Plain data as JSON of one line, for a file that has a record a line.

    Examples
    --------
    >>> to_json_line({"b": 1, "a": "two\nlines"})
    '{"a":"two\\nlines","b":1}'
    """
    return _write(data, separators=(",", ":"))


def _write(data: object, **layout: Any) -> str:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, **layout)
    return text.encode("utf-8", "backslashreplace").decode()


def _match(match: Match) -> Data:
    return {
        "edition": match.edition,
        "fingerprint": match.fingerprint,
        "outcome": match.outcome,
        "breadth": match.breadth,
        "prior": None if match.prior is None else dict(match.prior),
        "fits": [_fit(fit) for fit in match],
        "outside": {
            "evidence": match.outside.evidence,
            "counted": match.outside.counted,
            "reasons": _reasons(match.outside.reasons),
        },
        "resolved": held_rows(match.resolved),
        **name_rows(match.unresolved, match.excluded),
    }


def _fit(fit: Fit) -> Data:
    numbers = {key: getattr(fit, key) for key in ("evidence", "share", "coverage", "counted")}
    return {"role": fit.role.id, **numbers, "reasons": _reasons(fit.reasons)}


def _reasons(reasons: Iterable[Reason]) -> list[Data]:
    return [
        {"skill": reason.skill.id, "weight": reason.weight, "basis": reason.basis}
        for reason in reasons
    ]


def _explanation(explanation: Explanation) -> Data:
    fit = explanation.fit
    return {
        "edition": fit.edition,
        "fingerprint": fit.fingerprint,
        **{key: value for key, value in _fit(fit).items() if key != "reasons"},
        "grounds": [
            {
                "skill": ground.reason.skill.id,
                "weight": ground.reason.weight,
                "basis": ground.reason.basis,
                "sources": list(ground.reason.sources),
                "importance": ground.importance,
                "borrowed_from": ground.borrowed_from,
                "counts": [_plain(count) for count in ground.counts],
                "fitted": ground.fitted,
            }
            for ground in explanation
        ],
    }


def _why_not(why_not: WhyNot) -> Data:
    return {
        "edition": why_not.edition,
        "fingerprint": why_not.fingerprint,
        "role": why_not.role.id,
        "behind": why_not.behind,
        "margin": why_not.margin,
        "additions": [
            {"skill": addition.skill.id, "weight": addition.weight, "gain": addition.gain}
            for addition in why_not.additions
        ],
    }


def _sensitivity(sensitivity: Sensitivity) -> Data:
    second = sensitivity.second
    return {
        "first": sensitivity.first.id,
        "second": None if second is None else second.id,
        "lead": sensitivity.lead,
        "turns": [{"without": turn.skill.id, "first": turn.first.id} for turn in sensitivity.turns],
    }


def _changes(changes: Changes) -> Data:
    rows = [_plain(row) for row in changes]
    return {"old": changes.old, "new": changes.new, "changes": rows}


def _migration(migration: Migration) -> Data:
    rows = [_plain(passage) for passage in migration]
    return {"old": migration.old, "new": migration.new, "passages": rows}


def _title(reading: TitleReading) -> Data:
    return {
        "edition": reading.edition,
        "fingerprint": reading.fingerprint,
        "title": reading.title,
        "role": None if reading.role is None else reading.role.id,
        "candidates": [role.id for role in reading.candidates],
        "seniority": reading.seniority,
        "specialisms": list(reading.specialisms),
        "ignored": list(reading.ignored),
        "reasons": list(reading.reasons),
    }


def _lookup(lookup: Lookup) -> Data:
    return {
        "edition": lookup.edition,
        "fingerprint": lookup.fingerprint,
        **{key: getattr(lookup, key) for key in ("scheme", "version", "code")},
        "role": None if lookup.role is None else lookup.role.id,
        "links": [{**_plain(link), "role": link.role.id} for link in lookup],
        "titles": [title.name for title in lookup.titles],
    }


def _mentions(mentions: Mentions) -> Data:
    rows = [{**_plain(mention), "skill": mention.skill.id} for mention in mentions]
    return {"edition": mentions.edition, "fingerprint": mentions.fingerprint, "mentions": rows}


def _role(role: Role) -> Data:
    data = _plain(role)
    data["needs"] = [{**need, "skill": need["skill"]["id"]} for need in data["needs"]]
    data["knowledge"] = [{**row, "subject": row["subject"]["id"]} for row in data["knowledge"]]
    return data


def _plain(value: Any) -> Data:
    """The fields of a value, and of the values in it."""
    return asdict(value, value_serializer=_part)


def _part(_value: object, _field: object, part: Any) -> Any:
    if isinstance(part, tuple):
        return list(part)
    return int(part) if isinstance(part, Level) else part


_FORMS: dict[type, Callable[[Any], Data]] = {
    Match: _match,
    Fit: _fit,
    Explanation: _explanation,
    WhyNot: _why_not,
    Sensitivity: _sensitivity,
    Role: _role,
    Skill: _plain,
    Changes: _changes,
    Migration: _migration,
    Mentions: _mentions,
    TitleReading: _title,
    MathsAnswer: maths_data,
    KnowledgeTable: knowledge_table_data,
    Within: within_data,
    Place: place_data,
    Handoffs: handoffs_data,
    Chains: chains_data,
    Project: project_data,
    Team: team_data,
    Plan: plan_data,
    Transitions: transitions_data,
    Curriculum: curriculum_data,
    Market: market_data,
    Question: question_data,
    Quiz: quiz_data,
    Lookup: _lookup,
    Problems: problems_data,
}

"""Machine-learning roles: which one is this, and what does it take.

>>> import mlroles
>>> answer = mlroles.match(["Kubernetes", "Go", "Java"], mlroles.load("2020.1"))
>>> answer[0].role.name
'ML-enabled software engineer'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlroles.version import __version__

if TYPE_CHECKING:
    from mlroles.changes import Change, Changes, compare
    from mlroles.contest import Sensitivity, WhyNot, sensitivity, why_not
    from mlroles.editions import list_editions, load
    from mlroles.errors import (
        InvalidInput,
        InvalidTaxonomy,
        MlrolesError,
        UnknownEdition,
        UnknownRole,
        UnknownSkill,
    )
    from mlroles.explanation import Explanation, explain
    from mlroles.matching import Fit, Match, Reason, match
    from mlroles.mentions import Mention, Mentions, find_skills
    from mlroles.migration import Migration, Passage, migrate
    from mlroles.model import Level, Role, Skill
    from mlroles.quiz import Question, Quiz, answer, start_quiz
    from mlroles.receipts import replay, write_receipt
    from mlroles.taxonomy import Taxonomy
    from mlroles.titles import TitleReading, find_role

__all__ = [
    "Change",
    "Changes",
    "Explanation",
    "Fit",
    "InvalidInput",
    "InvalidTaxonomy",
    "Level",
    "Match",
    "Mention",
    "Mentions",
    "Migration",
    "MlrolesError",
    "Passage",
    "Question",
    "Quiz",
    "Reason",
    "Role",
    "Sensitivity",
    "Skill",
    "Taxonomy",
    "TitleReading",
    "UnknownEdition",
    "UnknownRole",
    "UnknownSkill",
    "WhyNot",
    "__version__",
    "answer",
    "compare",
    "explain",
    "find_role",
    "find_skills",
    "list_editions",
    "load",
    "match",
    "migrate",
    "replay",
    "sensitivity",
    "start_quiz",
    "why_not",
    "write_receipt",
]

_ROOMS = {
    "changes": ("Change", "Changes", "compare"),
    "contest": ("Sensitivity", "WhyNot", "sensitivity", "why_not"),
    "editions": ("list_editions", "load"),
    "errors": (
        "InvalidInput",
        "InvalidTaxonomy",
        "MlrolesError",
        "UnknownEdition",
        "UnknownRole",
        "UnknownSkill",
    ),
    "explanation": ("Explanation", "explain"),
    "matching": ("Fit", "Match", "Reason", "match"),
    "mentions": ("Mention", "Mentions", "find_skills"),
    "migration": ("Migration", "Passage", "migrate"),
    "model": ("Level", "Role", "Skill"),
    "quiz": ("Question", "Quiz", "answer", "start_quiz"),
    "receipts": ("replay", "write_receipt"),
    "taxonomy": ("Taxonomy",),
    "titles": ("TitleReading", "find_role"),
}


def __getattr__(name: str) -> object:
    """A room opens when something in it is first asked for, so that the import costs nothing."""
    from importlib import import_module

    for room, names in _ROOMS.items():
        if name in names:
            value = globals()[name] = getattr(import_module(f"mlroles.{room}"), name)
            return value
    message = f"module 'mlroles' has no attribute {name!r}"
    raise AttributeError(message, name=name, obj=None)


def __dir__() -> list[str]:
    return __all__

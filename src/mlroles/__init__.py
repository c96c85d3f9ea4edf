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
    from mlroles.columns import annotate, prepare_spark
    from mlroles.contest import Sensitivity, WhyNot, sensitivity, why_not
    from mlroles.crosswalks import Lookup, look_up
    from mlroles.curricula import Curriculum, review_curriculum
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
    from mlroles.export.edition_tables import export_tables
    from mlroles.export.forms import export_schema, export_taxonomy
    from mlroles.handoffs import Chains, Handoffs, list_handoffs, trace_handoffs
    from mlroles.knowledge import (
        KnowledgeTable,
        MathsAnswer,
        Within,
        answer_maths,
        compare_knowledge,
        roles_within,
    )
    from mlroles.market import Market, estimate_market
    from mlroles.matching import Fit, Match, Reason, match
    from mlroles.mentions import Mention, Mentions, find_skills
    from mlroles.migration import Migration, Passage, migrate
    from mlroles.model import Level, Role, Skill
    from mlroles.overlays import Problems, check, extend
    from mlroles.planning import Plan, plan
    from mlroles.quiz import Question, Quiz, answer, start_quiz
    from mlroles.receipts import replay, write_receipt
    from mlroles.spectrum import Place, find_place
    from mlroles.taxonomy import Taxonomy
    from mlroles.teams import Deliverable, Project, Team, list_projects, review_team
    from mlroles.titles import TitleReading, find_role
    from mlroles.transitions import Transitions, find_transitions

__all__ = [
    "Chains",
    "Change",
    "Changes",
    "Curriculum",
    "Deliverable",
    "Explanation",
    "Fit",
    "Handoffs",
    "InvalidInput",
    "InvalidTaxonomy",
    "KnowledgeTable",
    "Level",
    "Lookup",
    "Market",
    "Match",
    "MathsAnswer",
    "Mention",
    "Mentions",
    "Migration",
    "MlrolesError",
    "Passage",
    "Place",
    "Plan",
    "Problems",
    "Project",
    "Question",
    "Quiz",
    "Reason",
    "Role",
    "Sensitivity",
    "Skill",
    "Taxonomy",
    "Team",
    "TitleReading",
    "Transitions",
    "UnknownEdition",
    "UnknownRole",
    "UnknownSkill",
    "WhyNot",
    "Within",
    "__version__",
    "annotate",
    "answer",
    "answer_maths",
    "check",
    "compare",
    "compare_knowledge",
    "estimate_market",
    "explain",
    "export_schema",
    "export_tables",
    "export_taxonomy",
    "extend",
    "find_place",
    "find_role",
    "find_skills",
    "find_transitions",
    "list_editions",
    "list_handoffs",
    "list_projects",
    "load",
    "look_up",
    "match",
    "migrate",
    "plan",
    "prepare_spark",
    "replay",
    "review_curriculum",
    "review_team",
    "roles_within",
    "sensitivity",
    "start_quiz",
    "trace_handoffs",
    "why_not",
    "write_receipt",
]

_ROOMS = {
    "changes": ("Change", "Changes", "compare"),
    "columns": ("annotate", "prepare_spark"),
    "contest": ("Sensitivity", "WhyNot", "sensitivity", "why_not"),
    "crosswalks": ("Lookup", "look_up"),
    "curricula": ("Curriculum", "review_curriculum"),
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
    "export.edition_tables": ("export_tables",),
    "export.forms": ("export_schema", "export_taxonomy"),
    "knowledge": (
        "KnowledgeTable",
        "MathsAnswer",
        "Within",
        "answer_maths",
        "compare_knowledge",
        "roles_within",
    ),
    "handoffs": ("Chains", "Handoffs", "list_handoffs", "trace_handoffs"),
    "market": ("Market", "estimate_market"),
    "matching": ("Fit", "Match", "Reason", "match"),
    "mentions": ("Mention", "Mentions", "find_skills"),
    "migration": ("Migration", "Passage", "migrate"),
    "model": ("Level", "Role", "Skill"),
    "overlays": ("Problems", "check", "extend"),
    "planning": ("Plan", "plan"),
    "quiz": ("Question", "Quiz", "answer", "start_quiz"),
    "receipts": ("replay", "write_receipt"),
    "spectrum": ("Place", "find_place"),
    "taxonomy": ("Taxonomy",),
    "teams": ("Deliverable", "Project", "Team", "list_projects", "review_team"),
    "titles": ("TitleReading", "find_role"),
    "transitions": ("Transitions", "find_transitions"),
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

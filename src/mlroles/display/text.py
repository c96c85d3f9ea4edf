"""Values as plain text: readable in any terminal, without colour, width or environment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mlroles.changes import Changes
from mlroles.contest import Sensitivity, WhyNot
from mlroles.curricula import Curriculum
from mlroles.display.answers import (
    explanation_lines,
    fit_lines,
    match_lines,
    sensitivity_lines,
    why_not_lines,
)
from mlroles.display.crossing import changes_lines, migration_lines
from mlroles.display.definitions import role_lines, skill_lines, taxonomy_lines
from mlroles.display.knowledge import knowledge_table_lines, maths_lines, within_lines
from mlroles.display.lines import clean
from mlroles.display.marked import mentions_lines
from mlroles.display.naming import title_lines
from mlroles.display.overlays import problems_lines
from mlroles.display.plans import curriculum_lines, plan_lines, transitions_lines
from mlroles.display.quiz import question_lines, quiz_lines
from mlroles.display.spectrum import place_lines
from mlroles.display.teamwork import (
    chain_lines,
    chains_lines,
    handoffs_lines,
    project_lines,
    team_lines,
)
from mlroles.errors import InvalidInput
from mlroles.explanation import Explanation
from mlroles.handoffs import Chain, Chains, Handoffs
from mlroles.knowledge import KnowledgeTable, MathsAnswer, Within
from mlroles.matching import Fit, Match
from mlroles.mentions import Mentions
from mlroles.migration import Migration
from mlroles.model import Role, Skill
from mlroles.overlays import Problems
from mlroles.planning import Plan
from mlroles.quiz import Question, Quiz
from mlroles.spectrum import Place
from mlroles.taxonomy import Taxonomy
from mlroles.teams import Project, Team
from mlroles.titles import TitleReading
from mlroles.transitions import Transitions

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["WIDTH", "render"]

WIDTH = 80


def render(value: Any, width: int = WIDTH) -> str:
    """A public value as readable lines.

    Parameters
    ----------
    value
        A match, fit, explanation, why-not, sensitivity, role, skill, taxonomy, changes, migration,
        reading of a title, plan, transitions or curriculum.
    width
        Columns; lines that would pass it are wrapped, and only a word that is longer sticks out.

    Raises
    ------
    InvalidInput
        If `value` is anything else.

    Examples
    --------
    >>> import mlroles
    >>> print(mlroles.load("2020.1").skill("k8s"))
    Kubernetes (tool)
      Software that starts containers on many machines and keeps them running.
      id: kubernetes
    ...
    """
    form = _FORMS.get(type(value))
    if form is None:
        message = f"{type(value).__name__} has no text form; pass a match, fit, role or the like"
        raise InvalidInput(message, value)
    return "\n".join(clean(line) for line in form(value, width))


_FORMS: dict[type, Callable[[Any, int], list[str]]] = {
    Match: match_lines,
    Fit: fit_lines,
    Explanation: explanation_lines,
    WhyNot: why_not_lines,
    Sensitivity: sensitivity_lines,
    Role: role_lines,
    Skill: skill_lines,
    Taxonomy: taxonomy_lines,
    Changes: changes_lines,
    Migration: migration_lines,
    Mentions: mentions_lines,
    TitleReading: title_lines,
    MathsAnswer: maths_lines,
    KnowledgeTable: knowledge_table_lines,
    Within: within_lines,
    Place: place_lines,
    Handoffs: handoffs_lines,
    Chain: chain_lines,
    Chains: chains_lines,
    Project: project_lines,
    Team: team_lines,
    Plan: plan_lines,
    Transitions: transitions_lines,
    Curriculum: curriculum_lines,
    Question: question_lines,
    Quiz: quiz_lines,
    Problems: problems_lines,
}

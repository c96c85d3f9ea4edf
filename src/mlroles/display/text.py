"""Values as plain text: readable in any terminal, without colour, width or environment."""

from __future__ import annotations

from typing import Any

from mlroles.display.forms import Forms
from mlroles.display.lines import clean
from mlroles.errors import InvalidInput

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


_FORMS = Forms(
    {
        "matching.answers.Match": "answers.match_lines",
        "matching.answers.Fit": "answers.fit_lines",
        "explanation.Explanation": "answers.explanation_lines",
        "contest.WhyNot": "answers.why_not_lines",
        "contest.Sensitivity": "answers.sensitivity_lines",
        "model.roles.Role": "definitions.role_lines",
        "model.skills.Skill": "definitions.skill_lines",
        "taxonomy.Taxonomy": "definitions.taxonomy_lines",
        "changes.Changes": "crossing.changes_lines",
        "migration.Migration": "crossing.migration_lines",
        "mentions.Mentions": "marked.mentions_lines",
        "titles.TitleReading": "naming.title_lines",
        "knowledge.answer.MathsAnswer": "knowledge.maths_lines",
        "knowledge.table.KnowledgeTable": "knowledge.knowledge_table_lines",
        "knowledge.reach.Within": "knowledge.within_lines",
        "spectrum.Place": "spectrum.place_lines",
        "handoffs.Handoffs": "teamwork.handoffs_lines",
        "handoffs.Chain": "teamwork.chain_lines",
        "handoffs.Chains": "teamwork.chains_lines",
        "teams.projects.Project": "teamwork.project_lines",
        "teams.Team": "teamwork.team_lines",
        "planning.Plan": "plans.plan_lines",
        "transitions.Transitions": "plans.transitions_lines",
        "curricula.Curriculum": "plans.curriculum_lines",
        "quiz.values.Question": "quiz.question_lines",
        "quiz.values.Quiz": "quiz.quiz_lines",
        "market.Market": "market.market_lines",
        "overlays.problems.Problems": "overlays.problems_lines",
        "crosswalks.Lookup": "crosswalks.lookup_lines",
        "matching.answers.Reason": "single.single_lines",
        "mentions.Mention": "single.single_lines",
        "changes.Change": "single.single_lines",
        "migration.Passage": "single.single_lines",
        "teams.projects.Deliverable": "single.single_lines",
    }
)

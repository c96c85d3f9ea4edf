"""Values as HTML for notebooks: small, escaped, without script, style sheet or network.

A new value needs one line in the registry below; until it has one, its text form is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mlroles.changes import Changes
from mlroles.contest import Sensitivity, WhyNot
from mlroles.crosswalks import Lookup
from mlroles.curricula import Curriculum
from mlroles.display.html.answers import (
    explanation_html,
    fit_html,
    match_html,
    sensitivity_html,
    why_not_html,
)
from mlroles.display.html.crossing import changes_html, migration_html
from mlroles.display.html.crosswalks import lookup_html
from mlroles.display.html.definitions import role_html, skill_html, taxonomy_html
from mlroles.display.html.knowledge import knowledge_table_html, maths_html, within_html
from mlroles.display.html.marked import mentions_html
from mlroles.display.html.market import market_html
from mlroles.display.html.naming import title_html
from mlroles.display.html.overlays import problems_html
from mlroles.display.html.page import preformatted
from mlroles.display.html.plans import curriculum_html, plan_html, transitions_html
from mlroles.display.html.quiz import question_html, quiz_html
from mlroles.display.html.single import single_html
from mlroles.display.html.spectrum import place_html
from mlroles.display.html.teamwork import (
    chain_html,
    chains_html,
    handoffs_html,
    project_html,
    team_html,
)
from mlroles.display.single import SINGLE
from mlroles.display.text import render
from mlroles.explanation import Explanation
from mlroles.handoffs import Chain, Chains, Handoffs
from mlroles.knowledge import KnowledgeTable, MathsAnswer, Within
from mlroles.market import Market
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

__all__ = ["render_html"]


def render_html(value: Any) -> str:
    """A public value as HTML: what a notebook shows when it ends a cell.

    Parameters
    ----------
    value
        A match, role, text with mentions, or any other value that has a text form.

    Returns
    -------
    str
        At most ten kilobytes of UTF-8; what has no room is counted.

    Raises
    ------
    InvalidInput
        If `value` is anything else.

    Examples
    --------
    >>> import mlroles
    >>> taxonomy = mlroles.load("2020.1")
    >>> "Kubernetes (tool)" in render_html(taxonomy.skill("k8s"))
    True
    """
    form = _FORMS.get(type(value))
    said = preformatted(render(value).splitlines()) if form is None else form(value)
    return str(said)  # marimo shows no string but a plain one


_FORMS: dict[type, Callable[[Any], str]] = {
    Match: match_html,
    Plan: plan_html,
    Transitions: transitions_html,
    Curriculum: curriculum_html,
    MathsAnswer: maths_html,
    KnowledgeTable: knowledge_table_html,
    Within: within_html,
    Place: place_html,
    Handoffs: handoffs_html,
    Chain: chain_html,
    Chains: chains_html,
    Project: project_html,
    Team: team_html,
    Question: question_html,
    Quiz: quiz_html,
    Fit: fit_html,
    Explanation: explanation_html,
    WhyNot: why_not_html,
    Sensitivity: sensitivity_html,
    Role: role_html,
    Skill: skill_html,
    Taxonomy: taxonomy_html,
    Changes: changes_html,
    Migration: migration_html,
    Mentions: mentions_html,
    Market: market_html,
    Problems: problems_html,
    TitleReading: title_html,
    **dict.fromkeys(SINGLE, single_html),
    Lookup: lookup_html,
}

"""Values as HTML for notebooks: small, escaped, without script, style sheet or network.

A new value needs one line in the registry below; until it has one, its text form is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mlroles.changes import Changes
from mlroles.contest import Sensitivity, WhyNot
from mlroles.crosswalks import Lookup
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
from mlroles.display.html.marked import mentions_html
from mlroles.display.html.naming import title_html
from mlroles.display.html.page import preformatted
from mlroles.display.text import render
from mlroles.explanation import Explanation
from mlroles.matching import Fit, Match
from mlroles.mentions import Mentions
from mlroles.migration import Migration
from mlroles.model import Role, Skill
from mlroles.taxonomy import Taxonomy
from mlroles.titles import TitleReading

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
    return preformatted(render(value).splitlines()) if form is None else form(value)


_FORMS: dict[type, Callable[[Any], str]] = {
    Match: match_html,
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
    TitleReading: title_html,
    Lookup: lookup_html,
}

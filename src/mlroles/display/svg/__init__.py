"""Pictures of values: static SVG, with what they show in words for those who cannot see them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mlroles.changes import Changes
from mlroles.display.svg.chains import draw_chains
from mlroles.display.svg.flow import draw_flow
from mlroles.display.svg.handoffs import draw_handoffs
from mlroles.display.svg.knowledge import draw_knowledge
from mlroles.display.svg.marked import draw_mentions
from mlroles.display.svg.picture import Picture
from mlroles.display.svg.ranking import draw_ranking
from mlroles.display.svg.reliability import draw_reliability
from mlroles.display.svg.spectrum import draw_spectrum
from mlroles.errors import InvalidInput
from mlroles.handoffs import Chain, Chains, Handoffs
from mlroles.knowledge import MathsAnswer
from mlroles.matching import Match
from mlroles.mentions import Mentions
from mlroles.migration import Migration
from mlroles.model import Role
from mlroles.spectrum import Place
from mlroles.taxonomy import Taxonomy

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "Picture",
    "draw",
    "draw_chains",
    "draw_flow",
    "draw_handoffs",
    "draw_knowledge",
    "draw_mentions",
    "draw_ranking",
    "draw_reliability",
    "draw_spectrum",
]


def draw(value: Any) -> Picture:
    """The picture that says most of a value: what its ``to_svg`` gives.

    Raises
    ------
    InvalidInput
        If there is no picture of such a value.

    Examples
    --------
    >>> import mlroles
    >>> mlroles.match(["Tableau"], mlroles.load("2020.1")).to_svg()
    <Picture of ... characters of SVG>
    """
    form = _FORMS.get(type(value))
    if form is None:
        message = f"of {type(value).__name__} there is no picture; pass a match, role or the like"
        raise InvalidInput(message, value)
    return form(value)


_FORMS: dict[type, Callable[[Any], Picture]] = {
    Match: draw_ranking,
    Role: draw_knowledge,
    Taxonomy: draw_handoffs,
    Changes: draw_flow,
    Migration: draw_flow,
    Mentions: draw_mentions,
    Handoffs: draw_handoffs,
    Chain: draw_chains,
    Chains: draw_chains,
    Place: draw_spectrum,
    MathsAnswer: lambda answer: draw_knowledge(answer.role),
}

"""What naming a skill says for roles that somebody adds, and what a skill that they add says.

`docs/explanation/the-score.md` derives the prior; this page of code adds two bounds to it. For a
skill that a new role does not need, its weight is at most one below the mean of the edition's own
active roles. Sums keep that: for a list with none of its needs its evidence is below their mean, so
that it never comes first. For a skill that some role of the edition needs, its weight is at most
one below the greatest of theirs: what the edition knows to be somebody's mark stays it.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from attrs import frozen

from mlroles.model import IMPORTANCES
from mlroles.names import is_added
from mlroles.weighing import Settings, prior_row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Background", "read_background", "weigh_newcomers", "weigh_skill"]


@frozen
class Background:
    """The edition's own roles, against which everything that is added is weighed.

    Attributes
    ----------
    roles
        Their ids, in the order of the weights.
    active
        The columns of those that are compared.
    needs
        Skill id to how each of them that needs it does.
    settings
        The edition's own.
    """

    roles: tuple[str, ...]
    active: tuple[int, ...]
    needs: Mapping[str, Mapping[str, str]]
    settings: Settings

    @property
    def factors(self) -> tuple[tuple[str, int], ...]:
        """How many times likelier who needs a skill names it, by importance."""
        return tuple(sorted(self.settings.factors.items()))


def read_background(
    document: Mapping[str, Any], added: Mapping[str, Mapping[str, str]]
) -> Background:
    """The background of an edition's document.

    Parameters
    ----------
    document
        Of a taxonomy, whatever was laid over it.
    added
        Skill id to role id to importance: what an overlay says that the edition's roles need.
    """
    edition = document["edition"]
    own = tuple(role for role in edition["roles"] if not is_added(role))
    needs: dict[str, dict[str, str]] = {}
    for role in own:
        for need in document["roles"][role]["needs"]:
            needs.setdefault(need["skill"], {})[role] = need["importance"]
    for skill, roles in added.items():
        if is_added(skill):  # an edition's own skills have the weights that they have
            needs.setdefault(skill, {}).update({r: each for r, each in roles.items() if r in own})
    active = (at for at, role in enumerate(own) if document["roles"][role]["status"] == "active")
    return Background(own, tuple(active), needs, Settings(**edition["weighing"]))


def weigh_newcomers(
    skill: str, importances: Sequence[str], weights: Sequence[int], background: Background
) -> list[int]:
    """The weights of a skill for roles that are added, in centibans.

    Parameters
    ----------
    skill
        The skill's id.
    importances
        How each of the roles needs it; empty if it does not.
    weights
        Of the edition's own roles for it.
    background
        The edition's own roles.
    """
    others = background.needs.get(skill, {})
    compared = [weights[at] for at in background.active]
    by_importance = {"": sum(compared) // len(compared) - 1}
    if others and not is_added(skill):
        by_importance |= dict.fromkeys(IMPORTANCES, max(compared) - 1)
    counts = tuple(sorted(others.values()))
    found = {
        importance: min(prior, by_importance.get(importance, prior))
        for importance in {*importances}
        for prior in [_look_up(importance, counts, len(background.roles), background.factors)]
    }
    return [found[importance] for importance in importances]


def weigh_skill(skill: str, base: Sequence[int], background: Background) -> tuple[list[int], str]:
    """The weights of a skill that is added for the edition's own roles, and their basis.

    Its needs speak if any of them needs it, else a part of its broader skill's weights; if it has
    none, it tells nothing between them.

    Parameters
    ----------
    skill
        The skill's id.
    base
        The weights of its broader skill for the edition's own roles; empty if it has none.
    background
        The edition's own roles.
    """
    others = background.needs.get(skill, {})
    if base and not others:
        part = Decimal(background.settings.borrowed).scaleb(-3)
        return [int((part * weight).to_integral_value()) for weight in base], "b"
    bans = prior_row(background.roles, others, background.settings)
    return [_centibans(each) for each in bans], "p"


@lru_cache(4096)
def _look_up(
    importance: str, others: tuple[str, ...], count: int, factors: tuple[tuple[str, int], ...]
) -> int:
    """What needs say of the last of so many roles; the same few combinations come again."""
    settings = Settings(dict(factors), 0, 0, {}, 0)
    roles = [str(at) for at in range(count + 1)]
    importances = {**dict(zip(roles, others, strict=False)), roles[-1]: importance}
    return _centibans(prior_row(roles, importances, settings)[-1])


def _centibans(bans: Decimal) -> int:
    return int(bans.scaleb(2).to_integral_value())

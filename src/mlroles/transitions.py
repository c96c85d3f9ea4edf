"""Transitions: how much of another role's work one does already, and what the way there takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

from mlroles.editions import require_taxonomy
from mlroles.learning import find_gap
from mlroles.listing import Listing
from mlroles.matching import measure_coverage, role_id
from mlroles.model import IMPORTANCES

if TYPE_CHECKING:
    from mlroles.learning import Effort, Levels
    from mlroles.model import Need, Role
    from mlroles.taxonomy import Taxonomy

__all__ = ["Transition", "Transitions", "find_transitions"]


@frozen
class Transition:
    """The way from one role to another, for somebody who holds just what the first needs.

    Attributes
    ----------
    role
        Where it leads.
    coverage
        How much of what that role needs is held already, in permille.
    back
        The same for the way back, in permille: it is seldom as much.
    effort
        Hours for all that is left, low and high: a judgement.
    bridges
        What both roles need, the most important to the other first, then by id; of some the other
        asks for more.
    missing
        What the other needs and the first does not, likewise.
    """

    role: Role
    coverage: int
    back: int
    effort: Effort
    bridges: tuple[Need, ...] = field(repr=False)
    missing: tuple[Need, ...] = field(repr=False)


@frozen(repr=False)
class Transitions(Listing[Transition]):
    """The ways from a role to every other active one, the nearest first, ties by id.

    Attributes
    ----------
    role
        Where they begin.
    ways
        A transition to each other role.
    edition, fingerprint
        Of the taxonomy that answered.
    """

    role: Role
    ways: tuple[Transition, ...]
    edition: str
    fingerprint: str

    @property
    def _listed(self) -> tuple[Transition, ...]:
        return self.ways

    def __repr__(self) -> str:
        nearest = f", nearest {self.ways[0].role.id}" if self.ways else ""
        return f"<Transitions {self.role.id}: ways {len(self)}{nearest}, edition {self.edition}>"


def find_transitions(role: str | Role, taxonomy: Taxonomy | None = None) -> Transitions:
    """Where else the work of a role leads, and what each way takes.

    Parameters
    ----------
    role
        Where one stands, by any name.
    taxonomy
        Which edition answers; the newest released one if left out.

    Returns
    -------
    Transitions
        For every other active role what is shared, what is missing, and the hours between. They
        speak of somebody who holds just what the role needs, and of nobody in particular: `plan`
        speaks of a person.

    Raises
    ------
    UnknownRole
        If no role is called so.

    Examples
    --------
    >>> import mlroles
    >>> ways = mlroles.find_transitions("ML engineer", mlroles.load("2020.1"))
    >>> ways[0].role.id, ways[0].coverage > ways[-1].coverage
    ('ml-enabled-software-engineer', True)
    """
    taxonomy = require_taxonomy(taxonomy)
    here = taxonomy.roles[role_id(role, taxonomy)]
    others = [each for each in taxonomy.roles.values() if each.status == "active"]
    ways = [_find(here, there, taxonomy) for there in others if there.id != here.id]
    return Transitions(
        role=here,
        ways=tuple(sorted(ways, key=lambda way: (-way.coverage, way.role.id))),
        edition=taxonomy.edition,
        fingerprint=taxonomy.fingerprint,
    )


def _find(here: Role, there: Role, taxonomy: Taxonomy) -> Transition:
    held = _held_in(here)
    wanted = sorted(there.needs, key=lambda need: (-IMPORTANCES[need.importance], need.skill.id))
    return Transition(
        role=there,
        coverage=measure_coverage(there, held),
        back=measure_coverage(here, _held_in(there)),
        effort=find_gap(there, held, taxonomy).effort,
        bridges=tuple(need for need in wanted if need.skill.id in held),
        missing=tuple(need for need in wanted if need.skill.id not in held),
    )


def _held_in(role: Role) -> Levels:
    """The skills of somebody who holds just what a role needs."""
    return {need.skill.id: need.level for need in role.needs}

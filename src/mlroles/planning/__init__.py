"""Plans: what to learn next for a role, in which order, and what it brings."""

from __future__ import annotations

from operator import index
from typing import TYPE_CHECKING

from attrs import frozen

from mlroles.editions import require_taxonomy
from mlroles.errors import InvalidInput, shorten
from mlroles.learning import Effort, find_gap
from mlroles.listing import Listing
from mlroles.matching import measure_coverage, role_id
from mlroles.planning.choosing import choose_within
from mlroles.planning.ordering import order_by_worth
from mlroles.planning.steps import LeftOut, Step, list_left_out, list_steps
from mlroles.resolution import resolve

if TYPE_CHECKING:
    from mlroles.model import Need, Role, Skill
    from mlroles.resolution import Held, Unresolved
    from mlroles.taxonomy import Taxonomy

__all__ = ["LeftOut", "Plan", "Step", "plan"]


@frozen(repr=False)
class Plan(Listing[Step]):
    """What to learn for a role, in the order of learning; a sequence of its steps.

    Attributes
    ----------
    role
        Where it leads.
    steps
        What to learn, in order.
    left_out
        What the hours do not suffice for, essentials first; empty where none were given.
    hours
        The hours there are, or None where none were given.
    coverage
        How much of what the role needs is held now, in permille; see `mlroles.matching.Fit`.
    held
        The skills held that the role needs, by id; those held too little are missing too.
    missing
        The needs that are not met in full, most important first.
    beyond
        The skills held that the role does not need, by id.
    unresolved, excluded
        What else became of the names; see `mlroles.resolution.Profile`.
    edition, fingerprint
        Of the taxonomy that answered.
    """

    role: Role
    steps: tuple[Step, ...]
    left_out: tuple[LeftOut, ...]
    hours: int | None
    coverage: int
    held: tuple[Held, ...]
    missing: tuple[Need, ...]
    beyond: tuple[Skill, ...]
    unresolved: tuple[Unresolved, ...]
    excluded: tuple[Skill, ...]
    edition: str
    fingerprint: str

    @property
    def reached(self) -> int:
        """Coverage after the last step, in permille."""
        return self.steps[-1].coverage if self.steps else self.coverage

    @property
    def effort(self) -> Effort:
        """The hours of all steps together."""
        return sum((step.effort for step in self.steps), Effort(0, 0))

    @property
    def _listed(self) -> tuple[Step, ...]:
        return self.steps

    def __repr__(self) -> str:
        return (
            f"<Plan {self.role.id}: steps {len(self)}, hours {self.effort.low} to "
            f"{self.effort.high}, coverage {self.coverage} to {self.reached} permille, edition "
            f"{self.edition}>"
        )


def plan(
    skills: object,
    to: str | Role,
    taxonomy: Taxonomy | None = None,
    *,
    hours: int | None = None,
) -> Plan:
    """What to learn for a role, in which order, and what each step brings.

    Parameters
    ----------
    skills
        What is held, as `mlroles.match` takes it. A skill without a level counts as met.
    to
        The role, by any name.
    taxonomy
        Which edition answers; the newest released one if left out.
    hours
        How many there are, 1 or more: the plan is then the best that they suffice for at the upper
        end of every guess, and says what it leaves out. Without them it leads to all of the role.

    Returns
    -------
    Plan
        The steps, what each adds to coverage, and where to start. An unknown name is no error: it
        is reported.

    Raises
    ------
    InvalidInput
        If `skills` cannot be read, or `hours` is no whole number above zero.
    UnknownRole
        If no role is called so.

    Notes
    -----
    ``docs/explanation/planning.md`` derives the order and the choice, and says what they are not.

    Examples
    --------
    >>> import mlroles
    >>> way = mlroles.plan(["Python", "SQL"], "data engineer", mlroles.load("2020.1"), hours=60)
    >>> way.coverage + sum(step.gain for step in way) == way.reached
    True
    >>> way.effort.high <= 60
    True
    """
    taxonomy = require_taxonomy(taxonomy)
    hours = _read_hours(hours)
    role = taxonomy.roles[role_id(to, taxonomy)]
    needed = {need.skill.id for need in role.needs}
    profile = resolve(skills, taxonomy)
    gap = find_gap(role, profile.levels, taxonomy)
    chosen = gap.tasks if hours is None else choose_within(gap.tasks, hours)
    order = order_by_worth({each: gap.tasks[each] for each in sorted(chosen)})
    return Plan(
        role=role,
        steps=list_steps(gap, order, profile.levels, taxonomy),
        left_out=list_left_out(gap, order, profile.levels),
        hours=hours,
        coverage=measure_coverage(role, profile.levels),
        held=tuple(held for held in profile.held if held.skill.id in needed),
        missing=gap.missing,
        beyond=tuple(held.skill for held in profile.held if held.skill.id not in needed),
        unresolved=profile.unresolved,
        excluded=profile.excluded,
        edition=taxonomy.edition,
        fingerprint=taxonomy.fingerprint,
    )


def _read_hours(hours: object) -> int | None:
    if hours is None:
        return None
    try:
        read = 0 if isinstance(hours, bool) else index(hours)  # type: ignore[arg-type]  # tried
    except TypeError:
        read = 0
    if read < 1:
        message = f"hours is {shorten(hours)}; give a whole number, 1 or more, or leave it out"
        raise InvalidInput(message, hours)
    return read

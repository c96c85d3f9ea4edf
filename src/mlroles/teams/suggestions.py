"""What is made and taken, and which one hat more would close most."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from attrs import field, frozen

from mlroles.matching import measure_coverage
from mlroles.model import Level, Need, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mlroles.taxonomy import Taxonomy
    from mlroles.teams.members import Member
    from mlroles.teams.projects import Deliverable, Project

__all__ = ["Gaps", "Suggestion", "suggest_additions", "suggest_trainings"]


@frozen
class Suggestion:
    """One hat more, and what it would close.

    Attributes
    ----------
    role
        The hat.
    member
        Who might learn to wear it; empty for a newcomer.
    closes
        Deliverables that would then be made and taken, and are not now.
    coverage
        How much of what the role needs the member brings, in permille, as
        `mlroles.matching.measure_coverage` counts; None for a newcomer.
    basis
        What `coverage` rests on: ``skills`` that were named, or the needs of the ``hats`` that the
        member wears; empty for a newcomer.
    missing
        The role's needs that the member does not meet, the most important first.
    """

    role: Role
    member: str
    closes: tuple[Deliverable, ...]
    coverage: int | None = None
    basis: str = ""
    missing: tuple[Need, ...] = field(default=(), repr=False)

    @property
    def essentials(self) -> int:
        """How many of those that it closes are essential."""
        return sum(each.part == "essential" for each in self.closes)


@frozen
class Gaps:
    """What a project asks for, and what of it is closed by which hats.

    A deliverable is closed when somebody wears a hat that makes it, and somebody takes it: a party,
    or whoever makes what it serves. One hat more never opens what is closed.
    """

    project: Project

    @cached_property
    def by_id(self) -> Mapping[str, Deliverable]:
        """The deliverables by id."""
        return {each.id: each for each in self.project.deliverables}

    def served(self, deliverable: Deliverable) -> list[Deliverable]:
        """The deliverables that take this one."""
        return [self.by_id[key] for key in deliverable.serves if key in self.by_id]

    def serves_party(self, deliverable: Deliverable) -> bool:
        """Whether somebody outside takes it."""
        return len(self.served(deliverable)) < len(deliverable.serves)

    def is_closed(self, deliverable: Deliverable, worn: frozenset[str]) -> bool:
        """Whether these hats make it, and somebody takes it."""
        taken = self.serves_party(deliverable) or any(
            worn & set(each.makers) for each in self.served(deliverable)
        )
        return taken and bool(worn & set(deliverable.makers))

    def closed_by(self, worn: frozenset[str], role: str) -> tuple[Deliverable, ...]:
        """What this hat more would close."""
        return tuple(
            each
            for each in self.project.deliverables
            if self.is_closed(each, worn | {role}) and not self.is_closed(each, worn)
        )


def suggest_additions(
    gaps: Gaps, worn: frozenset[str], taxonomy: Taxonomy
) -> tuple[Suggestion, ...]:
    """Each role that a newcomer could bring and that would close something, the best first.

    The most essential deliverables first, then the most helpful ones, then the role that is the
    likelier to make them, then its id.
    """
    found = [
        Suggestion(role, "", gaps.closed_by(worn, role.id))
        for role in taxonomy.roles.values()
        if role.status == "active" and role.id not in worn
    ]
    return tuple(sorted((each for each in found if each.closes), key=_worth))


def _worth(each: Suggestion) -> tuple[int, int, int, str]:
    makers = [deliverable.makers for deliverable in each.closes]
    places = (row.index(each.role.id) for row in makers if each.role.id in row)
    # a role that closes only by taking stands behind those that make what they close
    place = min(places, default=sum(map(len, makers)))
    return -each.essentials, -len(each.closes), place, each.role.id


def suggest_trainings(
    members: Iterable[Member], additions: Iterable[Suggestion]
) -> tuple[Suggestion, ...]:
    """Each hat that a present member could learn to wear and that would close something.

    The most essential deliverables first, then the hat of which most is there already, then the
    most helpful deliverables, then the ids. Of somebody of whom nothing is known nothing is said.
    """
    found = [
        _training(member, addition)
        for addition in additions
        for member in members
        if member.hats or (member.profile and member.profile.held)
    ]
    return tuple(sorted(found, key=_ease))


def _ease(each: Suggestion) -> tuple[int, int, int, str, str]:
    return -each.essentials, -(each.coverage or 0), -len(each.closes), each.role.id, each.member


def _training(member: Member, addition: Suggestion) -> Suggestion:
    role, levels = addition.role, _levels(member)
    return Suggestion(
        role,
        member.name,
        addition.closes,
        measure_coverage(role, levels),
        "skills" if member.profile else "hats",
        tuple(need for need in role.needs if not _meets(levels, need)),
    )


def _levels(member: Member) -> Mapping[str, Level | None]:
    """What somebody knows: as they say, or else as much as their hats need."""
    if member.profile:
        return member.profile.levels
    levels: dict[str, Level | None] = {}
    for need in (need for hat in member.hats for need in hat.needs):
        levels[need.skill.id] = max(need.level, levels.get(need.skill.id) or Level.NONE)
    return levels


def _meets(levels: Mapping[str, Level | None], need: Need) -> bool:
    held = levels.get(need.skill.id, Level.NONE)
    return held is None or held >= need.level

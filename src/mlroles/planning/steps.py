"""What a plan lists: each step with what it brings, and what the hours do not suffice for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

from mlroles.editions import load_guidance
from mlroles.learning import Effort
from mlroles.matching import measure_coverage
from mlroles.model import Resource
from mlroles.names import SkillId
from mlroles.planning.ordering import sort_by_worth

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mlroles.learning import Gap, Task
    from mlroles.model import Level, NamedBy, Need, Role, Skill
    from mlroles.taxonomy import Taxonomy

    Levels = Mapping[SkillId, Level | None]
    Places = Mapping[SkillId, tuple[Resource, ...]]

__all__ = ["LeftOut", "Step", "list_left_out", "list_steps"]


@frozen
class Step:
    """One skill to learn next, or to learn better.

    Attributes
    ----------
    skill
        The skill.
    start, goal
        The level held before, and the one that the work asks for.
    importance
        ``essential``, ``important`` or ``useful`` to the role; None for groundwork, which only
        later steps ask for.
    named_by
        How often people of the role name it; see `mlroles.model.Need`.
    effort
        Hours, low and high: a judgement.
    gain
        By how much coverage rises, in permille.
    coverage
        Where it stands then, in permille.
    leads_to
        The skills of later steps that build on it, in the plan's order.
    starting_points
        Where to start learning it, where we know of a good place.
    """

    skill: Skill
    start: Level
    goal: Level
    importance: str | None
    named_by: tuple[NamedBy, ...] = field(repr=False)
    effort: Effort
    gain: int
    coverage: int
    leads_to: tuple[Skill, ...] = field(repr=False)
    starting_points: tuple[Resource, ...] = field(repr=False)


@frozen
class LeftOut:
    """A need for which the hours do not suffice, and what it would bring after the plan.

    Attributes
    ----------
    skill
        The skill.
    start, goal
        The level held, and the one that the work asks for.
    importance
        ``essential``, ``important`` or ``useful`` to the role.
    before
        Skills that would have to be learned before it, in the order of learning.
    effort
        Hours for it and all of these.
    gain
        By how much they would raise coverage, in permille.
    """

    skill: Skill
    start: Level
    goal: Level
    importance: str
    before: tuple[Skill, ...]
    effort: Effort
    gain: int


def list_steps(
    gap: Gap, order: Sequence[SkillId], levels: Levels, taxonomy: Taxonomy
) -> tuple[Step, ...]:
    """The tasks in this order, each with the coverage that is reached by then."""
    places = _starting_points(gap.role, taxonomy)
    held = dict(levels)
    coverage = measure_coverage(gap.role, held)
    steps = []
    for at, skill in enumerate(order):
        task = gap.tasks[skill]
        held[skill] = task.goal
        before, coverage = coverage, measure_coverage(gap.role, held)
        later = [each for each in order[at:] if skill in gap.tasks[each].first]
        gain = coverage - before
        steps.append(_step(task, gain, coverage, _skills(gap, later), places.get(skill, ())))
    return tuple(steps)


def _step(
    task: Task,
    gain: int,
    coverage: int,
    leads_to: tuple[Skill, ...],
    starting_points: tuple[Resource, ...],
) -> Step:
    return Step(
        skill=task.skill,
        start=task.start,
        goal=task.goal,
        importance=task.need.importance if task.need else None,
        named_by=task.need.named_by if task.need else (),
        effort=task.effort,
        gain=gain,
        coverage=coverage,
        leads_to=leads_to,
        starting_points=starting_points,
    )


def list_left_out(gap: Gap, learned: Sequence[SkillId], levels: Levels) -> tuple[LeftOut, ...]:
    """Each need that was not learned, the most worth first, with what it would add by then."""
    left = {need.skill.id: need for need in gap.missing if need.skill.id not in learned}
    held = {**levels, **_goals(gap, learned)}
    reached = measure_coverage(gap.role, held)
    found = []
    for skill in sort_by_worth(gap, left, learned):
        closure = gap.closure(skill, learned)
        then = measure_coverage(gap.role, {**held, **_goals(gap, closure)})
        found.append(_leave(gap, left[skill], closure, then - reached))
    return tuple(found)


def _leave(gap: Gap, need: Need, closure: Sequence[SkillId], gain: int) -> LeftOut:
    return LeftOut(
        skill=need.skill,
        start=gap.tasks[need.skill.id].start,
        goal=need.level,
        importance=need.importance,
        before=_skills(gap, closure[:-1]),
        effort=gap.effort(closure),
        gain=gain,
    )


def _goals(gap: Gap, learned: Iterable[SkillId]) -> dict[SkillId, Level]:
    return {skill: gap.tasks[skill].goal for skill in learned}


def _skills(gap: Gap, ids: Iterable[SkillId]) -> tuple[Skill, ...]:
    return tuple(gap.tasks[skill].skill for skill in ids)


def _starting_points(role: Role, taxonomy: Taxonomy) -> Places:
    """Where to start with each skill: where the guidance knows none, what the role names."""
    rows = load_guidance(taxonomy).get("starting_points", ())
    return {**_by_skill(role.resources), **_by_skill(map(_resource, rows))}


def _by_skill(places: Iterable[Resource]) -> Places:
    found: dict[SkillId, tuple[Resource, ...]] = {}
    for place in places:
        if place.skill is not None:
            found[place.skill] = (*found.get(place.skill, ()), place)
    return found


def _resource(row: Mapping[str, str]) -> Resource:
    skill, source = SkillId(row["skill"]), (row["source"],)
    return Resource(row["title"], row["address"], row["kind"], skill, source)

"""What a plan lists: each step with what it brings, and what the hours do not suffice for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

from mlroles.editions import load_guidance
from mlroles.learning import sum_effort
from mlroles.matching import measure_coverage
from mlroles.model import IMPORTANCES, Resource
from mlroles.names import SkillId
from mlroles.planning.ordering import find_closure, sort_by_worth

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from mlroles.learning import Effort, Gap, Levels, Task, TaskId
    from mlroles.model import Level, NamedBy, Role, Skill
    from mlroles.taxonomy import Taxonomy

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
    gap: Gap, order: Sequence[TaskId], levels: Levels, taxonomy: Taxonomy
) -> tuple[Step, ...]:
    """The tasks in this order, each with the coverage that is reached by then."""
    places = _starting_points(gap.role, taxonomy)
    held = {**levels}
    coverage = measure_coverage(gap.role, held)
    steps = []
    for at, each in enumerate(order):
        task = gap.tasks[each]
        held[task.skill.id] = task.goal
        before, coverage = coverage, measure_coverage(gap.role, held)
        later = (gap.tasks[other] for other in order[at:] if each in gap.tasks[other].first)
        steps.append(
            Step(
                skill=task.skill,
                start=task.start,
                goal=task.goal,
                importance=task.need.importance if task.need else None,
                named_by=task.need.named_by if task.need else (),
                effort=task.effort,
                gain=coverage - before,
                coverage=coverage,
                leads_to=tuple(other.skill for other in later if other.skill != task.skill),
                starting_points=places.get(task.skill.id, ()),
            )
        )
    return tuple(steps)


def list_left_out(gap: Gap, learned: Collection[TaskId], levels: Levels) -> tuple[LeftOut, ...]:
    """Each need that is not met by then, essentials and then the most worth first."""
    left = {each: task for each, task in gap.tasks.items() if each not in learned}
    held = _after(levels, learned)
    reached = measure_coverage(gap.role, held)
    needs = {(need.skill.id, need.level): need for need in gap.missing}
    closures = [find_closure(each, left) for each in sorted(needs) if each in left]
    found = []
    for closure in sort_by_worth(closures, left):
        then = measure_coverage(gap.role, _after(held, closure))
        importance = needs[closure[-1]].importance
        found.append(_leave([left[each] for each in closure], importance, then - reached))
    return tuple(sorted(found, key=lambda each: -IMPORTANCES[each.importance]))


def _leave(closure: Sequence[Task], importance: str, gain: int) -> LeftOut:
    last = closure[-1]
    own = [task for task in closure if task.skill == last.skill]
    before = dict.fromkeys(task.skill for task in closure if task.skill != last.skill)
    return LeftOut(
        skill=last.skill,
        start=own[0].start,
        goal=last.goal,
        importance=importance,
        before=tuple(before),
        effort=sum_effort(closure),
        gain=gain,
    )


def _after(levels: Levels, learned: Iterable[TaskId]) -> dict[str, Level | None]:
    """The levels then: of a skill's several tasks the highest comes last."""
    then = {**levels}
    then.update(sorted(learned))
    return then


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

"""Plans, transitions and reviews of curricula as lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlroles.display.lines import listed, not_known, percent, wrap
from mlroles.learning import newest_count

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mlroles.curricula import Curriculum, Service, Stumble
    from mlroles.learning import Effort
    from mlroles.model import NamedBy, Need
    from mlroles.planning import LeftOut, Plan, Step
    from mlroles.resolution import Held
    from mlroles.transitions import Transition, Transitions

__all__ = [
    "ANYBODY",
    "MAP",
    "SERVES_NONE",
    "curriculum_beyond",
    "curriculum_head",
    "curriculum_lines",
    "name_few",
    "plan_head",
    "plan_lines",
    "plan_start",
    "say_grounds",
    "say_hours",
    "say_outlook",
    "say_wanted",
    "transitions_head",
    "transitions_lines",
]

_SHOWN_STEPS = 12
_SHOWN_LEFT_OUT = 5
_SHOWN_ROLES = 5
_SHOWN_SERVICES = 3
_SHOWN_SKILLS = 6
_ONE_PERCENT = 10  # permille

SERVES_NONE = "nothing in it is what the work of a role asks for"
MAP = (
    "A map, not a checklist: hardly anybody holds all of it, and of tools that do the same job one "
    "is often enough. Hours are a judgement; the plan reckons with the upper end."
)
ANYBODY = "For somebody who holds just what the work asks for. Hours are a judgement."


def plan_lines(plan: Plan, width: int) -> list[str]:
    """Where one stands, what to learn in which order, and what has to wait."""
    lines = wrap(plan_head(plan), width)
    lines += wrap(say_outlook(plan), width, 2)
    for said in plan_start(plan):
        lines += wrap(said, width, 2, 4)
    if plan.steps:
        lines += [
            "",
            *wrap(
                "learn, in this order: up to which level, in which time, and what is covered then",
                width,
            ),
        ]
        lines += _steps(plan, width)
    lines += _waiting(plan, width)
    return [*lines, "", *wrap(MAP, width, 2)] if plan.missing else lines


def plan_head(plan: Plan) -> str:
    """Where it leads."""
    return f"Plan for {plan.role.name}, edition {plan.edition}"


def plan_start(plan: Plan) -> list[str]:
    """What became of the names, and what is held."""
    said = [not_known(plan.unresolved)] if plan.unresolved else []
    if said and not plan.held and not plan.beyond:
        said.append("none of these names is known: the plan starts from nothing")
    for title, names in (
        ("held", [_held(held) for held in plan.held]),
        ("held beyond it", [skill.name for skill in plan.beyond]),
    ):
        said += [f"{title}: {name_few(names, 2 * _SHOWN_SKILLS)}"] if names else []
    return said


def say_outlook(plan: Plan) -> str:
    """How much is covered now, and what the steps bring."""
    steps = f"{_count(len(plan), 'step')}, {say_hours(plan.effort)}"
    now = f"{percent(plan.coverage)} of what the work asks for is covered now"
    if not plan.missing:
        return f"{now}, and nothing is missing."
    if plan.hours is None:
        return f"{now}. All the rest takes {steps}."
    hours = _count(plan.hours, "hour")
    if not plan.steps:
        return f"{now}. No step fits into {hours}."
    return f"{now}. Within {hours}: {steps}, to reach {percent(plan.reached)}."


def _steps(plan: Plan, width: int) -> list[str]:
    shown = plan.steps[:_SHOWN_STEPS]
    longest = max(len(_name(step)) for step in shown)
    lines = []
    for place, step in enumerate(shown, 1):
        lines += _step(f"{place:2d}  {_name(step):{longest}s}", step, width)
    more = len(plan) - len(shown)
    return lines + (wrap(f"…{_count(more, 'more step')}", width, 4) if more else [])


def _step(head: str, step: Step, width: int) -> list[str]:
    hours, then = say_hours(step.effort), percent(step.coverage)
    line = f"{head}  {hours:>14s}  {then:>5s}"
    lines = [line] if len(line) <= width else [*wrap(head, width, 0, 4), f"    {hours}  {then}"]
    lines += wrap("; ".join(say_grounds(step)), width, 6)
    for place in step.starting_points[:1]:
        lines += wrap(f"start with {place.title}: {place.address}", width, 6)
    return lines


def _name(step: Step | LeftOut) -> str:
    return f"{step.skill.name} ({step.goal!s})"


def say_grounds(step: Step) -> list[str]:
    """Why it is a step: how much it matters, how many name it, and what builds on it."""
    later = name_few([skill.name for skill in step.leads_to], 3)
    if step.importance is None:
        return [f"groundwork for {later}"]
    said = [step.importance, *_named_by(step.named_by)]
    return [*said, f"opens {later}"] if later else said


def _named_by(counts: Iterable[NamedBy]) -> list[str]:
    newest = newest_count(counts)
    if newest is None:
        return []
    share = percent(newest.permille) if newest.permille >= _ONE_PERCENT else "under 1 %"
    return [f"named by {share} in {newest.year}"]


def _waiting(plan: Plan, width: int) -> list[str]:
    """What the hours do not suffice for, and what it would have brought."""
    shown = plan.left_out[:_SHOWN_LEFT_OUT]
    lines = listed("what has to wait, essentials first", list(map(_later, shown)), width)
    more = len(plan.left_out) - len(shown)
    return lines + (wrap(f"…{more} more", width, 4) if more else [])


def _later(left: LeftOut) -> str:
    after = f", after {name_few([skill.name for skill in left.before], 3)}" if left.before else ""
    return f"{_name(left)}: {say_hours(left.effort)}{after}, would add {percent(left.gain)}"


def transitions_lines(transitions: Transitions, width: int) -> list[str]:
    """The nearest roles, what leads there and what is missing."""
    lines = [*wrap(transitions_head(transitions), width), *wrap(ANYBODY, width, 2)]
    for place, way in enumerate(transitions[:_SHOWN_ROLES], 1):
        lines += ["", *_way(place, way, width)]
    more = len(transitions) - _SHOWN_ROLES
    return [*lines, "", *wrap(f"{_count(more, 'more role')}", width, 2)] if more > 0 else lines


def transitions_head(transitions: Transitions) -> str:
    """Where the ways begin."""
    return f"From {transitions.role.name} to other roles, edition {transitions.edition}"


def _way(place: int, way: Transition, width: int) -> list[str]:
    lines = wrap(
        f"{place:2d}  {way.role.name}: {percent(way.coverage)} is held already", width, 0, 4
    )
    lines += wrap(
        f"{say_hours(way.effort)} for all the rest; the way back holds {percent(way.back)}",
        width,
        6,
    )
    for said, needs in (("bridges", way.bridges), ("missing", way.missing)):
        names = [need.skill.name for need in needs]
        lines += wrap(f"{said}: {name_few(names, _SHOWN_SKILLS)}", width, 6, 8) if names else []
    return lines


def curriculum_lines(curriculum: Curriculum, width: int) -> list[str]:
    """The roles served best, what is missing for each, and where learners may stumble."""
    lines = wrap(curriculum_head(curriculum), width)
    if curriculum.unresolved:
        lines += wrap(not_known(curriculum.unresolved), width, 2, 4)
    if curriculum.best is None:
        return [*lines, "", *wrap(SERVES_NONE, width)]
    lines += ["", "serves best"]
    served = [service for service in curriculum if service.coverage]
    for place, service in enumerate(served[:_SHOWN_SERVICES], 1):
        lines += _service(place, service, width)
    lines += listed("learners may stumble", list(map(_stumble, curriculum.stumbles)), width)
    for said in curriculum_beyond(curriculum):
        lines += ["", *wrap(said, width, 0, 2)]
    return lines


def curriculum_head(curriculum: Curriculum) -> str:
    """How much is taught."""
    skills = _count(len(curriculum.taught), "skill")
    return f"A curriculum of {skills}, edition {curriculum.edition}"


def curriculum_beyond(curriculum: Curriculum) -> list[str]:
    """What is taught and not needed, if anything."""
    beyond = name_few([skill.name for skill in curriculum.beyond], 2 * _SHOWN_SKILLS)
    return [f"beyond what these roles need: {beyond}"] if beyond else []


def _service(place: int, service: Service, width: int) -> list[str]:
    head = f"{place:2d}  {service.role.name}: {percent(service.coverage)} of what the work asks for"
    lines = wrap(head, width, 0, 4)
    for said, needs in (
        ("covered", [need.skill.name for need in service.covered]),
        ("not as deep as asked", [need.skill.name for need in service.begun]),
        ("missing", list(map(say_wanted, service.missing))),
    ):
        lines += wrap(f"{said}: {name_few(needs, _SHOWN_SKILLS)}", width, 6, 8) if needs else []
    return lines


def say_wanted(need: Need) -> str:
    """A need, with how much it matters and who named it."""
    return f"{need.skill.name} ({', '.join([need.importance, *_named_by(need.named_by)])})"


def _stumble(stumble: Stumble) -> str:
    said = f"{stumble.skill.name}, number {stumble.place}, builds on {stumble.prerequisite.name}"
    if stumble.taught is None:
        return f"{said}, which is never taught: learners have to bring it"
    return f"{said}, which comes only as number {stumble.taught}"


def _held(held: Held) -> str:
    return held.skill.name if held.level is None else f"{held.skill.name} ({held.level!s})"


def name_few(names: Sequence[str], most: int) -> str:
    """The first of these names, and how many more there are."""
    more = len(names) - most
    return ", ".join([*names[:most], f"…{more} more"] if more > 0 else names)


def say_hours(effort: Effort) -> str:
    """The low guess and the high one."""
    return f"{effort.low:,} to {effort.high:,} h"


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'s'[: number != 1]}"

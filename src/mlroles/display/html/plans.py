"""Plans, transitions and reviews of curricula as HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlroles.display.html.page import (
    LONGEST_NAME,
    bar,
    dots,
    few,
    heading,
    lay_out,
    link,
    measured,
    note,
    number,
    paragraph,
    row,
    stack,
    table,
)
from mlroles.display.lines import cut, not_known, percent
from mlroles.display.markup import Markup, join
from mlroles.display.plans import (
    ANYBODY,
    MAP,
    SERVES_NONE,
    curriculum_beyond,
    curriculum_head,
    plan_head,
    plan_start,
    say_grounds,
    say_hours,
    say_outlook,
    say_wanted,
    transitions_head,
)
from mlroles.model import Level

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mlroles.curricula import Curriculum, Service, Stumble
    from mlroles.model import Need
    from mlroles.planning import LeftOut, Plan, Step
    from mlroles.transitions import Transition, Transitions

__all__ = ["curriculum_html", "plan_html", "transitions_html"]

_SHOWN_NEEDS = 5
_SHOWN_SERVICES = 6
_SHOWN_LEFT_OUT = 6


def plan_html(plan: Plan) -> str:
    """Each step with its hours and what it brings; then what has to wait."""
    header = ["learn, in this order", "to level", "hours", "gain", "covered then", "because"]
    steps = table("", header, [_step(at, step) for at, step in enumerate(plan, 1)])
    header = ["what has to wait", "to level", "hours", "would add", "after"]
    waiting = table("", header, map(_waiting, plan.left_out), _SHOWN_LEFT_OUT)
    return lay_out(
        heading(plan_head(plan)),
        paragraph(say_outlook(plan)),
        *map(note, plan_start(plan)),
        *(each for each in (steps, waiting) if each.rows),
        *([note(MAP)] if plan.missing else []),
    )


def _step(at: int, step: Step) -> Markup:
    places = [join(["start with ", link(each.title, each.address)])
              for each in step.starting_points[:1]]  # fmt: skip
    return row(
        f"{at}\u2002{cut(step.skill.name, LONGEST_NAME)}",
        _rise(step),
        number(say_hours(step.effort)),
        number(f"+{percent(step.gain)}"),
        number(percent(step.coverage)),
        stack([cut("; ".join(say_grounds(step))), *places]),
    )


def _rise(step: Step | LeftOut) -> Markup:
    return join([dots(step.start, step.goal, Level.EXPERT), f" {int(step.goal)}\u00a0{step.goal}"])


def _waiting(left: LeftOut) -> Markup:
    return row(
        cut(left.skill.name, LONGEST_NAME),
        _rise(left),
        number(say_hours(left.effort)),
        number(f"+{percent(left.gain)}"),
        few([cut(skill.name, LONGEST_NAME) for skill in left.before], 3),
    )


def transitions_html(transitions: Transitions) -> str:
    """The nearest roles, how much of each is held, and what leads there."""
    header = ["to", "held already", "hours for the rest", "way back", "bridges", "missing"]
    ways = table("", header, [_way(at, way) for at, way in enumerate(transitions, 1)], 8)
    return lay_out(heading(transitions_head(transitions)), note(ANYBODY), ways)


def _way(at: int, way: Transition) -> Markup:
    return row(
        f"{at}\u2002{cut(way.role.name, LONGEST_NAME)}",
        measured(percent(way.coverage), bar(way.coverage, longest=50)),
        number(say_hours(way.effort)),
        number(percent(way.back)),
        _needs(way.bridges),
        _needs(way.missing),
    )


def _needs(needs: Sequence[Need]) -> Markup:
    return few([cut(need.skill.name, LONGEST_NAME) for need in needs], _SHOWN_NEEDS)


def curriculum_html(curriculum: Curriculum) -> str:
    """The roles served best, what is missing for each, and where learners may stumble."""
    blocks = [heading(curriculum_head(curriculum))]
    if curriculum.unresolved:
        blocks.append(note(not_known(curriculum.unresolved)))
    if curriculum.best is None:
        return lay_out(*blocks, paragraph(SERVES_NONE))
    served = [each for each in curriculum if each.coverage]
    header = ["serves best", "taught of it", "covered", "not as deep", "missing"]
    rows = [_service(at, each) for at, each in enumerate(served, 1)]
    blocks.append(table("", header, rows, _SHOWN_SERVICES))
    if curriculum.stumbles:
        header = ["learners may stumble at", "number", "which builds on", "and that is taught as"]
        blocks.append(table("", header, map(_stumble, curriculum.stumbles)))
    return lay_out(*blocks, *map(note, curriculum_beyond(curriculum)))


def _service(at: int, service: Service) -> Markup:
    return row(
        f"{at}\u2002{cut(service.role.name, LONGEST_NAME)}",
        measured(percent(service.coverage), bar(service.coverage, longest=50)),
        _needs(service.covered),
        _needs(service.begun),
        few([cut(say_wanted(need)) for need in service.missing], 3),
    )


def _stumble(stumble: Stumble) -> Markup:
    taught = f"number {stumble.taught}" if stumble.taught else "never: learners have to bring it"
    return row(
        cut(stumble.skill.name, LONGEST_NAME),
        number(str(stumble.place)),
        cut(stumble.prerequisite.name, LONGEST_NAME),
        taught,
    )

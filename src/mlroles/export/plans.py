"""Plans, transitions and reviews of curricula as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import asdict

from mlroles.export.profiles import held_rows, name_rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mlroles.curricula import Curriculum, Service, Stumble
    from mlroles.model import Need, Skill
    from mlroles.planning import LeftOut, Plan, Step
    from mlroles.transitions import Transition, Transitions

__all__ = ["curriculum_data", "plan_data", "transitions_data"]

Data = dict[str, Any]


def plan_data(plan: Plan) -> Data:
    """A plan: its steps, and all else that it says."""
    return {
        **_origin(plan),
        **name_rows(plan.unresolved, plan.excluded),
        "role": plan.role.id,
        "hours": plan.hours,
        "effort": asdict(plan.effort),
        "coverage": plan.coverage,
        "reached": plan.reached,
        "held": held_rows(plan.held),
        "missing": [_need(need) for need in plan.missing],
        "beyond": _ids(plan.beyond),
        "steps": [_step(step) for step in plan],
        "left_out": [_left_out(left) for left in plan.left_out],
    }


def _step(step: Step) -> Data:
    return {
        "skill": step.skill.id,
        "start": int(step.start),
        "goal": int(step.goal),
        "importance": step.importance,
        "named_by": [asdict(count) for count in step.named_by],
        "effort": asdict(step.effort),
        "gain": step.gain,
        "coverage": step.coverage,
        "leads_to": _ids(step.leads_to),
        "starting_points": [
            {"title": place.title, "address": place.address, "kind": place.kind}
            for place in step.starting_points
        ],
    }


def _left_out(left: LeftOut) -> Data:
    return {
        "skill": left.skill.id,
        "start": int(left.start),
        "goal": int(left.goal),
        "importance": left.importance,
        "before": _ids(left.before),
        "effort": asdict(left.effort),
        "gain": left.gain,
    }


def transitions_data(transitions: Transitions) -> Data:
    """The ways from a role to the others."""
    ways = [_way(way) for way in transitions]
    return {**_origin(transitions), "role": transitions.role.id, "ways": ways}


def _way(way: Transition) -> Data:
    return {
        "role": way.role.id,
        "coverage": way.coverage,
        "back": way.back,
        "effort": asdict(way.effort),
        "bridges": [_need(need) for need in way.bridges],
        "missing": [_need(need) for need in way.missing],
    }


def curriculum_data(curriculum: Curriculum) -> Data:
    """A curriculum against the roles."""
    return {
        **_origin(curriculum),
        **name_rows(curriculum.unresolved, curriculum.excluded),
        "taught": held_rows(curriculum.taught),
        "services": [_service(service) for service in curriculum],
        "stumbles": [_stumble(stumble) for stumble in curriculum.stumbles],
        "beyond": _ids(curriculum.beyond),
    }


def _service(service: Service) -> Data:
    return {
        "role": service.role.id,
        "coverage": service.coverage,
        "covered": [_need(need) for need in service.covered],
        "begun": [_need(need) for need in service.begun],
        "missing": [_need(need) for need in service.missing],
    }


def _stumble(stumble: Stumble) -> Data:
    return {
        "skill": stumble.skill.id,
        "place": stumble.place,
        "prerequisite": stumble.prerequisite.id,
        "taught": stumble.taught,
    }


def _need(need: Need) -> Data:
    return {
        "skill": need.skill.id,
        "importance": need.importance,
        "level": int(need.level),
        "named_by": [asdict(count) for count in need.named_by],
    }


def _ids(skills: Iterable[Skill]) -> list[str]:
    return [skill.id for skill in skills]


def _origin(answer: Plan | Transitions | Curriculum) -> Data:
    return {"edition": answer.edition, "fingerprint": answer.fingerprint}

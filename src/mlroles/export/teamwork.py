"""Teams, kinds of project and hand-offs as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import asdict

from mlroles.export.profiles import name_rows

if TYPE_CHECKING:
    from mlroles.handoffs import Chains, Handoffs, Step
    from mlroles.model import Handoff
    from mlroles.resolution import Profile
    from mlroles.teams import (
        Deliverable,
        Delivery,
        Exchange,
        Member,
        Project,
        Suggestion,
        Team,
    )

__all__ = ["chains_data", "handoffs_data", "project_data", "team_data"]

Data = dict[str, Any]


def team_data(team: Team) -> Data:
    """A review of a team."""
    return {
        "edition": team.edition,
        "fingerprint": team.fingerprint,
        "project": None if team.project is None else team.project.id,
        "complete": team.complete,
        "members": [_member(each) for each in team.members],
        "deliveries": [_delivery(each) for each in team.deliveries],
        "additions": [_addition(each) for each in team.additions],
        "trainings": [_training(each) for each in team.trainings],
        "spare": [role.id for role in team.spare],
        "exchanges": [_exchange(each) for each in team.exchanges],
    }


def _member(member: Member) -> Data:
    return {
        "name": member.name,
        "hats": [hat.id for hat in member.hats],
        "unsettled": [
            {
                "given": each.given,
                "reason": each.reason,
                "candidates": [role.id for role in each.candidates],
            }
            for each in member.unsettled
        ],
        "skills": None if member.profile is None else _profile(member.profile),
    }


def _profile(profile: Profile) -> Data:
    return {
        "resolved": [
            {"skill": held.skill.id, "level": None if held.level is None else int(held.level)}
            for held in profile.held
        ],
        **name_rows(profile.unresolved, profile.excluded),
    }


def _delivery(delivery: Delivery) -> Data:
    return {
        **_deliverable(delivery.deliverable),
        "state": delivery.state,
        "made_by": list(delivery.makers),
        "taken_by": list(delivery.takers),
        "parties": list(delivery.parties),
    }


def _addition(suggestion: Suggestion) -> Data:
    return {"role": suggestion.role.id, "closes": [each.id for each in suggestion.closes]}


def _training(suggestion: Suggestion) -> Data:
    return {
        **_addition(suggestion),
        "member": suggestion.member,
        "coverage": suggestion.coverage,
        "basis": suggestion.basis,
        "missing": [need.skill.id for need in suggestion.missing],
    }


def _exchange(exchange: Exchange) -> Data:
    return {
        **_handoff(exchange.handoff),
        "way": exchange.way,
        "made_by": list(exchange.makers),
        "taken_by": list(exchange.takers),
    }


def project_data(project: Project) -> Data:
    """A kind of project."""
    return {
        "id": project.id,
        "name": project.name,
        "definition": project.definition,
        "deliverables": [_deliverable(each) for each in project.deliverables],
        "sources": list(project.sources),
    }


def _deliverable(deliverable: Deliverable) -> Data:
    return {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in asdict(deliverable, recurse=False).items()
    }


def handoffs_data(handoffs: Handoffs) -> Data:
    """The graph of hand-offs."""
    return {
        "edition": handoffs.edition,
        "fingerprint": handoffs.fingerprint,
        "ends": [asdict(end) for end in handoffs.ends],
        "handoffs": [_handoff(row) for row in handoffs],
    }


def _handoff(row: Handoff) -> Data:
    return {**asdict(row), "sources": list(row.sources)}


def chains_data(chains: Chains) -> Data:
    """The shortest chains from one end to another."""
    return {
        "edition": chains.edition,
        "fingerprint": chains.fingerprint,
        "start": chains.start.id,
        "end": chains.end.id,
        "total": chains.total,
        "chains": [{"steps": [_step(step) for step in chain]} for chain in chains],
    }


def _step(step: Step) -> Data:
    return {
        "producer": step.producer.id,
        "consumer": step.consumer.id,
        "artefacts": [row.artefact for row in step.handoffs],
    }

"""Teams, kinds of project and hand-offs, as lines of text."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from mlroles.display.lines import listed, percent, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mlroles.handoffs import Chain, Chains, Handoffs, Step
    from mlroles.teams import Delivery, Exchange, Member, Project, Suggestion, Team, Unsettled

__all__ = ["chain_lines", "chains_lines", "handoffs_lines", "project_lines", "team_lines"]

_ARROW = "→"
_LONGEST = 60
_SHOWN_ROLES = 3
_SHOWN_NEEDS = 4
_NOTE = (
    "This is about the work and not about people. What a kind of project asks for is a judgement; "
    "argue with it."
)


def team_lines(team: Team, width: int) -> list[str]:
    """The members as read; then the project, or all hand-offs where none was named."""
    count = len(team.members)
    people = {0: "Nobody yet", 1: "One person"}.get(count, f"{count} people")
    purpose = f"for the project: {team.project.name}" if team.project else "and what is handed on"
    lines = wrap(f"{people} {purpose}, edition {team.edition}", width)
    lines += listed("members", [_member(each) for each in team.members], width)
    if team.project is None:
        return [*lines, *_exchange_lines(team, width)]
    lines += [*_delivery_lines(team, width), *_suggestion_lines(team, width)]
    worn = [f"{role.name} ({_wearers(role.id, team)})" for role in team.spare]
    lines += listed("hats not asked for here", worn, width)
    return [*lines, "", *wrap(_NOTE, width)]


def _member(member: Member) -> str:
    names = [hat.name for hat in member.hats]
    said = [", ".join(names)] if names else []
    said += [_unsettled(each) for each in member.unsettled]
    if member.profile and member.profile.unresolved:
        unknown = (_quote(each.name) for each in member.profile.unresolved)
        said.append(f"not known: {', '.join(unknown)}")
    if len(said) == 1 and member.name == " and ".join(names):
        return member.name
    return f"{member.name}: {'; '.join(said) or 'no hat yet'}"


def _quote(given: str) -> str:
    said = " ".join(given.split())
    return f'"{said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"}"'


def _unsettled(each: Unsettled) -> str:
    given = _quote(each.given)
    if each.reason == "skill":
        return f"{given} is a skill and no hat; say it among the skills"
    if not each.candidates:
        return f"{given} is none of these roles, and counts for none"
    names = _either([role.name for role in each.candidates])
    return f"{given} may be {names}, and counts for none until you say which"


def _either(names: Sequence[str]) -> str:
    """Names with an or before the last."""
    return " or ".join(name for name in (", ".join(names[:-1]), names[-1]) if name)


def _wearers(role: str, team: Team) -> str:
    names = (each.name for each in team.members if any(hat.id == role for hat in each.hats))
    return ", ".join(names)


def _delivery_lines(team: Team, width: int) -> list[str]:
    said = {
        "made": ("made", _made),
        "alone": ("made, and hangs on one person", _made),
        "untaken": ("made, and taken by nobody", _made),
        "unmade": ("made by nobody", _unmade),
    }
    lines = []
    for state, (title, say) in said.items():
        rows = [row for row in team.deliveries if row.state == state and _is_asked(row)]
        lines += listed(title, [say(row) for row in rows], width)
    rows = [row for row in team.deliveries if not _is_asked(row)]
    return lines + listed("helpful, and not there", [_optional(row) for row in rows], width)


def _is_asked(row: Delivery) -> bool:
    """What is only helpful is shown among the rest where it is there."""
    return row.is_closed or row.deliverable.part == "essential"


def _made(row: Delivery) -> str:
    takers = [name for name in row.takers if name not in row.makers]
    ends = [*takers, *row.parties]
    way = f" {_ARROW} {', '.join(ends)}" if ends else ""
    return f"{row.deliverable.artefact}: {', '.join(row.makers)}{way}"


def _unmade(row: Delivery) -> str:
    return f"{row.deliverable.artefact} ({_could(row)} could). {row.deliverable.note}".rstrip()


def _optional(row: Delivery) -> str:
    return _unmade(row) if row.state == "unmade" else f"{_made(row)}, and nobody takes it"


def _could(row: Delivery) -> str:
    """The likeliest of the roles that could make it."""
    names = [role.name for role in row.roles]
    more = len(names) - _SHOWN_ROLES
    return _either(names) if more <= 0 else f"{', '.join(names[:_SHOWN_ROLES])} or {more} more"


def _suggestion_lines(team: Team, width: int) -> list[str]:
    if team.complete:
        return ["", *wrap("complete: nobody is needed", width)]
    lines = [f"{_addition(each)}. {_closes(each, team)}" for each in team.additions[:1]]
    lines += [_training(each, team) for each in team.trainings[:1]]
    return listed("what would close most", lines, width)


def _addition(each: Suggestion) -> str:
    return f"one more person as {each.role.name}"


def _training(each: Suggestion, team: Team) -> str:
    grounds = "what they know meets" if each.basis == "skills" else "the hats they wear meet"
    met = percent(each.coverage or 0)
    said = f"or {each.member} as {each.role.name} too: {grounds} {met} of its needs"
    first = ", ".join(need.skill.name for need in each.missing[:_SHOWN_NEEDS])
    said += f"; first to learn: {first}" if first else ""
    same = each.closes == team.additions[0].closes
    return f"{said}. {'That closes the same.' if same else _closes(each, team)}"


def _closes(each: Suggestion, team: Team) -> str:
    essential = (row for row in team.deliveries if row.deliverable.part == "essential")
    if each.essentials == sum(not row.is_closed for row in essential):
        return "That closes all that is essential."
    return f"That closes: {'; '.join(row.artefact for row in each.closes)}."


def _exchange_lines(team: Team, width: int) -> list[str]:
    titles = {"in": "comes in", "within": "stays within", "out": "goes out"}
    lines = []
    for way, title in titles.items():
        rows = [_exchange(row) for row in team.exchanges if row.way == way]
        lines += listed(title, rows, width)
    note = "No kind of project was named, so nothing is said to be missing."
    return [*lines, "", *wrap(note, width)]


def _exchange(row: Exchange) -> str:
    maker = ", ".join(row.makers) or row.producer
    taker = ", ".join(row.takers) or row.consumer
    return f"{maker} {_ARROW} {taker}: {row.handoff.artefact}"


def project_lines(project: Project, width: int) -> list[str]:
    """What a kind of project asks for."""
    lines = [*wrap(f"{project.name} ({project.id})", width), *wrap(project.definition, width, 2)]
    for part, title in (("essential", "asks for"), ("helpful", "is helped by")):
        rows = [
            f"{each.artefact}. {each.note}".removesuffix(". ")
            for each in project.deliverables
            if each.part == part
        ]
        lines += listed(title, rows, width)
    return lines


def handoffs_lines(handoffs: Handoffs, width: int) -> list[str]:
    """Who hands what to whom, by producer."""
    names = {end.id: end.name for end in handoffs.ends}
    lines = wrap(f"Hand-offs of edition {handoffs.edition}", width)
    rows = sorted(handoffs, key=lambda row: [*names].index(row.producer))
    for producer, own in groupby(rows, key=lambda row: row.producer):
        said = [f"{_ARROW} {names[row.consumer]}: {row.artefact}" for row in own]
        lines += ["", names[producer], *(line for each in said for line in wrap(each, width, 2, 6))]
    return lines


def chains_lines(chains: Chains, width: int) -> list[str]:
    """Each of the shortest chains, a step a line."""
    ends = f"from {chains.start.name} to {chains.end.name}"
    if not chains:
        return wrap(f"Nothing leads {ends} by hand-offs of edition {chains.edition}", width)
    more = chains.total - len(chains)
    lines = wrap(f"The shortest way {ends}, edition {chains.edition}", width)
    for chain in chains:
        lines += ["", *chain_lines(chain, width)]
    return [*lines, "", f"…{more} more of this length"] if more else lines


def chain_lines(chain: Chain, width: int) -> list[str]:
    """One chain, from its beginning, a step a line."""
    lines = wrap(chain[0].producer.name, width)
    for step in chain:
        lines += wrap(_step(step), width, 2, 6)
    return lines


def _step(step: Step) -> str:
    artefacts = "; ".join(row.artefact for row in step.handoffs)
    return f"{_ARROW} {step.consumer.name}: {artefacts}"

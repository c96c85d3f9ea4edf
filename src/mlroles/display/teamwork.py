"""Teams, kinds of project and hand-offs, as lines of text."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from mlroles.display.lines import listed, percent, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mlroles.handoffs import Chain, Chains, Handoffs, Step
    from mlroles.teams import Delivery, Exchange, Member, Project, Suggestion, Team, Unsettled

__all__ = [
    "CLOSING",
    "COMPLETE",
    "HELPFUL",
    "NOTE",
    "NO_PROJECT",
    "PARTS",
    "SPARE",
    "chain_lines",
    "chains_head",
    "chains_lines",
    "group_deliveries",
    "group_exchanges",
    "handoffs_head",
    "handoffs_lines",
    "list_doubts",
    "list_spare",
    "list_suggestions",
    "list_takers",
    "name_ends",
    "project_lines",
    "say_could",
    "team_head",
    "team_lines",
]

_ARROW = "→"
_LONGEST = 60
_SHOWN_ROLES = 3
_SHOWN_NEEDS = 4
NOTE = (
    "This is about the work and not about people. What a kind of project asks for is a judgement; "
    "argue with it."
)

COMPLETE = "complete: nobody is needed"
NO_PROJECT = "No kind of project was named, so nothing is said to be missing."
CLOSING, HELPFUL, SPARE = (
    "what would close most", "helpful, and not there", "hats not asked for here",
)  # fmt: skip
PARTS = (("essential", "asks for"), ("helpful", "is helped by"))
_STATES = {
    "made": "made",
    "alone": "made, and hangs on one person",
    "untaken": "made, and taken by nobody",
    "unmade": "made by nobody",
}
_WAYS = {"in": "comes in", "within": "stays within", "out": "goes out"}


def team_lines(team: Team, width: int) -> list[str]:
    """The members as read; then the project, or all hand-offs where none was named."""
    lines = wrap(team_head(team), width)
    lines += listed("members", [_member(each) for each in team.members], width)
    if team.project is None:
        return [*lines, *_exchange_lines(team, width)]
    lines += [*_delivery_lines(team, width), *_suggestion_lines(team, width)]
    lines += listed(SPARE, list_spare(team), width)
    return [*lines, "", *wrap(NOTE, width)]


def team_head(team: Team) -> str:
    """How many there are, and what for."""
    count = len(team.members)
    people = {0: "Nobody yet", 1: "One person"}.get(count, f"{count} people")
    purpose = f"for the project: {team.project.name}" if team.project else "and what is handed on"
    return f"{people} {purpose}, edition {team.edition}"


def list_doubts(member: Member) -> list[str]:
    """What was said of somebody and counts for nothing."""
    said = [_unsettled(each) for each in member.unsettled]
    if member.profile and member.profile.unresolved:
        unknown = (_quote(each.name) for each in member.profile.unresolved)
        said.append(f"not known: {', '.join(unknown)}")
    return said


def _member(member: Member) -> str:
    names = [hat.name for hat in member.hats]
    said = [*([", ".join(names)] if names else []), *list_doubts(member)]
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


def list_spare(team: Team) -> list[str]:
    """Hats that are worn and not asked for, with who wears them."""
    return [f"{role.name} ({_wearers(role.id, team)})" for role in team.spare]


def _wearers(role: str, team: Team) -> str:
    names = (each.name for each in team.members if any(hat.id == role for hat in each.hats))
    return ", ".join(names)


def _delivery_lines(team: Team, width: int) -> list[str]:
    lines = []
    for title, rows in group_deliveries(team):
        say = _optional if title == HELPFUL else _made if rows[0].makers else _unmade
        lines += listed(title, [say(row) for row in rows], width)
    return lines


def group_deliveries(team: Team) -> list[tuple[str, list[Delivery]]]:
    """What a project asks for, by how it stands, each part with its heading."""
    groups: dict[str, list[Delivery]] = {title: [] for title in (*_STATES.values(), HELPFUL)}
    for row in team.deliveries:
        groups[_STATES[row.state] if _is_asked(row) else HELPFUL].append(row)
    return [(title, rows) for title, rows in groups.items() if rows]


def _is_asked(row: Delivery) -> bool:
    """What is only helpful is shown among the rest where it is there."""
    return row.is_closed or row.deliverable.part == "essential"


def list_takers(row: Delivery) -> list[str]:
    """Who takes it, those who make it themselves left out."""
    return [*(name for name in row.takers if name not in row.makers), *row.parties]


def _made(row: Delivery) -> str:
    ends = list_takers(row)
    way = f" {_ARROW} {', '.join(ends)}" if ends else ""
    return f"{row.deliverable.artefact}: {', '.join(row.makers)}{way}"


def _unmade(row: Delivery) -> str:
    return f"{row.deliverable.artefact} ({say_could(row)} could). {row.deliverable.note}".rstrip()


def _optional(row: Delivery) -> str:
    return _unmade(row) if row.state == "unmade" else f"{_made(row)}, and nobody takes it"


def say_could(row: Delivery) -> str:
    """The likeliest of the roles that could make it."""
    names = [role.name for role in row.roles]
    more = len(names) - _SHOWN_ROLES
    return _either(names) if more <= 0 else f"{', '.join(names[:_SHOWN_ROLES])} or {more} more"


def _suggestion_lines(team: Team, width: int) -> list[str]:
    if team.complete:
        return ["", *wrap(COMPLETE, width)]
    return listed(CLOSING, list_suggestions(team), width)


def list_suggestions(team: Team) -> list[str]:
    """Who or what would close most, in sentences."""
    lines = [
        f"one more person as {each.role.name}. {_closes(each, team)}" for each in team.additions[:1]
    ]
    return lines + [_training(each, team) for each in team.trainings[:1]]


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
    lines = []
    for title, rows in group_exchanges(team):
        lines += listed(title, list(map(_exchange, rows)), width)
    return [*lines, "", *wrap(NO_PROJECT, width)]


def group_exchanges(team: Team) -> list[tuple[str, list[Exchange]]]:
    """What comes in, stays and goes out, each part with its heading."""
    groups: dict[str, list[Exchange]] = {title: [] for title in _WAYS.values()}
    for row in team.exchanges:
        groups[_WAYS[row.way]].append(row)
    return [(title, rows) for title, rows in groups.items() if rows]


def name_ends(row: Exchange) -> tuple[str, str]:
    """Who hands on, and who takes: members by name, others as they are called."""
    return ", ".join(row.makers) or row.producer, ", ".join(row.takers) or row.consumer


def _exchange(row: Exchange) -> str:
    maker, taker = name_ends(row)
    return f"{maker} {_ARROW} {taker}: {row.handoff.artefact}"


def project_lines(project: Project, width: int) -> list[str]:
    """What a kind of project asks for."""
    lines = [*wrap(f"{project.name} ({project.id})", width), *wrap(project.definition, width, 2)]
    for part, title in PARTS:
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
    lines = wrap(handoffs_head(handoffs), width)
    rows = sorted(handoffs, key=lambda row: [*names].index(row.producer))
    for producer, own in groupby(rows, key=lambda row: row.producer):
        said = [f"{_ARROW} {names[row.consumer]}: {row.artefact}" for row in own]
        lines += ["", names[producer], *(line for each in said for line in wrap(each, width, 2, 6))]
    return lines


def handoffs_head(handoffs: Handoffs) -> str:
    """Whose they are."""
    return f"Hand-offs of edition {handoffs.edition}"


def chains_lines(chains: Chains, width: int) -> list[str]:
    """Each of the shortest chains, a step a line."""
    more = chains.total - len(chains)
    lines = wrap(chains_head(chains), width)
    for chain in chains:
        lines += ["", *chain_lines(chain, width)]
    return [*lines, "", f"…{more} more of this length"] if more else lines


def chains_head(chains: Chains) -> str:
    """What they lead from and to, if they do."""
    ends = f"from {chains.start.name} to {chains.end.name}"
    if not chains:
        return f"Nothing leads {ends} by hand-offs of edition {chains.edition}"
    return f"The shortest way {ends}, edition {chains.edition}"


def chain_lines(chain: Chain, width: int) -> list[str]:
    """One chain, from its beginning, a step a line."""
    lines = wrap(chain[0].producer.name, width)
    for step in chain:
        lines += wrap(_step(step), width, 2, 6)
    return lines


def _step(step: Step) -> str:
    artefacts = "; ".join(row.artefact for row in step.handoffs)
    return f"{_ARROW} {step.consumer.name}: {artefacts}"

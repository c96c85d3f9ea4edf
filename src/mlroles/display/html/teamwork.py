"""Teams, kinds of project and hand-offs as HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlroles.display.html.page import (
    LONGEST_NAME,
    heading,
    lay_out,
    note,
    paragraph,
    row,
    sections,
    table,
)
from mlroles.display.lines import cut
from mlroles.display.teamwork import (
    CLOSING,
    COMPLETE,
    NO_PROJECT,
    NOTE,
    PARTS,
    SPARE,
    chains_head,
    group_deliveries,
    group_exchanges,
    handoffs_head,
    list_doubts,
    list_spare,
    list_suggestions,
    list_takers,
    name_ends,
    say_could,
    team_head,
)

if TYPE_CHECKING:
    from mlroles.display.html.page import Block
    from mlroles.display.markup import Markup
    from mlroles.handoffs import Chain, Chains, Handoffs, Step
    from mlroles.teams import Delivery, Exchange, Member, Project, Team

__all__ = ["chain_html", "chains_html", "handoffs_html", "project_html", "team_html"]

_SHOWN_HANDOFFS = 24
_HANDED_ON = ["from", "what", "to"]


def team_html(team: Team) -> str:
    """Who wears which hat, who makes what for whom, and what would close the gaps."""
    head = team_head(team)
    members = table("", ["member", "wears", "counts for none"], map(_member, team.members))
    shown = [heading(head), *([members] if team.members else [])]
    if team.project is None:
        return lay_out(*shown, *_exchanges(team), note(NO_PROJECT))
    return lay_out(
        *shown, *_deliveries(team, head), *_suggestions(team),
        *([note(f"{SPARE}: {', '.join(list_spare(team))}")] if team.spare else []), note(NOTE),
    )  # fmt: skip


def _member(member: Member) -> Markup:
    hats = ", ".join(hat.name for hat in member.hats)
    doubts = "; ".join(list_doubts(member))
    return row(cut(member.name, LONGEST_NAME), cut(hats or "no hat yet"), cut(doubts))


def _deliveries(team: Team, head: str) -> list[Block]:
    parts = [
        (title, len(rows), list(map(_delivery, rows))) for title, rows in group_deliveries(team)
    ]
    return sections(head, ["what", "made by", "taken by"], parts)


def _delivery(each: Delivery) -> Markup:
    makers = ", ".join(each.makers) or f"nobody; {say_could(each)} could"
    takers = ", ".join(list_takers(each)) or ("the same" if each.takers else "nobody")
    return row(cut(each.deliverable.artefact), cut(makers), cut(takers))


def _suggestions(team: Team) -> list[Block]:
    if team.complete:
        return [paragraph(COMPLETE)]
    found = list_suggestions(team)
    return [heading(CLOSING), *map(paragraph, found)] if found else []


def _exchanges(team: Team) -> list[Block]:
    parts = [
        (title, len(rows), list(map(_exchange, rows))) for title, rows in group_exchanges(team)
    ]
    return sections(team_head(team), _HANDED_ON, parts) if parts else []


def _exchange(each: Exchange) -> Markup:
    maker, taker = name_ends(each)
    return row(cut(maker), cut(each.handoff.artefact), cut(taker))


def project_html(project: Project) -> str:
    """What a kind of project asks for."""
    head = f"{project.name} ({project.id})"
    parts = []
    for part, title in PARTS:
        found = [each for each in project.deliverables if each.part == part]
        rows = [row(cut(each.artefact), cut(each.note)) for each in found]
        parts += [(title, len(rows), rows)] if rows else []
    asked = sections(head, ["what", "why"], parts)
    return lay_out(heading(head), paragraph(project.definition), *asked)


def handoffs_html(handoffs: Handoffs) -> str:
    """Who hands what to whom; the picture shows it whole."""
    names = {end.id: end.name for end in handoffs.ends}
    rows = [
        row(cut(names[each.producer]), cut(each.artefact), cut(names[each.consumer]))
        for each in handoffs
    ]
    return lay_out(table(handoffs_head(handoffs), _HANDED_ON, rows, _SHOWN_HANDOFFS))


def chains_html(chains: Chains) -> str:
    """Each of the shortest chains, a step a row."""
    head = chains_head(chains)
    if not chains:
        return lay_out(paragraph(head))
    parts = [
        (f"way {at} of {chains.total}", len(chain), list(map(_step, chain)))
        for at, chain in enumerate(chains, 1)
    ]
    more = chains.total - len(chains)
    rest = [note(f"…{more} more of this length")] if more else []
    return lay_out(heading(head), *sections(head, _HANDED_ON, parts), *rest)


def chain_html(chain: Chain) -> str:
    """One chain, from its beginning, a step a row."""
    return lay_out(table("", _HANDED_ON, map(_step, chain)))


def _step(step: Step) -> Markup:
    artefacts = "; ".join(each.artefact for each in step.handoffs)
    return row(cut(step.producer.name), cut(artefacts), cut(step.consumer.name))

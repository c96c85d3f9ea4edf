"""Matches, and what is asked about them, as HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlroles.display.answers import (
    SHOWN_FITS,
    SUM,
    fit_head,
    ground_texts,
    match_head,
    match_notes,
    match_outcome,
    may_show_shares,
    sensitivity_head,
    why_not_frame,
)
from mlroles.display.html.page import (
    LONGEST_NAME,
    heading,
    lay_out,
    measured,
    note,
    number,
    paragraph,
    row,
    signed_bar,
    stack,
    table,
)
from mlroles.display.html.ranking import COUNTED, rank
from mlroles.display.lines import cut, decibans
from mlroles.display.markup import Markup, escape, isolate, join

if TYPE_CHECKING:
    from mlroles.contest import Sensitivity, WhyNot
    from mlroles.explanation import Explanation, Ground
    from mlroles.matching import Fit, Match, Reason

__all__ = [
    "explanation_html",
    "fit_html",
    "match_html",
    "sensitivity_html",
    "why_not_html",
]

_MARKS = {"counted": "", "borrowed": "~", "prior": "*"}
_BASES = {"counted": "counted", "borrowed": "borrowed", "prior": "curators' judgement"}


def match_html(match: Match) -> str:
    """The ranking: each role with its share, what was counted of it, and its reasons."""
    heads = [note(text) for text in match_head(match)]
    if not match.resolved:
        return lay_out(*heads, paragraph(match_outcome(match)))
    places = [(fit, [_reason(reason) for reason in fit.reasons]) for fit in match.fits[:SHOWN_FITS]]
    notes = [*match_notes(match), COUNTED]
    ranking = rank(match_outcome(match), places, shares=may_show_shares(match))
    return lay_out(*heads, ranking, note(" · ".join(notes)))


def _reason(reason: Reason) -> Markup:
    name = isolate(cut(reason.skill.name, LONGEST_NAME))
    return join([name, f" {decibans(reason.weight)}{_MARKS[reason.basis]}"])


def fit_html(fit: Fit) -> str:
    """One role, and every reason as a bar."""
    head, text = fit_head(fit)
    most = max((abs(reason.weight) for reason in fit.reasons), default=0)
    rows = [
        row(
            cut(reason.skill.name, LONGEST_NAME),
            number(f"{decibans(reason.weight)} db"),
            signed_bar(reason.weight, most),
            _BASES[reason.basis],
        )
        for reason in fit.reasons
    ]
    header = ["named", "evidence", "against | for", "basis"]
    return lay_out(heading(head), note(text), table("", header, rows))


def explanation_html(explanation: Explanation) -> str:
    """Every reason, with what it rests on."""
    fit = explanation.fit
    head = f"Why {fit.role.name}: {decibans(fit.evidence)} db, edition {fit.edition}"
    most = max((abs(ground.reason.weight) for ground in explanation), default=0)
    rows = [_ground(ground, explanation, most) for ground in explanation]
    header = ["named", "evidence", "against | for", "rests on"]
    return lay_out(heading(head), note(SUM), table("", header, rows))


def _ground(ground: Ground, explanation: Explanation, most: int) -> Markup:
    reason = ground.reason
    texts = ground_texts(ground, explanation.fit.role)
    return row(
        cut(reason.skill.name, LONGEST_NAME),
        number(f"{decibans(reason.weight)} db"),
        signed_bar(reason.weight, most),
        stack([_BASES[reason.basis], *map(cut, texts)]),
    )


def why_not_html(why_not: WhyNot) -> str:
    """What it would take, the largest step first."""
    head, foot = why_not_frame(why_not)
    if not why_not.additions:
        return lay_out(paragraph(head))
    most = max(abs(each.gain) for each in why_not.additions)
    rows = [
        row(
            cut(each.skill.name, LONGEST_NAME),
            number(f"{decibans(each.weight)} db"),
            measured(f"{decibans(each.gain)} db", signed_bar(each.gain, most)),
        )
        for each in why_not.additions
    ]
    header = ["named as well", "evidence", "closer to the first"]
    return lay_out(table(head, header, rows), note(foot))


def sensitivity_html(sensitivity: Sensitivity) -> str:
    """How far the first role leads, and the names that alone keep it there."""
    head = sensitivity_head(sensitivity)
    if sensitivity.second is None:
        return lay_out(paragraph(head))
    if not sensitivity.turns:
        return lay_out(paragraph(head), note("no single name decides"))
    rows = [
        row(cut(turn.skill.name, LONGEST_NAME), escape(cut(turn.first.name, LONGEST_NAME)))
        for turn in sensitivity.turns
    ]
    return lay_out(table(head, ["without", "the first would be"], rows))

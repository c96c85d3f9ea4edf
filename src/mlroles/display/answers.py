"""Matches, and what is asked about them, as lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mlroles.display.lines import decibans, not_known, percent, ranked, wrap
from mlroles.names import is_added

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mlroles.contest import Addition, Sensitivity, WhyNot
    from mlroles.explanation import Count, Explanation, Ground
    from mlroles.matching import Fit, Match, Reason
    from mlroles.model import Role

__all__ = [
    "ENOUGH_COUNTED",
    "SHOWN_FITS",
    "SHOWN_REASONS",
    "SUM",
    "explanation_lines",
    "fit_head",
    "fit_lines",
    "ground_texts",
    "is_counted",
    "match_head",
    "match_lines",
    "match_notes",
    "match_outcome",
    "may_show_shares",
    "sensitivity_head",
    "sensitivity_lines",
    "why_not_frame",
    "why_not_lines",
]

ENOUGH_COUNTED = 500  # permille of the first role's evidence; below it no percentage is shown
SHOWN_FITS = 5
SHOWN_REASONS = 5

OUTCOMES = {
    "ranked": "resembles",
    "insufficient": "not enough to tell; the nearest are",
    "outside": "looks like other work; of these roles the nearest are",
}

_ASK = "the quiz asks what you like to work with and to do: start_quiz(), or mlroles quiz"


def match_lines(match: Match, width: int) -> list[str]:
    """The ranking, with the heaviest reasons below each role."""
    lines = [line for text in match_head(match) for line in wrap(text, width)]
    lines += ["", *wrap(match_outcome(match), width)]
    fits = match.fits[:SHOWN_FITS] if match.resolved else ()
    longest = max((len(fit.role.name) for fit in fits), default=0)
    for place, fit in enumerate(fits, 1):
        share = fit.share if may_show_shares(match) else None
        head = f"{place:2d}  {fit.role.name:{longest}s}"
        lines += ranked(head, share, fit.evidence, width)
        lines += _reasons(fit, width)
    return [*lines, *_foot(match, width)]


def match_head(match: Match) -> list[str]:
    """Which edition answered, and what became of the names."""
    unknown = len(match.unresolved)
    given = sum(len(held.names) for held in match.resolved)
    head = [f"mlroles edition {match.edition}", f"{given} of {given + unknown} names known"]
    if unknown:
        head.append(not_known(match.unresolved))
    left_out = [skill.name for skill in match.excluded]
    return [" · ".join(head), *([f"left out: {', '.join(left_out)}"] if left_out else [])]


def match_outcome(match: Match) -> str:
    """What may be said of the ranking that follows."""
    return OUTCOMES[match.outcome] if match.resolved else "nothing to go by"


def may_show_shares(match: Match) -> bool:
    """A share poses as a probability only where enough of the evidence was counted."""
    return match.outcome != "outside" and is_counted(match.fits)


def is_counted(fits: Sequence[Any]) -> bool:
    """Whether enough of the evidence for the first role was counted, and the others were asked.

    Of a role that an overlay adds nobody was, so that its share, and what it leaves, means little.
    """
    first = fits[:SHOWN_FITS]
    return first[0].counted >= ENOUGH_COUNTED and not any(is_added(f.role.id) for f in first)


def _reasons(fit: Fit, width: int) -> list[str]:
    shown = [_reason(reason, width - 6) for reason in fit.reasons[:SHOWN_REASONS]]
    more = len(fit.reasons) - len(shown)
    text = "   ".join([*shown, f"…{more}\u00a0more"] if more > 0 else shown)
    return wrap(text, width, 6)


def _reason(reason: Reason, room: int) -> str:
    mark = {"counted": "", "borrowed": "~", "prior": "*"}[reason.basis]
    said = f"{reason.skill.name} {decibans(reason.weight)}{mark}"
    # on one line if there is room; clean makes spaces of these again
    return said.replace(" ", "\u00a0") if len(said) <= room else said


def _foot(match: Match, width: int) -> list[str]:
    notes = match_notes(match)
    return ["", *wrap(" · ".join(notes), width, 2)] if notes else []


def match_notes(match: Match) -> list[str]:
    """What has to be known to read the ranking."""
    notes = []
    more = len(match.fits) - SHOWN_FITS
    if more > 0 and match.resolved:
        notes.append(f"{more} more role{'s'[: more > 1]} compared")
    if match.outcome == "outside":
        notes.append(f"other work {decibans(match.outside.evidence)} db")
    return [*notes, *_basis_notes(match.fits[:SHOWN_FITS]), *_share_notes(match)]


def _basis_notes(fits: Sequence[Fit]) -> Iterator[str]:
    bases = {reason.basis for fit in fits for reason in fit.reasons}
    if "prior" in bases:
        yield "* the curators' judgement, nobody counted"
    if "borrowed" in bases:
        kin = any(fit.role.kin for fit in fits)
        yield f"~ borrowed from {'kindred roles or ' if kin else ''}the broader skill"


def _share_notes(match: Match) -> Iterator[str]:
    if match.resolved and may_show_shares(match):
        odds = "equal odds" if match.prior is None else "the odds given"
        yield f"percentages: from {odds} beforehand"
    elif match.resolved and match.outcome != "outside":
        yield "no percentages: too little of this was counted"
    if match.outcome == "insufficient":
        yield _ASK


def fit_lines(fit: Fit, width: int) -> list[str]:
    """One role, its coverage and its heaviest reasons."""
    head, text = fit_head(fit)
    return [*wrap(head, width), *wrap(text, width, 2), *_reasons(fit, width)]


def fit_head(fit: Fit) -> tuple[str, str]:
    """How much speaks for a role; how ready it finds one, and how sure that is."""
    head = f"{fit.role.name}: {decibans(fit.evidence)} db, edition {fit.edition}"
    covers = f"covers {percent(fit.coverage)} of its needs"
    return head, f"{covers}; {percent(fit.counted)} of the evidence rests on counted people"


SUM = "The evidence is the sum of the lines below. Ten decibans are a factor of ten in odds."


def explanation_lines(explanation: Explanation, width: int) -> list[str]:
    """Every reason, with what it rests on."""
    fit = explanation.fit
    head = f"Why {fit.role.name}: {decibans(fit.evidence)} db, edition {fit.edition}"
    lines = [*wrap(head, width), *wrap(SUM, width, 2)]
    for ground in explanation:
        lines += ["", *_ground(ground, fit.role, width)]
    return lines


def _ground(ground: Ground, role: Role, width: int) -> list[str]:
    reason = ground.reason
    head = f"{decibans(reason.weight):>6s}  {reason.skill.name} ({reason.basis})"
    texts = ground_texts(ground, role)
    return wrap(head, width, 0, 8) + [line for text in texts for line in wrap(text, width, 8, 10)]


def ground_texts(ground: Ground, role: Role) -> list[str]:
    """What one reason rests on, a line each."""
    texts = [_count(count, role) for count in ground.counts]
    if ground.fitted:
        said = "of it by a fit on whole lists, since names come in herds"
        texts.append(f"{decibans(ground.fitted)} {said}")
    if ground.borrowed_from:
        texts.append(f"nobody was asked; borrowed from {ground.borrowed_from}")
    if ground.reason.basis == "prior":
        texts.append("nobody, or too few, were asked: this is the curators' judgement")
    if ground.importance:
        texts.append(f"{ground.importance} to the role, by the curators")
    return [*texts, f"source: {', '.join(ground.reason.sources)}"]


def _count(count: Count, role: Role) -> str:
    ours = percent(1000 * count.named // count.people)
    everyone = percent(1000 * count.named_by_all // count.all_people)
    return (
        f"{count.year}: named by {ours} of {count.people:,} ({role.name}), "
        f"by {everyone} of all {count.all_people:,} ({count.source})"
    )


def why_not_lines(why_not: WhyNot, width: int) -> list[str]:
    """What it would take, the largest step first."""
    head, foot = why_not_frame(why_not)
    lines = wrap(head, width)
    for addition in why_not.additions:
        lines += wrap(_addition(addition), width, 2, 4)
    return [*lines, *wrap(foot, width)]


def why_not_frame(why_not: WhyNot) -> tuple[str, str]:
    """What is said before the additions, and after them."""
    name = why_not.role.name
    if not why_not.additions and not why_not.behind:
        return f"{name} comes first as it is, by {decibans(why_not.margin)} db", ""
    return (
        f"{name} is {decibans(why_not.behind)[1:]} db behind; naming these would put it first:",
        f"It would then lead by {decibans(why_not.margin)} db, edition {why_not.edition}.",
    )


def _addition(addition: Addition) -> str:
    said = decibans(addition.weight)
    return f"{addition.skill.name} {said}: {decibans(addition.gain)} db closer to the first"


def sensitivity_lines(sensitivity: Sensitivity, width: int) -> list[str]:
    """How far the first role leads, and the names that alone keep it there."""
    lines = wrap(sensitivity_head(sensitivity), width)
    if sensitivity.second is None:
        return lines
    for turn in sensitivity.turns:
        lines += wrap(
            f"without {turn.skill.name} the first would be {turn.first.name}", width, 2, 4
        )
    return lines if sensitivity.turns else [*lines, *wrap("no single name decides", width, 2)]


def sensitivity_head(sensitivity: Sensitivity) -> str:
    """How far the first role leads."""
    name = sensitivity.first.name
    if sensitivity.second is None:
        return f"{name} was compared with no other role"
    return f"{name} leads {sensitivity.second.name} by {decibans(sensitivity.lead)} db"

"""A ranking with its reasons as bars: to the right what speaks for a role, to the left against."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlroles.display.answers import (
    SHOWN_REASONS,
    match_head,
    match_notes,
    match_outcome,
    may_show_shares,
)
from mlroles.display.lines import decibans, percent
from mlroles.display.svg.picture import (
    BLUE,
    LINE,
    ORANGE,
    WIDTH,
    box,
    frame,
    rule,
    shorten_to,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mlroles.display.markup import Markup
    from mlroles.display.svg.picture import Picture
    from mlroles.matching import Fit, Match, Reason

__all__ = ["draw_ranking"]

_SHOWN = 4
_NAMES = 230  # how far the names of skills reach
_NUMBER = 56
_BAR = 11
_HEAD = LINE + 22  # what the line of a role takes
_MARKS = {"counted": "", "borrowed": "~", "prior": "*"}
_LOOKS: dict[str, dict[str, object]] = {
    "counted": {},
    "borrowed": {"fill_opacity": 0.45},
    "prior": {"fill_opacity": 0, "stroke_dasharray": "3 2"},
}


def draw_ranking(match: Match) -> Picture:
    """The first roles of a match, each with its heaviest reasons as signed bars of one scale."""
    head = " · ".join(match_head(match))
    fits = match.fits[:_SHOWN] if match.resolved else ()
    content, below = [words(0, LINE, match_outcome(match), font_weight="bold")], LINE
    scale = _scale(fits)
    for place, fit in enumerate(fits, 1):
        content += _part(place, fit, below, match, scale)
        below += LINE * len(fit.reasons[:SHOWN_REASONS]) + _HEAD
    said = "; ".join(_say(fit, match) for fit in fits)
    notes = " · ".join([head, *(_notes(match) if fits else [])])
    return frame(match_outcome(match), f"{head}. {said}", below + LINE, content, notes)


def _part(
    place: int, fit: Fit, above: int, match: Match, scale: tuple[int, int]
) -> Iterator[Markup]:
    """A role, and below it the bars on both sides of the line that is zero."""
    shown, top = fit.reasons[:SHOWN_REASONS], above + _HEAD
    yield from _role(place, fit, top - 12, match)
    yield rule(scale[0], top - 2, scale[0], top + LINE * len(shown) - 4)
    for at, reason in enumerate(shown):
        yield from _reason(reason, top + at * LINE, *scale)


def _scale(fits: tuple[Fit, ...]) -> tuple[int, int]:
    """Where zero is, and how many centibans go into a thousand pixels."""
    weights = [reason.weight for fit in fits for reason in fit.reasons[:SHOWN_REASONS]]
    most, least = max([0, *weights]), -min([0, *weights])
    room = WIDTH - _NAMES - 2 * _NUMBER
    scale = max(1000 * (most + least) // room, 1)
    return _NAMES + _NUMBER + 1000 * least // scale, scale


def _notes(match: Match) -> list[str]:
    more = len(match.fits) - _SHOWN
    rest = [note for note in match_notes(match) if "more role" not in note]
    return [f"{more} more role{'s'[: more > 1]} compared", *rest] if more > 0 else rest


def _role(place: int, fit: Fit, y: int, match: Match) -> Iterator[Markup]:
    numbers = [percent(fit.share)] if may_show_shares(match) else []
    numbers += [f"{decibans(fit.evidence)} db", f"{percent(fit.counted)} of it counted"]
    yield words(0, y, f"{place}\u2002{shorten_to(fit.role.name, 360)}", font_weight="bold")
    yield words(WIDTH, y, " · ".join(numbers), "end")
    yield rule(0, y + 5, WIDTH, y + 5, stroke_opacity=0.5)


def _reason(reason: Reason, y: int, middle: int, scale: int) -> Iterator[Markup]:
    length = 1000 * abs(reason.weight) // scale
    against = reason.weight < 0
    colour = ORANGE if against else BLUE
    start = middle - length if against else middle
    look = {"fill": colour, "stroke": colour, **_LOOKS[reason.basis]}
    yield words(_NAMES, y + _BAR - 1, shorten_to(reason.skill.name, _NAMES), "end")
    yield box(start, y, length, _BAR, **look)
    said = f"{decibans(reason.weight)}{_MARKS[reason.basis]}"
    beside = start - 6 if against else middle + length + 6
    yield words(beside, y + _BAR - 1, said, "end" if against else None)


def _say(fit: Fit, match: Match) -> str:
    share = f" {percent(fit.share)}," if may_show_shares(match) else ""
    because = ", ".join(
        f"{reason.skill.name} {decibans(reason.weight)}" for reason in fit.reasons[:SHOWN_REASONS]
    )
    return f"{fit.role.name}{share} {decibans(fit.evidence)} decibans: {because}"

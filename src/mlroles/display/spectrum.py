"""A place on the spectrum, as lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlroles.display.answers import is_counted
from mlroles.display.lines import decibans, percent, wrap

if TYPE_CHECKING:
    from mlroles.spectrum import Part, Place

__all__ = [
    "ENDS",
    "NOWHERE",
    "NO_PULL",
    "may_show_parts",
    "name_pulls",
    "place_head",
    "place_lines",
    "place_note",
    "place_verdict",
]

_TRACK = 21  # columns; an odd number, so that there is a middle
NO_PULL = "nothing pulls this way; it is what the rest leaves"
NOWHERE = "Nothing to go by: no name in the list is known."
ENDS = ("one-trick pony", "generalist")
_MANY = (
    10  # names; with fewer the measure leans to the broad side (docs/explanation/the-spectrum.md)
)


def place_lines(place: Place, width: int) -> list[str]:
    """How broad, in figures, words and a picture; then what pulls where."""
    lines = wrap(place_head(place), width)
    if place.breadth is None:
        return [*lines, "", *wrap(NOWHERE, width)]
    lines += ["", *_track(place.breadth, width), *wrap(place_verdict(place), width)]
    lines += ["", *wrap("What pulls where", width)]
    for part in place:
        lines += _part(part, width, shown=may_show_parts(place))
    if place.rest and may_show_parts(place):
        lines += wrap(f"and {place.rest} of 1000 to the other roles", width, 2)
    return [*lines, "", *wrap(place_note(place), width, 2)]


def place_note(place: Place) -> str:
    """How to read the figures."""
    few = " Short lists look broad: name more, and it may narrow." if place.named < _MANY else ""
    shares = "Shares divide the evidence in thousandths; counted: how much of it rests on people"
    if not may_show_parts(place):
        shares = "No shares: too little of this was counted"
    return (
        f"{shares}. Weights are in decibans. Breadth runs from 0, one-trick pony, to 1000, "
        f"generalist; neither end is better.{few}"
    )


def place_head(place: Place) -> str:
    """Which edition answered, and how many names it knew."""
    parts = [
        f"mlroles edition {place.edition}",
        f"{place.named} name{'s'[: place.named != 1]} known",
    ]
    if place.unresolved:
        parts.append(f"{len(place.unresolved)} not known")
    return " · ".join(parts)


def _track(breadth: int, width: int) -> list[str]:
    """A mark between the two ends, where there is room for it."""
    at = (breadth * (_TRACK - 1) + 500) // 1000
    track = f"{'─' * at}●{'─' * (_TRACK - 1 - at)}"
    line = f"{ENDS[0]} {track} {ENDS[1]}"
    return [line] if len(line) <= width else []


def place_verdict(place: Place) -> str:
    """How broad, in words."""
    said = f"breadth {place.breadth} of 1000"
    names = " and ".join(role.name for role in place.front)
    if place.outcome == "outside":
        return f"{said}, but the list looks like other work: no word for it"
    if len(place) == 1:
        return f"{said}, since a single role was compared: there is nothing to stand between"
    if place.word is None:
        return f"{said}, but from so few names it tells more of the list than of you"
    if len(place.front) > 1:
        return f"{said}, {place.word}: {place.means}; at the front, too close to call: {names}"
    return f"{said}, {place.word}: {place.means}; at the front: {names}"


def may_show_parts(place: Place) -> bool:
    """A share poses as a probability only where enough of the evidence was counted."""
    return place.outcome != "outside" and is_counted(place.parts)


def name_pulls(part: Part) -> list[str]:
    """What pulls towards a role, the strongest first."""
    return [f"{pull.skill.name} {decibans(pull.weight)}" for pull in part.pulls]


def _part(part: Part, width: int, *, shown: bool) -> list[str]:
    said = "   ".join(pull.replace(" ", "\u00a0") for pull in name_pulls(part))
    share = f"{part.share:4d}" if shown else f"{'':4s}"
    lines = wrap(f"{share}  {part.role.name} ({percent(part.counted)} counted)", width, 0, 6)
    return [*lines, *wrap(said or NO_PULL, width, 6)]

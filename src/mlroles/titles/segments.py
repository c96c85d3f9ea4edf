"""A title cut at its commas, dashes and brackets, each stretch in phrases that do one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from mlroles.titles.layout import AT, CLOSE, HARD, JOIN, OPEN

if TYPE_CHECKING:
    from mlroles.titles.grammar import Grammar, Part
    from mlroles.titles.layout import Layout

__all__ = ["HEADS", "SILENT", "UNKNOWN", "Element", "Segment", "cut_segments"]

HEADS = frozenset({"soft", "plain", "whole"})
SILENT = frozenset({"noise", "rung"})  # what never parts a field from its head
UNKNOWN = frozenset({"word", "foreign"})  # and what always does


@define
class Element:
    """A phrase of a title.

    Attributes
    ----------
    part
        What it does.
    first, last
        Its words, the last one left out.
    joint
        What stands before it.
    used
        Whether it told anything.
    """

    part: Part
    first: int
    last: int
    joint: int
    used: bool = False


@define
class Segment:
    """What stands between two marks.

    Attributes
    ----------
    link
        The kind of word that leads into it: ``of``, ``for``, ``with`` or ``at``; or nothing.
    aside
        Whether it stands in brackets.
    begun, ranked
        Whether it has more than noise, and whether it says a seniority.
    elements
        Its phrases.
    """

    link: str = ""
    aside: bool = False
    begun: bool = False
    ranked: bool = False
    elements: list[Element] = field(factory=list)


def cut_segments(laid: Layout, grammar: Grammar) -> list[Segment]:
    """The segments of a title; what follows a bracket goes on where it was opened."""
    here, around = Segment(), None
    segments = [here]
    words, joints, find_part = laid.words, laid.joints, grammar.find_part
    at, count = 0, len(words)
    while at < count:
        joint = joints[at]
        part, end = find_part(words, joints, at)
        if joint > JOIN:
            here, around = _turn(joint, here, around, segments)
        if part.kind != "link":
            here.elements.append(Element(part, at, end, joint))
            if part.kind != "noise":
                here.begun = True
            if part.rung:
                here.ranked = True
        elif here.begun:
            here = _open(segments, part.value, aside=here.aside)
        at = end
    return [segment for segment in segments if segment.elements]


def _turn(
    joint: int, here: Segment, around: Segment | None, segments: list[Segment]
) -> tuple[Segment, Segment | None]:
    """The segment that follows a mark, and the one around its bracket, if it is in one."""
    if joint & CLOSE and around is not None:
        here, around = around, None
    if joint & HARD:
        here = _open(segments, "at" if joint & AT else "", aside=around is not None)
    if joint & OPEN:
        around = around or here
        here = _open(segments, "", aside=True)
    return here, around


def _open(segments: list[Segment], link: str, *, aside: bool) -> Segment:
    segments.append(Segment(link, aside))
    return segments[-1]

"""The seniority that a title says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlroles.titles.layout import JOIN
from mlroles.titles.segments import HEADS, SILENT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mlroles.titles.grammar import Part
    from mlroles.titles.layout import Layout
    from mlroles.titles.segments import Element, Segment

__all__ = ["RUNGS", "find_seniority"]

RUNGS = ("intern", "junior", "unstated", "senior", "lead", "staff", "principal", "manager")
_UNSTATED = RUNGS.index("unstated")

Slot = tuple[int | None, str]  # a rung, if one is said, and the last head of the slot


def find_seniority(segments: Sequence[Segment], laid: Layout) -> str:
    """The seniority of a title.

    Words in one stretch add up to the highest ("senior manager"), as those of several do; what "or"
    or a slash offers goes by the lowest ("senior / lead"). An intern is one whatever else is said.
    """
    said = []
    for segment in segments:
        if segment.ranked and not segment.link:
            rung = _read(segment.elements, laid)
            if rung is not None:
                said.append(rung)
    return RUNGS[_add(said)] if said else "unstated"


def _add(rungs: Sequence[int]) -> int:
    return 0 if 0 in rungs else max(rungs)


def _read(elements: Sequence[Element], laid: Layout) -> int | None:
    begins = next((at for at, e in enumerate(elements) if e.part.kind not in SILENT), -1)
    slots: list[Slot] = []
    found: list[int] = []
    head = ""
    for at, element in enumerate(elements):
        if element.joint & JOIN:
            slots.append((_add(found) if found else None, head))
            found, head = [], ""
        if element.part.rung and _holds(elements, at, begins):
            found.append(RUNGS.index(element.part.rung))
            element.used = True
        if element.part.kind in HEADS:
            head = laid.words[element.last - 1]
    slots.append((_add(found) if found else None, head))
    return _offer(slots)


def _offer(slots: Sequence[Slot]) -> int | None:
    """The lowest rung on offer: one that is not said is that of the slot before."""
    heads = {head for rung, head in slots if rung is not None and head}
    offered: list[int] = []
    for rung, head in slots:
        if rung is not None:
            offered.append(rung)
        elif not offered and head in heads:
            offered.append(_UNSTATED)  # "analyst / senior analyst"
    return min(offered, default=None)


def _holds(elements: Sequence[Element], at: int, begins: int) -> bool:
    """Whether a phrase says its rung where it stands, if what is no rung begins there."""
    place = elements[at].part.place
    alone = begins < 0
    if not place or (alone and place != "behind"):
        return True
    before = elements[at - 1].part if at else None
    after = elements[at + 1].part if at + 1 < len(elements) else None
    if place == "beside":
        return at < begins or _is_near(before) or _is_near(after)
    behind = _is_near(before) and (after is None or after.value != "count")
    return place in {"behind", "numeral"} and behind


def _is_near(part: Part | None) -> bool:
    return part is not None and bool(part.rung or part.kind in HEADS)

"""Values of a few fields, each with its heading: one reason, mention, change and the like."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mlroles.changes import Change
from mlroles.display.crossing import ARROW, say_value
from mlroles.display.lines import cut, decibans, wrap
from mlroles.matching import Reason
from mlroles.mentions import Mention
from mlroles.migration import Passage
from mlroles.teams import Deliverable

if TYPE_CHECKING:
    from collections.abc import Callable

    Told = tuple[str, list[tuple[str, str]]]

__all__ = ["SINGLE", "single_lines", "tell"]

_LONGEST = 60


def single_lines(value: Any, width: int) -> list[str]:
    """What it is, and below it what is known of it."""
    head, rows = tell(value)
    said = [f"{name}: {text}" for name, text in rows]
    return [*wrap(head, width), *(line for row in said for line in wrap(row, width, 2, 4))]


def tell(value: Any) -> Told:
    """What it is, and what is known of it, each part with its heading."""
    head, rows = SINGLE[type(value)](value)
    return head, [(name, text) for name, text in rows if text]


def _reason(reason: Reason) -> Told:
    basis = {
        "counted": "counted people",
        "borrowed": "borrowed from those who were counted",
        "prior": "the curators' judgement, nobody counted",
    }
    return f"{reason.skill.name}: {decibans(reason.weight)} db", [
        ("rests on", basis[reason.basis]),
        ("source", ", ".join(reason.sources)),
    ]


def _mention(mention: Mention) -> Told:
    return f"{cut(mention.text, _LONGEST)} = {mention.skill.name}", [
        ("place", f"{mention.start:,} to {mention.end:,}"),
        ("rule", mention.rule),
        ("stance", mention.stance),
    ]


def _change(change: Change) -> Told:
    ends = f"{say_value(change.before)} {ARROW} {say_value(change.after)}"
    return f"{change.section}: {change.id} {change.aspect}".rstrip(), [
        (change.kind, ends),
        ("why", change.reason),
        ("source", ", ".join(change.sources)),
    ]


def _passage(each: Passage) -> Told:
    return f"{cut(each.given, _LONGEST)} {ARROW} {each.chosen or 'open'}", [
        ("how", f"{each.kind}, {each.basis}"),
        ("may be", ", ".join(each.options)),
        ("from it also", ", ".join(each.also)),
        ("level", "" if each.level is None else str(each.level)),
        ("why", each.reason),
    ]


def _deliverable(each: Deliverable) -> Told:
    return f"{each.artefact} ({each.id})", [
        ("part", each.part),
        ("made by", ", ".join(each.makers)),
        ("serves", ", ".join(each.serves)),
        ("why", each.note),
        ("source", ", ".join(each.sources)),
    ]


SINGLE: dict[type, Callable[[Any], Told]] = {
    Change: _change,
    Deliverable: _deliverable,
    Mention: _mention,
    Passage: _passage,
    Reason: _reason,
}

"""Roles in an order, each with what it rests on: what matches and quizzes have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlroles.display.answers import SHOWN_REASONS
from mlroles.display.html.page import LONGEST_NAME, bar, measured, number, row, table
from mlroles.display.lines import cut, decibans, percent
from mlroles.display.markup import Markup, isolate, join

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mlroles.display.html.page import Block
    from mlroles.matching import Fit
    from mlroles.quiz import QuizFit

__all__ = ["COUNTED", "list_reasons", "rank"]

_WHOLE = 30
COUNTED = "counted: how much of the evidence rests on counted people"


def rank(
    title: str, places: Sequence[tuple[Fit | QuizFit, Sequence[str]]], *, shares: bool
) -> Block:
    """Roles in a table: each with its share if it may be shown, what was counted, and reasons."""
    header = ["role", *(["share"] if shares else []), "counted", "evidence", "because of"]
    rows = []
    for at, (fit, reasons) in enumerate(places, 1):
        share = [measured(percent(fit.share), bar(fit.share))] if shares else []
        numbers = [number(percent(fit.counted)), number(f"{decibans(fit.evidence)} db")]
        name = f"{at}\u2002{cut(fit.role.name, LONGEST_NAME)}"
        rows.append(row(name, *share, *numbers, list_reasons(reasons)))
    return table(title, header, rows)


def list_reasons(reasons: Sequence[str]) -> Markup:
    """The heaviest reasons, each on one line; how many more there are."""
    shown = [_glue(isolate(reason)) for reason in reasons[:SHOWN_REASONS]]
    more = len(reasons) - len(shown)
    return join([*shown, f"…{more}\u00a0more"] if more > 0 else shown, "\u00a0· ")


def _glue(reason: Markup) -> Markup:
    """On one line if it is short; where text is isolated, there is a space within a tag."""
    whole = len(reason) <= _WHOLE and "<" not in reason
    return Markup(reason.replace(" ", "\u00a0")) if whole else reason

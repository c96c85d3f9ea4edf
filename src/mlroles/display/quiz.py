"""Quizzes and their questions as lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlroles.display.answers import ENOUGH_COUNTED
from mlroles.display.lines import decibans, ranked, wrap
from mlroles.names import is_added

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mlroles.quiz import Decision, Question, Quiz, QuizReason

__all__ = ["question_lines", "quiz_lines"]

_SHOWN_FITS = 5
_SHOWN_REASONS = 4
_SHOWN_DECISIONS = 6
_MARKS = {"counted": "", "borrowed": "~", "prior": "*"}
_THOUGHT = (
    "A prompt for thought, and no verdict: what you love today says where to look next, not what "
    "you can or may become."
)
_NOTHING = (
    "Nothing here spoke to you, and that is fine: no list knows every kind of work, and this one "
    "proves nothing. Perhaps read what fills a day in each role (mlroles roles, mlroles show "
    "ROLE), or tell in a few words of your own what you like to do."
)


def question_lines(question: Question, width: int) -> list[str]:
    """The things to tick, each with what it is; nobody needs to know a name."""
    ask = "Which of this work do you like?" if question.days else "Which of these do you love?"
    lines = wrap(f"Question {question.number}: {ask} Tick any, or none.", width)
    for place, option in enumerate(question.options, 1):
        lines += wrap(f"{place}  {option.name}", width, 2, 5)
        lines += wrap(option.definition, width, 5)
    return lines


def quiz_lines(quiz: Quiz, width: int) -> list[str]:
    """The question to answer; or, once the quiz is over, what it heard."""
    lines = wrap(_head(quiz), width)
    unknown = [name.name for given in quiz.answered for name in given.unresolved]
    if unknown:
        lines += wrap("not known: " + ", ".join(f'"{name}"' for name in unknown), width)
    if quiz.question:
        return [*lines, "", *question_lines(quiz.question, width)]
    if not quiz.ticked:
        return [*lines, "", *wrap(_NOTHING, width, 2)]
    lines += ["", "sounds like" if quiz.best else "not enough to tell; the nearest are"]
    longest = max(len(fit.role.name) for fit in quiz[:_SHOWN_FITS])
    for place, fit in enumerate(quiz[:_SHOWN_FITS], 1):
        share = fit.share if _may_show(quiz) else None
        head = f"{place:2d}  {fit.role.name:{longest}s}"
        lines += ranked(head, share, fit.evidence, width)
        shown = [reason for reason in fit.reasons if reason.weight][:_SHOWN_REASONS]
        lines += wrap(_join(map(_reason, shown), width), width, 6)
    return [*lines, "", *_decisive(quiz, width), "", *_foot(quiz, width)]


def _head(quiz: Quiz) -> str:
    asked, offered = len(quiz.answered), sum(len(given.options) for given in quiz.answered)
    ticked = f"{len(quiz.ticked)} ticked of {offered}" if asked else "a prompt for thought"
    said = f"{asked} question{'s'[: asked != 1]} answered"
    return f"mlroles edition {quiz.edition} · {said} · {ticked}"


def _may_show(quiz: Quiz) -> bool:
    """A share poses as a probability only where enough of the evidence was counted."""
    added = any(is_added(fit.role.id) for fit in quiz[:_SHOWN_FITS])
    return quiz[0].counted >= ENOUGH_COUNTED and not added


def _reason(reason: QuizReason) -> str:
    name = reason.skill.name if reason.ticked else f"no {reason.skill.name}"
    return f"{name} {decibans(reason.weight)}{_MARKS[reason.basis]}"


def _decisive(quiz: Quiz, width: int) -> list[str]:
    """What put the first before the second."""
    first, second = quiz[:2]
    lead = decibans(first.evidence - second.evidence)
    lines = wrap(f"{first.role.name} before {second.role.name}, by {lead} db, through", width)
    shown = [each for each in quiz.decisions if each.gain][:_SHOWN_DECISIONS]
    said = _join(map(_decision, shown), width)
    lines += wrap(said or "its place in the alphabet", width, 6)
    return lines


def _decision(decision: Decision) -> str:
    name = decision.skill.name if decision.ticked else f"no {decision.skill.name}"
    return f"{name} {decibans(decision.gain)}"


def _join(parts: Iterable[str], width: int) -> str:
    """Side by side; each on one line if there is room (clean makes spaces of these again)."""
    room = width - 6
    return "   ".join(part.replace(" ", "\u00a0") if len(part) <= room else part for part in parts)


def _foot(quiz: Quiz, width: int) -> list[str]:
    bases = {reason.basis for fit in quiz[:_SHOWN_FITS] for reason in fit.reasons}
    notes = ["no X: shown and not ticked, which weighs a tenth"]
    if "prior" in bases:
        notes.append("* the curators' judgement, nobody counted")
    if "borrowed" in bases:
        notes.append("~ borrowed from others who were counted")
    even = "percentages: from equal odds beforehand"
    notes.append(even if _may_show(quiz) else "no percentages: too little of this was counted")
    return [*wrap(_THOUGHT, width, 2), "", *wrap(" · ".join(notes), width, 2)]

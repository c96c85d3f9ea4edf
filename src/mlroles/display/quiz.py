"""Quizzes and their questions as lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlroles.display.answers import is_counted
from mlroles.display.lines import decibans, ranked, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mlroles.quiz import Decision, Question, Quiz, QuizReason

__all__ = [
    "NOTHING",
    "SHOWN_FITS",
    "THOUGHT",
    "decisive_head",
    "find_decisive",
    "may_show_quiz",
    "question_head",
    "question_lines",
    "quiz_head",
    "quiz_lines",
    "quiz_notes",
    "quiz_outcome",
    "quiz_unknown",
    "say_reason",
]

SHOWN_FITS = 5
_SHOWN_REASONS = 4
_SHOWN_DECISIONS = 6
_MARKS = {"counted": "", "borrowed": "~", "prior": "*"}
THOUGHT = (
    "A prompt for thought, and no verdict: what you love today says where to look next, not what "
    "you can or may become."
)
NOTHING = (
    "Nothing here spoke to you, and that is fine: no list knows every kind of work, and this one "
    "proves nothing. Perhaps read what fills a day in each role (mlroles roles, mlroles show "
    "ROLE), or tell in a few words of your own what you like to do."
)


def question_lines(question: Question, width: int) -> list[str]:
    """The things to tick, each with what it is; nobody needs to know a name."""
    lines = wrap(question_head(question), width)
    for place, option in enumerate(question.options, 1):
        lines += wrap(f"{place}  {option.name}", width, 2, 5)
        lines += wrap(option.definition, width, 5)
    return lines


def question_head(question: Question) -> str:
    """What is asked."""
    ask = "Which of this work do you like?" if question.days else "Which of these do you love?"
    return f"Question {question.number}: {ask} Tick any, or none."


def quiz_lines(quiz: Quiz, width: int) -> list[str]:
    """The question to answer; or, once the quiz is over, what it heard."""
    lines = wrap(quiz_head(quiz), width)
    lines += [line for said in quiz_unknown(quiz) for line in wrap(said, width)]
    if quiz.question:
        return [*lines, "", *question_lines(quiz.question, width)]
    if not quiz.ticked:
        return [*lines, "", *wrap(NOTHING, width, 2)]
    lines += ["", quiz_outcome(quiz)]
    longest = max(len(fit.role.name) for fit in quiz[:SHOWN_FITS])
    for place, fit in enumerate(quiz[:SHOWN_FITS], 1):
        share = fit.share if may_show_quiz(quiz) else None
        head = f"{place:2d}  {fit.role.name:{longest}s}"
        lines += ranked(head, share, fit.evidence, width)
        shown = [reason for reason in fit.reasons if reason.weight][:_SHOWN_REASONS]
        lines += wrap(_join(map(say_reason, shown), width), width, 6)
    return [*lines, "", *_decisive(quiz, width), "", *_foot(quiz, width)]


def quiz_head(quiz: Quiz) -> str:
    """Which edition asks, and how far it has come."""
    asked, offered = len(quiz.answered), sum(len(given.options) for given in quiz.answered)
    ticked = f"{len(quiz.ticked)} ticked of {offered}" if asked else "a prompt for thought"
    said = f"{asked} question{'s'[: asked != 1]} answered"
    return f"mlroles edition {quiz.edition} · {said} · {ticked}"


def quiz_unknown(quiz: Quiz) -> list[str]:
    """The names that were not understood, if any."""
    unknown = [f'"{name.name}"' for given in quiz.answered for name in given.unresolved]
    return [f"not known: {', '.join(unknown)}"] if unknown else []


def quiz_outcome(quiz: Quiz) -> str:
    """What may be said of the ranking that follows."""
    return "sounds like" if quiz.best else "not enough to tell; the nearest are"


def may_show_quiz(quiz: Quiz) -> bool:
    """A share poses as a probability only where enough of the evidence was counted."""
    return is_counted(quiz.fits)


def say_reason(reason: QuizReason) -> str:
    """What was ticked or left, and what it weighs."""
    name = reason.skill.name if reason.ticked else f"no {reason.skill.name}"
    return f"{name} {decibans(reason.weight)}{_MARKS[reason.basis]}"


def _decisive(quiz: Quiz, width: int) -> list[str]:
    lines = wrap(decisive_head(quiz), width)
    said = _join(map(say_decision, find_decisive(quiz)), width)
    lines += wrap(said or "its place in the alphabet", width, 6)
    return lines


def decisive_head(quiz: Quiz) -> str:
    """What put the first before the second."""
    first, second = quiz[:2]
    lead = decibans(first.evidence - second.evidence)
    return f"{first.role.name} before {second.role.name}, by {lead} db, through"


def find_decisive(quiz: Quiz) -> list[Decision]:
    """The largest of what did something for either of the two."""
    return [each for each in quiz.decisions if each.gain][:_SHOWN_DECISIONS]


def say_decision(decision: Decision) -> str:
    name = decision.skill.name if decision.ticked else f"no {decision.skill.name}"
    return f"{name} {decibans(decision.gain)}"


def _join(parts: Iterable[str], width: int) -> str:
    """Side by side; each on one line if there is room (clean makes spaces of these again)."""
    room = width - 6
    return "   ".join(part.replace(" ", "\u00a0") if len(part) <= room else part for part in parts)


def _foot(quiz: Quiz, width: int) -> list[str]:
    return [*wrap(THOUGHT, width, 2), "", *wrap(" · ".join(quiz_notes(quiz)), width, 2)]


def quiz_notes(quiz: Quiz) -> list[str]:
    """What has to be known to read the ranking."""
    bases = {reason.basis for fit in quiz[:SHOWN_FITS] for reason in fit.reasons}
    notes = ["no X: shown and not ticked, which weighs a tenth"]
    if "prior" in bases:
        notes.append("* the curators' judgement, nobody counted")
    if "borrowed" in bases:
        notes.append("~ borrowed from others who were counted")
    even = "percentages: from equal odds beforehand"
    notes.append(even if may_show_quiz(quiz) else "no percentages: too little of this was counted")
    return notes

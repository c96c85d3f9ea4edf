"""Quizzes and their questions as HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlroles.display.html.page import (
    LONGEST_NAME,
    heading,
    lay_out,
    note,
    number,
    paragraph,
    row,
    signed_bar,
    table,
)
from mlroles.display.html.ranking import COUNTED, rank
from mlroles.display.lines import cut, decibans
from mlroles.display.quiz import (
    NOTHING,
    SHOWN_FITS,
    THOUGHT,
    decisive_head,
    find_decisive,
    may_show_quiz,
    question_head,
    quiz_head,
    quiz_notes,
    quiz_outcome,
    quiz_unknown,
    say_reason,
)

if TYPE_CHECKING:
    from mlroles.display.html.page import Block
    from mlroles.display.markup import Markup
    from mlroles.quiz import Decision, Question, Quiz

__all__ = ["question_html", "quiz_html"]


def question_html(question: Question) -> str:
    """The things to tick, each with what it is."""
    return lay_out(_question(question))


def _question(question: Question) -> Block:
    rows = [
        row(f"{at}\u2002{cut(option.name, LONGEST_NAME)}", cut(option.definition))
        for at, option in enumerate(question, 1)
    ]
    return table(question_head(question), ["", ""], rows)


def quiz_html(quiz: Quiz) -> str:
    """The question to answer; or, once the quiz is over, what it heard."""
    heads = [note(said) for said in (quiz_head(quiz), *quiz_unknown(quiz))]
    if quiz.question:
        return lay_out(*heads, _question(quiz.question))
    if not quiz.ticked:
        return lay_out(*heads, paragraph(NOTHING))
    shares = may_show_quiz(quiz)
    rows = [
        (fit, [say_reason(reason) for reason in fit.reasons if reason.weight])
        for fit in quiz[:SHOWN_FITS]
    ]
    notes = [*quiz_notes(quiz), COUNTED]
    ranking = rank(quiz_outcome(quiz), rows, shares=shares)
    return lay_out(*heads, ranking, _decisive(quiz), note(THOUGHT), note(" · ".join(notes)))


def _decisive(quiz: Quiz) -> Block:
    found = find_decisive(quiz)
    if not found:
        return heading(f"{decisive_head(quiz)} its place in the alphabet")
    most = max(abs(each.gain) for each in found)
    rows = [_decision(each, most) for each in found]
    return table(decisive_head(quiz), ["through", "evidence", "against | for"], rows)


def _decision(each: Decision, most: int) -> Markup:
    name = cut(each.skill.name, LONGEST_NAME)
    gain = number(f"{decibans(each.gain)} db")
    return row(name if each.ticked else f"no {name}", gain, signed_bar(each.gain, most))

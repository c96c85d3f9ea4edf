"""Quizzes as plain data: enough to show the next question and to tell why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mlroles.export.profiles import unresolved_rows

if TYPE_CHECKING:
    from mlroles.model import Skill
    from mlroles.quiz import Answered, Question, Quiz, QuizFit

__all__ = ["question_data", "quiz_data"]

Data = dict[str, Any]


def question_data(question: Question) -> Data:
    """A question, its options in full."""
    options = [_option(option) for option in question]
    return {"number": question.number, "days": question.days, "options": options}


def quiz_data(quiz: Quiz) -> Data:
    """A quiz, over or not."""
    return {
        "edition": quiz.edition,
        "fingerprint": quiz.fingerprint,
        "outcome": quiz.outcome,
        "ending": quiz.ending,
        "question": question_data(quiz.question) if quiz.question else None,
        "answered": [_answered(given) for given in quiz.answered],
        "fits": [_fit(fit) for fit in quiz],
        "decisions": [
            {"skill": each.skill.id, "ticked": each.ticked, "gain": each.gain}
            for each in quiz.decisions
        ],
    }


def _option(skill: Skill) -> Data:
    return {key: getattr(skill, key) for key in ("id", "name", "kind", "definition")}


def _answered(given: Answered) -> Data:
    return {
        "options": [skill.id for skill in given.options],
        "ticked": [skill.id for skill in given.ticked],
        "unresolved": unresolved_rows(given.unresolved),
    }


def _fit(fit: QuizFit) -> Data:
    return {
        "role": fit.role.id,
        "evidence": fit.evidence,
        "share": fit.share,
        "counted": fit.counted,
        "reasons": [
            {
                "skill": reason.skill.id,
                "ticked": reason.ticked,
                "weight": reason.weight,
                "basis": reason.basis,
            }
            for reason in fit.reasons
        ],
    }

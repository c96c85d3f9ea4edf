"""What do you love to work with? An adaptive quiz of a few questions; a prompt for thought."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlroles.editions import load_answering, require_taxonomy
from mlroles.errors import InvalidInput
from mlroles.matching import choose_roles
from mlroles.quiz.choosing import QUESTIONS, choose_question, may_change
from mlroles.quiz.rates import read_rates
from mlroles.quiz.scoring import Standing, find_decisions, find_outcome, rank
from mlroles.quiz.values import Answered, Decision, Question, Quiz, QuizFit, QuizReason
from mlroles.resolution import resolve

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mlroles.model import Role
    from mlroles.taxonomy import Taxonomy

__all__ = [
    "Answered",
    "Decision",
    "Question",
    "Quiz",
    "QuizFit",
    "QuizReason",
    "answer",
    "start_quiz",
]


def start_quiz(
    taxonomy: Taxonomy | None = None, *, among: Iterable[str | Role] | None = None
) -> Quiz:
    """A quiz with its first question.

    Parameters
    ----------
    taxonomy
        Which edition asks; the newest released one if left out.
    among
        Roles to tell apart, two or more, by any name; all active ones if left out.

    Returns
    -------
    Quiz
        Of at most eight questions of up to six things each. `answer` gives the next one.

    Raises
    ------
    InvalidInput
        If `among` holds fewer than two roles, or is no list.
    UnknownRole
        If `among` names no role.

    Notes
    -----
    ``docs/explanation/quiz.md`` tells how questions are chosen, and how often the quiz is right.

    Examples
    --------
    >>> import mlroles
    >>> quiz = mlroles.start_quiz(mlroles.load("2020.1"))
    >>> quiz.question.number, len(quiz.question)
    (1, 6)
    """
    taxonomy = require_taxonomy(taxonomy)
    roles = choose_roles(among, taxonomy)
    if len(roles) == 1:
        message = f"a quiz tells roles apart, and among holds {roles[0]!r} alone; name another"
        raise InvalidInput(message, among)
    return _state(roles, (), taxonomy)


def answer(quiz: Quiz, ticked: object, taxonomy: Taxonomy | None = None) -> Quiz:
    """The quiz after the answer to its question.

    Parameters
    ----------
    quiz
        The quiz; it stays as it is.
    ticked
        What was ticked of the question, as `mlroles.match` reads skills; nothing is an answer too.
        What is named beyond the question counts as ticked. An unknown name is no error: it is
        reported in the quiz's last `Answered`.
    taxonomy
        The taxonomy that asks; the shipped edition that the quiz names if left out.

    Returns
    -------
    Quiz
        With the next question, or over. In which order things were ticked does not matter.

    Raises
    ------
    InvalidInput
        If the quiz is over, `ticked` cannot be read, or the taxonomy is another.

    Examples
    --------
    >>> import mlroles
    >>> taxonomy = mlroles.load("2020.1")
    >>> quiz = mlroles.start_quiz(taxonomy)
    >>> while quiz.question:
    ...     loved = [
    ...         each for each in quiz.question if taxonomy.weight("data engineer", each.id) > 0
    ...     ]
    ...     quiz = mlroles.answer(quiz, loved)
    >>> quiz.best.role.name
    'Data engineer'
    >>> quiz.best.evidence == sum(reason.weight for reason in quiz.best.reasons)
    True
    """
    question = _read_question(quiz)
    taxonomy = load_answering(quiz.edition, quiz.fingerprint, taxonomy)
    profile = resolve(ticked, taxonomy)
    chosen = tuple(held.skill for held in profile.held)
    given = Answered(question.options, chosen, profile.unresolved)
    roles = tuple(sorted(fit.role.id for fit in quiz))
    return _state(roles, (*quiz.answered, given), taxonomy)


def _read_question(quiz: object) -> Question:
    if not isinstance(quiz, Quiz):
        message = f"{type(quiz).__name__} is no quiz; pass what start_quiz or answer returns"
        raise InvalidInput(message, quiz)
    if quiz.question is None:
        message = f"this quiz is over after {len(quiz.answered)} answers; start another"
        raise InvalidInput(message, quiz)
    return quiz.question


def _state(roles: tuple[str, ...], answered: tuple[Answered, ...], taxonomy: Taxonomy) -> Quiz:
    """The quiz after these answers; it knows nothing of their order but how many they are."""
    rates = read_rates(taxonomy)
    ticked = {skill.id for given in answered for skill in given.ticked}
    offered = {skill.id for given in answered for skill in given.options}
    standing = Standing.of(roles, ticked, offered, rates, taxonomy)
    question, ending = _go_on(len(answered), ticked | offered, standing, taxonomy)
    return Quiz(
        fits=rank(standing, rates, taxonomy),
        question=question,
        answered=answered,
        outcome="open" if question else find_outcome(standing, taxonomy),
        ending=ending,
        decisions=find_decisions(standing, taxonomy),
        edition=taxonomy.edition,
        fingerprint=taxonomy.fingerprint,
    )


def _go_on(
    asked: int, used: set[str], standing: Standing, taxonomy: Taxonomy
) -> tuple[Question | None, str | None]:
    """The next question, or why there is none."""
    if asked == QUESTIONS:
        return None, "complete"
    rates = read_rates(taxonomy)
    question = choose_question(asked + 1, used, standing, rates, taxonomy)
    if question is None:
        return None, "exhausted"
    if standing.ticked and not may_change(asked, used, standing, rates, taxonomy):
        return None, "settled"
    return question, None

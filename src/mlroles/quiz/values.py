"""What a quiz holds: its questions, the answers given so far, and where the roles stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

from mlroles.listing import Listing
from mlroles.model import Role, Skill

if TYPE_CHECKING:
    from mlroles.resolution import Unresolved

__all__ = ["Answered", "Decision", "Question", "Quiz", "QuizFit", "QuizReason"]


@frozen(repr=False)
class Question(Listing[Skill]):
    """Up to six things, of which any number may be ticked.

    Attributes
    ----------
    number
        1 for the first question.
    options
        The things, by id.
    days
        Whether only days' work is offered, because nothing else was ticked before.
    """

    number: int
    options: tuple[Skill, ...]
    days: bool = False

    @property
    def _listed(self) -> tuple[Skill, ...]:
        return self.options

    def __repr__(self) -> str:
        return f"<Question {self.number}: {', '.join(option.id for option in self)}>"


@frozen
class Answered:
    """One answer.

    Attributes
    ----------
    options
        What was offered, by id.
    ticked
        What was ticked of it, and what else was named, by id.
    unresolved
        Every name that was not understood, by name.
    """

    options: tuple[Skill, ...]
    ticked: tuple[Skill, ...]
    unresolved: tuple[Unresolved, ...] = ()


@frozen
class QuizReason:
    """What one thing, ticked or left, says for a role.

    Attributes
    ----------
    skill
        What was offered or named.
    ticked
        Whether it was ticked.
    weight
        Centibans: what naming it weighs in `mlroles.match` if it was ticked, and otherwise a tenth
        of what leaving it says.
    basis
        ``counted`` where people of the role were asked, ``borrowed`` or ``prior`` where not.
    """

    skill: Skill
    ticked: bool
    weight: int
    basis: str


@frozen
class QuizFit:
    """One role's place in a quiz.

    Attributes
    ----------
    role
        The role.
    evidence
        The sum of the weights of `reasons`, in centibans.
    share
        How the evidence divides among the roles compared, in permille, given equal odds.
    counted
        How much of the evidence, by size, rests on counted people, in permille.
    reasons
        The heaviest first, equal ones by id.
    """

    role: Role
    evidence: int
    share: int
    counted: int
    reasons: tuple[QuizReason, ...] = field(repr=False)


@frozen
class Decision:
    """What one thing did for the first role against the second.

    Attributes
    ----------
    skill, ticked
        The thing, and whether it was ticked.
    gain
        By how much it moved the first ahead of the second, in centibans; below 0 if back.
    """

    skill: Skill
    ticked: bool
    gain: int


@frozen(repr=False)
class Quiz(Listing[QuizFit]):
    """Every role compared, most evidence first, ties by id; and the question to ask next.

    A quiz never changes: `mlroles.answer` gives a new one.

    Attributes
    ----------
    fits
        The roles.
    question
        What to ask next; None once the quiz is over.
    answered
        The answers so far, in order.
    outcome
        ``open`` while there is a question; then ``ranked``, or ``insufficient`` where nothing was
        ticked or the first role's lead is too small.
    ending
        Why the quiz is over: ``settled`` when no answer to a further question could change the
        first role, ``complete`` after the last question, ``exhausted`` when there is nothing left
        to offer; None while it is open.
    decisions
        Each thing ticked or left, by what it did for the first role against the second, the largest
        first; the gains sum to the lead.
    edition, fingerprint
        Of the taxonomy that asks.
    """

    fits: tuple[QuizFit, ...]
    question: Question | None
    answered: tuple[Answered, ...]
    outcome: str
    ending: str | None
    decisions: tuple[Decision, ...]
    edition: str
    fingerprint: str

    @property
    def best(self) -> QuizFit | None:
        """The first fit if the outcome is ``ranked``, else None."""
        return self.fits[0] if self.outcome == "ranked" else None

    @property
    def ticked(self) -> tuple[Skill, ...]:
        """All that was ticked or named, by id, which is what `mlroles.match` takes."""
        found = {skill.id: skill for given in self.answered for skill in given.ticked}
        return tuple(found[key] for key in sorted(found))

    @property
    def left(self) -> tuple[Skill, ...]:
        """All that was offered and never ticked, by id."""
        ticked = {skill.id for skill in self.ticked}
        offered = {skill.id: skill for given in self.answered for skill in given.options}
        return tuple(offered[key] for key in sorted(offered) if key not in ticked)

    @property
    def _listed(self) -> tuple[QuizFit, ...]:
        return self.fits

    def __repr__(self) -> str:
        first = self.fits[0]
        return (
            f"<Quiz {self.outcome} after {len(self.answered)}: {first.role.id} "
            f"{first.evidence / 100:+.2f} bans of {len(self)} roles, edition {self.edition}>"
        )

"""Contesting an answer: what would put another role first, and what the answer hangs on."""

from __future__ import annotations

from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from attrs import field, frozen

from mlroles.editions import load_answering
from mlroles.errors import UnknownRole
from mlroles.matching import Fit, Match, role_id
from mlroles.shown import Shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mlroles.model import Role, Skill
    from mlroles.taxonomy import Taxonomy

_Found = tuple[int, tuple[int, ...]] | None  # a margin, and the needs that win by it

__all__ = ["Addition", "Sensitivity", "Turn", "WhyNot", "sensitivity", "why_not"]


@frozen
class Addition:
    """One skill that would speak for the role.

    Attributes
    ----------
    skill
        A need of the role that is not held.
    weight
        What naming it would say for the role, in centibans.
    gain
        By how much it would bring the role closer to the one that leads now, in centibans.
    """

    skill: Skill
    weight: int
    gain: int


@frozen(repr=False)
class WhyNot(Shown):
    """What it would take for a role to come first.

    Attributes
    ----------
    role
        The role asked about.
    behind
        How far it is behind the role that leads now, in centibans; 0 if it leads.
    additions
        The fewest of its needs whose naming would put it first, the largest gain first.
    margin
        By how much it would then lead the next role, in centibans.
    edition, fingerprint
        Of the taxonomy that answered.
    """

    role: Role
    behind: int
    additions: tuple[Addition, ...]
    margin: int
    edition: str = field(repr=False)
    fingerprint: str = field(repr=False)

    def __repr__(self) -> str:
        names = ", ".join(addition.skill.id for addition in self.additions) or "nothing"
        return f"<WhyNot {self.role.id}: add {names}, then {self.margin / 100:+.2f} bans>"


@frozen
class Turn:
    """A skill without which another role would come first."""

    skill: Skill
    first: Role


@frozen(repr=False)
class Sensitivity(Shown):
    """What a match hangs on.

    Attributes
    ----------
    first, second
        The role that leads, and the next; the second is None where only one was compared.
    lead
        By how much, in centibans.
    turns
        Each skill that alone holds the first role first, by id.
    """

    first: Role
    second: Role | None
    lead: int
    turns: tuple[Turn, ...]

    def __repr__(self) -> str:
        names = ", ".join(turn.skill.id for turn in self.turns) or "no single skill"
        return f"<Sensitivity {self.first.id} by {self.lead / 100:.2f} bans: hangs on {names}>"


def why_not(match: Match, role: str | Role, taxonomy: Taxonomy | None = None) -> WhyNot | None:
    """The fewest of a role's needs whose naming would put it first.

    Parameters
    ----------
    match
        The answer.
    role
        One of the roles it compared, by any name.
    taxonomy
        The taxonomy that answered; the shipped edition that the match names if left out.

    Returns
    -------
    WhyNot or None
        The smallest set; of equal size that with the largest margin; of equal margin the first by
        ids. None where no set of its needs would put it first with other work not leading.

    Raises
    ------
    InvalidInput
        If the taxonomy is another than that which answered.
    UnknownRole
        If the match did not compare the role.

    Examples
    --------
    >>> import mlroles
    >>> answer = mlroles.match(["Airflow"], mlroles.load("2020.1"))
    >>> [addition.skill.name for addition in mlroles.why_not(answer, "data analyst").additions]
    ['Algebra']
    """
    taxonomy = load_answering(match.edition, match.fingerprint, taxonomy)
    wanted = _find(match, role, taxonomy)
    race = _Race.of(match, wanted, taxonomy)
    chosen = race.run()
    if chosen is None:
        return None
    first = match[0].role if match[0].role != wanted.role else None
    additions = [_addition(skill, wanted.role, first, taxonomy) for skill in chosen]
    return WhyNot(
        role=wanted.role,
        behind=match[0].evidence - wanted.evidence,
        additions=tuple(sorted(additions, key=lambda each: (-each.gain, each.skill.id))),
        margin=race.lead_with(chosen),
        edition=match.edition,
        fingerprint=match.fingerprint,
    )


def sensitivity(match: Match, taxonomy: Taxonomy | None = None) -> Sensitivity:
    """Which single skill, left out, changes the first role, and by how much that one leads.

    Parameters
    ----------
    match
        The answer.
    taxonomy
        The taxonomy that answered; the shipped edition that the match names if left out.

    Raises
    ------
    InvalidInput
        If the taxonomy is another than that which answered.

    Examples
    --------
    >>> import mlroles
    >>> answer = mlroles.match(["Airflow", "Tableau"], mlroles.load("2020.1"))
    >>> [(turn.skill.name, turn.first.name) for turn in mlroles.sensitivity(answer).turns]
    [('Apache Airflow', 'Data analyst')]
    """
    load_answering(match.edition, match.fingerprint, taxonomy)
    second = match[1] if len(match) > 1 else None
    turns = [Turn(held.skill, _first_without(match, held.skill)) for held in match.resolved]
    return Sensitivity(
        first=match[0].role,
        second=second.role if second else None,
        lead=match[0].evidence - second.evidence if second else 0,
        turns=tuple(turn for turn in turns if turn.first != match[0].role),
    )


def _first_without(match: Match, skill: Skill) -> Role:
    left = [(fit.evidence - _weight(fit, skill), fit.role) for fit in match]
    return min(left, key=lambda each: (-each[0], each[1].id))[1]


def _weight(fit: Fit, skill: Skill) -> int:
    return next(reason.weight for reason in fit.reasons if reason.skill.id == skill.id)


def _find(match: Match, role: str | Role, taxonomy: Taxonomy) -> Fit:
    wanted = role_id(role, taxonomy)
    for fit in match:
        if fit.role.id == wanted:
            return fit
    raise UnknownRole(str(role), [fit.role.id for fit in match][:3])


def _addition(skill: str, role: Role, first: Role | None, taxonomy: Taxonomy) -> Addition:
    weight = taxonomy.weight(role.id, skill)
    return Addition(
        taxonomy.skills[skill], weight, weight - (taxonomy.weight(first.id, skill) if first else 0)
    )


@frozen
class _Race:
    """The needs that may be added, and what each does against every rival.

    Attributes
    ----------
    needs
        Ids of the needs not held, sorted.
    gains
        For each need, what it adds to each of `leads`.
    leads
        How far the role leads each rival; then how far it leads other work, and how far other work
        is below zero: one of these two has to hold.
    enough
        What the lead over each rival has to reach: 0 where a tie goes to the role, by its id, or 1.
    """

    needs: tuple[str, ...]
    gains: tuple[tuple[int, ...], ...]
    leads: tuple[int, ...]
    enough: tuple[int, ...]

    @classmethod
    def of(cls, match: Match, wanted: Fit, taxonomy: Taxonomy) -> _Race:
        held = {held.skill.id for held in match.resolved}
        needs = sorted({need.skill.id for need in wanted.role.needs} - held)
        rivals = [fit for fit in match if fit.role != wanted.role]
        columns = taxonomy.weights.columns
        own, others = columns[wanted.role.id], [columns[fit.role.id] for fit in rivals]
        gains = []
        for weights, _ in (taxonomy.weights.rows[need] for need in needs):
            against = (weights[own] - weights[other] for other in others)
            gains.append((*against, weights[own] - weights[-1], -weights[-1]))
        outside = match.outside.evidence
        leads = (wanted.evidence - fit.evidence for fit in rivals)
        return cls(
            needs=tuple(needs),
            gains=tuple(gains),
            leads=(*leads, wanted.evidence - outside, -outside),
            enough=tuple(int(fit.role.id < wanted.role.id) for fit in rivals),
        )

    @cached_property
    def best(self) -> list[list[list[int]]]:
        """From each need on, for each lead, the most that 0, 1, 2, … needs could add to it."""
        return [
            [list(accumulate(sorted(column, reverse=True), initial=0))
             for column in zip(*self.gains[start:], strict=True)]
            for start in range(len(self.needs))
        ]  # fmt: skip

    def run(self) -> tuple[str, ...] | None:
        """The smallest set that wins; of those the widest margin; of those the first ids."""
        for size in range(len(self.needs) + 1):
            found = self._search(size, 0, self.leads, (), None)
            if found:
                return tuple(self.needs[at] for at in found[1])
        return None

    def margin(self, leads: Sequence[int]) -> int:
        """The lead over the nearest rival."""
        return min(leads[:-2], default=0)

    def lead_with(self, chosen: Sequence[str]) -> int:
        """By how much the role leads the next role when these are added."""
        rows = [self.gains[self.needs.index(need)] for need in chosen]
        return self.margin([sum(column) for column in zip(self.leads, *rows, strict=True)])

    def _search(
        self, size: int, start: int, leads: tuple[int, ...], chosen: tuple[int, ...], found: _Found
    ) -> _Found:
        """The best of what is found and of the sets with so many more of the needs from `start`."""
        if not size:
            better = self._wins(leads) and (found is None or self.margin(leads) > found[0])
            return (self.margin(leads), chosen) if better else found
        for at in range(start, len(self.needs) - size + 1):
            most = tuple(
                lead + column[size] for lead, column in zip(leads, self.best[at], strict=True)
            )
            # what the best needs could do if each could be taken for every lead at once
            if not self._wins(most) or (found and self.margin(most) <= found[0]):
                break
            gained = tuple(map(int.__add__, leads, self.gains[at]))
            found = self._search(size - 1, at + 1, gained, (*chosen, at), found)
        return found

    def _wins(self, leads: Sequence[int]) -> bool:
        first = all(lead >= enough for lead, enough in zip(leads, self.enough, strict=False))
        return first and (leads[-2] >= 0 or leads[-1] >= 0)

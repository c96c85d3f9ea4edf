"""In which order to learn: what brings most for its hours first, after all that it builds on."""

from __future__ import annotations

from functools import cmp_to_key
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mlroles.learning import Gap
    from mlroles.names import SkillId

__all__ = ["order_by_worth", "sort_by_worth"]

_Rated = tuple["SkillId", int, int]  # a skill, the units that its closure adds, its upper hours


def order_by_worth(gap: Gap, chosen: Iterable[SkillId]) -> tuple[SkillId, ...]:
    """The tasks chosen, in the order of learning.

    Again and again the need whose closure, itself with all that has yet to come before it, adds
    most coverage for each hour at the upper end. Two are compared as fractions, exactly; ties go by
    id.

    Parameters
    ----------
    gap
        Where the tasks stand.
    chosen
        Ids of tasks; whatever one of them puts first is chosen too.
    """
    left = {skill for skill in chosen if gap.tasks[skill].need}
    learned: dict[SkillId, None] = {}
    while left:
        best = sort_by_worth(gap, left, learned)[0]
        learned |= dict.fromkeys(gap.closure(best, learned))
        left -= learned.keys()
    return tuple(learned)


def sort_by_worth(
    gap: Gap, skills: Iterable[SkillId], learned: Iterable[SkillId]
) -> list[SkillId]:
    """Skills by what their closure, beyond what is learned, adds for each of its upper hours."""
    known = tuple(learned)
    rated = []
    for skill in skills:
        closure = gap.closure(skill, known)
        rated.append((skill, gap.units(closure), gap.effort(closure).high))
    return [skill for skill, _, _ in sorted(rated, key=cmp_to_key(_compare))]


def _compare(one: _Rated, other: _Rated) -> int:
    """Below zero if the first is worth more: units over hours, by cross multiplication."""
    (skill, units, hours), (other_skill, other_units, other_hours) = one, other
    return (other_units * hours - units * other_hours) or (-1 if skill < other_skill else 1)

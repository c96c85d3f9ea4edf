"""Which subjects are mathematics: those that the taxonomy files under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mlroles.model import Knowledge, Skill
    from mlroles.taxonomy import Taxonomy

__all__ = ["MATHS", "is_part_of", "select"]

MATHS = "mathematics"


def select(
    rows: Iterable[Knowledge], whole: str, taxonomy: Taxonomy
) -> tuple[tuple[Knowledge, ...], tuple[Knowledge, ...]]:
    """The rows on parts of a subject, and the others, each in the order given."""
    rows = tuple(rows)
    inside = tuple(row for row in rows if is_part_of(row.subject, whole, taxonomy))
    return inside, tuple(row for row in rows if row not in inside)


def is_part_of(skill: Skill, whole: str, taxonomy: Taxonomy) -> bool:
    """Whether a skill is this one, or a part of it, however many steps up.

    Examples
    --------
    >>> import mlroles
    >>> taxonomy = mlroles.load("2020.1")
    >>> [is_part_of(taxonomy.skill(name), MATHS, taxonomy) for name in ("A/B testing", "Python")]
    [True, False]
    """
    return whole in _lineage(skill, taxonomy)


def _lineage(skill: Skill, taxonomy: Taxonomy) -> Iterator[str]:
    yield skill.id
    while skill.broader is not None:
        skill = taxonomy.skills[skill.broader]
        yield skill.id

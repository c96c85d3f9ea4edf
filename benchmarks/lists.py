"""Lists of skills nobody has, as uneven as real ones, for the benchmarks of match and annotate."""

from __future__ import annotations

import random
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mlroles.taxonomy import Taxonomy

__all__ = ["draw_lists"]

_LEAST, _MOST = 3, 26  # names in a list; 14.5 in the middle
_UNKNOWN = 29  # percent of the names; as many as the taxonomy does not know of real ones
_STRANGERS = 5000  # different unknown names


def draw_lists(taxonomy: Taxonomy, count: int, seed: int = 1) -> list[list[str]]:
    """So many lists of names, the n-th name being drawn n times less often than the first."""
    draw = random.Random(seed)  # noqa: S311  # no secret
    names = [name for skill in taxonomy.skills.values() for name in _spell(skill)]
    draw.shuffle(names)
    strangers = [f"thing {at}" for at in range(_STRANGERS)]
    known, unknown = _weights(len(names)), _weights(len(strangers))
    lists = []
    for _ in range(count):
        length = draw.randint(_LEAST, _MOST)
        few = sum(draw.randrange(100) < _UNKNOWN for _ in range(length))
        lists.append(
            draw.choices(names, cum_weights=known, k=length - few)
            + draw.choices(strangers, cum_weights=unknown, k=few)
        )
    return lists


def _spell(skill: object) -> list[str]:
    return [skill.name, skill.name.lower(), *(alias.name for alias in skill.aliases)]  # type: ignore[attr-defined]


def _weights(count: int) -> list[float]:
    return list(accumulate(1 / (rank + 10) for rank in range(count)))

"""How far two raters agree: Cohen's kappa with quadratic weights, in permille."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mlroles.records import Record

__all__ = ["measure_agreement", "weighted_kappa"]


def measure_agreement(ratings: Sequence[Record]) -> dict[str, int]:
    """The agreement of the two raters, by what they rated; nothing if there are not two."""
    raters = sorted({row["rater"] for row in ratings})
    if len(raters) != 2:  # noqa: PLR2004  # Cohen's kappa is of two
        return {}
    cells = {(row["rater"], row["role"], row["subject"]): row for row in ratings}
    keys = sorted({key[1:] for key in cells})
    return {
        what: weighted_kappa(*([int(cells[rater, *key][what]) for key in keys] for rater in raters))
        for what in ("enter", "grow")
    }


def weighted_kappa(first: Sequence[int], second: Sequence[int]) -> int:
    """Cohen's kappa (1968) with squared distances as weights, in permille.

    One less the mean squared distance of the pairs over that of all pairs that the same ratings
    could form by chance.

    Examples
    --------
    >>> weighted_kappa([0, 1, 2], [0, 1, 2]), weighted_kappa([0, 2], [2, 0])
    (1000, -1000)
    """
    found = Fraction(sum((a - b) ** 2 for a, b in zip(first, second, strict=True)), len(first))
    ours, theirs = Counter(first), Counter(second)
    chance = Fraction(
        sum((a - b) ** 2 * n * m for a, n in ours.items() for b, m in theirs.items()),
        len(first) ** 2,
    )
    return round(1000 * (1 - found / chance)) if chance else 1000

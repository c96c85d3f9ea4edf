"""How common roles are, from answers that are known to be wrong now and then: whole numbers only.

The steps are those of Saerens, Latinne and Decaestecker, *Adjusting the outputs of a classifier to
new a priori probabilities* (Neural Computation 14, 2002), with what was measured of the answers as
likelihood. Intervals come from drawing the counts and what was measured again and again, each from
its Dirichlet distribution (Rubin, *The Bayesian bootstrap*, Annals of Statistics 9, 1981).
"""

from __future__ import annotations

from math import isqrt
from operator import mul
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["UNIT", "draw_dirichlet", "draw_normals", "maximise", "scale"]

UNIT = 10**9
_SEED = 1729
# Knuth's generator MMIX, The Art of Computer Programming 2, 3.3.4
_TIMES, _PLUS, _WORD = 6364136223846793005, 1442695040888963407, 1 << 64
_TERMS = 12  # uniform numbers, whose sum has a variance of one


def maximise(
    likelihoods: Sequence[Sequence[int]],
    counts: Sequence[int],
    steps: int = 100,
    odds: Sequence[int] = (),
) -> list[int]:
    """How common each class is, so that the counts become likely.

    Parameters
    ----------
    likelihoods
        For each class, how likely it is to give each answer, in units that sum to `UNIT`.
    counts
        How often each answer was given; not all zero.
    steps
        Of expectation and maximisation; few of them keep near the odds beforehand.
    odds
        How common each class is beforehand, of `UNIT`; equal odds if left out.

    Returns
    -------
    list of int
        Of `UNIT`, a class each; none is negative.

    Examples
    --------
    >>> right = [[UNIT * 9 // 10, UNIT // 10], [UNIT // 10, UNIT * 9 // 10]]
    >>> [round(part, -6) for part in maximise(right, [58, 42])]
    [600000000, 400000000]
    """
    columns = list(zip(*likelihoods, strict=True))
    found = [*odds] or [UNIT // len(likelihoods)] * len(likelihoods)
    for _ in range(steps):
        expected = [sum(map(mul, found, column)) for column in columns]
        ratios = [
            (count << 96) // total if total else 0
            for count, total in zip(counts, expected, strict=True)
        ]
        gains = [sum(map(mul, row, ratios)) for row in likelihoods]
        found = scale([*map(mul, found, gains)])
    return found


def scale(parts: Sequence[int]) -> list[int]:
    """The same proportions in units that sum to `UNIT`, give or take one a part."""
    total = sum(parts)
    return [part * UNIT // total for part in parts]


def draw_normals() -> Iterator[int]:
    """Numbers of the normal distribution, in units of 2 ** -32: the same on every machine.

    Each is the sum of twelve uniform ones, less its mean.
    """
    state = _SEED
    while True:
        total = 0
        for _ in range(_TERMS):
            state = (state * _TIMES + _PLUS) % _WORD
            total += state >> 32
        yield total - (_TERMS << 31)


def draw_dirichlet(weights: Sequence[int], normals: Iterator[int]) -> list[int]:
    """Proportions that might stand behind counts, in units that sum to `UNIT`.

    Parameters
    ----------
    weights
        The counts, in thousandths; not all zero.
    normals
        What `draw_normals` gives.
    """
    drawn = [_draw_gamma(weight, next(normals)) if weight else 0 for weight in weights]
    return scale(drawn if any(drawn) else weights)


def _draw_gamma(shape: int, normal: int) -> int:
    """A number of the gamma distribution, by Wilson and Hilferty's cube (1931).

    The shape is in thousandths. The cube is good from a shape of one up, and coarse below, where
    little depends on it.
    """
    root = UNIT * 1000 // (3 * isqrt(1000 * shape))  # UNIT / (3 √shape)
    base = UNIT - UNIT * 1000 // (9 * shape) + (root * normal >> 32)
    return shape * max(base, 0) ** 3

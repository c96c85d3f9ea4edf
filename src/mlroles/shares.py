"""How evidence divides among roles: from centibans to permille, in whole numbers only."""

from __future__ import annotations

from math import gcd, lcm
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

__all__ = ["divide", "divide_evidence", "measure_breadth"]

# 10 ** (10 - k / 100) for k from 0 to 100, rounded: the odds of k centibans less than the first.
# docs/explanation/the-score.md; a test recomputes it with decimal.
_ODDS = (
    10_000_000_000, 9_772_372_210, 9_549_925_860, 9_332_543_008, 9_120_108_394, 8_912_509_381,
    8_709_635_900, 8_511_380_382, 8_317_637_711, 8_128_305_162, 7_943_282_347, 7_762_471_166,
    7_585_775_750, 7_413_102_413, 7_244_359_601, 7_079_457_844, 6_918_309_709, 6_760_829_754,
    6_606_934_480, 6_456_542_290, 6_309_573_445, 6_165_950_019, 6_025_595_861, 5_888_436_554,
    5_754_399_373, 5_623_413_252, 5_495_408_739, 5_370_317_964, 5_248_074_602, 5_128_613_840,
    5_011_872_336, 4_897_788_194, 4_786_300_923, 4_677_351_413, 4_570_881_896, 4_466_835_922,
    4_365_158_322, 4_265_795_188, 4_168_693_835, 4_073_802_778, 3_981_071_706, 3_890_451_450,
    3_801_893_963, 3_715_352_291, 3_630_780_548, 3_548_133_892, 3_467_368_505, 3_388_441_561,
    3_311_311_215, 3_235_936_569, 3_162_277_660, 3_090_295_433, 3_019_951_720, 2_951_209_227,
    2_884_031_503, 2_818_382_931, 2_754_228_703, 2_691_534_804, 2_630_267_992, 2_570_395_783,
    2_511_886_432, 2_454_708_916, 2_398_832_919, 2_344_228_815, 2_290_867_653, 2_238_721_139,
    2_187_761_624, 2_137_962_090, 2_089_296_131, 2_041_737_945, 1_995_262_315, 1_949_844_600,
    1_905_460_718, 1_862_087_137, 1_819_700_859, 1_778_279_410, 1_737_800_829, 1_698_243_652,
    1_659_586_907, 1_621_810_097, 1_584_893_192, 1_548_816_619, 1_513_561_248, 1_479_108_388,
    1_445_439_771, 1_412_537_545, 1_380_384_265, 1_348_962_883, 1_318_256_739, 1_288_249_552,
    1_258_925_412, 1_230_268_771, 1_202_264_435, 1_174_897_555, 1_148_153_621, 1_122_018_454,
    1_096_478_196, 1_071_519_305, 1_047_128_548, 1_023_292_992, 1_000_000_000,
)  # fmt: skip


def divide_evidence(
    evidence: Sequence[int], names: int, discount: int, odds: Sequence[Fraction] | None = None
) -> tuple[int, ...]:
    """The shares, in permille, that these amounts of evidence give.

    Parameters
    ----------
    evidence
        Centibans, a role each; not empty.
    names
        How many names the evidence comes from.
    discount
        Names after which evidence counts half: names come in herds, and raw evidence is too sure.
    odds
        What each role weighs beforehand, not all zero; equal odds if left out.

    Returns
    -------
    tuple of int
        Shares in the order of `evidence`, summing to 1000. The share of a role is proportional to
        ``odds * 10 ** (evidence / 100 * discount / (discount + names))``.

    Examples
    --------
    >>> divide_evidence([100, 0], names=0, discount=20)
    (909, 91)
    >>> divide_evidence([100, 0], names=20, discount=20)
    (760, 240)
    """
    times = [1] * len(evidence) if odds is None else _whole(odds)
    most = max(amount for amount, time in zip(evidence, times, strict=True) if time)
    return divide(
        1000,
        [
            _odds((most - amount) * discount, discount + names, time) if time else 0
            for amount, time in zip(evidence, times, strict=True)
        ],
    )


def divide(whole: int, parts: Sequence[int]) -> tuple[int, ...]:
    """A whole number divided in proportion to parts, by largest remainder, the first first.

    Examples
    --------
    >>> divide(1000, [1, 1, 1])
    (334, 333, 333)
    """
    total = sum(parts)
    shares = [whole * part // total for part in parts]
    by_remainder = sorted(range(len(parts)), key=lambda at: (-(whole * parts[at] % total), at))
    for at in by_remainder[: whole - sum(shares)]:
        shares[at] += 1
    return tuple(shares)


def measure_breadth(shares: Sequence[int]) -> int:
    """Where shares stand between one-trick pony, 0, and generalist, 1000.

    The number of equal roles that would be as concentrated as these, 1 / Σ share² (the inverse
    Simpson index; Hill, 1973), less one, in permille of what it can be.

    Examples
    --------
    >>> measure_breadth([1000, 0, 0]), measure_breadth([500, 500, 0])
    (0, 500)
    """
    if len(shares) == 1:
        return 0
    squares = sum(share * share for share in shares)
    excess = 1000 * (sum(shares) ** 2 - squares)
    bound = squares * (len(shares) - 1)
    return (2 * excess + bound) // (2 * bound)


def _whole(odds: Sequence[Fraction]) -> list[int]:
    """The same odds in the smallest whole numbers, so that equal ones are all 1."""
    common = lcm(*(odd.denominator for odd in odds))
    whole = [int(odd * common) for odd in odds]
    shared = gcd(*whole)
    return [part // shared for part in whole]


def _odds(numerator: int, denominator: int, times: int) -> int:
    """`times` 10 ** (10 - numerator / denominator / 100), linear between whole centibans."""
    centibans, rest = divmod(numerator, denominator)
    bans, at = divmod(centibans, 100)
    between = _ODDS[at] * (denominator - rest) + _ODDS[at + 1] * rest
    below: int = denominator * 10**bans
    return times * between // below

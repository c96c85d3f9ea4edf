"""Shares: what evidence gives, held against exact arithmetic."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlroles.shares import _ODDS, _whole, divide, divide_evidence, measure_breadth

if TYPE_CHECKING:
    from collections.abc import Sequence

EXACT = Context(prec=60, rounding=ROUND_HALF_EVEN, Emax=10**6, Emin=-(10**6))

evidence = st.lists(st.integers(-3000, 3000), min_size=1, max_size=12)
near_evidence = st.lists(st.integers(-150, 150), min_size=1, max_size=12)
names = st.integers(0, 80)
discounts = st.integers(1, 60)
some_odds = st.one_of(
    st.just(Fraction(0)),
    st.fractions(0, 1, max_denominator=50),
    st.integers(1, 10**30).map(Fraction),
    st.integers(1, 10**30).map(lambda n: Fraction(1, n)),
)


@st.composite
def weighed(draw: st.DrawFn) -> tuple[list[int], list[Fraction]]:
    """Evidence, and odds beforehand that are not all zero."""
    amounts = draw(st.one_of(evidence, near_evidence))
    odds = draw(st.lists(some_odds, min_size=len(amounts), max_size=len(amounts)))
    odds[draw(st.integers(0, len(amounts) - 1))] += 1
    return amounts, odds


def exact_shares(
    amounts: Sequence[int], names: int, discount: int, odds: Sequence[Fraction]
) -> list[Decimal]:
    """In permille: odds * 10 ** (evidence / 100 * discount / (discount + names))."""
    with localcontext(EXACT):
        parts = [
            Decimal(odd.numerator) / odd.denominator
            * Decimal(10) ** (Decimal(amount * discount) / (100 * (discount + names)))
            for amount, odd in zip(amounts, odds, strict=True)
        ]  # fmt: skip
        return [1000 * part / sum(parts) for part in parts]


def test_the_table_of_odds_is_the_powers_of_ten() -> None:
    with localcontext(EXACT):
        powers = [Decimal(10) ** (10 - Decimal(k) / 100) for k in range(101)]
        assert list(_ODDS) == [int(power.to_integral_value()) for power in powers]


@given(st.one_of(evidence, near_evidence), names, discounts)
def test_shares_are_those_of_exact_arithmetic_within_a_permille(
    amounts: list[int], names: int, discount: int
) -> None:
    shares = divide_evidence(amounts, names, discount)
    exact = exact_shares(amounts, names, discount, [Fraction(1)] * len(amounts))
    assert all(abs(a - b) <= Decimal("1.001") for a, b in zip(shares, exact, strict=True))


@given(weighed(), names, discounts)
def test_shares_with_odds_beforehand_are_too(
    asked: tuple[list[int], list[Fraction]], names: int, discount: int
) -> None:
    amounts, odds = asked
    shares = divide_evidence(amounts, names, discount, odds)
    exact = exact_shares(amounts, names, discount, odds)
    assert all(abs(a - b) <= Decimal("1.001") for a, b in zip(shares, exact, strict=True))
    assert sum(shares) == 1000
    assert all(share == 0 for share, odd in zip(shares, odds, strict=True) if not odd)


@given(st.lists(st.integers(-(10**6), 10**6), min_size=1), names, discounts)
def test_shares_sum_to_a_thousand_and_none_is_negative(
    amounts: list[int], names: int, discount: int
) -> None:
    shares = divide_evidence(amounts, names, discount)
    assert sum(shares) == 1000
    assert min(shares) >= 0


@given(st.one_of(evidence, near_evidence), names, discounts)
def test_more_evidence_is_never_a_smaller_share(
    amounts: list[int], names: int, discount: int
) -> None:
    ranked = sorted(amounts, reverse=True)
    shares = divide_evidence(ranked, names, discount)
    assert list(shares) == sorted(shares, reverse=True)


@given(near_evidence, names, discounts, st.data())
def test_what_gains_evidence_never_loses_share(
    amounts: list[int], names: int, discount: int, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(amounts) - 1))
    more = list(amounts)
    more[at] += data.draw(st.integers(1, 40))
    assert (
        divide_evidence(more, names, discount)[at] >= divide_evidence(amounts, names, discount)[at]
    )


@given(st.integers(1, 40), st.integers(-500, 500), names, discounts)
def test_ties_share_alike_and_what_is_left_goes_to_the_first(
    roles: int, amount: int, names: int, discount: int
) -> None:
    each, left = divmod(1000, roles)
    shares = divide_evidence([amount] * roles, names, discount)
    assert shares == (each + 1,) * left + (each,) * (roles - left)


@given(evidence, st.integers(-(10**5), 10**5), names, discounts)
def test_only_differences_count(amounts: list[int], more: int, names: int, discount: int) -> None:
    shifted = [amount + more for amount in amounts]
    assert divide_evidence(shifted, names, discount) == divide_evidence(amounts, names, discount)


@given(evidence, discounts)
def test_as_many_names_as_the_discount_halve_the_evidence(
    amounts: list[int], discount: int
) -> None:
    doubled = [2 * amount for amount in amounts]
    assert divide_evidence(doubled, discount, discount) == divide_evidence(amounts, 0, discount)


@given(weighed(), names, discounts, st.fractions(Fraction(1, 1000), 1000))
def test_only_the_proportions_of_odds_count(
    asked: tuple[list[int], list[Fraction]], names: int, discount: int, times: Fraction
) -> None:
    amounts, odds = asked
    scaled = [odd * times for odd in odds]
    assert divide_evidence(amounts, names, discount, scaled) == divide_evidence(
        amounts, names, discount, odds
    )
    even = [times] * len(amounts)
    assert divide_evidence(amounts, names, discount, even) == divide_evidence(
        amounts, names, discount
    )


@pytest.mark.parametrize(
    ("odds", "whole"),
    [
        (["1"], [1]),
        (["7", "7"], [1, 1]),
        (["2/3", "4/3", "0"], [1, 2, 0]),
        (["0.5", "0.25", "3"], [2, 1, 12]),
        (["0", "5"], [0, 1]),
    ],
    ids=range(5),
)
def test_odds_are_brought_to_the_smallest_whole_numbers(odds: list[str], whole: list[int]) -> None:
    assert _whole([Fraction(odd) for odd in odds]) == whole


@pytest.mark.parametrize(
    ("amounts", "odds", "shares"),
    [
        ([5], None, (1000,)),
        ([0, 0, 0], None, (334, 333, 333)),
        ([100, 0], None, (909, 91)),
        ([0, 100], None, (91, 909)),
        ([10**6, -(10**6)], None, (1000, 0)),
        ([1100, 0], None, (1000, 0)),
        ([0, 0], (1, 3), (250, 750)),
        ([100, 0], (1, 10), (500, 500)),
        ([2000, 0], (0, 1), (0, 1000)),
        ([-(10**6), 10**6], (1, 0), (1000, 0)),
        ([3000, 0], (1, 10**30), (500, 500)),
        ([0, 3000], (1, Fraction(1, 10**31)), (909, 91)),
    ],
)
def test_shares_without_a_discount(
    amounts: list[int], odds: Sequence[Fraction] | None, shares: tuple[int, ...]
) -> None:
    given = odds and [Fraction(odd) for odd in odds]
    assert divide_evidence(amounts, 0, 20, given) == shares


@given(st.integers(0, 10**6), st.lists(st.integers(0, 10**12), min_size=1).filter(any))
def test_a_whole_is_divided_by_largest_remainder(whole: int, parts: list[int]) -> None:
    shares = divide(whole, parts)
    quotas = [Fraction(whole * part, sum(parts)) for part in parts]
    assert sum(shares) == whole
    up = [
        (quota - int(quota), -at) for at, quota in enumerate(quotas) if shares[at] == int(quota) + 1
    ]
    down = [
        (quota - int(quota), -at) for at, quota in enumerate(quotas) if shares[at] == int(quota)
    ]
    assert len(up) + len(down) == len(parts)
    assert not up or not down or min(up) > max(down)


@pytest.mark.parametrize(
    ("shares", "breadth"),
    [
        ((1000,), 0),
        ((1000, 0), 0),
        ((0, 0, 1000, 0), 0),
        ((500, 500), 1000),
        ((334, 333, 333), 1000),
        ((500, 500, 0), 500),
        ((250, 250, 250, 250, 0), 750),
        ((900, 100), 220),  # 1 / (.81 + .01) less one
    ],
)
def test_breadth_runs_from_the_one_trick_pony_to_the_generalist(
    shares: tuple[int, ...], breadth: int
) -> None:
    assert measure_breadth(shares) == breadth


@given(st.one_of(evidence, near_evidence).filter(lambda amounts: len(amounts) > 1), st.data())
def test_breadth_is_the_inverse_simpson_index_to_the_nearest_permille(
    amounts: list[int], data: st.DataObject
) -> None:
    shares = divide_evidence(amounts, 3, 20)
    breadth = measure_breadth(shares)
    equal_roles = 1 / sum(Fraction(share, 1000) ** 2 for share in shares)
    exact = 1000 * (equal_roles - 1) / (len(shares) - 1)
    assert 0 <= breadth <= 1000
    assert abs(breadth - exact) <= Fraction(1, 2)
    assert measure_breadth(data.draw(st.permutations(shares))) == breadth

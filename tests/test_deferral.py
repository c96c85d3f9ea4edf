"""A value that is worked out when somebody looks is the value that it would have been."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import attrs
import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

from mlroles.deferral import Deferred, defer
from mlroles.listing import Sparse


@frozen
class Sum(Deferred):
    total: int
    terms: tuple[int, ...]


class Adding:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def total(self) -> int:
        self.asked.append("total")
        return 3

    def terms(self) -> tuple[int, ...]:
        self.asked.append("terms")
        return (1, 2)


def test_a_field_is_worked_out_once_when_it_is_looked_at() -> None:
    worker = Adding()
    value = defer(Sum, worker)
    assert worker.asked == []
    assert (value.total, value.total, worker.asked) == (3, 3, ["total"])
    assert defer(Sum, worker, total=7).total == 7


def test_from_outside_nothing_tells_it_from_one_made_whole() -> None:
    whole = Sum(3, (1, 2))

    def made() -> Sum:
        return defer(Sum, Adding())

    assert made() == whole
    assert whole == made()
    assert hash(made()) == hash(whole)
    assert repr(made()) == repr(whole)
    assert attrs.evolve(made(), total=4) == Sum(4, (1, 2))
    assert attrs.asdict(made()) == attrs.asdict(whole)
    assert copy.copy(made()) == copy.deepcopy(made()) == whole
    assert pickle.loads(pickle.dumps(made())) == whole


@pytest.mark.parametrize("value", [Sum(3, ()), defer(Sum, Adding())], ids=["whole", "deferred"])
def test_what_is_no_field_is_an_error_and_nothing_can_be_set(value: Any) -> None:
    for name in ("asked", "totals", "_repr_html_", "__wrapped__"):
        with pytest.raises(AttributeError, match=f"'Sum' object has no attribute '{name}'"):
            getattr(value, name)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        value.total = 4


def test_a_value_made_whole_has_no_worker() -> None:
    empty = object.__new__(Sum)
    with pytest.raises(AttributeError, match="_worker"):
        _ = empty.total


@given(st.integers(0, 6), st.one_of(st.integers(-9, 9), st.slices(6)))
def test_a_sparse_tuple_is_read_as_a_tuple(length: int, at: Any) -> None:
    made: list[int] = []

    def make(place: int) -> int:
        made.append(place)
        return place * place

    sparse = Sparse(length, make)
    plain = tuple(place * place for place in range(length))
    try:
        expected: Any = plain[at]
    except IndexError:
        with pytest.raises(IndexError):
            sparse[at]
        assert made == []
    else:
        assert sparse[at] == expected
        assert len(made) == (len(expected) if isinstance(at, slice) else 1)
    assert sparse == plain
    assert plain == sparse
    assert sparse == Sparse(length, plain.__getitem__)
    assert (len(sparse), list(sparse), hash(sparse)) == (length, list(plain), hash(plain))
    assert repr(sparse) == repr(plain)
    assert sorted(made) == list(range(length))
    assert sparse != list(plain)
    for again in (copy.copy(sparse), copy.deepcopy(sparse), pickle.loads(pickle.dumps(sparse))):
        assert again == plain
        assert type(again) is tuple


def test_an_item_is_the_same_each_time() -> None:
    sparse = Sparse(2, lambda _: object())
    assert sparse[0] is sparse[-2] is next(iter(sparse))

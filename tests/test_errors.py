"""Errors: they name the value and the nearest right answer, and they travel."""

from __future__ import annotations

import copy
import pickle
from typing import TYPE_CHECKING, NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlroles import errors
from mlroles.errors import (
    InvalidInput,
    InvalidTaxonomy,
    MissingPackage,
    MlrolesError,
    UnknownCode,
    UnknownEdition,
    UnknownName,
    UnknownParty,
    UnknownProject,
    UnknownRole,
    UnknownScheme,
    UnknownSkill,
    UnknownSource,
    WorkerLost,
    settled,
    shorten,
)
from mlroles.integrity import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

NAMELESS = (
    UnknownName, UnknownRole, UnknownSkill, UnknownEdition, UnknownSource, UnknownParty,
    UnknownProject, UnknownScheme,
)  # fmt: skip
HUGE = 10**5000  # more digits than Python will write out


def never() -> NoReturn:
    message = "nobody asked"
    raise AssertionError(message)


def unpickle(error: MlrolesError) -> object:
    return pickle.loads(pickle.dumps(error))


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (UnknownName("x"), "no thing is called 'x'"),
        (UnknownRole("bakr", ["baker"]), "no role is called 'bakr'; did you mean 'baker'?"),
        (UnknownSkill("c/c++", ("C", "C++")),
         "no skill is called 'c/c++'; did you mean 'C' or 'C++'?"),
        (UnknownEdition("1999"), "no edition is called '1999'"),
        (UnknownSource("x", lambda: ["y"]), "no source is called 'x'; did you mean 'y'?"),
        (UnknownSkill(None), "no skill is called None"),
        (UnknownSkill("x" * 100), f"no skill is called '{'x' * 76}..."),
        (UnknownSkill(HUGE), "no skill is called <int too large to show>"),
        (InvalidInput("off the scale", 7), "off the scale"),
        (InvalidInput("no prior", "a", ["b", "c"]), "no prior; did you mean 'b' or 'c'?"),
        (InvalidTaxonomy("damaged"), "damaged"),
        (InvalidTaxonomy("2 problems:", [Problem("a-b", "x.csv:2", "is bad"), "and more"]),
         "2 problems:\n  x.csv:2 [a-b] is bad\n  and more"),
        (MissingPackage("pyarrow", "arrow"),
         'pyarrow is not installed; get it by pip install "mlroles[arrow]"'),
        (WorkerLost("gone"), "gone"),
    ],
)  # fmt: skip
def test_what_errors_say(error: MlrolesError, said: str) -> None:
    assert str(error) == said


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, unpickle])
@pytest.mark.parametrize(
    "error",
    [
        *(pytest.param(kind("bakr", ["baker", "cook"]), id=kind.__name__) for kind in NAMELESS),
        pytest.param(UnknownRole("bakr", settled(["baker"])), id="found when asked for"),
        pytest.param(InvalidInput("no prior", {"a": 1}, ["b"]), id="InvalidInput"),
        pytest.param(
            InvalidTaxonomy("a problem:", [Problem("a-b", "x.csv:2", "is bad")]),
            id="InvalidTaxonomy",
        ),
        pytest.param(MissingPackage("pyarrow", "arrow"), id="MissingPackage"),
        pytest.param(MlrolesError("plain"), id="MlrolesError"),
        pytest.param(WorkerLost("gone"), id="WorkerLost"),
    ],
)
def test_errors_travel_with_all_they_hold(
    error: MlrolesError, again: Callable[[MlrolesError], object]
) -> None:
    other = again(error)
    assert type(other) is type(error)
    assert str(other) == str(error)
    for name in ("name", "suggestions", "message", "value", "problems", "package", "extra"):
        assert getattr(other, name, None) == getattr(error, name, None)


def test_every_error_is_tested_and_ours() -> None:
    tested = {
        *NAMELESS,
        UnknownCode,
        InvalidInput,
        InvalidTaxonomy,
        MissingPackage,
        MlrolesError,
        WorkerLost,
    }
    assert {getattr(errors, name) for name in errors.__all__} == tested
    assert all(issubclass(error, MlrolesError) for error in tested)


def test_suggestions_are_looked_for_only_when_asked_for() -> None:
    error = UnknownSkill("x", never)
    assert error.name == "x"
    with pytest.raises(AssertionError, match="nobody asked"):
        _ = error.suggestions


def test_suggestions_and_problems_become_tuples() -> None:
    assert InvalidInput("no", 1, ["b"]).suggestions == ("b",)
    assert InvalidTaxonomy("no", ["x"]).problems == ("x",)
    assert UnknownRole("x", ["b"]).suggestions == settled(["b"])() == ("b",)


def test_an_unknown_name_keeps_its_value_for_whoever_catches_it_as_a_key_error() -> None:
    error = UnknownSkill("x", ["y"])
    with pytest.raises(KeyError) as caught:
        raise error
    assert caught.value is error
    assert (error.name, error.suggestions) == ("x", ("y",))


@given(st.text(), st.integers(4, 100))
def test_what_is_shortened_begins_as_it_did_and_is_no_longer_than_asked(
    value: str, longest: int
) -> None:
    said = shorten(value, longest)
    assert len(said) <= longest
    assert said == repr(value) or (
        said.endswith("...") and repr(value).startswith(said[:-3]) and len(repr(value)) > longest
    )


def test_what_has_no_repr_is_shown_by_its_type() -> None:
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    assert shorten(deep) == "<list too large to show>"
    assert shorten(-HUGE) == "<int too large to show>"

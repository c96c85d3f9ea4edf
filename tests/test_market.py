"""Market counts, corrected for what is known to be taken for what."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mlroles
from golden_files import GOLDEN, keep
from mlroles.accuracy import Confusions, list_kinds, read_confusions, read_reliability
from mlroles.cli import main
from mlroles.display.svg import draw_reliability
from mlroles.display.text import render
from mlroles.editions import load_accuracy
from mlroles.export.data import to_data, to_json
from mlroles.market.counts import read_counts
from mlroles.market.estimation import UNIT, draw_dirichlet, draw_normals, maximise, scale
from mlroles.market.model import build_model
from mlroles.model import Overlay

if TYPE_CHECKING:
    from mlroles.taxonomy import Taxonomy

NEWEST = mlroles.load("2026.1")
COUNTED = {
    "data analyst": 300, "data-engineer": 100, "AI engineer": 12, "outside": 30,
    "insufficient": 70,
}  # fmt: skip
ANSWERS = (*NEWEST.active, "insufficient", "outside")


def market(counts: Any = COUNTED, kind: str = "adverts") -> mlroles.Market:
    return mlroles.estimate_market(counts, NEWEST, kind=kind)


FOUND = market()


# What holds of every market ----------------------------------------------------------------------


@settings(max_examples=4)
@given(
    st.dictionaries(st.sampled_from(ANSWERS), st.integers(1, 2000), min_size=1),
    st.sampled_from(list_kinds(NEWEST)),
)
def test_rows_are_kept_and_none_is_negative(counts: dict[str, int], kind: str) -> None:
    found = market(counts, kind)
    assert sum(each.corrected for each in found) == sum(counts.values()) == found.total
    named = {each.role: each.counted for each in found if each.counted}
    assert named == {key: count for key, count in counts.items() if key != "insufficient"}
    for each in found:
        if each.low is None or each.high is None:
            assert each.measured == 0
        else:
            assert 0 <= each.low <= each.corrected <= each.high <= found.total
            assert each.measured == read_confusions(kind, NEWEST).rows[each.role]
    assert list(found) == sorted(found, key=lambda each: (-each.corrected, each.role))


@pytest.mark.parametrize("kind", ["adverts", "people-3"])
def test_what_was_measured_itself_is_corrected_to_the_truth(kind: str) -> None:
    known = read_confusions(kind, NEWEST)
    counts: dict[str, int] = {}
    for (_, answer), count in known.answers.items():
        counts[answer] = counts.get(answer, 0) + count
    found, whole = market(counts, kind), sum(known.rows.values())
    for each in found:
        assert abs(each.corrected - known.rows.get(each.role, 0)) <= whole // 20, each
        assert each.low is None or each.low <= known.rows[each.role] <= (each.high or 0), each


def test_the_same_counts_give_the_same_market_in_whatever_order() -> None:
    twice = {"Data analyst": 100, "data-analyst": 200, **COUNTED, "data analyst": 0}
    assert market(dict(reversed(twice.items()))) == FOUND


def test_the_figures_are_the_same_on_every_machine() -> None:
    figures = [(each.role, each.counted, each.corrected, each.low, each.high) for each in FOUND]
    assert figures[:3] == FIGURES


FIGURES = [
    ("data-analyst", 300, 350, 323, 375),
    ("data-engineer", 100, 150, 126, 179),
    ("ai-engineer", 12, 12, None, None),
]


# The arithmetic ----------------------------------------------------------------------------------


@given(st.integers(0, 100))
def test_two_roles_are_told_apart_exactly(share: int) -> None:
    """Nine in ten are right: of 100 rows so many are then counted, and the way back is exact."""
    likely = [[UNIT * 9 // 10, UNIT // 10], [UNIT // 10, UNIT * 9 // 10]]
    counts = [9 * share + (100 - share), share + 9 * (100 - share)]
    found, _ = maximise(likely, counts)
    assert abs(found - UNIT * share // 100) < UNIT // 1000 + UNIT // 40 * (share in {0, 100})


def test_normal_numbers_are_normal() -> None:
    drawn = [each / 2**32 for each in islice(draw_normals(), 4000)]
    mean = sum(drawn) / len(drawn)
    assert abs(mean) < 0.05
    assert abs(sum(each * each for each in drawn) / len(drawn) - mean * mean - 1) < 0.06
    assert sum(each > 1.645 for each in drawn) / len(drawn) == pytest.approx(0.05, abs=0.01)


def test_dirichlet_numbers_have_the_mean_and_the_spread_that_they_should() -> None:
    normals = draw_normals()
    drawn = [draw_dirichlet([20_000, 60_000, 0], normals) for _ in range(2000)]
    assert all(abs(sum(each) - UNIT) <= 3 and not each[2] for each in drawn)
    parts = [each[0] / UNIT for each in drawn]
    mean = sum(parts) / len(parts)
    assert mean == pytest.approx(0.25, abs=0.005)
    variance = sum((part - mean) ** 2 for part in parts) / len(parts)
    assert variance == pytest.approx(0.25 * 0.75 / 81, rel=0.1)


def test_where_every_draw_is_nothing_the_counts_stand() -> None:
    assert draw_dirichlet([1, 3], iter([-6 << 32, -6 << 32])) == scale([1, 3])


def test_a_class_that_nobody_measured_keeps_what_the_others_do_not_explain() -> None:
    known = Confusions("rows", {"a": 100}, {("a", "a"): 90, ("a", "b"): 10})
    alone = build_model({"a": 900, "b": 100, "insufficient": 0}, known)
    assert dict(zip(alone.classes, alone.solve(), strict=True))["b"] < UNIT // 50
    more = build_model({"a": 900, "b": 500, "insufficient": 0}, known)
    share = dict(zip(more.classes, more.solve(), strict=True))["b"]
    assert share == pytest.approx(UNIT * 400 / 1400, rel=0.02)
    assert build_model({"a": 5, "b": 0, "insufficient": 0}, known).classes == ("a",)


# What cannot be answered -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ("data-analyst", "'data-analyst' is no count; pass how many rows have each answer"),
        ([("data-analyst", 3)], "is no count; pass"),
        ({}, "nothing is counted; pass one row at least"),
        ({"data-analyst": 0}, "nothing is counted"),
        ({"data-analyst": -1}, "'data-analyst' is counted -1 times; pass a whole number from 0"),
        ({"data-analyst": True}, "is counted True times"),
        ({"data-analyst": 2.5}, "is counted 2.5 times"),
        ({None: 3}, "None is counted, which is no answer; count a row's role where it has one"),
    ],
)
def test_what_is_no_count_is_refused(counts: Any, said: str) -> None:
    with pytest.raises(mlroles.InvalidInput, match=re.escape(said)):
        market(counts)


def test_an_unknown_role_is_an_error_with_what_may_have_been_meant() -> None:
    with pytest.raises(mlroles.UnknownRole, match="did you mean 'data-engineer'"):
        market({"data enginer": 3})


def test_a_retired_role_is_no_answer(tiny: Taxonomy) -> None:
    assert "waiter" not in tiny.active
    with pytest.raises(mlroles.UnknownRole, match="waiter"):
        read_counts({"waiter": 3}, tiny)


def test_a_kind_that_was_not_measured_is_refused() -> None:
    with pytest.raises(mlroles.InvalidInput, match="'tweets' is no kind of rows; pass one of adv"):
        market(kind="tweets")


def test_an_edition_that_was_not_measured_is_refused(edition: Taxonomy, tiny: Taxonomy) -> None:
    for other in (
        edition,
        tiny,
        attrs.evolve(NEWEST, overlays=(Overlay("mine", "", "0" * 64, "", "{}"),)),
    ):
        assert load_accuracy(other) == {}
        assert list_kinds(other) == ()
        with pytest.raises(
            mlroles.InvalidInput, match=r"nobody measured .*; measured were 2026\.1"
        ):
            mlroles.estimate_market(COUNTED, other, kind="adverts")


# How it shows itself -----------------------------------------------------------------------------

SHOWN = {
    "adverts": FOUND,
    "one-row": market({"data-scientist": 1}, "lists"),
    "people": market({"data-scientist": 5000, "ml-enabled-software-engineer": 4000}, "people"),
}


@pytest.mark.parametrize("width", [80, 40])
@pytest.mark.parametrize("name", SHOWN)
def test_a_market_as_people_read_it(name: str, width: int) -> None:
    text = render(SHOWN[name], width)
    assert text == keep(GOLDEN / "market", f"{name}-{width}", text)
    assert all(len(line) <= width for line in text.split("\n"))


def test_a_market_in_one_line_as_html_and_as_rows() -> None:
    found = FOUND
    assert repr(found) == "<Market of 512 adverts: data-analyst 350 first, edition 2026.1>"
    assert "Data analyst" in found._repr_html_()
    assert found.to_dicts() == to_data(found)["estimates"]
    assert found.to_dicts()[0] == {
        "role": "data-analyst", "name": "Data analyst", "counted": 300, "corrected": 350,
        "low": FIGURES[0][3], "high": FIGURES[0][4], "measured": 2431,
    }  # fmt: skip


def test_the_command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    words = ["market", *(f"{answer}={count}" for answer, count in COUNTED.items())]
    words += ["data-analyst=0", "--kind", "adverts", "--edition", "2026.1"]
    assert main(words) == 0
    assert capsys.readouterr().out == f"{render(FOUND)}\n"
    assert main([*words, "--json"]) == 0
    assert capsys.readouterr().out == f"{to_json(to_data(FOUND))}\n"
    for word in ("data-analyst", "data-analyst=", "=3", "data-analyst=²", "data-analyst=-1"):
        assert main(["market", word, "--kind", "adverts"]) == 1
        assert f"{word!r} counts nothing; write ANSWER=COUNT" in capsys.readouterr().err


# Reliability -------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", list_kinds(NEWEST))
def test_reliability_is_drawn_as_it_was_measured(kind: str) -> None:
    bins = read_reliability(kind, NEWEST)
    assert [each.said for each in bins] == sorted(each.said for each in bins)
    assert draw_reliability(kind, NEWEST) == draw_reliability(map(attrs.astuple, bins))


def test_what_nobody_measured_is_not_drawn(edition: Taxonomy) -> None:
    with pytest.raises(mlroles.InvalidInput, match="nobody measured the answers of"):
        draw_reliability("adverts", edition)

"""Changes and migrations as text: what is shown, what is counted, and what it never prints."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ages import KEPT, MIDDLE, OLD, age
from mlroles.changes import Change, Changes, compare
from mlroles.display.lines import decibans
from mlroles.display.text import render
from mlroles.migration import Migration, Passage, migrate
from mlroles.model import MOVES, Level
from strategies import taxonomies
from worlds import move

if TYPE_CHECKING:
    from mlroles.taxonomy import Taxonomy

WORDS = st.text(st.sampled_from("abc -\u00e9\x1b\u202e\n"), max_size=30)
IDS = st.from_regex(r"[a-z]{1,12}(-[a-z]{1,12})?", fullmatch=True)
SECTIONS = ("roles", "skills", "names", "titles", "needs", "knowledge", "weights")


@st.composite
def changes(draw: st.DrawFn) -> Changes:
    """Whatever may differ, section by section."""
    rows = []
    for section in draw(st.lists(st.sampled_from(SECTIONS), unique=True)):
        values = st.integers(-99, 99) if section == "weights" else st.none() | WORDS
        kinds = st.sampled_from((*MOVES, "removed", "amended", "reweighted"))
        row = st.builds(
            Change, st.just(section), IDS, kinds, st.sampled_from(("", "name")), values, values,
            st.just("") if section == "weights" else st.just("") | WORDS,
        )  # fmt: skip
        rows += draw(st.lists(row, min_size=1, max_size=12))
    return Changes("1998.1", "1999.1", tuple(rows))


@st.composite
def migrations(draw: st.DrawFn) -> Migration:
    """Whatever may have become of anything."""
    options = st.lists(IDS, unique=True, max_size=3).map(tuple)
    bases = st.sampled_from(("certain", "by skills", "choice", "lost", "unknown"))
    passage = st.builds(
        Passage, WORDS, st.sampled_from(("roles", "skills", "")), IDS, options, st.none() | IDS,
        bases, st.sampled_from(MOVES), options, WORDS, st.none() | st.sampled_from(Level),
    )  # fmt: skip
    return Migration("1998.1", "1999.1", tuple(draw(st.lists(passage, max_size=9))))


@given(changes() | migrations(), st.integers(40, 120))
def test_no_line_is_wider_than_asked_or_moves_the_cursor(
    value: Changes | Migration, width: int
) -> None:
    for line in render(value, width).split("\n"):
        assert line == line.rstrip()
        assert line.isprintable()
        assert len(line) <= width or len(line.split()) == 1, line
    assert str(value) == render(value)


@given(changes())
def test_every_section_is_headed_by_how_much_of_each_kind_it_has(value: Changes) -> None:
    lines = render(value, 10_000).split("\n")
    assert lines[0] == "mlroles editions 1998.1 \u2192 1999.1"
    heads = [line for line in lines[1:] if line and line[0] != " "]
    if not value:
        assert heads.pop() == "nothing differs"
    for head, section in zip(heads, dict.fromkeys(row.section for row in value), strict=True):
        found = [(int(count), kind) for count, kind in re.findall(r"(\d+) ([\w-]+)", head)]
        kinds = [row.kind for row in value if row.section == section]
        assert head.startswith(f"{section}: ")
        assert found == [(kinds.count(kind), kind) for kind in sorted({*kinds})]


@given(taxonomies(), taxonomies())
def test_of_what_is_weighed_otherwise_the_eight_largest_are_shown(
    old: Taxonomy, new: Taxonomy
) -> None:
    rows = [row for row in compare(old, new) if row.section == "weights"]
    value = Changes(old.edition, new.edition, tuple(rows))
    ends = {row.id: (int(row.before or 0), int(row.after or 0)) for row in rows}
    sizes = {key: abs(after - before) for key, (before, after) in ends.items()}
    largest = sorted(sizes, key=lambda key: (-sizes[key], key))
    lines = [line.strip() for line in render(value).split("\n")][3:]
    assert lines[:8] == [
        f"{key}: {decibans(ends[key][0])} \u2192 {decibans(ends[key][1])}" for key in largest[:8]
    ]
    assert lines[8:] == ([f"\u2026{len(rows) - 8} more"] if len(rows) > 8 else [])


def test_what_a_move_tells_is_shown_and_the_rest_counted() -> None:
    silent = age("2000.1", "baker waiter", KEPT, move("renamed", "knight", "waiter"))
    lines = render(compare(MIDDLE, silent)).split("\n")
    assert lines[2:5] == [
        "roles: 8 removed, 1 renamed",
        "  renamed: knight \u2192 waiter: Renamed by the guild.",
        "  \u20268 more",
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (Change("roles", "cook", "amended", "name", "Cook", "Chef"), "cook name: Cook \u2192 Chef"),
        (Change("skills", "c", "amended", "broader", "b", None), "c broader: b \u2192 nothing"),
        (Change("names", "ofen", "added", "", None, "oven"), "added: ofen"),
        (Change("titles", "Boss", "removed", "", "cook", None), "removed: Boss"),
        (Change("weights", "cook/c", "reweighted", "", -5, 0), "cook/c: -0.5 \u2192 0.0"),
        (
            Change("roles", "a + b", "merged", "", "a + b", "c", "So."),
            "merged: a + b \u2192 c: So.",
        ),
        (Change("roles", "a", "retired", "", "a", None, "So."), "retired: a \u2192 nothing: So."),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_change_says_of_what_and_from_what_to_what(row: Change, said: str) -> None:
    assert render(Changes("a", "b", (row,))).split("\n")[-1] == f"  {said}"


def test_everything_given_stands_under_one_heading() -> None:
    found = migrate(["chef", "oven", "herald", "zither"], OLD, MIDDLE, skills=["salt"])
    headings = [line for line in render(found).split("\n")[1:] if line and line[0] != " "]
    assert headings == ["settled", "no longer there", "not known"]
    unsettled = attrs.evolve(found, passages=(attrs.evolve(found[0], basis="choice"),))
    assert "for you to choose" in render(unsettled).split("\n")
    assert render(migrate([], OLD, MIDDLE)) == "mlroles editions 1998.1 \u2192 1999.1"

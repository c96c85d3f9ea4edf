"""The tool that counts who names what, from rows to counts."""

from __future__ import annotations

import csv
import io
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from count_evidence import count, drop_rare, write

if TYPE_CHECKING:
    from collections.abc import Iterable


def test_everybody_counts_once_and_what_says_nothing_does_not_count() -> None:
    counts = count(
        [
            ("Baker", ["Oven", "Bread", "Oven", "None"]),
            ("Baker", ["Oven", "OTHER", ""]),
            ("Baker", ["No / None", "none"]),
            ("Baker", []),
            ("Cook", ["Oven"]),
        ]
    )
    assert counts == {
        ("Baker", ""): (2, Fraction(2)),
        ("Baker", "Bread"): (1, Fraction(1, 2)),
        ("Baker", "Oven"): (2, Fraction(3, 2)),
        ("Cook", ""): (1, Fraction(1)),
        ("Cook", "Oven"): (1, Fraction(1)),
    }
    assert list(counts) == sorted(counts)


OPTIONS = st.sampled_from(("Oven", "Bread", "C", "Smile", "None", "A, B", 'say "so"', "a\nb", "é"))
PEOPLE = st.lists(st.tuples(st.sampled_from(("Baker", "Cook")), st.lists(OPTIONS)), max_size=12)


@given(PEOPLE)
def test_the_parts_of_all_options_sum_to_the_people_of_the_title(
    people: list[tuple[str, list[str]]],
) -> None:
    counts = count(people)
    for title in {title for title, _ in counts}:
        parts = [part for (of, option), (_, part) in counts.items() if of == title and option]
        assert sum(parts) == counts[title, ""][0] == counts[title, ""][1]
        most = max(named for (of, _), (named, _) in counts.items() if of == title)
        assert most == counts[title, ""][0]


@given(PEOPLE, st.randoms(use_true_random=False))
def test_the_order_of_people_and_of_their_answers_leaves_no_trace(
    people: list[tuple[str, list[str]]], random: Any
) -> None:
    shuffled = [(title, random.sample(answer, len(answer))) for title, answer in people]
    random.shuffle(shuffled)
    assert written(shuffled) == written(people)


@given(PEOPLE)
def test_what_is_written_is_read_back_line_by_line(people: list[tuple[str, list[str]]]) -> None:
    rows = list(csv.DictReader(io.StringIO(written(people), newline="")))
    counts = count(people)
    assert [(row["title"], row["option"]) for row in rows] == list(counts)
    assert [int(row["people"]) for row in rows] == [named for named, _ in counts.values()]
    for row, (_, part) in zip(rows, counts.values(), strict=True):
        assert abs(int(row["portion"]) - 1000 * part) <= Fraction(1, 2)


def written(people: Iterable[tuple[str, list[str]]]) -> str:
    file = io.StringIO(newline="")
    write(count(people), file)
    return file.getvalue()


def test_counts_are_written_to_the_thousandth() -> None:
    assert written([("Cook", ["a", "b", "c"]), ("Cook", ["a"])]) == (
        "title,option,people,portion\nCook,,2,2000\nCook,a,2,1333\nCook,b,1,333\nCook,c,1,333\n"
    )


def test_what_fewer_name_than_asked_is_left_out_over_all_titles_and_nobody_with_it() -> None:
    people = [("Cook", ["a", "b"]), ("Baker", ["a", "c"]), ("Baker", ["c"]), ("Cook", ["d"])]
    counts = count(people)
    kept = drop_rare(counts, 2)
    assert set(kept) == {("Baker", ""), ("Cook", ""), ("Baker", "a"), ("Cook", "a"), ("Baker", "c")}
    assert all(kept[key] == counts[key] for key in kept)
    assert drop_rare(counts, 1) == counts


@given(PEOPLE, st.integers(1, 6))
def test_an_option_is_left_out_of_all_titles_or_of_none(
    people: list[tuple[str, list[str]]], least: int
) -> None:
    counts, kept = count(people), drop_rare(count(people), least)
    named = {option: sum(n for (_, each), (n, _) in counts.items() if each == option)
             for _, option in counts}  # fmt: skip
    assert set(counts) - set(kept) == {key for key in counts if key[1] and named[key[1]] < least}

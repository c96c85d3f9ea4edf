"""Twice the input is twice the work: counted in lines that run, which no other load can slow down.

What Python does inside one call, a slice or a search, is not counted; where that could grow with a
square, a test of its own stands at the end.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import pytest

import mlroles
from mlroles.names import fold
from mlroles.titles.grammar import build_grammar
from mlroles.titles.layout import spell_out

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from mlroles.taxonomy import Taxonomy

SIZE = 600 if os.environ.get("HYPOTHESIS_PROFILE") != "deep" else 20_000
STEEPEST = 2.2  # times the work for twice the input; 2 is a line


def count_operations(question: Callable[[], object]) -> int:
    """How many lines of Python a question runs, in frames of any module."""
    done = 0

    def count(_frame: FrameType, event: str, _arg: object) -> Any:
        nonlocal done
        done += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        question()
    finally:
        sys.settrace(before)
    return done


def find_growth(ask: Callable[[int], Callable[[], object]]) -> float:
    """The work that the second half of an input adds, by what its second quarter adds."""
    ask(SIZE)()  # what is read for the first time is kept
    one, two, four = (count_operations(ask(SIZE * times)) for times in (1, 2, 4))
    return (four - two) / max(two - one, SIZE // 50)


def fill(unit: str, size: int) -> str:
    return (unit * (size // len(unit) + 1))[:size]


def test_a_square_would_be_noticed() -> None:
    assert (
        find_growth(lambda size: lambda: [None for at in range(size // 50) for _ in range(at)])
        > 3.5
    )
    assert find_growth(lambda size: lambda: [None for _ in range(size)]) < STEEPEST


TEXTS = {
    "an advert": "We use Python and SQL daily; Spark is a plus.\n",
    "openings of names": "amazon web google cloud apache machine natural language ",
    "names in names": "apache spark apache machine learning machine apache ",
    "short names in capitals": "R GO C SAS ",
    "a list without end": "R, Go, C, ",
    "all capitals": "PYTHON AND SQL OR EXCEL ",
    "cues": "nice to have, a plus, not required, ",
    "cues among names": "not needed Python a plus nice to have no SQL ",
    "headings": "About us:\nPython\nBenefits:\nSQL\n",
    "colons": "a:b:",
    "one line without spaces": "abc/def.ghi+jkl#mno&pqr",
    "signs of names": "C/C++/C#/.NET/",
    "combining marks": "P\u0301y\u0301thon e\u0301\u0316\u0327 ",
    "tags": "<a <b> &amp; </li",
    "addresses": "a@b.c www.a.b ",
    "teams": "statistics and analytics teams, ",
    "firms": "About Snowflake. Join Snowflake, ",
    "other alphabets": "Питон и 机器学习 ",
}


@pytest.mark.parametrize("text", TEXTS)
def test_twice_the_text_is_twice_the_work(text: str, edition: Taxonomy) -> None:
    def ask(size: int) -> Callable[[], object]:
        return lambda: mlroles.find_skills(fill(TEXTS[text], size), edition, boilerplate=False)

    assert find_growth(ask) < STEEPEST


TITLES = {
    "a title": "Senior Data Engineer (m/f/d), Berlin - ",
    "heads": "data scientist / analyst / engineer ",
    "fields": "data, machine learning, ",
    "heads that share a field": "analyst / ",
    "soft heads": "lead manager consultant ",
    "ranks": "senior / junior / ",
    "brackets": "((data) engineer ",
    "words": "abc def ",
    "one word": "abcdef",
    "signs": "/|&-,",
    "references": "&amp;data ",
    "combining marks": "e\u0301\u0316\u0327 ",
}


@pytest.mark.parametrize("title", TITLES)
def test_twice_the_title_is_twice_the_work(title: str, edition: Taxonomy) -> None:
    def ask(size: int) -> Callable[[], object]:
        return lambda: mlroles.find_role("data " + fill(TITLES[title], size), edition)

    assert find_growth(ask) < STEEPEST


NAMES: dict[str, Callable[[int, list[str]], object]] = {
    "known": lambda size, known: [
        f"{known[at % len(known)]}{' ' * (at // len(known))}" for at in range(size)
    ],
    "unknown": lambda size, _: [f"no skill {at}" for at in range(size)],
    "with levels": lambda size, _: {f"no skill {at}": at % 5 for at in range(size)},
    "one long name": lambda size, _: ["Py" * size],
    "one of other letters": lambda size, _: ["\u0416\uff30" * size],
    "one with marks": lambda size, _: ["e\u0301\u0316" * size],
}


@pytest.mark.parametrize("names", NAMES)
def test_twice_the_names_are_twice_the_work(names: str, edition: Taxonomy) -> None:
    known = sorted(skill.name for skill in edition.skills.values())

    def ask(size: int) -> Callable[[], object]:
        given = NAMES[names](size // 4, known)

        def question() -> None:
            edition.meanings.clear()  # what it keeps of earlier names would make the work less
            answer = mlroles.match(given, edition)
            assert len(answer.resolved) + len(answer.unresolved) >= 1

        return question

    assert find_growth(ask) < STEEPEST


def test_marks_on_one_letter_are_bounded() -> None:
    """Python sorts them in time that grows with their square: minutes for a megabyte."""
    marks = "\u0301\u0316\u0327" * 3_000
    assert fold(f"a{marks}b") == "ab"
    assert fold(f"\u00e1{marks[:29]}b") == fold(f"a\u0301{marks[:29]}b") != "ab"
    assert fold(f"\u00e1{marks[:30]}b") == fold(f"a\u0301{marks[:30]}b") == "ab"
    title = "Data engineer".replace("r", f"{marks}r")
    assert mlroles.find_role(title).role == mlroles.find_role("Data engineer").role


def test_a_reason_repeats_no_more_than_it_shows(edition: Taxonomy) -> None:
    laid = spell_out("data analyst " * 100, build_grammar(edition).spellings)
    assert laid.cut(0, 200, 61) == laid.cut(0, 200)[:61]
    assert laid.cut(0, 2, 61) == "data analyst"

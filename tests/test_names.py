"""Folding: what tells two names apart, and what does not."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mlroles.names import _borders, fold, normalise, suggest


@pytest.mark.parametrize(
    ("names", "key"),
    [
        (("Python", "PYTHON", " python ", "py-thon", "Py_thon", "•Python", "Python,"), "python"),
        (("scikit-learn", "Scikit Learn", "scikit_learn", "scikit\u2011learn", "scikit\u2013learn",
          "scikit\u2212learn"), "scikitlearn"),
        (("C",), "c"),
        (("C++", "c++.", "(C++)"), "c++"),
        (("C#", "c#,"), "c#"),
        ((".NET", "(.net)", "- .NET"), ".net"),
        (("NET", "..net", "...net", "-..net"), "net"),
        ((".c", "(.C)", ",.c"), ".c"),
        ((".NÉT", "(.nét)", "«.Nét»"), ".nét"),
        (("..NÉT", "...nét"), "nét"),
        (("R",), "r"),
        (("Node.js", "node.JS."), "node.js"),
        (("CI/CD", "ci/cd"), "ci/cd"),
        (("\uff30\uff59\uff54\uff48\uff4f\uff4e", "Pyth\u200bon", "Python\u2122"), "python"),
        (("Cafe\u0301", "café", "CAFÉ"), "café"),
        (("Straße", "STRASSE"), "strasse"),
        (("", " ", "—", "...", "\u200b"), ""),
    ],
)  # fmt: skip
def test_names_that_are_one(names: tuple[str, ...], key: str) -> None:
    assert {fold(name) for name in names} == {key}


@given(st.text())
@example("T\u00a8")  # a mark that stands on a space
@example("a" + "\u0301" * 20 + "\u200b" + "\u0301" * 20)
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(st.text(st.characters(max_codepoint=0x2FFF, exclude_categories=["Cn"])))
def test_unicode_form_does_not_matter(name: str) -> None:
    assert fold(unicodedata.normalize("NFD", name)) == fold(unicodedata.normalize("NFC", name))


MARKS = "\u0301\u0316\u0345\u0344\u0f71\u0f72\u0f73\u0f81\u3099\uff9e"  # of all kinds


@given(st.lists(st.text(f"a\u00e9{MARKS}", max_size=9), max_size=3), st.integers(1, 20))
def test_marks_without_end_keep_the_laws(pieces: list[str], times: int) -> None:
    name = "".join(piece * times for piece in pieces)
    assert fold(fold(name)) == fold(name)
    assert fold(unicodedata.normalize("NFD", name)) == fold(unicodedata.normalize("NFC", name))
    parts = re.findall(r"[^a\u00e9]*", name)
    if all(len(unicodedata.normalize("NFKD", part)) < 30 for part in parts):
        assert normalise(name) == unicodedata.normalize("NFKC", name)


@given(st.text(st.characters(max_codepoint=127)))
def test_both_ways_of_folding_agree(name: str) -> None:
    assert fold(name) == fold(name + "\u200b")


def test_code_points_of_later_unicodes_stand_for_themselves() -> None:
    later = "\U00011f00"  # Kawi, new in Unicode 15
    assert fold(f" {later}A-b ") == f"{later}ab"
    assert fold(f"{later}A") == f"{later}a"
    assert fold("\u0897") == "\u0897"  # Arabic, new in Unicode 16
    assert fold("\U0001fae8!") == "\U0001fae8"  # a shaking face, new in Unicode 15, and a symbol


@pytest.mark.skipif(unicodedata.unidata_version != "14.0.0", reason="reads Python 3.11's table")
def test_the_table_is_unicode_14() -> None:
    borders = _borders()
    for code in range(0x110000):
        unassigned = unicodedata.category(chr(code)) == "Cn"
        assert bool(bisect_right(borders, code) % 2) == unassigned, hex(code)


def test_suggestions_prefer_the_words_of_the_name() -> None:
    assert suggest("excel at meetings", ["excel", "exec", "python"])[0] == "excel"
    assert suggest("pyhton", ["python", "pytorch"]) == ("python",)
    assert suggest("entirely other", ["python"]) == ()
    assert len(suggest("python", [f"python{n}" for n in range(9)])) == 3
    assert suggest("e d c b a", dict.fromkeys("abcde"), 2) == ("e", "d")


def test_a_megabyte_of_name_is_guessed_at_in_no_time() -> None:
    assert suggest("python " * 150_000, ["python"]) == ("python",)

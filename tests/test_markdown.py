"""Values as Markdown: what HTML says, for what cannot show it."""

from __future__ import annotations

import re

import pytest

import mlroles
from markup import HOSTILE, poison
from mlroles.display.markdown import render_markdown
from test_html import FORMS, SMALL, shown
from test_text import TINY_WORLD, match

CELL = re.compile(r"(?<!\\)\|")


def plain(said: str) -> str:
    """Without marks, escapes and space."""
    return re.sub(r"[\s·*|]|---", "", re.sub(r"\\(.)", r"\1", said)).replace("…", "")


@pytest.mark.parametrize("name", FORMS)
def test_it_says_what_the_html_says(name: str) -> None:
    value = FORMS[name]()
    said = value._repr_markdown_()
    assert plain(said) == plain(shown(value).text)
    for row in shown(value).rows:
        assert any(plain("".join(row)) == plain(line) for line in said.split("\n"))


@pytest.mark.parametrize("name", SMALL)
def test_nothing_that_a_text_holds_becomes_markup(name: str) -> None:
    value = FORMS[name]()
    for text in HOSTILE:
        said = render_markdown(poison(value, text))
        assert not re.search(r"(?<!\\)[<>\[\]`~#&]", said)
        assert "\ud800" not in said


def test_every_table_has_a_head_and_rows_as_wide_as_it() -> None:
    lines = [line for line in match("oven", "bread")._repr_markdown_().split("\n") if "|" in line]
    assert len({len(CELL.findall(line)) for line in lines}) == 1
    assert lines[1].startswith("| ---")
    skill = TINY_WORLD.skill("oven")._repr_markdown_().split("\n")
    assert skill[2:4] == ["|  |  |", "| --- | --- |"]


def test_what_would_begin_a_list_begins_none() -> None:
    found = mlroles.find_skills("- oven\n1. bread", TINY_WORLD)
    assert found._repr_markdown_().startswith(r"\- **oven**")
    reason = match("oven")[0].reasons[0]
    assert reason._repr_markdown_().startswith("Oven: +1.5 db")


def test_a_tabulator_offers_public_names_alone() -> None:
    for name in FORMS:
        offered = dir(FORMS[name]())
        assert not [each for each in offered if each.startswith("_")]
    assert {"fits", "best", "to_svg", "to_dicts"} <= {*dir(match("oven"))}

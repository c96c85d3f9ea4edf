"""Mentions shown: the text marked, as lines and as HTML, and as plain data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mlroles
from markup import Page
from mlroles.display.html import render_html
from mlroles.display.html.page import LARGEST
from mlroles.display.markup import element
from mlroles.display.text import render
from mlroles.export.data import to_data, to_json
from mlroles.mentions import Mention, Mentions
from mlroles.model import Skill
from mlroles.names import SkillId

if TYPE_CHECKING:
    from collections.abc import Sequence

SAID = "Python, SQL and C++. Kafka is a plus; no Kubernetes needed."


def read(text: str) -> Mentions:
    return mlroles.find_skills(text, mlroles.load("2026.1"))


class Marked(Page):
    """What is marked, what is said of it in words, and the text without these words."""

    def __init__(self, page: str) -> None:
        self.held: dict[str, list[str]] = {"b": [], "i": []}
        self.said = ""
        super().__init__(page)

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag == "i":
            assert self.said[-1] == " "  # ours, before the word that tells the stance
            self.said = self.said[:-1]
        if tag in self.held:
            self.held[tag].append("")
        super().handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        super().handle_data(data)
        if self.inside[-1] in self.held:
            self.held[self.inside[-1]][-1] += data
        if self.inside[-1] != "i" and [tag for tag, _ in self.opened].count("div") == 1:
            self.said += data


@st.composite
def mentions(draw: st.DrawFn) -> Mentions:
    """Mentions that nobody read: of any text, with skills of any name."""
    anything = st.text(st.characters()) | st.text("<>&\"'/=a;# \n-!")
    text = draw(anything)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), unique=True, max_size=8)))
    found = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        skill = Skill(SkillId("x"), draw(anything), "tool", "Made up.")
        stance = draw(st.sampled_from(("asked", "preferred", "excluded")))
        found.append(Mention(start, end, text[start:end], skill, draw(anything), stance))
    return Mentions(text, tuple(found), "1999.1", "0" * 64)


# Lines -------------------------------------------------------------------------------------------


def test_the_text_is_shown_with_every_mention_in_brackets_and_what_each_was_read_as() -> None:
    assert str(read(SAID)) == (
        "Mentions: 5 of 5 skills in 59 characters\n"
        "\n"
        "[Python], [SQL] and [C++]. [+Kafka] is a plus; no [-Kubernetes] needed.\n"
        "\n"
        "Python = Python (anywhere) \u00b7 SQL = SQL (anywhere) \u00b7 C++ = C++ (anywhere) \u00b7 "
        "Kafka\n= Apache Kafka (anywhere) \u00b7 Kubernetes = Kubernetes (anywhere)\n"
        "\n"
        "  [asked] [+preferred] [-excluded]"
    )


def test_a_name_is_explained_once_and_no_more_than_twelve_are() -> None:
    said = str(read("Python, SQL, Python"))
    assert said.count("Python = Python (anywhere)") == 1
    many = "Python, SQL, Java, Kafka, Pandas, NumPy, Tableau, Docker, Kubernetes, C++, C#, Scala"
    assert "more" not in str(read(many))
    assert str(read(f"{many}, PyTorch")).split("\n\n")[2].endswith("\u20261 more")


def test_a_text_without_mentions_is_shown_as_it_is() -> None:
    assert str(read("None at all")) == "Mentions: 0 of 0 skills in 11 characters\n\nNone at all"


@pytest.mark.parametrize("text", ["", "  ", "\n\n"])
def test_of_a_blank_text_nothing_is_shown(text: str) -> None:
    assert str(read(text)) == f"Mentions: 0 of 0 skills in {len(text)} characters"


def test_paragraphs_stay_apart_and_lines_are_of_the_width_asked_for() -> None:
    mentions = read(f"Python\n\n{'and so on ' * 20}SQL")
    lines = render(mentions, 40).splitlines()
    assert lines[3:5] == ["[Python]", ""]
    assert max(map(len, lines)) <= 40
    assert any(line.endswith("[SQL]") for line in lines)


def test_what_would_move_the_cursor_is_not_shown() -> None:
    said = str(read("\x1b[2J Python\x07 and \u202eSQL"))
    assert "[Python]" in said
    assert not re.search("[\x1b\x07\u202e]", said)


@given(mentions())
def test_lines_hold_every_mention_and_nothing_that_cannot_be_printed(mentions: Mentions) -> None:
    said = str(mentions)
    assert all(line.isprintable() for line in said.split("\n"))
    assert said.startswith(f"Mentions: {len(mentions)} of ")


# HTML --------------------------------------------------------------------------------------------


def clean(text: str) -> str:
    """The text as a page can hold it."""
    return Page(element("div", text)).text


def test_html_marks_every_mention_names_its_skill_and_says_its_stance_in_words() -> None:
    page = Marked(read(SAID)._repr_html_())
    assert page.said == SAID
    assert page.held["b"] == ["Python", "SQL", "C++", "Kafka", "Kubernetes"]
    assert page.held["i"] == ["(preferred)", "(excluded)"]
    titles = [held["title"] for tag, held in page.opened if tag == "b"]
    assert titles[2:4] == ["C++: anywhere, asked", "Apache Kafka: anywhere, preferred"]
    assert "Mentions: 5 of 5 skills in 59 characters" in page.text
    assert "Kafka = Apache Kafka (anywhere)" in page.text
    assert "more" not in page.text


@given(mentions())
def test_html_of_any_mentions_has_no_element_and_no_attribute_but_ours(mentions: Mentions) -> None:
    said = render_html(mentions)
    page = Marked(said)
    allowed = {"div": {"style"}, "b": {"style", "title"}, "i": set()}
    assert [(tag, held) for tag, held in page.opened if allowed.get(tag) != {*held}] == []
    assert page.others == []
    assert page.held["b"] == [clean(mention.text) for mention in mentions]
    assert len(said.encode()) <= LARGEST


@given(st.text(st.characters()))
def test_html_of_any_text_gives_it_back(text: str) -> None:
    mentions = read(f"{text} <b>Python</b> &amp; C&#43;&#43;")
    page = Marked(render_html(mentions))
    assert page.said == clean(mentions.text)
    assert page.held["b"] == [clean(mention.text) for mention in mentions]


@pytest.mark.parametrize("filling", ["and so on ", "<&> ", "é\U0001f600 "])
def test_html_of_a_long_text_is_cut_and_says_so(filling: str) -> None:
    text = f"Python, {filling * 4000}SQL"
    said = render_html(read(text))
    page = Marked(said)
    assert text.startswith(page.said)
    assert f"…{len(text) - len(page.said):,} characters more" in page.text
    assert page.held["b"] == ["Python"]
    assert 0.9 * LARGEST < len(said.encode()) <= LARGEST


def test_a_text_is_cut_before_a_mention_that_has_no_room() -> None:
    skill = Skill(SkillId("x"), "X", "tool", "Made up.")
    text = "a" + "b" * 20_000
    mentions = Mentions(
        text, (Mention(1, 20_001, text[1:], skill, "exact", "asked"),), "1999.1", "0"
    )
    page = Marked(render_html(mentions))
    assert (page.said, page.held["b"]) == ("a", [])
    assert "…20,000 characters more" in page.text


# Plain data --------------------------------------------------------------------------------------


def test_mentions_as_plain_data_name_their_skills_by_id() -> None:
    mentions = read("Caf\u00e9: Kafka is a plus")
    assert to_data(mentions) == {
        "edition": "2026.1",
        "fingerprint": mentions.fingerprint,
        "mentions": [
            {"start": 6, "end": 11, "text": "Kafka", "skill": "apache-kafka", "rule": "anywhere",
             "stance": "preferred"},
        ],
    }  # fmt: skip
    assert '"skill": "apache-kafka"' in to_json(to_data(mentions))


@given(mentions())
def test_every_mention_has_its_row_of_plain_data(mentions: Mentions) -> None:
    data = to_data(mentions)
    assert [(row["start"], row["end"], row["text"], row["skill"], row["rule"], row["stance"])
            for row in data["mentions"]] == [
        (each.start, each.end, each.text, "x", each.rule, each.stance) for each in mentions
    ]  # fmt: skip

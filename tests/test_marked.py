"""Mentions shown: the text marked, as lines and as HTML, and as plain data."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mlroles
from mlroles.display.marked import mark_html
from mlroles.display.text import render
from mlroles.export.data import to_data, to_json
from mlroles.mentions import Mention, Mentions
from mlroles.model import Skill
from mlroles.names import SkillId

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 20_000
SAID = "Python, SQL and C++. Kafka is a plus; no Kubernetes needed."


def read(text: str) -> Mentions:
    return mlroles.find_skills(text, mlroles.load("2026.1"))


class Page(HTMLParser):
    """What a browser makes of it: the elements with what they hold, and the text of it all."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.opened: list[tuple[str, dict[str, str | None]]] = []
        self.held: dict[str, list[str]] = {"mark": [], "small": [], "p": []}
        self.text = ""
        self.inside: list[str] = []
        self.others: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag == "small":
            assert self.text[-1] == " "  # ours, before the word that tells the stance
            self.text = self.text[:-1]
        self.opened.append((tag, dict(attrs)))
        self.inside.append(tag)
        if tag in self.held:
            self.held[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.inside.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.inside[-1] in self.held:
            self.held[self.inside[-1]][-1] += data
        if self.inside[-1] in {"div", "mark"}:
            self.text += data

    def handle_comment(self, data: str) -> None:
        self.others.append(data)

    def handle_decl(self, decl: str) -> None:
        self.others.append(decl)

    def handle_pi(self, data: str) -> None:
        self.others.append(data)

    def unknown_decl(self, data: str) -> None:
        self.others.append(data)


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


def test_html_marks_every_mention_names_its_skill_and_says_its_stance_in_words() -> None:
    page = Page(read(SAID)._repr_html_())
    assert page.text == SAID
    assert page.held["mark"] == ["Python", "SQL", "C++", "Kafka", "Kubernetes"]
    assert page.held["small"] == ["(preferred)", "(excluded)"]
    titles = [held["title"] for tag, held in page.opened if tag == "mark"]
    assert titles[2:4] == ["C++: anywhere, asked", "Apache Kafka: anywhere, preferred"]
    assert page.held["p"] == []


@given(mentions())
def test_html_of_any_mentions_has_no_element_and_no_attribute_but_ours(mentions: Mentions) -> None:
    page = Page(mark_html(mentions))
    allowed = {"div": {"style"}, "mark": {"style", "title"}, "small": set(), "p": set()}
    assert [(tag, held) for tag, held in page.opened if allowed.get(tag) != {*held}] == []
    assert (page.inside, page.others) == ([], [])
    assert page.text == mentions.text
    assert page.held["mark"] == [mention.text for mention in mentions]
    assert [held["title"] for tag, held in page.opened if tag == "mark"] == [
        f"{mention.skill.name}: {mention.rule}, {mention.stance}" for mention in mentions
    ]


@given(st.text(st.characters()))
def test_html_of_any_text_gives_it_back(text: str) -> None:
    mentions = read(f"{text} <b>Python</b> &amp; C&#43;&#43;")
    page = Page(mark_html(mentions))
    assert page.text == mentions.text
    assert page.held["mark"] == [mention.text for mention in mentions]


@pytest.mark.parametrize(
    ("before", "marked", "cut"),
    [
        (LONGEST - 6, ["Python"], ["\u20268 characters more"]),
        (LONGEST - 5, [], ["\u20269 characters more"]),
        (LONGEST - 14, ["Python"], []),
        (LONGEST - 14 - 8, ["Python"], []),
    ],
)
def test_html_of_a_long_text_is_cut_and_says_so(
    before: int, marked: list[str], cut: list[str]
) -> None:
    text = f"{'. ' * (before // 2)}{' ' * (before % 2)}Python, so on."
    page = Page(read(text)._repr_html_())
    assert page.text == text[:LONGEST]
    assert (page.held["mark"], page.held["p"]) == (marked, cut)


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

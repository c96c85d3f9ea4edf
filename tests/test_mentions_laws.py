"""Laws of reading a text: of places, of order, of what does not matter, and of cost."""

from __future__ import annotations

import pickle
import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mlroles
from mlroles.mentions.surface import SignedWords, fold_words, lay_out
from mlroles.names import fold
from strategies import shipped, taxonomies
from worlds import alias, make_world, need, role, skill

if TYPE_CHECKING:
    from mlroles.mentions import Mentions
    from mlroles.taxonomy import Taxonomy

TRICKY = re.compile(r"<[^<>]*>|&[^;]*;")
EDITIONS = ("2020.1", "2026.1")
ANY_TEXT = st.text(st.characters())  # half surrogates too
TAGS = ("<b>", "</li><li>", "<br/>", "<!-- x -->", "<a href='x'>", "<", ">", "< b >", "<p")
REFERENCES = (
    "&amp;", "&#43;", "&#x2b;", "&plus;", "&nbsp;", "&shy;", "&lt;b&gt;", "&", "&;", "&#0;", "&#1;",
    "&#1114112;", "&nothing;", "&#xd800;", "&fjlig;",
)  # fmt: skip
MARKS = (
    *"+#./&@,;:!?()[]-_'*|\\\"\n\r\t \x00\x01\x02\x7f",
    "\u00ad", "\u200b", "\ufeff", "\u0301", "\u2022",
    "\u2019", "\u2013", "\u2122", "\n\n", ". ",
    "e\u0301", "\u00df", "\u0130", "\ufb01", "\U000e0000",
)  # fmt: skip
PHRASES = (
    "nice to have", "Nice to have:\n", "About us\n", "is a plus", "no", "needed", "instead of",
    "not required", "R", "Go", "excel", "python", "C++", ".NET", "ci/cd", "www.", "@here.com", "//",
    "with the ", " team", " department", "Director of ", "Join ", " is a leading", " inc", "non-",
    "reporting to the director", "experience with ", "our ",
)  # fmt: skip
FILLERS = (
    "zzyx",
    "the",
    "\u0436\u0443\u043a",
    "\u00e9t\u00e9",
    "quux's",
    "42",
    "\u732b",
    "of-it",
    "x",
)


@cache
def read_names(edition: str) -> tuple[tuple[str, str, str], ...]:
    """Every name that a text is read by in an edition: with its rule, and the only skill it has."""
    bearers = defaultdict(set)
    rows = []
    for each in mlroles.load(edition).skills.values():
        own = {name.name: name.reading for name in each.aliases}
        if all(fold_words(name) != fold_words(each.name) for name in own):
            own[each.name] = "anywhere"
        for name, reading in own.items():
            if reading != "never":
                bearers[tuple(fold_words(name))].add(each.id)
                rows.append((name, reading, str(each.id)))
    return tuple(row for row in rows if len(bearers[tuple(fold_words(row[0]))]) == 1)


def stitched() -> st.SearchStrategy[str]:
    """Texts of names, tags, references and marks, glued together as they come."""
    names = st.sampled_from([name for name, _, _ in read_names("2026.1")])
    pieces = st.one_of(
        names, st.sampled_from(TAGS), st.sampled_from(REFERENCES), st.sampled_from(MARKS),
        st.sampled_from(PHRASES), st.just(" "), st.just(", "), st.text(max_size=3),
    )  # fmt: skip
    return st.lists(pieces, max_size=30).map("".join)


def texts() -> st.SearchStrategy[str]:
    return st.one_of(ANY_TEXT, stitched())


def read(text: str, taxonomy: Taxonomy | None = None, **options: bool) -> Mentions:
    return mlroles.find_skills(text, taxonomy or shipped(), **options)


# Places ------------------------------------------------------------------------------------------


@given(text=texts(), boilerplate=st.booleans())
def test_mentions_are_slices_of_the_text_in_order_and_do_not_overlap(
    text: str, *, boilerplate: bool
) -> None:
    mentions = read(text, boilerplate=boilerplate)
    done = 0
    for mention in mentions:
        assert done <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        assert mention.stance in {"asked", "preferred", "excluded"}
        assert mention.rule in {"anywhere", "exact", "list"} or mention.rule[:5] == "near "
        done = mention.end


@given(texts())
def test_a_mention_begins_and_ends_with_what_folds_to_its_name(text: str) -> None:
    for mention in read(text):
        (word, *_), (*_, last) = [lay_out(mention.text, SignedWords(())).folded.split()] * 2
        assert mention.text[:1] in "&.+#/" or fold_words(mention.text[0])[0][0] == word[0]
        assert mention.text[-1:] in ";+#./&" or fold_words(mention.text[-1])[-1][-1] == last[-1]


@given(texts())
def test_leaving_out_boilerplate_only_leaves_out(text: str) -> None:
    kept = list(read(text, boilerplate=False))
    everything = list(read(text))
    assert [mention for mention in everything if mention in kept] == kept


@given(texts())
def test_folding_moves_no_place(text: str) -> None:
    surface = lay_out(text, SignedWords({"c++", ".net", "ci/cd"}))
    assert surface.folded.isascii()
    assert len(surface.folded) == len(surface.clean) + 2
    done = 0
    for at, character in enumerate(surface.clean):
        start, end = surface.place(at, at + 1)
        assert done <= start < end <= len(text)
        assert text[start:end] == character or TRICKY.fullmatch(text[start:end])
        done = end


@given(st.text(st.characters(exclude_characters="<&", exclude_categories=["Mn", "Cf"])))
def test_a_text_without_tags_references_and_hidden_marks_is_clean_as_it_is(text: str) -> None:
    surface = lay_out(text.replace("\u180b", ""), SignedWords(()))
    assert surface.clean == surface.text
    assert surface.place(0, 3) == (0, 3)


@given(texts())
def test_laying_out_cuts_words_apart_and_adds_no_letter(text: str) -> None:
    surface = lay_out(text, SignedWords(()))
    assert not re.search(r"[^a-z0-9 .+#/&\x01\x02]", surface.folded)


# What does not matter ----------------------------------------------------------------------------


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_name_that_may_be_read_alone_is_read(edition: str) -> None:
    taxonomy = mlroles.load(edition)
    unread = [
        name
        for name, reading, key in read_names(edition)
        if reading in {"anywhere", "exact"}
        and [(fold_words(mention.text), mention.skill.id, mention.rule)
             for mention in read(f"We use {name} daily.", taxonomy)]
        != [(fold_words(name), key, reading)]
    ]  # fmt: skip
    assert unread == []


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("change", [str.upper, str.lower, str.swapcase, str.title])
def test_the_case_of_a_name_that_is_read_anywhere_does_not_matter(
    change: object, edition: str
) -> None:
    assert callable(change)
    taxonomy = mlroles.load(edition)
    unread = [
        name
        for name, reading, key in read_names(edition)
        if reading == "anywhere"
        and [(mention.skill.id, mention.rule)
             for mention in read(f"We use {change(name)} daily.", taxonomy)] != [(key, reading)]
    ]  # fmt: skip
    assert unread == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_name_that_needs_company_is_not_read_alone(edition: str) -> None:
    taxonomy = mlroles.load(edition)
    alone = [
        name
        for name, reading, _ in read_names(edition)
        if reading == "near"
        and any(
            mention.rule == "list" or fold_words(mention.text) == fold_words(name)
            for mention in read(f"We use {name} daily.", taxonomy)
            if not mention.rule.startswith("near ")
        )
    ]
    assert alone == []


@given(st.data())
def test_a_mention_is_the_same_whatever_else_is_said(data: st.DataObject) -> None:
    rows = [row for row in read_names("2026.1") if row[1] in {"anywhere", "exact"}]
    name, _, _ = data.draw(st.sampled_from(rows))
    said = st.lists(st.sampled_from(FILLERS), max_size=40).map(" ".join)
    apart = st.sampled_from((" ", "\n\n", ", ", " (", ") ", "\n\u2022 ", "; ", " \u2013 ", "! "))
    before, after = data.draw(said) + data.draw(apart), data.draw(apart) + data.draw(said)
    alone = list(read(name, mlroles.load("2026.1")))
    found = list(read(f"{before}{name}{after}", mlroles.load("2026.1")))
    assert [(m.start - len(before), m.end - len(before), m.text, m.skill, m.rule, m.stance)
            for m in found] == [
        (m.start, m.end, m.text, m.skill, m.rule, m.stance) for m in alone
    ]  # fmt: skip
    assert alone


@given(stitched())
def test_a_mention_that_is_read_anywhere_is_read_by_itself(text: str) -> None:
    for mention in read(text):
        if mention.rule == "anywhere":
            (same,) = read(mention.text)
            assert (same.skill, same.rule) == (mention.skill, "anywhere")
            assert (same.start, same.end) == (0, len(mention.text))


@given(st.lists(texts(), max_size=3))
def test_the_same_text_is_read_alike_whatever_was_read_before(before: list[str]) -> None:
    text = "C++/Python, .NET and R; no Kafka needed"
    expected = read(text)
    for other in before:
        read(other)
    assert read(text) == expected


@given(taxonomies(), texts())
def test_any_taxonomy_reads_any_text(taxonomy: Taxonomy, text: str) -> None:
    key, *_ = taxonomy.skills
    named = taxonomy.skills[key].name
    mentions = read(f"{text}\n\n{named}", taxonomy)
    assert mentions[-1].skill.id == key
    assert (mentions.edition, mentions.fingerprint) == (taxonomy.edition, taxonomy.fingerprint)


@given(st.lists(st.text(" aAbB\u00e9&;<>+#./,()-", min_size=1, max_size=9), max_size=6))
def test_names_nobody_would_choose_are_no_trouble(names: list[str]) -> None:
    distinct = {fold(name): " ".join(name.split()) for name in ["stove", *names]}
    world = make_world(
        roles=[role("baker")],
        skills=[skill("oven")],
        needs=[need("baker", "oven")],
        aliases=[alias(name, "oven") for key, name in distinct.items() if key],
    )
    text = " - ".join(["oven", *names, "stove"])
    mentions = read(text, world)
    assert (mentions[0].text, mentions[-1].text) == ("oven", "stove")
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.text


@given(texts())
def test_mentions_travel(text: str) -> None:
    mentions = read(text)
    again = pickle.loads(pickle.dumps(mentions))
    assert again == mentions
    assert hash(again) == hash(mentions)


# Cost --------------------------------------------------------------------------------------------

LONG = 200_000


@pytest.mark.parametrize(
    "piece",
    ["a", "+", "a b ", "<", "<a", "<a ", "<b>", "&", "&amp", "&amp;", "&a", " ", "\n", "\n ",
     "\r\n", "\u0301", "a\u0301", "\u00ad", "\u00e9", "a\u00e9", "\u732b", "\U0001f600", "\ud800",
     "\x00", "\x02", ".", ". ", "a.", "/", "@", "a@", "#", "(", "-", ":", "a:", "c+", "a&b ",
     "machine ", "machine learning ", "python ", "R, ", "excel, ", "nice to have: ",
     "Kafka is a plus ", "plus ", "no ", "no experience ", "not ", "UX/", "with UX and UX team ",
     "Join Kafka ", "non-", "with "],
    ids=ascii,
)  # fmt: skip
def test_a_long_text_of_anything_is_read_to_its_end(piece: str) -> None:
    text = "machine" + piece * (LONG // len(piece)) + " learning. Python"
    *_, last = read(text)
    assert (last.text, last.end) == ("Python", len(text))

"""Pictures: what they show, what they say in words, and what nobody can slip in."""

from __future__ import annotations

import pickle
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mlroles
from ages import MIDDLE, NEW, OLD
from markup import HOSTILE, Page, catalogue, hostile, poison
from mlroles.changes import Change
from mlroles.display import svg
from mlroles.display.svg import (
    Picture,
    draw,
    draw_flow,
    draw_handoffs,
    draw_knowledge,
    draw_ranking,
    draw_reliability,
    draw_spectrum,
)
from mlroles.display.svg.marked import _break
from mlroles.display.svg.picture import BLUE, ORANGE, WIDTH, letters
from mlroles.errors import InvalidInput, UnknownRole, UnknownSkill
from mlroles.handoffs import Chain, Chains, End, Step
from mlroles.shown import Drawn
from teamworld import KITCHEN
from test_text import EVERYTHING, TINY_WORLD, match
from whole_world import WHOLE
from worlds import TALLY, make_world

if TYPE_CHECKING:
    from collections.abc import Callable

SVG = "{http://www.w3.org/2000/svg}"
TAGS = {"svg", "title", "desc", "text", "tspan", "rect", "line", "circle", "path"}
ATTRIBUTES = {
    "viewBox", "width", "height", "role", "style", "font-family", "font-size", "fill", "x", "y",
    "x1", "x2", "y1", "y2", "cx", "cy", "r", "d", "stroke", "stroke-width", "stroke-opacity",
    "stroke-dasharray", "fill-opacity", "text-anchor", "font-weight", "font-style", "transform",
    "text-decoration",
}  # fmt: skip

TEXT = "Smile grin broad;\n\nBackofen is a plus. No C++ needed, but bread."
BAKER, COOK = TINY_WORLD.role("baker"), TINY_WORLD.role("cook")
TWO = make_world([TALLY], **WHOLE)

DRAWN: dict[str, tuple[Callable[[Any], Picture], Callable[[], Any]]] = {
    "ranking": (draw_ranking, lambda: match("oven", "stone oven", "bread", "c")),
    "ranking-outside": (draw_ranking, lambda: match("tax return")),
    "ranking-shares": (draw_ranking, lambda: match("oven")),
    "ranking-nothing": (draw_ranking, lambda: match("juggling")),
    "ranking-all": (draw_ranking, lambda: match(*EVERYTHING)),
    "spectrum": (draw_spectrum, lambda: match("oven")),
    "spectrum-few": (draw_spectrum, lambda: match("bread")),
    "spectrum-nothing": (draw_spectrum, lambda: match("juggling")),
    "knowledge": (draw_knowledge, lambda: BAKER),
    "flow": (draw_flow, lambda: mlroles.compare(OLD, MIDDLE)),
    "flow-skills": (lambda value: draw_flow(value, "skills"), lambda: mlroles.compare(OLD, NEW)),
    "flow-none": (draw_flow, lambda: mlroles.compare(OLD, OLD)),
    "migration": (draw_flow, lambda: mlroles.migrate(["baker", "chef", "zither"], OLD, MIDDLE)),
    "place": (draw, lambda: mlroles.find_place(match("oven"), TINY_WORLD)),
    "place-few": (draw, lambda: mlroles.find_place(match("bread"), TINY_WORLD)),
    "place-nothing": (draw, lambda: mlroles.find_place(match("juggling"), TINY_WORLD)),
    "handoffs": (draw, lambda: mlroles.list_handoffs(KITCHEN)),
    "handoffs-around": (draw, lambda: mlroles.list_handoffs(KITCHEN, around="baker")),
    "chains": (draw, lambda: mlroles.trace_handoffs("miller", "clients", KITCHEN)),
    "chains-none": (draw, lambda: mlroles.trace_handoffs("clients", "miller", KITCHEN)),
    "chain": (draw, lambda: mlroles.trace_handoffs("miller", "clients", KITCHEN)[0]),
    "mentions": (draw, lambda: mlroles.find_skills(TEXT, TINY_WORLD)),
    "mentions-none": (draw, lambda: mlroles.find_skills(" \n", TINY_WORLD)),
    "maths": (draw, lambda: mlroles.answer_maths("baker", TWO)),
}


def read(picture: str) -> ET.Element:
    """What is drawn: no element and no attribute that we did not write."""
    root = ET.fromstring(picture)  # noqa: S314  # it is ours
    elements = list(root.iter())
    assert {each.tag.removeprefix(SVG) for each in elements} <= TAGS
    assert {name for each in elements for name in each.attrib} <= ATTRIBUTES
    assert [each.tag for each in root[:2]] == [f"{SVG}title", f"{SVG}desc"]
    assert root.attrib["role"] == "img"
    assert Page(picture).others == []
    return root


def texts(picture: str) -> list[str]:
    return ["".join(each.itertext()) for each in read(picture).iter(f"{SVG}text")]


def described(picture: str) -> str:
    return read(picture)[1].text or ""


@pytest.mark.parametrize("name", DRAWN)
def test_every_picture_is_whole_and_says_what_it_shows(name: str) -> None:
    form, value = DRAWN[name]
    root = read(form(value()))
    assert root[0].text
    width, height = (int(root.attrib[side]) for side in ("width", "height"))
    assert width == WIDTH
    for each in root.iter():
        for at, size, most in (("x", "width", width), ("y", "height", height)):
            if at in each.attrib:
                assert 0 <= int(each.attrib[at]) <= most
                assert int(each.attrib[at]) + int(each.attrib.get(size, 0)) <= most


@pytest.mark.parametrize("name", DRAWN)
@settings(max_examples=15)
@given(text=hostile())
def test_nothing_that_a_text_holds_becomes_markup(name: str, text: str) -> None:
    form, value = DRAWN[name]
    picture = form(poison(value(), text))
    read(picture)
    picture.encode()


@pytest.mark.parametrize("text", HOSTILE)
def test_nor_in_any_picture_one_by_one(text: str) -> None:
    for form, value in DRAWN.values():
        read(form(poison(value(), text)))


def test_nothing_in_the_names_of_hand_offs_becomes_markup() -> None:
    for text in HOSTILE:
        handoff = attrs.evolve(BAKER.handoffs[0], artefact=text)
        baker = attrs.evolve(BAKER, name=f"B{text}", handoffs=(handoff,))
        roles = catalogue({**TINY_WORLD.roles, "baker": baker})
        world = attrs.evolve(TINY_WORLD, roles=roles, parties={"clients": text})
        read(draw_handoffs(world))


# Pictures as values -----------------------------------------------------------------------------


def test_a_picture_is_its_text_and_a_notebook_shows_it_in_the_page() -> None:
    picture = draw_knowledge(BAKER)
    assert picture == str(picture)
    assert repr(picture) == f"<Picture of {len(picture):,} characters of SVG>"
    page = Page(picture._repr_html_())
    assert type(picture._repr_html_()) is str
    assert page.opened[0][0] == "div"
    assert page.opened[1][0] == "svg"
    assert "color-scheme" in picture
    assert "color-scheme" not in picture._repr_html_()
    assert not hasattr(
        picture, "_repr_svg_"
    )  # as an image of a dark notebook it would be black on black
    assert pickle.loads(pickle.dumps(picture)) == picture


def test_where_a_viewer_strips_the_picture_its_words_stay_apart() -> None:
    assert Page(draw_knowledge(BAKER)._repr_html_()).text.split("\n")[:2] == [
        "Knowledge: Baker", "Bread: 1 → 4",
    ]  # fmt: skip


def test_a_value_has_the_picture_that_says_most() -> None:
    answer = match("oven")
    assert answer.to_svg() == draw_ranking(answer)
    assert BAKER.to_svg() == draw_knowledge(BAKER)
    assert TINY_WORLD.to_svg() == draw_handoffs(TINY_WORLD)
    changes = mlroles.compare(OLD, MIDDLE)
    assert changes.to_svg() == draw_flow(changes)
    assert all(issubclass(form, Drawn) for form in svg._FORMS)
    with pytest.raises(InvalidInput, match="of int there is no picture"):
        draw(3)


@pytest.mark.parametrize(("one", "other"), [(BLUE, ORANGE)])
def test_colours_are_told_apart_and_seen_on_white_and_on_black(one: str, other: str) -> None:
    bright, dark = _luminance("#ffffff"), _luminance("#111111")
    for colour in (one, other):
        assert (bright + 0.05) / (_luminance(colour) + 0.05) > 3
        assert (_luminance(colour) + 0.05) / (dark + 0.05) > 3


def _luminance(colour: str) -> float:
    """The relative luminance of WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


# Rankings ---------------------------------------------------------------------------------------


def test_a_ranking_shows_reasons_to_the_right_for_and_to_the_left_against() -> None:
    answer = match("oven", "bread", "c")
    root = read(draw_ranking(answer))
    bars = list(root.iter(f"{SVG}rect"))
    reasons = [reason for fit in answer for reason in fit.reasons]
    assert len(bars) == len(reasons)
    middle = {int(e.attrib["x1"]) for e in root.iter(f"{SVG}line") if e.attrib["x1"] != "0"}
    (zero,) = middle
    for bar, reason in zip(bars, reasons, strict=True):
        left, length = int(bar.attrib["x"]), int(bar.attrib["width"])
        assert (left == zero) if reason.weight >= 0 else (left + length == zero)
        assert bar.attrib["fill"] == (ORANGE if reason.weight < 0 else BLUE)
        assert bar.attrib.get("fill-opacity") == {
            "counted": None, "borrowed": "0.45", "prior": "0",
        }[reason.basis]  # fmt: skip


def test_a_ranking_shows_shares_only_where_enough_was_counted_and_what_was_counted_always() -> None:
    assert "68 % · +1.5 db · 100 % of it counted" in texts(draw_ranking(match("oven")))
    few = " ".join(texts(draw_ranking(match("bread"))))
    assert "+3.3 db · 0 % of it counted" in few
    assert "no percentages" in few
    assert "Baker +3.3 decibans: Bread +3.3" in described(draw_ranking(match("bread")))
    assert "%" not in described(draw_ranking(match("bread")))


def test_of_many_roles_the_first_four_are_drawn_and_the_others_counted() -> None:
    answer = mlroles.match(["Airflow"], mlroles.load("2026.1"))
    said = " ".join(texts(draw_ranking(answer)))
    assert f"{len(answer) - 4} more roles compared" in said
    five = mlroles.match(["Airflow"], mlroles.load("2020.1"))
    assert "1 more role compared" in " ".join(texts(draw_ranking(five)))


# Spectrum ---------------------------------------------------------------------------------------


def test_a_spectrum_is_a_strip_of_shares_and_a_place_between_pony_and_generalist() -> None:
    answer = mlroles.match(["SQL", "Tableau"], mlroles.load("2020.1"))
    said = texts(draw_spectrum(answer))
    assert said[0] == "resembles"
    assert f"breadth {answer.breadth} of 1000" in said
    assert {"one-trick pony", "generalist"} <= {*said}
    assert any(each.startswith(f"{(answer[0].share + 5) // 10} %") for each in said)


def test_a_spectrum_shows_no_share_where_little_was_counted_and_nothing_of_nothing() -> None:
    said = " ".join(texts(draw_spectrum(match("bread"))))
    assert "Baker\u2002(+3.3 db, 0 % of it counted)" in said
    assert "all others" not in said
    assert "nothing to go by" in texts(draw_spectrum(match("juggling")))
    assert "breadth" not in described(draw_spectrum(match("juggling")))


# Knowledge --------------------------------------------------------------------------------------


def test_knowledge_is_drawn_from_the_level_to_enter_to_that_to_grow_to() -> None:
    assert described(draw_knowledge(BAKER)) == "Bread: 1 → 4"
    role, other = (mlroles.load("2026.1").role(name) for name in ("data engineer", "AI engineer"))
    said = texts(draw_knowledge(role, other, known={"databases": "working", "Statistics": 4}))
    assert sum("you" in each and "→" in each for each in said) == 2
    assert "what you know" in said


def test_a_level_not_given_is_not_drawn_and_a_subject_only_one_role_has_is_drawn_once() -> None:
    assert "you" not in described(draw_knowledge(BAKER, COOK, known={"BREAD": None}))
    assert described(draw_knowledge(COOK, BAKER)) == "Bread: 1 → 4"


def test_knowledge_that_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(InvalidInput, match="0 roles cannot be drawn"):
        draw_knowledge()
    with pytest.raises(InvalidInput, match="3 roles cannot be drawn"):
        draw_knowledge(BAKER, BAKER, COOK)
    with pytest.raises(UnknownSkill, match="did you mean 'bread'"):
        draw_knowledge(BAKER, known={"braed": 2})
    with pytest.raises(InvalidInput, match="7 is no level"):
        draw_knowledge(BAKER, known={"bread": 7})


# Hand-offs --------------------------------------------------------------------------------------


def test_the_hand_offs_of_a_role_are_lines_and_name_what_is_handed_on() -> None:
    picture = draw_handoffs(TWO, of="baker")
    assert described(picture) == "baker → rolls → clients; cook → dough → baker"
    root = read(picture)
    titles = ["".join(each.itertext()) for each in root.iter(f"{SVG}path")]
    assert titles == ["baker → clients: rolls", "cook → baker: dough"]
    assert draw_handoffs(TWO, of=TWO.role("baker")) == picture
    with pytest.raises(UnknownRole):
        draw_handoffs(TWO, of="butcher")


def test_the_hand_offs_of_an_edition_are_counted_in_a_square() -> None:
    picture = draw_handoffs(TWO)
    assert described(picture) == "baker → clients 1; cook → baker 1"
    root = read(picture)
    assert len(list(root.iter(f"{SVG}rect"))) == 2
    slanted = [each.text for each in root.iter(f"{SVG}text") if "font-style" in each.attrib]
    assert slanted == ["Clients"]


# Flows ------------------------------------------------------------------------------------------


def test_a_flow_runs_from_old_ids_to_new_and_marks_what_came_and_went() -> None:
    changes = attrs.evolve(
        mlroles.compare(OLD, OLD),
        rows=(
            Change("roles", "a", "split", "", "a", "b + c", "Grew."),
            Change("roles", "d", "derived-from", "", "d", "b", "Drew."),
            Change("roles", "e", "removed", "", "e", None),
            Change("roles", "f", "added", "", None, "f"),
            Change("roles", "a", "amended", "name", "A", "B"),
            Change("skills", "g", "added", "", None, "g"),
        ),
    )
    picture = draw_flow(changes)
    paths = list(read(picture).iter(f"{SVG}path"))
    assert [("".join(each.itertext()), each.attrib["stroke"]) for each in paths] == [
        ("split: a → b", BLUE), ("split: a → c", BLUE), ("derived-from: d → b", ORANGE),
    ]  # fmt: skip
    assert {"a", "✕ e", "b", "c", "f +"} <= {*texts(picture)}
    assert "removed: e → nothing" in described(picture)
    assert "split: a → b + c: Grew." in described(picture)


def test_a_flow_of_many_is_counted_and_of_none_says_so() -> None:
    rows = tuple(Change("skills", f"s{at}", "added", "", None, f"s{at}") for at in range(50))
    changes = attrs.evolve(mlroles.compare(OLD, OLD), rows=rows)
    assert "…10 more" in " ".join(texts(draw_flow(changes, "skills")))
    assert "no id moved" in texts(draw_flow(mlroles.compare(OLD, OLD)))


def test_a_migration_flows_to_what_is_settled_and_dashed_to_what_is_not() -> None:
    picture = draw(mlroles.migrate(["baker", "chef", "zither"], OLD, MIDDLE))
    paths = list(read(picture).iter(f"{SVG}path"))
    assert {each.attrib["stroke"] for each in paths} == {BLUE, ORANGE}
    assert "✕ zither" in texts(picture)
    assert "zither → nothing: unknown" in described(picture)
    assert "for you to choose" in " ".join(texts(picture))


# Places -----------------------------------------------------------------------------------------


def test_a_place_is_drawn_like_its_match_with_what_was_counted() -> None:
    told = mlroles.find_place(match("oven"), TINY_WORLD)
    said = " ".join(texts(draw(told)))
    assert f"{(told[0].share + 5) // 10} %\u2002Baker\u2002(100 % of it counted)" in said
    assert f"breadth {told.breadth} of 1000" in said
    few = " ".join(texts(draw(mlroles.find_place(match("bread"), TINY_WORLD))))
    assert "all others" not in few
    assert "No shares: too little of this was counted" in few


# Ways -------------------------------------------------------------------------------------------


def test_the_hand_offs_of_all_are_a_square_and_around_one_are_lines() -> None:
    whole = read(draw(mlroles.list_handoffs(KITCHEN)))
    assert not list(whole.iter(f"{SVG}path"))
    around = mlroles.list_handoffs(KITCHEN, around="baker")
    titles = list(read(draw(around)).iter(f"{SVG}path"))
    assert len(titles) == len({(row.producer, row.consumer) for row in around})
    alone = attrs.evolve(around, rows=around.rows[:1])
    assert not list(read(draw(alone)).iter(f"{SVG}path"))


def way(*artefacts: str) -> Chain:
    """From a mill to a shop, through a bakery of this name."""
    ends = [End("mill", "Mill", is_role=True), End(artefacts[0], artefacts[0], is_role=True),
            End("shop", "Shop", is_role=False)]  # fmt: skip
    rows = BAKER.handoffs[:1]
    return Chain(tuple(Step(one, two, rows) for one, two in pairwise(ends)))


def test_a_lone_way_names_what_is_handed_on_at_its_lines() -> None:
    picture = draw(way("A"))
    artefact = BAKER.handoffs[0].artefact
    assert texts(picture).count(artefact) == 2
    assert [e.text for e in read(picture).iter(f"{SVG}text") if "font-style" in e.attrib] == [
        "Shop"
    ]
    assert "From Mill to Shop" in texts(picture)


def test_of_many_ways_the_steps_are_told_below_and_counted() -> None:
    ends = way("A")[0].producer, way("A")[1].consumer
    found = Chains(*ends, tuple(map(way, "ABCD")), 9, "1999.1", "")
    said = " ".join(texts(draw(found)))
    assert "Mill → A: " in said
    assert "…2 more" in said
    assert "…5 more of this length" in said
    assert len(list(read(draw(found)).iter(f"{SVG}line"))) == 8


# Texts ------------------------------------------------------------------------------------------


@given(text=st.text(st.sampled_from("ab C+,;\n") | st.characters(), max_size=400))
def test_a_drawn_text_loses_nothing_but_white_space(text: str) -> None:
    lines = list(_break(text))
    assert all(end > start for start, end in lines)
    kept = "".join(text[start:end] for start, end in lines)
    assert "".join(kept.split()) == "".join(text.split())
    assert all(end - start <= letters(WIDTH) for start, end in lines)


def test_a_text_is_drawn_with_its_marks_and_what_they_mean() -> None:
    found = mlroles.find_skills(TEXT, TINY_WORLD)
    picture = draw(found)
    marked = ["".join(e.itertext()) for e in read(picture).iter(f"{SVG}tspan")]
    assert len(marked) == len(found)
    for mention, said in zip(found, marked, strict=True):
        assert said.endswith(mention.text)
        assert f"{mention.text} = {mention.skill.name}, {mention.stance}" in described(picture)
    assert {each.stance for each in found} == {"asked", "preferred", "excluded"}
    assert "(preferred)" in "".join(texts(picture))
    long = attrs.evolve(found, text=TEXT + "\nword" * 50)
    assert re.search(r"…\d+ characters more", " ".join(texts(draw(long))))


# Reliability ------------------------------------------------------------------------------------


@given(
    st.lists(st.tuples(st.integers(0, 1000), st.integers(0, 1000), st.integers(1, 99)), max_size=5)
)
def test_reliability_has_a_dot_for_each_bin(bins: list[tuple[int, int, int]]) -> None:
    picture = draw_reliability(bins)
    assert len(list(read(picture).iter(f"{SVG}circle"))) == len(bins)
    assert len(re.findall(r"said \d+ %, right \d+ % of \d+", described(picture))) == len(bins)


@pytest.mark.parametrize("row", [(-1, 5, 5), (5, 1001, 5), (5, 5, 0)])
def test_a_bin_off_the_scale_is_refused(row: tuple[int, int, int]) -> None:
    with pytest.raises(InvalidInput, match="is no bin"):
        draw_reliability([row])

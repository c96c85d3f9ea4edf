"""Values as HTML: what a notebook shows, what its sanitisers leave, and what nobody can slip in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mlroles
from ages import MIDDLE, OLD
from company import beginning
from markup import HOSTILE, Page, catalogue, hostile, poison
from mlroles.display import html, text
from mlroles.display.html import page, render_html
from mlroles.display.lines import cut
from mlroles.display.markup import Markup, element, escape, isolate, join
from mlroles.errors import InvalidInput
from mlroles.model import NamedBy, Statement
from mlroles.overlays.starter import begin_overlay
from mlroles.shown import Shown
from teamworld import BREAD, KITCHEN
from test_knowledge_text import CASES as KNOWN
from test_plans_text import CASES as PLANS
from test_quiz import nothing, play, tied
from test_teams_text import CASES as TEAMS
from test_text import CASES, EVERYTHING, TINY_WORLD, match
from worlds import make_world, role, skill

if TYPE_CHECKING:
    from collections.abc import Callable

# what the sanitiser of nbconvert leaves (bleach, and div, span, pre, table, tr, td), but for bdi
TAGS = {"a", "div", "span", "pre", "table", "tr", "td", "b", "i", "code", "bdi"}
ATTRIBUTES = {"style", "role", "colspan", "aria-label", "aria-hidden", "title", "href"}
STYLE = re.compile(r"[a-z0-9 .,;:#()%\-]*", re.IGNORECASE)

EDITION = mlroles.load("2026.1")
FORMS: dict[str, Callable[[], Any]] = {
    **CASES,
    "mentions": lambda: mlroles.find_skills(
        "Smile grin broad; Backofen is a plus. No C++ needed.", TINY_WORLD
    ),
    "title": lambda: mlroles.find_role("Senior pastry chef (m/f/d), Lyon", TINY_WORLD),
    "project-of-one's-own": lambda: BREAD,
    "quiz": lambda: mlroles.start_quiz(TINY_WORLD),
    "question": lambda: mlroles.start_quiz(TINY_WORLD).question,
    "quiz-over": lambda: play(TINY_WORLD, lambda question: question[:1]),
    "quiz-tied": tied,
    "quiz-of-nothing": lambda: play(TINY_WORLD, nothing),
    "chain": lambda: mlroles.trace_handoffs("miller", "clients", KITCHEN)[0],
    **{name: PLANS[name] for name in PLANS if "-long" not in name},
    **{name: TEAMS[name] for name in TEAMS if name not in {"team-lacking", "team-in-steps"}},
    **{name: KNOWN[name] for name in KNOWN if name not in {"place-close", "within"}},
    "place-tiny": lambda: mlroles.find_place(match("oven", "bread"), TINY_WORLD),
    "table-tiny": lambda: mlroles.compare_knowledge(taxonomy=TINY_WORLD),
    "problems": lambda: mlroles.check(begin_overlay().replace("level = ", "depth = "), EDITION),
    "problems-none": lambda: mlroles.check(begin_overlay(), EDITION),
    "market": lambda: mlroles.estimate_market(
        {"data-engineer": 20, "ai-engineer": 9, "insufficient": 3}, EDITION, kind="adverts"
    ),
    "look-up": lambda: mlroles.look_up("O*NET-SOC", "15-2051.01", mlroles.load("2020.1")),
    "within-tiny": lambda: mlroles.roles_within({"bread": 1, "zzz": 1, "oven": 2}, TINY_WORLD),
}
# Values of shipped editions are large, and of each kind there is a small one too.
LARGE = {*KNOWN, "quiz-tied", "team-of-one", "team-of-four", "team-of-none"} - {"maths-anchored"}
SMALL = [name for name in FORMS if name not in {*LARGE, "taxonomy"}]


def shown(value: Any) -> Page:
    return Page(render_html(value))


def check(said: str) -> Page:
    """No element, attribute or style that we did not write; small, and whole."""
    read = Page(said)
    assert read.tags <= TAGS
    assert read.attributes <= ATTRIBUTES
    assert read.others == []
    assert all(STYLE.fullmatch(held.get("style") or "") for _, held in read.opened)
    assert all((held.get("href") or "https://").startswith("http") for _, held in read.opened)
    assert len(said.encode()) <= page.LARGEST
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069]", said)
    return read


# All forms --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FORMS)
def test_every_form_is_small_plain_and_ours(name: str) -> None:
    said = FORMS[name]()._repr_html_()
    check(said)
    assert type(said) is str  # of another string marimo says that something went wrong


@pytest.mark.parametrize("name", SMALL)
@settings(max_examples=6)
@given(text=hostile())
def test_nothing_that_a_text_holds_becomes_markup(name: str, text: str) -> None:
    check(render_html(poison(FORMS[name](), text)))


@pytest.mark.parametrize("name", SMALL)
def test_nor_do_all_of_these_one_by_one(name: str) -> None:
    value = FORMS[name]()
    for said in HOSTILE:
        check(render_html(poison(value, said)))


def test_the_small_ones_are_of_every_kind() -> None:
    assert {type(FORMS[name]()) for name in SMALL} == {*text._FORMS} - {mlroles.Taxonomy}


@settings(max_examples=30)
@given(
    text=st.one_of(
        hostile(), st.sampled_from(["<b>x</b>", "a&amp;b", "x' onclick='y", "\U0001f600"])
    )
)
def test_nor_what_an_overlay_calls_its_own(text: str) -> None:
    """Whatever it says is either refused, in words that are shown, or shown."""
    overlay = beginning()
    overlay["roles"]["acme:pricing-scientist"] |= {"name": f"Baker {text}", "titles": [f"b {text}"]}
    overlay["skills"]["acme:pricebook"] |= {"name": f"Oven {text}", "definition": f"Hot: {text}"}
    problems = mlroles.check(overlay, EDITION)
    check(problems._repr_html_())
    if problems.sound:
        ours = mlroles.extend(EDITION, overlay)
        answer = mlroles.match(["acme:pricebook", "econometrics"], ours)
        role, skill = ours.roles["acme:pricing-scientist"], ours.skills["acme:pricebook"]
        for value in (answer, answer[0], role, skill, mlroles.find_skills(skill.name, ours)):
            check(value._repr_html_())
        Page(answer.to_svg())


def test_some_of_that_is_sound() -> None:
    overlay = beginning()
    overlay["roles"]["acme:pricing-scientist"]["name"] = "Baker <b>x</b>"
    assert mlroles.check(overlay, EDITION).sound


@given(text=hostile())
def test_nor_in_a_taxonomy(text: str) -> None:
    roles = {key: poison(each, text) for key, each in TINY_WORLD.roles.items()}
    edition = f"{TINY_WORLD.edition}{text}"
    check(render_html(attrs.evolve(TINY_WORLD, edition=edition, roles=catalogue(roles))))


NAMES = ("<b>Oven</b>", 'Br"ead', "C & 'C'", "&amp;", "שלום", "👩 work", "<!--x-->")


def test_names_of_a_world_come_out_as_they_are() -> None:
    keys = [f"s-{at}" for at, _ in enumerate(NAMES)]
    world = make_world(
        [],
        roles=[role("baker", name='<i>Baker</i> & "Co"'), role("cook")],
        skills=[skill(key, name) for key, name in zip(keys, NAMES, strict=True)],
        needs=[
            {"role": "baker", "skill": key, "importance": "essential", "level": "2",
             "source": "editorial"}
            for key in keys
        ] + [{"role": "cook", "skill": keys[0], "importance": "useful", "level": "1",
              "source": "editorial"}],
    )  # fmt: skip
    answer = mlroles.match(list(NAMES), world)
    assert '<i>Baker</i> & "Co"' in check(answer._repr_html_()).text
    read = check(answer[0]._repr_html_())
    assert {cells[0] for cells in read.rows} == {"named", *NAMES}
    assert {cells[0] for cells in check(world.roles["baker"]._repr_html_()).rows} > {*NAMES}


@pytest.mark.parametrize("name", FORMS)
def test_header_cells_name_every_column_and_row(name: str) -> None:
    read = shown(FORMS[name]())
    roles = [held.get("role") for tag, held in read.opened if tag == "td"]
    for cells in read.rows:
        at, roles = roles[: len(cells)], roles[len(cells) :]
        assert at[0] in {"columnheader", "rowheader", None}
        assert at[0] or len(cells) == 1  # a title of rows, or how many are left out
        assert at == ["columnheader"] * len(at) or set(at[1:]) <= {None}


@pytest.mark.parametrize("name", FORMS)
def test_what_is_for_the_eye_alone_holds_no_text_but_dots(name: str) -> None:
    said = render_html(FORMS[name]())
    hidden = re.findall(r'<span[^>]* ?aria-hidden="true"[^>]*>([^<]*)<', said)
    assert set("".join(hidden)) <= set("●◐○")


# Each form --------------------------------------------------------------------------------------


def test_a_match_is_a_table_of_roles_with_their_shares_and_reasons() -> None:
    answer = match("oven", "stone oven", "juggling")
    read = shown(answer)
    assert read.rows[0] == ["role", "share", "counted", "evidence", "because of"]
    assert read.rows[1] == [
        "1\u2002Baker",
        f"{(answer[0].share + 5) // 10} %",
        f"{(answer[0].counted + 5) // 10} %",
        "+2.3 db",
        "Oven\u00a0+1.5\u00a0· Stone-Oven\u00a0+0.8~",
    ]
    assert 'not known: "juggling"' in read.text
    assert "resembles" in read.text
    assert "percentages: from equal odds beforehand" in read.text
    assert "how much of the evidence rests on counted people" in read.text


def test_where_little_was_counted_there_is_no_percentage() -> None:
    answer = match("tax return", "bread")
    read = shown(answer)
    assert read.rows[0] == ["role", "counted", "evidence", "because of"]
    assert "%" not in "".join(cell for cells in read.rows for cell in (cells[0], *cells[2:]))
    assert "looks like other work" in read.text


def test_of_nothing_no_table_is_made() -> None:
    read = shown(match("juggling"))
    assert (read.rows, read.text.endswith("nothing to go by")) == ([], True)


def test_more_reasons_than_five_are_counted() -> None:
    assert "…2\u00a0more" in shown(match(*EVERYTHING)).rows[1][-1]


def test_a_fit_says_for_each_name_how_much_and_on_what_basis() -> None:
    fit = match(*EVERYTHING)[0]
    read = shown(fit)
    assert read.rows[0] == ["named", "evidence", "against | for", "basis"]
    assert [cells[0] for cells in read.rows[1:]] == [each.skill.name for each in fit.reasons]
    assert {cells[3] for cells in read.rows[1:]} == {
        "counted", "borrowed", "curators' judgement",
    }  # fmt: skip
    assert "covers" in read.text


def test_an_explanation_tells_what_each_reason_rests_on() -> None:
    read = shown(CASES["explanation"]())
    assert any("by the curators" in cells[3] for cells in read.rows[1:])
    assert "The evidence is the sum" in read.text
    assert all("source: " in cells[3] for cells in read.rows[1:])


def test_why_not_and_sensitivity() -> None:
    read = shown(CASES["why-not"]())
    assert read.rows[0] == ["named as well", "evidence", "closer to the first"]
    assert "would then lead" in read.text
    assert "comes first as it is" in shown(CASES["why-not-first"]()).text
    assert shown(CASES["sensitivity"]()).rows[0] == ["without", "the first would be"]
    names = [TINY_WORLD.skill(name) for name in ("oven", "c")]
    turned = mlroles.why_not(match("oven"), "cook", TINY_WORLD)
    assert turned
    gains = [
        attrs.evolve(turned.additions[0], skill=each, gain=g)
        for each, g in zip(names, (9, -90), strict=True)
    ]
    said = render_html(attrs.evolve(turned, additions=tuple(gains)))
    assert "width:4px" in said
    assert "width:38px" in said
    assert "no single name decides" in shown(CASES["sensitivity-none"]()).text
    assert "compared with no other role" in shown(CASES["sensitivity-alone"]()).text


def test_a_role_begins_with_what_it_does_and_counts_what_it_leaves_out() -> None:
    role = CASES["role-whole"]()
    read = shown(role)
    assert read.text.startswith("Baker (baker)baker works.")
    assert [cells[0] for cells in read.rows[:5]] == [
        "Does", "Leaves to others", "Would rather not", "Loves", "…5 more",
    ]  # fmt: skip
    assert ["Oven", "essential", "●●○○ 2 working", "nobody was asked"] in read.rows
    assert ["Bread", "●◐◐◐ 1\u00a0awareness → 4\u00a0expert"] in read.rows
    assert ["baker", "rolls", "clients"] in read.rows
    assert "As a first job: common. Walk in." in read.text


def test_of_what_was_counted_the_newest_two_are_shown_with_how_many_were_asked() -> None:
    counts = (NamedBy(5, 40, "a", 1998), NamedBy(880, 1500, "b", 1999), NamedBy(9, 7, "c", 1997))
    baker = TINY_WORLD.role("baker")
    needs = tuple(attrs.evolve(need, named_by=counts) for need in baker.needs)
    rows = shown(attrs.evolve(baker, needs=needs)).rows
    assert [cells[3] for cells in rows if cells[1:2] == ["essential"]] == [
        "88 % of 1,500 in 1999, 1 % of 40 in 1998"
    ] * len(needs)


def test_of_a_role_with_little_to_say_only_that_is_shown() -> None:
    read = shown(attrs.evolve(TINY_WORLD.role("baker"), needs=(), knowledge=(), handoffs=()))
    assert "Needs" not in read.text
    many = tuple(Statement(f"Thing {at}.") for at in range(4))
    read = shown(attrs.evolve(TINY_WORLD.role("baker"), responsibilities=many))
    assert read.rows[0] == ["Does", "Thing 0.Thing 1.…2 more"]


def test_a_skill_and_a_title_are_tables_of_what_is_known() -> None:
    read = shown(TINY_WORLD.skill("oven"))
    assert read.rows[:2] == [["means", "Something like oven."], ["id", "oven"]]
    read = shown(FORMS["title"]())
    assert read.rows[0] == ["seniority", "senior"]
    assert "edition 1999.1" in read.text


def test_a_taxonomy_lists_its_roles() -> None:
    rows = shown(TINY_WORLD).rows
    assert rows[:2] == [["role", "id", "what it is"], ["Baker", "baker", "baker works."]]
    edition = mlroles.load("2026.1")
    assert [cells[1] for cells in shown(edition).rows[1:]] == [*edition.roles]


def test_changes_tell_moves_with_their_reasons_and_count_the_rest() -> None:
    changes = mlroles.compare(OLD, MIDDLE)
    read = shown(changes)
    assert read.rows[0] == ["what", "how", "became", "why"]
    assert any(cells[1:2] == ["split"] and cells[2].startswith("→ ") for cells in read.rows)
    titles = [cells[0] for cells in read.rows if len(cells) == 1]
    assert titles[0].startswith("roles: ")
    assert any(re.fullmatch(r"…\d+ more", title) for title in titles)
    assert "nothing differs" in shown(mlroles.compare(OLD, OLD)).text
    amended = attrs.evolve(changes, rows=(mlroles.Change("names", "a", "amended", "x", "b", "c"),))
    assert ["a x", "amended", "b → c", ""] in shown(amended).rows


def test_a_migration_says_what_is_settled_chosen_and_lost() -> None:
    read = shown(CASES["migration"]())
    titles = [cells[0] for cells in read.rows if len(cells) == 1]
    assert titles == ["settled", "for you to choose", "not known"]
    assert "no longer there" in shown(CASES["migration-back"]()).text
    assert any(cells[1:2] and cells[1].endswith("?") for cells in read.rows)
    assert "by your skills" in shown(CASES["migration-by-skills"]()).text
    named = mlroles.migrate(["Baker"], OLD, OLD)
    assert shown(named).rows[2][0] == "Baker (baker)"


# Room -------------------------------------------------------------------------------------------


def test_a_value_without_a_form_of_its_own_is_shown_as_its_lines(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(html._FORMS, mlroles.Skill)
    read = check(TINY_WORLD.skill("oven")._repr_html_())
    assert read.text == f"{TINY_WORLD.skill('oven')}\n"
    assert read.tags == {"div", "pre"}


def test_lines_for_which_there_is_no_room_are_counted() -> None:
    said = page.preformatted(f"{at} <&>" for at in range(9_000))
    assert re.search(r"…\d,\d{3} more", check(said).text)


def test_a_value_of_no_form_at_all_is_refused() -> None:
    with pytest.raises(InvalidInput, match="int has no text form"):
        render_html(3)


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 900)), max_size=6),
    st.integers(1, 20),
)
def test_rows_are_shown_or_counted_whatever_there_is(
    blocks: list[tuple[int, int]], shown: int
) -> None:
    made = [page.table("t", ["a"], [page.row("x" * size)] * count, shown) for count, size in blocks]
    read = check(page.lay_out(*made))
    kept = sum(cells[0].startswith("x") or cells == [""] for cells in read.rows)
    left = sum(int(cells[0][1:-5]) for cells in read.rows if cells[0].startswith("…"))
    assert kept + left == sum(count for count, _ in blocks)


def test_every_text_form_has_an_html_form() -> None:
    assert {*html._FORMS} <= {*text._FORMS}
    assert [form for form in text._FORMS if not issubclass(form, Shown)] == []


def test_every_kind_of_value_is_among_the_forms_and_has_tables_of_its_own() -> None:
    assert {type(form()) for form in FORMS.values()} == {*text._FORMS}
    assert {*text._FORMS} == {*html._FORMS}


def test_only_an_address_of_the_web_is_a_link() -> None:
    assert page.link("a", "https://x") == '<a href="https://x">a</a>'
    assert page.link("<a", "javascript:x") == "&lt;a"


# Pieces -----------------------------------------------------------------------------------------


def test_markup_is_not_escaped_twice_and_text_always_is() -> None:
    once = escape("<&>")
    assert (once, escape(once), type(once)) == ("&lt;&amp;&gt;", once, Markup)
    assert join(["<", element("b", "&")], "|") == "&lt;|<b>&amp;</b>"
    assert element("a", title='"', b_=1, c=None) == '<a title="&quot;" b="1"></a>'


@given(st.text(st.characters()))
def test_what_is_escaped_comes_back(given: str) -> None:
    kept = re.sub(
        "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]",
        "\ufffd",
        given,
    )
    read = Page(element("div", given))
    assert read.text == kept.replace("\r\n", "\n").replace("\r", "\n")
    escape(given).encode()


def test_only_text_from_right_to_left_is_isolated() -> None:
    assert isolate("R & D") == "R &amp; D"
    assert isolate("א<") == "<bdi>א&lt;</bdi>"


def test_bars_have_the_length_of_their_numbers() -> None:
    assert "width:40px" in page.bar(500)
    assert "width:40px;margin:0 0px 0 40px" in page.signed_bar(5, 5)
    assert "width:18px;margin:0 40px 0 20px" in page.signed_bar(-5, 10)
    assert "width:0px" in page.signed_bar(0, 0)
    assert cut("abc", 2) == "a…"

"""Values as text: what a terminal shows, how wide it is, and what it never prints."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import mlroles
from ages import MIDDLE, OLD
from golden_files import GOLDEN, keep
from mlroles import explanation
from mlroles.display.answers import ENOUGH_COUNTED
from mlroles.display.lines import bar, decibans, percent
from mlroles.display.text import render
from mlroles.edition_format import decode
from mlroles.errors import InvalidInput
from mlroles.model import NamedBy
from strategies import profiles, shipped, taxonomies
from teamworld import BREAD
from worlds import (
    TALLY,
    TINY,
    alias,
    compile_world,
    make_world,
    move,
    need,
    records,
    role,
    skill,
    tiny_world,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from mlroles.taxonomy import Taxonomy


COUNTS = {
    "editorial": {
        "year": TALLY.year,
        "people": dict(TALLY.people),
        "named": {"oven": {"baker": 35, "cook": 28}, "c": {"baker": 12, "cook": 45}},
    }
}
PLACE = re.compile(r" [1-9]  ")
EVERYTHING = ["oven", "stone oven", "bread", "c", "C++", "smile", "tax return"]


def match(*names: str, **how: Any) -> mlroles.Match:
    """A match against the tiny world."""
    return mlroles.match(names, TINY_WORLD, **how)


def whole_role() -> mlroles.Role:
    """A role of which all is known that can be."""
    whole = {"role": "baker", "source": "editorial"}
    aspects = ("responsibilities", "boundaries", "avoids", "loves", "data", "activities",
               "background", "examples", "specialisms")  # fmt: skip
    sections = {
        **TINY,
        "statements": [
            {**whole, "aspect": aspect, "text": f"Something on {aspect} that is worth a line."}
            for aspect in aspects
        ],
        "resources": [
            {**whole, "title": "Bread", "address": "https://example.org/bread", "kind": "book"},
        ],
    }
    return make_world([TALLY], **sections).role("baker")


def well_sourced_skill() -> mlroles.Skill:
    """A skill with two of everything that it can have two of."""
    oven = TINY_WORLD.skill("oven")
    aliases = (*oven.aliases, attrs.evolve(oven.aliases[0], name="Ofen"))
    needed = (TINY_WORLD.skill("bread").id, TINY_WORLD.skill("c").id)
    return attrs.evolve(
        oven, aliases=aliases, prerequisites=needed, sources=("editorial", "a-survey#ovens")
    )


TINY_WORLD = tiny_world()
CASES: dict[str, Callable[[], object]] = {
    "match-ranked": lambda: match("oven", "stone oven", "bread"),
    "match-insufficient": lambda: match("oven", "c"),
    "match-outside": lambda: match("tax return", "oven"),
    "match-nothing": lambda: match("juggling", ""),
    "match-names": lambda: mlroles.match(
        {"Backofen": 2, "C/C++": 1, "ovne": 3, "bread": 0, "the trombone": None}, TINY_WORLD
    ),
    "match-prior": lambda: match("oven", prior={"baker": 1, "cook": 3}),
    "fit": lambda: match(*EVERYTHING)[0],
    "explanation": lambda: mlroles.explain(match(*EVERYTHING)[0], TINY_WORLD),
    "role": lambda: TINY_WORLD.role("baker"),
    "role-whole": whole_role,
    "skill": lambda: TINY_WORLD.skill("oven"),
    "skill-of-many": well_sourced_skill,
    "skill-after-another": lambda: TINY_WORLD.skill("bread"),
    "skill-of-another": lambda: TINY_WORLD.skill("stone-oven"),
    "why-not": lambda: mlroles.why_not(match("oven"), "cook", TINY_WORLD),
    "why-not-first": lambda: mlroles.why_not(match("oven"), "baker", TINY_WORLD),
    "sensitivity": lambda: mlroles.sensitivity(match("oven", "c"), TINY_WORLD),
    "sensitivity-none": lambda: mlroles.sensitivity(match("oven", "bread"), TINY_WORLD),
    "sensitivity-alone": lambda: mlroles.sensitivity(match("oven", among=["cook"]), TINY_WORLD),
    "changes": lambda: mlroles.compare(OLD, MIDDLE),
    "changes-none": lambda: mlroles.compare(OLD, OLD),
    "migration": lambda: mlroles.migrate(
        ["baker", "chef", "butler", "ostler", "zither", "groom", "fridge"], OLD, MIDDLE
    ),
    "migration-by-skills": lambda: mlroles.migrate(
        {"chef": None, "fork": 2, "ladle": 3, "recipes": 1, "herald": None},
        OLD,
        MIDDLE,
        skills=["salt"],
    ),
    "migration-back": lambda: mlroles.migrate(
        ["knight", "miller", "cutlery", "fridge", "ladle"], MIDDLE, OLD
    ),
    "reason": lambda: match("bread", "oven")[0].reasons[0],
    "mention": lambda: mlroles.find_skills("No Backofen please.", TINY_WORLD)[0],
    "change": lambda: mlroles.compare(OLD, MIDDLE)[0],
    "passage": lambda: mlroles.migrate(["chef"], OLD, MIDDLE)[0],
    "deliverable": lambda: BREAD.deliverables[0],
    "taxonomy": lambda: attrs.evolve(TINY_WORLD, fingerprint="0123456789abcdef" * 4),
}


# The same, 40 columns wide: what is wrapped, how far in it goes, and what goes below what.
NARROW = (
    "changes", "explanation", "match-names", "match-outside", "migration-by-skills", "role-whole",
    "skill-of-many", "why-not",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        explanation, "load_counts", lambda world: COUNTS if world.edition == "1999.1" else {}
    )


@pytest.mark.parametrize("name", CASES)
def test_the_text_of_each_value_is_the_one_that_was_read_and_kept(name: str) -> None:
    text = render(CASES[name]())
    assert text == keep(GOLDEN, name, text)


@pytest.mark.parametrize("name", NARROW)
def test_the_narrow_text_is_the_one_that_was_read_and_kept(name: str) -> None:
    text = render(CASES[name](), 40)
    assert text == keep(GOLDEN, f"{name}-narrow", text)


def test_every_golden_file_belongs_to_a_case() -> None:
    names = {*CASES, *(f"{name}-narrow" for name in NARROW)}
    assert {path.stem for path in GOLDEN.glob("*.txt")} == names


def test_a_need_says_who_named_it_where_people_were_counted() -> None:
    baker = TINY_WORLD.role("baker")
    first = attrs.evolve(
        baker.needs[0],
        named_by=(NamedBy(604, 900, "a-survey", 1999), NamedBy(606, 100, "b-survey", 2001)),
    )
    assert "  - Bread: essential, expert; named by 60 % in 1999, 61 % in 2001" in render(
        attrs.evolve(baker, needs=(first,))
    ).split("\n")


@pytest.mark.parametrize("name", CASES)
def test_str_is_the_same_text(name: str) -> None:
    value = CASES[name]()
    assert str(value) == render(value)


def values(answer: mlroles.Match, taxonomy: Taxonomy) -> list[object]:
    """One of each kind of value that a match leads to."""
    skills = [held.skill for held in answer.resolved] or list(taxonomy.skills.values())[:1]
    fit = answer[-1]
    return [taxonomy, fit.role, skills[0], answer, fit, mlroles.explain(fit, taxonomy)]


Answered = tuple["Taxonomy", mlroles.Match]


@st.composite
def drawn(draw: st.DrawFn) -> Answered:
    """A taxonomy that nobody wrote and what it answers."""
    taxonomy = draw(taxonomies())
    return taxonomy, mlroles.match(draw(profiles(taxonomy)), taxonomy)


def real() -> st.SearchStrategy[Answered]:
    """The newest edition and what it answers."""
    return profiles(shipped()).map(lambda names: (shipped(), mlroles.match(names, shipped())))


answered = st.one_of(st.deferred(real), drawn())


@given(answered, st.integers(40, 120))
def test_no_line_ends_in_a_space_or_is_wider_than_asked_but_by_a_single_word(
    question: Answered, width: int
) -> None:
    for value in values(question[1], question[0]):
        for line in render(value, width).split("\n"):
            assert line == line.rstrip()
            assert len(line) <= width or len(line.split()) == 1, line


LONG = "a-name-of-very-many-letters-without-any-space-in-it-at-all"


def test_ids_and_addresses_are_never_broken() -> None:
    sections = {
        **TINY,
        "resources": (
            {"role": "baker", "title": "Course", "address": f"https://example.org/{LONG}",
             "kind": "course", "source": "editorial"},
        ),
        "skills": (*TINY["skills"], skill(LONG)),
    }  # fmt: skip
    world = make_world([TALLY], **sections)
    assert f"https://example.org/{LONG}" in render(world.role("baker"), 40).split()
    assert LONG in render(world.skill(LONG), 40).split()
    assert world.fingerprint in render(world, 40).split()


def test_a_long_name_of_a_role_puts_the_numbers_on_a_line_of_their_own() -> None:
    world = make_world(
        roles=[role("cook", name="Cook of everything that there is")],
        skills=[skill("oven")],
        needs=[need("cook", "oven")],
    )
    lines = render(mlroles.match(["oven"], world), 40).split("\n")
    assert lines[4:7] == [
        " 1  Cook of everything that there is",
        "    0.0 db",
        "      Oven 0.0*",
    ]


def test_a_ranking_is_a_table_as_soon_as_there_is_room_for_one() -> None:
    name = "Baker of everything that is baked"  # 4 before it, 33 wide, 18 of numbers after it
    roles = [{**row, "name": name} if row["id"] == "baker" else row for row in TINY["roles"]]
    answer = mlroles.match(["oven"], make_world([TALLY], **{**TINY, "roles": roles}))
    assert render(answer, 54).split("\n")[3:5] == [f" 1  {name}", "    68 % +1.5 db"]
    assert render(answer, 55).split("\n")[3] == f" 1  {name}   68 %    +1.5 db"
    assert render(answer, 58).split("\n")[3] == f" 1  {name}   68 % ██    +1.5 db"


@pytest.mark.parametrize("width", [40, 47, 60])
def test_a_reason_stays_on_one_line_wherever_one_can_hold_it(width: int) -> None:
    long = "The art of baking bread and more of that"
    skills = [*(skill(f"x{at}", f"Baking bread {at}") for at in range(4)), skill("long", long)]
    world = make_world(roles=[role("cook")], skills=skills, needs=[need("cook", "long")])
    lines = render(mlroles.match(["long", *(f"x{at}" for at in range(4))], world), width).split(
        "\n"
    )
    for at in range(4):
        assert any(f"Baking bread {at} 0.0*" in line for line in lines)
    assert any(f"      {long} 0.0*" in line for line in lines) == (width >= 6 + len(long) + 5)


def test_an_explanation_rounds_its_counts_as_percent_does_and_names_every_source() -> None:
    answer = mlroles.explain(match("oven")[0], TINY_WORLD)
    ground = attrs.evolve(
        answer[0],
        reason=attrs.evolve(answer[0].reason, sources=("editorial", "a-survey#ovens")),
        counts=(attrs.evolve(answer[0].counts[0], named=15, people=1001, named_by_all=15,
                             all_people=1001),),
    )  # fmt: skip
    text = render(attrs.evolve(answer, grounds=(ground,)))
    assert "1999: named by 1 % of 1,001 (Baker), by 1 % of all 1,001 (editorial)" in text
    assert "        source: editorial, a-survey#ovens" in text.split("\n")


# What it never prints ----------------------------------------------------------------------------

HOSTILE = (
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07",
    "\x9b2J",
    "back\x08\x08\x7f",
    "turned \u202e\u2066round\u2069",
    "un\u200bseen\ufeff",
    "two\u2028lines\u2029\x85",
    "\rover",
    "half \ud800",
    "\ue000own",
)


def is_harmless(text: str) -> bool:
    return all(line.isprintable() for line in text.split("\n"))


@given(st.lists(st.one_of(st.text(), st.sampled_from(HOSTILE)), max_size=4))
def test_no_name_that_is_not_known_moves_the_cursor_or_turns_the_text(names: list[str]) -> None:
    text = render(mlroles.match(names, TINY_WORLD))
    assert is_harmless(text)
    assert len(text.split("\n")) <= len(render(match("x" * 40, *["y" * 40] * 3)).split("\n")) + 1


@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
def test_no_name_of_a_file_outside_the_lock_does_so_either(name: str) -> None:
    data = compile_world(
        records(
            roles=[role("cook", name="NAME", summary="NAME", entry="NAME")],
            skills=[skill("oven", "An NAME", definition="It is NAME", kind="subject")],
            needs=[need("cook", "oven")],
            knowledge=[
                {"role": "cook", "subject": "oven", "enter": "1", "grow": "2", "note": "NAME",
                 "source": "editorial"},
            ],
            aliases=[alias("NAME too", "oven")],
            moves=[{**move("renamed", "chef", "cook"), "reason": "NAME"}],
        )
    )  # fmt: skip
    world = decode(data.replace(b"NAME", json.dumps(name)[1:-1].encode()), "f" * 64, "draft")
    assert world.role("cook").name == name
    for value in values(mlroles.match(["oven"], world), world):
        assert is_harmless(render(value))


def test_what_is_replaced_leaves_a_mark_and_letters_of_all_scripts_stay() -> None:
    text = render(match("a\x1bb", "caf\u00e9", "\u6a5f\u68b0\u5b66\u7fd2", "\u00e0\u00a0la"))
    assert '"a\ufffdb"' in text
    assert '"caf\u00e9"' in text
    assert '"\u6a5f\u68b0\u5b66\u7fd2"' in text
    assert '"\u00e0 la"' in text


# A match -----------------------------------------------------------------------------------------


@given(answered)
def test_a_percentage_is_shown_only_where_enough_was_counted(
    question: Answered,
) -> None:
    _, answer = question
    text = " ".join(render(answer).split())
    enough = (
        answer.resolved != ()
        and answer.outcome != "outside"
        and answer[0].counted >= ENOUGH_COUNTED
    )
    assert ("%" in text) == enough
    assert ("percentages: from equal odds beforehand" in text) == enough
    little = answer.resolved != () and answer.outcome != "outside" and not enough
    assert ("no percentages: too little of this was counted" in text) == little


@given(answered)
def test_the_first_five_roles_are_shown_in_order_with_their_numbers(
    question: Answered,
) -> None:
    _, answer = question
    shown = [line for line in render(answer).split("\n") if PLACE.match(line)]
    assert len(shown) == (min(len(answer), 5) if answer.resolved else 0)
    for place, (line, fit) in enumerate(zip(shown, answer, strict=False), 1):
        assert line.startswith(f"{place:2d}  {fit.role.name} ")
        assert line.endswith(f" {decibans(fit.evidence)} db")
        if "%" in line:
            assert f" {percent(fit.share)} " in line


@pytest.mark.parametrize(("counted", "shown"), [(499, False), (500, True)])
def test_half_of_the_evidence_counted_is_enough_for_a_percentage(
    counted: int, *, shown: bool
) -> None:
    answer = match("oven")
    first = attrs.evolve(answer[0], counted=counted)
    assert ("%" in render(attrs.evolve(answer, fits=(first, answer[1])))) == shown


@pytest.mark.parametrize(
    ("names", "outcome", "said"),
    [
        (["oven", "bread"], "ranked", "resembles"),
        (["oven", "c"], "insufficient", "not enough to tell; the nearest are"),
        ([], "insufficient", "nothing to go by"),
        (["juggling"], "insufficient", "nothing to go by"),
        (["tax return"], "outside", "looks like other work; of these roles the nearest are"),
    ],
    ids=["ranked", "insufficient", "empty", "unknown", "outside"],
)
def test_each_outcome_has_its_words(names: list[str], outcome: str, said: str) -> None:
    answer = match(*names)
    assert answer.outcome == outcome
    assert said in render(answer).split("\n")


def crowd(roles: int) -> Taxonomy:
    """A world of so many roles, each with a skill of its own, and one that all may name."""
    ids = [f"role-{at}" for at in range(roles)]
    return make_world(
        roles=[role(key) for key in ids],
        skills=[skill("shared"), *(skill(f"own-{key}") for key in ids)],
        needs=[need(key, f"own-{key}") for key in ids],
    )


@pytest.mark.parametrize(
    ("roles", "more"), [(2, ""), (5, ""), (6, "1 more role"), (12, "7 more roles")]
)
def test_five_roles_are_shown_and_the_others_counted(roles: int, more: str) -> None:
    lines = render(mlroles.match(["own-role-1"], crowd(roles))).split("\n")
    assert lines[3].split()[:3] == ["1", "Role", "1"]
    assert sum(bool(PLACE.match(line)) for line in lines) == min(roles, 5)
    notes = [line for line in lines if "more role" in line]
    assert [note.split(" · ")[0] for note in notes] == [f"  {more} compared"] * bool(more)


def test_five_reasons_are_shown_the_heaviest_first_and_the_others_counted() -> None:
    answer = match(*EVERYTHING)
    lines = render(answer, 120).split("\n")
    assert (
        lines[4]
        == "      Smile -3.7*   Bread +3.3*   C -2.5   Oven +1.5   Stone-Oven +0.8~   …2 more"
    )
    assert answer[0].role.id == "baker"


def test_five_names_that_are_not_known_are_shown_and_all_are_counted() -> None:
    text = render(match("oven", *(f"unheard {at}" for at in range(7)))).replace("\n", " ")
    assert "1 of 8 names known" in text
    assert [at for at in range(7) if f'"unheard {at}"' in text] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("x" * 40, '"' + "x" * 40 + '"'),
        ("x" * 41, '"' + "x" * 39 + '…"'),
        ("a \n\t b", '"a b"'),
        ("", '""'),
        ("Oven bread", '"Oven bread" (Oven or Bread?)'),
        ("C/C++", '"C/C++" (C or C++?)'),
    ],
    ids=["forty", "longer", "spaces", "blank", "suggested", "ambiguous"],
)
def test_a_name_that_is_not_known_is_quoted_and_shortened(name: str, said: str) -> None:
    assert f"not known: {said}\n" in render(match(name), 120)


def test_names_are_counted_as_they_were_given() -> None:
    assert "3 of 4 names known" in render(match("oven", "Oven", "Backofen", "juggling"))


def test_what_is_left_out_is_named() -> None:
    answer = mlroles.match({"oven": 2, "bread": 0, "c": "none"}, TINY_WORLD)
    assert "left out: Bread, C" in render(answer).split("\n")


def test_a_prior_is_mentioned_beside_its_percentages() -> None:
    text = render(match("oven", prior={"baker": 1, "cook": 3}))
    assert "percentages: from the odds given beforehand" in text


def test_the_marks_of_a_basis_are_explained_only_where_they_stand() -> None:
    counted, borrowed, prior = (render(match(name)) for name in ("oven", "stone oven", "bread"))
    assert ("* the curators" in counted, "~ borrowed" in counted) == (False, False)
    assert ("* the curators" in borrowed, "~ borrowed" in borrowed) == (False, True)
    assert ("* the curators" in prior, "~ borrowed" in prior) == (True, False)
    assert ("~\n" in borrowed, "*\n" in prior) == (True, True)


def test_other_work_is_weighed_where_it_leads() -> None:
    assert "other work +11.0 db" in render(match("tax return"))
    assert "other work" not in render(match("oven", "bread"))


# Numbers -----------------------------------------------------------------------------------------


@given(st.integers(-100_000, 100_000))
@example(1)
@example(-1)
def test_decibans_lose_nothing(centibans: int) -> None:
    text = decibans(centibans)
    assert int(text.replace(".", "")) == centibans
    assert text[0] in "+-" or centibans == 0


@pytest.mark.parametrize(
    ("permille", "text"),
    [(0, "0 %"), (4, "0 %"), (5, "1 %"), (14, "1 %"), (15, "2 %"), (999, "100 %"), (1000, "100 %")],
)
def test_percent_rounds_halves_up(permille: int, text: str) -> None:
    assert percent(permille) == text


@given(st.integers(0, 1000), st.integers(0, 1000), st.integers(0, 40))
def test_a_bar_grows_with_its_share_and_fills_its_room(a: int, b: int, length: int) -> None:
    low, high = sorted((a, b))
    eighths = " ▏▎▍▌▋▊▉█"

    def measure(blocks: str) -> int:
        return sum(eighths.index(block) for block in blocks)

    assert measure(bar(low, length)) <= measure(bar(high, length))
    assert len(bar(high, length)) <= length
    assert bar(1000, length) == "█" * length
    assert abs(measure(bar(a, length)) * 1000 - a * length * 8) <= 500


@pytest.mark.parametrize("value", [None, 3, "match", TINY_WORLD.roles], ids=str)
def test_what_has_no_text_form_is_refused(value: object) -> None:
    with pytest.raises(InvalidInput, match=f"{type(value).__name__} has no text form") as caught:
        render(value)
    assert caught.value.value is value


def test_an_edition_says_how_often_it_was_right(tiny: Taxonomy) -> None:
    measured = attrs.evolve(tiny, scoring=attrs.evolve(tiny.scoring, reliability=484))
    assert "48 % were right on people not counted" in str(measured)

"""The quiz: its laws, its questions, its rates, and what it says."""

from __future__ import annotations

import json
import pickle
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import isqrt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mlroles
from golden_files import GOLDEN, keep
from mlroles.display.text import render
from mlroles.editions import load_counts
from mlroles.errors import InvalidInput, InvalidTaxonomy, UnknownRole
from mlroles.export.data import to_data, to_json
from mlroles.quiz.choosing import OPTIONS, QUESTIONS, _judge, choose_question
from mlroles.quiz.rates import FEWEST, MOST, list_offers, read_rates
from mlroles.quiz.scoring import Standing
from strategies import taxonomies
from worlds import TALLY, TINY, compile_world, make_world, need, records, role, skill

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from mlroles.quiz import Question, Quiz
    from mlroles.taxonomy import Taxonomy

FOLDER = GOLDEN / "quiz"
EDITIONS = ("2020.1", "2026.1")
BY_DAYS = [each for each in mlroles.load("2026.1").roles if "software" not in each]
ROLES = [(name, each) for name in EDITIONS for each in mlroles.load(name).roles]


def play(taxonomy: Taxonomy, choose: Callable[[Question], object], **options: object) -> Quiz:
    """The whole quiz of somebody who chooses so."""
    quiz = mlroles.start_quiz(taxonomy, **options)  # type: ignore[arg-type]  # as given
    while quiz.question:
        quiz = mlroles.answer(quiz, choose(quiz.question), taxonomy)
    return quiz


def nothing(_question: Question) -> list[str]:
    """Somebody who ticks nothing."""
    return []


def devoted(taxonomy: Taxonomy, wanted: str) -> Callable[[Question], object]:
    """Somebody who ticks what speaks for one role."""
    column = taxonomy.weights.columns[wanted]
    rows = taxonomy.weights.rows
    return lambda question: [option for option in question if rows[option.id][0][column] > 0]


@st.composite
def games(draw: st.DrawFn) -> tuple[Taxonomy, list[Quiz]]:
    """A quiz answered at random, every state of it."""
    taxonomy = draw(st.one_of(taxonomies(), st.builds(mlroles.load, st.sampled_from(EDITIONS))))
    states = [mlroles.start_quiz(taxonomy)]
    while states[-1].question:
        options = states[-1].question.options
        ticks = draw(st.lists(st.sampled_from(options), unique=True))
        states.append(mlroles.answer(states[-1], ticks, taxonomy))
    return taxonomy, states


# Laws --------------------------------------------------------------------------------------------


@settings(max_examples=12)
@given(games())
def test_every_number_is_the_sum_of_its_reasons(game: tuple[Taxonomy, list[Quiz]]) -> None:
    for quiz in game[1]:
        things = sorted([(each.id, True) for each in quiz.ticked]
                        + [(each.id, False) for each in quiz.left])  # fmt: skip
        for fit in quiz:
            assert fit.evidence == sum(reason.weight for reason in fit.reasons)
            assert sorted((each.skill.id, each.ticked) for each in fit.reasons) == things
        assert sum(fit.share for fit in quiz) == 1000
        assert [fit.role.id for fit in quiz] == [
            fit.role.id for fit in sorted(quiz, key=lambda fit: (-fit.evidence, fit.role.id))
        ]
        lead = quiz[0].evidence - quiz[1].evidence
        assert sum(decision.gain for decision in quiz.decisions) == lead


@settings(max_examples=12)
@given(games())
def test_a_quiz_is_short_and_never_asks_twice(game: tuple[Taxonomy, list[Quiz]]) -> None:
    _, states = game
    asked = [option.id for quiz in states if quiz.question for option in quiz.question]
    assert len(asked) == len(set(asked))
    assert len(states) <= QUESTIONS + 1
    for at, quiz in enumerate(states):
        assert len(quiz.answered) == at
        assert (quiz.outcome == "open") == (quiz.question is not None) == (quiz.ending is None)
        assert quiz.question is None or 1 <= len(quiz.question) <= OPTIONS
        assert quiz.question is None or quiz.question.number == at + 1
    assert (states[-1].ending == "complete") == (len(states) == QUESTIONS + 1)


@settings(max_examples=12)
@given(games())
def test_a_tick_weighs_what_it_weighs_in_a_match(game: tuple[Taxonomy, list[Quiz]]) -> None:
    taxonomy, states = game
    quiz = states[-1]
    evidence = {fit.role.id: fit.evidence for fit in mlroles.match(quiz.ticked, taxonomy)}
    for fit in quiz:
        ticks = sum(reason.weight for reason in fit.reasons if reason.ticked)
        assert ticks == evidence[fit.role.id]


@settings(max_examples=12)
@given(games(), st.randoms(use_true_random=False))
def test_the_order_and_spelling_of_ticks_do_not_matter(
    game: tuple[Taxonomy, list[Quiz]], chance: object
) -> None:
    taxonomy, states = game
    for before, after in pairwise(states):
        names = [skill.id.upper() for skill in after.answered[-1].ticked] * 2
        chance.shuffle(names)  # type: ignore[attr-defined]  # a Random
        assert mlroles.answer(before, names, taxonomy) == after


@settings(max_examples=15)
@given(games(), st.data())
def test_once_settled_no_further_answer_changes_the_first(
    game: tuple[Taxonomy, list[Quiz]], data: st.DataObject
) -> None:
    taxonomy, states = game
    quiz = states[-1]
    if quiz.ending != "settled":
        return
    rates, roles = read_rates(taxonomy), tuple(sorted(fit.role.id for fit in quiz))
    ticked = {skill.id for skill in quiz.ticked}
    shown = ticked | {skill.id for skill in quiz.left}
    for number in range(len(quiz.answered) + 1, QUESTIONS + 1):
        standing = Standing.of(roles, ticked, shown, rates, taxonomy)
        question = choose_question(number, shown, standing, rates, taxonomy)
        for option in question or ():
            shown.add(option.id)
            ticked |= {option.id} if data.draw(st.booleans()) else set()
    last = Standing.of(roles, ticked, shown, rates, taxonomy)
    assert roles[last.order[0]] == quiz[0].role.id


def test_settled_quizzes_occur() -> None:
    taxonomy = mlroles.load("2026.1")
    quiz = play(taxonomy, devoted(taxonomy, "ai-engineer"))
    assert (quiz.ending, quiz.outcome) == ("settled", "ranked")
    assert len(quiz.answered) < QUESTIONS


@pytest.mark.parametrize(("name", "wanted"), ROLES)
def test_every_role_can_be_reached(name: str, wanted: str) -> None:
    taxonomy = mlroles.load(name)
    quiz = play(taxonomy, devoted(taxonomy, wanted))
    assert quiz.best is not None
    assert quiz.best.role.id == wanted


@pytest.mark.parametrize("name", EDITIONS)
def test_the_answers_choose_the_questions(name: str) -> None:
    taxonomy = mlroles.load(name)
    quiz = mlroles.start_quiz(taxonomy)
    assert quiz.question is not None
    after = {mlroles.answer(quiz, ticked, taxonomy).question
             for ticked in ([], *([option] for option in quiz.question))}  # fmt: skip
    assert len(after) > 3


def test_a_quiz_pickles_and_stays_as_it_was() -> None:
    quiz = mlroles.start_quiz(mlroles.load("2020.1"))
    before = repr(quiz)
    after = mlroles.answer(quiz, ["SQL", "knitting"])
    assert repr(quiz) == before != repr(after)
    assert pickle.loads(pickle.dumps(after)) == after
    assert (str(after), str(after.question)) == (render(after), render(after.question))
    assert repr(quiz.question).startswith("<Question 1: convolutional-neural-networks, ")
    assert repr(after) == "<Quiz open after 1: data-analyst +0.13 bans of 5 roles, edition 2020.1>"


# Somebody who knows no tool ----------------------------------------------------------------------


@pytest.mark.parametrize("name", EDITIONS)
def test_who_ticks_nothing_is_led_to_days_work_and_ends_kindly(name: str) -> None:
    taxonomy = mlroles.load(name)
    states = [mlroles.start_quiz(taxonomy)]
    while states[-1].question:
        states.append(mlroles.answer(states[-1], [], taxonomy))
    questions = [quiz.question for quiz in states if quiz.question]
    assert [question.days for question in questions[:3]] == [False, False, True]
    for question in questions:
        activities = all(option.kind == "activity" for option in question)
        assert activities or not question.days
    last = states[-1]
    assert (last.outcome, last.ending, last.best) == ("insufficient", "complete", None)
    assert "Nothing here spoke to you, and that is fine" in str(last)


def test_days_work_is_offered_until_something_else_is_ticked() -> None:
    taxonomy = mlroles.load("2026.1")
    quiz = mlroles.start_quiz(taxonomy)
    for _ in range(2):
        quiz = mlroles.answer(quiz, [], taxonomy)
    assert quiz.question is not None
    assert quiz.question.days
    quiz = mlroles.answer(quiz, [quiz.question[0]], taxonomy)
    assert quiz.question is not None
    assert quiz.question.days
    quiz = mlroles.answer(quiz, ["SQL"], taxonomy)
    assert quiz.question is not None
    assert not quiz.question.days


@pytest.mark.parametrize("wanted", BY_DAYS)
def test_days_work_alone_leads_to_a_role(wanted: str) -> None:
    taxonomy = mlroles.load("2026.1")
    tick = devoted(taxonomy, wanted)
    quiz = play(taxonomy, lambda question: tick(question) if question.days else [])
    assert {skill.kind for skill in quiz.ticked} == {"activity"}
    assert quiz[0].role.id == wanted


# What is given -----------------------------------------------------------------------------------


def test_what_is_named_beside_the_question_counts_and_is_not_asked_again() -> None:
    taxonomy = mlroles.load("2020.1")
    quiz = play(taxonomy, lambda _: ["Tableau", "Power BI"])
    assert [skill.id for skill in quiz.ticked] == ["power-bi", "tableau"]
    assert not {"tableau", "power-bi"} & {skill.id for skill in quiz.left}
    (weight,) = (each.weight for each in quiz[0].reasons if each.skill.id == "tableau")
    assert weight == taxonomy.weight(quiz[0].role.id, "tableau")


def test_what_was_left_and_is_named_later_counts_as_ticked() -> None:
    taxonomy = mlroles.load("2020.1")
    quiz = mlroles.start_quiz(taxonomy)
    assert quiz.question is not None
    option = quiz.question[0]
    quiz = mlroles.answer(mlroles.answer(quiz, [], taxonomy), [option], taxonomy)
    assert option in quiz.ticked
    assert option not in quiz.left


def test_unknown_names_are_reported_and_move_nothing() -> None:
    taxonomy = mlroles.load("2020.1")
    quiz = mlroles.start_quiz(taxonomy)
    given = mlroles.answer(quiz, ["SQL", "knitting", ""], taxonomy)
    assert [name.name for name in given.answered[0].unresolved] == ["", "knitting"]
    assert given.fits == mlroles.answer(quiz, ["sql"], taxonomy).fits
    assert mlroles.answer(quiz, {"SQL": 0}, taxonomy).ticked == ()


def test_a_quiz_among_some_roles_asks_for_what_tells_these_apart() -> None:
    taxonomy = mlroles.load("2026.1")
    quiz = mlroles.start_quiz(taxonomy, among=["data engineer", "Data analyst"])
    assert {fit.role.id for fit in quiz} == {"data-analyst", "data-engineer"}
    assert quiz.question is not None
    rates = read_rates(taxonomy)
    assert {option.id for option in quiz.question} <= rates.surveyed
    wider = list_offers(["data-analyst", "ai-engineer"], rates, taxonomy)
    assert "ai-agents" in wider


def test_ugly_input_is_refused() -> None:
    taxonomy = mlroles.load("2020.1")
    quiz = mlroles.start_quiz(taxonomy)
    with pytest.raises(InvalidInput, match="skills is one string, 'SQL'"):
        mlroles.answer(quiz, "SQL", taxonomy)
    with pytest.raises(InvalidInput, match="Match is no quiz; pass what start_quiz"):
        mlroles.answer(mlroles.match([], taxonomy), [], taxonomy)  # type: ignore[arg-type]
    with pytest.raises(InvalidInput, match=r"from edition 2020\.1 with fingerprint"):
        mlroles.answer(quiz, [], mlroles.load("2026.1"))
    with pytest.raises(InvalidInput, match="pass what load returns"):
        mlroles.start_quiz("2020.1")  # type: ignore[arg-type]
    with pytest.raises(InvalidInput, match="this quiz is over after 8 answers; start another"):
        mlroles.answer(play(taxonomy, nothing), [], taxonomy)
    for among in (["data-analyst"], ["data-analyst", "Data analyst"]):
        with pytest.raises(InvalidInput, match="holds 'data-analyst' alone; name another"):
            mlroles.start_quiz(taxonomy, among=among)
    with pytest.raises(InvalidInput, match="among is empty"):
        mlroles.start_quiz(taxonomy, among=[])
    with pytest.raises(UnknownRole):
        mlroles.start_quiz(taxonomy, among=["plumber", "data analyst"])


def small_world() -> Taxonomy:
    """Two roles, of which one needs a thing more."""
    needs = [need("baker", "oven"), need("baker", "salt", "useful"), need("cook", "oven")]
    skills = [skill("oven"), skill("salt")]
    return make_world(roles=[role("baker"), role("cook")], skills=skills, needs=needs)


def test_a_quiz_ends_once_nothing_is_left_to_offer() -> None:
    quiz = play(small_world(), lambda _: ["oven", "salt"])
    assert (quiz.ending, quiz[0].role.id, len(quiz.answered)) == ("exhausted", "baker", 1)
    assert {option.id for option in quiz.answered[0].options} == {"oven", "salt"}
    assert play(small_world(), nothing).ending == "exhausted"  # though no answer could change it


def test_a_quiz_with_nothing_to_offer_is_exhausted_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mlroles.quiz.choosing.list_offers", lambda *_: ())
    quiz = mlroles.start_quiz(small_world())
    assert (quiz.question, quiz.ending, quiz.outcome) == (None, "exhausted", "insufficient")
    assert "Nothing here spoke to you" in str(quiz)


# Rates -------------------------------------------------------------------------------------------

SURVEYS = {
    "kaggle-2018": {
        "year": 2018,
        "people": {"baker": 100, "cook": 50},
        "named": {"oven": {"baker": 90, "cook": 10}, "smile": {"baker": 1}},
    },
    "kaggle-2019": {
        "year": 2019,
        "people": {"baker": 100, "cook": 0, "outside": 7},
        "named": {"oven": {"baker": 80}, "bread": {"baker": 20}},
    },
    "adverts-2022": {"year": 2022, "people": {"baker": 9}, "named": {"oven": {}}},
}


@pytest.fixture
def counted(tmp_path: Path) -> Taxonomy:
    """The tiny world, with counts beside it."""
    (tmp_path / "tiny.json").write_bytes(compile_world(records(**TINY), [TALLY]))
    (tmp_path / "tiny.counts.json").write_text(json.dumps(SURVEYS), "utf-8")
    return mlroles.load(tmp_path / "tiny.json")


def test_rates_are_counted_where_people_were_shown_the_thing(counted: Taxonomy) -> None:
    rates = read_rates(counted)
    baker, cook = rates.roles.index("baker"), rates.roles.index("cook")
    assert rates.surveyed == {"oven", "bread"}  # adverts show nothing, and 2018 is not the newest
    assert rates.asked == {"baker", "cook"}
    mean = (850 + 200) // 2
    assert rates.ticks["oven"][baker] == (170_000 + 10 * mean) // 210
    assert rates.ticks["oven"][cook] == (10_000 + 10 * mean) // 60
    assert rates.counted["bread"][baker]
    assert not rates.counted["bread"][cook]  # of 2019 no cook was asked, and 2018 had no bread
    weight = counted.weight("cook", "bread")
    lent = round(1000 * Decimal(10) ** (Decimal(weight) / 100))
    assert rates.ticks["bread"][cook] == 200 * lent // 1000


def test_silence_weighs_a_tenth_of_its_due(counted: Taxonomy) -> None:
    rates = read_rates(counted)
    ticks = rates.ticks["oven"]
    mean = round(Fraction(sum(ticks), len(ticks)))
    for tick, silence in zip(ticks, rates.silences["oven"], strict=True):
        due = (1 - Decimal(tick) / 1000).log10() - (1 - Decimal(mean) / 1000).log10()
        assert abs(silence - 10 * due) <= Decimal("0.6")


def test_without_counts_the_needs_speak(tiny: Taxonomy) -> None:
    rates = read_rates(tiny)
    assert rates.asked == rates.surveyed == frozenset()
    assert list_offers(["baker"], rates, tiny) == ("bread", "oven")
    assert not any(any(row) for row in rates.counted.values())
    quiz = play(tiny, lambda _: ["oven", "bread"])
    assert quiz[0].role.id == "baker"
    assert {reason.basis for fit in quiz for reason in fit.reasons if not reason.ticked} <= {
        "prior"
    }


@pytest.mark.parametrize("name", EDITIONS)
def test_rates_are_never_sure_and_follow_the_counts(name: str) -> None:
    taxonomy = mlroles.load(name)
    rates = read_rates(taxonomy)
    assert all(FEWEST <= tick <= MOST for row in rates.ticks.values() for tick in row)
    assert all(len(row) == len(rates.roles) for row in rates.silences.values())
    likes, leaves = rates.ticks["sql"], rates.silences["sql"]
    at, other = map(rates.roles.index, ("data-analyst", "machine-learning-engineer"))
    assert likes[at] > likes[other]
    assert leaves[at] < leaves[other]


def test_counts_beside_a_compiled_file_are_read(tmp_path: Path, counted: Taxonomy) -> None:
    assert load_counts(counted) == SURVEYS
    assert pickle.loads(pickle.dumps(counted)).path == counted.path
    (tmp_path / "tiny.counts.json").write_text("{", "utf-8")
    with pytest.raises(InvalidTaxonomy, match=r"tiny\.counts\.json is damaged"):
        load_counts(counted)
    (tmp_path / "tiny.counts.json").unlink()
    assert load_counts(counted) == {}


@settings(max_examples=40)
@given(st.data())
def test_the_worth_of_a_thing_is_the_formula(data: st.DataObject) -> None:
    taxonomy = mlroles.load("2020.1")
    rates, roles = read_rates(taxonomy), tuple(sorted(taxonomy.roles))
    offers = list_offers(roles, rates, taxonomy)
    shown = data.draw(st.lists(st.sampled_from(offers), unique=True, max_size=12))
    ticked = data.draw(st.lists(st.sampled_from(shown), unique=True)) if shown else []
    standing = Standing.of(roles, ticked, shown, rates, taxonomy)
    thing = data.draw(st.sampled_from(offers))
    shares = [Fraction(share, 1000) for share in standing.shares]
    ticks = [Fraction(tick, 1000) for tick in standing.pick(rates.ticks[thing])]
    weights = standing.pick(taxonomy.weights.rows[thing][0])
    mean = scatter_mean(shares, ticks)
    doubt = scatter(shares, ticks) / (mean * (1 - mean))
    pull = mean * (1 - mean) * scatter(shares, weights)
    expected = doubt * pull * isqrt(int(mean * 10**6)) * 10**24
    assert _judge(thing, standing, rates, taxonomy) == expected


def scatter_mean(shares: Sequence[Fraction], values: Sequence[Fraction | int]) -> Fraction:
    """The mean over the shares."""
    return sum((s * v for s, v in zip(shares, values, strict=True)), Fraction())


def scatter(shares: Sequence[Fraction], values: Sequence[Fraction | int]) -> Fraction:
    """The variance over the shares."""
    mean = scatter_mean(shares, values)
    return scatter_mean(shares, [(value - mean) ** 2 for value in values])


# Text and data -----------------------------------------------------------------------------------


def heard() -> Quiz:
    """A data analyst of 2020."""
    taxonomy = mlroles.load("2020.1")
    return play(taxonomy, lambda question: [
        option for option in question
        if option.id in {"sql", "microsoft-excel", "tableau", "power-bi", "r",
                         "data-analysis-for-decisions"}
    ])  # fmt: skip


def made() -> Quiz:
    """An AI engineer of 2026, whom nobody counted."""
    taxonomy = mlroles.load("2026.1")
    return play(taxonomy, devoted(taxonomy, "ai-engineer"))


def begun() -> Quiz:
    """A quiz after two answers, with a name that nobody knows."""
    taxonomy = mlroles.load("2020.1")
    quiz = mlroles.answer(mlroles.start_quiz(taxonomy), ["sql", "kniting\x1b"], taxonomy)
    return mlroles.answer(quiz, [], taxonomy)


def tied() -> Quiz:
    """Two roles, and a thing that says the same of both."""
    world = small_world()
    quiz = mlroles.start_quiz(world)
    return mlroles.answer(quiz, ["oven"], world)


TEXTS: dict[str, Callable[[], object]] = {
    "start": lambda: mlroles.start_quiz(mlroles.load("2026.1")),
    "question": lambda: mlroles.start_quiz(mlroles.load("2020.1")).question,
    "begun": begun,
    "days": lambda: (
        mlroles.answer(mlroles.answer(mlroles.start_quiz(mlroles.load("2026.1")), []), []).question
    ),
    "heard": heard,
    "made": made,
    "nothing": lambda: play(mlroles.load("2026.1"), nothing),
    "tied": tied,
}


@pytest.mark.parametrize("width", [80, 44])
@pytest.mark.parametrize("name", TEXTS)
def test_text_is_the_golden_one(name: str, width: int) -> None:
    text = render(TEXTS[name](), width)
    assert text == keep(FOLDER, f"{name}{'' if width == 80 else '-narrow'}", text)
    assert max(map(len, text.split("\n"))) <= width


def test_every_golden_quiz_belongs_to_a_case() -> None:
    names = {path.stem.removesuffix("-narrow") for path in FOLDER.iterdir()}
    assert names == set(TEXTS)


def test_plain_data_holds_it_all() -> None:
    quiz = begun()
    data = json.loads(to_json(to_data(quiz)))
    assert quiz.question is not None
    assert data["question"] == to_data(quiz.question)
    assert [option["id"] for option in data["question"]["options"]] == [
        option.id for option in quiz.question
    ]
    assert data["answered"][0]["ticked"] == ["sql"]
    assert data["answered"][0]["unresolved"][0]["reason"] == "unknown"
    assert [fit["evidence"] for fit in data["fits"]] == [fit.evidence for fit in quiz]
    assert sum(each["gain"] for each in data["decisions"]) == quiz[0].evidence - quiz[1].evidence
    over = to_data(heard())
    assert (over["question"], over["outcome"]) == (None, "ranked")

"""How much maths, and what is within reach: sentences by rules, groups that keep their laws."""

from __future__ import annotations

import copy
import pickle
from collections import Counter
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mlroles
from mlroles.errors import InvalidInput, UnknownRole
from mlroles.knowledge import Gap, wording
from mlroles.knowledge.aversions import read_aversions
from mlroles.model import Knowledge, Level
from mlroles.names import SkillId
from school import SUBJECTS, knowledge_of, make_school, schools

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mlroles.knowledge import Within
    from mlroles.taxonomy import Taxonomy

EDITIONS = ("2020.1", "2026.1")
ANSWERS = [(name, role) for name in EDITIONS for role in mlroles.load(name).roles]
AVERSIONS = ("any-coding", "any-maths", "coding", "maths", "models")
SCHOOL = make_school({("alpha", "statistics"): (2, 3), ("beta", "calculus"): (0, 1)})


def row(subject: str, enter: int, grow: int) -> Knowledge:
    return Knowledge(SCHOOL.skill(subject), Level(enter), Level(grow), "")


def maths_of(*levels: tuple[int, int]) -> list[Knowledge]:
    """Rows on as many subjects, called One, Two and so on."""
    names = ("One", "Two", "Three", "Four", "Five")
    blank = row("statistics", 0, 0)
    return [
        attrs.evolve(
            blank,
            subject=attrs.evolve(blank.subject, id=SkillId(name.lower()), name=name),
            enter=Level(enter),
            grow=Level(grow),
        )
        for name, (enter, grow) in zip(names, levels, strict=False)
    ]


def ids(standings: Iterable[Any]) -> list[str]:
    return [each.role.id for each in standings]


def groups(within: Within) -> dict[str, list[str]]:
    named = ("now", "one_level", "no_more_maths", "further", "set_aside")
    found = {name: ids(getattr(within, name)) for name in named}
    return {**found, "unstated": [role.id for role in within.unstated]}


# The answer --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("edition", "role"), ANSWERS)
def test_the_question_of_the_article_has_an_answer_for_each_role(edition: str, role: str) -> None:
    taxonomy = mlroles.load(edition)
    answer = mlroles.answer_maths(role, taxonomy)
    rows = taxonomy.roles[role].knowledge
    assert Counter(answer) == Counter(rows)
    said = " ".join(answer.sentences).lower()
    assert all(each.subject.name.lower() in said for each in answer.maths)
    for sentence in answer.sentences:
        assert sentence[0].isupper()
        assert sentence.endswith(".")
        assert not [slip for slip in ("  ", " ,", "..", "%", " / ") if slip in sentence]


@pytest.mark.parametrize(
    ("role", "amount"),
    [
        ("ml-enabled-software-engineer", "a little"),
        ("data-analyst", "some"),
        ("data-engineer", "a little"),
        ("machine-learning-engineer", "a fair amount"),
        ("researcher-data-scientist", "a lot"),
    ],
)
def test_the_five_roles_of_the_article_get_the_amounts_it_gives(
    role: str, amount: str, edition: Taxonomy
) -> None:
    answer = mlroles.answer_maths(role, edition)
    assert answer.amount == amount
    assert answer.opening.startswith(amount.capitalize())


def test_statistics_count_as_maths_and_databases_do_not() -> None:
    answer = mlroles.answer_maths("data engineer", mlroles.load("2026.1"))
    names = {each.subject.id for each in answer.maths}
    assert {"statistics", "experiment-design", "calculus"} <= names
    assert not {"databases", "software-engineering", "algorithms"} & names


def test_the_raters_agreement_goes_with_the_answer() -> None:
    taxonomy = mlroles.load("2026.1")
    answer = mlroles.answer_maths(taxonomy.role("BI developer"), taxonomy)
    assert answer.agreement == taxonomy.agreement
    assert "0.947 to enter and 0.955 to grow" in " ".join(str(answer).split())


@pytest.mark.parametrize(
    ("levels", "amount"),
    [
        ([], "unstated"),
        ([(0, 4)], "none"),
        ([(0, 0), (1, 4)], "a little"),
        ([(2, 2), (2, 2)], "some"),
        ([(4, 4), (4, 4)], "some"),
        ([(2, 2), (2, 2), (2, 3)], "a fair amount"),
        ([(3, 3), (3, 3), (2, 2)], "a fair amount"),
        ([(3, 3), (3, 3), (3, 3)], "a lot"),
    ],
)
def test_how_much_is_a_matter_of_how_many_subjects_how_deep(
    levels: list[tuple[int, int]], amount: str
) -> None:
    assert wording.measure_amount(maths_of(*levels)) == amount


@pytest.mark.parametrize(
    ("levels", "opening"),
    [
        ([(0, 1)], "None to begin with."),
        ([(1, 1)], "A little, in one subject."),
        ([(1, 1), (1, 2)], "A little, none of it deep."),
        ([(1, 1), (1, 3)], "A little, none of it deep at first."),
        ([(3, 3), (1, 1)], "Some, and it goes deep in one."),
        ([(3, 3), (3, 3), (2, 2)], "A fair amount, and it goes deep in one and two."),
        ([(3, 3), (3, 3), (4, 4)], "A lot."),
    ],
)
def test_the_opening_says_how_much_and_how_deep(
    levels: list[tuple[int, int]], opening: str
) -> None:
    said = wording.say_opening(SCHOOL.role("alpha"), maths_of(*levels))
    assert said.startswith(f"{opening} To enter as an alpha you need ")


def test_the_opening_names_the_deepest_subjects_first() -> None:
    said = wording.say_opening(SCHOOL.role("beta"), maths_of((1, 1), (0, 2), (4, 4), (1, 1)))
    assert said.endswith(
        "as a beta you need an expert's command of three, and an awareness of one and four."
    )


@pytest.mark.parametrize(
    ("levels", "growth"),
    [
        ([], ""),
        ([(1, 1), (0, 0)], "Growing in the role asks for no more of it."),
        ([(0, 2), (1, 1)], "Growing in the role adds a working knowledge of one."),
        ([(1, 2)], "Growing in the role brings one to working level."),
        ([(1, 2), (1, 2)], "Growing in the role brings every one of them to working level."),
        (
            [(1, 2), (2, 4), (0, 1), (3, 3)],
            (
                "Growing in the role brings two to expert level, and one to working level. "
                "It also calls for an awareness of three."
            ),
        ),
    ],
)
def test_growth_is_what_goes_beyond_entering(levels: list[tuple[int, int]], growth: str) -> None:
    assert wording.say_growth(maths_of(*levels)) == growth


@pytest.mark.parametrize(
    ("levels", "never"),
    [
        ([], ""),
        ([(0, 1)], ""),
        ([(0, 0), (1, 1)], "One is never asked for."),
        ([(0, 0), (0, 0), (0, 0)], "One, two and three are never asked for."),
    ],
)
def test_what_is_never_asked_for_is_said(levels: list[tuple[int, int]], never: str) -> None:
    assert wording.say_never(maths_of(*levels)) == never


def test_a_role_of_which_nothing_is_said_does_not_pose_as_one_that_needs_none() -> None:
    answer = mlroles.answer_maths("gamma", SCHOOL)
    assert (answer.amount, list(answer)) == ("unstated", [])
    assert answer.sentences == (
        "Nobody has said: no subject of mathematics stands beside this role, needed or not.",
    )


@pytest.mark.parametrize(
    ("name", "article"),
    [
        ("AI engineer", "an AI engineer"),
        ("ML engineer", "an ML engineer"),
        ("BI developer", "a BI developer"),
        ("UI designer", "a UI designer"),
        ("Analytics engineer", "an analytics engineer"),
        ("Data steward", "a data steward"),
        ("User researcher", "a user researcher"),
        ("Researcher / data scientist", "a researcher or data scientist"),
    ],
)
def test_the_article_before_a_name_is_the_one_that_is_spoken(name: str, article: str) -> None:
    role = attrs.evolve(SCHOOL.role("alpha"), name=name)
    assert f"To enter as {article} you" in wording.say_opening(role, maths_of((1, 1)))


# Side by side ------------------------------------------------------------------------------------


def test_roles_side_by_side_keep_their_order_and_come_once(edition: Taxonomy) -> None:
    table = mlroles.compare_knowledge(["data engineer", "data-analyst", "Data Engineer"], edition)
    assert [role.id for role in table] == ["data-engineer", "data-analyst"]
    first, second = table
    algebra = edition.skill("algebra")
    assert table.cell(first, algebra) is None
    cell = table.cell(second, algebra)
    assert cell is not None
    assert (cell.enter, cell.grow) == (2, 2)


@pytest.mark.parametrize("name", EDITIONS)
def test_all_roles_are_compared_if_none_is_named(name: str) -> None:
    taxonomy = mlroles.load(name)
    table = mlroles.compare_knowledge(taxonomy=taxonomy)
    assert [role.id for role in table] == list(taxonomy.roles)
    for role in table:
        cells = [table.cell(role, subject) for subject in table.subjects]
        assert {each for each in cells if each} == set(role.knowledge)
    assert all(len(line) <= 80 for line in str(table).splitlines())
    for line in str(table).splitlines()[3 : 3 + len(table)]:  # a line a role, as a table has it
        assert any(line.startswith(role.name) for role in table)


def test_a_retired_role_is_compared_only_if_it_is_named() -> None:
    assert [role.id for role in mlroles.compare_knowledge(None, SCHOOL)] == [
        "alpha", "beta", "gamma",
    ]  # fmt: skip
    assert [role.id for role in mlroles.compare_knowledge([SCHOOL.role("delta")], SCHOOL)] == [
        "delta"
    ]


@pytest.mark.parametrize("roles", [[], "data-analyst", 3])
def test_roles_are_a_list_and_not_an_empty_one(roles: Any, edition: Taxonomy) -> None:
    with pytest.raises(InvalidInput, match=r"roles is .*; pass a list of roles") as caught:
        mlroles.compare_knowledge(roles, edition)
    assert caught.value.value is roles


def test_an_unknown_role_is_an_error_everywhere(edition: Taxonomy) -> None:
    with pytest.raises(UnknownRole, match=r"'data enginer'.*data-engineer"):
        mlroles.answer_maths("data enginer", edition)
    with pytest.raises(UnknownRole):
        mlroles.compare_knowledge(["data engineer", "wizard"], edition)


# Within reach: laws ------------------------------------------------------------------------------


@given(schools(), knowledge_of())
def test_the_groups_divide_the_active_roles(taxonomy: Taxonomy, known: dict[str, int]) -> None:
    within = mlroles.roles_within(known, taxonomy)
    found = [role for group in groups(within).values() for role in group]
    assert sorted(found) == sorted(
        role.id for role in taxonomy.roles.values() if role.status == "active"
    )
    steps = [each.steps for each in within]
    assert steps == sorted(steps)


@given(schools(), knowledge_of(), st.lists(st.sampled_from(AVERSIONS)))
def test_what_is_set_aside_leaves_one_group_and_joins_another(
    taxonomy: Taxonomy, known: dict[str, int], without: list[str]
) -> None:
    free, filtered = (
        groups(mlroles.roles_within(known, taxonomy, without=each)) for each in ((), without)
    )
    aside = set(filtered.pop("set_aside"))
    assert not free.pop("set_aside")
    assert filtered == {
        group: [role for role in roles if role not in aside] for group, roles in free.items()
    }


@given(schools(), knowledge_of(), knowledge_of())
def test_more_knowledge_never_loses_a_role(
    taxonomy: Taxonomy, known: dict[str, int], learned: dict[str, int]
) -> None:
    more = {key: max(known.get(key, 0), learned.get(key, 0)) for key in {*known, *learned}}
    before, after = (mlroles.roles_within(each, taxonomy) for each in (known, more))
    assert set(ids(before.now)) <= set(ids(after.now))
    near = {role: each.steps for each in before for role in ids([each])}
    assert all(each.steps <= near[each.role.id] for each in after)


@given(schools())
def test_what_a_role_asks_for_to_enter_is_enough_to_enter(taxonomy: Taxonomy) -> None:
    for role in taxonomy.roles.values():
        known = {row.subject.id: row.enter for row in role.knowledge}
        now = ids(mlroles.roles_within(known, taxonomy).now)
        assert role.id in now or role.status == "retired" or not role.knowledge


@given(schools(), knowledge_of())
def test_what_is_missing_suffices_and_nothing_less_does(
    taxonomy: Taxonomy, known: dict[str, int]
) -> None:
    for standing in mlroles.roles_within(known, taxonomy):
        more: dict[str, int] = dict(known)
        more.update((gap.subject.id, gap.asked) for gap in standing.gaps)
        then = mlroles.roles_within(more, taxonomy)
        (entered,) = (each for each in then.now if each.role == standing.role)
        assert entered.growth == standing.growth
        for gap in standing.gaps:
            less = {**more, gap.subject.id: gap.asked - 1}
            assert standing.role.id not in ids(mlroles.roles_within(less, taxonomy).now)


@given(schools(), knowledge_of())
def test_one_level_in_one_subject_really_suffices(
    taxonomy: Taxonomy, known: dict[str, int]
) -> None:
    for standing in mlroles.roles_within(known, taxonomy).one_level:
        (gap,) = standing.gaps
        more = {**known, gap.subject.id: known.get(gap.subject.id, 0) + 1}
        assert standing.role.id in ids(mlroles.roles_within(more, taxonomy).now)


@given(schools(), knowledge_of())
def test_no_more_maths_means_that_other_subjects_suffice(
    taxonomy: Taxonomy, known: dict[str, int]
) -> None:
    within = mlroles.roles_within(known, taxonomy)
    others = {**known, "databases": 4, "rhetoric": 4}
    enough = set(ids(mlroles.roles_within(others, taxonomy).now))
    assert set(ids(within.no_more_maths)) <= enough
    assert not set(ids(within.further)) & enough


@given(schools(), knowledge_of(), st.randoms(use_true_random=False))
def test_order_case_and_aliases_never_matter(
    taxonomy: Taxonomy, known: dict[str, int], random: Any
) -> None:
    pairs = list(known.items())
    random.shuffle(pairs)
    other = {
        random.choice([key.upper(), f" {key} ", {"statistics": "Stats"}.get(key, key)]): level
        for key, level in pairs
    }
    assert mlroles.roles_within(other, taxonomy) == mlroles.roles_within(known, taxonomy)


@given(schools(), knowledge_of())
def test_levels_may_be_numbers_or_names(taxonomy: Taxonomy, known: dict[str, int]) -> None:
    named = {key: str(Level(level)).title() for key, level in known.items()}
    assert mlroles.roles_within(named, taxonomy) == mlroles.roles_within(known, taxonomy)


# Within reach: facts -----------------------------------------------------------------------------


def test_nearer_roles_come_first_and_of_equal_ones_those_that_use_most() -> None:
    rows: Mapping[tuple[str, str], tuple[int, int]] = {
        ("alpha", "statistics"): (1, 1),
        ("beta", "statistics"): (2, 2),
        ("gamma", "statistics"): (3, 4),
        ("gamma", "databases"): (1, 1),
    }
    within = mlroles.roles_within({"stats": 2}, make_school(rows))
    assert ids(within) == ["beta", "alpha", "gamma"]
    assert groups(within)["further"] == ["gamma"]


def test_growth_counts_from_what_one_will_have_on_entering() -> None:
    school = make_school({("alpha", "statistics"): (2, 4), ("alpha", "databases"): (0, 1)})
    (alpha,) = mlroles.roles_within({"statistics": 3}, school).now
    statistics, databases = school.skill("statistics"), school.skill("databases")
    assert alpha.growth == (
        Gap(statistics, Level(3), Level(4), is_maths=True),
        Gap(databases, Level(0), Level(1), is_maths=False),
    )
    (alpha,) = mlroles.roles_within({}, school).further
    assert alpha.gaps == (Gap(statistics, Level(0), Level(2), is_maths=True),)
    assert alpha.growth[0] == Gap(statistics, Level(2), Level(4), is_maths=True)


def test_names_that_are_not_known_are_reported_with_what_was_meant() -> None:
    within = mlroles.roles_within({"statz": 2, "  ": 1}, SCHOOL)
    assert [(name.name, name.candidates) for name in within.unresolved] == [
        ("  ", ()), ("statz", ("Statistics",)),
    ]  # fmt: skip
    assert within.held == ()


def test_what_no_role_asks_for_is_reported_with_what_is_asked_for() -> None:
    known = {"mathematics": 3, "A/B tests": 1, "python": 4, "calculus": 0, "SQL": 0}
    within = mlroles.roles_within(known, SCHOOL)
    assert [
        (each.skill.id, [subject.id for subject in each.nearest]) for each in within.unasked
    ] == [
        ("ab-tests", ["statistics"]),
        ("mathematics", ["statistics", "calculus"]),
        ("python", []),
        ("sql", []),
    ]


def test_a_part_of_a_subject_is_not_the_subject() -> None:
    school = make_school({("alpha", "statistics"): (1, 1)})
    assert groups(mlroles.roles_within({"A/B tests": 4}, school))["one_level"] == ["alpha"]


@pytest.mark.parametrize(
    ("knowledge", "said"),
    [
        (["statistics"], r"knowledge is \['statistics'\]; pass a mapping of subjects to levels"),
        ("statistics", "knowledge is 'statistics'; pass a mapping"),
        (None, "knowledge is None; pass a mapping"),
        ({"statistics": None}, "'statistics' has no level; give it one"),
        ({"statistics": 5}, "5 is no level; the scale is 0 none"),
        ({"statistics": "superb"}, "'superb' is no level"),
        ({"statistics": True}, "True is no level"),
        ({3: 1}, "3 is no name of a skill"),
    ],
)
def test_knowledge_that_cannot_be_read_is_an_error(knowledge: Any, said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        mlroles.roles_within(knowledge, SCHOOL)


def test_a_taxonomy_is_no_name() -> None:
    asks: list[Any] = [mlroles.answer_maths, mlroles.compare_knowledge, mlroles.roles_within]
    for ask in asks:
        with pytest.raises(InvalidInput, match="taxonomy is '2020'"):
            ask({}, "2020")


# What one would rather not do --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("without", "aside"),
    [
        ("coding", {"alpha": ["python"]}),
        ("any coding", {"alpha": ["python", "sql"], "gamma": ["python"]}),
        ("maths", {"alpha": ["statistics"]}),
        ("models", {"gamma": ["model-training"]}),
    ],
)
def test_a_role_is_set_aside_by_rows_of_its_own(without: str, aside: dict[str, list[str]]) -> None:
    within = mlroles.roles_within({}, SCHOOL, without=[without])
    assert {
        each.role.id: sorted(
            (found.row.subject if isinstance(found.row, Knowledge) else found.row.skill).id
            for found in each.objections
        )
        for each in within.set_aside
    } == aside


@given(st.sampled_from(AVERSIONS), st.sampled_from(EDITIONS))
def test_a_shipped_role_is_set_aside_only_by_rows_it_has(without: str, edition: str) -> None:
    within = mlroles.roles_within({}, mlroles.load(edition), without=[without])
    assert within.set_aside
    for each in within.set_aside:
        assert each.objections
        for objection in each.objections:
            assert objection.row in {*each.role.knowledge, *each.role.needs}
            assert objection.aversion.id == without


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(("weak", "strong"), [("maths", "any maths"), ("coding", "any coding")])
def test_any_sets_aside_at_least_as_much(weak: str, strong: str, edition: str) -> None:
    taxonomy = mlroles.load(edition)
    one, more = (
        set(ids(mlroles.roles_within({}, taxonomy, without=[each]).set_aside))
        for each in (weak, strong)
    )
    assert one < more


def test_no_maths_leaves_roles_to_enter_and_so_does_little_coding() -> None:
    # the article: "not necessarily a lot", and an analyst who would rather not code
    found = mlroles.roles_within({}, mlroles.load("2026.1"), without=["any maths"])
    assert {"ml-enabled-software-engineer", "data-engineer"} <= set(ids(found))
    found = mlroles.roles_within({}, mlroles.load("2020.1"), without=["coding"])
    assert set(ids(found)) == {"data-analyst", "researcher-data-scientist"}


def test_what_people_of_a_role_say_of_themselves_is_told_with_it() -> None:
    def said(without: Iterable[str]) -> dict[str, list[str]]:
        within = mlroles.roles_within({}, SCHOOL, without=without)
        told: list[Any] = [*within.standings, *within.set_aside]
        return {each.role.id: [one.text for one in each.shared] for each in told if each.shared}

    assert said(["maths"]) == {"beta": ["Would rather not be asked for mathematics."]}
    assert said(["any coding"]) == {"gamma": ["Would rather not write software at night."]}
    assert said(["models", "any coding"]) == said(["any coding"])
    assert said(["models", "coding"]) == {}  # what sets gamma aside is not what it shares
    assert said([]) == {}


@pytest.mark.parametrize(
    ("name", "key"),
    [("Maths", "maths"), ("mathematics", "maths"), ("CODE", "coding"), ("any_maths", "any-maths")],
)
def test_an_aversion_has_several_names(name: str, key: str) -> None:
    (found,) = read_aversions([name, key], SCHOOL)
    assert found.id == key


@pytest.mark.parametrize(
    ("without", "said"),
    [
        ("maths", r"without is 'maths'; pass a list, \['maths', 'coding'\]"),
        (3, "without is 3; pass a list"),
        (["codinng"], "'codinng' cannot be set aside; .*any-coding.*; did you mean 'coding'"),
        ([None], "None cannot be set aside; what can is maths"),
    ],
)
def test_what_cannot_be_set_aside_is_an_error(without: Any, said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        mlroles.roles_within({}, SCHOOL, without=without)


# The values --------------------------------------------------------------------------------------


def test_the_values_copy_pickle_and_say_what_they_are() -> None:
    known = {"statistics": 2}
    values: dict[object, str] = {
        mlroles.answer_maths("alpha", SCHOOL): "<MathsAnswer alpha: some, edition 1999.1>",
        mlroles.compare_knowledge(["alpha", "beta"], SCHOOL): (
            "<KnowledgeTable of 2 roles, 2 subjects, edition 1999.1>"
        ),
        mlroles.roles_within(known, SCHOOL, without=["coding"]): (
            "<Within 1 now, 0 by one level, 0 further, edition 1999.1>"
        ),
    }
    for value, said in values.items():
        assert repr(value) == said
        assert pickle.loads(pickle.dumps(value)) == copy.deepcopy(value) == value


def test_the_subjects_of_the_school_are_the_ones_drawn() -> None:
    assert {SCHOOL.skill(name).kind for name in SUBJECTS} == {"subject"}

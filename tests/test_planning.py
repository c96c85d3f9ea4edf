"""Plans: exact, by comparison with trying everything, and worth following."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mlroles
from mlroles import editions
from mlroles.learning import Effort, Task, find_gap, is_met
from mlroles.matching import measure_coverage
from mlroles.model import Level
from mlroles.names import SkillId
from mlroles.planning import Plan, plan
from mlroles.planning.choosing import choose_densest, choose_within
from mlroles.planning.ordering import sort_by_worth
from mlroles.resolution import resolve
from strategies import ROLES, held_levels, school
from worlds import make_world, need, role, skill

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mlroles.learning import TaskId
    from mlroles.taxonomy import Taxonomy

HOURS = st.integers(1, 700)
schooled = st.tuples(school(), held_levels(), st.sampled_from(ROLES[:2]))
Schooled = tuple["Taxonomy", dict[str, int | None], str]


def learned(way: Plan, skills: object, taxonomy: Taxonomy) -> dict[str, Level | None]:
    """The levels of somebody who has followed a plan."""
    levels = dict(resolve(skills, taxonomy).levels)
    return levels | {step.skill.id: step.goal for step in way}


def closed_sets(tasks: Mapping[TaskId, Task]) -> list[tuple[TaskId, ...]]:
    """Every set of tasks that holds what comes before each; in a school that is before it by id."""
    found: list[tuple[TaskId, ...]] = [()]
    for each, task in tasks.items():
        found += [(*chosen, each) for chosen in found if set(task.first).issubset(chosen)]
    return found


def hours_of(tasks: Mapping[TaskId, Task], chosen: tuple[TaskId, ...]) -> int:
    return sum(tasks[each].effort.high for each in chosen)


def units_of(tasks: Mapping[TaskId, Task], chosen: tuple[TaskId, ...]) -> int:
    return sum(tasks[each].units for each in chosen)


def tasks_of(question: Schooled) -> Mapping[TaskId, Task]:
    taxonomy, skills, to = question
    return find_gap(taxonomy.roles[to], resolve(skills, taxonomy).levels, taxonomy).tasks


# Laws ---------------------------------------------------------------------------------------------


@given(schooled, st.none() | HOURS)
def test_coverage_after_a_plan_is_that_of_what_was_learned(
    question: Schooled, hours: int | None
) -> None:
    taxonomy, skills, to = question
    way = plan(skills, to, taxonomy, hours=hours)
    role = taxonomy.roles[to]
    assert way.coverage == measure_coverage(role, resolve(skills, taxonomy).levels)
    assert way.reached == measure_coverage(role, learned(way, skills, taxonomy))
    so_far = way.coverage
    for step in way:
        so_far += step.gain
        assert step.coverage == so_far
    assert way.reached == so_far


@given(schooled)
def test_a_plan_without_hours_leads_to_all_of_the_role(question: Schooled) -> None:
    taxonomy, skills, to = question
    way = plan(skills, to, taxonomy)
    assert (way.reached, way.left_out) == (1000, ())
    assert plan(learned(way, skills, taxonomy), to, taxonomy).steps == ()


@given(schooled, st.none() | HOURS)
def test_a_plan_never_asks_for_what_is_known_nor_skips_a_level(
    question: Schooled, hours: int | None
) -> None:
    taxonomy, skills, to = question
    levels = dict(resolve(skills, taxonomy).levels)
    for step in plan(skills, to, taxonomy, hours=hours):
        assert step.start == levels.get(step.skill.id, Level.NONE)
        assert step.start < step.goal
        levels[step.skill.id] = step.goal


@given(schooled, st.none() | HOURS)
def test_prerequisites_precede(question: Schooled, hours: int | None) -> None:
    taxonomy, skills, to = question
    known = set(resolve(skills, taxonomy).levels)
    way = plan(skills, to, taxonomy, hours=hours)
    for at, step in enumerate(way):
        assert known.issuperset(step.skill.prerequisites)
        later = {each.skill.id: each.skill for each in way.steps[at:] if each.skill != step.skill}
        first = step.skill.id not in known
        opened = [each for each in later.values() if first and step.skill.id in each.prerequisites]
        assert list(step.leads_to) == opened
        known.add(step.skill.id)


@given(schooled, st.none() | HOURS)
def test_groundwork_is_never_learned_for_its_own_sake(
    question: Schooled, hours: int | None
) -> None:
    taxonomy, skills, to = question
    needed = {need.skill.id for need in taxonomy.roles[to].needs}
    for step in plan(skills, to, taxonomy, hours=hours):
        assert (step.importance is None) == (step.skill.id not in needed)
        assert step.importance or step.leads_to


@given(schooled, HOURS, st.integers(0, 300))
def test_with_more_hours_coverage_never_falls(question: Schooled, hours: int, more: int) -> None:
    taxonomy, skills, to = question
    less, longer = (plan(skills, to, taxonomy, hours=each) for each in (hours, hours + more))
    assert less.reached <= longer.reached
    assert less.effort.high <= hours


@given(schooled, HOURS)
def test_the_choice_is_the_best_of_all_that_can_be_made(question: Schooled, hours: int) -> None:
    tasks = tasks_of(question)
    affordable = [each for each in closed_sets(tasks) if hours_of(tasks, each) <= hours]
    best = min(
        affordable,
        key=lambda chosen: (
            -units_of(tasks, chosen),
            hours_of(tasks, chosen),
            [each not in chosen for each in tasks],
        ),
    )
    assert choose_within(tasks, hours) == set(best)


@given(schooled)
def test_the_densest_set_brings_most_for_its_hours_and_holds_all_that_do(
    question: Schooled,
) -> None:
    tasks = tasks_of(question)
    if not tasks:
        return
    densest = choose_densest(tasks)
    units, hours = units_of(tasks, tuple(densest)), hours_of(tasks, tuple(densest))
    for chosen in closed_sets(tasks):
        rival = units_of(tasks, chosen) * hours - units * hours_of(tasks, chosen)
        assert rival < 0 or (rival == 0 and densest.issuperset(chosen))


@given(schooled)
def test_a_plan_begins_with_the_densest_set(question: Schooled) -> None:
    tasks = tasks_of(question)
    if not tasks:
        return
    taxonomy, skills, to = question
    way = plan(skills, to, taxonomy)
    worth = max(
        units_of(tasks, each) / hours_of(tasks, each) for each in closed_sets(tasks) if each
    )
    started = [(step.skill.id, step.goal) for step in way]
    begun = [tuple(started[: at + 1]) for at in range(len(started))]
    assert any(abs(units_of(tasks, each) / hours_of(tasks, each) - worth) < 1e-9 for each in begun)


@given(schooled, HOURS)
def test_what_is_left_out_would_not_have_fitted_and_brought_what_is_said(
    question: Schooled, hours: int
) -> None:
    taxonomy, skills, to = question
    role = taxonomy.roles[to]
    way = plan(skills, to, taxonomy, hours=hours)
    after = learned(way, skills, taxonomy)
    short = [need for need in role.needs if not is_met(need, after)]
    assert {left.skill for left in way.left_out} == {need.skill for need in short}
    goals = {need.skill.id: need.level for need in role.needs}
    for left in way.left_out:
        assert way.effort.high + left.effort.high > hours
        assert left.start == (after.get(left.skill.id) or Level.NONE)
        then = after | {left.skill.id: left.goal}
        known = set(after)
        for before in left.before:
            assert known.issuperset(before.prerequisites)
            known.add(before.id)
            then[before.id] = min(goals.get(before.id, Level.WORKING), Level.WORKING)
        assert known.issuperset(left.skill.prerequisites)
        assert left.gain == measure_coverage(role, then) - way.reached


def tasks_worth(*tasks: tuple[int, int, int]) -> dict[TaskId, Task]:
    """Tasks that stand alone, by their units, hours and demand: a, b, c."""
    bread = make_world(roles=[role("a")], skills=[skill("b")], needs=[need("a", "b")]).skills["b"]
    return {
        (SkillId(key), Level.WORKING): Task(
            bread, Level.NONE, Level.WORKING, None, units, demand, Effort(1, hours), ()
        )
        for key, (units, hours, demand) in zip("abc", tasks, strict=False)
    }


def keys(chosen: Iterable[TaskId]) -> str:
    return "".join(sorted(key for key, _ in chosen))


@pytest.mark.parametrize(
    ("tasks", "densest"),
    [
        (((10, 10, 0), (30, 31, 0)), "a"),  # 1 an hour, and a little less
        (((10, 10, 0), (30, 30, 0)), "ab"),
        (((10, 11, 0), (30, 31, 0)), "b"),
        (((0, 5, 0), (3, 30, 0), (1, 10, 0)), "bc"),
    ],
)
def test_the_densest_set_is_told_from_the_next_by_one_unit_or_hour(
    tasks: tuple[tuple[int, int, int], ...], densest: str
) -> None:
    assert keys(choose_densest(tasks_worth(*tasks))) == densest


@pytest.mark.parametrize(
    ("tasks", "chosen"),
    [
        (((2, 10, 0), (1, 9, 9)), "a"),  # what brings most
        (((1, 10, 9), (1, 9, 0)), "b"),  # in the fewest hours
        (((1, 10, 1), (1, 10, 2)), "b"),  # the one that most name
        (((1, 10, 2), (1, 10, 2)), "a"),  # the first by id
        (((1, 10, 0), (1, 10, 1), (0, 0, 1)), "bc"),
        (((9, 11, 9),), ""),
    ],
)
def test_of_sets_that_fit_the_best_is_told_by_units_hours_demand_and_id(
    tasks: tuple[tuple[int, int, int], ...], chosen: str
) -> None:
    assert keys(choose_within(tasks_worth(*tasks), 10)) == chosen


def test_what_is_worth_the_same_is_sorted_by_who_names_it_and_then_as_it_comes() -> None:
    tasks = tasks_worth((1, 10, 5), (2, 20, 7), (1, 10, 5))
    alone = [(each,) for each in tasks]
    for sets in (alone, alone[::-1]):
        ordered = [keys(each) for each in sort_by_worth(sets, tasks)]
        assert ordered == ["b", *(keys(each) for each in sets if keys(each) != "b")]


ALIASES = {"Python": "PYTHON", "Kubernetes": "k8s", "scikit-learn": "sklearn", "SQL": "sql"}


@settings(max_examples=12)  # each asks two plans of a whole edition
@given(
    st.lists(st.sampled_from((*ALIASES, "Tableau", "juggling")), unique=True),
    st.integers(1, 400),
    st.randoms(use_true_random=False),
)
def test_order_duplicates_and_spelling_of_the_input_never_matter(
    names: list[str], hours: int, random: Any
) -> None:
    taxonomy = mlroles.load("2020.1")
    way = plan(names, "data engineer", taxonomy, hours=hours)
    again = [ALIASES.get(name, name) for name in names] + names[:2]
    random.shuffle(again)
    other = plan(again, "data engineer", taxonomy, hours=hours)
    assert (other.steps, other.left_out) == (way.steps, way.left_out)
    assert (other.coverage, other.beyond) == (way.coverage, way.beyond)


# Facts --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def bakery() -> Taxonomy:
    """A role with a cheap trifle, a dear essential and something that opens two others."""
    return make_world(
        roles=[role("baker")],
        skills=[
            skill("flour", kind="language"),
            skill("dough", prerequisites="flour"),
            skill("pastry", prerequisites="flour"),
            skill("garnish"),
            skill("song"),
        ],
        needs=[need("baker", "dough"), need("baker", "pastry"), need("baker", "garnish", "useful")],
    )


def steps(way: Plan) -> list[str]:
    return [f"{step.skill.id} {int(step.start)}-{int(step.goal)}" for step in way]


def test_what_opens_much_comes_early(bakery: Taxonomy) -> None:
    way = plan([], "baker", bakery)
    # 96 units in 140 hours are worth more than 12 in 30; 48 in 110 would be too
    assert steps(way) == ["flour 0-2", "dough 0-2", "pastry 0-2", "garnish 0-2"]
    assert way[0].importance is None
    assert [each.id for each in way[0].leads_to] == ["dough", "pastry"]
    assert [step.gain for step in way] == [0, 444, 444, 112]
    assert way.effort == Effort(70, 170)


def test_the_hours_decide_what_is_learned(bakery: Taxonomy) -> None:
    def within(hours: int) -> list[str]:
        return steps(plan([], "baker", bakery, hours=hours))

    assert within(29) == []
    assert within(30) == within(109) == ["garnish 0-2"]
    assert within(110) == ["flour 0-2", "dough 0-2"]
    assert within(140) == ["flour 0-2", "dough 0-2", "pastry 0-2"]
    assert within(170) == ["flour 0-2", "dough 0-2", "pastry 0-2", "garnish 0-2"]


def test_what_is_left_out_says_what_it_takes(bakery: Taxonomy) -> None:
    way = plan([], "baker", bakery, hours=30)
    assert [(left.skill.id, left.effort.high, left.gain) for left in way.left_out] == [
        ("dough", 110, 444),
        ("pastry", 110, 444),
    ]
    assert [each.id for each in way.left_out[0].before] == ["flour"]
    assert way.left_out[0].importance == "essential"
    assert (way.left_out[0].start, way.left_out[0].goal) == (Level.NONE, Level.WORKING)


def test_a_plan_says_what_is_held_missing_and_beyond(bakery: Taxonomy) -> None:
    way = plan({"dough": 1, "song": None, "garnish": 0, "zither": 2}, "Baker", bakery)
    assert [(held.skill.id, held.level) for held in way.held] == [("dough", Level.AWARENESS)]
    assert [need.skill.id for need in way.missing] == ["dough", "pastry", "garnish"]
    assert [skill.id for skill in way.beyond] == ["song"]
    assert [name.name for name in way.unresolved] == ["zither"]
    assert [skill.id for skill in way.excluded] == ["garnish"]
    assert (way.edition, way.fingerprint) == (bakery.edition, bakery.fingerprint)
    assert (way.role, way.hours) == (bakery.role("baker"), None)


def test_of_two_that_are_worth_the_same_more_people_name_the_first() -> None:
    taxonomy = mlroles.load("2026.1")
    way = plan(["python", "sql"], "data engineer", taxonomy, hours=30)
    (step,) = way
    rivals = [
        left for left in plan(["python", "sql"], "data engineer", taxonomy, hours=1).left_out
        if (left.importance, left.skill.kind) == (step.importance, step.skill.kind)
    ]  # fmt: skip
    assert len(rivals) > 1
    assert step.named_by


def test_a_role_is_named_in_any_way(bakery: Taxonomy) -> None:
    assert plan([], bakery.role("baker"), bakery) == plan([], "BAKER", bakery)
    with pytest.raises(mlroles.UnknownRole, match="no role is called 'backer'; did you mean"):
        plan([], "backer", bakery)


def test_a_list_that_was_read_already_is_taken(bakery: Taxonomy) -> None:
    assert plan(resolve(["dough"], bakery), "baker", bakery) == plan(["dough"], "baker", bakery)


@pytest.mark.parametrize("hours", [0, -1, True, 1.5, "100", "many"])
def test_hours_are_a_whole_number_above_zero(hours: Any, bakery: Taxonomy) -> None:
    with pytest.raises(mlroles.InvalidInput, match="give a whole number, 1 or more") as caught:
        plan([], "baker", bakery, hours=hours)
    assert caught.value.value == hours


def test_ugly_input_is_refused_with_the_reason(bakery: Taxonomy) -> None:
    with pytest.raises(mlroles.InvalidInput, match="skills is one string"):
        plan("dough", "baker", bakery)
    with pytest.raises(mlroles.InvalidInput, match="pass what load returns"):
        plan([], "baker", "2020.1")  # type: ignore[arg-type]


def test_a_plan_is_a_sequence_of_one_line_and_travels(bakery: Taxonomy) -> None:
    way = plan([], "baker", bakery, hours=110)
    assert len(way) == 2
    assert way[-1].skill.id == "dough"
    assert repr(way) == (
        "<Plan baker: steps 2, hours 50 to 110, coverage 0 to 444 permille, edition 1999.1>"
    )
    assert pickle.loads(pickle.dumps(way)) == way
    assert hash(way) == hash(plan([], "baker", bakery, hours=110))


# Where to start -----------------------------------------------------------------------------------


def test_a_step_says_where_to_start(monkeypatch: pytest.MonkeyPatch) -> None:
    world = make_world(
        roles=[role("baker")],
        skills=[skill("dough"), skill("flour")],
        needs=[need("baker", "dough"), need("baker", "flour")],
        resources=[
            {"role": "baker", "skill": key, "title": "Ours", "address": f"https://example.org/{key}",
             "kind": "book", "source": "editorial"}
            for key in ("dough", "flour", "")
        ],
    )  # fmt: skip
    rows = [
        {"skill": "dough", "title": title, "address": "https://example.com", "kind": "course",
         "source": "editorial"}
        for title in ("One", "Two")
    ]  # fmt: skip
    shelf = {**editions.load_guidance(world), "starting_points": rows}
    monkeypatch.setattr("mlroles.planning.steps.load_guidance", lambda _: shelf)
    dough, flour = plan([], "baker", world)
    assert [(place.title, place.kind) for place in dough.starting_points] == [
        ("One", "course"),
        ("Two", "course"),
    ]
    assert dough.starting_points[0].sources == ("editorial",)
    assert dough.starting_points[0].address == "https://example.com"
    assert [place.address for place in flour.starting_points] == ["https://example.org/flour"]
    del shelf["starting_points"]
    for step in plan([], "baker", world):
        (place,) = step.starting_points
        assert (place.title, place.address) == ("Ours", f"https://example.org/{step.skill.id}")


# Every role of every edition ----------------------------------------------------------------------

SHIPPED = [
    pytest.param(name, role, id=f"{name}-{role}")
    for name in mlroles.list_editions()
    for role in mlroles.load(name).roles
]


@pytest.mark.parametrize(("name", "to"), SHIPPED)
def test_every_role_has_a_plan_with_an_essential_among_the_first_steps(name: str, to: str) -> None:
    taxonomy = mlroles.load(name)
    for hours in (100, 1000, None):
        way = plan([], to, taxonomy, hours=hours)
        assert way.coverage == 0
        assert way.reached == measure_coverage(taxonomy.roles[to], learned(way, [], taxonomy))
    assert way.reached == 1000
    assert "essential" in [step.importance for step in way[:5]]

"""Reviews of teams: laws by comparison with the definition, readings by example, faults at once."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mlroles
from mlroles.errors import InvalidInput, UnknownProject
from mlroles.matching import measure_coverage
from mlroles.model import Level
from mlroles.teams import Deliverable, Project, review_team
from mlroles.teams.projects import find_project
from strategies import ROLES, taxonomies
from teamworld import BREAD, KITCHEN
from worlds import make_world, need, role, skill

if TYPE_CHECKING:
    from mlroles.taxonomy import Taxonomy
    from mlroles.teams import Team

FOUR = make_world(
    roles=[role(key) for key in ROLES],
    skills=[skill(f"own-{key}") for key in ROLES],
    needs=[need(key, f"own-{key}") for key in ROLES],
)
IDS = ("one", "two", "three", "four")
Wears = dict[str, list[str]]


@st.composite
def projects(draw: st.DrawFn) -> Project:
    """Four deliverables, each for a later one, for an earlier one too, or for the clients."""
    rows = []
    for at, key in enumerate(IDS):
        later = st.sampled_from((*IDS[at + 1 :], "clients"))
        serves = draw(st.lists(later, min_size=1, max_size=2, unique=True))
        back = draw(st.lists(st.sampled_from(IDS[:at]), max_size=1)) if at else []
        makers = draw(st.lists(st.sampled_from(ROLES), min_size=1, max_size=2, unique=True))
        part = draw(st.sampled_from(("essential", "helpful")))
        rows.append(Deliverable(key, key, part, tuple(makers), (*serves, *back)))
    return Project("drawn", "Drawn", "Drawn by chance.", tuple(rows))


wears = st.dictionaries(
    st.sampled_from(("Ada", "Grace", "Mary")),
    st.lists(st.sampled_from((*ROLES, "juggler")), max_size=3),
    max_size=3,
)


def by_hand(project: Project, worn: set[str]) -> set[str]:
    """The deliverables that these hats make, and that somebody takes: the definition, spelt out."""
    made = {each.id for each in project.deliverables if worn & set(each.makers)}
    return {
        each.id
        for each in project.deliverables
        if each.id in made and {*made, "clients"} & set(each.serves)
    }


def closed(team: Team) -> set[str]:
    return {each.deliverable.id for each in team.deliveries if each.is_closed}


def worn_by(given: Wears) -> set[str]:
    return {hat for hats in given.values() for hat in hats} & set(ROLES)


# Laws ---------------------------------------------------------------------------------------------


@given(projects(), wears)
def test_what_is_closed_and_by_whom_is_as_defined(project: Project, given: Wears) -> None:
    team = review_team(given, FOUR, project=project)
    assert closed(team) == by_hand(project, worn_by(given))
    essential = {each.id for each in project.deliverables if each.part == "essential"}
    assert team.complete == (essential <= closed(team))
    for row in team.deliveries:
        own = [n for n in sorted(given) if set(given[n]) & set(row.deliverable.makers)]
        assert list(row.makers) == own
        assert (row.state == "alone") == (row.is_closed and len(own) == 1)
        assert bool(row.parties) == ("clients" in row.deliverable.serves)


@given(projects(), wears)
def test_a_hat_more_closes_exactly_what_is_said(project: Project, given: Wears) -> None:
    team = review_team(given, FOUR, project=project)
    said = {each.role.id: {row.id for row in each.closes} for each in team.additions}
    found = {}
    for key in ROLES:
        more = closed(review_team({**given, "Zoe": key}, FOUR, project=project)) - closed(team)
        if more:
            found[key] = more
    assert said == found
    for each in team.trainings:
        hats = [*given[each.member], each.role.id]
        then = review_team({**given, each.member: hats}, FOUR, project=project)
        assert closed(then) - closed(team) == {row.id for row in each.closes}
    assert team.complete or team.additions  # there is always a way on


@given(projects(), wears)
def test_the_best_comes_first(project: Project, given: Wears) -> None:
    team = review_team(given, FOUR, project=project)
    worth = [(-each.essentials, -len(each.closes)) for each in team.additions]
    assert worth == sorted(worth)
    ease = [(-each.essentials, -(each.coverage or 0)) for each in team.trainings]
    assert ease == sorted(ease)


@settings(max_examples=30)  # each draws a taxonomy, which takes time
@given(taxonomies(), projects(), wears)
def test_what_a_member_brings_is_what_the_hats_need(
    world: Taxonomy, project: Project, given: Wears
) -> None:
    team = review_team(given, world, project=project)
    for each in team.trainings:
        held: dict[str, Level | None] = {}
        for hat in set(given[each.member]) & set(ROLES):
            for own in world.roles[hat].needs:
                held[own.skill.id] = max(held.get(own.skill.id) or Level.NONE, own.level)
        assert (each.coverage, each.basis) == (measure_coverage(each.role, held), "hats")
        lacking = [n for n in each.role.needs if (held.get(n.skill.id) or 0) < n.level]
        assert list(each.missing) == lacking
    able = {name for name in given if set(given[name]) & set(ROLES)}
    assert {each.member for each in team.trainings} == (able if team.additions else set())


@given(projects(), wears, wears)
def test_a_member_more_never_opens_what_is_closed(
    project: Project, given: Wears, more: Wears
) -> None:
    before = review_team(given, FOUR, project=project)
    newcomers = {f"New {name}": hats for name, hats in more.items()}
    after = review_team({**given, **newcomers}, FOUR, project=project)
    assert closed(before) <= closed(after)


MEMBERS = st.one_of(
    st.sampled_from(("baker", "Boulanger", "Shop hand", "juggler", "oven")),
    st.lists(st.sampled_from(("baker", "waiter", "Cashier", "Shop hand")), max_size=3),
    st.builds(
        lambda name, hats: {"name": name, "wears": hats},
        st.sampled_from(("Ada", " Ada ", "Grace", "Baker", "Baker 1")),
        st.lists(st.sampled_from(("miller", "Shop hand", "servant")), max_size=2),
    ),
    st.builds(
        lambda skills: {"skills": skills},
        st.lists(st.sampled_from(("oven", "dough", "Smile", "till", "juggling")), max_size=3),
    ),
)


@given(st.lists(MEMBERS, max_size=6), st.randoms())
def test_the_order_of_members_and_hats_never_matters(given: list[Any], random: Any) -> None:
    mixed = [sorted(each, reverse=True) if isinstance(each, list) else each for each in given]
    random.shuffle(mixed)
    for project in (BREAD, None):
        team = review_team(given, KITCHEN, project=project)
        assert team == review_team(mixed, KITCHEN, project=project)
    names = [member.name for member in team.members]
    assert len(set(names)) == len(names)


@given(wears)
def test_a_name_or_a_hat_said_twice_is_said_once(given: Wears) -> None:
    once = [{"name": name, "wears": hats} for name, hats in given.items()]
    twice = [{"name": name, "wears": hats * 2} for name, hats in given.items()]
    assert review_team(given, KITCHEN) == review_team([*once, *twice], KITCHEN)


# How members are read -----------------------------------------------------------------------------


def only(given: object, taxonomy: Taxonomy = KITCHEN) -> Any:
    """The one member that this is."""
    (member,) = review_team([given], taxonomy).members
    return member


@pytest.mark.parametrize(
    ("given", "hats"),
    [
        ("baker", "baker"),
        ("BOULANGER", "baker"),
        (["baker", "waiter", "baker"], "baker waiter"),
        pytest.param({"baker", "waiter"}, "baker waiter", id="a set"),
        (KITCHEN.role("miller"), "miller"),
        ([KITCHEN.role("miller"), "herald"], "herald miller"),
        ({"wears": "baker"}, "baker"),
        ({"name": "Ada", "wears": ["baker", "Cashier"]}, "baker cashier"),
        (mlroles.match(["oven", "dough"], KITCHEN), "baker"),
        ([mlroles.match(["oven", "dough"], KITCHEN), "waiter"], "baker waiter"),
        ({"skills": ["oven", "dough"]}, "baker"),
        ({"skills": {"oven": 2, "dough": "working"}}, "baker"),
        ({"wears": "waiter", "skills": ["oven", "dough"]}, "waiter"),
        ({"wears": [], "skills": ["oven", "dough"]}, ""),
        ([], ""),
    ],
    ids=repr,
)
def test_a_member_is_read(given: object, hats: str) -> None:
    member = only(given)
    assert " ".join(hat.id for hat in member.hats) == hats
    assert member.unsettled == ()


def test_a_reading_of_a_title_is_as_good_as_the_title(edition: Taxonomy) -> None:
    reading = mlroles.find_role("Senior Data Engineer (m/f/d)", edition)
    assert [hat.id for hat in only(reading, edition).hats] == ["data-engineer"]
    assert only(reading, edition).name == "Data engineer"


@pytest.mark.parametrize(
    ("given", "said", "reason", "candidates"),
    [
        ("Shop hand", "Shop hand", "several", "waiter cashier"),
        ("servant", "servant", "several", "waiter cashier"),
        ("juggler", "juggler", "none", ""),
        ("oven", "oven", "skill", ""),
        ({"skills": []}, "no skill that is known", "none", ""),
        ({"skills": ["juggling"]}, "no skill that is known", "none", ""),
        ({"skills": ["oven", "till"]}, "Oven, Till", "several", "baker cashier waiter"),
    ],
    ids=repr,
)
def test_what_is_no_single_role_is_reported_and_counts_for_none(
    given: object, said: str, reason: str, candidates: str
) -> None:
    member = only(given)
    (unsettled,) = member.unsettled
    assert (unsettled.given, unsettled.reason, member.hats) == (said, reason, ())
    assert {role.id for role in unsettled.candidates} == set(candidates.split())


def test_other_work_is_none_of_the_roles(tiny: Taxonomy) -> None:
    member = only({"skills": ["tax return"]}, tiny)
    assert [(each.reason, each.candidates) for each in member.unsettled] == [("none", ())]


def test_an_unknown_skill_is_reported() -> None:
    member = only({"name": "Ada", "skills": ["oven", "juggling"]})
    assert [name.name for name in member.profile.unresolved] == ["juggling"]
    assert 'not known: "juggling"' in str(review_team([{"skills": ["juggling"]}], KITCHEN))


def test_those_without_a_name_are_called_by_what_they_wear() -> None:
    given = ["baker", "baker", {"name": "Baker 1", "wears": "miller"}, [], ["waiter", "Shop hand"]]
    assert [member.name for member in review_team(given, KITCHEN).members] == [
        "Baker 1", "Baker 2", "Baker 3", "Somebody", "Waiter and Shop hand",
    ]  # fmt: skip
    given = ["baker", {"name": "Baker", "wears": "miller"}]
    named = {each.name: each.hats[0].id for each in review_team(given, KITCHEN).members}
    assert named == {"Baker": "miller", "Baker 1": "baker"}


def test_what_one_knows_counts_before_what_the_hats_need() -> None:
    given = [{"name": "Ada", "wears": "baker", "skills": {"smile": 1, "till": None}}]
    team = review_team(given, KITCHEN, project=BREAD)
    by_role = {str(each.role.id): each for each in team.trainings}
    assert by_role["waiter"].basis == "skills"
    assert by_role["waiter"].coverage == measure_coverage(
        KITCHEN.role("waiter"), {"smile": Level(1), "till": None}
    )
    assert [need.skill.id for need in by_role["waiter"].missing] == ["smile"]


def test_nobody_says_what_somebody_of_whom_nothing_is_known_might_learn() -> None:
    team = review_team({"Ada": "juggler", "Grace": {"skills": ["no"]}}, KITCHEN, project=BREAD)
    assert team.additions
    assert team.trainings == ()


FAULTS = [
    ("baker", "pass a list of members"),
    (b"baker", "pass a list of members"),
    (7, "pass a list of members"),
    (KITCHEN.role("baker"), "pass a list of members"),
    (mlroles.match(["oven"], KITCHEN), "pass a list of members"),
    ({"name": "Ada", "wears": "baker"}, "is one member"),
    ([7], r"members\[0\]: 7 is no hat"),
    ([None], r"members\[0\]: None is no hat"),
    (["  "], r"members\[0\]: '  ' is no hat"),
    ([[["baker"]]], "no hat"),
    ([{"wears": {"baker": 1}}], "no hat"),
    ([{"oven": 3}], r"its keys may be name, wears \(hats\) and skills"),
    ([{"name": "Ada"}], "its keys may be"),
    ([{}], "its keys may be"),
    ([{"wears": None, "skills": None}], "its keys may be"),
    ([{"name": 7, "wears": "baker"}], "7 is no name of a member"),
    ([{"name": " ", "wears": "baker"}], "no name of a member"),
    ({7: "baker"}, r"members\[7\]: 7 is no name of a member"),
    ({"": "baker"}, "no name of a member"),
    ({"Ada": {"skills": "SQL"}}, r"members\['Ada'\]: skills is one string"),
    ({"Ada": {"skills": {"oven": 9}}}, "9 is no level"),
    ([mlroles.match(["sql"], mlroles.load("2020.1"))], "this match comes from edition 2020.1"),
    ([{"name": "Ada", "skills": ["oven"]}, {"name": "Ada", "skills": ["dough"]}],
     "Ada: skills are given twice"),
]  # fmt: skip


@pytest.mark.parametrize(("members", "said"), FAULTS, ids=[repr(given)[:40] for given, _ in FAULTS])
def test_what_is_no_team_is_an_error_that_says_where(members: object, said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        review_team(members, KITCHEN)


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(InvalidInput) as caught:
        review_team([7, "baker", {"x": 1}], KITCHEN)
    lines = str(caught.value).split("\n")
    assert lines[0] == "members cannot be read:"
    assert [line.split(":")[0] for line in lines[1:]] == ["  members[0]", "  members[2]"]


def test_one_list_of_skills_given_twice_is_no_fault() -> None:
    ada = {"name": "Ada", "skills": ["oven", "dough"]}
    assert review_team([ada, {"name": "Ada", "wears": "miller"}, ada], KITCHEN).members[0].hats == (
        KITCHEN.role("baker"),
        KITCHEN.role("miller"),
    )


# Projects -----------------------------------------------------------------------------------------


def bread(**changes: Any) -> Project:
    """The project, its second deliverable changed."""
    rows = list(BREAD.deliverables)
    rows[1] = attrs.evolve(rows[1], **changes)
    return attrs.evolve(BREAD, deliverables=tuple(rows))


@pytest.mark.parametrize(
    ("project", "said"),
    [
        (attrs.evolve(BREAD, deliverables=()), "it asks for nothing"),
        (bread(id="flour"), "flour stands there twice"),
        (bread(id="clients"), "clients is the id of a party"),
        (bread(part="nice"), "loaf is 'nice'; it may be essential or helpful"),
        (bread(makers=()), "loaf is made by nobody"),
        (bread(makers=("cook", "herald")), "loaf is made by cook, herald"),
        (bread(serves=()), "loaf serves nothing, which leads to no party"),
        (bread(serves=("loaf",)), "loaf serves loaf, which leads"),
        (bread(serves=("flour", "users")), "flour serves loaf, which leads"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_project_that_does_not_hang_together_is_an_error(project: Project, said: str) -> None:
    with pytest.raises(InvalidInput, match="'bread' cannot be reviewed with edition") as caught:
        review_team(["baker"], KITCHEN, project=project)
    assert said in str(caught.value)


def test_a_shipped_project_asks_nothing_of_a_world_without_its_roles() -> None:
    with pytest.raises(InvalidInput, match="name the id of a role of this edition"):
        review_team(["baker"], KITCHEN, project="dashboard")


def test_a_project_is_called_by_its_id_or_its_name(edition: Taxonomy) -> None:
    for name in ("llm-application", "LLM application", " llm_Application"):
        assert find_project(name, edition).id == "llm-application"
    with pytest.raises(UnknownProject) as caught:
        find_project("dashboards", edition)
    assert caught.value.suggestions == ("dashboard",)
    with pytest.raises(UnknownProject, match="'data-platform'"):
        find_project("zzz", edition)
    with pytest.raises(InvalidInput, match="pass the name of a kind of project") as refused:
        find_project(7, edition)  # type: ignore[arg-type]  # on purpose
    assert "dashboard" in refused.value.suggestions


def test_a_project_is_asked_of_an_edition_by_the_roles_that_it_has(edition: Taxonomy) -> None:
    for each in find_project("research", edition).deliverables:
        assert set(each.makers) <= set(edition.roles)
    listed = {each.id: each for each in mlroles.list_projects(edition)}
    assert "research-scientist" in listed["research"].deliverables[0].makers


# What a review says -------------------------------------------------------------------------------


def test_a_hat_that_makes_nothing_of_it_is_spare() -> None:
    team = review_team({"Ada": ["baker", "herald"], "Grace": "waiter"}, KITCHEN, project=BREAD)
    assert (team.complete, [role.id for role in team.spare]) == (True, ["herald"])
    assert review_team(["herald"], KITCHEN).spare == ()


def test_the_likelier_maker_is_named_first_among_equals() -> None:
    helpless = attrs.evolve(BREAD, deliverables=BREAD.deliverables[:3])
    team = review_team(["baker"], KITCHEN, project=bread_without_feast(helpless))
    assert [each.role.id for each in team.additions] == ["cashier", "waiter"]
    assert [row.id for row in team.additions[0].closes] == ["loaf", "sale"]


def bread_without_feast(project: Project) -> Project:
    rows = tuple(attrs.evolve(row, serves=row.serves[:1]) for row in project.deliverables)
    return attrs.evolve(project, deliverables=rows)


def test_without_a_project_nothing_is_missing() -> None:
    team = review_team({"Ada": ["miller", "baker"], "Grace": "waiter"}, KITCHEN)
    assert (team.complete, team.deliveries, team.additions, team.trainings) == (None, (), (), ())
    said = {(row.handoff.artefact, row.way, row.makers, row.takers) for row in team.exchanges}
    assert said == {
        ("flour", "within", ("Ada",), ("Ada",)),
        ("bran", "within", ("Ada",), ("Ada",)),
        ("loaves", "within", ("Ada",), ("Grace",)),
        ("rolls", "out", ("Ada",), ()),
        ("a served loaf", "out", ("Grace",), ()),
        ("wishes", "in", (), ("Grace",)),
        ("news", "in", (), ("Ada",)),
    }
    assert {row.producer for row in team.exchanges if row.way == "in"} == {"Clients", "Herald"}


def test_a_review_says_itself_in_one_line_and_travels() -> None:
    team = review_team({"Ada": "baker", "Grace": {"skills": ["no", "till"]}}, KITCHEN)
    assert repr(team) == "<Team of 2 members: 5 hand-offs, edition 1999.1>"
    judged = review_team(["baker"], KITCHEN, project=BREAD)
    assert repr(judged) == (
        "<Team of 1 member for bread: not complete, 1 of 5 deliverables, edition 1999.1>"
    )
    assert "for bread: complete, 5 of 5" in repr(
        review_team(["baker", "waiter"], KITCHEN, project=BREAD)
    )
    assert repr(BREAD) == "<Project bread: 5 deliverables>"
    for value in (team, judged):
        assert pickle.loads(pickle.dumps(value)) == value


def test_a_taxonomy_is_a_taxonomy() -> None:
    with pytest.raises(InvalidInput, match="pass what load returns"):
        review_team(["baker"], "2020.1")  # type: ignore[arg-type]  # on purpose

"""What a match says beyond the laws: outcomes, ties, options, and errors that name the value."""

from __future__ import annotations

import copy
import pickle
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import mlroles
from mlroles.errors import InvalidInput, UnknownRole
from mlroles.matching import measure_coverage
from mlroles.model import Level
from mlroles.resolution import Profile, resolve
from worlds import TINY, make_world, need, role, skill

if TYPE_CHECKING:
    from collections.abc import Callable

    from mlroles.taxonomy import Taxonomy


def test_the_best_is_the_first_only_if_ranked(tiny: Taxonomy) -> None:
    ranked = mlroles.match(["bread"], tiny)
    assert ranked.outcome == "ranked"
    assert ranked.best is ranked[0]
    for names in ([], ["smile"], ["tax-return"]):
        assert mlroles.match(names, tiny).best is None


def test_nothing_known_is_not_enough(tiny: Taxonomy) -> None:
    answer = mlroles.match(["juggling"], tiny)
    assert (answer.outcome, answer.breadth) == ("insufficient", None)
    assert [fit.share for fit in answer] == [500, 500]
    assert [fit.counted for fit in answer] == [0, 0]


def test_a_lead_has_to_be_clear(tiny: Taxonomy) -> None:
    scoring = tiny.scoring
    for names in (["oven"], ["bread"], ["oven", "c"], ["c"]):
        answer = mlroles.match(names, tiny)
        lead = answer[0].evidence - answer[1].evidence
        clear = lead * scoring.discount >= scoring.lead * (scoring.discount + len(names))
        assert (answer.outcome == "ranked") == clear


def test_other_work_leads_only_above_the_first_and_above_nothing(tiny: Taxonomy) -> None:
    assert mlroles.match(["tax-return"], tiny).outcome == "outside"
    answer = mlroles.match(["smile"], tiny)  # speaks against every role, and against other work
    assert answer[0].evidence < 0
    assert answer.outside.evidence < 0
    assert answer.outcome == "insufficient"


def test_roles_with_equal_evidence_tie_in_order_of_id(tiny: Taxonomy) -> None:
    answer = mlroles.match(["smile"], tiny)
    assert [fit.role.id for fit in answer.ties] == ["baker", "cook"]
    assert mlroles.match(["bread"], tiny).ties == ()


def test_retired_roles_are_compared_only_when_asked_for(tiny: Taxonomy) -> None:
    assert [fit.role.id for fit in mlroles.match(["smile"], tiny)] == ["baker", "cook"]
    answer = mlroles.match(["smile"], tiny, among=["waiter", tiny.roles["cook"], "Cook"])
    assert [fit.role.id for fit in answer] == ["waiter", "cook"]


def test_one_role_alone_has_the_whole_share(tiny: Taxonomy) -> None:
    answer = mlroles.match(["bread"], tiny, among=["baker"])
    assert (answer[0].share, answer.breadth, answer.outcome) == (1000, 0, "ranked")


def test_among_that_is_no_list(tiny: Taxonomy) -> None:
    among: Any
    for among in ("baker", 7, tiny.roles["baker"]):
        with pytest.raises(InvalidInput, match="pass a list of roles") as caught:
            mlroles.match([], tiny, among=among)
        assert caught.value.value == among
    with pytest.raises(
        InvalidInput, match=r"^among is 7; pass a list of roles, \['data-analyst', …\]$"
    ):
        mlroles.match([], tiny, among=7)  # type: ignore[arg-type]
    for among in ([7], [None], b"baker", [["baker"]]):
        with pytest.raises(UnknownRole):
            mlroles.match([], tiny, among=among)


def test_among_that_is_empty_or_unknown(tiny: Taxonomy) -> None:
    with pytest.raises(InvalidInput, match=r"^among is empty; .* to compare all$") as caught:
        mlroles.match([], tiny, among=[])
    assert caught.value.value == []
    with pytest.raises(UnknownRole, match="did you mean 'baker'"):
        mlroles.match([], tiny, among=["bakr"])


@pytest.mark.parametrize(
    ("prior", "said"),
    [
        ("1850", "no prior called '1850'"),
        (7, "^prior is 7; pass a mapping of roles to numbers"),
        ({"baker": 1}, "says nothing of cook"),
        ({"baker": 0, "cook": 0}, "^prior is zero for every role compared; .* above zero$"),
        ({"baker": -1, "cook": 1}, "^prior gives 'baker' -1; give it a number from zero up"),
        ({"baker": float("nan"), "cook": 1}, "from zero up"),
        ({"baker": float("inf"), "cook": 1}, "from zero up"),
        ({"baker": "many", "cook": 1}, "from zero up"),
        ({"baker": None, "cook": 1}, "from zero up"),
    ],
    ids=range(9),
)
def test_a_prior_that_will_not_do(tiny: Taxonomy, prior: Any, said: str) -> None:
    with pytest.raises(InvalidInput, match=said) as caught:
        mlroles.match(["oven"], tiny, prior=prior)
    assert caught.value.value is (prior["baker"] if "from zero up" in said else prior)


def test_a_prior_names_all_that_it_lacks(tiny: Taxonomy) -> None:
    among = ["waiter", "cook", "baker"]
    with pytest.raises(InvalidInput, match=r"^prior says nothing of cook, waiter; give each"):
        mlroles.match(["oven"], tiny, among=among, prior={"baker": 1})


def test_a_prior_counts_in_proportion(tiny: Taxonomy) -> None:
    third: dict[str, Any] = {"baker": Fraction(1, 3), "Cook": "2/3"}
    shares = [fit.share for fit in mlroles.match([], tiny, prior=third)]
    assert shares == [333, 667]
    assert mlroles.match([], tiny, prior={"baker": 0, "cook": 5})[0].share == 0
    assert mlroles.match([], tiny, prior={"baker": 0.5, "cook": 0.5})[0].share == 500
    assert mlroles.match([], tiny, prior=third).prior == (("baker", "1/3"), ("cook", "2/3"))


def test_a_mix_of_the_edition_is_a_prior_by_name(edition: Taxonomy) -> None:
    by_name = mlroles.match(["sql"], edition, prior="kaggle-2020")
    by_hand = mlroles.match(["sql"], edition, prior=edition.priors["kaggle-2020"])
    assert by_name == by_hand
    with pytest.raises(InvalidInput, match="did you mean 'kaggle-2020'"):
        mlroles.match(["sql"], edition, prior="kaggle")


@pytest.mark.parametrize("taxonomy", ["2020.1", 2020, {}], ids=["name", "number", "mapping"])
def test_what_is_no_taxonomy(taxonomy: Any) -> None:
    with pytest.raises(InvalidInput, match="pass what load returns"):
        mlroles.match([], taxonomy)


def test_counted_is_the_counted_part_by_size(tiny: Taxonomy) -> None:
    answer = mlroles.match(["oven", "bread"], tiny, among=["baker"])
    sizes = {reason.basis: abs(reason.weight) for reason in answer[0].reasons}
    assert set(sizes) == {"counted", "prior"}
    assert answer[0].counted == 1000 * sizes["counted"] // sum(sizes.values())


def test_reasons_come_heaviest_first_and_cite_the_need(tiny: Taxonomy) -> None:
    (fit, *_) = mlroles.match(["stone-oven", "bread", "oven"], tiny)
    weights = [abs(reason.weight) for reason in fit.reasons]
    assert weights == sorted(weights, reverse=True)
    assert all(reason.sources == ("editorial",) for reason in fit.reasons)
    assert {reason.skill.id: reason.basis for reason in fit.reasons} == {
        "bread": "prior",
        "oven": "counted",
        "stone-oven": "borrowed",
    }


def test_coverage_by_hand(tiny: Taxonomy) -> None:
    # the baker needs the oven at 2 and bread at 4, both essential
    for skills, permille in (
        ({"oven": 2, "bread": 4}, 1000),
        ({"oven": None, "bread": 1}, 625),
        ({"oven": 1}, 250),
        ({"bread": 3}, 375),
        ({"c": 4}, 0),
    ):
        answer = mlroles.match(skills, tiny, among=["baker"])
        assert answer[0].coverage == permille


def test_a_match_is_a_sequence_of_fits(tiny: Taxonomy) -> None:
    answer = mlroles.match(["bread"], tiny)
    first, *others = answer
    assert (first, len(answer), answer[-1]) == (answer[0], 2, others[-1])
    assert answer[:1] == (first,)
    assert list(reversed(answer)) == [*others, first]
    assert (first in answer, answer.index(others[0]), answer.count(first)) == (True, 1, 1)
    with pytest.raises(IndexError):
        answer[2]
    assert "Baker" in str(answer)
    assert "Baker" in str(first)


def travel(value: Any) -> Any:
    """To another process and back."""
    return pickle.loads(pickle.dumps(value))


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, travel])
def test_every_value_survives_the_journey(again: Callable[[Any], Any], tiny: Taxonomy) -> None:
    held = {"oven": 2, "wheel": 1, "C/C++": 0, "smile": 0}
    answer = mlroles.match(held, tiny, prior={"baker": 1, "cook": 2})
    assert again(answer) == answer
    assert again(tiny) == tiny
    for value in (answer[0], answer[0].reasons[0], answer.outside, answer.resolved[0],
                  answer.unresolved[0], answer.excluded[0], tiny.roles["baker"]):  # fmt: skip
        assert again(value) == value
        assert hash(again(value)) == hash(value)
    unknown = again(answer.unresolved)
    assert [name.candidates for name in unknown] == [n.candidates for n in answer.unresolved]


def test_every_repr_is_one_short_line(tiny: Taxonomy) -> None:
    answer = mlroles.match(["bread"], tiny)
    fit = answer[0]
    assert repr(answer) == "<Match ranked: baker +0.33 bans of 2 roles, edition 1999.1>"
    assert repr(fit) == (
        "Fit(role=Role(id='baker', name='Baker'), evidence=33, share=823, coverage=500, counted=0)"
    )
    assert repr(mlroles.match(["c"], weighed({"c": (90, 0, 0, 0)}))) == (
        "<Match ranked: baker +0.90 bans of 2 roles, edition 1999.1>"
    )
    assert repr(answer.outside) == "OtherWork(evidence=-30, counted=0)"
    assert repr(fit.reasons[0]) == (
        "Reason(skill=Skill(id='bread', name='Bread', kind='subject'), weight=33, basis='prior')"
    )


def test_a_role_that_needs_nothing_is_never_covered(tiny: Taxonomy) -> None:
    idle = attrs.evolve(tiny.roles["baker"], needs=())
    assert measure_coverage(idle, {"oven": None}) == 0


def test_coverage_counts_importance_and_parts_of_a_level_exactly() -> None:
    needs = (need("cook", "c", "useful", 4), need("cook", "oven", "important", 3),
             *TINY["needs"][:2], need("waiter", "smile"))  # fmt: skip
    cook = make_world([], **{**TINY, "needs": needs}).roles["cook"]
    for levels, permille in (
        ({"c": Level.EXPERT}, 333),
        ({"c": Level.PRACTITIONER}, 250),
        ({"oven": Level.AWARENESS}, 222),
        ({"oven": Level.WORKING, "c": Level.AWARENESS}, 527),
        ({"oven": None, "c": Level.NONE}, 666),
    ):
        assert measure_coverage(cook, levels) == permille


def weighed(rows: dict[str, tuple[int, int, int, int]], **scoring: int) -> Taxonomy:
    """The tiny world with weights of one's own, for baker, cook, waiter and other work."""
    tiny = make_world([], **TINY)
    weights = dict.fromkeys(tiny.skills, ((0, 0, 0, 0), "pppp"))
    weights |= {skill: (row, "cbpp") for skill, row in rows.items()}
    return attrs.evolve(
        tiny,
        weights=attrs.evolve(tiny.weights, rows=weights),
        scoring=attrs.evolve(tiny.scoring, **{"discount": 20, "lead": 20, **scoring}),
    )


@pytest.mark.parametrize(
    ("row", "outcome"),
    [
        # with one name, a lead of 20 after the discount is one of 21 before it
        ((21, 0, 0, 0), "ranked"),
        ((20, 0, 0, 0), "insufficient"),
        ((0, 21, 0, 0), "ranked"),
        ((90, 69, 0, 0), "ranked"),
        ((90, 70, 0, 0), "insufficient"),
        ((0, 0, 90, 0), "insufficient"),  # the waiter is retired and not compared
        # other work has to lead the first role, and to be more than nothing
        ((30, 0, 0, 30), "ranked"),
        ((30, 0, 0, 31), "outside"),
        ((-5, -40, 0, 0), "ranked"),
        ((-5, -40, 0, 1), "outside"),
        ((-5, -5, 0, 0), "insufficient"),
        ((0, 0, 0, 0), "insufficient"),
        ((0, 0, 0, 1), "outside"),
    ],
)
def test_the_outcome_is_decided_at_these_borders(
    row: tuple[int, int, int, int], outcome: str
) -> None:
    answer = mlroles.match(["oven"], weighed({"oven": row}))
    assert answer.outcome == outcome
    assert (answer.best is None) == (outcome != "ranked")


def test_the_more_names_the_longer_the_lead_must_be() -> None:
    just = weighed({"oven": (11, 0, 0, 0), "c": (11, 0, 0, 0)})
    less = weighed({"oven": (11, 0, 0, 0), "c": (10, 0, 0, 0)})
    assert mlroles.match(["oven", "c"], just).outcome == "ranked"
    assert mlroles.match(["oven", "c"], less).outcome == "insufficient"


def test_where_any_lead_will_do_there_has_to_be_one() -> None:
    assert mlroles.match(["c"], weighed({"c": (1, 0, 0, 0)}, lead=0)).outcome == "ranked"
    assert mlroles.match(["c"], weighed({"c": (1, 1, 0, 0)}, lead=0)).outcome == "insufficient"


@pytest.mark.parametrize(("amount", "outcome"), [(21, "ranked"), (20, "insufficient")])
def test_one_role_alone_has_to_lead_over_nothing(amount: int, outcome: str) -> None:
    world = weighed({"c": (amount, 5, 0, 0)})
    assert mlroles.match(["c"], world, among=["baker"]).outcome == outcome


def test_only_the_first_place_ties(tiny: Taxonomy) -> None:
    answer = mlroles.match(["bread"], tiny, among=["baker", "cook", "waiter"])
    assert [fit.evidence for fit in answer] == [33, -37, -37]
    assert answer.ties == ()


def test_equal_reasons_come_in_order_of_id_whatever_their_sign() -> None:
    world = weighed({"bread": (5, 0, 0, 0), "c": (-7, 0, 0, 0), "oven": (-5, 0, 0, 0)})
    (fit,) = mlroles.match(["oven", "bread", "c"], world, among=["baker"])
    assert [(reason.skill.id, reason.weight) for reason in fit.reasons] == [
        ("c", -7), ("bread", 5), ("oven", -5),
    ]  # fmt: skip
    assert fit.evidence == -7


def test_a_reason_says_on_what_it_rests() -> None:
    world = weighed({"oven": (9, -9, 3, 2)})
    answer = mlroles.match(["oven"], world, among=["baker", "cook", "waiter"])
    assert {fit.role.id: fit.reasons[0].basis for fit in answer} == {
        "baker": "counted", "cook": "borrowed", "waiter": "prior",
    }  # fmt: skip
    assert [fit.counted for fit in answer] == [1000, 0, 0]
    assert answer.outside.reasons[0].basis == "prior"
    assert (answer.outside.evidence, answer.outside.counted) == (2, 0)


def test_other_work_is_counted_where_its_own_people_were() -> None:
    world = weighed({"oven": (9, -9, 3, 2)})
    (row, _) = world.weights.rows["oven"]
    for basis, counted in (("pppc", 1000), ("cccp", 0)):
        rows = {**world.weights.rows, "oven": (row, basis)}
        asked = attrs.evolve(world, weights=attrs.evolve(world.weights, rows=rows))
        assert mlroles.match(["oven"], asked).outside.counted == counted


def test_every_figure_is_a_whole_number(tiny: Taxonomy) -> None:
    answer = mlroles.match({"oven": 1, "bread": 3}, tiny)
    for fit in answer:
        figures = (fit.evidence, fit.share, fit.coverage, fit.counted)
        assert {type(each) for each in figures} == {int}
    assert {type(each) for each in (answer.breadth, answer.outside.counted)} == {int}


def test_what_is_left_over_goes_to_the_first_by_id() -> None:
    keys = list("gfedcba")
    world = make_world(
        roles=[role(key) for key in keys],
        skills=[skill(f"own-{key}") for key in keys],
        needs=[need(key, f"own-{key}") for key in keys],
    )
    answer = mlroles.match([], world)
    assert [(fit.role.id, fit.share) for fit in answer] == [
        *((key, 143) for key in "abcdef"), ("g", 142),
    ]  # fmt: skip


def test_breadth_is_measured_before_the_prior(tiny: Taxonomy) -> None:
    for prior in (None, {"baker": 1, "cook": 99}):
        answer = mlroles.match(["oven"], tiny, prior=prior)
        assert answer.breadth == 764  # 1 / (.683 ** 2 + .317 ** 2) less one


def test_a_list_that_was_read_already_has_the_same_answer(tiny: Taxonomy) -> None:
    names = {"oven": 2, "C/C++": 0, "smile": 0, "juggling": 1}
    profile = resolve(names, tiny)
    whole = Profile(profile.held, profile.unresolved, profile.excluded)
    answer = mlroles.match(names, tiny)
    assert mlroles.match(profile, tiny) == mlroles.match(whole, tiny) == answer


def test_a_match_knows_nothing_more_than_its_fields(tiny: Taxonomy) -> None:
    answer: Any = mlroles.match(["oven"], tiny)
    for value in (answer, answer[0], answer.outside):
        with pytest.raises(AttributeError, match="has no attribute 'profile'"):
            _ = value.profile


def test_the_newest_edition_answers_where_none_is_given() -> None:
    assert mlroles.match(["sql"]) == mlroles.match(["sql"], mlroles.load())

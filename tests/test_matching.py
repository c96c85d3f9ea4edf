"""What a match says beyond the laws: outcomes, ties, options, and errors that name the value."""

from __future__ import annotations

import copy
import pickle
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

import mlroles
from mlroles.errors import InvalidInput, UnknownRole
from worlds import TALLY, TINY, make_world

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


@pytest.mark.parametrize("among", ["baker", 7, b"baker"], ids=["text", "number", "bytes"])
def test_among_that_is_no_list(tiny: Taxonomy, among: Any) -> None:
    with pytest.raises((InvalidInput, UnknownRole)):
        mlroles.match([], tiny, among=among)


def test_among_that_is_empty_or_unknown(tiny: Taxonomy) -> None:
    with pytest.raises(InvalidInput, match="among is empty"):
        mlroles.match([], tiny, among=[])
    with pytest.raises(UnknownRole, match="did you mean 'baker'"):
        mlroles.match([], tiny, among=["bakr"])


@pytest.mark.parametrize(
    ("prior", "said"),
    [
        ("1850", "no prior called '1850'"),
        (7, "pass a mapping of roles to numbers"),
        ({"baker": 1}, "says nothing of cook"),
        ({"baker": 0, "cook": 0}, "zero for every role"),
        ({"baker": -1, "cook": 1}, "from zero up"),
        ({"baker": float("nan"), "cook": 1}, "from zero up"),
        ({"baker": float("inf"), "cook": 1}, "from zero up"),
        ({"baker": "many", "cook": 1}, "from zero up"),
        ({"baker": None, "cook": 1}, "from zero up"),
    ],
    ids=range(9),
)
def test_a_prior_that_will_not_do(tiny: Taxonomy, prior: Any, said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        mlroles.match(["oven"], tiny, prior=prior)


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
    assert repr(answer).startswith("<Match ranked: baker +")
    assert "Baker" in str(answer)
    assert "Baker" in str(first)


def travel(value: Any) -> Any:
    """To another process and back."""
    return pickle.loads(pickle.dumps(value))  # our own pickle


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, travel])
def test_every_value_survives_the_journey(again: Callable[[Any], Any], tiny: Taxonomy) -> None:
    held = {"oven": 2, "wheel": 1, "C/C++": 0, "smile": 0}
    answer = mlroles.match(held, tiny, prior={"baker": 1, "cook": 2})
    assert again(answer) == answer
    assert again(tiny) == tiny
    for value in (answer[0], answer[0].reasons[0], answer.unresolved[0], tiny.roles["baker"]):
        assert again(value) == value
    unknown = again(answer.unresolved)
    assert [name.candidates for name in unknown] == [n.candidates for n in answer.unresolved]


def test_a_role_without_needs_left_covers_nothing() -> None:
    world = make_world([TALLY], **TINY)
    assert mlroles.match([], world)[0].coverage == 0

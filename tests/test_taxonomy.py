"""An edition in memory: looked up by any name, built once, never changed."""

from __future__ import annotations

import copy
import pickle
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlroles.errors import UnknownName, UnknownRole, UnknownSkill
from mlroles.model import Overlay
from mlroles.names import fold
from mlroles.taxonomy import Catalogue, Taxonomy, Weights
from strategies import taxonomies
from whole_world import WHOLE, changed, with_rows
from worlds import TALLY, alias, make_world, move, need, role, tiny_world

if TYPE_CHECKING:
    from collections.abc import Callable

    from worlds import Rows


def join(key: str, record: str) -> str:
    return f"{key}: {record}"


FRUIT = {"pear": "green", "apple": "red", "fig": "blue"}


@pytest.fixture
def fruit() -> Catalogue[str]:
    return Catalogue(FRUIT, join, UnknownSkill)


# Catalogues --------------------------------------------------------------------------------------


def test_a_catalogue_is_a_mapping_in_the_order_of_its_records(fruit: Catalogue[str]) -> None:
    assert list(fruit) == fruit._ipython_key_completions_() == ["pear", "apple", "fig"]
    assert len(fruit) == 3
    assert dict(fruit) == {key: join(key, record) for key, record in FRUIT.items()}
    assert "fig" in fruit
    assert "plum" not in fruit
    assert None not in fruit
    assert fruit.get("plum") is None


def test_values_are_built_when_they_are_first_looked_at_and_only_then() -> None:
    built: list[str] = []

    def build(key: str, record: str) -> list[str]:
        built.append(key)
        return [record]

    values = Catalogue(FRUIT, build)
    assert (len(values), "fig" in values, list(values)) == (3, True, list(FRUIT))
    assert built == []
    assert values["fig"] is values["fig"]
    assert built == ["fig"]


def test_two_who_build_a_value_at_once_get_the_same_one() -> None:
    late: list[object] = []

    def build(key: str, record: str) -> object:
        if not late:  # another thread comes in between and is done first
            late.append(None)
            late[0] = values[key]
        return [record]

    values: Catalogue[object] = Catalogue(FRUIT, build)
    assert values["fig"] is late[0]


@pytest.mark.parametrize(
    ("key", "suggestions"), [("figg", ("fig",)), ("zzz", ()), (5, ()), (None, ())]
)
def test_an_unknown_id_is_an_error_of_its_kind_with_ids_nearby(
    fruit: Catalogue[str], key: Any, suggestions: tuple[str, ...]
) -> None:
    with pytest.raises(UnknownSkill) as caught:
        fruit[key]
    assert (caught.value.name, caught.value.suggestions) == (key, suggestions)
    assert pickle.loads(pickle.dumps(caught.value)).suggestions == suggestions
    with pytest.raises(UnknownName):
        Catalogue(FRUIT, join)[key]


def test_a_catalogue_cannot_be_changed(fruit: Catalogue[str]) -> None:
    with pytest.raises(TypeError):
        fruit["plum"] = "x"  # type: ignore[index]  # that is the point
    with pytest.raises(AttributeError):
        fruit.other = 1  # type: ignore[attr-defined]  # that is the point


def test_a_catalogue_travels_without_what_it_has_built(fruit: Catalogue[str]) -> None:
    _ = fruit["fig"]
    other = pickle.loads(pickle.dumps(fruit))
    assert other._built == {}
    assert other == fruit
    assert list(other) == list(fruit)
    with pytest.raises(UnknownSkill):
        other["plum"]
    assert copy.copy(fruit) is fruit
    assert copy.deepcopy(fruit) is fruit


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("", "<Catalogue of 0: >"),
        ("ab", "<Catalogue of 2: a, b>"),
        ("abcde", "<Catalogue of 5: a, b, c, d, e>"),
        ("abcdef", "<Catalogue of 6: a, b, c, d, e, …>"),
    ],
)
def test_the_repr_of_a_catalogue_is_short(keys: str, said: str) -> None:
    assert repr(Catalogue(dict.fromkeys(keys), join)) == said


# Names -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("baker", "baker"), ("Baker", "baker"), (" BAKER. ", "baker"), ("ba-ker", "baker"),
        ("Boulanger", "baker"), ("waiter", "waiter"),
    ],
)  # fmt: skip
def test_a_role_is_found_by_id_name_and_title(tiny: Taxonomy, name: str, role: str) -> None:
    assert tiny.role(name) is tiny.roles[role]


@pytest.mark.parametrize(
    ("name", "suggestions"),
    [
        ("Pastry chef", ("baker", "cook")),
        ("pastry-CHEF", ("baker", "cook")),
        ("Accountant", ()),
        ("bakr", ("baker",)),
        ("head baker", ("baker",)),
        ("", ()),
        ("—", ()),
        ("astronaut", ()),
        (None, ()),
        (5, ()),
        (b"baker", ()),
    ],
)
def test_a_name_of_no_role_or_of_several_is_an_error_with_suggestions(
    tiny: Taxonomy, name: Any, suggestions: tuple[str, ...]
) -> None:
    with pytest.raises(UnknownRole) as caught:
        tiny.role(name)
    assert (caught.value.name, caught.value.suggestions) == (name, suggestions)


def test_a_role_has_a_better_right_to_its_name_than_a_title() -> None:
    title = {"title": "COOK", "roles": "baker", "source": "editorial"}
    assert make_world([], **with_rows(WHOLE, "titles", title)).role("cook").id == "cook"


@pytest.mark.parametrize(
    ("name", "skill"),
    [
        ("oven", "oven"), ("OVEN", "oven"), ("Backofen", "oven"), ("stone oven", "stone-oven"),
        ("C++", "c-plus-plus"), ("c", "c"), ("c plus plus", "c-plus-plus"), ("Grin!", "smile"),
    ],
)  # fmt: skip
def test_a_skill_is_found_by_id_name_and_alias(tiny: Taxonomy, name: str, skill: str) -> None:
    assert tiny.skill(name) is tiny.skills[skill]


@pytest.mark.parametrize(
    ("name", "suggestions"),
    [
        ("C/C++", ("C", "C++")),
        ("smle", ("Smile",)),
        ("oven at home", ("Oven",)),
        ("C/C++ compiler", ("C", "C++")),
        ("", ()),
        ("juggling", ()),
        (None, ()),
        (["oven"], ()),
    ],
)
def test_a_name_of_no_skill_or_of_several_is_an_error_with_names(
    tiny: Taxonomy, name: Any, suggestions: tuple[str, ...]
) -> None:
    with pytest.raises(UnknownSkill) as caught:
        tiny.skill(name)
    assert (caught.value.name, caught.value.suggestions) == (name, suggestions)


def test_what_an_ambiguous_name_means_is_suggested_and_nothing_that_is_only_near() -> None:
    titles = with_rows(
        WHOLE, "titles", {"title": "Pastry chefs", "roles": "waiter", "source": "editorial"}
    )
    world = make_world([], **with_rows(titles, "aliases", alias("C/C+++", "smile")))
    with pytest.raises(UnknownRole) as no_role:
        world.role("pastry chef")
    assert no_role.value.suggestions == ("baker", "cook")
    with pytest.raises(UnknownSkill) as no_skill:
        world.skill("c/c++")
    assert no_skill.value.suggestions == ("C", "C++")


def test_no_more_than_three_ids_are_suggested() -> None:
    flours = Catalogue({f"flour-{at}": "" for at in range(5)}, join, UnknownSkill)
    with pytest.raises(UnknownSkill) as caught:
        flours["flour"]
    assert len(caught.value.suggestions) == 3


def test_no_more_than_three_skills_or_roles_are_suggested() -> None:
    chefs = {"title": "Chef", "roles": "baker cook waiter miller", "source": "editorial"}
    sections: dict[str, Rows] = with_rows(WHOLE, "roles", role("miller"))
    sections = with_rows(sections, "needs", need("miller", "smile", "useful"))
    sections = with_rows(sections, "titles", chefs)
    things = alias("thing", "oven bread c smile", reading="never")
    world = make_world([], **with_rows(sections, "aliases", things))
    assert world.near_skills("a thing") == ("Bread", "C", "Oven")
    with pytest.raises(UnknownRole) as caught:
        world.role("the chef")
    assert caught.value.suggestions == ("baker", "cook", "waiter")


# Ids of old --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def whole() -> Taxonomy:
    """A world that comes after another."""
    return make_world([TALLY], **WHOLE)


def test_an_id_of_old_leads_to_what_it_became(whole: Taxonomy) -> None:
    assert whole.role("servant") is whole.role("Servant") is whole.roles["waiter"]
    assert whole.skill("hearth") is whole.skill("range") is whole.skills["oven"]
    assert whole.weight("servant", "hearth") == whole.weight("waiter", "oven")


@pytest.mark.parametrize(("name", "suggestions"), [("chef", ("baker", "cook")), ("herald", ())])
def test_an_id_that_was_split_or_retired_is_an_error_with_what_it_left(
    whole: Taxonomy, name: str, suggestions: tuple[str, ...]
) -> None:
    with pytest.raises(UnknownRole) as caught:
        whole.role(name)
    assert caught.value.suggestions == suggestions


def test_a_skill_that_was_split_or_retired_is_an_error_with_what_it_left() -> None:
    rows = (
        move("split", "letter", "c c-plus-plus", "skills"),
        move("retired", "quill", "", "skills"),
    )
    world = make_world(**with_rows(WHOLE, "moves", *rows))
    with pytest.raises(UnknownSkill) as split:
        world.skill("letter")
    assert split.value.suggestions == ("C", "C++")
    with pytest.raises(UnknownSkill) as retired:
        world.skill("quill")
    assert retired.value.suggestions == ()


def test_what_was_derived_from_an_id_never_takes_its_place() -> None:
    rows = move("derived-from", "baker", "cook"), move("derived-from", "oven", "c", "skills")
    world = make_world(**with_rows(WHOLE, "moves", *rows))
    assert world.role("baker").id == "baker"
    assert world.skill("oven").id == "oven"


@pytest.mark.parametrize(
    ("section", "row", "name", "expected"),
    [
        ("titles", {"title": "Chef", "roles": "cook", "source": "editorial"}, "chef", "cook"),
        ("titles", {"title": "servant", "roles": "baker", "source": "editorial"}, "Servant",
         "baker"),
        ("roles", role("pixie", name="Servant"), "servant", "pixie"),
    ],
    ids=["title of a split", "title of a renamed one", "name"],
)  # fmt: skip
def test_what_bears_a_name_now_has_a_better_right_to_it_than_an_id_of_old(
    section: str, row: dict[str, str], name: str, expected: str
) -> None:
    world = with_rows(WHOLE, section, row)
    world = with_rows(world, "needs", need("pixie", "c")) if section == "roles" else world
    assert make_world(**world).role(name).id == expected


def test_an_alias_has_a_better_right_to_a_name_than_an_id_of_old() -> None:
    assert (
        make_world(**with_rows(WHOLE, "aliases", alias("Hearth", "bread"))).skill("hearth").id
        == "bread"
    )


# Every name --------------------------------------------------------------------------------------


@given(taxonomies(), st.data())
def test_every_name_means_what_it_folds_to(taxonomy: Taxonomy, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(sorted(taxonomy.names)))
    skill = data.draw(st.sampled_from(taxonomy.names[key]))
    found = taxonomy.skills[skill]
    assert key in {fold(name) for name in (skill, found.name, *(a.name for a in found.aliases))}
    assert taxonomy.skill_names(taxonomy.names[key])[0] == taxonomy.skill(key).name


# Weights -----------------------------------------------------------------------------------------


def test_a_weight_is_found_by_any_names(tiny: Taxonomy) -> None:
    assert tiny.weight("baker", "oven") == tiny.weight("Boulanger", "Backofen") == 15
    assert tiny.weight("cook", "oven") == -20
    assert tiny.weight("waiter", "smile") == 33
    with pytest.raises(UnknownRole):
        tiny.weight("smith", "oven")
    with pytest.raises(UnknownSkill):
        tiny.weight("baker", "anvil")


def test_weights_are_values(tiny: Taxonomy) -> None:
    assert pickle.loads(pickle.dumps(tiny.weights)) == tiny.weights
    assert tiny.weights != Weights(tiny.weights.columns, {})
    assert len(repr(tiny.weights)) < 100


# The whole ---------------------------------------------------------------------------------------


def test_two_taxonomies_of_one_fingerprint_and_the_same_overlays_are_equal(tiny: Taxonomy) -> None:
    twin = tiny_world()
    assert twin is not tiny
    assert twin == tiny
    assert hash(twin) == hash(tiny)
    assert attrs.evolve(tiny, fingerprint="0" * 64) != tiny
    assert attrs.evolve(tiny, overlays=(Overlay("mine", "Mine", "0", "0", "{}"),)) != tiny
    assert attrs.evolve(tiny, origin="released", edition="1998.1") == tiny
    assert tiny != tiny.fingerprint


def test_a_single_cell_makes_another_fingerprint(tiny: Taxonomy) -> None:
    other = make_world([TALLY], **changed(WHOLE, "roles", 1, {"summary": "baker works!"}))
    assert other != make_world([TALLY], **WHOLE) != tiny


@pytest.mark.parametrize(
    ("origin", "said"),
    [
        ("released", "<Taxonomy 1999.1: 3 roles, 7 skills>"),
        ("draft", "<Taxonomy 1999.1 (draft): 3 roles, 7 skills>"),
        ("outside the lock", "<Taxonomy 1999.1 (outside the lock): 3 roles, 7 skills>"),
    ],
)
def test_the_repr_says_where_it_comes_from(tiny: Taxonomy, origin: str, said: str) -> None:
    assert repr(attrs.evolve(tiny, origin=origin)) == said


def test_a_taxonomy_shows_itself_as_text(tiny: Taxonomy) -> None:
    assert "1999.1" in str(tiny)
    assert "Baker" in str(tiny)


def test_a_taxonomy_is_frozen(tiny: Taxonomy) -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        tiny.edition = "x"  # type: ignore[misc]  # that is the point


@pytest.mark.parametrize(
    "again", [copy.copy, copy.deepcopy, lambda whole: pickle.loads(pickle.dumps(whole))],
    ids=["copy", "deepcopy", "pickle"],
)  # fmt: skip
def test_a_taxonomy_travels_and_answers_alike(again: Callable[[Taxonomy], Taxonomy]) -> None:
    whole = make_world([TALLY], **WHOLE)
    _ = whole.role("Boulanger"), whole.skill("oven")
    other = again(whole)
    assert other == whole
    assert list(other.roles.values()) == list(whole.roles.values())
    assert list(other.skills.values()) == list(whole.skills.values())
    assert list(other.sources.values()) == list(whole.sources.values())
    for field in attrs.fields(Taxonomy):
        assert getattr(other, field.name) == getattr(whole, field.name), field.name
    assert other.role("Boulanger") == whole.role("Boulanger")
    with pytest.raises(UnknownRole):
        other.role("Pastry chef")

"""What becomes of a person's list, however ugly."""

from __future__ import annotations

import copy
import pickle
from collections import UserDict
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

from mlroles.errors import InvalidInput
from mlroles.model import Level, Skill
from mlroles.names import SkillId, fold
from mlroles.resolution import Held, Profile, Unresolved, read_level, resolve
from strategies import taxonomies
from worlds import make_world, need, role, skill, tiny_world

if TYPE_CHECKING:
    from collections.abc import Callable

    from mlroles.taxonomy import Taxonomy

HUGE = 10**5000  # more digits than Python will write out


@frozen
class Mention:
    """As found in a text."""

    skill: Skill | str
    text: str
    stance: str = "stated"


class Broken:
    """Nothing that one can go through, whatever its length says."""

    def __len__(self) -> int:
        return 3


def ids(profile: Profile) -> dict[str, Level | None]:
    return {held.skill.id: held.level for held in profile.held}


def misread(profile: Profile) -> list[tuple[str, str]]:
    return [(each.name, each.reason) for each in profile.unresolved]


# What cannot be read -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("skills", "said"),
    [
        ("Python, SQL", "skills is one string, 'Python, SQL'; pass a list of names"),
        ("", "skills is one string, ''"),
        ("x" * 10**6, f"skills is one string, '{'x' * 56}...; pass"),
        (b"oven", "skills is one string, b'oven'"),
        (None, "skills is None; pass a list of names"),
        (5, "skills is 5; pass"),
        (HUGE, "skills is <int too large to show>; pass"),
        (float("nan"), "skills is nan; pass"),
        (object, "skills is <class 'object'>; pass"),
        (Broken(), "Broken object at"),
        (["oven", None], "None is no name of a skill; a name is a string"),
        (["oven", 5], "5 is no name of a skill"),
        ([HUGE], "<int too large to show> is no name of a skill"),
        ([b"oven"], "b'oven' is no name of a skill"),
        ([float("nan")], "nan is no name of a skill"),
        ([["oven"]], "['oven'] is no name of a skill"),
        ([("oven", 3)], "('oven', 3) is no name of a skill"),
        ([{"oven": 3}], "{'oven': 3} is no name of a skill"),
        ({"oven": 3, 5: 3}, "5 is no name of a skill"),
        ({None: None}, "None is no name of a skill"),
        (bytearray(b"oven"), "111 is no name of a skill"),
        (range(3), "0 is no name of a skill"),
        ([Mention(5, "five")], "Mention(skill=5"),  # type: ignore[arg-type]  # that is the point
    ],
    ids=range(23),
)
def test_what_is_no_list_of_names_is_refused_by_its_value(
    tiny: Taxonomy, skills: object, said: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        resolve(skills, tiny)
    assert said in str(caught.value)
    assert len(str(caught.value)) < 200


def test_the_error_holds_the_offending_value(tiny: Taxonomy) -> None:
    for skills, value in (("Python", "Python"), (["oven", 5], 5), ({"oven": 9}, 9), (None, None)):
        with pytest.raises(InvalidInput) as caught:
            resolve(skills, tiny)
        assert caught.value.value == value


def test_a_list_that_is_too_deep_to_show_is_refused_all_the_same(tiny: Taxonomy) -> None:
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(InvalidInput, match="<list too large to show> is no name of a skill"):
        resolve(deep, tiny)


@pytest.mark.parametrize("error", [TypeError, KeyError, ZeroDivisionError])
def test_an_error_in_the_callers_own_generator_is_the_callers(
    tiny: Taxonomy, error: type[Exception]
) -> None:
    def names() -> Any:
        yield "oven"
        raise error

    with pytest.raises(error):
        resolve(names(), tiny)


@pytest.mark.parametrize(
    "level",
    [
        -1, 5, HUGE, -HUGE, True, False, 3.0, 2.5, float("nan"), float("inf"), Decimal(3),
        Fraction(3), "7", "3", "", "expertish", "EXPERT!", b"expert", [3], (), 3j, "\ud800",
        "ß" * 99,
    ],
    ids=range(23),
)  # fmt: skip
def test_what_is_off_the_scale_is_refused_with_the_scale(tiny: Taxonomy, level: object) -> None:
    for read in (read_level, lambda level: resolve({"oven": level}, tiny)):
        with pytest.raises(InvalidInput) as caught:
            read(level)
        said = str(caught.value)
        assert "is no level; the scale is 0 none, 1 awareness, 2 working, 3 practitioner" in said
        assert caught.value.value is level


class Three:
    """An integer of another house, as numpy has them."""

    def __index__(self) -> int:
        return 3


@pytest.mark.parametrize(
    ("level", "read"),
    [
        (None, None), (0, Level.NONE), (4, Level.EXPERT), (Level.WORKING, Level.WORKING),
        (Three(), Level.PRACTITIONER), ("none", Level.NONE), ("Expert", Level.EXPERT),
        (" WORKING\n", Level.WORKING),
    ],
)  # fmt: skip
def test_levels_are_read_as_numbers_and_as_names(level: object, read: Level | None) -> None:
    assert read_level(level) is read


# What can ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "make",
    [
        list, tuple, set, frozenset, iter, dict.fromkeys, lambda names: dict.fromkeys(names).keys(),
        lambda names: (name for name in names), lambda names: map(str, names),
        lambda names: UserDict(dict.fromkeys(names)),
        lambda names: MappingProxyType(dict.fromkeys(names)),
    ],
    ids=range(11),
)  # fmt: skip
def test_any_iterable_or_mapping_will_do(tiny: Taxonomy, make: Callable[[list[str]], Any]) -> None:
    profile = resolve(make(["Oven", "C++", "juggling"]), tiny)
    assert ids(profile) == {"c-plus-plus": None, "oven": None}
    assert misread(profile) == [("juggling", "unknown")]


@pytest.mark.parametrize("nothing", [[], (), {}, set(), iter([]), range(0)])
def test_nothing_is_read_as_nothing(tiny: Taxonomy, nothing: object) -> None:
    assert resolve(nothing, tiny) == Profile((), (), ())


@pytest.mark.parametrize(
    "name",
    [
        "oven", "OVEN", " oven\t", "o-v_e n", "(oven),", "Backofen",
        "\uff2f\uff36\uff25\uff2e",  # full-width letters
        "ov\u200den", "\u200boven\ufeff",  # joiners that nobody sees
        "\u202eoven\u202c", "o\u2066v\u2069en",  # marks of direction
        "o\u00advEN",  # a soft hyphen
        "oven\u2122",
    ],
)  # fmt: skip
def test_how_a_name_is_written_does_not_matter(tiny: Taxonomy, name: str) -> None:
    profile = resolve([name], tiny)
    assert profile == Profile((Held(tiny.skills["oven"], None, (name,)),), (), ())


@pytest.mark.parametrize(
    ("name", "reason", "candidates"),
    [
        ("", "blank", ()),
        (" \n\t", "blank", ()),
        ("—", "blank", ()),
        ("\u200b", "blank", ()),
        ("...", "blank", ()),
        ("C/C++", "ambiguous", ("C", "C++")),
        ("c / c++", "ambiguous", ("C", "C++")),
        ("juggling", "unknown", ()),
        ("ovn", "unknown", ("Oven",)),
        ("an oven of stone", "unknown", ("Oven",)),
        ("oven\x00", "unknown", ("Oven",)),
        ("\x00", "unknown", ()),
        ("\ud800", "unknown", ()),
        ("oven\udfff", "unknown", ("Oven",)),
        ("\u043even", "unknown", ()),  # with a Cyrillic o
        ("🎪", "blank", ()),
        ("'; DROP TABLE skills; --", "unknown", ()),
        ("<script>", "unknown", ()),
    ],
    ids=range(18),
)
def test_what_no_skill_bears_is_said_to_be_unknown_ambiguous_or_blank(
    tiny: Taxonomy, name: str, reason: str, candidates: tuple[str, ...]
) -> None:
    profile = resolve([name], tiny)
    assert misread(profile) == [(name, reason)]
    assert profile.unresolved[0].candidates == candidates
    assert (profile.held, profile.excluded) == ((), ())


def test_a_megabyte_of_name_is_unknown_and_guessed_at_in_no_time(tiny: Taxonomy) -> None:
    for name in ("oven " * 200_000, "x" * 10**6, "é" * 10**6):
        (unresolved,) = resolve([name], tiny).unresolved
        assert (unresolved.name, unresolved.reason) == (name, "unknown")
        assert unresolved.candidates == (("Oven",) if name.startswith("oven") else ())


def test_a_hundred_thousand_names_are_read_each_for_itself(tiny: Taxonomy) -> None:
    names = [f"juggler {at}" for at in range(50_000)] + ["Oven", "c"] * 25_000
    profile = resolve(names, tiny)
    assert ids(profile) == {"c": None, "oven": None}
    assert sorted(each.name for each in profile.unresolved) == sorted(names[:50_000])


@pytest.mark.parametrize(
    ("levels", "held"),
    [
        ({"oven": 3}, Level.PRACTITIONER),
        ({"oven": 3, "OVEN": 1}, Level.PRACTITIONER),
        ({"oven": 1, "OVEN": "expert"}, Level.EXPERT),
        ({"oven": None}, None),
        ({"oven": None, "OVEN": 2}, Level.WORKING),
        ({"oven": 0, "OVEN": 1}, Level.AWARENESS),
        ({"oven": None, "OVEN": 0}, None),
        ({"oven": 0, "OVEN": None}, None),
        ({"oven": 0, "OVEN": None, "Backofen": 4}, Level.EXPERT),
    ],
)
def test_of_several_levels_the_highest_holds_and_none_outranks_zero(
    tiny: Taxonomy, levels: dict[str, Any], held: Level | None
) -> None:
    profile = resolve(levels, tiny)
    assert profile.held == (Held(tiny.skills["oven"], held, tuple(sorted(levels))),)
    assert profile.levels == {"oven": held}
    assert profile.excluded == ()


def test_at_level_zero_a_skill_is_excluded(tiny: Taxonomy) -> None:
    profile = resolve({"smile": 0, "grin": "none", "oven": 0, "c": 1, "juggling": 0}, tiny)
    assert profile.excluded == (tiny.skills["oven"], tiny.skills["smile"])
    assert ids(profile) == {"c": Level.AWARENESS}
    assert misread(profile) == [("juggling", "unknown")]


def test_names_are_kept_as_given_each_once_and_sorted(tiny: Taxonomy) -> None:
    (held,) = resolve(["oven", "Backofen", "OVEN", "oven"], tiny).held
    assert held.names == ("Backofen", "OVEN", "oven")


def test_unresolved_names_are_sorted_and_not_deduplicated(tiny: Taxonomy) -> None:
    assert misread(resolve(["zzz", "", "aaa", "zzz", "C/C++", ""], tiny)) == [
        ("", "blank"), ("", "blank"), ("C/C++", "ambiguous"), ("aaa", "unknown"),
        ("zzz", "unknown"), ("zzz", "unknown"),
    ]  # fmt: skip


def test_no_more_than_three_skills_are_candidates_of_an_ambiguous_name() -> None:
    keys = ["a-one", "a-two", "a-three", "a-four"]
    aliases = [{"alias": "A", "skill": " ".join(keys), "reading": "never", "near": "",
                "source": "editorial"}]  # fmt: skip
    world = make_world(
        roles=[role("baker")],
        skills=[skill(key) for key in keys],
        needs=[need("baker", "a-one")],
        aliases=aliases,
    )
    assert resolve(["a"], world).unresolved[0].candidates == ("A-Four", "A-One", "A-Three")


# Skills and mentions -----------------------------------------------------------------------------


def test_skills_may_be_given_as_values(tiny: Taxonomy) -> None:
    oven, smile = tiny.skills["oven"], tiny.skills["smile"]
    assert resolve([oven], tiny).held == (Held(oven, None, ("oven",)),)
    assert ids(resolve({oven: 3, smile: 0, "OVEN": 1}, tiny)) == {"oven": 3}


def test_a_skill_of_another_taxonomy_means_what_its_id_means_here(tiny: Taxonomy) -> None:
    theirs = Skill(SkillId("oven"), "Kiln", "method", "Not ours.")
    (held,) = resolve([theirs], tiny).held
    assert held.skill is tiny.skills["oven"]
    foreign = Skill(SkillId("kiln"), "Ovens", "tool", "Theirs.")
    (unknown,) = resolve([foreign], tiny).unresolved
    assert (unknown.name, unknown.reason, unknown.candidates) == ("Ovens", "unknown", ("Oven",))


def test_a_skill_is_looked_up_by_its_id_even_where_its_name_is_another_skills(
    tiny: Taxonomy,
) -> None:
    misnamed = Skill(SkillId("anvil"), "Oven", "tool", "Heavy.")
    assert misread(resolve([misnamed], tiny)) == [("Oven", "unknown")]


def test_mentions_are_read_by_their_skill_and_kept_by_their_text(tiny: Taxonomy) -> None:
    oven = tiny.skills["oven"]
    profile = resolve([Mention(oven, "ovens"), Mention("smile", "grinned")], tiny)
    assert profile.held == (
        Held(oven, None, ("ovens",)), Held(tiny.skills["smile"], None, ("grinned",)),
    )  # fmt: skip
    assert misread(resolve([Mention("kilns", "a kiln")], tiny)) == [("kilns", "unknown")]
    assert ids(resolve({Mention(oven, "ovens"): 2}, tiny)) == {"oven": 2}


def test_a_mention_that_the_text_excludes_is_excluded_unless_another_is_not(
    tiny: Taxonomy,
) -> None:
    oven = tiny.skills["oven"]
    excluded = Mention(oven, "no ovens", "excluded")
    assert resolve([excluded], tiny) == Profile((), (), (oven,))
    for other in (Mention(oven, "ovens"), "Backofen", oven):
        profile = resolve([excluded, other], tiny)
        assert (ids(profile), profile.excluded) == ({"oven": None}, ())


# The values --------------------------------------------------------------------------------------


def test_a_profile_is_read_already(tiny: Taxonomy) -> None:
    profile = resolve({"oven": 2, "c": 0, "juggling": 1}, tiny)
    assert resolve(profile, tiny) is profile


def test_a_profile_of_another_edition_is_refused(tiny: Taxonomy, edition: Taxonomy) -> None:
    with pytest.raises(InvalidInput, match="read with another edition: 'oven' is no skill"):
        resolve(resolve(["oven"], tiny), edition)


def again(value: Any) -> list[Any]:
    return [pickle.loads(pickle.dumps(value)), copy.copy(value), copy.deepcopy(value)]


def test_profiles_travel_with_levels_and_candidates(tiny: Taxonomy) -> None:
    profile = resolve({"oven": 2, "C/C++": 1, "smle": 1, "c": 0, "": None}, tiny)
    for other in again(profile):
        assert other == profile
        assert hash(other) == hash(profile)
        assert other.levels == {"oven": Level.WORKING}
        found = [each.candidates for each in other.unresolved]
        assert found == [(), ("C", "C++"), ("Smile",)]


def test_candidates_are_looked_for_once_and_only_when_asked_for() -> None:
    asked: list[None] = []

    def find() -> tuple[str, ...]:
        asked.append(None)
        return ("Oven",)

    unresolved = Unresolved("ovn", "unknown", find)
    assert repr(unresolved) == "Unresolved(name='ovn', reason='unknown')"
    assert unresolved == Unresolved("ovn", "unknown")
    assert hash(unresolved) == hash(Unresolved("ovn", "unknown"))
    assert asked == []
    assert unresolved.candidates == unresolved.candidates == ("Oven",)
    assert asked == [None]


def test_what_is_held_is_equal_by_skill_level_and_names(tiny: Taxonomy) -> None:
    held = Held(tiny.skills["oven"], Level.WORKING, ("oven",))
    for other in again(held):
        assert other == held
        assert hash(other) == hash(held)
    assert held != Held(tiny.skills["oven"], None, ("oven",))
    assert held != Held(tiny.skills["oven"], Level.WORKING, ("OVEN",))
    assert held != Held(tiny.skills["c"], Level.WORKING, ("oven",))


@given(taxonomies(), st.lists(st.text(max_size=9)))
def test_every_name_becomes_one_thing_and_none_is_lost(
    taxonomy: Taxonomy, names: list[str]
) -> None:
    profile = resolve(names, taxonomy)
    given = [name for held in profile.held for name in held.names]
    lost = [each.name for each in profile.unresolved]
    assert sorted({*given, *lost}) == sorted(set(names))
    assert len(lost) == sum(len(taxonomy.names.get(fold(name), ())) != 1 for name in names)


@given(st.lists(st.tuples(st.text(), st.sampled_from([*Level, None]))), st.data())
def test_the_order_of_the_list_leaves_no_trace(
    rows: list[tuple[str, Level | None]], data: st.DataObject
) -> None:
    world = tiny_world()
    names = [*rows, *((name, data.draw(st.sampled_from([*Level, None]))) for name in world.skills)]
    levels = dict(names)
    other = dict(data.draw(st.permutations(list(levels.items()))))
    assert resolve(other, world) == resolve(levels, world)

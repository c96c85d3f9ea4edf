"""What hypothesis draws: taxonomies nobody wrote, and lists of skills nobody has."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import attrs
from hypothesis import strategies as st

import mlroles
from mlroles.model import KINDS, Level, Need
from mlroles.names import SkillId
from mlroles.taxonomy import Catalogue
from mlroles.weighing import Curation, Tally
from worlds import SETTINGS, make_world, need, role, skill

if TYPE_CHECKING:
    from mlroles.taxonomy import Taxonomy

__all__ = [
    "curations",
    "held_levels",
    "names_of",
    "profiles",
    "school",
    "shipped",
    "surveys",
    "taxonomies",
    "worlds",
]

ROLES = ("alpha", "beta", "gamma", "delta")
SKILLS = tuple(f"skill-{letter}" for letter in "abcdefgh")
IMPORTANCE = st.sampled_from(("essential", "important", "useful"))


@cache
def shipped() -> Taxonomy:
    """The smallest edition: laws are asked of it thousands of times."""
    return mlroles.load("2020.1")


@st.composite
def tallies(draw: st.DrawFn) -> Tally:
    """Counts of one source; some roles may not have been asked."""
    asked = draw(st.lists(st.sampled_from(ROLES), min_size=1, unique=True))
    portions = {
        key: draw(st.dictionaries(st.sampled_from(SKILLS), st.integers(1, 90_000), min_size=1))
        for key in asked
    }
    named = {
        key: {skill: 1 + part // 100 for skill, part in row.items()}
        for key, row in portions.items()
    }
    people = {key: 1 + max(row.values()) for key, row in named.items()}
    return Tally("editorial", 1999, people, portions, named)


@st.composite
def taxonomies(draw: st.DrawFn) -> Taxonomy:
    """A taxonomy of four roles and eight skills, with drawn needs and counts."""
    pairs = st.tuples(st.sampled_from(ROLES), st.sampled_from(SKILLS))
    needs = draw(st.dictionaries(pairs, st.tuples(IMPORTANCE, st.integers(1, 4)), max_size=12))
    own = {(key, f"own-{key}"): ("essential", 2) for key in ROLES}
    broader = draw(st.sampled_from(("", SKILLS[0])))
    other = draw(st.lists(st.sampled_from(SKILLS), max_size=2, unique=True))
    return make_world(
        draw(st.lists(tallies(), max_size=2)),
        roles=[role(key) for key in ROLES],
        skills=[
            *(skill(key, broader=broader if key == SKILLS[-1] else "") for key in SKILLS),
            *(skill(f"own-{key}") for key in ROLES),
        ],
        needs=[need(*key, *value) for key, value in {**own, **needs}.items()],
        other_work=[
            {"skill": key, "strength": "strong", "reason": "drawn", "source": "editorial"}
            for key in other
        ],
    )


@cache
def schoolhouse() -> Taxonomy:
    """Two roles, each with a need of its own, and skills that build on nothing yet."""
    return make_world(
        roles=[role(key) for key in ROLES[:2]],
        skills=[*map(skill, SKILLS), *(skill(f"own-{key}") for key in ROLES[:2])],
        needs=[need(key, f"own-{key}") for key in ROLES[:2]],
    )


def as_it_is(_: str, value: Any) -> Any:
    """What a catalogue builds of values that are built already."""
    return value


def earlier(at: int) -> st.SearchStrategy[tuple[SkillId, ...]]:
    """Up to two of the skills before this place."""
    before = [SkillId(key) for key in SKILLS[:at]]
    chosen = st.sets(st.sampled_from(before), max_size=2) if before else st.just(set())
    return chosen.map(lambda some: tuple(sorted(some)))


@st.composite
def school(draw: st.DrawFn) -> Taxonomy:
    """Two roles whose needs are of all kinds and build on others, some on several.

    A skill builds only on those before it. The values of one compiled world are changed, since to
    compile one for each example would take most of the time.
    """
    world = schoolhouse()
    kinds = st.sampled_from(KINDS)
    skills = {
        key: attrs.evolve(
            each,
            kind=draw(kinds),
            prerequisites=draw(earlier(SKILLS.index(key) if key in SKILLS else 0)),
        )
        for key, each in world.skills.items()
    }
    roles = {}
    for key, each in world.roles.items():
        drawn = draw(st.dictionaries(st.sampled_from(SKILLS), IMPORTANCE, max_size=4))
        chosen = {f"own-{key}": "essential", **drawn}
        needs = [
            Need(skills[skill], importance, Level(draw(st.integers(1, 4))))
            for skill, importance in sorted(chosen.items())
        ]
        roles[key] = attrs.evolve(each, needs=tuple(needs))
    return attrs.evolve(world, roles=Catalogue(roles, as_it_is), skills=Catalogue(skills, as_it_is))


def held_levels() -> st.SearchStrategy[dict[str, int | None]]:
    """Some of those skills, at all levels and at none that was given."""
    levels = st.sampled_from((None, 0, 1, 2, 3, 4))
    return st.dictionaries(st.sampled_from(SKILLS), levels, max_size=5)


@st.composite
def surveys(draw: st.DrawFn) -> Tally:
    """Counts of one source, of other work too; everybody names every skill a little."""
    asked = draw(st.lists(st.sampled_from((*ROLES, "outside")), min_size=1, unique=True))
    portions = {
        key: draw(st.fixed_dictionaries(dict.fromkeys(SKILLS, st.integers(1, 30_000))))
        for key in asked
    }
    people = {key: draw(st.integers(1, 99)) for key in asked}
    return Tally("editorial", 1999, people, portions, {}, *draw(st.tuples(*[st.booleans()] * 2)))


@st.composite
def curations(draw: st.DrawFn) -> Curation:
    """Four roles, of which some borrow from the others, and eight skills."""
    order = draw(st.permutations(SKILLS))
    counted = draw(st.lists(st.sampled_from(ROLES), min_size=1, unique=True))
    lenders = st.lists(st.sampled_from(counted), min_size=1, unique=True)
    skills, roles = st.sampled_from(SKILLS), st.sampled_from(ROLES)
    strengths = st.sampled_from(tuple(SETTINGS.other_work))
    return Curation(
        roles=draw(st.permutations(ROLES)),
        broader={key: draw(st.sampled_from((None, *order[:at]))) for at, key in enumerate(order)},
        needs=draw(st.dictionaries(skills, st.dictionaries(roles, IMPORTANCE))),
        other_work=draw(st.dictionaries(skills, strengths, max_size=3)),
        kin={role: draw(lenders) for role in ROLES if role not in counted},
        corrections=draw(
            st.dictionaries(skills, st.dictionaries(roles, st.integers(-60, 60)), max_size=3)
        ),
    )


def worlds() -> st.SearchStrategy[Taxonomy]:
    """The shipped edition as often as a drawn one."""
    return st.one_of(st.builds(shipped), taxonomies())


def names_of(taxonomy: Taxonomy) -> st.SearchStrategy[str]:
    """Ids, names and aliases that mean one skill each."""
    skills = taxonomy.skills.values()
    names = {
        name
        for each in skills
        for name in (each.id, each.name, *(alias.name for alias in each.aliases))
    }
    return st.sampled_from(sorted(name for name in names if _is_clear(name, taxonomy)))


def _is_clear(name: str, taxonomy: Taxonomy) -> bool:
    from mlroles.names import fold

    return len(taxonomy.names[fold(name)]) == 1


def profiles(taxonomy: Taxonomy) -> st.SearchStrategy[list[str]]:
    """Lists of names, some of which nobody knows."""
    unknown = st.sampled_from(("juggling", "", "Z!!", "the trombone"))
    return st.lists(st.one_of(names_of(taxonomy), names_of(taxonomy), unknown), max_size=9)

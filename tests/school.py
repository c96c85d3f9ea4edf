"""Small taxonomies of roles and subjects, for tests of what roles ask for in each."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import attrs
from hypothesis import strategies as st

from mlroles.model import Knowledge, Level
from mlroles.taxonomy import Catalogue
from worlds import make_world, need, role, skill

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mlroles.model import Role
    from mlroles.taxonomy import Taxonomy

__all__ = ["SUBJECTS", "knowledge_of", "make_school", "schools"]

ROLES = ("alpha", "beta", "gamma", "delta")
SUBJECTS = ("statistics", "calculus", "databases", "rhetoric")
LEVELS = st.integers(0, 4)

Levels = tuple[int, int]


def make_school(rows: Mapping[tuple[str, str], Levels]) -> Taxonomy:
    """Four roles, the last retired, with these rows of knowledge.

    Each row is a role and a subject, and the levels to enter and to grow.
    """
    empty = _empty_school()
    known: dict[str, tuple[Knowledge, ...]] = dict.fromkeys(ROLES, ())
    for (key, subject), (enter, grow) in rows.items():
        note = f"{key} and {subject}."
        row = Knowledge(empty.skill(subject), Level(enter), Level(grow), note, ("editorial",))
        known[key] += (row,)
    roles = {key: attrs.evolve(empty.role(key), knowledge=row) for key, row in known.items()}
    return attrs.evolve(empty, roles=Catalogue(roles, _as_it_is))


def _as_it_is(_key: str, role: Role) -> Role:
    return role


@cache
def _empty_school() -> Taxonomy:
    """Statistics and calculus are mathematics, A/B tests statistics; nobody is asked for any."""
    return make_world(
        roles=[*(role(key) for key in ROLES[:-1]), role(ROLES[-1], status="retired")],
        skills=[
            skill("mathematics", kind="subject"),
            skill("statistics", kind="subject", broader="mathematics"),
            skill("ab-tests", "A/B tests", kind="subject", broader="statistics"),
            skill("calculus", kind="subject", broader="mathematics"),
            skill("databases", kind="subject"),
            skill("rhetoric", kind="subject"),
            skill("python", kind="language"),
            skill("sql", "SQL", kind="language"),
            skill("model-training", "Model training", kind="method"),
            *(skill(f"own-{key}") for key in ROLES),
        ],
        aliases=[
            {"alias": "stats", "skill": "statistics", "reading": "anywhere", "near": "",
             "source": "editorial"},
        ],
        needs=[
            *(need(key, f"own-{key}") for key in ROLES),
            need("alpha", "python", "important", 3),
            need("alpha", "sql", "essential", 4),
            need("beta", "python", "useful", 4),
            need("gamma", "python", "essential", 2),
            need("gamma", "model-training", "important", 1),
        ],
        statements=[
            {"role": "gamma", "aspect": "avoids", "source": "editorial",
             "text": "Would rather not write software at night."},
            {"role": "beta", "aspect": "avoids", "source": "editorial",
             "text": "Would rather not be asked for mathematics."},
        ],
    )  # fmt: skip


@st.composite
def schools(draw: st.DrawFn) -> Taxonomy:
    """A school with drawn rows; some roles may have none."""
    pairs = st.tuples(st.sampled_from(ROLES), st.sampled_from(SUBJECTS))
    levels = st.tuples(LEVELS, LEVELS).map(lambda pair: (min(pair), max(pair)))
    return make_school(draw(st.dictionaries(pairs, levels, max_size=14)))


def knowledge_of(subjects: tuple[str, ...] = SUBJECTS) -> st.SearchStrategy[dict[str, int]]:
    """What somebody knows: a level for some of the subjects."""
    return st.dictionaries(st.sampled_from(subjects), LEVELS)

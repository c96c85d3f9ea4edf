"""Small taxonomies of roles and subjects, for tests of what roles ask for in each."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import attrs
from hypothesis import strategies as st

import mlroles
from mlroles.export.data import to_data
from mlroles.model import Knowledge, Level
from mlroles.taxonomy import Catalogue
from worlds import make_world, need, role, skill

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mlroles.model import Role
    from mlroles.taxonomy import Taxonomy

__all__ = ["SUBJECTS", "knowledge_of", "make_school", "plain_forms", "schools"]

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


def plain_forms() -> dict[str, list[dict[str, Any]]]:
    """Plain data of every value of the two rooms, by its section of the page that documents it."""
    rows = {
        ("alpha", "statistics"): (2, 3),
        ("beta", "databases"): (1, 2),
        ("beta", "calculus"): (0, 1),
    }
    rows |= {("gamma", "calculus"): (3, 3), ("gamma", "rhetoric"): (0, 2)}
    school, first = make_school(rows), mlroles.load("2020.1")
    known = {"databases": 1, "stat": 2, "mathematics": 1}
    few = make_school({("alpha", "databases"): (2, 2), ("beta", "calculus"): (1, 2)})
    withins = [
        mlroles.roles_within(known, school),
        mlroles.roles_within({"databases": 0}, few),
        mlroles.roles_within({}, few, without=["maths"]),
        mlroles.roles_within({"SQL": 1}, school, without=["any maths", "any coding"]),
        mlroles.roles_within({}, first, without=["any coding", "maths"]),
        mlroles.roles_within({"algorithms": 2, "databases": 1}, first, without=["models"]),
        mlroles.roles_within({"statistics": 4}, mlroles.load("2026.1"), without=["coding"]),
    ]
    lists = (["Tableau"], ["juggling"], ["SQL", "Tableau", "Excel", "R", "Python", "ecxel"])
    return {
        "Maths answer": [
            to_data(mlroles.answer_maths(*asked))
            for asked in (
                ("alpha", school), ("beta", school), ("gamma", few),
                ("data analyst", first), ("data analyst", mlroles.load("2026.1")),
            )
        ],
        "Knowledge table": [to_data(mlroles.compare_knowledge(None, school))],
        "Within": [to_data(within) for within in withins],
        "Place": [to_data(mlroles.find_place(mlroles.match(names, first))) for names in lists],
    }  # fmt: skip

"""How often the ranking is right, and how sure it says it is, on real people.

    python benchmarks/accuracy.py PEOPLE [--edition 2020.1] [--year 2021]

PEOPLE is a Parquet file of survey answers, a row a person: ``source``, ``year``, ``role``,
``skills``, ``activities`` (data/README.md says how to obtain and shape it). Nothing is fitted here,
and the year measured must not be one that the edition counted. Prints, for whole answers and for
3, 5 and 8 things drawn from each: accuracy, macro-F1, top-2 and the expected calibration error.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import mlroles

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mlroles.matching import Match
    from mlroles.taxonomy import Taxonomy

LABELS = {  # a survey's role to the first of these that the edition has
    "data-analyst": ("data-analyst",),
    "data-engineer": ("data-engineer",),
    "machine-learning-engineer": ("machine-learning-engineer",),
    "data-scientist": ("data-scientist", "researcher-data-scientist"),
    "research-scientist": ("research-scientist", "researcher-data-scientist"),
    "software-engineer": ("software-engineer", "ml-enabled-software-engineer"),
}
DRAWS = (3, 5, 8)
FEWEST, MOST = 3, 80
BINS = 10


class Person(NamedTuple):
    """One answer: the role by its title, what was named, and the groups the person belongs to."""

    role: str
    named: tuple[str, ...]
    groups: dict[str, str]


def read_people(path: Path, year: int, taxonomy: Taxonomy) -> list[Person]:
    """People of our roles who named between 3 and 80 things."""
    from pyarrow import parquet

    rows = parquet.read_table(path, filters=[("year", "=", year)]).to_pylist()
    people = []
    for row in rows:
        named = tuple(sorted({*(row["skills"] or ()), *(row["activities"] or ())}))
        if row["role"] in LABELS and FEWEST <= len(named) <= MOST:
            role = next(role for role in LABELS[row["role"]] if role in taxonomy.roles)
            keys = ("title", "country", "age", "education", "years_coding")
            people.append(Person(role, named, {key: row[key] or "not said" for key in keys}))
    return people


def draw(people: Iterable[Person], size: int) -> list[tuple[str, ...]]:
    """So many things of each answer, at random with a fixed seed."""
    chance = random.Random(size)  # noqa: S311  # a draw that repeats, not a secret
    return [tuple(chance.sample(who.named, min(size, len(who.named)))) for who in people]


def macro_f1(truth: Sequence[str], said: Sequence[str]) -> float:
    """The mean over roles of the harmonic mean of precision and recall."""
    scores = []
    for role in set(truth):
        hits = sum(t == s == role for t, s in zip(truth, said, strict=True))
        scores.append(2 * hits / (truth.count(role) + said.count(role)))
    return sum(scores) / len(scores)


def calibration(truth: Sequence[str], answers: Sequence[Match]) -> float:
    """The expected calibration error of the first share, roles weighing alike, in ten bins."""
    bins: dict[int, list[float]] = defaultdict(lambda: [0.0, 0.0])
    roles = {role: truth.count(role) for role in set(truth)}
    for role, answer in zip(truth, answers, strict=True):
        weight = 1 / roles[role] / len(roles)
        cell = bins[min(answer[0].share * BINS // 1000, BINS - 1)]
        cell[0] += weight * (answer[0].role.id == role)
        cell[1] += weight * answer[0].share / 1000
    return sum(abs(right - said) for right, said in bins.values())


def report(name: str, truth: Sequence[str], answers: Sequence[Match]) -> None:
    """One line of figures."""
    said = [answer[0].role.id for answer in answers]
    right = sum(map(str.__eq__, truth, said)) / len(truth)
    second = [{fit.role.id for fit in answer[:2]} for answer in answers]
    two = sum(role in first for role, first in zip(truth, second, strict=True)) / len(truth)
    print(
        f"{name:12s} people {len(truth):6,d}  accuracy {right:.3f}  "
        f"macro-F1 {macro_f1(truth, said):.3f}  top-2 {two:.3f}  "
        f"ECE {calibration(truth, answers):.3f}"
    )


def main() -> None:
    """Measure one edition on one year."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("people", type=Path)
    parser.add_argument("--edition", default="2020.1")
    parser.add_argument("--year", type=int, default=2021)
    asked = parser.parse_args()
    taxonomy = mlroles.load(asked.edition)
    people = read_people(asked.people, asked.year, taxonomy)
    truth = [who.role for who in people]
    among = sorted(set(truth))
    answers = {"all": [who.named for who in people]}
    answers.update({f"{size} of it": draw(people, size) for size in DRAWS})
    for name, lists in answers.items():
        report(name, truth, [mlroles.match(named, taxonomy, among=among) for named in lists])


if __name__ == "__main__":
    main()

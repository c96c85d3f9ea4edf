"""Fit what whole answers tell beyond each name by itself: whole centibans to add to the weights.

    python tools/fit_corrections.py EDITION --rows FILE ... [--out FILE]

Names come in herds: who names TensorFlow names Keras. Counting each name by itself says twice what
they say once. So a multinomial logistic regression is fitted on whole answers and on parts drawn
from them, with the discount that shares have, and held close to the counted weights: what it adds
is the correction. ``[fitting]`` of the edition's ``edition.toml`` has its settings, and
docs/explanation/the-score.md its formula.

The result is written to ``data/EDITION/corrections.csv`` and committed: an edition is compiled from
these integers, so that no machine has to fit again. Needs numpy, scipy and pyarrow, and the rows of
the sources that ``evidence.toml`` pins; data/README.md says how to obtain them.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import frozen
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, vstack

from edition_source import read_edition, read_sources
from evidence import find_skill, index_names, map_title, read_source, read_tallies
from mlroles.weighing import Settings, read_curation, weigh

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mlroles.records import Records
    from mlroles.weighing import Tally

ROOT = Path(__file__).resolve().parent.parent
_LEAST = 100  # a role with fewer rows in a source is a rare answer there
_FEWEST = 20  # and with fewer than this none at all
_FORBIDDEN = -1e9

Answer = tuple[list[str], str]  # skills, and the role of whoever named them
Corrections = dict[str, dict[str, int]]


@frozen
class Group:
    """Answers of one source, and how much they weigh in the fit.

    Attributes
    ----------
    answers
        Skills and role, of each.
    roles
        The roles that were possible answers, to their odds beforehand, as logarithms.
    weight
        Of the group as a whole.
    power
        Rows of a role weigh less by this power of their number.
    """

    answers: Sequence[Answer]
    roles: Mapping[str, float]
    weight: float
    power: float


def fit_corrections(
    records: Records,
    sources: Sequence[Mapping[str, Any]],
    rows: Sequence[Path],
    hold_out: str | None = None,
    tallies: Sequence[Tally] | None = None,
) -> Corrections:
    """Skill to role to the centibans that the fit adds to the weight.

    Parameters
    ----------
    records
        The source records of the edition.
    sources
        The entries of ``evidence.toml`` that may be used.
    rows
        The files that have their rows.
    hold_out
        ``1/3`` leaves out the first of three parts of the rows.
    tallies
        The counts that the fit corrects; those that the entries pin if left out.
    """
    (settings,) = records["edition"]
    if tallies is None:
        tallies = read_tallies(sources, records)
    curation = read_curation(records)
    counted = [role for role in curation.roles if role not in curation.kin]
    weights = weigh(curation, tallies, Settings(**settings["weighing"]))
    names = index_names(records)
    groups = [
        group
        for source in sources
        if "fitted" in source
        for group in _groups(source, _answers(source, rows, names, hold_out), counted, settings)
    ]
    skills = sorted(
        skill
        for skill in {s for group in groups for answer, _ in group.answers for s in answer}
        if "c" in weights[skill][1][: len(curation.roles)]
    )
    base = np.array(
        [[weights[skill][0][curation.roles.index(role)] for role in counted] for skill in skills]
    )
    added = _fit(groups, skills, counted, base, settings)
    return {
        skill: {role: int(value) for role, value in zip(counted, line, strict=True)}
        for skill, line in zip(skills, np.rint(added), strict=True)
    }


def _answers(
    source: Mapping[str, Any],
    rows: Sequence[Path],
    names: Mapping[str, Sequence[str]],
    hold_out: str | None,
) -> list[Answer]:
    found = []
    for title, answer in read_source(source, rows, hold_out):
        role = map_title(title, source)
        skills = {find_skill(option, names, source) for option in answer}
        if role:
            found.append((sorted(filter(None, skills)), role))
    return found


def _groups(
    source: Mapping[str, Any], answers: Sequence[Answer], counted: Sequence[str], settings: Any
) -> Iterator[Group]:
    """The whole answers of a source, and parts of them of several sizes."""
    fitting = settings["fitting"]
    named = [(skills, role) for skills, role in answers if len(skills) > 1 and role in counted]
    sizes = {role: sum(other == role for _, other in named) for role in counted}
    rare = float(source.get("rare", fitting["rare"]))
    roles = {
        role: 0.0 if sizes[role] >= _LEAST else rare for role in counted if sizes[role] >= _FEWEST
    }
    kept = [answer for answer in named if answer[1] in roles]
    if not kept:
        return
    weight = source["fitted"] * len(kept) / 10_000 if source["by_size"] else source["fitted"]
    power = source["power"]
    parts = fitting["parts"] if source.get("parts", True) else []
    whole = fitting["whole"] if parts else 1.0
    yield Group(kept, roles, weight * whole, power)
    draws = [(size, turn) for size in parts for turn in range(fitting["draws"])]
    for size, turn in draws:
        draw = Random(size + 1000 * turn)  # noqa: S311  # a draw that repeats, not a secret
        drawn = [(draw.sample(skills, min(size, len(skills))), role) for skills, role in kept]
        yield Group(drawn, roles, weight * (1 - whole) / len(draws), power)


def _fit(
    groups: Sequence[Group], skills: Sequence[str], roles: Sequence[str], base: Any, settings: Any
) -> Any:
    columns = {skill: at for at, skill in enumerate(skills)}
    x = vstack([_matrix(group.answers, columns) for group in groups]).tocsr()
    y = np.array([roles.index(role) for group in groups for _, role in group.answers])
    weight = np.concatenate([_weigh_rows(group, roles) for group in groups])
    allowed = np.vstack([_allow(group, roles) for group in groups])
    discount = settings["scoring"]["discount"]
    names = np.asarray(x.sum(1)).ravel()
    scaled = x.multiply((np.log(10) * discount / (discount + names))[:, None]).tocsr()
    start = scaled @ (base / 100) + allowed
    hit = np.zeros((len(y), len(roles)))
    hit[np.arange(len(y)), y] = 1
    weight /= weight.sum()
    held = settings["fitting"]["held"]

    def loss(flat: Any) -> tuple[float, Any]:
        added = flat.reshape(len(skills), len(roles))
        logits = start + scaled @ added
        logits -= logits.max(1, keepdims=True)
        odds = np.exp(logits)
        total = odds.sum(1, keepdims=True)
        likelihood = (weight * (logits[hit == 1] - np.log(total[:, 0]))).sum()
        slope = scaled.T @ ((odds / total - hit) * weight[:, None]) + 2 * held * added
        return held * (added**2).sum() - likelihood, slope.ravel()

    found = minimize(
        loss, np.zeros(base.size), jac=True, method="L-BFGS-B", options={"maxiter": 300}
    )
    return 100 * found.x.reshape(len(skills), len(roles))


def _matrix(answers: Sequence[Answer], columns: Mapping[str, int]) -> Any:
    lists = [[columns[skill] for skill in skills if skill in columns] for skills, _ in answers]
    ends = np.cumsum([0, *map(len, lists)])
    at = [column for columns_ in lists for column in columns_]
    return csr_matrix((np.ones(len(at)), at, ends), shape=(len(lists), len(columns)))


def _weigh_rows(group: Group, roles: Sequence[str]) -> Any:
    """Rows of frequent roles weigh less, by a power of their number; the group as it should."""
    at = np.array([roles.index(role) for _, role in group.answers])
    each = np.bincount(at, minlength=len(roles))[at] ** -group.power
    return each * group.weight / each.sum()


def _allow(group: Group, roles: Sequence[str]) -> Any:
    line = [group.roles.get(role, _FORBIDDEN) for role in roles]
    return np.tile(line, (len(group.answers), 1))


def write(corrections: Corrections, roles: Iterable[str], path: Path) -> None:
    """The corrections as CSV: a row a skill, a column a role; skills without any are left out."""
    roles = list(roles)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["skill", *roles])
        writer.writerows(
            [skill, *(line.get(role, 0) for role in roles)]
            for skill, line in sorted(corrections.items())
            if any(line.values())
        )


def counted_roles(records: Records) -> list[str]:
    """The roles that borrow from no other."""
    return [row["id"] for row in records["roles"] if not row["kin"]]


def main() -> None:
    """Fit the corrections of one edition."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("edition")
    parser.add_argument("--rows", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args()
    folder = ROOT / "data" / asked.edition
    records = read_edition(folder)
    found = fit_corrections(records, read_sources(folder), asked.rows)
    out = asked.out or folder / "corrections.csv"
    write(found, counted_roles(records), out)
    print(f"{out}: {len(found)} skills")


if __name__ == "__main__":
    main()

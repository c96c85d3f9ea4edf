"""A column of skill lists, a role each: annotate against ways to do it with NumPy and friends.

    python benchmarks/columns.py [--edition 2026.1] [--rows 1000000] [--turns 5]

All start from one Arrow column of lists of strings and end with a role, or none, for each row, the
same to the last: names are read once each, a skill counts once, and a lead that is not clear, or
other work in the lead, names no role. Every way takes its turn; medians are printed.

- `SciPy, by name`: a memo from name to skill in a loop, a sparse matrix of rows by skills, one
  product with the weights.
- `SciPy, by code`: the same, the names encoded as numbers by Arrow, no loop over cells.
- `scikit-learn`: CountVectorizer with the memo as its analyser, one product.
- `polars`: explode, join with the skills, drop duplicates, join with the weights, group, sum.
"""

from __future__ import annotations

import argparse
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
from lists import draw_lists
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer
from turns import measure, report

import mlroles
from mlroles.names import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mlroles.taxonomy import Taxonomy


class Weights:
    """What every rival is given: skills by number, their weights, the rule of the outcome."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self.taxonomy = taxonomy
        self.roles = sorted(role.id for role in taxonomy.roles.values() if role.status == "active")
        columns = [*(taxonomy.weights.columns[role] for role in self.roles), -1]
        self.skills = {skill: at for at, skill in enumerate(taxonomy.skills)}
        rows = taxonomy.weights.rows
        self.matrix = np.array(
            [[rows[skill][0][at] for at in columns] for skill in self.skills], dtype=np.int32
        )
        self.names = np.array([*self.roles, None], dtype=object)

    def number(self, name: str | None) -> int:
        """The number of the skill that a name means, or -1."""
        found = self.taxonomy.names.get(fold(name), ()) if name else ()
        return self.skills[found[0]] if len(found) == 1 else -1

    def decide(self, evidence: Any, counts: Any) -> list[str | None]:
        """The role of each row of evidence, or None."""
        scoring = self.taxonomy.scoring
        roles, outside = evidence[:, :-1], evidence[:, -1]
        first = roles.argmax(1)
        second, most = np.partition(roles, -2, axis=1)[:, -2:].T
        lead = (most - second).astype(np.int64)
        clear = lead * scoring.discount >= scoring.lead * (scoring.discount + counts)
        named = (counts > 0) & clear & (lead > 0) & (outside <= np.maximum(most, 0))
        answer: list[str | None] = self.names[np.where(named, first, len(self.roles))].tolist()
        return answer


def ours(weights: Weights, column: Any) -> list[str | None]:
    """Annotate, as anybody would call it."""
    table = pa.table({"tools": column})
    found = mlroles.annotate(table, skills="tools", taxonomy=weights.taxonomy).read_all()
    answer: list[str | None] = found["role"].to_pylist()
    return answer


def product(weights: Weights, indices: Any, bounds: Any) -> list[str | None]:
    """Rows by skills, each once, times skills by roles."""
    shape = (len(bounds) - 1, len(weights.skills))
    held = sparse.csr_array((np.ones(len(indices), np.int32), indices, bounds), shape)
    held.sum_duplicates()
    held.data[:] = 1
    return weights.decide(held @ weights.matrix, np.diff(held.indptr))


def scipy_by_name(weights: Weights, column: Any) -> list[str | None]:
    """A memo and a loop."""
    memo: dict[str, int] = {}
    indices: list[int] = []
    bounds = [0]
    for names in column.to_pylist():
        for name in names:
            found = memo.get(name)
            if found is None:
                found = memo[name] = weights.number(name)
            if found >= 0:
                indices.append(found)
        bounds.append(len(indices))
    return product(weights, np.array(indices, np.int32), np.array(bounds, np.int32))


def scipy_by_code(weights: Weights, column: Any) -> list[str | None]:
    """Arrow encodes the names; the rest is NumPy."""
    encoded = column.combine_chunks().flatten().dictionary_encode()
    numbers = np.array([weights.number(name) for name in encoded.dictionary.to_pylist()], np.int32)
    codes = numbers[encoded.indices.to_numpy()]
    lengths = pc.list_value_length(column.combine_chunks()).to_numpy()
    ends = np.concatenate([[0], np.cumsum(codes >= 0)])
    bounds = ends[np.concatenate([[0], np.cumsum(lengths)])]
    return product(weights, codes[codes >= 0], bounds.astype(np.int32))


def sklearn(weights: Weights, column: Any) -> list[str | None]:
    """The library's own way from lists of names to a matrix."""
    memo: dict[str, str | None] = {}
    skills = list(weights.skills)

    def read(names: Sequence[str]) -> list[str]:
        for name in names:
            if name not in memo:
                number = weights.number(name)
                memo[name] = skills[number] if number >= 0 else None
        return [skill for name in names if (skill := memo[name]) is not None]

    vectorizer = CountVectorizer(
        analyzer=read, vocabulary=weights.skills, binary=True, dtype=np.int32
    )
    held = vectorizer.transform(column.to_pylist())
    return weights.decide(held @ weights.matrix, np.diff(held.indptr))


def polars(weights: Weights, column: Any) -> list[str | None]:
    """Joins and a group."""
    exploded = pl.DataFrame({"tools": pl.from_arrow(column)}).with_row_index("row").explode("tools")
    names = exploded["tools"].unique()
    numbers = pl.DataFrame({"tools": names, "skill": [weights.number(name) for name in names]})
    roles = [*weights.roles, "outside"]
    table = pl.DataFrame(weights.matrix, schema=roles).with_columns(
        skill=pl.arange(len(weights.skills))
    )
    sums = (
        exploded.lazy()
        .join(numbers.lazy(), on="tools")
        .filter(pl.col("skill") >= 0)
        .select("row", "skill")
        .unique()
        .join(table.lazy(), on="skill")
        .group_by("row")
        .agg(*(pl.col(role).sum() for role in roles), counts=pl.len())
        .collect()
    )
    whole = pl.DataFrame({"row": pl.arange(len(column), eager=True, dtype=pl.UInt32)}).join(
        sums, on="row", how="left", maintain_order="left"
    ).fill_null(0)  # fmt: skip
    evidence = whole.select(roles).to_numpy()
    return weights.decide(evidence, whole["counts"].to_numpy().astype(np.int64))


WAYS = {
    "annotate": ours,
    "SciPy, by name": scipy_by_name,
    "SciPy, by code": scipy_by_code,
    "scikit-learn": sklearn,
    "polars": polars,
}


def main() -> None:
    """Draw, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--edition", default="2026.1")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--turns", type=int, default=5)
    asked = parser.parse_args()
    taxonomy = mlroles.load(asked.edition)
    column = pa.chunked_array([pa.array(draw_lists(taxonomy, asked.rows))])
    weights = Weights(taxonomy)
    ways = {name: partial(way, weights, column) for name, way in WAYS.items()}
    taken = measure(ways, asked.turns)
    print(f"{asked.rows:,} lists, edition {taxonomy.edition}\n")
    report(taken, asked.rows, "row", "ours")


if __name__ == "__main__":
    main()

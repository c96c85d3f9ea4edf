"""Whether correcting a market count helps, on rows that nobody counted.

    python benchmarks/market.py ANSWERS [--markets 100] [--rows 1000]

ANSWERS is what answers.py wrote. Confusions are measured on one half of the rows; from the other
half markets are drawn whose mix of roles is any (a flat Dirichlet distribution). Prints, as
Markdown, how far the shares of a market are off on average, in permille a role: as counted,
corrected, as the sum of shares, and by the method of Saerens, Latinne and Decaestecker (2002) on
the shares as they are; then what part of the intervals holds the truth.

A second table takes each collection of adverts for a market, with the confusions of the others:
then not only the mix differs, but also who wrote the adverts and who collected them.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from importlib import import_module
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import mlroles
from mlroles.accuracy import Confusions
from mlroles.market.counts import OUTSIDE, read_counts
from mlroles.market.estimation import UNIT, maximise
from mlroles.market.model import build_model

sys.path.insert(0, str(Path(__file__).resolve().parent))
confusions = import_module("confusions")

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mlroles.taxonomy import Taxonomy

Row = dict[str, Any]
Shares = dict[str, float]  # of a market, in permille
FEWEST = 300  # adverts that make a collection worth a line


def learn(kind: str, rows: Iterable[Row]) -> Confusions:
    """The confusions of these rows, as they are shipped."""
    rows = list(rows)
    size = Counter(row["asked"] for row in rows)
    return Confusions(kind, dict(size), confusions.count_confusions(rows))


def draw_market(by_role: Mapping[str, Sequence[Row]], size: int, chance: Random) -> list[Row]:
    """Rows whose mix of roles is any."""
    mix = [chance.expovariate(1) for _ in by_role]
    drawn = chance.choices(list(by_role), mix, k=size)
    return [chance.choice(by_role[role]) for role in drawn]


def estimate(
    known: Confusions, market: Sequence[Row], taxonomy: Taxonomy
) -> Iterator[tuple[str, Shares, dict[str, tuple[float, float]]]]:
    """Each way, the shares that it finds, and intervals if it gives any."""
    counts = read_counts(Counter(row["answer"] for row in market), taxonomy)
    model = build_model(counts, known)
    yield "counted", permille({each: counts[each] for each in model.classes}), {}
    found = dict(zip(model.classes, model.solve(), strict=True))
    ends = zip(model.classes, model.bound(), strict=True)
    bounds = {each: (low * 1000 / UNIT, high * 1000 / UNIT) for each, (low, high) in ends}
    yield "corrected", permille(found), bounds
    ours = [row["shares"] for row in market if row["answer"] != OUTSIDE]
    sums: dict[str, int] = {role: sum(shares[role] for shares in ours) for role in taxonomy.active}
    yield "shares", permille({**sums, OUTSIDE: 1000 * (len(market) - len(ours))}), {}
    yield "Saerens", permille(adapt(ours, known, len(market))), {}


def adapt(ours: Sequence[Mapping[str, int]], known: Confusions, total: int) -> dict[str, int]:
    """Expectation and maximisation on the shares of the measured roles as they are."""
    roles = [role for role in known.rows if role != OUTSIDE]
    likely = [[1 + shares[role] for shares in ours] for role in roles]
    found = maximise(likely, [1] * len(ours)) if ours else ()
    parts = {role: part * len(ours) for role, part in zip(roles, found, strict=False)}
    return {**parts, OUTSIDE: (total - len(ours)) * UNIT}


def permille(parts: Mapping[str, int]) -> Shares:
    """Parts of a thousand."""
    whole = sum(parts.values())
    return {role: 1000 * part / whole for role, part in parts.items()}


def score(truth: Shares, found: Shares, roles: Iterable[str]) -> float:
    """The mean absolute error of the roles measured, in permille."""
    errors = [abs(truth.get(role, 0) - found.get(role, 0)) for role in roles]
    return sum(errors) / len(errors)


def measure(kind: str, rows: Sequence[Row], asked: argparse.Namespace, taxonomy: Taxonomy) -> None:
    """One line: how far off each way is on average, and how often intervals hold."""
    chance = Random(1)  # noqa: S311  # a draw that repeats, not a secret
    errors: dict[str, list[float]] = defaultdict(list)
    held: dict[str, list[bool]] = defaultdict(list)
    for _ in range(asked.markets):
        shuffled = chance.sample(rows, len(rows))
        known = learn(kind, shuffled[::2])
        by_role: dict[str, list[Row]] = defaultdict(list)
        for row in shuffled[1::2]:
            by_role[row["asked"]].append(row)
        market = draw_market(by_role, asked.rows, chance)
        truth = permille(Counter(row["asked"] for row in market))
        for way, found, bounds in estimate(known, market, taxonomy):
            errors[way].append(score(truth, found, known.rows))
            measured = ((truth.get(role, 0), *bounds[role]) for role in known.rows if bounds)
            held[way] += [low - 1 <= true <= high + 1 for true, low, high in measured]
    cells = [f"{sum(each) / len(each):.0f}" for each in errors.values()]
    cells += [f"{sum(each) / len(each):.2f}" for each in held.values() if each]
    print(f"| {kind} | {len(known.rows)} | {' | '.join(cells)} |", flush=True)


def measure_collections(rows: Sequence[Row], taxonomy: Taxonomy) -> None:
    """A line a collection: how far off each way is with what the others teach."""
    for source, count in sorted(Counter(row["source"] for row in rows).items()):
        if count < FEWEST:
            continue
        others = [row for row in rows if row["source"] != source]
        size = Counter(row["asked"] for row in others)
        known = learn("adverts", [r for r in others if size[r["asked"]] >= confusions.LEAST])
        market = [row for row in rows if row["source"] == source]
        truth = permille(Counter(row["asked"] for row in market))
        cells = [
            f"{score(truth, found, known.rows):.0f}"
            for _, found, _ in estimate(known, market, taxonomy)
        ]
        print(f"| {source} | {count:,} | {' | '.join(cells)} |", flush=True)


def main() -> None:
    """Measure every kind."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("answers", type=Path)
    parser.add_argument("--edition", default="2026.1")
    parser.add_argument("--markets", type=int, default=100)
    parser.add_argument("--rows", type=int, default=1000)
    asked = parser.parse_args()
    kinds, taxonomy = confusions.read_kinds(asked.answers), mlroles.load(asked.edition)
    ways = "counted | corrected | sum of shares | Saerens"
    print(f"| kind | roles | {ways} | intervals |")
    print(f"|{' --- |' * 7}")
    for kind, rows in kinds.items():
        measure(kind, rows, asked, taxonomy)
    print(f"\n| collection | adverts | {ways} |\n|{' --- |' * 6}")
    measure_collections(kinds["adverts"], taxonomy)


if __name__ == "__main__":
    main()

"""Other work: how many developers of other fields are recognised, at what price for our people.

    python benchmarks/outside.py PEOPLE [--edition 2020.1] [--year 2021]

PEOPLE is as for accuracy.py and also holds the developers of Stack Overflow's survey of 2017
(``source`` so2017). Everybody who named at least four things. Prints, as Markdown, what the edition
does, and what it would do with other settings: what a name that no curator listed says towards
other work, and the lead that a first role needs to be called ranked.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from accuracy import LABELS

import mlroles

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mlroles.matching import Match
    from mlroles.taxonomy import Taxonomy

FEWEST = 4
OURS = (-30, -20, -15, -10, -5, 0)
LEADS = (0, 5, 8, 11, 15, 20, 30)


class Facts(NamedTuple):
    """What an outcome depends on: names, the first role's evidence and lead, other work, right."""

    names: int
    first: int
    lead: int
    outside: int
    unlisted: int
    right: bool


def read(path: Path, year: int, taxonomy: Taxonomy) -> tuple[list[Facts], list[Facts]]:
    """Developers of other fields, and people of our roles."""
    from pyarrow import parquet

    listed = _unlisted(taxonomy)
    theirs, ours = [], []
    for row in parquet.read_table(path).to_pylist():
        if len(row["skills"] or ()) < FEWEST:
            continue
        if row["source"] == "so2017" and row["role"] in {"software-engineer", "other"}:
            theirs.append(_facts(mlroles.match(row["skills"], taxonomy), "", listed))
        elif row["year"] == year and row["role"] in LABELS:
            role = next(role for role in LABELS[row["role"]] if role in taxonomy.roles)
            named = {*row["skills"], *(row["activities"] or ())}
            ours.append(_facts(mlroles.match(named, taxonomy), role, listed))
    return theirs, ours


def _unlisted(taxonomy: Taxonomy) -> int:
    """What a name that no curator listed says towards other work: the commonest weight."""
    weights = [row[-1] for row, _ in taxonomy.weights.rows.values()]
    return max(set(weights), key=weights.count)


def _facts(answer: Match, role: str, unlisted: int) -> Facts:
    return Facts(
        names=len(answer.resolved),
        first=answer[0].evidence,
        lead=answer[0].evidence - answer[1].evidence,
        outside=answer.outside.evidence,
        unlisted=sum(reason.weight == unlisted for reason in answer.outside.reasons),
        right=answer[0].role.id == role,
    )


def outcome(facts: Facts, shift: int, lead: int, discount: int) -> str:
    """The outcome, had unlisted names spoken so much more, and had this lead been asked for."""
    if not facts.names:
        return "insufficient"
    if facts.outside + shift * facts.unlisted > max(facts.first, 0):
        return "outside"
    clear = facts.lead * discount >= lead * (discount + facts.names)
    return "ranked" if clear and facts.lead > 0 else "insufficient"


def rates(people: Sequence[Facts], shift: int, lead: int, discount: int) -> Iterator[float]:
    """The rates of outside, insufficient and ranked, and of right among the ranked."""
    said = [outcome(facts, shift, lead, discount) for facts in people]
    for name in ("outside", "insufficient", "ranked"):
        yield said.count(name) / len(said)
    right = [facts.right for facts, name in zip(people, said, strict=True) if name == "ranked"]
    yield sum(right) / max(len(right), 1)


def main() -> None:
    """Print what the edition does and the two curves."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("people", type=Path)
    parser.add_argument("--edition", default="2020.1")
    parser.add_argument("--year", type=int, default=2021)
    asked = parser.parse_args()
    taxonomy = mlroles.load(asked.edition)
    theirs, ours = read(asked.people, asked.year, taxonomy)
    print(f"{len(theirs):,} developers of other fields, {len(ours):,} people of our roles\n")
    print("| unlisted | lead | others outside | insufficient | ours outside | ranked | right |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    scoring, unlisted = taxonomy.scoring, _unlisted(taxonomy)
    for weight, lead in [
        (unlisted, scoring.lead),
        *((weight, scoring.lead) for weight in OURS),
        *((unlisted, lead) for lead in LEADS),
    ]:
        outside, insufficient, *_ = rates(theirs, weight - unlisted, lead, scoring.discount)
        wrongly, _, ranked, right = rates(ours, weight - unlisted, lead, scoring.discount)
        print(f"| {weight} | {lead} | {outside:.3f} | {insufficient:.3f} "
              f"| {wrongly:.3f} | {ranked:.3f} | {right:.3f} |")  # fmt: skip


if __name__ == "__main__":
    main()

"""How far to trust a role whom nobody counted: hide the counts of each counted role, one at a time.

    python benchmarks/left_out_role.py EDITION PEOPLE POSTINGS [--year 2021]

The role's people are taken out of every source and of the fit, and it borrows from two neighbours
like any uncounted role; then the people of a year that was not counted are ranked among the counted
roles. Prints, as Markdown: how many of the role's people are still put first, or among the first
two, with the counts and without; how often an answer that names the role first is right, and what
its share said. It is the best picture there is of how far AI engineer and its like can be trusted.
"""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import mlroles
from mlroles.records import Record

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tools"), str(ROOT / "benchmarks")]
accuracy, compile_edition, edition_source = map(
    import_module, ("accuracy", "compile_edition", "edition_source")
)


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from accuracy import Person

    from mlroles.taxonomy import Taxonomy

KIN = {
    "data-analyst": "data-scientist data-engineer",
    "data-engineer": "data-analyst ml-enabled-software-engineer",
    "machine-learning-engineer": "data-scientist ml-enabled-software-engineer",
    "data-scientist": "data-analyst machine-learning-engineer",
    "research-scientist": "data-scientist machine-learning-engineer",
    "ml-enabled-software-engineer": "data-engineer machine-learning-engineer",
}


def build_without(
    role: str | None, edition: str, rows: Sequence[Path], without: str, folder: Path
) -> Taxonomy:
    """The edition as it would be had nobody counted a role, nor asked anybody in some source."""
    records = edition_source.read_edition(ROOT / "data" / edition)
    sources = [
        _silence(source, role)
        for source in edition_source.read_sources(ROOT / "data" / edition)
        if source["source"] != without
    ]
    if role:
        records["roles"] = [_lend(row, role) for row in records["roles"]]
    for name, data in compile_edition.build_edition(records, sources, rows).items():
        (folder / name).write_bytes(data)
    return mlroles.load(folder / f"{edition}.json")


def _silence(source: Mapping[str, Any], role: str | None) -> dict[str, Any]:
    """A source in which nobody is of the role."""
    kept = {
        title: {**meant, "role": "" if meant["role"] == role else meant["role"]}
        for title, meant in source["titles"].items()
    }
    return {**source, "titles": kept}


def _lend(row: Record, role: str) -> Record:
    """The left-out role with kin, and no other role with it as kin."""
    if row["id"] == role:
        return Record(row.place, {**row.values, "kin": KIN[role]})
    kin = [other for other in row.split("kin") if other != role]
    if row["kin"] and not kin:
        kin = KIN[role].split()
    return Record(row.place, {**row.values, "kin": " ".join(kin)})


def judge(taxonomy: Taxonomy, people: Sequence[Person], role: str) -> dict[str, float]:
    """What becomes of the people of a role, and how right and how sure its name is when said."""
    answers = [(who.role, mlroles.match(who.named, taxonomy, among=KIN)) for who in people]
    ours = [answer for true, answer in answers if true == role]
    said = [
        (true == role, answer[0].share) for true, answer in answers if answer[0].role.id == role
    ]
    return {
        "first": sum(answer[0].role.id == role for answer in ours) / len(ours),
        "two": sum(role in [fit.role.id for fit in answer[:2]] for answer in ours) / len(ours),
        "said": len(said) / len(answers),
        "right": sum(right for right, _ in said) / max(len(said), 1),
        "share": sum(share for _, share in said) / max(len(said), 1) / 1000,
    }


def main() -> None:
    """Leave out each counted role in turn."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("edition")
    parser.add_argument("people", type=Path)
    parser.add_argument("postings", type=Path)
    parser.add_argument("--year", type=int, default=2021)
    asked = parser.parse_args()
    rows, without = [asked.people, asked.postings], f"kaggle-{asked.year}"
    print("| role | | first | first or second | said of all | right when said | first share |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    with TemporaryDirectory() as place:
        whole = build_without(None, asked.edition, rows, without, Path(place))
        people = accuracy.read_people(asked.people, asked.year, whole)
        for role in KIN:
            left = build_without(role, asked.edition, rows, without, Path(place))
            for name, taxonomy in (("counted", whole), ("left out", left)):
                found = judge(taxonomy, people, role)
                cells = " | ".join(f"{value:.3f}" for value in found.values())
                print(f"| {role if name == 'counted' else ''} | {name} | {cells} |", flush=True)


if __name__ == "__main__":
    main()

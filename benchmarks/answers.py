"""What an edition answers for people and postings whose role is known and who were never counted.

    python benchmarks/answers.py EDITION PEOPLE POSTINGS --out ANSWERS [--year 2021] [--parts 3]

PEOPLE and POSTINGS are Parquet files (data/README.md says how anybody can obtain and shape them).
The edition is compiled once for each of three parts of the rows, every time without that part and
without the people of that year; each row is then answered by the edition that never counted it.
ANSWERS gets a row an answer, ``kind``, ``source``, ``asked`` (the role by the title, or
``outside``), ``answer`` (a role, ``insufficient`` or ``outside``) and ``shares``: it is for
confusions.py and market.py beside this file, and for nobody's repository.

The kinds: ``people``, all that somebody ticked; ``people-3``, ``-5`` and ``-8``, so many things of
it, drawn; ``lists``, skills that came with a posting; ``adverts``, the text of one.
"""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

import mlroles

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tools"), str(ROOT / "benchmarks")]
accuracy, compile_edition, count_evidence, edition_source, evidence = map(
    import_module,
    ("accuracy", "compile_edition", "count_evidence", "edition_source", "evidence"),
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pyarrow as pa

    from mlroles.taxonomy import Taxonomy

DEVELOPERS = {"software-engineer", "other"}  # of Stack Overflow's survey: other work than ours
LISTS, ADVERTS = "lukebarousse-2023", "adverts-2022"  # entries of evidence.toml


class Known(NamedTuple):
    """Something whose role is known: where it is from, and what it says."""

    source: str
    asked: str
    said: Any


def read_people(path: Path, year: int, taxonomy: Taxonomy) -> list[Known]:
    """People of our roles, and developers of other work who answered another survey."""
    from pyarrow import parquet

    people = accuracy.read_people(path, year, taxonomy)
    known = [Known(f"kaggle-{year}", who.role, who.named) for who in people]
    rows = parquet.read_table(path, filters=[("source", "=", "so2017")]).to_pylist()
    for row in rows:
        named = tuple(sorted(set(row["skills"] or ())))
        if row["role"] in DEVELOPERS and accuracy.FEWEST <= len(named) <= accuracy.MOST:
            known.append(Known("stack-overflow-2017", "outside", named))
    return known


def draw(people: Sequence[Known], size: int) -> list[Known]:
    """So many things of what each names, as accuracy.py draws them."""
    drawn = accuracy.draw([accuracy.Person(who.asked, who.said, {}) for who in people], size)
    return [who._replace(said=some) for who, some in zip(people, drawn, strict=True)]


def read_postings(
    path: Path, sources: Mapping[str, Mapping[str, Any]], part: str
) -> Iterator[tuple[str, Known]]:
    """Skill lists and texts of one part of the postings, each with its kind."""
    which, parts = count_evidence._read_part(part)  # noqa: SLF001  # the same parts as held out
    seen = set()
    for row in count_evidence.read_table(path):
        key = count_evidence._key(row)  # noqa: SLF001
        if count_evidence._part(key, parts) != which:  # noqa: SLF001
            continue
        if row["source"] == sources[LISTS]["rows"]:
            named = tuple(sorted(set(row["skills"] or ())))
            role = evidence.map_title(count_evidence.label_of(row), sources[LISTS])
            if role and len(named) >= accuracy.FEWEST:
                yield "lists", Known(row["source"], role, named)
        elif row["source"] in sources[ADVERTS]["rows"] and count_evidence._is_advert(row):  # noqa: SLF001
            role = evidence.map_title(count_evidence.label_of(row), sources[ADVERTS])
            if role and key not in seen:
                seen.add(key)
                yield "adverts", Known(row["source"], role, row["description"])


def answer(kind: str, known: Sequence[Known], taxonomy: Taxonomy) -> pa.Table:
    """What a taxonomy answers: the role where it names one, else why not, and all shares."""
    import pyarrow as pa

    column: dict[str, Any] = {"text" if kind == "adverts" else "skills": "said"}
    table = pa.table({"said": [each.said for each in known]})
    add = ("role", "outcome", "shares")
    found = mlroles.annotate(table, add=add, taxonomy=taxonomy, **column).read_all()
    pairs = zip(found["role"].to_pylist(), found["outcome"].to_pylist(), strict=True)
    return pa.table(
        {
            "kind": [kind] * len(known),
            "source": [each.source for each in known],
            "asked": [each.asked for each in known],
            "answer": [role or outcome for role, outcome in pairs],
            "shares": found["shares"],
        }
    )


def answer_all(edition: str, people: Path, postings: Path, year: int, parts: int) -> pa.Table:
    """Every kind, each row by the edition that was compiled without it."""
    import pyarrow as pa

    sources = {
        each["source"]: each for each in edition_source.read_sources(ROOT / "data" / edition)
    }
    tables = []
    for part in range(1, parts + 1):
        held = f"{part}/{parts}"
        taxonomy = compile_held(edition, held, (people, postings), f"kaggle-{year}")
        kinds: dict[str, list[Known]] = {"lists": [], "adverts": []}
        for kind, each in read_postings(postings, sources, held):
            kinds[kind].append(each)
        if part == 1:  # the year is left out of all parts
            kinds["people"] = read_people(people, year, taxonomy)
            kinds |= {f"people-{n}": draw(kinds["people"], n) for n in accuracy.DRAWS}
        tables += [answer(kind, known, taxonomy) for kind, known in kinds.items()]
        print(held, {kind: len(known) for kind, known in kinds.items()}, flush=True)
    return pa.concat_tables(tables)


def compile_held(edition: str, held: str, rows: Sequence[Path], without: str) -> Taxonomy:
    """The edition as it would be without a part of the rows and without a source."""
    with TemporaryDirectory() as folder:
        files = compile_edition.compile_edition(edition, [without], held, rows)
        path = Path(folder) / f"{edition}.json"
        path.write_bytes(files[path.name])
        return mlroles.load(path)


def main() -> None:
    """Answer every row."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("edition")
    parser.add_argument("people", type=Path)
    parser.add_argument("postings", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--year", type=int, default=2021)
    parser.add_argument("--parts", type=int, default=3)
    asked = parser.parse_args()
    from pyarrow import parquet

    table = answer_all(asked.edition, asked.people, asked.postings, asked.year, asked.parts)
    parquet.write_table(table, asked.out)


if __name__ == "__main__":
    main()

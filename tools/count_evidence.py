"""Count who names what: from rows of people or postings to counts by title and option.

    python tools/count_evidence.py ROWS SOURCE ... [--by label] [--least N] [--texts EDITION]
                                   [--out FILE] [--hold-out I/N]

ROWS is a Parquet file with the columns ``source``, ``title``, ``skills`` and, if there is one,
``activities`` (lists of the options ticked, in the survey's own words); data/README.md says how to
make it from what the publishers offer. SOURCE picks the rows. The counts are facts; no row is kept.

``--texts 2026.1`` counts the skills that running texts name: the column ``description`` is read
with the names of data/2026.1, and an option is then the id of a skill.

``--by label`` counts by the columns ``role`` and ``subrole`` (``data-engineer``, ``/mlops``) in
place of the title: postings have as many titles as employers. ``--least 5`` leaves out an option
that fewer rows name, since a list that anybody may type into has a long tail of what is no skill.

Every person counts once: one who names ten things gives each a tenth. A line holds the source's own
title and option, how many people of that title named the option, and the sum of their parts in
thousandths of a person. The line without an option counts the people who named anything.

``--hold-out 1/3`` leaves out the first of three parts of the rows, by a hash of the row's duplicate
group, else of its id, so that a taxonomy can be measured on rows that it never counted.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import defaultdict
from fractions import Fraction
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mlroles.taxonomy import Taxonomy

_SHORTEST_ADVERT = 600  # characters
NOTHING = {"none", "no / none", "other", ""}

Counts = dict[tuple[str, str], tuple[int, Fraction]]


def count(rows: Iterable[tuple[str, Iterable[str]]]) -> Counts:
    """How many people of a title named an option, and the sum of their parts."""
    people: dict[tuple[str, str], int] = defaultdict(int)
    portions: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
    for title, answer in rows:
        named = {option for option in answer if option.casefold() not in NOTHING}
        for option in ["", *named] if named else []:
            people[title, option] += 1
            portions[title, option] += Fraction(1, len(named) if option else 1)
    return {key: (people[key], portions[key]) for key in sorted(people)}


def write(counts: Counts, file: TextIO) -> None:
    """The counts as CSV, sorted by title and option."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["title", "option", "people", "portion"])
    for (title, option), (people, portion) in counts.items():
        writer.writerow([title, option, people, round(portion * 1000)])


def read_rows(
    path: Path,
    sources: str | Sequence[str],
    held_out: str | None = None,
    by: str = "title",
    texts: str = "",
) -> Iterator[tuple[str, list[str]]]:
    """Title or label, and answer, of every row of some sources that is not held out."""
    part, parts = _read_part(held_out) if held_out else (0, 1)
    wanted = {sources} if isinstance(sources, str) else set(sources)
    seen: set[str] = set()
    for row in read_table(path):
        key = _key(row)
        if row["source"] not in wanted or _part(key, parts) == part:
            continue
        label = row["title"] if by == "title" else label_of(row)
        if not texts:
            yield label, [*(row["skills"] or ()), *(row.get("activities") or ())]
        elif _is_advert(row) and key not in seen:
            seen.add(key)  # of near duplicates the first counts
            yield label, read_advert(texts, row["description"])


def _is_advert(row: Mapping[str, Any]) -> bool:
    """Whether a posting has its whole text, long enough to be one, in English as far as known."""
    whole = row.get("text_kind") == "full" and row.get("lang_en") is not False
    return whole and len(row["description"] or "") >= _SHORTEST_ADVERT


@cache
def read_advert(edition: str, text: str) -> list[str]:
    """The ids of the skills that a text asks for, by the names of an edition's source folder."""
    from mlroles import find_skills

    found = find_skills(text, read_names(edition))
    return sorted({mention.skill.id for mention in found if mention.stance != "excluded"})


@cache
def read_names(edition: str) -> Taxonomy:
    """The names of an edition that may not be compiled yet: a taxonomy in which nothing weighs."""
    from edition_source import read_edition
    from mlroles.assembly import assemble
    from mlroles.edition_format import decode, encode

    records = read_edition(Path(__file__).resolve().parent.parent / "data" / edition)
    nothing = ((0,) * (len(records["roles"]) + 1), "p" * (len(records["roles"]) + 1))
    rows = {row["id"]: nothing for row in records["skills"]}
    return decode(encode(assemble(records, rows, {}, {})), edition, "outside the lock")


@cache
def read_table(path: Path) -> list[dict[str, Any]]:
    """The rows of a Parquet file, without the columns that nobody counts."""
    from pyarrow import parquet

    wanted = {"source", "title", "role", "subrole", "skills", "activities"}
    wanted |= {"dup_group", "respondent_id", "id", "description", "text_kind", "lang_en"}
    columns = [name for name in parquet.read_schema(path).names if name in wanted]
    rows: list[dict[str, Any]] = parquet.read_table(path, columns=columns).to_pylist()
    return rows


def label_of(row: Mapping[str, Any]) -> str:
    """Role and subrole of a posting: ``data-engineer``, ``machine-learning-engineer/mlops``."""
    role, subrole = row.get("role") or "", row.get("subrole") or ""
    return f"{role}/{subrole}" if subrole else role


def drop_rare(counts: Counts, least: int) -> Counts:
    """The counts without the options that fewer rows name."""
    named: dict[str, int] = defaultdict(int)
    for (_, option), (people, _) in counts.items():
        named[option] += people
    return {key: count for key, count in counts.items() if not key[1] or named[key[1]] >= least}


def _read_part(held_out: str) -> tuple[int, int]:
    part, _, parts = held_out.partition("/")
    if not (part.isdecimal() and parts.isdecimal() and 1 <= int(part) <= int(parts)):
        message = f"{held_out!r} is no part; the first of three is 1/3"
        raise SystemExit(message)
    return int(part), int(parts)


def _key(row: Mapping[str, Any]) -> str:
    """The duplicate group, else the id: what must not stand on both sides."""
    keys = (row.get(column) for column in ("dup_group", "respondent_id", "id"))
    return str(next((key for key in keys if key is not None), None))


def _part(key: str, parts: int) -> int:
    return int(sha256(key.encode()).hexdigest(), 16) % parts + 1


def main() -> None:
    """Count one source."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("rows", type=Path)
    parser.add_argument("source", nargs="+")
    parser.add_argument("--by", choices=("title", "label"), default="title")
    parser.add_argument("--least", type=int, default=1)
    parser.add_argument("--texts", default="", metavar="EDITION")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--hold-out", metavar="I/N")
    asked = parser.parse_args()
    rows = read_rows(asked.rows, asked.source, asked.hold_out, asked.by, asked.texts)
    counts = drop_rare(count(rows), asked.least)
    if not counts:
        parser.error(f"{asked.rows} has no rows of the source {asked.source!r}")
    if asked.out is None:
        write(counts, sys.stdout)
    else:
        with asked.out.open("w", encoding="utf-8", newline="") as file:
            write(counts, file)


if __name__ == "__main__":
    main()

"""Compile an edition from its source folder and the evidence that it pins.

    python tools/compile_edition.py 2026.1 [--out DIR]
    python tools/compile_edition.py 2026.1 --out DIR --rows FILE ... [--without SOURCE ...]
                                           [--hold-out 1/3]

Writes ``2026.1.json`` and ``2026.1.counts.json`` (the counts behind the weights) to
``src/mlroles/editions``, or to DIR. The same source gives the same bytes on every machine.

For honest measuring, ``--without`` leaves a source out, or a part of one made of several, and
``--hold-out 1/3`` the first of three parts of all rows (by a hash of the row's duplicate group, or
of its id); both count and fit the rest anew from the files of rows, and write to a DIR of yours,
for ``mlroles.load(path)``. A released edition is never compiled again.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agreement import measure_agreement
from edition_source import read_edition, read_sources, read_table
from evidence import read_tallies
from mlroles.assembly import assemble
from mlroles.edition_format import encode
from mlroles.editions import read_lock
from mlroles.errors import InvalidTaxonomy
from mlroles.integrity import find_outranked, require_sound
from mlroles.records import Record
from mlroles.weighing import Settings, Tally, read_curation, weigh

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from mlroles.records import Records

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ROOT / "src" / "mlroles" / "editions"


def compile_edition(
    name: str,
    without: Collection[str] = (),
    hold_out: str | None = None,
    rows: Sequence[Path] = (),
) -> dict[str, bytes]:
    """The compiled files of an edition, by file name."""
    folder = ROOT / "data" / name
    records = read_edition(folder)
    require_sound(records, f"data/{name}")
    kept = _leave_out(read_sources(folder), without, name)
    files = build_edition(records, kept, rows, hold_out, fitted=bool(rows) or not without)
    if not without and not hold_out:  # what is measured with less need not hold together so well
        _require_first(records, files[f"{name}.json"])
    return files


def _leave_out(
    pinned: Sequence[Mapping[str, Any]], without: Collection[str], name: str
) -> list[Mapping[str, Any]]:
    """The sources, without those named and without named parts of one made of several."""
    several = [source["rows"] for source in pinned if isinstance(source.get("rows"), list)]
    named = {source["source"] for source in pinned}.union(*several)
    if unpinned := set(without) - named:
        message = f"data/{name}/evidence.toml pins no {', '.join(sorted(unpinned))} to leave out"
        raise SystemExit(message)
    return [
        {**source, "rows": [part for part in source["rows"] if part not in without]}
        if isinstance(source.get("rows"), list)
        else source
        for source in pinned
        if source["source"] not in without
    ]


def build_edition(
    records: dict[str, list[Record]],
    sources: Sequence[Mapping[str, Any]],
    rows: Sequence[Path] = (),
    hold_out: str | None = None,
    *,
    fitted: bool = True,
) -> dict[str, bytes]:
    """The compiled files of sound records and the evidence that may speak, by file name.

    Parameters
    ----------
    records
        The source records of an edition.
    sources
        Entries of its ``evidence.toml``.
    rows
        Files of rows to count and fit anew; what is committed is taken if left out.
    hold_out
        ``1/3`` leaves out the first of three parts of the rows.
    fitted
        Whether corrections are added; without rows to fit them on, those that are committed know
        every source.
    """
    (edition,) = records["edition"]
    tallies = read_tallies(sources, records, rows, hold_out)
    committed = _read_corrections(ROOT / "data" / edition["id"] / "corrections.csv")
    corrections = committed if fitted else {}
    if rows and corrections:
        from fit_corrections import fit_corrections

        corrections = fit_corrections(records, sources, rows, hold_out, tallies)
    weights = weigh(read_curation(records, corrections), tallies, Settings(**edition["weighing"]))
    agreement = measure_agreement(records["ratings"])
    records = {
        **records, "edition": [Record(edition.place, {**edition.values, "agreement": agreement})]
    }  # fmt: skip
    document = assemble(
        records, weights, _named_by(edition["roles"], tallies), _mixes(edition, tallies)
    )
    counts: dict[str, Any] = {tally.source: _counts(tally) for tally in tallies}
    if corrections:
        counts["fitted"] = corrections
    name = edition["id"]
    return {f"{name}.json": encode(document), f"{name}.counts.json": encode(counts)}


def _mixes(edition: Record, tallies: Sequence[Tally]) -> dict[str, dict[str, int]]:
    """The named priors: how many people of each role a source counted."""
    people = {tally.source: tally.people for tally in tallies}
    return {
        mix: {role: people[source].get(role, 0) for role in edition["roles"]}
        for mix, source in edition["mixes"].items()
        if source in people
    }


def _read_corrections(path: Path) -> dict[str, dict[str, int]]:
    """The committed corrections; none in an edition that has no such file."""
    if not path.is_file():
        return {}
    return {
        row["skill"]: {role: int(row[role]) for role in row.values if role != "skill"}
        for row in read_table(path)
    }


def _require_first(records: Records, compiled: bytes) -> None:
    """Refuse an edition in which the essentials of a role rank another first."""
    skills = json.loads(compiled)["skills"]
    rows = {key: (tuple(skill["weights"]), skill["basis"]) for key, skill in skills.items()}
    problems = list(find_outranked(records, rows))
    if problems:
        message = "roles that their own essentials do not rank first:"
        raise InvalidTaxonomy(message, problems)


def _named_by(
    roles: Sequence[str], tallies: Sequence[Tally]
) -> dict[tuple[str, str], list[tuple[int, int, str, int]]]:
    found: dict[tuple[str, str], list[tuple[int, int, str, int]]] = defaultdict(list)
    for tally in tallies:
        for role in roles:
            people = tally.people.get(role, 0)
            for skill, named in tally.named.get(role, {}).items():
                permille = 1000 * named // people
                found[role, skill].append((permille, people, tally.source, tally.year))
    return found


def _counts(tally: Tally) -> dict[str, Any]:
    by_skill: dict[str, dict[str, int]] = defaultdict(dict)
    for role, skills in tally.named.items():
        for skill, named in skills.items():
            by_skill[skill][role] = named
    return {"year": tally.year, "people": dict(tally.people), "named": by_skill}


def _compile(asked: argparse.Namespace) -> dict[str, bytes]:
    return compile_edition(asked.edition, asked.without, asked.hold_out, asked.rows)


def main() -> None:
    """Compile one edition."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("edition")
    parser.add_argument("--out", type=Path, default=SHIPPED)
    parser.add_argument("--without", nargs="+", default=[], metavar="SOURCE")
    parser.add_argument("--hold-out", metavar="I/N")
    parser.add_argument("--rows", type=Path, nargs="+", default=[])
    asked = parser.parse_args()
    if asked.out == SHIPPED and (asked.without or asked.rows):
        parser.error("--without and --rows are for measuring; write elsewhere with --out")
    if asked.hold_out and not asked.rows:
        parser.error("--hold-out needs --rows, the files to count the rest of")
    if asked.out == SHIPPED and f"{asked.edition}.json" in read_lock():
        parser.error(f"{asked.edition} is released and never compiled again; add an edition")
    asked.out.mkdir(parents=True, exist_ok=True)
    for name, data in _compile(asked).items():
        (asked.out / name).write_bytes(data)
        print(f"{name}: {len(data):,} bytes, sha256 {sha256(data).hexdigest()}")


if __name__ == "__main__":
    main()

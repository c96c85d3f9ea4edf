"""Compile an edition from its source folder and the evidence that it pins.

    python tools/compile_edition.py 2020.1 [--out DIR] [--without SOURCE ...] [--evidence DIR]

Writes ``2020.1.json`` and ``2020.1.counts.json`` (the counts behind the weights) to
``src/mlroles/editions``, or to DIR. The same source gives the same bytes on every machine.

``--without`` leaves a source's counts out, and ``--evidence`` takes counts from another folder,
such as those made with ``count_evidence.py --hold-out``; both are for honest measuring and write to
a DIR of yours, for ``mlroles.load(path)``. A released edition is never compiled again.
"""

from __future__ import annotations

import argparse
import csv
import io
import tomllib
from collections import defaultdict
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edition_source import read_edition
from mlroles.edition_format import assemble, encode
from mlroles.editions import read_lock
from mlroles.integrity import require_sound
from mlroles.names import fold
from mlroles.weighing import Settings, Tally, read_curation, weigh

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from mlroles.records import Records

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ROOT / "src" / "mlroles" / "editions"


def compile_edition(
    name: str, without: Collection[str] = (), evidence: Path | None = None
) -> dict[str, bytes]:
    """The compiled files of an edition, by file name."""
    folder = ROOT / "data" / name
    records = read_edition(folder)
    require_sound(records, f"data/{name}")
    pinned = tomllib.loads((folder / "evidence.toml").read_text("utf-8"))["evidence"]
    if unpinned := set(without) - {source["source"] for source in pinned}:
        message = f"data/{name}/evidence.toml pins no {', '.join(sorted(unpinned))} to leave out"
        raise SystemExit(message)
    tallies = [
        read_tally(source, records, evidence)
        for source in pinned
        if source["source"] not in without
    ]
    (edition,) = records["edition"]
    rows = weigh(read_curation(records), tallies, Settings(**edition["weighing"]))
    people = {tally.source: tally.people for tally in tallies}
    priors = {
        mix: {role: people[source].get(role, 0) for role in edition["roles"]}
        for mix, source in edition["mixes"].items()
        if source in people
    }
    document = assemble(records, rows, _named_by(edition["roles"], tallies), priors)
    counts = {tally.source: _counts(tally) for tally in tallies}
    return {f"{name}.json": encode(document), f"{name}.counts.json": encode(counts)}


def read_tally(source: Mapping[str, Any], records: Records, evidence: Path | None) -> Tally:
    """The counts of a source, from its own titles and options to our roles and skills."""
    path = (evidence or ROOT / "data" / "evidence") / source["file"]
    data = path.read_bytes()
    if evidence is None and sha256(data).hexdigest() != source["sha256"]:
        message = f"{path.name} is not the file that evidence.toml pins"
        raise SystemExit(message)
    names = _names(records)
    people: dict[str, int] = defaultdict(int)
    portions: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    named: dict[tuple[str, str], int] = defaultdict(int)
    for row in csv.DictReader(io.StringIO(data.decode(), newline="")):
        role, count, option = _role(row["title"], source), int(row["people"]), row["option"]
        if role and not option:
            people[role] += count
        elif role and option not in source.get("no_skills", ()):
            skill = _skill(option, names, source)
            portions[role][skill] += int(row["portion"])
            # two options that mean one skill were ticked by at least as many as the larger
            named[row["title"], skill] = max(named[row["title"], skill], count)
    by_role: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for (title, skill), count in named.items():
        by_role[_role(title, source)][skill] += count
    return Tally(source["source"], source["year"], people, portions, by_role)


def _names(records: Records) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {
        fold(row["alias"]): row.split("skill") for row in records["aliases"]
    }
    for row in records["skills"]:
        names[fold(row["id"])] = names[fold(row["name"])] = [row["id"]]
    return names


def _role(title: str, source: Mapping[str, Any]) -> str:
    if title not in source["titles"]:
        message = f"evidence.toml does not say what the title {title!r} of {source['source']} is"
        raise SystemExit(message)
    return str(source["titles"][title]["role"])


def _skill(option: str, names: Mapping[str, list[str]], source: Mapping[str, Any]) -> str:
    found = names.get(fold(option), [])
    if len(found) != 1:
        message = f"the option {option!r} of {source['source']} means {found or 'no skill'}"
        raise SystemExit(message)
    return found[0]


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


def main() -> None:
    """Compile one edition."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("edition")
    parser.add_argument("--out", type=Path, default=SHIPPED)
    parser.add_argument("--without", nargs="+", default=[], metavar="SOURCE")
    parser.add_argument("--evidence", type=Path)
    asked = parser.parse_args()
    if asked.out == SHIPPED and (asked.without or asked.evidence):
        parser.error("--without and --evidence are for measuring; write elsewhere with --out")
    if asked.out == SHIPPED and f"{asked.edition}.json" in read_lock():
        parser.error(f"{asked.edition} is released and never compiled again; add an edition")
    asked.out.mkdir(parents=True, exist_ok=True)
    for name, data in compile_edition(asked.edition, asked.without, asked.evidence).items():
        (asked.out / name).write_bytes(data)
        print(f"{name}: {len(data):,} bytes, sha256 {sha256(data).hexdigest()}")


if __name__ == "__main__":
    main()

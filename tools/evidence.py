"""From counted or countable evidence to tallies: titles to roles, options to skills."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from count_evidence import Counts, count, drop_rare, read_rows
from edition_source import read_table
from mlroles.names import fold
from mlroles.weighing import Tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mlroles.records import Records

ROOT = Path(__file__).resolve().parent.parent

__all__ = [
    "find_rows",
    "find_skill",
    "index_names",
    "map_title",
    "read_source",
    "read_tallies",
]

Line = tuple[str, str, int, int]  # title, option, people, portion in thousandths


def read_tallies(
    sources: Iterable[Mapping[str, Any]],
    records: Records,
    rows: Sequence[Path] = (),
    hold_out: str | None = None,
) -> list[Tally]:
    """The counts of each source, by our roles and skills.

    Parameters
    ----------
    sources
        The entries of ``evidence.toml``.
    records
        The source records of the edition, whose names the options bear.
    rows
        Files of rows to count anew; the counted files that the entries pin if left out.
    hold_out
        ``1/3`` leaves out the first of three parts of the rows.
    """
    names = index_names(records)
    sources = [source for source in sources if source.get("counted", True)]
    lines = {
        source["source"]: _count_again(source, rows, hold_out) if rows else _read_pinned(source)
        for source in sources
    }
    return [_tally(source, lines[source["source"]], names) for source in sources]


def _read_pinned(source: Mapping[str, Any]) -> list[Line]:
    path = ROOT / "data" / "evidence" / source["file"]
    data = path.read_bytes()
    if sha256(data).hexdigest() != source["sha256"]:
        message = f"{path.name} is not the file that evidence.toml pins"
        raise SystemExit(message)
    return [
        (row["title"], row["option"], int(row["people"]), int(row["portion"]))
        for row in csv.DictReader(io.StringIO(data.decode(), newline=""))
    ]


def _count_again(
    source: Mapping[str, Any], rows: Sequence[Path], hold_out: str | None
) -> list[Line]:
    counts: Counts = count(read_source(source, rows, hold_out))
    return [
        (title, option, people, round(portion * 1000))
        for (title, option), (people, portion) in drop_rare(counts, source.get("least", 1)).items()
    ]


def read_source(
    source: Mapping[str, Any], rows: Sequence[Path], hold_out: str | None
) -> Iterator[tuple[str, list[str]]]:
    """The rows of a source, read as its entry says."""
    path = find_rows(source, rows)
    by, texts = source.get("by", "title"), source.get("texts", "")
    return read_rows(path, source["rows"], hold_out, by, texts)


def find_rows(source: Mapping[str, Any], rows: Sequence[Path]) -> Path:
    """The file that has the rows of a source."""
    from pyarrow import compute, parquet

    wanted = source["rows"] if isinstance(source["rows"], str) else source["rows"][0]
    for path in rows:
        column = parquet.read_table(path, columns=["source"])["source"]
        if compute.any(compute.equal(column, wanted)).as_py():
            return path
    message = f"none of these files has rows of {wanted}"
    raise SystemExit(message)


def _tally(
    source: Mapping[str, Any], lines: Iterable[Line], names: Mapping[str, Sequence[str]]
) -> Tally:
    people: dict[str, int] = defaultdict(int)
    portions: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    named: dict[tuple[str, str], int] = defaultdict(int)
    for title, option, number, portion in lines:
        role = map_title(title, source)
        if role and not option:
            people[role] += number
        elif role and (skill := find_skill(option, names, source)):
            portions[role][skill] += portion
            # two options that mean one skill were ticked by at least as many as the larger
            named[title, skill] = max(named[title, skill], number)
    by_role: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for (title, skill), number in named.items():
        by_role[map_title(title, source)][skill] += number
    return Tally(
        source["source"], source["year"], people, portions, by_role,
        source.get("outside_counts", False), source.get("outside_only", False),
    )  # fmt: skip


def index_names(records: Records) -> dict[str, list[str]]:
    """Folded name to the skills that bear it; what is listed as no skill bears none."""
    listed = ROOT / "data" / "not_skills.csv"
    names: dict[str, list[str]] = {
        fold(row["name"]): [] for row in (read_table(listed) if listed.is_file() else ())
    }
    names |= {fold(row["alias"]): row.split("skill") for row in records["aliases"]}
    for row in records["skills"]:
        names[fold(row["id"])] = names[fold(row["name"])] = [row["id"]]
    return names


def map_title(title: str, source: Mapping[str, Any]) -> str:
    """Which role a title of the source is here; empty if none."""
    if title not in source["titles"]:
        message = f"evidence.toml does not say what the title {title!r} of {source['source']} is"
        raise SystemExit(message)
    return str(source["titles"][title]["role"])


def find_skill(
    option: str, names: Mapping[str, Sequence[str]], source: Mapping[str, Any]
) -> str | None:
    """The skill that an option means; None for what is none.

    Every option of a questionnaire has to be known. In lists that anybody may type into, marked
    ``known_only``, what nobody curated is passed over.
    """
    found = names.get(fold(option))
    if option in source.get("no_skills", ()) or found == []:
        return None
    if source.get("known_only") and (found is None or len(found) > 1):
        return None
    if found is None or len(found) > 1:
        message = f"the option {option!r} of {source['source']} means {found or 'no skill'}"
        raise SystemExit(message)
    return found[0]

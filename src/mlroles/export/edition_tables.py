"""The tables of an edition: every row begins with the edition, and names what it is about by id."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mlroles.assembly import ASPECTS
from mlroles.editions import require_taxonomy
from mlroles.errors import InvalidInput
from mlroles.handoffs import list_handoffs
from mlroles.matching.ranking import BASIS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from mlroles.model import Crosswalk
    from mlroles.taxonomy import Taxonomy

__all__ = ["OTHER_WORK", "TABLES", "export_tables", "list_rows", "write_table"]

Row = dict[str, Any]
_QUOTED = re.compile(r'[",\r\n]')
OTHER_WORK = "outside"  # stands in the place of a role for work that is none of ours


def list_rows(table: str, taxonomy: Taxonomy) -> list[Row]:
    """The rows of one table of an edition, texts and whole numbers.

    Parameters
    ----------
    table
        One of `TABLES`.
    taxonomy
        Any.

    Returns
    -------
    list of dict
        With the same keys in the same order, ``edition`` first. Several ids in a cell have single
        spaces between.

    Raises
    ------
    InvalidInput
        If there is no such table.

    Examples
    --------
    >>> import mlroles
    >>> list_rows("handoffs", mlroles.load("2020.1"))[0]["edition"]
    '2020.1'
    """
    if table not in TABLES:
        message = f"there is no table {table!r}; there are {', '.join(TABLES)}"
        raise InvalidInput(message, table)
    _, rows = TABLES[table]
    return [{"edition": taxonomy.edition, **row} for row in rows(taxonomy)]


def write_table(table: str, taxonomy: Taxonomy) -> str:
    r"""One table of an edition as CSV.

    Parameters
    ----------
    table, taxonomy
        As for `list_rows`.

    Returns
    -------
    str
        A header and a line a row, as RFC 4180 has them but for the line ends, which are ``\n``;
        what a cell holds is never changed.

    Raises
    ------
    InvalidInput
        If there is no such table.

    Examples
    --------
    >>> import mlroles
    >>> write_table("needs", mlroles.load("2020.1")).splitlines()[0]
    'edition,role,skill,importance,level,source'
    """
    rows = list_rows(table, taxonomy)
    columns, _ = TABLES[table]
    lines = [["edition", *columns.split()], *(row.values() for row in rows)]
    return "".join(",".join(map(_quote, line)) + "\n" for line in lines)


def _quote(cell: object) -> str:
    """A cell, in quotes if it has to be: the csv module leaves a bare carriage return without."""
    text = str(cell)
    return '"{}"'.format(text.replace('"', '""')) if _QUOTED.search(text) else text


def export_tables(
    folder: str | os.PathLike[str], taxonomy: Taxonomy | None = None
) -> tuple[str, ...]:
    """Write every table of an edition as a file of CSV into a new folder.

    The folder appears when all is written, and not at all if anything fails.

    Parameters
    ----------
    folder
        Where to; there must be nothing yet.
    taxonomy
        Which edition; the newest released one if left out.

    Returns
    -------
    tuple of str
        The names of the files, UTF-8 and the same bytes everywhere.

    Raises
    ------
    InvalidInput
        If something is there already, or nothing can be written there.
    """
    taxonomy = require_taxonomy(taxonomy)
    target = Path(folder)
    beside = Path(f"{target}.{os.getpid()}.part")
    if target.exists():
        message = f"{target} is there already; name a folder that is not"
        raise InvalidInput(message, folder)
    try:
        beside.mkdir()
        for table in TABLES:
            (beside / f"{table}.csv").write_bytes(write_table(table, taxonomy).encode())
        beside.rename(target)
    except OSError as error:
        message = f"{target} cannot be written: {error.strerror}"
        raise InvalidInput(message, folder) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return tuple(f"{table}.csv" for table in TABLES)


def _roles(taxonomy: Taxonomy) -> Iterator[Row]:
    for role in taxonomy.roles.values():
        plain = {key: getattr(role, key) for key in ("id", "name", "summary", "tier", "status")}
        yield {
            **plain,
            "ease": role.entry.ease,
            "entry": role.entry.text,
            "entry_source": _join(role.entry.sources),
            "kin": _join(role.kin),
            "sources": _join(role.sources),
        }


def _statements(taxonomy: Taxonomy) -> Iterator[Row]:
    for role in taxonomy.roles.values():
        for aspect in (*ASPECTS, "boundaries"):
            for said in getattr(role, aspect):
                neighbour = getattr(said, "neighbour", None) or ""
                row = {"role": role.id, "aspect": aspect, "text": said.text}
                yield {**row, "neighbour": neighbour, "source": _join(said.sources)}


def _skills(taxonomy: Taxonomy) -> Iterator[Row]:
    for skill in taxonomy.skills.values():
        yield {
            **{key: getattr(skill, key) for key in ("id", "name", "kind", "definition")},
            "broader": skill.broader or "",
            "prerequisites": _join(skill.prerequisites),
            "source": _join(skill.sources),
        }


def _aliases(taxonomy: Taxonomy) -> Iterator[Row]:
    for skill in taxonomy.skills.values():
        for alias in skill.aliases:
            near = "|".join(alias.near)
            yield {"skill": skill.id, "alias": alias.name, "reading": alias.reading, "near": near}


def _needs(taxonomy: Taxonomy) -> Iterator[Row]:
    for role in taxonomy.roles.values():
        for need in role.needs:
            row = {"role": role.id, "skill": need.skill.id, "importance": need.importance}
            yield {**row, "level": int(need.level), "source": _join(need.sources)}


def _counts(taxonomy: Taxonomy) -> Iterator[Row]:
    for role in taxonomy.roles.values():
        for need in role.needs:
            for count in need.named_by:
                numbers = {key: getattr(count, key) for key in ("permille", "n", "source", "year")}
                yield {"role": role.id, "skill": need.skill.id, **numbers}


def _knowledge(taxonomy: Taxonomy) -> Iterator[Row]:
    for role in taxonomy.roles.values():
        for known in role.knowledge:
            row: Row = {"role": role.id, "subject": known.subject.id}
            row |= {"enter": int(known.enter), "grow": int(known.grow)}
            row |= {"enter_anchor": known.enter_anchor, "grow_anchor": known.grow_anchor}
            yield {**row, "note": known.note, "source": _join(known.sources)}


def _titles(taxonomy: Taxonomy) -> Iterator[Row]:
    for title in taxonomy.titles:
        source = _join(title.sources)
        yield {"title": title.name, "roles": _join(title.roles), "source": source}


def _title_links(taxonomy: Taxonomy) -> Iterator[Row]:
    for title in taxonomy.titles:
        for link in title.links:
            yield {"title": title.name, **_entry(link)}


def _handoffs(taxonomy: Taxonomy) -> Iterator[Row]:
    for row in list_handoffs(taxonomy):
        ends = {key: getattr(row, key) for key in ("producer", "artefact", "consumer")}
        yield {**ends, "source": _join(row.sources)}


def _resources(taxonomy: Taxonomy) -> Iterator[Row]:
    for role in taxonomy.roles.values():
        for each in role.resources:
            row = {key: getattr(each, key) for key in ("title", "address", "kind")}
            skill, source = each.skill or "", _join(each.sources)
            yield {"role": role.id, "skill": skill, **row, "source": source}


def _crosswalk(taxonomy: Taxonomy) -> Iterator[Row]:
    for role in taxonomy.roles.values():
        for link in role.crosswalk:
            yield {"role": role.id, **_entry(link)}


def _moves(taxonomy: Taxonomy) -> Iterator[Row]:
    for move in taxonomy.moves:
        ends = {"section": move.section, "old": _join(move.old), "new": _join(move.new)}
        yield {**ends, "kind": move.kind, "reason": move.reason, "source": _join(move.sources)}


def _weights(taxonomy: Taxonomy) -> Iterator[Row]:
    columns = [*sorted(taxonomy.weights.columns.items(), key=lambda column: column[1])]
    places = [*columns, (OTHER_WORK, -1)]
    for skill, (weights, bases) in taxonomy.weights.rows.items():
        for role, at in places:
            row = {"skill": skill, "role": role, "weight": weights[at]}
            yield {**row, "basis": BASIS[bases[at]]}


def _sources(taxonomy: Taxonomy) -> Iterator[Row]:
    keys = ("id", "title", "publisher", "date", "address", "licence")
    for source in taxonomy.sources.values():
        yield {key: getattr(source, key) for key in keys}


def _entry(link: Crosswalk) -> Row:
    keys = ("scheme", "version", "code", "uri", "relation")
    return {**{key: getattr(link, key) for key in keys}, "source": _join(link.sources)}


def _join(ids: Iterable[str]) -> str:
    return " ".join(ids)


# the columns of each table after the edition, and how its rows are made
TABLES: dict[str, tuple[str, Callable[[Taxonomy], Iterator[Row]]]] = {
    "roles": ("id name summary tier status ease entry entry_source kin sources", _roles),
    "statements": ("role aspect text neighbour source", _statements),
    "skills": ("id name kind definition broader prerequisites source", _skills),
    "aliases": ("skill alias reading near", _aliases),
    "needs": ("role skill importance level source", _needs),
    "counts": ("role skill permille n source year", _counts),
    "knowledge": ("role subject enter grow enter_anchor grow_anchor note source", _knowledge),
    "titles": ("title roles source", _titles),
    "title_links": ("title scheme version code uri relation source", _title_links),
    "handoffs": ("producer artefact consumer source", _handoffs),
    "resources": ("role skill title address kind source", _resources),
    "crosswalk": ("role scheme version code uri relation source", _crosswalk),
    "moves": ("section old new kind reason source", _moves),
    "weights": ("skill role weight basis", _weights),
    "sources": ("id title publisher date address licence", _sources),
}

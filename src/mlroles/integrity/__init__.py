"""Is this an edition? Every fault of its source records at once, each with its place.

A rule has a stable code; `docs/reference/integrity.md` has a line on each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlroles.errors import InvalidTaxonomy
from mlroles.integrity import cells, links, sense
from mlroles.integrity.essentials import find_outranked
from mlroles.integrity.problem import Problem, Rule
from mlroles.records import Record, Records
from mlroles.schema import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["RULES", "Problem", "find_outranked", "find_problems", "require_sound"]


def find_problems(records: Records) -> tuple[Problem, ...]:
    """Every fault of an edition's source records, in the order of the rules.

    Parameters
    ----------
    records
        Section to records. A section that is left out counts as empty.

    Examples
    --------
    >>> from mlroles.records import Record
    >>> row = Record("skills.csv:2", {"id": "R!", "name": "R", "kind": "language"})
    >>> for problem in find_problems({"skills": [row]})[:2]:
    ...     print(problem)
    skills.csv:2 [missing-value] definition is empty
    skills.csv:2 [missing-value] source is empty
    """
    whole = {section: records.get(section, ()) for section in SECTIONS}
    parties = {party for row in records.get("edition", ()) for party in row["parties"]}
    texts = {
        **{section: [_as_text(row) for row in rows] for section, rows in whole.items()},
        "parties": [Record("edition.toml", {"id": party}) for party in sorted(parties)],
    }
    found = [problem for rule in RULES.values() for problem in rule(texts)]
    return (*cells.find_other_types(whole), *found)


def require_sound(records: Records, what: str) -> None:
    """Raise `InvalidTaxonomy` with every fault, if there is any."""
    problems = find_problems(records)
    if problems:
        message = f"{what} has {len(problems)} problem{'s'[: len(problems) > 1]}:"
        raise InvalidTaxonomy(message, problems)


def _as_text(row: Record) -> Record:
    return Record(row.place, {name: str(value) for name, value in row.values.items()})


RULES: Mapping[str, Rule] = {
    "missing values": cells.find_missing_values,
    "unknown columns": cells.find_unknown_columns,
    "malformed ids": cells.find_malformed_ids,
    "choices": cells.find_unknown_choices,
    "untidy text": cells.find_untidy_text,
    "look-alike letters": cells.find_look_alikes,
    "references": links.find_dangling,
    "parties": links.find_dangling_parties,
    "titles": links.find_dangling_titles,
    "duplicates": links.find_duplicates,
    "name collisions": links.find_collisions,
    "accents": links.find_accents,
    "skills and roles": links.find_mixed_names,
    "repeated aliases": links.find_repeated_aliases,
    "cycles": links.find_cycles,
    "moves": links.find_moves,
    "readings": sense.find_readings,
    "unread skills": sense.find_unread_skills,
    "neighbours": sense.find_neighbours,
    "kin": sense.find_kin,
    "empty roles": sense.find_empty_roles,
    "loose artefacts": sense.find_loose_artefacts,
    "twin roles": sense.find_twin_roles,
    "levels": sense.find_levels,
    "subjects": sense.find_subjects,
    "anchors": sense.find_anchors,
    "ratings": sense.find_ratings,
    "definitions": cells.find_definitions,
    "crosswalks": sense.find_crosswalks,
}

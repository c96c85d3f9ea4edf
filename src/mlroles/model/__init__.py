"""The values of the house: frozen, self-contained, knowing nothing of their registry.

Two values are equal when all that they hold is equal; the hash of one that has an id uses the id
alone. A `Role` holds `Need` values, a `Need` holds its `Skill`, and nothing points back up.
"""

from __future__ import annotations

from mlroles.model.edition import BASES, MOVES, Move, Overlay, Scoring, Source
from mlroles.model.roles import (
    IMPORTANCES,
    RELATIONS,
    Boundary,
    Crosswalk,
    Entry,
    Handoff,
    Knowledge,
    NamedBy,
    Need,
    Resource,
    Role,
    Statement,
    Title,
)
from mlroles.model.skills import KINDS, READINGS, Alias, Level, Skill

__all__ = [
    "BASES",
    "IMPORTANCES",
    "KINDS",
    "MOVES",
    "READINGS",
    "RELATIONS",
    "Alias",
    "Boundary",
    "Crosswalk",
    "Entry",
    "Handoff",
    "Knowledge",
    "Level",
    "Move",
    "NamedBy",
    "Need",
    "Overlay",
    "Resource",
    "Role",
    "Scoring",
    "Skill",
    "Source",
    "Statement",
    "Title",
]

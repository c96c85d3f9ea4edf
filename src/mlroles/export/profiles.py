"""What became of the names in a list, as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mlroles.model import Skill
    from mlroles.resolution import Held, Unresolved

__all__ = ["held_rows", "name_rows", "unresolved_rows"]

Data = dict[str, Any]


def held_rows(held: Iterable[Held]) -> list[Data]:
    """The skills held, each with its level, if one was given, and the names given for it."""
    return [
        {
            "skill": each.skill.id,
            "level": None if each.level is None else int(each.level),
            "names": list(each.names),
        }
        for each in held
    ]


def name_rows(unresolved: Iterable[Unresolved], excluded: Iterable[Skill]) -> Data:
    """The names that were not understood, and the skills that are said not to be held."""
    return {
        "unresolved": unresolved_rows(unresolved),
        "excluded": [skill.id for skill in excluded],
    }


def unresolved_rows(names: Iterable[Unresolved]) -> list[Data]:
    """The names that were not understood, with why, and what may have been meant."""
    return [
        {"name": name.name, "reason": name.reason, "candidates": list(name.candidates)}
        for name in names
    ]

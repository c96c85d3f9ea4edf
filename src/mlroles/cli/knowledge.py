"""The commands that ask how much maths, which roles are within reach, and for the spectrum."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mlroles.cli.streams import read_skills
from mlroles.cli.taxonomies import open_taxonomy
from mlroles.errors import InvalidInput, UnknownRole, shorten
from mlroles.knowledge import answer_maths, compare_knowledge, roles_within
from mlroles.matching import match
from mlroles.model import Level
from mlroles.resolution import read_level
from mlroles.spectrum import find_place

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from mlroles.cli.options import Commands

__all__ = ["COMMANDS"]


def _knowledge(asked: argparse.Namespace) -> Any:
    """The words together may name one role, as with `show`; else each names one."""
    taxonomy = open_taxonomy(asked)
    try:
        return answer_maths(" ".join(asked.roles), taxonomy)
    except UnknownRole:
        if len(asked.roles) == 1:
            raise
    return compare_knowledge(asked.roles or None, taxonomy)


def _within(asked: argparse.Namespace) -> Any:
    known = _read_levels(asked.known)
    return roles_within(known, open_taxonomy(asked), without=asked.without or ())


def _read_levels(known: Iterable[str]) -> dict[str, Level]:
    """Subjects with their levels; of two for one subject the higher holds."""
    levels: dict[str, Level] = {}
    for said in known:
        subject, equals, level = said.rpartition("=")
        if not equals:
            message = f"{shorten(said)} has no level; write SUBJECT=LEVEL, statistics=2"
            raise InvalidInput(message, said)
        is_number = level.isascii() and level.isdigit()
        read = read_level(int(level) if is_number else level) or Level.NONE
        levels[subject] = max(read, levels.get(subject, Level.NONE))
    return levels


def _spectrum(asked: argparse.Namespace) -> Any:
    taxonomy = open_taxonomy(asked)
    return find_place(match(read_skills(asked), taxonomy, among=asked.among), taxonomy)


COMMANDS: Commands = {
    "knowledge": (
        _knowledge,
        "how much maths, and how much else, a role asks for; several roles side by side",
        "roles? --edition --over --json",
    ),
    "within": (
        _within,
        "which roles one could enter without learning more, and which by one level",
        "known? --without --edition --over --json",
    ),
    "spectrum": (
        _spectrum,
        "where skills stand between one-trick pony and generalist, and what pulls where",
        "skills --among --edition --over --json",
    ),
}

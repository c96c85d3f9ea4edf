"""The commands that ask what to learn, where a role leads, and what a curriculum serves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mlroles.cli.streams import read_skills, read_text
from mlroles.cli.taxonomies import open_taxonomy
from mlroles.curricula import review_curriculum
from mlroles.errors import InvalidInput
from mlroles.mentions import find_skills
from mlroles.planning import plan
from mlroles.transitions import find_transitions

if TYPE_CHECKING:
    import argparse

    from mlroles.cli.options import Commands

__all__ = ["COMMANDS"]


def _plan(asked: argparse.Namespace) -> Any:
    taxonomy = open_taxonomy(asked)
    return plan(read_skills(asked), asked.wanted, taxonomy, hours=asked.hours)


def _transitions(asked: argparse.Namespace) -> Any:
    return find_transitions(" ".join(asked.name), open_taxonomy(asked))


def _curriculum(asked: argparse.Namespace) -> Any:
    taxonomy = open_taxonomy(asked)
    if bool(asked.text) == bool(asked.skills):
        message = "name skills in the order of teaching, or give a syllabus with --text FILE"
        raise InvalidInput(message, asked.skills)
    given = find_skills(read_text(asked.text), taxonomy) if asked.text else read_skills(asked)
    return review_curriculum(given, taxonomy, among=asked.among)


COMMANDS: Commands = {
    "plan": (
        _plan,
        "what to learn next for a role, in order, with the hours there are",
        "wanted skills? --hours --edition --over --json",
    ),
    "transitions": (
        _transitions,
        "which roles are near to a role, and what the way there takes",
        "name --edition --over --json",
    ),
    "curriculum": (
        _curriculum,
        "which roles a curriculum serves, and where its learners may stumble",
        "skills? --text --among --edition --over --json",
    ),
}

"""The commands that ask for teams, kinds of project and hand-offs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mlroles.cli.streams import read_text
from mlroles.cli.taxonomies import open_taxonomy
from mlroles.errors import InvalidInput
from mlroles.handoffs import list_handoffs, trace_handoffs
from mlroles.teams import list_projects, review_team

if TYPE_CHECKING:
    import argparse

    from mlroles.cli.options import Commands

__all__ = ["COMMANDS"]


def _team(asked: argparse.Namespace) -> Any:
    if bool(asked.file) == bool(asked.members):
        message = "name members, such as 'Ada: data engineer', or give them with --file FILE"
        raise InvalidInput(message, asked.members)
    given = _read_json(asked.file) if asked.file else [_read_member(m) for m in asked.members]
    return _drawn(review_team(given, open_taxonomy(asked), project=asked.project), asked)


def _read_member(given: str) -> Any:
    """``NAME: HAT, HAT``, or the hats alone."""
    name, colon, hats = given.partition(":")
    wears = [hat.strip() for hat in (hats if colon else given).split(",") if hat.strip()]
    return {"name": name, "wears": wears} if colon else wears


def _read_json(file: str) -> Any:
    import json

    try:
        return json.loads(read_text(file))
    except (ValueError, RecursionError) as error:
        message = f"{file} is no JSON: {error}"
        raise InvalidInput(message, file) from error


def _handoffs(asked: argparse.Namespace) -> Any:
    taxonomy = open_taxonomy(asked)
    if asked.end is not None:
        return _drawn(trace_handoffs(asked.start, asked.end, taxonomy), asked)
    return _drawn(list_handoffs(taxonomy, around=asked.start), asked)


def _drawn(answer: Any, asked: argparse.Namespace) -> Any:
    if not asked.mermaid and not asked.dot:
        return answer
    from mlroles.export.graphs import to_dot, to_mermaid

    return to_mermaid(answer) if asked.mermaid else to_dot(answer)


def _projects(asked: argparse.Namespace) -> Any:
    found = list_projects(open_taxonomy(asked))
    if asked.json:
        from mlroles.export.data import to_data

        return [to_data(each) for each in found]
    return "\n\n".join(map(str, found))


COMMANDS: Commands = {
    "team": (
        _team,
        "what a team makes, and what its kind of project asks for beyond that",
        "members? --project --file --mermaid --dot --edition --over --json",
    ),
    "projects": (
        _projects,
        "the kinds of project that a team can be reviewed for",
        "--edition --over --json",
    ),
    "handoffs": (
        _handoffs,
        "who hands what to whom, and the shortest way from one to another",
        "start end --mermaid --dot --edition --over --json",
    ),
}

"""The command line: ``mlroles`` and ``python -m mlroles``.

Exit codes: 0 for an answer, 1 for an error in what was asked, 2 for a command that is misspelt.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from typing import TYPE_CHECKING, Any

from mlroles import __version__
from mlroles.display.text import WIDTH, render
from mlroles.editions import list_editions, load
from mlroles.errors import MlrolesError, UnknownRole, UnknownSkill
from mlroles.explanation import explain
from mlroles.matching import match

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mlroles.model import Role, Skill
    from mlroles.taxonomy import Taxonomy

__all__ = ["main"]

_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"
_ERROR = 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    arguments
        Without the program's name; those of the process if left out.

    Returns
    -------
    int
        The exit code.
    """
    parser = _parser()
    asked = parser.parse_args(arguments)
    try:
        _print(asked.answer(asked), asked)
    except MlrolesError as error:
        print(f"mlroles: {error}", file=sys.stderr)
        return _ERROR
    except BrokenPipeError:  # the reader, `head` say, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mlroles", description="Which machine-learning role is this, and what does it take?"
    )
    parser.add_argument("--version", action="version", version=f"mlroles {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, answer, said in (
        ("roles", _roles, "the roles of an edition"),
        ("show", _show, "all that is known of a role or a skill"),
        ("match", _match, "which roles a list of skills resembles"),
        ("explain", _explain, "what each reason for a role rests on"),
        ("editions", _editions, "the editions that are shipped"),
    ):
        command = commands.add_parser(name, help=said, description=said)
        command.set_defaults(answer=answer)
        command.add_argument("--json", action="store_true", help="print JSON for programs")
        if name != "editions":
            command.add_argument("--edition", help="which edition answers; the newest if left out")
        if name == "show":
            command.add_argument("name", metavar="ROLE|SKILL", nargs="+")
        if name in {"match", "explain"}:
            command.add_argument(
                "skills",
                metavar="SKILL",
                nargs="+",
                help="a name; - reads one a line from standard input",
            )
            command.add_argument(
                "--among", metavar="ROLE", nargs="+", help="compare only these roles"
            )
        if name == "match":
            command.add_argument("--prior", help="a named mix of the edition, for the shares")
        if name == "explain":
            command.add_argument("--role", help="which role to explain; the first if left out")
    return parser


def _roles(asked: argparse.Namespace) -> Any:
    taxonomy = load(asked.edition)
    if not asked.json:
        return taxonomy
    return [
        {"id": role.id, "name": role.name, "summary": role.summary, "tier": role.tier}
        for role in taxonomy.roles.values()
    ]


def _show(asked: argparse.Namespace) -> Role | Skill:
    return _find(" ".join(asked.name), load(asked.edition))


def _find(name: str, taxonomy: Taxonomy) -> Role | Skill:
    try:
        return taxonomy.role(name)
    except UnknownRole as no_role:
        try:
            return taxonomy.skill(name)
        except UnknownSkill as no_skill:
            meant = (*no_role.suggestions, *no_skill.suggestions)
            raise (UnknownRole if no_role.suggestions else UnknownSkill)(name, meant) from None


def _match(asked: argparse.Namespace) -> Any:
    return match(_skills(asked), load(asked.edition), among=asked.among, prior=asked.prior)


def _explain(asked: argparse.Namespace) -> Any:
    taxonomy = load(asked.edition)
    answer = match(_skills(asked), taxonomy, among=asked.among)
    if asked.role is None:
        return explain(answer[0], taxonomy)
    wanted = taxonomy.role(asked.role)
    for fit in answer:
        if fit.role == wanted:
            return explain(fit, taxonomy)
    raise UnknownRole(asked.role, [fit.role.id for fit in answer][:3])


def _editions(asked: argparse.Namespace) -> Any:
    found = [load(name) for name in list_editions()]
    if asked.json:
        return [
            {"edition": each.edition, "origin": each.origin, "fingerprint": each.fingerprint}
            for each in found
        ]
    return "\n".join(f"{each.edition}  {each.origin:8s}  {each.fingerprint}" for each in found)


def _skills(asked: argparse.Namespace) -> list[str]:
    if "-" not in asked.skills:
        return list(asked.skills)
    lines = [line.strip() for line in sys.stdin]
    return [name for name in asked.skills if name != "-"] + [line for line in lines if line]


def _print(answer: Any, asked: argparse.Namespace) -> None:
    if isinstance(answer, str):
        print(answer)
    elif asked.json:
        from mlroles.export.data import to_data, to_json

        print(to_json(answer if isinstance(answer, list) else to_data(answer)))
    else:
        width = min(shutil.get_terminal_size((WIDTH, 24)).columns, 100)
        print(_paint(render(answer, max(width, 40))))


def _paint(text: str) -> str:
    """Headings in bold, where somebody looks at them and has not said NO_COLOR."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return text
    return "\n".join(
        f"{_BOLD}{line}{_PLAIN}" if line and not line[0].isspace() else line
        for line in text.split("\n")
    )

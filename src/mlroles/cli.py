"""The command line: ``mlroles`` and ``python -m mlroles``.

Exit codes: 0 for an answer, 1 for an error in what was asked, 2 for a command that is misspelt.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EINVAL, EPIPE
from functools import partial
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any, BinaryIO

from mlroles.changes import compare
from mlroles.contest import sensitivity, why_not
from mlroles.display.text import WIDTH, render
from mlroles.editions import list_editions, load
from mlroles.errors import InvalidInput, MlrolesError, UnknownName, UnknownRole, UnknownSkill
from mlroles.explanation import Explanation, explain
from mlroles.matching import match
from mlroles.mentions import find_skills
from mlroles.migration import migrate
from mlroles.receipts import replay, write_receipt
from mlroles.selftest import run_selftest
from mlroles.titles import find_role
from mlroles.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mlroles.model import Role, Skill
    from mlroles.taxonomy import Taxonomy

__all__ = ["main"]

_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"
_ERROR = 1
_NARROWEST, _WIDEST = 40, 100  # columns; longer lines are hard to read


class _UnknownEntry(UnknownName):
    """Neither a role nor a skill has this name."""

    kind = "role or skill"


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
    asked = _parser().parse_args(arguments)
    try:
        _agree_on_utf8(sys.stdout)
        _print(asked.answer(asked), asked)
        sys.stdout.flush()
    except MlrolesError as error:
        return _complain(error)
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left goes nowhere
        # a reader that has seen enough, `head` say, is no error; Windows calls it EINVAL
        return 0 if error.errno in {EPIPE, EINVAL} else _complain(error)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mlroles", description="Which machine-learning role is this, and what does it take?"
    )
    parser.add_argument("--version", action="version", version=f"mlroles {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, (answer, said, options) in _COMMANDS.items():
        command = commands.add_parser(name, help=said, description=f"{said.capitalize()}.")
        command.set_defaults(answer=answer)
        for option in options.split():
            command.add_argument(option.rstrip("?"), **_OPTIONS[option])
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
            raise _UnknownEntry(name, meant) from None


def _match(asked: argparse.Namespace) -> Any:
    taxonomy = load(asked.edition)
    text = getattr(asked, "text", None)
    if bool(text) == bool(asked.skills):
        message = "name skills, or give a text with --text FILE"
        raise InvalidInput(message, asked.skills)
    given = find_skills(_read_text(text), taxonomy) if text else _skills(asked)
    return match(given, taxonomy, among=asked.among, prior=asked.prior)


def _find_skills(asked: argparse.Namespace) -> Any:
    find = partial(find_skills, taxonomy=load(asked.edition), boilerplate=not asked.no_boilerplate)
    if asked.lines:
        return map(find, _read_lines(asked.text_file))
    return find(_read_text(asked.text_file))


def _read_lines(file: str) -> Iterator[str]:
    """A file's lines one by one, however many, each without its end."""
    if file == "-":
        _agree_on_utf8(sys.stdin)
        yield from (line.rstrip("\r\n") for line in sys.stdin)
        return
    with _open(file) as opened:
        yield from (line.decode("utf-8", "replace").rstrip("\r\n") for line in opened)


def _read_text(file: str) -> str:
    """A file's text, or that of standard input; bytes that are no UTF-8 are replaced."""
    if file == "-":
        _agree_on_utf8(sys.stdin)
        return sys.stdin.read()
    return _read_file(file).decode("utf-8", "replace")


def _read_file(file: str) -> bytes:
    with _open(file) as opened:
        return opened.read()


@contextmanager
def _open(file: str) -> Iterator[BinaryIO]:
    try:
        with open(file, "rb") as opened:  # noqa: PTH123  # pathlib would cost 10 ms
            yield opened
    except OSError as error:
        message = f"{file} cannot be read: {error.strerror}"
        raise InvalidInput(message, file) from error


def _explain(asked: argparse.Namespace) -> Explanation:
    taxonomy = load(asked.edition)
    answer = match(_skills(asked), taxonomy, among=asked.among)
    for name in answer.unresolved:
        _complain(UnknownSkill(name.name, name.candidates))
    if not answer.resolved:
        message = "there is nothing to explain: not one of these skills is known"
        raise InvalidInput(message, asked.skills)
    if asked.role is None:
        return explain(answer[0], taxonomy)
    wanted = taxonomy.role(asked.role)
    for fit in answer:
        if fit.role == wanted:
            return explain(fit, taxonomy)
    raise UnknownRole(asked.role, [fit.role.id for fit in answer][:3])


def _why_not(asked: argparse.Namespace) -> Any:
    taxonomy = load(asked.edition)
    wanted = taxonomy.role(asked.wanted)
    found = why_not(match(_skills(asked), taxonomy), wanted, taxonomy)
    if found is not None:
        return found
    nothing = f"no set of its needs would put {wanted.name} first"
    return {"role": wanted.id, "additions": None} if asked.json else nothing


def _sensitivity(asked: argparse.Namespace) -> Any:
    taxonomy = load(asked.edition)
    return sensitivity(match(_skills(asked), taxonomy), taxonomy)


def _receipt(asked: argparse.Namespace) -> str:
    answer = _match(asked)
    return write_receipt(answer, load(asked.edition), private=asked.private).rstrip("\n")


def _replay(asked: argparse.Namespace) -> Any:
    return replay(_read_file(asked.file), asked.given or None)


def _find_role(asked: argparse.Namespace) -> Any:
    return find_role(" ".join(asked.title), load(asked.edition))


def _compare(asked: argparse.Namespace) -> Any:
    return compare(asked.old, asked.new)


def _migrate(asked: argparse.Namespace) -> Any:
    return migrate(asked.names, asked.old, asked.new, skills=asked.skill)


def _selftest(asked: argparse.Namespace) -> str:
    found = run_selftest(load(asked.edition))
    if not found.passed:
        message = (
            f"this machine answers otherwise than edition {found.edition} should: its digest is "
            f"{found.digest}, and {found.expected} was shipped; please report it"
        )
        raise InvalidInput(message, found)
    verdict = "as shipped" if found.expected else "a draft, held to nothing"
    return f"{found.edition}  {found.digest}  {verdict}"


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
    _agree_on_utf8(sys.stdin)
    lines = [line.strip() for line in sys.stdin]
    return [name for name in asked.skills if name != "-"] + [line for line in lines if line]


def _print(answer: Any, asked: argparse.Namespace) -> None:
    if isinstance(answer, Iterator):
        for each in answer:
            _print_line(each, asked)
    elif isinstance(answer, str):
        print(answer)
    elif asked.json:
        from mlroles.export.data import to_data, to_json

        print(to_json(answer if isinstance(answer, (list, dict)) else to_data(answer)))
    else:
        width = min(shutil.get_terminal_size((WIDTH, 24)).columns, _WIDEST)
        print(_paint(render(answer, max(width, _NARROWEST))))


def _print_line(answer: Any, asked: argparse.Namespace) -> None:
    """An answer of many: JSON of one line, or the names of what was found."""
    if asked.json:
        from mlroles.export.data import to_data, to_json_line

        print(to_json_line(to_data(answer)))
    else:
        print(", ".join(dict.fromkeys(mention.skill.name for mention in answer)))


def _paint(text: str) -> str:
    """Headings in bold, where somebody looks at them and has not said NO_COLOR."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return text
    return "\n".join(
        f"{_BOLD}{line}{_PLAIN}" if line and not line[0].isspace() else line
        for line in text.split("\n")
    )


def _complain(error: Exception) -> int:
    print(f"mlroles: {error}", file=sys.stderr)
    return _ERROR


def _agree_on_utf8(stream: object) -> None:
    """The same bytes on every machine, whatever its locale; a terminal keeps its own encoding."""
    if isinstance(stream, TextIOWrapper) and stream.isatty():
        stream.reconfigure(errors="replace")
    elif isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")


_COMMANDS = {
    "roles": (_roles, "the roles of an edition", "--edition --json"),
    "show": (_show, "all that is known of a role or a skill", "name --edition --json"),
    "match": (
        _match,
        "which roles a list of skills resembles",
        "skills? --text --among --prior --edition --json",
    ),
    "find-skills": (
        _find_skills,
        "the skills that a text names, each at its place",
        "text_file --lines --no-boilerplate --edition --json",
    ),
    "explain": (
        _explain,
        "what each reason for a role rests on",
        "skills --role --among --edition --json",
    ),
    "why-not": (
        _why_not,
        "the fewest needs of a role that would put it first",
        "wanted skills --edition --json",
    ),
    "sensitivity": (
        _sensitivity,
        "which single skill, left out, changes the first role",
        "skills --edition --json",
    ),
    "receipt": (
        _receipt,
        "the answer with all that is needed to get it again",
        "skills --among --prior --private --edition",
    ),
    "replay": (_replay, "the answer of a receipt, computed again", "file given --json"),
    "find-role": (_find_role, "which role a job title points to", "title --edition --json"),
    "compare": (_compare, "what differs between two editions", "old new --json"),
    "migrate": (
        _migrate,
        "where roles and skills of one edition are in another",
        "old new names --skill --json",
    ),
    "editions": (_editions, "the editions that are shipped", "--json"),
    "selftest": (_selftest, "whether this machine answers like every other", "--edition"),
}

_SKILLS = {
    "metavar": "SKILL",
    "help": "a name, in quotes if it has spaces; - reads one a line from standard input",
}
_OPTIONS: dict[str, dict[str, Any]] = {
    "name": {
        "metavar": "NAME",
        "nargs": "+",
        "help": "of a role or a skill, by any of its names; quotes are not needed",
    },
    "title": {
        "metavar": "TITLE",
        "nargs": "+",
        "help": "as employers write it; in quotes if it has signs that the shell reads",
    },
    "skills": {**_SKILLS, "nargs": "+"},
    "skills?": {**_SKILLS, "nargs": "*"},
    "text_file": {"metavar": "FILE", "help": "a text; - reads standard input"},
    "--text": {"metavar": "FILE", "help": "match the skills that this text names; - reads it"},
    "--lines": {
        "action": "store_true",
        "help": "take each line for a text of its own, and answer each by a line, without end",
    },
    "--no-boilerplate": {
        "action": "store_true",
        "help": "leave out sections about the company, its benefits and equal opportunity",
    },
    "wanted": {"metavar": "ROLE", "help": "the role asked about, in quotes if it has spaces"},
    "file": {"metavar": "FILE", "help": "a receipt"},
    "given": {"metavar": "SKILL", "nargs": "*", "help": "the skills, for a private receipt"},
    "old": {"metavar": "OLD", "help": "an edition, or the path of a compiled file"},
    "new": {"metavar": "NEW", "help": "another edition"},
    "names": {"metavar": "ID", "nargs": "+", "help": "of a role or a skill, in the edition OLD"},
    "--skill": {
        "metavar": "SKILL",
        "action": "append",
        "help": "a skill of yours; given some, they settle what was split",
    },
    "--private": {"action": "store_true", "help": "keep a salted hash in place of the skills"},
    "--among": {
        "metavar": "ROLE",
        "action": "append",
        "help": "compare only this role and others so named",
    },
    "--prior": {"metavar": "MIX", "help": "how common roles are: a named mix of the edition"},
    "--role": {"metavar": "ROLE", "help": "which role to explain; the first if left out"},
    "--edition": {
        "metavar": "EDITION",
        "help": "its name, or the path of a compiled file; the newest if left out",
    },
    "--json": {"action": "store_true", "help": "print JSON for programs"},
}

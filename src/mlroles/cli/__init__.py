"""The command line: ``mlroles`` and ``python -m mlroles``.

Exit codes: 0 for an answer, 1 for an error in what was asked, 2 for a command that is misspelt.
`check` has its own: 1 for an overlay with errors, 2 where it could not be checked.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from errno import EINVAL, EPIPE
from typing import TYPE_CHECKING, Any

from mlroles.cli import answers, columns, exports, knowledge, market, overlays, plans, quiz, teams
from mlroles.cli.options import OPTIONS
from mlroles.cli.streams import agree_on_utf8, complain, read_width
from mlroles.display.text import render
from mlroles.errors import MlrolesError
from mlroles.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]

_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"
_COMMANDS = {
    **answers.COMMANDS,
    **columns.COMMANDS,
    **exports.COMMANDS,
    **knowledge.COMMANDS,
    **market.COMMANDS,
    **overlays.COMMANDS,
    **plans.COMMANDS,
    **quiz.COMMANDS,
    **teams.COMMANDS,
}


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
        agree_on_utf8(sys.stdout)
        _print(asked.answer(asked), asked)
        sys.stdout.flush()
    except MlrolesError as error:
        return max(complain(error), int(asked.status))
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left goes nowhere
        # a reader that has seen enough, `head` say, is no error; Windows calls it EINVAL
        return 0 if error.errno in {EPIPE, EINVAL} else complain(error)
    return int(asked.status)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mlroles",
        description="Which machine-learning role is this, and what does it take?",
        epilog='Begin with "mlroles match python sql", in names of your own, or "mlroles quiz".',
    )
    parser.set_defaults(answer=lambda _: parser.format_help().rstrip(), status=0)  # of no command
    parser.add_argument("--version", action="version", version=f"mlroles {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND")
    for name, (answer, said, options) in _COMMANDS.items():
        command = commands.add_parser(name, help=said, description=f"{said.capitalize()}.")
        command.set_defaults(answer=answer, status=0)
        for option in options.split():
            command.add_argument(option.rstrip("?"), **OPTIONS[option])
    return parser


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
        print(_paint(render(answer, read_width())))


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

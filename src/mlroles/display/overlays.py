"""The problems of an overlay as lines of text, for people and for GitHub."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlroles.display.lines import clean, wrap
from mlroles.overlays.problems import WARNINGS

if TYPE_CHECKING:
    from mlroles.integrity import Problem
    from mlroles.overlays import Problems

__all__ = ["github_lines", "problems_head", "problems_lines", "say_place"]

_ESCAPED = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTY = {**_ESCAPED, ":": "%3A", ",": "%2C"}


def problems_lines(problems: Problems, width: int) -> list[str]:
    """Each problem with its place and code, and what would be right."""
    lines = wrap(problems_head(problems), width)
    for problem in problems:
        at = f":{problem.line}" if problem.line else ""
        head = f"{problems.file}{at} {problem.place} [{problem.code}]"
        lines += ["", *wrap(head, width), *wrap(problem.message, width, 2)]
    return lines


def problems_head(problems: Problems) -> str:
    """What was checked against what, and how it did."""
    errors, warnings = len(problems.errors), len(problems) - len(problems.errors)
    said = [_count(errors, "error")] if errors else ["sound"]
    said += [_count(warnings, "warning")] if warnings else []
    return f"{problems.file}: {', '.join(said)}, edition {problems.edition}"


def say_place(problem: Problem) -> str:
    """Its keys, and its line where that is known."""
    return f"{problem.place}, line {problem.line}" if problem.line else problem.place


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s'[: number > 1]}"


def github_lines(problems: Problems) -> list[str]:
    """Each problem as a workflow command, which GitHub shows beside the line."""
    return [clean(_annotate(problem, problems.file)) for problem in problems]


def _annotate(problem: Problem, file: str) -> str:
    kind = "warning" if problem.code in WARNINGS else "error"
    line = f",line={problem.line}" if problem.line else ""
    title = _escape(problem.code, _IN_PROPERTY)
    message = _escape(f"{problem.place}: {problem.message}", _ESCAPED)
    return f"::{kind} file={_escape(file, _IN_PROPERTY)}{line},title={title}::{message}"


def _escape(text: str, table: dict[str, str]) -> str:
    return "".join(table.get(character, character) for character in text)

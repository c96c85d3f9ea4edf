"""The command that asks: on a terminal question by question, elsewhere from options or lines."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from mlroles.cli.streams import agree_on_utf8, complain, read_width
from mlroles.cli.taxonomies import open_taxonomy
from mlroles.display.text import render
from mlroles.errors import InvalidInput, UnknownSkill
from mlroles.quiz import answer, start_quiz

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from mlroles.cli.options import Commands
    from mlroles.quiz import Question, Quiz
    from mlroles.taxonomy import Taxonomy

__all__ = ["COMMANDS"]

_HOW = "(numbers or names, commas between; Enter for none; Ctrl-D to stop)"


def _quiz(asked: argparse.Namespace) -> Quiz:
    taxonomy = open_taxonomy(asked)
    quiz = start_quiz(taxonomy, among=asked.among)
    if asked.tick is None and sys.stdin.isatty():
        return _talk(quiz, taxonomy)
    return _read(quiz, asked.tick if asked.tick is not None else _lines(), taxonomy)


def _lines() -> Iterator[str]:
    agree_on_utf8(sys.stdin)
    yield from sys.stdin


def _read(quiz: Quiz, lines: Iterable[str], taxonomy: Taxonomy) -> Quiz:
    """The quiz after these answers, a line each."""
    beyond = 0
    for line in lines:
        if quiz.question is None:
            beyond += 1
        else:
            quiz = _answer(quiz, line, taxonomy)
    if beyond:
        message = f"the quiz was over after {len(quiz.answered)} answers; {beyond} more not needed"
        complain(InvalidInput(message, beyond))
    return quiz


def _talk(quiz: Quiz, taxonomy: Taxonomy) -> Quiz:
    """The quiz after what somebody types; what cannot be read is asked again."""
    while quiz.question:
        print(f"{render(quiz.question, read_width())}\n{_HOW}", file=sys.stderr)
        print("> ", end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        if not line:  # the end of the input: Ctrl-D
            print(file=sys.stderr)
            break
        try:
            quiz = _answer(quiz, line, taxonomy)
        except InvalidInput as error:
            complain(error)
        print(file=sys.stderr)
    return quiz


def _answer(quiz: Quiz, line: str, taxonomy: Taxonomy) -> Quiz:
    """The next quiz; names that nobody knows are said where errors are read."""
    assert quiz.question is not None  # noqa: S101  # both callers have looked
    quiz = answer(quiz, _split(line, quiz.question), taxonomy)
    for name in quiz.answered[-1].unresolved:
        complain(UnknownSkill(name.name, name.candidates))
    return quiz


def _split(line: str, question: Question) -> list[str]:
    """What a line ticks: its numbers stand for the options, the rest are names."""
    parts = [part.strip() for part in line.split(",")]
    return [_pick(part, question) for part in parts if part]


def _pick(part: str, question: Question) -> str:
    if not (part.isascii() and part.isdigit()):
        return part
    if not 1 <= int(part) <= len(question):
        message = f"question {question.number} has no {part}; tick 1 to {len(question)}"
        raise InvalidInput(message, part)
    return question[int(part) - 1].id


COMMANDS: Commands = {
    "quiz": (
        _quiz,
        "a few questions about what you love to work with; a prompt for thought",
        "--tick --among --edition --over --json",
    ),
}

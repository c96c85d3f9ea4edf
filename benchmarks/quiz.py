"""How well a few questions stand in for a whole answer, on real people.

    python benchmarks/quiz.py --people PEOPLE [--edition 2026.1] [--year 2021] [--first 1000]
                              [--fold 1/3]

PEOPLE is a Parquet file of survey answers, a row a person (data/README.md says how to obtain and
shape it; also ``respondent_id`` is read). Those of one year are put in order by a hash of their id,
and the first thousand are asked: they tick what they ticked in the survey. Nothing is fitted here,
and the year must not be one that the edition counted: compile one without it,

    python tools/compile_edition.py 2026.1 --rows PEOPLE POSTINGS --without kaggle-2021 --out DIR

and pass ``--edition DIR/2026.1.json``; or with ``--hold-out 1/3``, and then ``--fold 1/3`` takes
those whom it held out of other years. Prints, for the quiz, and for as many things fixed as the
most telling before anybody answers, fixed by how many tick them, or drawn at random: how often the
first role is the one that `match` gives for all that the person ticked, how often that one is among
the first two, how often the first is the role of the person's title, and the expected calibration
error of the first share against that role.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from accuracy import FEWEST, LABELS, MOST, calibration

import mlroles
from mlroles.quiz.choosing import QUESTIONS, choose_question
from mlroles.quiz.rates import read_rates
from mlroles.quiz.scoring import Standing, rank

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from mlroles.quiz import Quiz, QuizFit
    from mlroles.taxonomy import Taxonomy

SEED = "quiz-1"

Fits = tuple["QuizFit", ...]


class Person(NamedTuple):
    """One answer: the role by its title, what it holds, and where all of it puts the person."""

    role: str
    held: frozenset[str]
    first: str


def is_held_out(respondent: str, fold: str) -> bool:
    """Whether a person is in this part of all, as `tools/compile_edition.py --hold-out` has it."""
    which, parts = map(int, fold.split("/"))
    return int(sha256(respondent.encode()).hexdigest(), 16) % parts == which - 1


def read_people(path: Path, year: int, first: int, fold: str, taxonomy: Taxonomy) -> list[Person]:
    """The first people of our roles, by a hash, who named between 3 and 80 things."""
    from pyarrow import parquet

    rows = parquet.read_table(path, filters=[("year", "=", year)]).to_pylist()
    rows = [
        row for row in rows if row["role"] in LABELS and is_held_out(row["respondent_id"], fold)
    ]
    rows.sort(key=lambda row: sha256(f"{SEED}:{row['respondent_id']}".encode()).digest())
    roles = {label: next(role for role in roles if role in taxonomy.roles)
             for label, roles in LABELS.items()}  # fmt: skip
    among = sorted(set(roles.values()))
    people: list[Person] = []
    for row in rows:
        named = sorted({*(row["skills"] or ()), *(row["activities"] or ())})
        if FEWEST <= len(named) <= MOST and len(people) < first:
            whole = mlroles.match(named, taxonomy, among=among)
            held = frozenset(each.skill.id for each in whole.resolved)
            people.append(Person(roles[row["role"]], held, whole[0].role.id))
    return people


def ask(who: Person, among: Sequence[str], taxonomy: Taxonomy) -> Quiz:
    """The quiz of somebody who ticks what the survey says."""
    quiz = mlroles.start_quiz(taxonomy, among=among)
    while quiz.question:
        ticked = [option for option in quiz.question if option.id in who.held]
        quiz = mlroles.answer(quiz, ticked, taxonomy)
    return quiz


def put(who: Person, things: Sequence[str], among: tuple[str, ...], taxonomy: Taxonomy) -> Fits:
    """Where the roles stand if these things are shown, scored as the quiz does it."""
    rates = read_rates(taxonomy)
    standing = Standing.of(among, who.held.intersection(things), things, rates, taxonomy)
    return rank(standing, rates, taxonomy)


def report(name: str, people: Sequence[Person], answers: Sequence[Quiz | Fits]) -> None:
    """One line of figures."""
    pairs = list(zip(people, answers, strict=True))
    same = sum(answer[0].role.id == who.first for who, answer in pairs)
    two = sum(who.first in {fit.role.id for fit in answer[:2]} for who, answer in pairs)
    right = sum(answer[0].role.id == who.role for who, answer in pairs)
    error = calibration([who.role for who in people], answers)  # type: ignore[arg-type]
    number = len(people)
    print(
        f"{name:26s} same first {same / number:.3f}  in two {two / number:.3f}  "
        f"right {right / number:.3f}  ECE {error:.3f}",
        flush=True,
    )


def rank_at_start(among: tuple[str, ...], taxonomy: Taxonomy) -> list[str]:
    """What the quiz would offer to somebody of whom it learns nothing."""
    rates = read_rates(taxonomy)
    standing = Standing.of(among, (), (), rates, taxonomy)
    things: list[str] = []
    for _ in range(QUESTIONS):
        question = choose_question(1, things, standing, rates, taxonomy)
        things += [option.id for option in question or ()]
    return things


def compare(people: Sequence[Person], quizzes: Sequence[Quiz], taxonomy: Taxonomy) -> None:
    """As many things as each person was shown, by other rules."""
    rates = read_rates(taxonomy)
    among = tuple(sorted(fit.role.id for fit in quizzes[0]))
    chance = random.Random(SEED)  # noqa: S311  # a draw that repeats, not a secret
    counted = sorted(rates.surveyed)
    often = sorted(counted, key=lambda skill: (-sum(rates.ticks[skill]), skill))
    shown = [sum(len(given.options) for given in quiz.answered) for quiz in quizzes]
    telling = rank_at_start(among, taxonomy)
    rules: Mapping[str, Callable[[int], Sequence[str]]] = {
        "fixed, the most telling": lambda size: telling[:size],
        "fixed by frequency": lambda size: often[:size],
        "drawn at random": lambda size: chance.sample(counted, size),
    }
    for name, rule in rules.items():
        fits = [
            put(who, rule(size), among, taxonomy) for who, size in zip(people, shown, strict=True)
        ]
        report(name, people, fits)


def describe(quizzes: Sequence[Quiz], people: Sequence[Person]) -> None:
    """How long the quizzes were, how they ended, and how often those called ranked are right."""
    number = len(quizzes)
    asked = sum(len(quiz.answered) for quiz in quizzes) / number
    ticked = sum(len(quiz.ticked) for quiz in quizzes) / number
    ends: dict[str, int] = defaultdict(int)
    for quiz in quizzes:
        ends[str(quiz.ending)] += 1
    ranked = [
        quiz[0].role.id == who.role
        for quiz, who in zip(quizzes, people, strict=True)
        if quiz.outcome == "ranked"
    ]
    print(
        f"questions {asked:.2f}  things ticked {ticked:.1f}  {dict(sorted(ends.items()))}  "
        f"ranked {len(ranked) / number:.3f}, right of these {sum(ranked) / len(ranked):.3f}"
    )


def main(arguments: Iterable[str] | None = None) -> None:
    """Measure one edition on one year."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--people", type=Path, required=True)
    parser.add_argument("--edition", default="2026.1")
    parser.add_argument("--year", type=int, default=2021)
    parser.add_argument("--first", type=int, default=1000)
    parser.add_argument("--fold", default="1/1")
    asked = parser.parse_args(arguments)
    taxonomy = mlroles.load(asked.edition)
    people = read_people(asked.people, asked.year, asked.first, asked.fold, taxonomy)
    among = sorted({who.role for who in people})
    print(f"{taxonomy!r}, {len(people)} people of {asked.year}, {len(among)} roles")
    quizzes = [ask(who, among, taxonomy) for who in people]
    report("quiz", people, quizzes)
    compare(people, quizzes, taxonomy)
    describe(quizzes, people)


if __name__ == "__main__":
    main()

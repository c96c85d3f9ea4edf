"""One list at a time, the first role read: match against a loop, and against NumPy.

    python benchmarks/match.py [--edition 2026.1] [--lists 2000] [--turns 9]

Each rival is given the edition's names and weights as plain dictionaries, tuples or an array, and
reads names as match does: the folded name is looked up, and a skill counts once. With a memo it
folds no name twice, as match does within bounds. The roles that come first are the same.

- `a loop`: for each role, the sum of the weights of the skills.
- `NumPy`: rows of an array, summed; argmax.

Match does more: what became of each name, the outcome, other work, and every number that somebody
looks at; the last line is what it takes to look at all of it.
"""

from __future__ import annotations

import argparse
from functools import cache, partial
from typing import TYPE_CHECKING

import numpy as np
from lists import draw_lists
from turns import measure, report

import mlroles
from mlroles.names import fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from mlroles.taxonomy import Taxonomy

Ask = "Callable[[list[str]], str]"


def make_rivals(taxonomy: Taxonomy) -> dict[str, Callable[[list[str]], str]]:
    """Each takes a list and returns the id of the role that comes first."""
    names, rows, columns = taxonomy.names, taxonomy.weights.rows, taxonomy.weights.columns
    roles = sorted(role.id for role in taxonomy.roles.values() if role.status == "active")
    weights = {
        skill: tuple(row[columns[role]] for role in roles) for skill, (row, _) in rows.items()
    }
    numbers = {skill: at for at, skill in enumerate(weights)}
    matrix = np.array(list(weights.values()), dtype=np.int64)

    def read(name: str) -> str | None:
        found = names.get(fold(name), ())
        return found[0] if len(found) == 1 else None

    kept = cache(read)

    def loop(skills: list[str], look_up: Callable[[str], str | None]) -> str:
        held = {skill for name in skills if (skill := look_up(name))}
        best, most = roles[0], None
        for at, role in enumerate(roles):
            total = 0
            for skill in held:
                total += weights[skill][at]
            if most is None or total > most:
                best, most = role, total
        return best

    def array(skills: list[str], look_up: Callable[[str], str | None]) -> str:
        held = {skill for name in skills if (skill := look_up(name))}
        first: str = roles[matrix[[numbers[skill] for skill in held]].sum(0).argmax()]
        return first

    return {
        "a loop": lambda skills: loop(skills, read),
        "a loop with a memo": lambda skills: loop(skills, kept),
        "NumPy": lambda skills: array(skills, read),
        "NumPy with a memo": lambda skills: array(skills, kept),
    }


def look_at_all(taxonomy: Taxonomy, skills: list[str]) -> str:
    """Every field of every fit, and of the match."""
    answer = mlroles.match(skills, taxonomy)
    hash(answer)  # which looks at everything
    return answer[0].role.id


def ask_all(ask: Callable[[list[str]], str], lists: list[list[str]]) -> list[str]:
    """The first role of every list."""
    return [ask(skills) for skills in lists]


def main() -> None:
    """Draw, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--edition", default="2026.1")
    parser.add_argument("--lists", type=int, default=2000)
    parser.add_argument("--turns", type=int, default=9)
    asked = parser.parse_args()
    taxonomy = mlroles.load(asked.edition)
    lists = draw_lists(taxonomy, asked.lists)
    ways = {
        "match, first role read": lambda skills: mlroles.match(skills, taxonomy)[0].role.id,
        **make_rivals(taxonomy),
        "match, all of it read": lambda skills: look_at_all(taxonomy, skills),
    }
    asks = {name: partial(ask_all, ask, lists) for name, ask in ways.items()}
    taken = measure(asks, asked.turns)
    print(f"{asked.lists:,} lists, edition {taxonomy.edition}\n")
    report(taken, asked.lists, "list", "match")


if __name__ == "__main__":
    main()

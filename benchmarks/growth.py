"""How the time of an answer grows: with roles, skills named, names known, text and rows.

    python benchmarks/growth.py [--turns 5] [--rows 1000000] [--characters 10000000]

Taxonomies are made up, of as many roles and names as are asked for; lists, texts and rows are drawn
from their names. For each, the least of the turns at every size, and the exponent that
fits best: 0 is a cost that does not grow, 1 one that grows as its cause does. Rows need pyarrow.
"""

from __future__ import annotations

import argparse
import random
import time
from functools import cache
from math import log
from typing import TYPE_CHECKING, Any

import mlroles
from mlroles.edition_format import decode, encode
from mlroles.names import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mlroles.taxonomy import Taxonomy

NAMES_OF_ONE = 5  # a skill's own and its aliases
ROLES, SKILLS = 20, 2_000  # where neither is what grows
HELD = 15  # skills named, where that is not what grows
FILLER = [
    "we",
    "are",
    "a",
    "team",
    "that",
    "loves",
    "to",
    "build",
    "and",
    "to",
    "run",
    "what",
    "people",
    "need",
    "every",
    "day",
]


@cache
def make_taxonomy(roles: int = ROLES, skills: int = SKILLS) -> Taxonomy:
    """So many roles and skills, with five names each, and weights drawn between -200 and 200."""
    draw = random.Random(1)  # noqa: S311  # no secret
    said = {"source": "made-up", "definition": "A thing.", "kind": "tool", "prerequisites": []}
    ids = [f"role-{at}" for at in range(roles)]
    document = {
        "format": 1,
        "edition": {
            "id": "1999.1",
            "roles": ids,
            "parties": {},
            "priors": {},
            "scoring": {"discount": 20, "lead": 50},
        },
        "sources": {"made-up": {"title": "Made up", "date": "1999"}},
        "skills": {
            f"skill-{at}": {
                **said,
                "name": _name(at, 0),
                "aliases": [[_name(at, alias), "anywhere"] for alias in range(1, NAMES_OF_ONE)],
                "keys": sorted({f"skill{at}", *(fold(_name(at, n)) for n in range(NAMES_OF_ONE))}),
                "weights": [draw.randint(-200, 200) for _ in range(roles + 1)],
                "basis": "c" * (roles + 1),
            }
            for at in range(skills)
        },
        "roles": {role: _role(role) for role in ids},
        "titles": [],
        "handoffs": [],
        "moves": [],
    }
    return decode(encode(document), f"made up, {roles} by {skills}", "draft")


def _role(name: str) -> dict[str, Any]:
    texts = dict.fromkeys(("summary", "entry", "sources"), "Made up.")
    rows: dict[str, list[Any]] = {
        key: [] for key in ("needs", "knowledge", "resources", "crosswalk")
    }
    fixed = {"tier": "core", "status": "active", "ease": "common", "entry_source": "made-up"}
    return {"name": name, **texts, **rows, **fixed}


def _name(at: int, alias: int) -> str:
    """Different names begin with different words, as most of the real ones do."""
    return f"{'abcde'[alias]}{at:x}tool kit" if alias % 2 else f"{'abcde'[alias]}{at:x}tool"


def draw_names(count: int, skills: int = SKILLS) -> list[str]:
    """Names of different skills."""
    draw = random.Random(2)  # noqa: S311  # no secret
    return [_name(at, draw.randrange(NAMES_OF_ONE)) for at in draw.sample(range(skills), count)]


def write_text(characters: int, skills: int = SKILLS) -> str:
    """Words of no skill, and every tenth word a name."""
    draw = random.Random(3)  # noqa: S311  # no secret
    words = (
        draw.choice(FILLER) if at % 10 else _name(draw.randrange(skills), draw.randrange(5))
        for at in range(characters // 5 + 10)
    )
    return " ".join(words)[:characters]


def match_roles(roles: int) -> Callable[[], object]:
    """One list against so many roles, the first role read."""
    taxonomy, names = make_taxonomy(roles), draw_names(HELD)
    return lambda: [mlroles.match(names, taxonomy)[0].role for _ in range(200)]


def match_skills(count: int) -> Callable[[], object]:
    """A list of so many names."""
    taxonomy, names = make_taxonomy(), draw_names(count)
    return lambda: [mlroles.match(names, taxonomy)[0].role for _ in range(50)]


def match_names(names: int) -> Callable[[], object]:
    """One list where so many names are known."""
    skills = names // NAMES_OF_ONE
    taxonomy, drawn = make_taxonomy(skills=skills), draw_names(HELD, skills)
    return lambda: [mlroles.match(drawn, taxonomy)[0].role for _ in range(200)]


def read_names(names: int) -> Callable[[], object]:
    """One text where so many names are known; the lexicon is there already."""
    skills = names // NAMES_OF_ONE
    taxonomy, text = make_taxonomy(skills=skills), write_text(20_000, skills)
    mlroles.find_skills("", taxonomy)
    return lambda: mlroles.find_skills(text, taxonomy)


def read_text(characters: int) -> Callable[[], object]:
    """A text of so many characters."""
    taxonomy, text = make_taxonomy(), write_text(characters)
    return lambda: mlroles.find_skills(text, taxonomy)


def annotate_rows(rows: int) -> Callable[[], object]:
    """A column of so many lists."""
    import pyarrow as pa

    taxonomy, names = make_taxonomy(), draw_names(SKILLS)
    lists = [names[at : at + HELD] for at in range(0, SKILLS - HELD, HELD)]
    column = pa.array(lists).take(pa.array([at % len(lists) for at in range(rows)]))
    table = pa.table({"tools": column})
    return lambda: mlroles.annotate(table, skills="tools", taxonomy=taxonomy).read_all()


def fit_exponent(sizes: Iterable[int], times: Iterable[float]) -> float:
    """The slope of the line through the logarithms, by least squares."""
    points = [(log(size), log(taken)) for size, taken in zip(sizes, times, strict=True)]
    x, y = (sum(ends) / len(points) for ends in zip(*points, strict=True))
    slope: float = sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _ in points)
    return slope


def measure(make: Callable[[int], Callable[[], object]], sizes: list[int], turns: int) -> str:
    """The times at each size over that at the first, and the exponent."""
    asks = [make(size) for size in sizes]
    taken = [[_time(ask) for ask in asks] for _ in range(turns)]
    least = [min(times) for times in zip(*taken, strict=True)]
    steps = ", ".join(
        f"{size:,}: {each / least[0]:.2f}" for size, each in zip(sizes, least, strict=True)
    )
    return f"{steps} | {fit_exponent(sizes, least):.2f}"


def _time(ask: Callable[[], object]) -> float:
    """Seconds of the processor, which a busy machine moves less than those of the clock."""
    start = time.process_time()
    ask()
    return time.process_time() - start


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--characters", type=int, default=10_000_000)
    asked = parser.parse_args()
    tens = [10**power for power in range(3, 9)]
    print("| what grows | time, of that at the first size | exponent |\n| --- | --- | --- |")
    for name, make, sizes in (
        ("roles, match", match_roles, [5, 20, 60, 200, 1000]),
        ("skills named, match", match_skills, [1, 10, 100, 1000]),
        ("names known, match", match_names, [5_000, 20_000, 100_000]),
        ("names known, find_skills", read_names, [5_000, 20_000, 100_000]),
        ("characters, find_skills", read_text, [n for n in tens if n <= asked.characters]),
        ("rows, annotate", annotate_rows, [n for n in tens if n <= asked.rows]),
    ):
        print(f"| {name} | {measure(make, sizes, asked.turns)} |", flush=True)


if __name__ == "__main__":
    main()

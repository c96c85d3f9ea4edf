"""What was tried: other ways to count and to weigh, measured side by side on one year.

    python benchmarks/variants.py PEOPLE [--year 2021]

PEOPLE is as for accuracy.py. Each variant compiles the same edition with one thing changed, and
prints macro-F1 and the calibration error for whole answers and for 3, 5 and 8 things drawn.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from accuracy import DRAWS, calibration, draw, macro_f1, read_people
from attrs import evolve

import mlroles
from mlroles.assembly import assemble
from mlroles.edition_format import decode, encode
from mlroles.weighing import Settings, Tally, read_curation, weigh

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))

from edition_source import read_edition, read_sources  # noqa: E402  # tools are not installed
from evidence import read_tallies  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from accuracy import Person

    from mlroles.records import Record
    from mlroles.taxonomy import Taxonomy

Records = dict[str, list["Record"]]


def variants(
    tallies: Sequence[Tally], settings: Settings, discount: int
) -> Iterator[tuple[str, Sequence[Tally], Settings, int]]:
    """A name, the counts, the settings and the discount of each way that was tried."""
    yield "as shipped", tallies, settings, discount
    yield "every tick counts, not every person", [_ticks(tally) for tally in tallies], settings, 20
    yield "years pooled in one", [_pooled(tallies)], settings, discount
    yield "the newest year alone", tallies[-1:], settings, discount
    yield "curators alone, nobody counted", [], settings, discount
    for people in (1, 4):
        yield f"prior worth {people} people", tallies, evolve(settings, prior_people=people), 20
    for scale in ({"essential": 3, "important": 2, "useful": 1}, {"essential": 9, "important": 5,
                  "useful": 3}):  # fmt: skip
        said = "/".join(map(str, scale.values()))
        yield f"needs speak {said} times", tallies, evolve(settings, factors=scale), discount
    for names in (10, 40):
        yield f"half discount at {names} names", tallies, settings, names


def _ticks(tally: Tally) -> Tally:
    portions = {role: {skill: 1000 * count for skill, count in named.items()}
                for role, named in tally.named.items()}  # fmt: skip
    return evolve(tally, portions=portions)


def _pooled(tallies: Iterable[Tally]) -> Tally:
    people: dict[str, int] = defaultdict(int)
    portions: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for tally in tallies:
        for role, row in tally.portions.items():
            people[role] += tally.people[role]
            for skill, part in row.items():
                portions[role][skill] += part
    return Tally("pooled", 0, people, portions, {})


def build(
    records: Records, tallies: Sequence[Tally], settings: Settings, discount: int
) -> Taxonomy:
    """The taxonomy of one variant."""
    rows = weigh(read_curation(records), tallies, settings)
    document = assemble(records, rows, {}, {})
    document["edition"]["scoring"] = {**document["edition"]["scoring"], "discount": discount}
    data = encode(document)
    return decode(data, sha256(data).hexdigest(), "outside the lock")


def measure(taxonomy: Taxonomy, people: Sequence[Person]) -> str:
    """Macro-F1 and calibration error, for whole answers and for parts of them."""
    truth = [who.role for who in people]
    among = sorted(set(truth))
    figures = []
    for lists in ([who.named for who in people], *(draw(people, size) for size in DRAWS)):
        answers = [mlroles.match(named, taxonomy, among=among) for named in lists]
        score = macro_f1(truth, [answer[0].role.id for answer in answers])
        figures.append(f"{score:.3f} ({calibration(truth, answers):.3f})")
    return "  ".join(figures)


def main() -> None:
    """Measure every variant."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("people", type=Path)
    parser.add_argument("--edition", default="2020.1")
    parser.add_argument("--year", type=int, default=2021)
    asked = parser.parse_args()
    folder = ROOT / "data" / asked.edition
    records = read_edition(folder)
    tallies = read_tallies(read_sources(folder), records)
    (edition,) = records["edition"]
    people = read_people(asked.people, asked.year, mlroles.load(asked.edition))
    settings, discount = Settings(**edition["weighing"]), edition["scoring"]["discount"]
    print(f"{'macro-F1 (ECE) of ' + str(len(people)) + ' people':40s}"
          "  all            3              5              8")  # fmt: skip
    for name, counts, chosen, names in variants(tallies, settings, discount):
        print(f"{name:40s}  {measure(build(records, counts, chosen, names), people)}", flush=True)


if __name__ == "__main__":
    main()

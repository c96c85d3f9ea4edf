"""Job titles: find_role against the nearest title by rapidfuzz and by TF-IDF, speed and quality.

    python benchmarks/titles.py [TITLES] [--edition 2026.1] [--turns 5]

TITLES is a CSV file with the columns ``title`` and ``reading``: a role's id, or anything else where
a title names no single role. Without it, the edition's own titles are read with noise about them,
which none of the three finds hard. Rivals are given the edition's titles and roles, name what the
nearest title points to, and refuse below a likeness that is printed, or where it points to several.

- `rapidfuzz`: ``process.extractOne`` with its default scorer.
- `TF-IDF`: scikit-learn, n-grams of 2 to 4 characters within words, cosine, one title at a time.

Needs rapidfuzz and scikit-learn. Everything is measured in one run, by turns.
"""

from __future__ import annotations

import argparse
import csv
import random
import time
from collections import Counter
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.utils import default_process
from sklearn.feature_extraction.text import TfidfVectorizer

import mlroles

if TYPE_CHECKING:
    from collections.abc import Callable

    from mlroles.taxonomy import Taxonomy

    Ask = Callable[[str], str | None]

BEFORE = ("Senior ", "Lead ", "Junior ", "Hiring now: ", "")
AFTER = (" (m/f/d)", " - Remote", " II", ", Berlin", "")
ALIKE, NEAR = 90, 0.6  # of a hundred, and of one: below it a rival refuses


def read_titles(path: Path | None, taxonomy: Taxonomy) -> list[tuple[str, str | None]]:
    """Titles, and the role that each names, if one."""
    if path:
        with path.open(encoding="utf-8", newline="") as file:
            rows = [(row["title"], row["reading"]) for row in csv.DictReader(file)]
        return [(title, role if role in taxonomy.roles else None) for title, role in rows]
    draw = random.Random(1)  # noqa: S311  # no secret
    return [
        (draw.choice(BEFORE) + title.name + draw.choice(AFTER), title.roles[0])
        for title in taxonomy.titles
        if len(title.roles) == 1
    ]


def make_ways(taxonomy: Taxonomy) -> dict[str, Ask]:
    """Each takes a title and names a role, or none."""
    means: dict[str, tuple[str, ...]] = {
        default_process(role.name): (role.id,) for role in taxonomy.roles.values()
    }
    means |= {default_process(title.name): title.roles for title in taxonomy.titles}
    names = list(means)
    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4))
    known = vectorizer.fit_transform(names).T.tocsr()

    def ours(title: str) -> str | None:
        role = mlroles.find_role(title, taxonomy).role
        return role.id if role else None

    def one(name: str) -> str | None:
        return means[name][0] if len(means[name]) == 1 else None

    def fuzzy(title: str) -> str | None:
        found = process.extractOne(default_process(title), names, score_cutoff=ALIKE)
        return one(found[0]) if found else None

    def tfidf(title: str) -> str | None:
        likeness = (vectorizer.transform([default_process(title)]) @ known).toarray()[0]
        at = likeness.argmax()
        return one(names[at]) if likeness[at] >= NEAR else None

    return {"find_role": ours, f"rapidfuzz, {ALIKE}": fuzzy, f"TF-IDF, {NEAR}": tfidf}


def judge(answers: list[str | None], titles: list[tuple[str, str | None]]) -> list[int]:
    """How many roles are right, wrong, refused; and of titles without one, named and refused."""
    counts: Counter[tuple[bool, object]] = Counter(
        (role is not None, "refused" if answer is None else answer == role)
        for answer, (_, role) in zip(answers, titles, strict=True)
    )
    asked = [(True, True), (True, False), (True, "refused"), (False, False), (False, "refused")]
    return [counts[each] for each in asked]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("titles", type=Path, nargs="?")
    parser.add_argument("--edition", default="2026.1")
    parser.add_argument("--turns", type=int, default=5)
    asked = parser.parse_args()
    taxonomy = mlroles.load(asked.edition)
    titles, ways = read_titles(asked.titles, taxonomy), make_ways(taxonomy)
    taken: dict[str, list[float]] = {name: [] for name in ways}
    answers: dict[str, list[str | None]] = {}
    for _ in range(asked.turns):
        for name, way in ways.items():
            start = time.perf_counter()
            answers[name] = [way(title) for title, _ in titles]
            taken[name].append((time.perf_counter() - start) / len(titles) * 1e6)
    single = sum(role is not None for _, role in titles)
    print(f"{len(titles):,} titles, {single:,} of which name one role\n")
    print("| | microseconds | times ours | right | wrong | refused | no role: named | refused |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    ours = median(taken["find_role"])
    for name, times in taken.items():
        counts = " | ".join(map(str, judge(answers[name], titles)))
        print(f"| {name} | {median(times):.0f} | {median(times) / ours:.2f} | {counts} |")


if __name__ == "__main__":
    main()

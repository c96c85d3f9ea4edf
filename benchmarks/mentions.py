"""How fast skills are found in texts, turn by turn with named rivals, on the same texts and names.

    python benchmarks/mentions.py POSTINGS [--edition NAME|PATH] [--texts 400] [--turns 9] [--spacy]

POSTINGS is a Parquet file with a column ``description`` (data/README.md says how to obtain one).
The rivals are given every spelling that the edition reads: flashtext, flashtext2, pyahocorasick,
ahocorasick_rs (leftmost longest, with the test for word boundaries that a user must add in Python),
spaCy's blank PhraseMatcher with ``--spacy``, and a trie compiled to one regular expression. Ours
does more: reading rules and stances are on.

Needs pyarrow, flashtext, flashtext2, pyahocorasick, ahocorasick_rs and, if asked for, spaCy.
Prints medians, as ratios too; a machine that is busy moves times and hardly ratios.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import defaultdict
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import mlroles
from mlroles.mentions.lexicon import Lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from mlroles.taxonomy import Taxonomy

Find = "Callable[[str], int]"
_LEAST, _MOST = 1_000, 20_000  # characters of a full advert


def read_texts(path: Path, wanted: int) -> list[str]:
    """Full adverts, evenly drawn over the file."""
    from pyarrow import parquet

    column = parquet.read_table(path, columns=["description"])["description"].to_pylist()
    texts = [text for text in column if text and _LEAST <= len(text) <= _MOST]
    return texts[:: max(len(texts) // wanted, 1)][:wanted]


def make_parser(description: str | None) -> argparse.ArgumentParser:
    """A parser of what each of these benchmarks is given: the postings, and an edition."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("postings", type=Path)
    parser.add_argument("--edition")
    return parser


def is_word(text: str, start: int, end: int) -> bool:
    """Whether a stretch stands by itself: what a user of an automaton has to add."""
    return not (
        (start and (text[start - 1].isalnum() or text[start - 1] == "_"))
        or (end < len(text) and (text[end].isalnum() or text[end] in "_+#"))
    )


def make_ours(taxonomy: Taxonomy, _: Sequence[str]) -> Callable[[str], int]:
    """Ours, with reading rules and stances."""
    mlroles.find_skills("", taxonomy)
    return lambda text: len(mlroles.find_skills(text, taxonomy))


def make_flashtext(_: Taxonomy, names: Sequence[str]) -> Callable[[str], int]:
    """FlashText 2.7."""
    from flashtext import KeywordProcessor

    processor = KeywordProcessor()
    for name in names:
        processor.add_keyword(name)
    return lambda text: len(processor.extract_keywords(text, span_info=True))


def make_flashtext2(_: Taxonomy, names: Sequence[str]) -> Callable[[str], int]:
    """flashtext2, in Rust."""
    from flashtext2 import KeywordProcessor

    processor = KeywordProcessor(case_sensitive=False)
    for name in names:
        processor.add_keyword(name)
    return lambda text: len(processor.extract_keywords_with_span(text))


def make_pyahocorasick(_: Taxonomy, names: Sequence[str]) -> Callable[[str], int]:
    """pyahocorasick, longest matches, with the boundary test."""
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for name in names:
        automaton.add_word(name, len(name))
    automaton.make_automaton()

    def find(text: str) -> int:
        low = text.lower()
        return sum(is_word(low, end - size + 1, end + 1) for end, size in automaton.iter_long(low))

    return find


def make_ahocorasick_rs(_: Taxonomy, names: Sequence[str]) -> Callable[[str], int]:
    """ahocorasick_rs, leftmost longest, with the boundary test."""
    import ahocorasick_rs

    automaton = ahocorasick_rs.AhoCorasick(
        list(names), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
    )

    def find(text: str) -> int:
        low = text.lower()
        found = automaton.find_matches_as_indexes(low)
        return len([at for at, start, end in found if is_word(low, start, end)])

    return find


def make_trie(_: Taxonomy, names: Sequence[str]) -> Callable[[str], int]:
    """A trie compiled to one regular expression, on text in lower case."""
    pattern = re.compile(rf"(?<![\w]){make_trie_pattern(names)}(?![\w+#])")
    return lambda text: sum(1 for _ in pattern.finditer(text.lower()))


def make_trie_pattern(names: Sequence[str]) -> str:
    """A regular expression of these names that shares their beginnings."""
    trie: dict[str, Any] = {}
    for name in names:
        node = trie
        for character in name:
            node = node.setdefault(character, {})
        node[""] = {}
    return _branch_pattern(trie)


def _branch_pattern(node: dict[str, Any]) -> str:
    ways = [
        re.escape(character) + _branch_pattern(rest)
        for character, rest in sorted(node.items())
        if character
    ]
    if not ways:
        return ""
    joined = ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"
    return f"(?:{joined})?" if "" in node else joined


def make_spacy(_: Taxonomy, names: Sequence[str]) -> Callable[[str], int]:
    """The PhraseMatcher of a blank spaCy pipeline."""
    import spacy
    from spacy.matcher import PhraseMatcher

    language = spacy.blank("en")
    matcher = PhraseMatcher(language.vocab, attr="LOWER")
    matcher.add("skill", list(language.pipe(names)))
    return lambda text: len(matcher(language.make_doc(text)))


RIVALS = {
    "mlroles": make_ours,
    "flashtext": make_flashtext,
    "flashtext2": make_flashtext2,
    "pyahocorasick": make_pyahocorasick,
    "ahocorasick_rs": make_ahocorasick_rs,
    "trie regex": make_trie,
}


def measure(
    finders: dict[str, Callable[[str], int]], texts: Sequence[str], turns: int
) -> dict[str, tuple[float, int]]:
    """Median seconds for all texts, turn by turn, and how much was found."""
    taken: dict[str, list[float]] = defaultdict(list)
    found: dict[str, int] = {}
    for _ in range(turns):
        for name, find in finders.items():
            start = time.perf_counter()
            found[name] = sum(map(find, texts))
            taken[name].append(time.perf_counter() - start)
    return {name: (median(times), found[name]) for name, times in taken.items()}


def report(title: str, taken: dict[str, tuple[float, int]], characters: int) -> Iterator[str]:
    """A table: speed, and how many times as fast as each rival ours is."""
    ours = taken["mlroles"][0]
    yield f"\n{title}\n"
    yield "| | MB/s | ours is faster | found |"
    yield "| --- | --- | --- | --- |"
    for name, (seconds, found) in taken.items():
        speed, ratio = characters / seconds / 1e6, seconds / ours
        yield f"| {name} | {speed:.1f} | {ratio:.2f} times | {found} |"


def main() -> None:
    """Build, measure, print."""
    parser = make_parser(__doc__)
    parser.add_argument("--texts", type=int, default=400)
    parser.add_argument("--turns", type=int, default=9)
    parser.add_argument("--spacy", action="store_true")
    asked = parser.parse_args()
    taxonomy = mlroles.load(asked.edition)
    names = sorted(name for name, _ in Lexicon(taxonomy.skills.values()).list_spellings())
    makers = {**RIVALS, **({"spaCy": make_spacy} if asked.spacy else {})}
    print(f"edition {taxonomy.edition}: {len(names)} spellings")
    finders = {}
    for name, make in makers.items():
        start = time.perf_counter()
        finders[name] = make(taxonomy, names)
        print(f"{name}: built in {1000 * (time.perf_counter() - start):.0f} ms")
    texts = read_texts(asked.postings, asked.texts)
    lines = [line for text in texts for line in text.splitlines() if len(line) > 40][:4000]  # noqa: PLR2004
    for title, sample in (("Full adverts", texts), ("Single lines", lines)):
        taken = measure(finders, sample, asked.turns)
        print("\n".join(report(title, taken, sum(map(len, sample)))))


if __name__ == "__main__":
    main()

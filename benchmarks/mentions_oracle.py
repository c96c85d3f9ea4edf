"""Whether find_skills finds the spans that a plain regular expression finds, on real adverts.

    python benchmarks/mentions_oracle.py POSTINGS [--edition NAME|PATH] [--texts 1000]

POSTINGS is a Parquet file with a column ``description`` (data/README.md says how to obtain one).
The oracle is every spelling that may be read anywhere, as a trie in one regular expression:
leftmost, longest, between word boundaries. What `find_skills` declares to do otherwise is taken out
of its way first, for both: texts are plain ASCII in lower case without tags, references and
addresses, all that is no letter, digit or sign of a name is a space, and spellings with signs and
names that ask for capitals or neighbours are left to the tests. Prints how many spans are common.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path

from mentions import _trie_pattern, read_texts

import mlroles
from mlroles.mentions.lexicon import Rule, build_lexicon
from mlroles.mentions.surface import SignedWords, lay_out

Span = tuple[int, int]


def read_plain(text: str) -> str:
    """A text of which both read the same: words and single spaces."""
    folded = lay_out(text, SignedWords(())).folded
    return " ".join(re.sub(r"[^a-z0-9]", " ", folded).split())


def list_plain_names(taxonomy: mlroles.Taxonomy) -> tuple[list[str], set[str]]:
    """Spellings of words that may be read anywhere, and those that ask for more."""
    free, bound = [], set()
    for first, (following, alone) in build_lexicon(taxonomy).names.items():
        spelt: list[tuple[tuple[str, ...], tuple[Rule, ...]]] = [((first,), alone)] if alone else []
        spelt += [
            ((first, second, *rest), rules)
            for second, ways in following.items()
            for rest, rules in ways
        ]
        for words, rules in spelt:
            name = " ".join(words)
            if rules[0].reading == "anywhere" and re.fullmatch(r"[a-z0-9 ]+", name):
                free.append(name)
            else:
                bound.add(name)
    return free, bound


def main() -> None:
    """Compare and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("postings", type=Path)
    parser.add_argument("--edition")
    parser.add_argument("--texts", type=int, default=1000)
    asked = parser.parse_args()
    taxonomy = mlroles.load(asked.edition)
    free, bound = list_plain_names(taxonomy)
    oracle = re.compile(rf"(?<![a-z0-9]){_trie_pattern(free)}(?![a-z0-9])")
    common = only_oracle = only_ours = passed = 0
    differ: Counter[str] = Counter()
    for text in map(read_plain, read_texts(asked.postings, asked.texts)):
        ours = [(mention.start, mention.end, mention.rule) for mention in
                mlroles.find_skills(text, taxonomy)]  # fmt: skip
        others = [span[:2] for span in ours if span[2] != "anywhere"]
        wanted = {found.span() for found in oracle.finditer(text)}
        found = {span[:2] for span in ours if span[2] == "anywhere"}
        for span in wanted ^ found:
            if any(start < span[1] and span[0] < end for start, end in others):
                passed += 1  # a name that asks for neighbours or capitals took the place
            elif span in wanted:
                only_oracle += 1
                differ[f"oracle alone: {text[slice(*span)]}"] += 1
            else:
                only_ours += 1
                differ[f"ours alone: {text[slice(*span)]}"] += 1
        common += len(wanted & found)
    print(f"{len(free)} spellings; {len(bound)} that ask for more left out")
    print(f"common {common}, oracle alone {only_oracle}, ours alone {only_ours}")
    print(f"agreement {common / (common + only_oracle + only_ours):.4f}; by a rule {passed}")
    for line, times in differ.most_common(12):
        print(f"  {times:4d} {line}")


if __name__ == "__main__":
    main()

"""Whether find_skills finds the spans that a plain regular expression finds, on real adverts.

    python benchmarks/mentions_oracle.py POSTINGS [--edition NAME|PATH] [--texts 1000]

POSTINGS is a Parquet file with a column ``description`` (data/README.md says how to obtain one).
The oracle is every spelling that may be read anywhere, as a trie in one regular expression:
leftmost, longest, between word boundaries. What `find_skills` declares to do otherwise is taken out
of its way first, for both: texts are plain ASCII in lower case without tags, references and
addresses, all that is no letter, digit or sign of a name is a space, and spellings with signs and
names that ask for capitals or neighbours are left to the tests; so are namesakes: the employer, a
department, a piece of another word. Prints how many spans are common.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from mentions import make_parser, make_trie_pattern, read_texts

import mlroles
from mlroles.mentions import gather_words
from mlroles.mentions.lexicon import Lexicon
from mlroles.mentions.namesakes import leave_namesakes
from mlroles.mentions.scan import find_hits
from mlroles.mentions.surface import SignedWords, lay_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mlroles.mentions.lexicon import Rule
    from mlroles.mentions.scan import Words


def read_plain(text: str) -> str:
    """A text of which both read the same: words and single spaces."""
    folded = lay_out(text, SignedWords(())).folded
    return " ".join(re.sub(r"[^a-z0-9]", " ", folded).split())


def is_plain(name: str, rules: Sequence[Rule]) -> bool:
    """Whether a spelling of letters and digits may be read anywhere."""
    return rules[0].reading == "anywhere" and re.fullmatch(r"[a-z0-9 ]+", name) is not None


def list_namesakes(text: str, words: Words) -> list[tuple[int, int]]:
    """The spans that were found and left out, since they name no skill there."""
    surface = lay_out(text, words.signed)
    hits, _ = find_hits(surface, words)
    kept = set(leave_namesakes(surface, hits, words.namesakes))
    return [(hit.start, hit.end) for hit in hits if hit not in kept]


def main() -> None:
    """Compare and print."""
    parser = make_parser(__doc__)
    parser.add_argument("--texts", type=int, default=1000)
    asked = parser.parse_args()
    taxonomy = mlroles.load(asked.edition)
    spellings = dict(Lexicon(taxonomy.skills.values()).list_spellings())
    free = [name for name, rules in spellings.items() if is_plain(name, rules)]
    oracle = re.compile(rf"(?<![a-z0-9]){make_trie_pattern(free)}(?![a-z0-9])")
    words, common, passed = gather_words(taxonomy), 0, 0
    differ: dict[str, Counter[str]] = {"oracle": Counter(), "ours": Counter()}
    for text in map(read_plain, read_texts(asked.postings, asked.texts)):
        mentions = mlroles.find_skills(text, taxonomy)
        ours = {(each.start, each.end) for each in mentions if each.rule == "anywhere"}
        bound = [(each.start, each.end) for each in mentions if each.rule != "anywhere"]
        bound += list_namesakes(text, words)
        wanted = {found.span() for found in oracle.finditer(text)}
        common += len(wanted & ours)
        for start, end in wanted ^ ours:
            if any(other < end and start < stop for other, stop in bound):
                passed += 1  # a name that asks for more took the place, or it is a namesake
            else:
                whose = "oracle" if (start, end) in wanted else "ours"
                differ[whose][text[start:end]] += 1
    alone = {whose: counted.total() for whose, counted in differ.items()}
    print(f"{len(free)} spellings; {len(spellings) - len(free)} that ask for more left out")
    print(f"common {common}, oracle alone {alone['oracle']}, ours alone {alone['ours']}")
    print(f"agreement {common / (common + sum(alone.values())):.4f}; by a rule {passed}")
    for whose, counted in differ.items():
        for name, times in counted.most_common(12):
            print(f"  {times:4d} {whose} alone: {name}")


if __name__ == "__main__":
    main()

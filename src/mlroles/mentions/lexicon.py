"""The names of a taxonomy by their first word, each with the rule by which a text is read."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import field, frozen

from mlroles.mentions.surface import DASHES, OTHER, fold_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mlroles.model import Skill
    from mlroles.taxonomy import Taxonomy

__all__ = ["Lexicon", "Rule", "Ways", "branch", "build_lexicon", "list_openings"]

T = TypeVar("T")

Ways = tuple[Mapping[str, tuple[tuple[list[str], T], ...]], T | None]
"""What follows a first word, by the second, the longest first; and what it is by itself."""

_HARD = re.compile(rf"[^\w\s'\u2019.+#&{DASHES}-]|\.\s|\n\s*\n")
_HARD_BUT_SLASH = re.compile(rf"[^\w\s'\u2019.+#/&{DASHES}-]|\.\s|\n\s*\n")
_BARS = _HARD, _HARD_BUT_SLASH, re.compile(r"(?!)")

_SHORTEST_NEAR = 2  # letters; of "k-means" the second word tells
_SHORTEST_JOINED = 5
_SHORTEST_PLURAL = 4
_COMMON_NOUNS = {"method", "subject", "practice"}
_NUMBERED = {"language"}
_VERSIONS = ("2", "3", "5", "6", "7", "8", "11", "17", "21")


@frozen
class Rule:
    """How one spelling may be read.

    Attributes
    ----------
    skill
        The skill's id.
    reading
        ``anywhere``, ``exact`` or ``near``.
    form
        The only spelling allowed; empty if any case will do.
    near
        Words of which one has to stand close by.
    barred
        What stands nowhere inside, since it parts names; a name may itself be written with some.
    """

    skill: str
    reading: str
    form: str = ""
    near: frozenset[str] = frozenset()
    barred: re.Pattern[str] = _HARD


@frozen
class Lexicon:
    """Names by their first word.

    Attributes
    ----------
    names
        First word to what may follow it, the longest first.
    symbols
        Words of names that have signs inside.
    """

    names: Mapping[str, Ways[tuple[Rule, ...]]] = field(repr=False)
    symbols: frozenset[str] = field(repr=False)


def build_lexicon(taxonomy: Taxonomy) -> Lexicon:
    """The lexicon of a taxonomy."""
    rules: dict[tuple[str, ...], list[Rule]] = {}
    derived: dict[tuple[str, ...], list[Rule]] = {}
    spelt = [
        (skill, *spelling) for skill in taxonomy.skills.values() for spelling in _spellings(skill)
    ]
    whole = {words[0] for _, _, words, _ in spelt if len(words) == 1}
    for skill, name, kept, rule in spelt:
        words = _part_slashes(kept, whole)
        if words and OTHER not in "".join(words):
            rules.setdefault(words, []).append(rule)
            for other in _variants(name, words, skill, rule):
                derived.setdefault(other, []).append(rule)
    for words, found in derived.items():
        rules.setdefault(words, found)
    for words in [words for words, found in rules.items() if len({r.skill for r in found}) > 1]:
        del rules[words]  # several skills bear it, and nobody can tell which
    readings = {words: _order(found) for words, found in rules.items()}
    return Lexicon(branch(readings), frozenset(_symbols(rules)))


def _part_slashes(words: tuple[str, ...], whole: Collection[str]) -> tuple[str, ...]:
    """The words of a name; only what is a name by itself (CI/CD) keeps its slash in a text."""
    if not any("/" in word and word not in whole for word in words):
        return words
    parted = (word if word in whole else word.replace("/", " ") for word in words)
    return tuple(" ".join(parted).split())


def _order(rules: list[Rule]) -> tuple[Rule, ...]:
    """Each rule once, and first the one that asks for least."""
    if len(rules) == 1:
        return (rules[0],)
    return tuple(sorted(dict.fromkeys(rules), key=_asks))


def _asks(rule: Rule) -> tuple[bool, int]:
    return rule.reading != "anywhere", -_BARS.index(rule.barred)


def _spellings(skill: Skill) -> Iterator[tuple[str, tuple[str, ...], Rule]]:
    """The names of a skill that a text may be read by, each with its words and its rule."""
    own = tuple(fold_words(skill.name))
    others = [(alias, tuple(fold_words(alias.name))) for alias in skill.aliases]
    if all(words != own for _, words in others):
        yield skill.name, own, _rule(skill, skill.name, "anywhere", ())
    for alias, words in others:
        if alias.reading != "never":
            yield alias.name, words, _rule(skill, alias.name, alias.reading, alias.near)


def _rule(skill: Skill, name: str, reading: str, near: tuple[str, ...]) -> Rule:
    capital = reading == "exact" or (reading == "near" and name != name.lower())
    form = " ".join(re.split(r"[\s_-]+", name)) if capital else ""
    words = [word for entry in near for word in fold_words(entry) if len(word) >= _SHORTEST_NEAR]
    barred = next(signs for signs in _BARS if not signs.search(name))
    return Rule(skill.id, reading, form, frozenset(words), barred)


def _variants(
    name: str, words: tuple[str, ...], skill: Skill, rule: Rule
) -> Iterator[tuple[str, ...]]:
    """Further spellings that follow from one: joined, plural, with a version."""
    if rule.form:
        return
    if len(words) > 1 and len("".join(words)) >= _SHORTEST_JOINED:
        yield ("".join(words),)
    is_noun = len(words) > 1 and name[1:] == name[1:].lower() and not words[-1].endswith("ing")
    if skill.kind in _COMMON_NOUNS and is_noun:
        yield (*words[:-1], _other_number(words[-1]))
    if skill.kind in _NUMBERED and len(words) == 1 and words[0].isalpha():
        yield from ((f"{words[0]}{version}",) for version in _VERSIONS)


def _other_number(noun: str) -> str:
    """The plural of a noun, or the singular of what looks like one."""
    if len(noun) < _SHORTEST_PLURAL:
        return noun
    if noun.endswith("s"):
        return noun if noun.endswith(("ss", "us", "is", "ics")) else noun[:-1]
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}s"


def branch(phrases: Mapping[tuple[str, ...], T]) -> dict[str, Ways[T]]:
    """Phrases by their first word, then by their second; each with the words that are left.

    Examples
    --------
    >>> branch({("amazon",): 1, ("amazon", "web", "services"): 2})
    {'amazon': ({'web': ((['services'], 2),)}, 1)}
    """
    alone: dict[str, T] = {}
    tails: dict[str, dict[str, list[tuple[list[str], T]]]] = {}
    for words, told in phrases.items():
        following = tails.setdefault(words[0], {})
        if len(words) == 1:
            alone[words[0]] = told
        else:
            following.setdefault(words[1], []).append(([*words[2:]], told))
    return {
        first: (
            {
                second: tuple(sorted(ways, key=_longest) if len(ways) > 1 else ways)
                for second, ways in following.items()
            },
            alone.get(first),
        )
        for first, following in tails.items()
    }


class _Anything:
    """What may follow a word that stands for something by itself."""

    def __contains__(self, _: object) -> bool:
        return True


_ANYTHING = _Anything()


def list_openings(*branched: Mapping[str, Ways[Any]]) -> dict[str, Container[str]]:
    """First words, each to the words that may follow it; an empty one stands for more space.

    Examples
    --------
    >>> openings = list_openings({"amazon": ({"web": ()}, None), "go": ({}, 1)})
    >>> [("web" in openings[word], "site" in openings[word]) for word in ("amazon", "go")]
    [(True, False), (True, True)]
    """
    found: dict[str, Container[str]] = {}
    following: dict[str, set[str]] = {}
    for phrases in branched:
        for first, (longer, alone) in phrases.items():
            if alone is None:
                found[first] = following.setdefault(first, {""})
                following[first].update(longer)
    for phrases in branched:
        found |= {first: _ANYTHING for first, (_, alone) in phrases.items() if alone is not None}
    return found


def _longest(way: tuple[list[str], object]) -> tuple[int, list[str]]:
    return -len(way[0]), way[0]


def _symbols(rules: Mapping[tuple[str, ...], object]) -> Iterator[str]:
    return (word for words in rules for word in words if not word.isalnum())

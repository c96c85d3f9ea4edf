"""The names of a taxonomy by their first word, each with the rule by which a text is read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar

from attrs import field, frozen

from mlroles.mentions.surface import fold_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mlroles.model import Skill
    from mlroles.taxonomy import Taxonomy

__all__ = ["Branch", "Lexicon", "Rule", "branch", "build_lexicon"]

T = TypeVar("T")

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SHORTEST_PART = 3  # of a name parted at its capitals: GitHub, but not MySQL
_SHORTEST_JOINED = 6
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
    """

    skill: str
    reading: str
    form: str = ""
    near: frozenset[str] = frozenset()


Branch = tuple[Mapping[str, tuple[T, ...]], tuple[T, ...]]
"""What may follow a first word, by the second word; and what it is by itself."""


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

    names: Mapping[str, Branch[tuple[str, tuple[Rule, ...]]]] = field(repr=False)
    symbols: frozenset[str] = field(repr=False)


def build_lexicon(taxonomy: Taxonomy) -> Lexicon:
    """The lexicon of a taxonomy."""
    rules: dict[tuple[str, ...], list[Rule]] = {}
    derived: dict[tuple[str, ...], list[Rule]] = {}
    for skill in taxonomy.skills.values():
        for name, rule in _spellings(skill):
            words = tuple(fold_words(name))
            if words:
                rules.setdefault(words, []).append(rule)
                for other in _variants(name, words, skill, rule):
                    derived.setdefault(other, []).append(rule)
    for words, found in derived.items():
        rules.setdefault(words, found)
    for words in [words for words, found in rules.items() if len({r.skill for r in found}) > 1]:
        del rules[words]  # several skills bear it, and nobody can tell which
    readings = {words: tuple(dict.fromkeys(found)) for words, found in rules.items()}
    return Lexicon(branch(readings), frozenset(_symbols(rules)))


def _spellings(skill: Skill) -> Iterator[tuple[str, Rule]]:
    """The names of a skill that a text may be read by, each with its rule."""
    if all(fold_words(alias.name) != fold_words(skill.name) for alias in skill.aliases):
        yield skill.name, Rule(skill.id, "anywhere")
    for alias in skill.aliases:
        if alias.reading != "never":
            yield alias.name, _rule(skill, alias.name, alias.reading, alias.near)


def _rule(skill: Skill, name: str, reading: str, near: tuple[str, ...]) -> Rule:
    capital = reading == "exact" or (reading == "near" and name != name.lower())
    form = " ".join(re.split(r"[\s_-]+", name)) if capital else ""
    return Rule(skill.id, reading, form, frozenset(near))


def _variants(
    name: str, words: tuple[str, ...], skill: Skill, rule: Rule
) -> Iterator[tuple[str, ...]]:
    """Further spellings that follow from one: joined, parted, plural, with a version."""
    if rule.form:
        return
    if len(words) > 1 and len("".join(words)) >= _SHORTEST_JOINED:
        yield ("".join(words),)
    parts = [part.lower() for part in _CAMEL.split(name)]
    if len(parts) > 1 and " " not in name and min(map(len, parts)) >= _SHORTEST_PART:
        yield tuple(fold_words(" ".join(parts)))
    if skill.kind in _COMMON_NOUNS and name[1:] == name[1:].lower():
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


def branch(phrases: Mapping[tuple[str, ...], T]) -> dict[str, Branch[tuple[str, T]]]:
    """Phrases by their first word, then by their second; each with the words that are left.

    Examples
    --------
    >>> branch({("amazon",): 1, ("amazon", "web", "services"): 2})
    {'amazon': ({'web': ((' services ', 2),)}, ((' ', 1),))}
    """
    found: dict[str, tuple[dict[str, list[tuple[str, T]]], list[tuple[str, T]]]] = {}
    for (first, *rest), told in sorted(phrases.items()):
        following, alone = found.setdefault(first, ({}, []))
        tail = "".join(f" {word}" for word in rest[1:]) + " "
        (following.setdefault(rest[0], []) if rest else alone).append((tail, told))
    return {
        first: (
            {second: tuple(sorted(tails, key=_longest)) for second, tails in following.items()},
            tuple(alone),
        )
        for first, (following, alone) in found.items()
    }


def _longest(tail: tuple[str, object]) -> int:
    return -len(tail[0])


def _symbols(rules: Mapping[tuple[str, ...], object]) -> Iterator[str]:
    return (word for words in rules for word in words if not word.isalnum())

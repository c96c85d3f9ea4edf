"""The names of a taxonomy by their first word, each with the rule by which a text is read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import frozen

from mlroles.mentions.surface import DASHES, OTHER, fold_names, fold_words

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from mlroles.model import Alias, Skill

__all__ = ["Lexicon", "Rule", "Way", "Ways", "branch", "join_openings"]

T = TypeVar("T")

Ways = tuple[Mapping[str, tuple[tuple[list[str], T], ...]], T | None]
"""What follows a first word, by the second, the longest first; and what it is by itself."""

Way = tuple[list[str], tuple["Rule", ...], str]
"""The words of a name after its second, its rules, and all its words with a space between."""

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
        The skill that is named.
    reading
        ``anywhere``, ``exact`` or ``near``.
    form
        The only spelling allowed; empty if any case will do.
    near
        Words of which one has to stand close by.
    barred
        What stands nowhere inside, since it parts names; a name may itself be written with some.
    """

    skill: Skill
    reading: str
    form: str = ""
    near: frozenset[str] = frozenset()
    barred: re.Pattern[str] = _HARD


class Lexicon:
    """Names by their first words.

    A name is filed by its number alone; its rules are made when a text first has its first two
    words. So the lexicon of many thousand names is there at once.

    Parameters
    ----------
    skills
        Whose names are looked for.

    Attributes
    ----------
    symbols
        Words of names that have signs inside.
    """

    def __init__(self, skills: Iterable[Skill]) -> None:
        self._spellings: list[tuple[Skill, str, Alias | None]] = []
        self._signed: dict[int, tuple[str, ...]] = {}  # the words of names that have signs inside
        self._alone: dict[str, Any] = {}  # a first word to numbers, later to rules
        self._longer: dict[str, dict[str, Any]] = {}  # and a second, later to ways
        self._file_all(list(_read_spellings([*skills])))
        self.symbols: frozenset[str] = frozenset(self._list_symbols())

    @property
    def openings(self) -> dict[str, Container[str]]:
        """First words, each to the words that may follow it."""
        return {**self._longer, **dict.fromkeys(self._alone, ANYTHING)}

    def read_alone(self, word: str) -> tuple[Rule, ...]:
        """The rules of a name of one word; none if it is no name."""
        found = self._alone.get(word, ())
        if found.__class__ is not tuple:
            ways = self._make_ready(found, word)
            found = self._alone[word] = ways[0][1] if ways else ()
        return found  # type: ignore[no-any-return]  # the dictionary holds both stages

    def read_longer(self, first: str, second: str) -> tuple[Way, ...]:
        """The names that begin with two words, the longest first."""
        following = self._longer.get(first)
        if following is None:
            return ()
        found = following.get(second, ())
        if found.__class__ is not tuple:
            found = following[second] = self._make_ready(found, first, second)
        return found  # type: ignore[no-any-return]  # the dictionary holds both stages

    def list_spellings(self) -> Iterator[tuple[str, tuple[Rule, ...]]]:
        """Every spelling that may be read, its words apart by one space, with its rules."""
        for word in self._alone:
            if rules := self.read_alone(word):
                yield word, rules
        for first, following in self._longer.items():
            for second in following:
                yield from ((name, rules) for _, rules, name in self.read_longer(first, second))

    def _file_all(self, spellings: list[tuple[Skill, str, Alias | None, list[str]]]) -> None:
        whole = {words[0] for *_, words in spellings if len(words) == 1}
        for number, (skill, name, alias, folded) in enumerate(spellings):
            self._spellings.append((skill, name, alias))
            words: Sequence[str] = folded
            joined = "".join(words)
            if not joined.isalnum():
                words = self._signed[number] = _part_slashes(words, whole)
                joined = "".join(words)
            if joined and OTHER not in joined:
                self._file(number, words)
                if alias is None or not _asks_for_capitals(name, alias.reading):
                    for other in _variants(name, words, joined, skill.kind):
                        self._file(number, other)

    def _file(self, number: int, words: Sequence[str]) -> None:
        if len(words) == 1:
            filed, key = self._alone, words[0]
        else:
            filed, key = self._longer.setdefault(words[0], {}), words[1]
        there = filed.setdefault(key, number)
        if there.__class__ is list:
            if there[-1] != number:
                there.append(number)
        elif there != number:
            filed[key] = [there, number]

    def _list_symbols(self) -> Iterator[str]:
        """The words with signs inside of the spellings that may be read."""
        for number, words in self._signed.items():
            skill, name, _ = self._spellings[number]
            for spelling in (words, *_variants(name, words, "".join(words), skill.kind)):
                if self._is_read(spelling):
                    yield from (word for word in spelling if not word.isalnum())

    def _is_read(self, words: Sequence[str]) -> bool:
        if len(words) > 1:
            return any(way[2] == " ".join(words) for way in self.read_longer(*words[:2]))
        return bool(words) and bool(self.read_alone(words[0]))

    def _make_ready(self, numbers: int | list[int], *opening: str) -> tuple[Way, ...]:
        """What the names so filed may be read as; a name of several skills as none of them."""
        given: dict[tuple[str, ...], list[Rule]] = {}
        derived: dict[tuple[str, ...], list[Rule]] = {}
        for number in [numbers] if isinstance(numbers, int) else numbers:
            words, rule, others = self._read(number)
            given.setdefault(words, []).append(rule)
            for other in others:
                derived.setdefault(other, []).append(rule)
        ways = [
            ([*words[2:]], _order(rules), " ".join(words))
            for words, rules in {**derived, **given}.items()
            if _opens(words, opening) and len({rule.skill for rule in rules}) == 1
        ]
        return tuple(sorted(ways, key=_longest))

    def _read(self, number: int) -> tuple[tuple[str, ...], Rule, list[tuple[str, ...]]]:
        """The words of a name, its rule, and the spellings that follow from it."""
        skill, name, alias = self._spellings[number]
        words = self._signed.get(number) or tuple(fold_words(name))
        if alias is None:
            rule = _rule(skill, name, "anywhere", ())
        else:
            rule = _rule(skill, name, alias.reading, alias.near)
        others = [] if rule.form else list(_variants(name, words, "".join(words), skill.kind))
        return words, rule, others


def _opens(words: tuple[str, ...], opening: tuple[str, ...]) -> bool:
    return words[:2] == opening if len(opening) > 1 else words == opening


def _read_spellings(
    skills: Sequence[Skill],
) -> Iterator[tuple[Skill, str, Alias | None, list[str]]]:
    """The names that a text may be read by, with their words; a skill's own unless an alias rules.

    All are folded at once, which is many times faster than one by one.
    """
    names = [name for skill in skills for name in (skill.name, *(a.name for a in skill.aliases))]
    folded = iter(fold_names(names))
    for skill in skills:
        own = next(folded)
        others = [(alias, next(folded)) for alias in skill.aliases]
        if all(words != own for _, words in others):
            yield skill, skill.name, None, own
        for alias, words in others:
            if alias.reading != "never":
                yield skill, alias.name, alias, words


def _part_slashes(words: Sequence[str], whole: set[str]) -> tuple[str, ...]:
    """The words of a name; only what is a name by itself (CI/CD) keeps its slash in a text."""
    parted = (word if word in whole else word.replace("/", " ") for word in words)
    return tuple(" ".join(parted).split())


def _order(rules: list[Rule]) -> tuple[Rule, ...]:
    """Each rule once, and first the one that asks for least."""
    if len(rules) == 1:
        return (rules[0],)
    return tuple(sorted(dict.fromkeys(rules), key=_asks))


def _asks(rule: Rule) -> tuple[bool, int]:
    return rule.reading != "anywhere", -_BARS.index(rule.barred)


def _asks_for_capitals(name: str, reading: str) -> bool:
    return reading == "exact" or (reading == "near" and name != name.lower())


def _rule(skill: Skill, name: str, reading: str, near: tuple[str, ...]) -> Rule:
    capital = _asks_for_capitals(name, reading)
    form = " ".join(re.split(r"[\s_-]+", name)) if capital else ""
    words = [word for entry in near for word in fold_words(entry) if len(word) >= _SHORTEST_NEAR]
    barred = next(signs for signs in _BARS if not signs.search(name))
    return Rule(skill, reading, form, frozenset(words), barred)


def _variants(name: str, words: Sequence[str], joined: str, kind: str) -> Iterator[tuple[str, ...]]:
    """Further spellings that follow from one that asks for no capitals."""
    if len(words) == 1:
        if kind in _NUMBERED and joined.isalpha():
            yield from ((f"{joined}{version}",) for version in _VERSIONS)
        return
    if len(joined) >= _SHORTEST_JOINED:
        yield (joined,)
    if kind in _COMMON_NOUNS and name[1:] == name[1:].lower() and not words[-1].endswith("ing"):
        yield (*words[:-1], _other_number(words[-1]))


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


ANYTHING = _Anything()


def join_openings(
    names: Mapping[str, Container[str]], phrases: Mapping[str, Ways[Any]]
) -> dict[str, Container[str]]:
    """First words of names, and of phrases too, each to the words that may follow it.

    Examples
    --------
    >>> openings = join_openings({"not": {"only": 1}}, {"not": ({"needed": ()}, None)})
    >>> [word in openings["not"] for word in ("only", "needed", "all")]
    [True, True, False]
    """
    joined = {**names}
    for first, (longer, alone) in phrases.items():
        others = joined.setdefault(first, longer)
        if alone is not None or not isinstance(others, Mapping):
            joined[first] = ANYTHING
        else:
            joined[first] = {*longer, *others}
    return joined


def _longest(way: tuple[list[str], Any] | tuple[list[str], Any, Any]) -> tuple[int, list[str]]:
    return -len(way[0]), way[0]

"""The grammar of titles: what each phrase does, what employers' titles point to, and the rules."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from mlroles.editions import load_language
from mlroles.names import is_added
from mlroles.titles.layout import HARD, JOIN, spell_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mlroles.taxonomy import Taxonomy

__all__ = ["BARE", "NOTHING", "Grammar", "Listed", "Meaning", "Part", "build_grammar"]

_NONE = "none"  # other work than that of any role

Rows = list[dict[str, str]]


@frozen
class Part:
    """What a phrase does in a title.

    Attributes
    ----------
    kind
        ``subject`` (names a field), ``soft``, ``plain`` or ``whole`` (a head: says what kind of
        work), ``neutral`` (may stand between the two), ``link``, ``noise``, ``rung`` (says only the
        seniority), ``foreign`` (a field of other work) or ``word`` (tells nothing of the role).
    value
        The subject, the head, what links or what kind of noise.
    rung, place
        The seniority that it says, and where alone it says so.
    specialism
        The specialism that it names.
    """

    kind: str
    value: str = ""
    rung: str = ""
    place: str = ""
    specialism: str = ""


_WORD, _NUMBER = Part("word"), Part("noise", "number")


@define(eq=False)
class Node:
    """What a phrase does that ends here, if one does, and the words that may follow."""

    part: Part | None = None
    following: dict[str, Node] = field(factory=dict)


@frozen
class Meaning:
    """What a title or a rule says.

    Attributes
    ----------
    roles
        Ids of roles, the likeliest first.
    kind
        ``one`` role, ``many``, ``other`` work, ``absent`` (a role that this edition has not), or
        ``bare`` (a head that tells nothing alone).
    open
        Whether it may be other work too.
    """

    roles: tuple[str, ...]
    kind: str
    open: bool = False

    def opened(self) -> Meaning:
        """The same, said with a doubt."""
        return Meaning(self.roles, "many", open=True) if self.roles else self


NOTHING, BARE = Meaning((), "other"), Meaning((), "bare")


@frozen
class Listed:
    """A title that the taxonomy lists, and whether it is read with other words before it too."""

    meaning: Meaning
    anywhere: bool


@define(eq=False)
class Ending:
    """The title that these last words are, if they are one, and the words that may go before."""

    listed: Listed | None = None
    following: dict[str, Ending] = field(factory=dict)


Rule = tuple[int, frozenset[str], Meaning]
"""Its place among all, the subjects that have to stand by the head, and what the two mean."""

_NO_RULE: tuple[frozenset[str], None] = (frozenset(), None)


@frozen
class Rules:
    """The rules of a head: the one that asks for no subject, and the others by each of theirs."""

    always: Rule | None
    by_subject: Mapping[str, Sequence[Rule]]


@frozen
class Grammar:
    """All that titles are read by.

    Attributes
    ----------
    spellings
        See `mlroles.titles.layout.spell_out`.
    phrases
        First word to the phrases that begin with it.
    titles
        Last word to the titles that end in it.
    rules
        Head to its rules.
    kin
        Heads of other work that give way to a role's head beside them.
    """

    spellings: Mapping[str, Sequence[str]] = field(repr=False)
    phrases: Mapping[str, Node] = field(repr=False)
    titles: Mapping[str, Ending] = field(factory=dict, repr=False)
    rules: Mapping[str, Rules] = field(factory=dict, repr=False)
    kin: frozenset[tuple[str, str]] = frozenset()

    def find_part(self, words: list[str], joints: list[int], at: int) -> tuple[Part, int]:
        """The longest phrase that begins at a word, and where it ends."""
        word, at = words[at], at + 1
        node = self.phrases.get(word)
        found, end, joint = node.part if node else None, at, 0
        while node and node.following and joints[at] <= JOIN:
            joint |= joints[at]
            node = node.following.get(words[at])
            at += 1
            # "test and data engineer" has nothing to do with test data
            if node and node.part and not (joint and node.part.kind == "foreign"):
                found, end = node.part, at
        return found or (_WORD if word.isalpha() or "'" in word else _NUMBER), end

    def find_listed(self, words: list[str], head: int = 1) -> tuple[Listed | None, int]:
        """The longest title that the words end in, and how many it takes of those before the head.

        One that names no field of ours is read only where it stands for all the words, unless it
        says that the work is other work.
        """
        found: tuple[Listed | None, int] = None, 0
        following, count = self.titles, len(words)
        for size, word in enumerate(reversed(words), 1):
            ending = following.get(word)
            if ending is None:
                break
            listed, following = ending.listed, ending.following
            if listed and size >= head and (listed.anywhere or size == count):
                found = listed, size - head
        return found

    def find_rule(self, head: str, subjects: set[str]) -> tuple[frozenset[str], Meaning | None]:
        """The first rule of a head whose subjects are all there."""
        rules = self.rules.get(head)
        if rules is None:
            return _NO_RULE
        found = rules.always
        for subject in subjects:
            for rule in rules.by_subject.get(subject, ()):
                if rule[1] <= subjects:
                    found = rule if found is None or rule[0] < found[0] else found
                    break
        return (found[1], found[2]) if found else _NO_RULE


@lru_cache(8)
def build_grammar(taxonomy: Taxonomy) -> Grammar:
    """The grammar of a taxonomy: the rules of its language, and its titles."""
    tables: dict[str, Rows] = load_language(taxonomy)
    spellings = {
        row["spelling"]: row.get("standard", "").split() for row in tables["title_spellings"]
    }
    phrases = _branch({**_added_heads(taxonomy, spellings), **_merge(tables, spellings)})
    known = Grammar(spellings, phrases)
    instead = {row["role"]: row["instead"] for row in tables["title_fallbacks"]}
    titles = _list_titles(taxonomy, known, instead)
    rules = _read_rules(tables["title_rules"], taxonomy, instead)
    kin = frozenset((row["head"], row["beside"]) for row in tables["title_kin"])
    return Grammar(spellings, phrases, titles, rules, kin)


def _added_heads(
    taxonomy: Taxonomy, spellings: Mapping[str, Sequence[str]]
) -> dict[tuple[str, ...], Part]:
    """The last words of what an overlay calls its roles: "taster", which no language file has."""
    names = [role.name for role in taxonomy.roles.values() if is_added(role.id)]
    names += [title.name for title in taxonomy.titles if any(map(is_added, title.roles))]
    words = [_standard(name, spellings) for name in names]
    heads = {each[-1:] for each in words if each and "of" not in each}  # a taster of tea is no tea
    return {head: Part("plain", *head) for head in heads}


def _standard(phrase: str, spellings: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    return tuple(spell_out(phrase, spellings).words)


def _merge(
    tables: Mapping[str, Rows], spellings: Mapping[str, Sequence[str]]
) -> dict[tuple[str, ...], Part]:
    """What each phrase does, by all the tables that name it."""
    found: dict[tuple[str, ...], dict[str, str]] = {}
    for table, columns in _COLUMNS.items():
        for row in tables[table]:
            told = found.setdefault(_standard(row["phrase"], spellings), {})
            for column, name in columns.items():
                told.setdefault(name, row.get(column, ""))
            told.setdefault("kind", _KINDS.get(table, "word"))
    for words, told in found.items():
        if told["kind"] == "soft" and not told.get("rung"):  # "development manager" is a manager
            told["rung"] = found.get(words[-1:], {}).get("rung", "")
    return {words: Part(**told) for words, told in found.items()}


_COLUMNS = {
    "title_parts": {"part": "kind", "value": "value"},
    "seniority": {"seniority": "rung", "place": "place"},
    "specialisms": {"specialism": "specialism"},
    "title_noise": {"kind": "value"},
}
_KINDS = {"seniority": "rung", "title_noise": "noise"}


def _branch(parts: Mapping[tuple[str, ...], Part]) -> dict[str, Node]:
    root = Node()
    for words, part in parts.items():
        node = root
        for word in words:
            node = node.following.setdefault(word, Node())
        node.part = part
    return root.following


def _list_titles(
    taxonomy: Taxonomy, grammar: Grammar, instead: Mapping[str, str]
) -> dict[str, Ending]:
    """What the taxonomy's titles mean; a role's own name and id are titles too, and win."""
    listed: dict[tuple[str, ...], tuple[str, ...]] = {}
    for title in taxonomy.titles:
        words = _standard(title.name, grammar.spellings)
        listed[words] = (*listed.get(words, ()), *title.roles)
    for role in taxonomy.roles.values():
        for name in (role.id, role.name):
            listed[_standard(name, grammar.spellings)] = (role.id,)
    root = Ending()
    for words, roles in listed.items():
        ending = root
        for word in reversed(words):
            ending = ending.following.setdefault(word, Ending())
        meaning = _mean(roles, taxonomy, instead)
        ending.listed = Listed(meaning, meaning.kind == "other" or _is_ours(words, grammar))
    return root.following


def _is_ours(words: tuple[str, ...], grammar: Grammar) -> bool:
    return any(part.kind == "subject" for part in _parts(list(words), grammar))


def _parts(words: list[str], grammar: Grammar) -> Iterator[Part]:
    at, joints = 0, [*[0] * len(words), HARD]
    while at < len(words):
        part, at = grammar.find_part(words, joints, at)
        yield part


def _read_rules(rows: Rows, taxonomy: Taxonomy, instead: Mapping[str, str]) -> dict[str, Rules]:
    always: dict[str, Rule] = {}
    by_head: dict[str, dict[str, list[Rule]]] = {}
    for place, row in enumerate(rows):
        wanted = frozenset(row.get("subjects", "").split())
        rule = place, wanted, _mean(row["roles"].split(), taxonomy, instead)
        for head in row["heads"].split():
            by_subject = by_head.setdefault(head, {})
            for subject in wanted:
                by_subject.setdefault(subject, []).append(rule)
            if not wanted:
                always[head] = rule
    return {head: Rules(always.get(head), rules) for head, rules in by_head.items()}


def _mean(names: Iterable[str], taxonomy: Taxonomy, instead: Mapping[str, str]) -> Meaning:
    """What these ids mean with a taxonomy; for one that it has not, what it came from."""
    asked = tuple(dict.fromkeys(names))
    here = [name if name in taxonomy.roles else instead.get(name, "") for name in asked]
    roles = tuple(dict.fromkeys(name for name in here if name in taxonomy.roles))
    lost = any(name not in taxonomy.roles for name in here)
    if not asked or asked == (_NONE,):
        return NOTHING
    if not roles:
        return Meaning((), "absent")
    return Meaning(roles, "one" if len(roles) == 1 and not lost else "many", lost)

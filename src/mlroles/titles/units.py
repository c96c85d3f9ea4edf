"""The kinds of work that a title names: each head with what stands before it, and what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from mlroles.titles.grammar import BARE, NOTHING, Meaning
from mlroles.titles.layout import JOIN
from mlroles.titles.segments import HEADS, SILENT, UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mlroles.titles.grammar import Grammar, Listed
    from mlroles.titles.layout import Layout
    from mlroles.titles.segments import Element, Segment

__all__ = ["Field", "Unit", "find_name", "find_units", "interpret"]

_LONGEST_NAME = 8  # phrases before a head that may belong to its name


@define
class Field:
    """Phrases without a head: a field of work, or anything else.

    Attributes
    ----------
    mods
        The phrases.
    segment
        Which segment they stand in.
    link
        The kind of word that leads into it.
    """

    mods: list[Element]
    segment: int
    link: str = ""

    @property
    def subjects(self) -> set[str]:
        """The fields of work that it names."""
        return _subjects(self.mods)

    def use(self, wanted: frozenset[str] | set[str]) -> None:
        """Mark these subjects as what told something."""
        for mod in self.mods:
            if mod.part.kind == "subject" and mod.part.value in wanted:
                mod.used = True


@define
class Unit:
    """A head and the phrases that stand before it.

    Attributes
    ----------
    head
        ``engineer``, ``business analyst``, ``manager``.
    mods
        What stands before it.
    segment
        Which segment it stands in.
    aside
        Whether it stands in brackets.
    shared
        How many of the phrases stand before an "and" or a slash, and so share the head.
    meaning
        What it means by itself.
    sharing
        What the shared phrases mean with the head, if anything.
    weak
        Whether a rule says so that asks for no field and leaves a doubt.
    """

    head: Element
    mods: list[Element]
    segment: int
    aside: bool = False
    shared: int = 0
    meaning: Meaning = BARE
    sharing: Meaning | None = None
    weak: bool = False

    @property
    def subjects(self) -> set[str]:
        """The fields of work that it names."""
        return _subjects(self.mods)

    @property
    def is_clear(self) -> bool:
        """Whether it says by itself what one role the title points to."""
        return self.meaning.kind == "one" and not self.weak and self.sharing is None

    @property
    def meanings(self) -> tuple[Meaning, ...]:
        """All that it means."""
        return (self.meaning, self.sharing) if self.sharing else (self.meaning,)


def _subjects(mods: Sequence[Element]) -> set[str]:
    return {mod.part.value for mod in mods if mod.part.kind == "subject"}


def find_units(segments: Sequence[Segment]) -> tuple[list[Unit], list[Field]]:
    """The units of a title, and the phrases that no head follows, in order."""
    units: list[Unit] = []
    fields: list[Field] = []
    for at, segment in enumerate(segments):
        if segment.link != "at":
            left = _split(segment, at, units)
            if left:
                fields.append(Field(left, at, segment.link))
    return units, fields


def _split(segment: Segment, at: int, units: list[Unit]) -> list[Element]:
    """Add the units of a segment; the phrases after its last head are left."""
    mods: list[Element] = []
    shared, joined = 0, False
    for element in segment.elements:
        kind = element.part.kind
        joined = joined or bool(element.joint & JOIN)
        if kind in SILENT:
            continue
        if kind in HEADS:
            units.append(_take_over(Unit(element, mods, at, segment.aside, shared), units))
            mods, shared = [], 0
        else:
            if joined and mods:
                shared = len(mods)
            mods.append(element)
        joined = False
    return mods


def _take_over(unit: Unit, units: list[Unit]) -> Unit:
    """A head right after a soft one, as in "data quality lead analyst", is the head of both."""
    last = units[-1] if units and not unit.mods else None
    if last and last.segment == unit.segment and last.head.part.kind == "soft":
        unit.mods, unit.shared = last.mods, last.shared
        units.pop()
    return unit


def find_name(unit: Unit, laid: Layout) -> list[str]:
    """The standard words of a unit, from as far before its head as any title reaches."""
    words = [w for mod in unit.mods[-_LONGEST_NAME:] for w in laid.words[mod.first : mod.last]]
    return words + laid.words[unit.head.first : unit.head.last]


def interpret(unit: Unit, laid: Layout, grammar: Grammar) -> None:
    """Settle what a unit means: by the longest title that it ends in, or by a rule.

    A title that is listed for one role wins if it takes more than the head; else whichever takes
    more of the words before the head.
    """
    unit.head.used = True
    if not unit.mods and unit.head.part.kind == "soft":
        return  # "consultant" alone tells nothing
    listed, taken = grammar.find_listed(find_name(unit, laid), unit.head.last - unit.head.first)
    if listed and taken and listed.meaning.kind == "one":
        unit.meaning = listed.meaning
    else:
        taken = _weigh(unit, listed, taken, grammar)
    _mark(unit.mods, taken)
    if unit.shared and taken <= sum(mod.last - mod.first for mod in unit.mods[unit.shared :]):
        _share(unit, grammar)


def _weigh(unit: Unit, listed: Listed | None, taken: int, grammar: Grammar) -> int:
    """Let a title or a rule say what a unit means; how many words a title takes if it does."""
    kind = unit.head.part.kind
    if not unit.mods and kind == "plain" and not (listed and listed.meaning.roles):
        return 0  # "engineer" alone may be any
    ruled, told = _apply(unit.head, unit.mods[unit.shared :], grammar)
    if listed and (ruled is None or taken >= max(told, 1)):
        unit.meaning = listed.meaning
        return taken
    unit.meaning = ruled or NOTHING
    unit.weak = not told and unit.meaning.open
    return 0


def _share(unit: Unit, grammar: Grammar) -> None:
    """Read "data and sales analyst" as a data analyst too."""
    unit.sharing, _ = _apply(unit.head, unit.mods[: unit.shared], grammar)
    if unit.sharing and unit.meaning.kind == "other":
        unit.meaning, unit.sharing = unit.sharing.opened(), None


def _apply(head: Element, mods: Sequence[Element], grammar: Grammar) -> tuple[Meaning | None, int]:
    """What a rule says of these phrases and a head, and how many of their words it takes.

    A word that nobody knows, between the field and the head, leaves a doubt.
    """
    wanted, meaning = grammar.find_rule(head.part.value, _subjects(mods))
    if meaning is None:
        return None, 0
    told, clear = 0, True
    for mod in reversed(mods):
        if mod.part.kind == "subject" and mod.part.value in wanted:
            told += mod.last - mod.first
            mod.used = True
        elif wanted and not told and mod.part.kind in UNKNOWN:
            clear = False
    return meaning if clear else meaning.opened(), told


def _mark(mods: Sequence[Element], size: int) -> None:
    """Mark as used the last phrases that make up so many words."""
    for mod in reversed(mods):
        if size <= 0:
            break
        mod.used = True
        size -= mod.last - mod.first

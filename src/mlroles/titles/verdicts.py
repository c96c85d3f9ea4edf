"""Which role a title points to, from all the kinds of work and the fields that it names."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from attrs import frozen

from mlroles.titles.grammar import NOTHING, Meaning
from mlroles.titles.layout import JOIN
from mlroles.titles.segments import UNKNOWN
from mlroles.titles.units import Field, Unit, find_name, interpret

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mlroles.titles.grammar import Grammar
    from mlroles.titles.layout import Layout

__all__ = ["Verdict", "decide"]

_OURS = frozenset({"one", "many"})
_COMPLETING = frozenset({"", "of", "for"})


@frozen
class Verdict:
    """What a title means, and the units and fields that say so."""

    meaning: Meaning
    grounds: tuple[Unit | Field, ...]


def decide(
    units: Sequence[Unit], fields: Sequence[Field], laid: Layout, grammar: Grammar
) -> Verdict:
    """What the units and fields of a title mean together.

    What is ours among the plain and the whole heads decides; where nothing is, a head is completed
    by a field that stands elsewhere; soft heads ("lead", "consultant") only count where no other
    does.
    """
    for unit in units:
        interpret(unit, laid, grammar)
    if len(units) == 1 and units[0].is_clear:
        return Verdict(units[0].meaning, (units[0],))
    hard = [unit for unit in units if unit.head.part.kind != "soft"]
    _share_names(hard, laid, grammar)
    named = [unit for unit in hard if unit.meaning.kind != "bare"]
    if any(unit.meaning.kind in _OURS and not unit.weak for unit in named):
        return _settle(named, grammar)
    soft = [unit for unit in units if unit.head.part.kind == "soft"]
    if hard and (named or all(unit.meaning.kind not in _OURS for unit in soft)):
        return _complete(_last_of_first(hard), fields, grammar)
    known = [unit for unit in soft if unit.meaning.kind in _OURS]
    if known:
        return _settle(known, grammar)
    if units:
        return _complete(units[0], fields, grammar)
    return _read_fields(fields, laid, grammar)


def _last_of_first(hard: Sequence[Unit]) -> Unit:
    """The unit that the first segment which has any ends in."""
    return [unit for unit in hard if unit.segment == hard[0].segment][-1]


def _share_names(hard: Sequence[Unit], laid: Layout, grammar: Grammar) -> None:
    """Read "data scientist / analyst" as two titles, where the second is one that is listed."""
    for last, unit in pairwise(hard):
        shares = unit.meaning.kind == "bare" and unit.head.part.value in grammar.rules
        if shares and last.segment == unit.segment:
            unit.mods = last.mods
            listed, _ = grammar.find_listed(find_name(unit, laid))
            if listed and listed.meaning.kind in _OURS:
                unit.meaning = listed.meaning


def _settle(named: Sequence[Unit], grammar: Grammar) -> Verdict:
    """What several kinds of work mean, of which one at least is ours."""
    ours = [unit for unit in named if unit.meaning.kind in _OURS]
    if any(unit.meaning.kind == "one" and not unit.aside for unit in ours):
        ours = [unit for unit in ours if not unit.aside]  # what brackets add is a detail
    said = [(unit.segment, meaning) for unit in ours for meaning in unit.meanings]
    single = {(segment, meaning.roles) for segment, meaning in said if meaning.kind == "one"}
    agreed = {roles for _, roles in single}
    doubt = _stands_beside(named, ours, grammar)
    if len(agreed) == 1 and not doubt:
        (roles,) = agreed
        if all(
            meaning.roles == roles or (roles[0] in meaning.roles and (segment, roles) not in single)
            for segment, meaning in said
        ):
            return Verdict(Meaning(roles, "one"), tuple(ours))
    return Verdict(_unite([meaning for _, meaning in said], doubt=doubt), tuple(named))


def _stands_beside(named: Sequence[Unit], ours: Sequence[Unit], grammar: Grammar) -> bool:
    """Whether a unit of other work stands by one of ours and is no kin of it."""
    heads: dict[int, set[str]] = defaultdict(set)
    for unit in ours:
        heads[unit.segment].add(unit.head.part.value)
    others = {
        (unit.segment, unit.head.part.value)
        for unit in named
        if unit.meaning.kind not in _OURS and unit.segment in heads
    }
    return any(
        all((other, head) not in grammar.kin for head in heads[segment])
        for segment, other in others
    )


def _unite(meanings: Sequence[Meaning], *, doubt: bool) -> Meaning:
    roles = tuple(dict.fromkeys(role for meaning in meanings for role in meaning.roles))
    return Meaning(roles, "many", doubt or any(meaning.open for meaning in meanings))


def _complete(unit: Unit, fields: Sequence[Field], grammar: Grammar) -> Verdict:
    """What a head means with the field that stands elsewhere: "manager, data science"."""
    after = [field for field in fields if field.segment >= unit.segment]
    before = [field for field in reversed(fields) if field.segment < unit.segment]
    clear = unit.head.part.kind == "whole" or not unit.mods
    own = unit.subjects
    for field in (*after, *before):
        wanted, meaning = grammar.find_rule(unit.head.part.value, field.subjects | own)
        if meaning and wanted & field.subjects:
            return Verdict(_say(meaning, field, wanted, clear=clear), (unit, field))
        clear = clear and not _distracts(field)
    return Verdict(unit.meaning, (unit,))


def _distracts(field: Field) -> bool:
    """Whether a field that is none of ours stands before the one that counts."""
    return field.link in {"", "of"} and any(mod.part.kind in UNKNOWN for mod in field.mods)


def _say(meaning: Meaning, field: Field, wanted: frozenset[str], *, clear: bool) -> Meaning:
    """What a rule means with a field, with a doubt where the field is not clear."""
    field.use(wanted)
    certain = clear and field.link in _COMPLETING and _ends_in(field, wanted)
    return meaning if certain else meaning.opened()


def _ends_in(field: Field, wanted: frozenset[str]) -> bool:
    """Whether nothing unknown follows the subjects, up to the next "and" or slash."""
    clear = True
    for mod in takewhile(lambda mod: mod.part.value not in wanted, reversed(field.mods)):
        clear = bool(mod.joint & JOIN) or (clear and mod.part.kind not in UNKNOWN)
    return clear


def _read_fields(fields: Sequence[Field], laid: Layout, grammar: Grammar) -> Verdict:
    """What a title without a head means: "Data Engineering"."""
    clear = True
    for field in fields:
        words = [word for mod in field.mods for word in laid.words[mod.first : mod.last]]
        listed, taken = grammar.find_listed(words)
        wanted, meaning = grammar.find_rule("none", field.subjects)
        if listed and taken == len(words) - 1:
            wanted, meaning = frozenset(field.subjects), listed.meaning
        if meaning:
            return Verdict(_say(meaning, field, wanted, clear=clear), (field,))
        clear = clear and not _distracts(field)
    return Verdict(NOTHING, ())

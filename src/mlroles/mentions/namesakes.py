"""Names that mean no skill where they stand: the employer, a department, a piece of another word.

Phrases right beside a name tell it. They are data; one that has capitals counts only in them, and
only where it begins a sentence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from string import ascii_lowercase, digits
from typing import TYPE_CHECKING

from attrs import frozen

from mlroles.mentions.scan import is_listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mlroles.mentions.scan import Hit
    from mlroles.mentions.surface import Surface

__all__ = ["Namesakes", "index_namesakes", "leave_namesakes"]

_SOLD = {"tool", "platform", "library"}  # what may bear the name of the firm that makes it
_LISTED = {*_SOLD, "language"}  # what stands in a list of such things
_DONE = {"subject", "practice", "activity"}  # what a department may be named for
_AROUND = 80  # characters before a name that are searched for what it is listed behind
_LONGEST_OPENING = 16  # characters of a phrase that begins a sentence, and of what ends the last
_JOINED = (" and", " or ", " & ", "  an", "  or", "  & ")
_HYPHENS = {"-", "\u2010", "\u2011"}
_TOLD = 4  # characters beside a name that tell most often that no phrase is there
_ANY = f" {digits}{ascii_lowercase}"  # what may stand before a shorter phrase
_MARKS = re.compile("[,:(')-]")
_BEGINS = re.compile(r"(?:\A|\n|[^\w\s,])[ \t]*\w+[ :-]*\Z")
_END = re.compile(r"\n|[.;:!?]\s")


@frozen
class Namesakes:
    """Phrases, ready to be looked for, by what they say of the name beside them.

    Attributes
    ----------
    telling
        The characters beside a name that some phrase begins or ends with; no other is looked at.
    openings
        What a name only begins, and is no name in: "reporting to the director".
    prefixes
        What makes another word of a name behind its hyphen.
    before_firm, before_firm_spelt, after_firm
        Around the name of the employer; of the second the capitals count.
    before_department
        In front of the name of a department.
    after_unit
        Behind the name of a department or team.
    before_team
        In front of a team that is not one's own, with what else is listed in between.
    between
        Words that are not listed so, but lead elsewhere.
    before_own
        In front of one's own department or team, named for what it does.
    before_skill
        In front of what is asked for, whoever else is called so.
    """

    telling: tuple[frozenset[str], frozenset[str], frozenset[str]]
    openings: tuple[str, ...]
    prefixes: tuple[str, ...]
    before_firm: tuple[str, ...]
    before_firm_spelt: tuple[str, ...]
    after_firm: re.Pattern[str]
    before_department: tuple[str, ...]
    after_unit: re.Pattern[str]
    between: frozenset[str]
    before_team: re.Pattern[str]
    before_own: re.Pattern[str]
    before_skill: re.Pattern[str]


def index_namesakes(rows: Iterable[Mapping[str, str]]) -> Namesakes:
    """The phrases of a language, made ready."""
    phrases: dict[tuple[str, str], list[str]] = defaultdict(list)
    spelt: list[str] = []
    for row in rows:
        if row["phrase"] == row["phrase"].lower():
            phrases[row["sense"], row["place"]].append(_space(row["phrase"]))
        else:
            spelt.append(f"{row['phrase']} ")
    between = phrases["team", "between"]
    return Namesakes(
        telling=_tell(phrases, spelt),
        openings=tuple(phrases["other", "around"]),
        prefixes=tuple(phrases["other", "joined"]),
        before_firm=tuple(phrases["employer", "before"]),
        before_firm_spelt=tuple(spelt),
        after_firm=re.compile(_either(phrases["employer", "after"])),
        before_department=tuple(phrases["department", "before"]),
        after_unit=_follow_unit(phrases["department", "after"], phrases["team", "after"]),
        between=frozenset("".join(between).split()),
        before_team=_ahead(phrases["team", "before"], between),
        before_own=_ahead(phrases["own", "before"], [*between, *phrases["team", "before"]]),
        before_skill=_ahead(phrases["skill", "before"], between),
    )


def leave_namesakes(surface: Surface, hits: list[Hit], namesakes: Namesakes) -> list[Hit]:
    """The hits without those that mean no skill where they stand."""
    suspects = _find_suspects(surface, hits, namesakes)
    if not suspects:
        return hits
    left = {
        *_find_others(surface, hits, suspects, namesakes),
        *_find_firms(surface, hits, suspects, namesakes),
        *_find_departments(surface, hits, suspects, namesakes),
    }
    return [hit for at, hit in enumerate(hits) if at not in left] if left else hits


def _space(phrase: str) -> str:
    """A phrase as it stands in a text that is laid out, with a space around; a mark is one too."""
    spaced = _MARKS.sub(" ", phrase.lower().replace("(", " ("))
    return f"{spaced} " if spaced[0] == " " else f" {spaced} "


def _tell(
    phrases: Mapping[tuple[str, str], Iterable[str]], spelt: Iterable[str]
) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The four characters before names, at their beginning, and behind, where phrases stand."""
    told = (("employer", "before"), ("department", "before"), ("other", "joined"))
    before = {phrase[-_TOLD:] for key in told for phrase in phrases[key]}
    before |= {f"{any_}{end}" for end in before if len(end) < _TOLD for any_ in _ANY}
    after = {
        phrase[:_TOLD]
        for sense in ("employer", "department", "team")
        for phrase in phrases[sense, "after"]
    }
    return (
        frozenset({*before, *(_space(phrase[:-1])[-_TOLD:] for phrase in spelt)}),
        frozenset(phrase[:_TOLD] for phrase in phrases["other", "around"]),
        frozenset({*after, *_JOINED}),
    )


def _either(phrases: Iterable[str]) -> str:
    """One of the phrases; if there is none, nothing matches."""
    return "|".join(map(re.escape, phrases)) or "(?!)"


def _follow_unit(departments: Iterable[str], teams: Iterable[str]) -> re.Pattern[str]:
    """What follows the name of a unit, be it named with another: "X and data engineering teams"."""
    other = r"(?: {1,2}(?:and|or|&)(?! or )(?P<other>(?: [a-z]+){1,2}))?"
    return re.compile(f"{other}(?:(?P<department>{_either(departments)})|(?:{_either(teams)}))")


def _ahead(phrases: Iterable[str], between: Iterable[str]) -> re.Pattern[str]:
    """One of the phrases, and up to six words before a name, none of which may lead elsewhere."""
    elsewhere = _either(phrase[1:] for phrase in between)
    return re.compile(f"(?:{_either(phrases)})(?:(?!{elsewhere})[^ ]+ +){{0,6}}\\Z")


def _find_suspects(surface: Surface, hits: Sequence[Hit], namesakes: Namesakes) -> list[int]:
    """Which hits have anything beside them that a phrase has; the others cost next to nothing."""
    folded = surface.folded
    before, inside, after = namesakes.telling
    return [
        at
        for at, (start, end, _, _, _) in enumerate(hits)
        if folded[end + 1 : end + 5] in after
        or folded[start - 3 : start + 1] in before
        or folded[start : start + 4] in inside
    ]


def _find_others(
    surface: Surface, hits: Sequence[Hit], suspects: Iterable[int], namesakes: Namesakes
) -> Iterator[int]:
    """Which hits are a piece of another word or phrase."""
    clean, folded = surface.clean, surface.folded
    for at in suspects:
        start = hits[at].start
        if clean[start - 1 : start] in _HYPHENS:
            piece = folded.endswith(namesakes.prefixes, 0, start + 1)
        else:
            piece = folded[start : start + 4] in namesakes.telling[1] and folded.startswith(
                namesakes.openings, start
            )
        if piece:
            yield at


def _find_firms(
    surface: Surface, hits: Sequence[Hit], suspects: Iterable[int], namesakes: Namesakes
) -> Iterator[int]:
    """Which hits are the employer: in the spelling that the text somewhere says is a firm's."""
    clean = surface.clean
    firms = {
        clean[hits[at].start : hits[at].end]
        for at in suspects
        if _may_be_firm(clean, hits[at]) and _is_firm(surface, hits[at], namesakes)
    }
    for at, hit in enumerate(hits if firms else ()):
        if (
            clean[hit.start : hit.end] in firms
            and _may_be_firm(clean, hit)
            and not _stands_behind(surface, hit.start, namesakes.before_skill)
            and not _is_among_others(clean, hits, at)
        ):
            yield at


def _may_be_firm(clean: str, hit: Hit) -> bool:
    return hit.rule.skill.kind in _SOLD and clean[hit.start].isupper()


def _is_firm(surface: Surface, hit: Hit, namesakes: Namesakes) -> bool:
    """Whether a phrase right beside a name says that it is the employer's."""
    clean, folded, start = surface.clean, surface.folded, hit.start
    if folded.endswith(namesakes.before_firm, 0, start + 1):
        return True
    if clean.endswith(namesakes.before_firm_spelt, 0, start):
        return _BEGINS.search(clean, max(start - _LONGEST_OPENING, 0), start) is not None
    after = namesakes.after_firm.match(folded, hit.end + 1)
    return after is not None and not _END.search(clean, hit.end, after.end() - 2)


def _is_among_others(clean: str, hits: Sequence[Hit], at: int) -> bool:
    """Whether another such thing is listed beside a name."""
    return any(
        left.rule.skill is not right.rule.skill
        and {left.rule.skill.kind, right.rule.skill.kind} <= _LISTED
        and is_listed(clean, left.end, right.start)
        for left, right in pairwise(hits[max(at - 1, 0) : at + 2])
    )


def _find_departments(
    surface: Surface, hits: Sequence[Hit], suspects: Iterable[int], namesakes: Namesakes
) -> Iterator[int]:
    """Which hits are a department, or somebody else's team, with those listed before them."""
    for at in suspects:
        if hits[at].rule.skill.kind not in _DONE:
            continue
        start = hits[at].start
        led = surface.folded.endswith(namesakes.before_department, 0, start + 1)
        if led and not surface.clean.endswith("\n\n", 0, start):
            yield at
        unit = _read_unit(surface, hits[at].end, namesakes)
        for each in _list_named(surface.clean, hits, at) if unit else ():
            if _is_elsewhere(surface, hits[each].start, unit, namesakes):
                yield each


def _read_unit(surface: Surface, end: int, namesakes: Namesakes) -> str:
    """What the words behind a name make it: the name of a ``department`` or ``team``, or none."""
    unit = namesakes.after_unit.match(surface.folded, end + 1)
    if (
        unit is None
        or _END.search(surface.clean, end, unit.end() - 2)
        or (unit["other"] and not _is_named_with(surface.clean, unit, namesakes))
    ):
        return ""
    return "department" if unit["department"] else "team"


def _is_named_with(clean: str, unit: re.Match[str], namesakes: Namesakes) -> bool:
    """Whether the words between a name and its unit are a name too: of units, or in capitals."""
    named = unit[0].endswith("s ") or clean[unit.start("other")].isupper()
    return named and namesakes.between.isdisjoint(unit["other"].split())


def _list_named(clean: str, hits: Sequence[Hit], at: int) -> Iterator[int]:
    """A hit, and those that are listed before it on its line and may be departments too."""
    yield at
    while (
        at
        and hits[at - 1].rule.skill.kind in _DONE
        and "\n" not in clean[hits[at - 1].end : hits[at].start]
        and is_listed(clean, hits[at - 1].end, hits[at].start)
    ):
        at -= 1
        yield at


def _is_elsewhere(surface: Surface, start: int, unit: str, namesakes: Namesakes) -> bool:
    """Whether a unit is not one's own: a department, and a team that one has to do with."""
    if any(
        _stands_behind(surface, start, phrases)
        for phrases in (namesakes.before_skill, namesakes.before_own)
    ):
        return False
    return unit == "department" or _stands_behind(surface, start, namesakes.before_team)


def _stands_behind(surface: Surface, start: int, phrases: re.Pattern[str]) -> bool:
    """Whether a name stands behind one of the phrases, in the same sentence."""
    ahead = phrases.search(surface.folded, max(start - _AROUND, 0), start + 1)
    return ahead is not None and not _END.search(surface.clean, ahead.start(), start)

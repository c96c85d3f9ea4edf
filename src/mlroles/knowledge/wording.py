"""Rows of knowledge as sentences that read well aloud, by rules and nothing else."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from mlroles.model import Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mlroles.model import Knowledge, Role

__all__ = [
    "join",
    "measure_amount",
    "name_inside",
    "say_beside",
    "say_growth",
    "say_never",
    "say_opening",
]

_SEVERAL = 3  # subjects, from which on there is a fair amount, or a lot
_COMMANDS = {
    Level.AWARENESS: "an awareness of",
    Level.WORKING: "a working knowledge of",
    Level.PRACTITIONER: "a practitioner's command of",
    Level.EXPERT: "an expert's command of",
}
_SPOKEN_WITH_A_VOWEL = "AEFHILMNORSX"  # the letters whose names begin with one


def measure_amount(maths: Sequence[Knowledge]) -> str:
    """How much maths it takes to enter, in words.

    Returns
    -------
    str
        ``a lot`` where three subjects or more are asked for at practitioner level or above, ``a
        fair amount`` where three or more are at working level or above, ``some`` where any is, ``a
        little`` where there is awareness at most, ``none``, or ``unstated`` where there is no row.
    """
    levels = [row.enter for row in maths]
    if sum(level >= Level.PRACTITIONER for level in levels) >= _SEVERAL:
        return "a lot"
    if sum(level >= Level.WORKING for level in levels) >= _SEVERAL:
        return "a fair amount"
    words = {None: "unstated", Level.NONE: "none", Level.AWARENESS: "a little"}
    return words.get(max(levels, default=None), "some")


def say_opening(role: Role, maths: Sequence[Knowledge]) -> str:
    """How much, and what to enter with."""
    if not maths:
        return "Nobody has said: no subject of mathematics stands beside this role, needed or not."
    needed = _say_levels(maths) or "no mathematics beyond what school has left you with"
    name = _with_article(name_inside(role.name).replace(" / ", " or "))
    return f"{_say_amount(maths)} To enter as {name} you need {needed}."


def _say_amount(maths: Sequence[Knowledge]) -> str:
    """How much, and how deep: at first where growing goes deeper, in one subject if it is one."""
    amount = measure_amount(maths).capitalize()
    deep = [row for row in maths if row.enter >= Level.PRACTITIONER]
    needed = [row for row in maths if row.enter]
    if not needed:
        return f"{amount} to begin with."
    if len(deep) >= _SEVERAL:
        return f"{amount}."
    if deep:
        return f"{amount}, and it goes deep in {join(_names(deep))}."
    at_first = " at first" if any(row.grow >= Level.PRACTITIONER for row in maths) else ""
    where = "in one subject" if len(needed) == 1 else f"none of it deep{at_first}"
    return f"{amount}, {where}."


def say_growth(maths: Sequence[Knowledge]) -> str:
    """What being good at it asks for beyond entering; empty where there is no row."""
    if not maths:
        return ""
    growing = [row for row in maths if row.grow > row.enter]
    raised = _say_raised([row for row in growing if row.enter], maths)
    added = _say([(row.grow, row) for row in growing if not row.enter])
    if raised and added:
        return f"Growing in the role {raised}. It also calls for {added}."
    if added:
        return f"Growing in the role adds {added}."
    return f"Growing in the role {raised or 'asks for no more of it'}."


def _say_raised(raised: Sequence[Knowledge], maths: Sequence[Knowledge]) -> str:
    groups = _by_level([(row.grow, row) for row in raised])
    if len(groups) == 1 and len(raised) == len(maths) > 1:
        return f"brings every one of them to {groups[0][0]} level"
    said = [f"{join(_names(rows))} to {level} level" for level, rows in groups]
    return f"brings {join(said, ', and ')}" if said else ""


def say_never(maths: Sequence[Knowledge]) -> str:
    """What is asked for neither to enter nor to grow; empty if there is no such subject."""
    names = _names(row for row in maths if row.grow == Level.NONE)
    if not names:
        return ""
    said = join(names)
    return f"{said[0].upper()}{said[1:]} {'are' if len(names) > 1 else 'is'} never asked for."


def say_beside(beside: Sequence[Knowledge]) -> str:
    """What else to enter with; empty where there is no row."""
    if not beside:
        return ""
    needed = _say_levels(beside) or "no subject to begin with"
    return f"Beside the maths, the role asks for {needed}."


def join(parts: Sequence[str], last: str = " and ") -> str:
    """Parts as a list in a sentence.

    Examples
    --------
    >>> join(["one", "two", "three"])
    'one, two and three'
    """
    return last.join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def name_inside(name: str) -> str:
    """A name as it stands within a sentence: without its capital, unless it is an abbreviation.

    Examples
    --------
    >>> name_inside("Data engineer"), name_inside("AI engineer"), name_inside("A/B test")
    ('data engineer', 'AI engineer', 'A/B test')
    """
    word = name.split(" ", 1)[0]
    return name if word[1:] != word[1:].lower() else f"{name[:1].lower()}{name[1:]}"


def _with_article(name: str) -> str:
    spelled = name[:2].isupper()  # AI, ML: each letter is spoken by its name
    vowel = name[:1] in _SPOKEN_WITH_A_VOWEL if spelled else name[:1] in set("aeio")
    return f"{'an' if vowel else 'a'} {name}"


def _say_levels(rows: Iterable[Knowledge]) -> str:
    return _say([(row.enter, row) for row in rows if row.enter])


def _say(rows: Iterable[tuple[Level, Knowledge]]) -> str:
    """Rows by level, the deepest first; with several levels a comma keeps them apart."""
    groups = [f"{_COMMANDS[level]} {join(_names(known))}" for level, known in _by_level(rows)]
    return join(groups, ", and ")


def _by_level(rows: Iterable[tuple[Level, Knowledge]]) -> list[tuple[Level, list[Knowledge]]]:
    ranked = sorted(rows, key=lambda pair: -pair[0])  # stable: within a level the order given
    return [
        (level, [row for _, row in pairs])
        for level, pairs in groupby(ranked, key=lambda pair: pair[0])
    ]


def _names(rows: Iterable[Knowledge]) -> list[str]:
    return [name_inside(row.subject.name) for row in rows]

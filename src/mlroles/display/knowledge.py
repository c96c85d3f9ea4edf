"""What roles ask for in each subject, as lines of text: one role, several, and those in reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlroles.display.lines import wrap
from mlroles.model import Knowledge, Level

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mlroles.knowledge import Gap, KnowledgeTable, MathsAnswer, SetAside, Standing, Within
    from mlroles.model import Need, Role, Skill
    from mlroles.resolution import Unresolved

__all__ = ["knowledge_table_lines", "maths_lines", "within_lines"]

_ARROW = "→"
_NEVER = "·"
_LONGEST, _SHORTEST = 6, 3  # letters of a subject at the head of a column
_WHOLE = 30  # columns; what is longer may be divided, as a narrow terminal has only forty


# One role ----------------------------------------------------------------------------------------


def maths_lines(answer: MathsAnswer, width: int) -> list[str]:
    """The question, the answer in sentences, and the rows that it is made of."""
    lines = wrap(f"How much maths? {answer.role.name}, edition {answer.edition}", width)
    lines += wrap(" ".join(answer.sentences), width, 2)
    for title, rows in (("Maths", answer.maths), ("Beside it", answer.beside)):
        lines += ["", title] if rows else []
        for row in rows:
            lines += _subject(row, width)
    return [*lines, "", *wrap(_judgement(answer), width, 2)] if len(answer) else lines


def _subject(row: Knowledge, width: int) -> list[str]:
    lines = wrap(f"{row.subject.name}: {_say_levels(row)}", width, 2, 4)
    both = row.enter == row.grow
    anchors = [("" if both else "to enter: ", row.enter_anchor)]
    anchors += [] if both else [("to grow: ", row.grow_anchor)]
    for when, anchor in anchors:
        lines += wrap(f"{when}{anchor}", width, 6, 8) if anchor else []
    return lines + (wrap(f"why: {row.note}", width, 6, 8) if row.note else [])


def _say_levels(row: Knowledge) -> str:
    if not row.grow:
        return "never asked for"
    if row.enter == row.grow:
        return f"{_level(row.enter)}, to enter and to grow"
    return f"{_level(row.enter)} to enter, {_level(row.grow)} to grow"


def _level(level: Level) -> str:
    return f"{level} ({level.value})"


def _judgement(answer: MathsAnswer) -> str:
    said = "The levels are judgements, not measurements"
    if not answer.agreement:
        return f"{said}: one opinion."
    kappas = [f"{_thousandths(each)} to {when}" for when, each in sorted(answer.agreement.items())]
    return (
        f"{said}. Two raters made them, each alone; their agreement (Cohen's weighted kappa, at "
        f"most 1) is {' and '.join(kappas)}. That is agreement, not truth."
    )


def _thousandths(permille: int) -> str:
    whole, rest = divmod(abs(permille), 1000)
    return f"{'-' if permille < 0 else ''}{whole}.{rest:03d}"


# Several roles -----------------------------------------------------------------------------------


def knowledge_table_lines(table: KnowledgeTable, width: int) -> list[str]:
    """Roles as rows and subjects as short columns; a list where the columns do not fit."""
    longest = max(len(role.name) for role in table)
    heads = _shorten(table.subjects, width - longest)
    lines = wrap(f"What roles ask for, edition {table.edition}", width)
    if heads is None:
        for role in table:
            lines += ["", *wrap(role.name, width), *wrap(_say_row(table, role), width, 2, 4)]
        lines.append("")
    else:
        lines += ["", f"{'':{longest}s} {' '.join(heads)}"]
        lines += [_row(table, role, heads, longest) for role in table]
        named = zip(heads, table.subjects, strict=True)
        lines += ["", *wrap(" · ".join(_glue(h.strip(), s.name) for h, s in named), width)]
    return [*lines, *wrap(_legend(table), width)]


def _legend(table: KnowledgeTable) -> str:
    cells = (table.cell(role, subject) for role in table for subject in table.subjects)
    blank = " blank: nothing said;" if None in cells else ""
    scale = ", ".join(_glue(str(level.value), level) for level in list(Level)[1:])
    return (
        f"0{_ARROW}1: the level to enter {_ARROW} to grow; 2: one level for both; {_NEVER}: never "
        f"asked for;{blank} {scale}. Judgements, not measurements."
    )


def _shorten(subjects: Sequence[Skill], room: int) -> list[str] | None:
    """Beginnings of the names that tell them apart, as long as fit; None if none do."""
    for length in range(_LONGEST, _SHORTEST - 1, -1):
        heads = [_shortest(subject, subjects, length).ljust(3) for subject in subjects]
        if sum(len(head) + 1 for head in heads) <= room:
            return heads
    return None


def _shortest(subject: Skill, subjects: Sequence[Skill], length: int) -> str:
    """The beginning of a name, so long at least, that no other begins with."""
    name = subject.name.lower()
    others = [other.name.lower() for other in subjects if other != subject]
    while length < len(name) and any(other.startswith(name[:length]) for other in others):
        length += 1
    return name[:length]


def _row(table: KnowledgeTable, role: Role, heads: Sequence[str], longest: int) -> str:
    cells = [_cell(table.cell(role, subject)) for subject in table.subjects]
    padded = (f"{cell:{len(head)}s}" for cell, head in zip(cells, heads, strict=True))
    return f"{role.name:{longest}s} {' '.join(padded)}"


def _cell(row: Knowledge | None) -> str:
    if row is None:
        return ""
    if row.enter == row.grow:
        return str(row.enter.value) if row.grow else _NEVER
    return f"{row.enter.value}{_ARROW}{row.grow.value}"


def _say_row(table: KnowledgeTable, role: Role) -> str:
    cells = ((subject, _cell(table.cell(role, subject))) for subject in table.subjects)
    return ", ".join(_glue(subject.name, cell) for subject, cell in cells if cell)


# Roles in reach ----------------------------------------------------------------------------------


def within_lines(within: Within, width: int) -> list[str]:
    """What one could enter, what is one level away, the rest, and what was set aside."""
    lines = _head(within, width)
    groups: tuple[tuple[str, Sequence[Standing], Callable[[Standing], str]], ...] = (
        ("You could enter, as far as these subjects go", within.now, _say_now),
        ("By one level in one subject", within.one_level, _say_both),
        ("No more maths, but other subjects", within.no_more_maths, _say_gaps),
        ("Further", within.further, _say_gaps),
    )
    for title, standings, say in groups:
        lines += ["", *wrap(title, width)] if standings else []
        for each in standings:
            lines += _entry(say(each), each, width)
    lines += ["", "Set aside"] if within.set_aside else []
    for aside in within.set_aside:
        lines += _entry(_say_objections(aside), aside, width)
    if within.unstated:
        names = ", ".join(role.name for role in within.unstated)
        lines += ["", *wrap(f"Nothing is said of the knowledge of: {names}", width, 0, 2)]
    return [*lines, "", *_foot(within, width)]


def _head(within: Within, width: int) -> list[str]:
    held = [f"{skill.name} {level.value}" for skill, level in within.held]
    first = [f"mlroles edition {within.edition}", ", ".join(held) or "no subject known"]
    lines = wrap(" · ".join([*first, "what is not named counts as 0"]), width)
    if within.unresolved:
        names = ", ".join(_unknown(name) for name in within.unresolved)
        lines += wrap(f"not known: {names}", width, 0, 2)
    for each in within.unasked:
        names = ", ".join(subject.name for subject in each.nearest)
        hint = f"; what is asked for is {names}" if names else ""
        lines += wrap(f"{each.skill.name} is no subject of any role{hint}", width, 0, 2)
    return lines


def _unknown(name: Unresolved) -> str:
    meant = f" ({' or '.join(name.candidates)}?)" if name.candidates else ""
    return f'"{" ".join(name.name.split())[:40]}"{meant}'


def _entry(said: str, each: Standing | SetAside, width: int) -> list[str]:
    lines = wrap(f"{each.role.name}: {said}", width, 2, 6)
    for statement in each.shared:
        lines += wrap(f"its people, too: {statement.text}", width, 6, 8)
    return lines


def _say_now(standing: Standing) -> str:
    growth = _say_steps(standing.growth)
    return f"to grow, {growth}" if growth else "and growing asks for no more"


def _say_gaps(standing: Standing) -> str:
    return _say_steps(standing.gaps)


def _say_both(standing: Standing) -> str:
    growth = _say_steps(standing.growth)
    return _say_gaps(standing) + (f"; then, to grow, {growth}" if growth else "")


def _say_steps(gaps: Sequence[Gap]) -> str:
    steps = (_glue(gap.subject.name, gap.held.value, _ARROW, gap.asked.value) for gap in gaps)
    return ", ".join(steps)


def _say_objections(aside: SetAside) -> str:
    said: dict[str, list[str]] = {}
    for objection in aside.objections:
        said.setdefault(objection.aversion.name, []).append(_say_wanted(objection.row))
    return "; ".join(f"{name} ({', '.join(rows)})" for name, rows in said.items())


def _say_wanted(row: Knowledge | Need) -> str:
    if isinstance(row, Knowledge):
        return _glue(row.subject.name, row.enter.value, "to", "enter")
    return _glue(f"{row.importance} {row.skill.name}", row.level.value)


def _foot(within: Within, width: int) -> list[str]:
    notes = []
    for aversion in within.without:
        means = ", or for ".join(rule.means for rule in aversion.rules)
        notes.append(f"Without {aversion.name}: a role is set aside for {means}.")
    notes.append(
        "This looks at subjects alone; the tools and methods of a role are another matter. The "
        "levels are judgements: a map, not a gate."
    )
    return [line for note in notes for line in wrap(note, width, 2)]


def _glue(name: str, *words: object) -> str:
    """A name that stays beside what is said of it, and is whole itself if it is not too long."""
    text = "\u00a0".join(map(str, (name, *words)))  # clean makes spaces of these again
    return text.replace(" ", "\u00a0") if len(text) <= _WHOLE else text

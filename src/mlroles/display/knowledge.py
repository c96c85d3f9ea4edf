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

__all__ = [
    "group_subjects",
    "knowledge_table_lines",
    "maths_head",
    "maths_lines",
    "say_anchors",
    "say_cell",
    "say_judgement",
    "say_objections",
    "table_head",
    "table_legend",
    "within_groups",
    "within_head",
    "within_lines",
    "within_notes",
    "within_unstated",
]

_ARROW = "→"
_NEVER = "·"
_LONGEST, _SHORTEST = 6, 3  # letters of a subject at the head of a column
_WHOLE = 30  # columns; what is longer may be divided, as a narrow terminal has only forty


# One role ----------------------------------------------------------------------------------------


def maths_lines(answer: MathsAnswer, width: int) -> list[str]:
    """The question, the answer in sentences, and the rows that it is made of."""
    lines = wrap(maths_head(answer), width)
    lines += wrap(" ".join(answer.sentences), width, 2)
    for title, rows in group_subjects(answer):
        lines += ["", title] if rows else []
        for row in rows:
            lines += _subject(row, width)
    return [*lines, "", *wrap(say_judgement(answer), width, 2)] if len(answer) else lines


def maths_head(answer: MathsAnswer) -> str:
    """The question."""
    return f"How much maths? {answer.role.name}, edition {answer.edition}"


def group_subjects(answer: MathsAnswer) -> tuple[tuple[str, Sequence[Knowledge]], ...]:
    """Maths, and what stands beside it, each part with its heading."""
    return ("Maths", answer.maths), ("Beside it", answer.beside)


def _subject(row: Knowledge, width: int) -> list[str]:
    lines = wrap(f"{row.subject.name}: {_say_levels(row)}", width, 2, 4)
    for said in say_anchors(row):
        lines += wrap(said, width, 6, 8)
    return lines + (wrap(f"why: {row.note}", width, 6, 8) if row.note else [])


def say_anchors(row: Knowledge) -> list[str]:
    """What somebody at these levels does, where anything is said of it."""
    both = row.enter == row.grow
    anchors = [("" if both else "to enter: ", row.enter_anchor)]
    anchors += [] if both else [("to grow: ", row.grow_anchor)]
    return [f"{when}{anchor}" for when, anchor in anchors if anchor]


def _say_levels(row: Knowledge) -> str:
    if not row.grow:
        return "never asked for"
    if row.enter == row.grow:
        return f"{_level(row.enter)}, to enter and to grow"
    return f"{_level(row.enter)} to enter, {_level(row.grow)} to grow"


def _level(level: Level) -> str:
    return f"{level} ({level.value})"


def say_judgement(answer: MathsAnswer) -> str:
    """How far to trust the levels."""
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
    lines = wrap(table_head(table), width)
    if heads is None:
        for role in table:
            lines += ["", *wrap(role.name, width), *wrap(_say_row(table, role), width, 2, 4)]
        lines.append("")
    else:
        lines += ["", f"{'':{longest}s} {' '.join(heads)}"]
        lines += [_row(table, role, heads, longest) for role in table]
        named = zip(heads, table.subjects, strict=True)
        lines += ["", *wrap(" · ".join(_glue(h.strip(), s.name) for h, s in named), width)]
    return [*lines, *wrap(table_legend(table), width)]


def table_head(table: KnowledgeTable) -> str:
    """What the table shows."""
    return f"What roles ask for, edition {table.edition}"


def table_legend(table: KnowledgeTable) -> str:
    """How the cells are read."""
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
    cells = [say_cell(table.cell(role, subject)) for subject in table.subjects]
    padded = (f"{cell:{len(head)}s}" for cell, head in zip(cells, heads, strict=True))
    return f"{role.name:{longest}s} {' '.join(padded)}"


def say_cell(row: Knowledge | None) -> str:
    """A level, or two; empty where nothing is said."""
    if row is None:
        return ""
    if row.enter == row.grow:
        return str(row.enter.value) if row.grow else _NEVER
    return f"{row.enter.value}{_ARROW}{row.grow.value}"


def _say_row(table: KnowledgeTable, role: Role) -> str:
    cells = ((subject, say_cell(table.cell(role, subject))) for subject in table.subjects)
    return ", ".join(_glue(subject.name, cell) for subject, cell in cells if cell)


# Roles in reach ----------------------------------------------------------------------------------


def within_lines(within: Within, width: int) -> list[str]:
    """What one could enter, what is one level away, the rest, and what was set aside."""
    head, *doubts = within_head(within)
    lines = wrap(head, width)
    lines += [line for said in doubts for line in wrap(said, width, 0, 2)]
    for title, standings, say in within_groups(within):
        lines += ["", *wrap(title, width)]
        for each in standings:
            lines += _entry(say(each), each, width)
    lines += ["", "Set aside"] if within.set_aside else []
    for aside in within.set_aside:
        lines += _entry(say_objections(aside), aside, width)
    for said in within_unstated(within):
        lines += ["", *wrap(said, width, 0, 2)]
    return [*lines, "", *(line for note in within_notes(within) for line in wrap(note, width, 2))]


def within_groups(
    within: Within,
) -> list[tuple[str, Sequence[Standing], Callable[[Standing], str]]]:
    """The roles by how near they are, each part with its heading and with what it says of one."""
    groups: tuple[tuple[str, Sequence[Standing], Callable[[Standing], str]], ...] = (
        ("You could enter, as far as these subjects go", within.now, _say_now),
        ("By one level in one subject", within.one_level, _say_both),
        ("No more maths, but other subjects", within.no_more_maths, _say_gaps),
        ("Further", within.further, _say_gaps),
    )
    return [group for group in groups if group[1]]


def within_unstated(within: Within) -> list[str]:
    """Of which roles nothing is said, if of any."""
    names = ", ".join(role.name for role in within.unstated)
    return [f"Nothing is said of the knowledge of: {names}"] if names else []


def within_head(within: Within) -> list[str]:
    """What is known, and what of it is no subject."""
    held = [f"{skill.name} {level.value}" for skill, level in within.held]
    first = [f"mlroles edition {within.edition}", ", ".join(held) or "no subject known"]
    lines = [" · ".join([*first, "what is not named counts as 0"])]
    if within.unresolved:
        lines.append(f"not known: {', '.join(map(_unknown, within.unresolved))}")
    for each in within.unasked:
        names = ", ".join(subject.name for subject in each.nearest)
        hint = f"; what is asked for is {names}" if names else ""
        lines.append(f"{each.skill.name} is no subject of any role{hint}")
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


def say_objections(aside: SetAside) -> str:
    """What speaks against it, row by row."""
    said: dict[str, list[str]] = {}
    for objection in aside.objections:
        said.setdefault(objection.aversion.name, []).append(_say_wanted(objection.row))
    return "; ".join(f"{name} ({', '.join(rows)})" for name, rows in said.items())


def _say_wanted(row: Knowledge | Need) -> str:
    if isinstance(row, Knowledge):
        return _glue(row.subject.name, row.enter.value, "to", "enter")
    return _glue(f"{row.importance} {row.skill.name}", row.level.value)


def within_notes(within: Within) -> list[str]:
    """How it was read, and how far to trust it."""
    notes = []
    for aversion in within.without:
        means = ", or for ".join(rule.means for rule in aversion.rules)
        notes.append(f"Without {aversion.name}: a role is set aside for {means}.")
    notes.append(
        "This looks at subjects alone; the tools and methods of a role are another matter. The "
        "levels are judgements: a map, not a gate."
    )
    return notes


def _glue(name: str, *words: object) -> str:
    """A name that stays beside what is said of it, and is whole itself if it is not too long."""
    text = "\u00a0".join(map(str, (name, *words)))  # clean makes spaces of these again
    return text.replace(" ", "\u00a0") if len(text) <= _WHOLE else text

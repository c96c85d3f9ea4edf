"""What lies between editions, as lines of text: changes, and the ways across."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from mlroles.display.lines import decibans, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mlroles.changes import Change, Changes
    from mlroles.migration import Migration, Passage

__all__ = [
    "ARROW",
    "GROUPS",
    "changes_lines",
    "migration_lines",
    "order_changes",
    "say_counts",
    "say_value",
]

_SHOWN = 8
ARROW = "→"
GROUPS = (
    ("settled", {"certain", "by skills"}),
    ("for you to choose", {"choice"}),
    ("no longer there", {"lost"}),
    ("not known", {"unknown"}),
)


def changes_lines(changes: Changes, width: int) -> list[str]:
    """What differs, section by section: moves with their reasons, the rest counted."""
    lines = wrap(f"mlroles editions {changes.old} {ARROW} {changes.new}", width)
    if not changes:
        return [*lines, "", "nothing differs"]
    for section, rows in groupby(changes, key=lambda row: row.section):
        lines += _section(section, list(rows), width)
    return lines


def _section(section: str, rows: list[Change], width: int) -> list[str]:
    lines = ["", *wrap(f"{section}: {say_counts(rows)}", width)]
    told = sum(bool(row.reason) for row in rows)
    shown = order_changes(rows)[: told or _SHOWN]
    for row in shown:
        lines += wrap(_change(row), width, 2, 6)
    more = len(rows) - len(shown)
    return [*lines, *wrap(f"…{more} more", width, 2)] if more else lines


def say_counts(rows: Sequence[Change]) -> str:
    """How many of each kind."""
    counts = Counter(row.kind for row in rows)
    return ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items()))


def order_changes(rows: Sequence[Change]) -> list[Change]:
    """Those of which an edition says why, as it tells them; then the others, the largest first."""
    told = [row for row in rows if row.reason]
    return told + sorted((row for row in rows if not row.reason), key=_size)


def _size(row: Change) -> tuple[int, str]:
    """The largest reweighting first."""
    both = isinstance(row.before, int) and isinstance(row.after, int)
    return (-abs(row.after - row.before) if both else 0, row.id)  # type: ignore[operator]  # both


def _change(row: Change) -> str:
    what = f"{row.id} {row.aspect}".rstrip()
    if row.reason:
        ends = f"{say_value(row.before)} {ARROW} {say_value(row.after)}"
        return f"{row.kind}: {ends}: {row.reason}"
    if row.kind in {"added", "removed"}:
        return f"{row.kind}: {what}"
    return f"{what}: {say_value(row.before)} {ARROW} {say_value(row.after)}"


def say_value(value: str | int | None) -> str:
    """One end of a change: an id, words, or a weight."""
    if value is None:
        return "nothing"
    return decibans(value) if isinstance(value, int) else value


def migration_lines(migration: Migration, width: int) -> list[str]:
    """What is settled, what a person has to choose, and what is lost."""
    lines = wrap(f"mlroles editions {migration.old} {ARROW} {migration.new}", width)
    for title, bases in GROUPS:
        found = [each for each in migration if each.basis in bases]
        if found:
            lines += ["", title, *_passages(found, width)]
    return lines


def _passages(passages: Iterable[Passage], width: int) -> Iterator[str]:
    for each in passages:
        yield from wrap(_passage(each), width, 2, 6)


def _passage(each: Passage) -> str:
    options = " or ".join(each.options)
    ends = {
        "certain": f"{each.old} {ARROW} {each.chosen}",
        "by skills": f"{each.old} {ARROW} {each.chosen} (by your skills, of {options})",
        "choice": f"{each.old} {ARROW} {options}?",
    }
    text = ends.get(each.basis, each.given)
    if each.also:
        text += f" (from it also: {', '.join(each.also)})"
    return f"{text}: {each.kind}. {each.reason}" if each.reason else text

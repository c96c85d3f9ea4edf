"""What lies between editions, as HTML: changes, and the ways across."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from mlroles.display.crossing import ARROW, GROUPS, order_changes, say_counts, say_value
from mlroles.display.html.page import lay_out, note, paragraph, row, sections
from mlroles.display.lines import cut

if TYPE_CHECKING:
    from mlroles.changes import Change, Changes
    from mlroles.display.markup import Markup
    from mlroles.migration import Migration, Passage

__all__ = ["changes_html", "migration_html"]

_SHOWN_TOLD = 12
_SHOWN_UNTOLD = 2
_SHOWN_PASSAGES = 30
_LONGEST_ID = 70
_LONGEST_REASON = 160


def changes_html(changes: Changes) -> str:
    """What differs, section by section: moves with their reasons first, the rest counted."""
    head = f"mlroles editions {changes.old} {ARROW} {changes.new}"
    if not changes:
        return lay_out(paragraph(head), note("nothing differs"))
    parts = [
        _section(section, list(rows))
        for section, rows in groupby(changes, key=lambda row: row.section)
    ]
    return lay_out(paragraph(head), *sections(head, ["what", "how", "became", "why"], parts))


def _section(section: str, changes: list[Change]) -> tuple[str, int, list[Markup]]:
    told = sum(bool(change.reason) for change in changes)
    most = max(min(told, _SHOWN_TOLD), _SHOWN_UNTOLD)
    shown = [_change(change) for change in order_changes(changes)[:most]]
    return f"{section}: {say_counts(changes)}", len(changes), shown


def _change(change: Change) -> Markup:
    what = cut(f"{change.id} {change.aspect}".rstrip(), _LONGEST_ID)
    return row(what, change.kind, _became(change), cut(change.reason, _LONGEST_REASON))


def _became(change: Change) -> str:
    if not change.reason and None in {change.before, change.after}:
        return ""  # how says it all
    before, after = (cut(say_value(end), _LONGEST_REASON) for end in (change.before, change.after))
    return f"{ARROW} {after}" if change.before == change.id else f"{before} {ARROW} {after}"


def migration_html(migration: Migration) -> str:
    """What is settled, what a person has to choose, and what is lost."""
    head = f"mlroles editions {migration.old} {ARROW} {migration.new}"
    parts = []
    for title, bases in GROUPS:
        found = [_passage(each) for each in migration if each.basis in bases]
        if found:
            parts.append((title, len(found), found[:_SHOWN_PASSAGES]))
    return lay_out(paragraph(head), *sections(head, ["given", "becomes", "how", "why"], parts))


def _passage(each: Passage) -> Markup:
    options = " or ".join(each.options)
    becomes = {
        "certain": each.chosen,
        "by skills": f"{each.chosen} (by your skills, of {options})",
        "choice": f"{options}?",
    }.get(each.basis, "")
    also = f"from it also: {', '.join(each.also)}. " if each.also else ""
    given = each.given if each.given == each.old or not each.old else f"{each.given} ({each.old})"
    return row(
        cut(given, _LONGEST_ID),
        cut(becomes or "", _LONGEST_REASON),
        each.kind,
        cut(f"{also}{each.reason}", _LONGEST_REASON),
    )

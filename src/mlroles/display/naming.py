"""Readings of job titles as lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlroles.display.lines import wrap

if TYPE_CHECKING:
    from mlroles.titles import TitleReading

__all__ = ["title_lines"]

_LONGEST_TITLE = 60


def title_lines(reading: TitleReading, width: int) -> list[str]:
    """What a title says, what in it told nothing, and why."""
    title = " ".join(reading.title.split())
    title = title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1]}…"
    rows = [
        f"seniority: {reading.seniority}",
        f"specialisms: {', '.join(reading.specialisms)}" if reading.specialisms else "",
        f"set aside: {' · '.join(reading.ignored)}" if reading.ignored else "",
        f"why: {'; '.join(reading.reasons)}" if reading.reasons else "",
        f"edition {reading.edition}",
    ]
    lines = wrap(f"{title}: {_say(reading)}", width, 0, 4)
    return lines + [line for row in rows if row for line in wrap(row, width, 2, 4)]


def _say(reading: TitleReading) -> str:
    if reading.role is not None:
        return reading.role.name
    names = " or ".join(role.name for role in reading.candidates)
    return f"ambiguous, perhaps {names}" if names else "none of these roles"

"""Readings of job titles as lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlroles.display.lines import cut, wrap

if TYPE_CHECKING:
    from mlroles.titles import TitleReading

__all__ = ["title_head", "title_lines", "title_rows"]

_LONGEST_TITLE = 60


def title_lines(reading: TitleReading, width: int) -> list[str]:
    """What a title says, what in it told nothing, and why."""
    lines = wrap(title_head(reading), width, 0, 4)
    rows = [f"{name}: {text}" for name, text in title_rows(reading)]
    rows.append(f"edition {reading.edition}")
    return lines + [line for row in rows for line in wrap(row, width, 2, 4)]


def title_head(reading: TitleReading) -> str:
    """The title, and what it points to."""
    title = cut(" ".join(reading.title.split()), _LONGEST_TITLE)
    return f"{title}: {_say(reading)}"


def title_rows(reading: TitleReading) -> list[tuple[str, str]]:
    """What else it says, each part with its heading."""
    rows = [
        ("seniority", reading.seniority),
        ("specialisms", ", ".join(reading.specialisms)),
        ("set aside", " · ".join(reading.ignored)),
        ("why", "; ".join(reading.reasons)),
    ]
    return [(name, text) for name, text in rows if text]


def _say(reading: TitleReading) -> str:
    if reading.role is not None:
        return reading.role.name
    names = " or ".join(role.name for role in reading.candidates)
    return f"ambiguous, perhaps {names}" if names else "none of these roles"

"""How deep roles go, subject by subject: one role, two compared, or a person beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlroles.display.markup import element
from mlroles.display.svg.picture import (
    BLUE,
    LINE,
    ORANGE,
    WIDTH,
    frame,
    rule,
    shorten_to,
    words,
)
from mlroles.errors import InvalidInput, UnknownSkill
from mlroles.model import Level
from mlroles.names import fold, suggest
from mlroles.resolution import read_level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mlroles.display.markup import Markup
    from mlroles.display.svg.picture import Picture
    from mlroles.model import Knowledge, Role, Skill

__all__ = ["draw_knowledge"]

_NAMES = 190
_NUMBERS = 110  # at the right, the levels in digits
_STEP = (WIDTH - _NAMES - _NUMBERS - 60) // Level.EXPERT
_FIRST = _NAMES + 30  # where level 0 is
_LOOK = ((BLUE, 0),)
_LOOKS = ((BLUE, -5), (ORANGE, 5))  # a colour, and how far below the middle


def draw_knowledge(*roles: Role, known: Mapping[str, object] | None = None) -> Picture:
    """One role's knowledge, or that of two, from the level to enter with to that to grow to.

    Parameters
    ----------
    roles
        One or two.
    known
        A person's levels, 0 to 4 or their names, by name of subject; those left out are not drawn.

    Raises
    ------
    InvalidInput
        If there are not one or two roles, or a level is off the scale.
    UnknownSkill
        If a subject is none of the roles'.

    Examples
    --------
    >>> import mlroles
    >>> role = mlroles.load("2020.1").role("data engineer")
    >>> draw_knowledge(role, known={"algorithms": "working"}).startswith("<svg")
    True
    """
    if not 0 < len(roles) <= len(_LOOKS):
        message = f"{len(roles)} roles cannot be drawn; pass one, or two to compare"
        raise InvalidInput(message, roles)
    subjects = {row.subject.id: row.subject for role in roles for row in role.knowledge}
    levels = _read(known or {}, subjects.values())
    top = (len(roles) + bool(known) + 2) * LINE
    content = [*_legend(roles, known), *_scale(top, len(subjects))]
    said = []
    for at, (key, subject) in enumerate(subjects.items()):
        y, numbers = top + (2 * at + 1) * LINE, _numbers(_find(roles, key), levels.get(key))
        said.append(f"{subject.name}: {numbers}")
        content.append(words(_NAMES, y + 4, shorten_to(subject.name, _NAMES), "end"))
        content.append(words(WIDTH, y + 4, numbers, "end"))
        content += _marks(_find(roles, key), levels.get(key), y)
    title = f"Knowledge: {' and '.join(role.name for role in roles)}"
    return frame(title, "; ".join(said), top + (2 * len(subjects) + 1) * LINE, content)


def _read(known: Mapping[str, object], subjects: Iterable[Skill]) -> dict[str, Level]:
    names = {
        fold(name): subject.id
        for subject in subjects
        for name in (*(alias.name for alias in subject.aliases), subject.name, subject.id)
    }
    levels: dict[str, Level] = {}
    for name, given in known.items():
        if fold(name) not in names:
            raise UnknownSkill(name, [names[key] for key in suggest(name, names)])
        level = read_level(given)
        if level is not None:
            levels[names[fold(name)]] = level
    return levels


def _find(roles: Iterable[Role], key: str) -> list[Knowledge | None]:
    """What each role says of a subject, if it does."""
    return [next((row for row in role.knowledge if row.subject.id == key), None) for role in roles]


def _numbers(rows: Iterable[Knowledge | None], level: Level | None) -> str:
    said = [f"{int(row.enter)} → {int(row.grow)}" for row in rows if row]
    return " | ".join([*said, f"you {int(level)}"] if level is not None else said)


def _x(level: int) -> int:
    return _FIRST + level * _STEP


def _scale(top: int, subjects: int) -> Iterator[Markup]:
    for level in Level:
        x = _x(level)
        yield words(x, top - 4, f"{int(level)} {level}", "middle", font_size=12)
        yield rule(x, top, x, top + 2 * subjects * LINE, stroke_opacity=0.4)


def _marks(rows: Sequence[Knowledge | None], level: Level | None, y: int) -> Iterator[Markup]:
    looks = _LOOKS if len(rows) > 1 else _LOOK
    for look, row in zip(looks, rows, strict=False):
        if row:
            yield from _range(row, *look, y)
    if level is not None:
        yield _diamond(_x(level), y)


def _range(row: Knowledge, colour: str, rise: int, y: int) -> Iterator[Markup]:
    """Filled where one enters, hollow where one grows to, on a line of the role's own."""
    enter, grow, y = _x(row.enter), _x(row.grow), y + rise
    yield rule(enter, y, grow, y, stroke=colour, stroke_width=3)
    yield element("circle", cx=grow, cy=y, r=5, fill="none", stroke=colour, stroke_width=2)
    yield element("circle", cx=enter, cy=y, r=4, fill=colour)


def _diamond(x: int, y: int) -> Markup:
    path = f"M{x} {y - 9}L{x + 9} {y}L{x} {y + 9}L{x - 9} {y}Z"
    return element("path", d=path, fill="none", stroke="currentColor", stroke_width=2)


def _legend(roles: Iterable[Role], known: object) -> Iterator[Markup]:
    y = LINE
    for (colour, _), role in zip(_LOOKS, roles, strict=False):
        yield element("circle", cx=10, cy=y - 4, r=5, fill=colour)
        said = f"{shorten_to(role.name, 300)}: filled to enter, hollow to grow (a judgement)"
        yield words(26, y, said)
        y += LINE
    if known:
        yield _diamond(10, y - 4)
        yield words(26, y, "what you know")

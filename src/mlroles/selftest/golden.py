"""What a self-test is asked about: lists, texts and titles drawn by hashing, never by chance."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from mlroles.model import Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mlroles.taxonomy import Taxonomy

__all__ = ["PROFILES", "draw_lists", "draw_roles", "draw_texts", "draw_titles"]

PROFILES = 300
_UNKNOWN = ("juggling", "C/C++ or so", "", "\uff32\u200b", "\U00011f00", "R&D")
_TEXTS = (
    "You know {} and {}.\n\nNice to have: {}, {}/{}. No {} needed; you will learn {}.",
    "Requirements\n- {} (ideally with {})\n- {}\u2019s users, {}&{}\nWe offer\n- {}\n- {}, too",
    "I use\u00a0{}, {}\tand {} \U0001f600 but never {}. At {} I taught {} with {}.",
)
_DRESSES = ("{}", "Senior {} (m/f/d), Berlin", "{} II - Remote", "LEAD {}", "Head of {}s & {}")


def draw_lists(taxonomy: Taxonomy, count: int = PROFILES) -> Iterator[dict[str, int | None]]:
    """Lists of 0 to 40 names, with and without levels."""
    ordered = _names(taxonomy)
    for profile in range(count):
        named: dict[str, int | None] = {}
        for at in range(1, _draw(profile, 0, 41) + 1):
            level = _draw(profile, -at, len(Level) + 1)
            named[ordered[_draw(profile, at, len(ordered))]] = (
                None if level == len(Level) else level
            )
        if not profile % 7:
            named[_UNKNOWN[profile % len(_UNKNOWN)]] = None
        yield named


def draw_texts(taxonomy: Taxonomy, count: int) -> Iterator[str]:
    """Texts of seven names each, with sections, negations and letters of other scripts."""
    ordered = _names(taxonomy)
    for text in range(count):
        names = (ordered[_draw(text, 100 + at, len(ordered))] for at in range(7))
        yield _TEXTS[text % len(_TEXTS)].format(*names)


def draw_titles(taxonomy: Taxonomy, count: int) -> Iterator[str]:
    """Titles that point somewhere, dressed as employers dress them."""
    known = sorted({title.name for title in taxonomy.titles})
    for title in range(count):
        name, other = (known[_draw(title, at, len(known))] for at in (200, 201))
        yield _DRESSES[title % len(_DRESSES)].format(name, other)


def draw_roles(taxonomy: Taxonomy) -> list[tuple[str, str]]:
    """Each role with the one after it, round in a ring."""
    roles = list(taxonomy.roles)
    return list(zip(roles, roles[1:] + roles[:1], strict=True))


def _names(taxonomy: Taxonomy) -> list[str]:
    skills = taxonomy.skills.values()
    return sorted(
        {name for each in skills for name in (each.name, *(a.name for a in each.aliases))}
    )


def _draw(profile: int, at: int, below: int) -> int:
    return int(sha256(f"{profile}/{at}".encode()).hexdigest(), 16) % below

"""A company of ten roles and two hundred skills, made of numbers, begun from `new-overlay`."""

from __future__ import annotations

import tomllib
from typing import Any

from mlroles.overlays.starter import begin_overlay

__all__ = ["ROLES", "SKILLS", "beginning", "make_company"]

ROLES, SKILLS = 10, 200
_TRADES = ("Tea", "Coffee", "Cheese", "Bread", "Honey", "Olive", "Salt", "Plum", "Water")


def beginning(**sections: Any) -> dict[str, Any]:
    """The overlay that `new-overlay` writes, as a mapping, with these sections in place of its."""
    return {**tomllib.loads(begin_overlay()), **sections}


def make_company(ours: tuple[str, ...] = ("python", "sql", "statistics", "git")) -> dict[str, Any]:
    """An overlay: each role needs twenty skills of its own and one that the edition has."""
    begun = beginning()
    skills = {f"acme:craft-{at}": _skill(at) for at in range(SKILLS - len(begun["skills"]))}
    roles = {
        f"acme:crafter-{at}": {
            "name": f"{_TRADES[at]} taster",
            "summary": f"Does what the number {at} asks for.",
            "titles": [f"{_TRADES[at].lower()} sommelier"],
            "needs": {
                ours[at % len(ours)]: {"importance": "important", "level": 2},
                **{
                    key: {"importance": "essential", "level": 3}
                    for n, key in enumerate(skills)
                    if n % (ROLES - 1) == at
                },
            },
        }
        for at in range(ROLES - 1)
    }
    return {**begun, "skills": begun["skills"] | skills, "roles": begun["roles"] | roles}


def _skill(at: int) -> dict[str, Any]:
    return {
        "name": f"Craft number {at}",
        "kind": "practice",
        "definition": f"What one does with the number {at}.",
        "aliases": [f"art of the number {at}"],
    }

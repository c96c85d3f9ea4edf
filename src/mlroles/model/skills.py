"""Skills: what a person can name, and how well somebody knows it."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from attrs import field, frozen

from mlroles.shown import Shown

if TYPE_CHECKING:
    from mlroles.names import SkillId

__all__ = ["KINDS", "READINGS", "Alias", "Level", "Skill"]

KINDS = ("language", "library", "tool", "platform", "method", "subject", "practice", "activity")
READINGS = ("anywhere", "exact", "near", "never")


class Level(IntEnum):
    """How well somebody knows something: one scale for skills and for knowledge."""

    NONE = 0
    AWARENESS = 1
    WORKING = 2
    PRACTITIONER = 3
    EXPERT = 4

    def __str__(self) -> str:
        return self.name.lower()


@frozen
class Alias:
    """Another way to write a skill's name, and how it may be read in running text.

    Attributes
    ----------
    name
        As people write it.
    reading
        ``anywhere``, ``exact`` (in this very case), ``near`` (beside one of the words in `near`) or
        ``never``.
    near
        Words that must stand close by for the alias to be read.
    sources
        References to sources, of what an overlay brings; an edition's aliases have none.
    """

    name: str
    reading: str = "anywhere"
    near: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@frozen
class Skill(Shown):
    """A tool, language, library, platform, method, subject, practice or activity.

    Attributes
    ----------
    id
        Stable id, ``apache-airflow``.
    name
        The standard name.
    kind
        One of `KINDS`.
    definition
        One sentence.
    broader
        The id of the skill that this one is a kind or a part of, or None.
    prerequisites
        Ids of skills to learn first.
    aliases
        Other names.
    sources
        References to sources, ``golden-ticket#the-data-engineer``.
    """

    id: SkillId
    name: str
    kind: str
    definition: str = field(repr=False)
    broader: SkillId | None = field(default=None, repr=False)
    prerequisites: tuple[SkillId, ...] = field(default=(), repr=False)
    aliases: tuple[Alias, ...] = field(default=(), repr=False)
    sources: tuple[str, ...] = field(default=(), repr=False)

    def __hash__(self) -> int:
        return hash(self.id)

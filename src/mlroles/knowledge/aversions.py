"""What somebody would rather not do, and the rows of a role that say that it asks for just that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from attrs import frozen

from mlroles.editions import load_guidance
from mlroles.errors import InvalidInput, shorten
from mlroles.knowledge.subjects import is_part_of
from mlroles.model import Knowledge, Level, Need
from mlroles.names import fold, suggest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mlroles.model import Role, Statement
    from mlroles.taxonomy import Taxonomy

    Row = Mapping[str, str]

__all__ = ["Aversion", "Objection", "Rule", "find_objections", "find_shared", "read_aversions"]


@frozen
class Rule:
    """Which rows of a role speak against it.

    Attributes
    ----------
    means
        The same as a part of a sentence.
    looks_at
        ``knowledge`` for subjects, ``kind`` for needs of a kind of skill, ``need`` for one need.
    of
        The subject, or one that it is a part of; the kind; or the skill.
    level
        From which on the row speaks against the role: to enter, for subjects.
    importance
        What a need has to be for it to count.
    apart_from
        Skills that are not counted.
    """

    means: str
    looks_at: str
    of: str
    level: Level
    importance: tuple[str, ...] = ()
    apart_from: tuple[str, ...] = ()


@frozen
class Aversion:
    """Something that somebody would rather not do.

    Attributes
    ----------
    id, name
        ``any-maths``, and as people say it.
    rules
        What in a role speaks against it; one of them is enough.
    shared
        Phrases of statements by which a role's own people say the same of themselves.
    """

    id: str
    name: str
    rules: tuple[Rule, ...]
    shared: tuple[str, ...]


@frozen
class Objection:
    """A row of a role that asks for what somebody would rather not do."""

    aversion: Aversion
    row: Knowledge | Need


def read_aversions(without: object, taxonomy: Taxonomy) -> tuple[Aversion, ...]:
    """The aversions of these names, each once, by id.

    Raises
    ------
    InvalidInput
        If one is not known, or `without` is a single string or no iterable.
    """
    if isinstance(without, (str, bytes)) or not isinstance(without, Iterable):
        message = f"without is {shorten(without)}; pass a list, ['maths', 'coding']"
        raise InvalidInput(message, without)
    known: dict[str, list[Row]] = {}
    for row in load_guidance(taxonomy)["aversions"]:
        known.setdefault(row["id"], []).append(row)
    chosen = {_find(name, known) for name in without}
    return tuple(_aversion(key, known[key]) for key in sorted(chosen))


def find_objections(
    role: Role, aversions: Iterable[Aversion], taxonomy: Taxonomy
) -> tuple[Objection, ...]:
    """Every row of the role that speaks against one of the aversions, in the role's own order."""
    rows: tuple[Knowledge | Need, ...] = (*role.knowledge, *role.needs)
    return tuple(
        Objection(aversion, row)
        for aversion in aversions
        for row in rows
        if any(_speaks_against(row, rule, taxonomy) for rule in aversion.rules)
    )


def find_shared(role: Role, aversions: Iterable[Aversion]) -> tuple[Statement, ...]:
    """What the role's own people say that they would rather not do, as far as it is the same."""
    phrases = [phrase for aversion in aversions for phrase in aversion.shared]
    return tuple(said for said in role.avoids if any(phrase in said.text for phrase in phrases))


def _find(name: object, known: Mapping[str, Sequence[Row]]) -> str:
    keys = {}
    for key, (first, *_) in known.items():
        for each in (key, first["name"], *_split(first, "also", "|")):
            keys[fold(each)] = key
    found = keys.get(fold(name)) if isinstance(name, str) else None
    if found is None:
        near = [keys[key] for key in suggest(name, keys)] if isinstance(name, str) else []
        message = f"{shorten(name)} cannot be set aside; what can is {', '.join(known)}"
        raise InvalidInput(message, name, list(dict.fromkeys(near)))
    return found


def _aversion(key: str, rows: Sequence[Row]) -> Aversion:
    rules = tuple(
        Rule(
            means=row["means"],
            looks_at=row["looks_at"],
            of=row["of"],
            level=Level(int(row["level"])),
            importance=_split(row, "importance"),
            apart_from=_split(row, "apart_from"),
        )
        for row in rows
    )
    return Aversion(key, rows[0]["name"], rules, _split(rows[0], "shared", "|"))


def _speaks_against(row: Knowledge | Need, rule: Rule, taxonomy: Taxonomy) -> bool:
    if isinstance(row, Knowledge):
        looks = rule.looks_at == "knowledge" and row.enter >= rule.level
        return looks and is_part_of(row.subject, rule.of, taxonomy)
    if row.importance not in rule.importance or row.level < rule.level:
        return False
    meant = {"kind": row.skill.kind, "need": row.skill.id}.get(rule.looks_at)
    return meant == rule.of and row.skill.id not in rule.apart_from


def _split(row: Row, column: str, by: str | None = None) -> tuple[str, ...]:
    return tuple(row.get(column, "").split(by)) if column in row else ()

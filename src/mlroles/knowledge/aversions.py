"""What somebody would rather not do, and the rows of a role that say that it asks for just that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from attrs import frozen

from mlroles.editions import load_guidance
from mlroles.errors import InvalidInput, shorten
from mlroles.knowledge.subjects import is_part_of
from mlroles.model import Knowledge, Need
from mlroles.names import fold, suggest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mlroles.model import Role, Statement
    from mlroles.taxonomy import Taxonomy

__all__ = ["Aversion", "Objection", "find_objections", "find_shared", "read_aversions"]


@frozen
class Aversion:
    """Something that somebody would rather not do.

    Attributes
    ----------
    id, name
        ``any-maths``, and as people say it.
    means
        What in a role speaks against it, a sentence for each of `rules`.
    shared
        Phrases of statements by which a role's own people say the same of themselves.
    rules
        Rows of ``data/guidance-1/aversions.csv``.
    """

    id: str
    name: str
    means: tuple[str, ...]
    shared: tuple[str, ...]
    rules: tuple[Mapping[str, str], ...]


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
    rules: dict[str, list[Mapping[str, str]]] = {}
    for rule in load_guidance(taxonomy)["aversions"]:
        rules.setdefault(rule["id"], []).append(rule)
    chosen = {_find(name, rules) for name in without}
    return tuple(_aversion(key, rules[key]) for key in sorted(chosen))


def find_objections(
    role: Role, aversions: Iterable[Aversion], taxonomy: Taxonomy
) -> tuple[Objection, ...]:
    """Every row of the role that speaks against one of the aversions, in the role's own order."""
    return tuple(
        Objection(aversion, row)
        for aversion in aversions
        for row in (*role.knowledge, *role.needs)
        if any(_speaks_against(row, rule, taxonomy) for rule in aversion.rules)
    )


def find_shared(role: Role, aversions: Sequence[Aversion]) -> tuple[Statement, ...]:
    """What the role's own people say that they would rather not do, as far as it is the same."""
    phrases = [phrase for aversion in aversions for phrase in aversion.shared]
    return tuple(said for said in role.avoids if any(phrase in said.text for phrase in phrases))


def _find(name: object, rules: Mapping[str, Sequence[Mapping[str, str]]]) -> str:
    keys = {}
    for key, (first, *_) in rules.items():
        for known in (key, first["name"], *_split(first, "also", "|")):
            keys[fold(known)] = key
    found = keys.get(fold(name)) if isinstance(name, str) else None
    if found is None:
        near = [keys[key] for key in suggest(name, keys)] if isinstance(name, str) else []
        message = f"{shorten(name)} is nothing that one can leave out; known are {', '.join(rules)}"
        raise InvalidInput(message, name, list(dict.fromkeys(near)))
    return found


def _aversion(key: str, rules: Sequence[Mapping[str, str]]) -> Aversion:
    return Aversion(
        id=key,
        name=rules[0]["name"],
        means=tuple(rule["means"] for rule in rules),
        shared=_split(rules[0], "shared", "|"),
        rules=tuple(rules),
    )


def _speaks_against(row: Knowledge | Need, rule: Mapping[str, Any], taxonomy: Taxonomy) -> bool:
    least = int(rule["level"])
    if isinstance(row, Knowledge):
        looks = rule["looks_at"] == "knowledge" and row.enter >= least
        return looks and is_part_of(row.subject, rule["of"], taxonomy)
    matters = row.importance in _split(rule, "importance") and row.level >= least
    if rule["looks_at"] == "kind":
        counted = row.skill.id not in _split(rule, "apart_from")
        return matters and counted and row.skill.kind == rule["of"]
    return matters and rule["looks_at"] == "need" and row.skill.id == rule["of"]


def _split(rule: Mapping[str, str], column: str, by: str | None = None) -> tuple[str, ...]:
    return tuple(rule.get(column, "").split(by)) if rule.get(column) else ()

"""A look at all of a compiled file that no hash vouches for: each value is what it says it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import fields, has

from mlroles.errors import shorten
from mlroles.model import IMPORTANCES, KINDS, READINGS, RELATIONS, Level

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mlroles.taxonomy import Taxonomy

__all__ = ["inspect"]

_HEAVIEST = 1_000_000  # centibans; no real weight is a thousandth of it
_TYPES = {"str": str, "RoleId": str, "SkillId": str, "int": int, "Level": Level}
_CHOICES = {
    "importance": IMPORTANCES,
    "reading": READINGS,
    "relation": RELATIONS,
    ("Skill", "kind"): KINDS,
}


def inspect(taxonomy: Taxonomy) -> None:
    """Look at everything, what is otherwise made when asked for too.

    Raises
    ------
    ValueError
        At the first thing that is not what its place asks for.
    """
    for catalogue in (taxonomy.roles, taxonomy.skills, taxonomy.sources):
        for value in catalogue.values():
            _look(value)
    for other in (*taxonomy.titles, *taxonomy.moves, taxonomy.scoring):
        _look(other)
    _look_at_weights(taxonomy)
    odds = [number for mix in taxonomy.priors.values() for number in mix.values()]
    numbers = [*odds, *taxonomy.agreement.values()]
    words = [*taxonomy.parties.values(), taxonomy.edition, taxonomy.language, taxonomy.guidance]
    if {*map(type, numbers)} - {int} or {*map(type, words)} - {str}:
        _refuse(taxonomy.edition, "its settings")
    if taxonomy.scoring.discount < 1 or min(odds, default=0) < 0:
        _refuse(taxonomy.scoring, "scoring")


def _look(value: Any) -> None:
    """Every field is of the type that it is declared with, and one of its words if these are few.

    The declarations of `mlroles.model` are text, so a short grammar reads them.
    """
    kind = type(value)
    for each in fields(kind):
        found = getattr(value, each.name)
        choices = _CHOICES.get(each.name) or _CHOICES.get((kind.__name__, each.name))
        if not _is_of(found, str(each.type)) or (choices and found not in choices):
            _refuse(found, f"{kind.__name__.lower()} {each.name}")


def _is_of(value: Any, declared: str) -> bool:
    inner = declared.removesuffix(" | None")
    if value is None or inner.startswith("tuple["):
        inside = inner.removeprefix("tuple[").removesuffix(", ...]")
        return declared != inner if value is None else all(_is_of(each, inside) for each in value)
    if has(type(value)):
        _look(value)
        return type(value).__name__ == inner
    return type(value) is _TYPES.get(inner)


def _look_at_weights(taxonomy: Taxonomy) -> None:
    columns = len(taxonomy.weights.columns) + 1
    for skill, (weights, basis) in taxonomy.weights.rows.items():
        sizes = len(weights), len(basis)
        if sizes != (columns, columns) or {*map(type, weights)} != {int} or {*basis} - {*"cbp"}:
            _refuse((weights, basis), f"skill {skill}: {columns} weights, each with a basis")
        if max(map(abs, weights)) > _HEAVIEST:
            _refuse(weights, f"skill {skill}")
    names: Mapping[Any, Any] = taxonomy.names
    if {*map(type, names)} - {str} or not {
        skill for bearers in names.values() for skill in bearers
    } <= {*taxonomy.skills}:
        _refuse(names, "names")


def _refuse(found: object, place: str) -> None:
    message = f"{shorten(found)} is nothing for {place}"
    raise ValueError(message)

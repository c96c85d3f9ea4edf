"""What changed from one edition to another."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeVar

from attrs import field, frozen

from mlroles.editions import is_older, load, load_between
from mlroles.listing import Listing
from mlroles.shown import Drawn, Shown
from mlroles.taxonomy import Taxonomy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from mlroles.model import Role, Skill

__all__ = ["Change", "Changes", "compare"]

T = TypeVar("T")

_OTHER_WORK = "other-work"
_STAYING = {"kept", "narrowed"}  # of which a later end is news
_ROLE_FIELDS = ("name", "summary", "tier", "status")
_SKILL_FIELDS = ("name", "kind", "definition", "broader")


@frozen
class Change(Shown):
    """One difference between two editions.

    Attributes
    ----------
    section
        ``roles``, ``skills``, ``names``, ``titles``, ``needs``, ``knowledge`` or ``weights``.
    id
        Of what differs; of a need, a row of knowledge or a weight the role's id (``other-work`` for
        that column), a slash, and the skill's. Of a move between several ids these are joined by a
        plus sign.
    kind
        A move's kind (`mlroles.model.MOVES`), ``removed``, ``amended`` or ``reweighted``.
    aspect
        What of it was amended; empty where the whole is meant.
    before, after
        The ids or values in either edition; None where there is none.
    reason
        Why, where the newer edition says so.
    sources
        References to sources.
    """

    section: str
    id: str
    kind: str
    aspect: str = ""
    before: str | int | None = None
    after: str | int | None = None
    reason: str = ""
    sources: tuple[str, ...] = field(default=(), repr=False)


@frozen(repr=False)
class Changes(Drawn, Listing[Change]):
    """Every difference between two editions, by section and id.

    Attributes
    ----------
    old, new
        The names of the editions.
    """

    old: str
    new: str
    rows: tuple[Change, ...] = field(repr=False)

    @property
    def _listed(self) -> tuple[Change, ...]:
        return self.rows

    def __repr__(self) -> str:
        kinds = Counter(row.kind for row in self.rows)
        said = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items())) or "nothing"
        return f"<Changes {self.old} → {self.new}: {said}>"


def compare(old: str | Taxonomy, new: str | Taxonomy) -> Changes:
    """Every addition, removal, move, amendment and reweighting between two editions.

    Parameters
    ----------
    old, new
        Taxonomies, or names of editions.

    Raises
    ------
    UnknownEdition
        If no such edition is shipped.

    Examples
    --------
    >>> import mlroles
    >>> len(mlroles.compare("2020.1", "2020.1"))
    0
    """
    before, after = (each if isinstance(each, Taxonomy) else load(each) for each in (old, new))
    moves = tuple(_moved(before, after))
    rows = (
        *_entries("roles", before.roles, after.roles, _ROLE_FIELDS, moves),
        *_entries("skills", before.skills, after.skills, _SKILL_FIELDS, moves),
        *_cells("names", _names(before), _names(after)),
        *_cells("titles", _titles(before), _titles(after)),
        *_cells("needs", _needs(before), _needs(after)),
        *_cells("knowledge", _knowledge(before), _knowledge(after)),
        *_cells("weights", _weights(before, after), _weights(after, before), "reweighted"),
    )
    return Changes(before.edition, after.edition, rows)


def _moved(before: Taxonomy, after: Taxonomy) -> Iterator[tuple[Change, set[str], set[str]]]:
    """The moves of every edition between, backwards if need be.

    With each the ids of which it tells that they went, and that they came.
    """
    back = is_older(after.edition, before.edition)
    way = load_between(after, before)[::-1] if back else load_between(before, after)
    for move in (move for edition in way for move in edition.moves):
        old, new = (move.new, move.old) if back else (move.old, move.new)
        was, is_now = (" + ".join(end) or None for end in (old, new))
        ids = " + ".join(old or new)
        yield (
            Change(move.section, ids, move.kind, "", was, is_now, move.reason, move.sources),
            set() if move.kind in _STAYING else set(old),
            set(new),
        )


def _entries(
    section: str,
    before: Mapping[str, Role] | Mapping[str, Skill],
    after: Mapping[str, Role] | Mapping[str, Skill],
    fields: Sequence[str],
    moves: Iterable[tuple[Change, set[str], set[str]]],
) -> Iterator[Change]:
    """The moves of a section; then what came, went and was amended without one."""
    ours = [move for move in moves if move[0].section == section]
    went = {key for _, old, _ in ours for key in old}
    came = {key for _, _, new in ours for key in new}
    yield from (change for change, _, _ in ours)
    for key in sorted({*before, *after}):
        if key in before and key in after:
            for name in fields:
                was, is_now = getattr(before[key], name), getattr(after[key], name)
                if was != is_now:
                    yield Change(section, key, "amended", name, was, is_now)
        elif key not in (went if key in before else came):
            yield _come_or_gone(section, key, *((key, None) if key in before else (None, key)))


def _come_or_gone(section: str, key: str, was: str | int | None, now: str | int | None) -> Change:
    return Change(section, key, "added" if was is None else "removed", "", was, now)


def _cells(
    section: str,
    before: Mapping[str, str | int],
    after: Mapping[str, str | int],
    kind: str = "amended",
) -> Iterator[Change]:
    for key in sorted({*before, *after}):
        was, is_now = before.get(key), after.get(key)
        if was is None or is_now is None:
            yield _come_or_gone(section, key, was, is_now)
        elif was != is_now:
            yield Change(section, key, kind, "", was, is_now)


def _names(taxonomy: Taxonomy) -> dict[str, str]:
    return {key: " + ".join(skills) for key, skills in taxonomy.names.items()}


def _titles(taxonomy: Taxonomy) -> dict[str, str]:
    return {title.name: " + ".join(title.roles) for title in taxonomy.titles}


def _by_role(taxonomy: Taxonomy, rows: Callable[[Role], Iterable[tuple[str, T]]]) -> dict[str, T]:
    return {
        f"{role.id}/{key}": value for role in taxonomy.roles.values() for key, value in rows(role)
    }


def _needs(taxonomy: Taxonomy) -> dict[str, str]:
    return _by_role(
        taxonomy,
        lambda role: (
            (need.skill.id, f"{need.importance}, {need.level.name.lower()}") for need in role.needs
        ),
    )


def _knowledge(taxonomy: Taxonomy) -> dict[str, str]:
    return _by_role(
        taxonomy,
        lambda role: (
            (row.subject.id, f"{int(row.enter)} to enter, {int(row.grow)} to grow")
            for row in role.knowledge
        ),
    )


def _weights(taxonomy: Taxonomy, other: Taxonomy) -> dict[str, str | int]:
    """The weights of the roles and skills that both have, and of other work."""
    columns = {**taxonomy.weights.columns, _OTHER_WORK: -1}
    shared = [role for role in columns if role in {*other.weights.columns, _OTHER_WORK}]
    return {
        f"{role}/{skill}": row[columns[role]]
        for skill, (row, _) in taxonomy.weights.rows.items()
        if skill in other.weights.rows
        for role in shared
    }

"""An edition in memory: immutable, indexed by every name that it knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, partial
from struct import Struct
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from attrs import field, frozen

from mlroles.errors import UnknownName, UnknownRole, UnknownSkill
from mlroles.names import NameKey, RoleId, SkillId, fold, suggest
from mlroles.shown import Drawn

if TYPE_CHECKING:
    from mlroles.model import Move, Overlay, Role, Scoring, Skill, Source, Title

__all__ = ["Catalogue", "Lanes", "Meanings", "Taxonomy", "Weights"]

T = TypeVar("T")

_SHOWN = 5
_PACKED = 64  # sets of roles that were compared, kept at hand
_KEPT = 1 << 16  # names whose meaning is kept at hand; there are far fewer in an edition
_LONGEST_KEPT = 100  # characters; no name is longer, and what is need not be kept


class Catalogue(Mapping[str, T], Generic[T]):
    """Values by id, in the order of the edition; each is built when it is first looked at.

    Parameters
    ----------
    records
        A record by id.
    build
        What makes the value of a record; it has to pickle.
    unknown
        The error for an id that is not there.
    """

    __slots__ = ("_build", "_built", "_records", "_unknown")

    def __init__(
        self,
        records: Mapping[str, Any],
        build: Callable[[str, Any], T],
        unknown: type[UnknownName] = UnknownName,
    ) -> None:
        self._records = records
        self._build = build
        self._unknown = unknown
        self._built: dict[str, T] = {}

    def __getitem__(self, key: str) -> T:
        try:
            return self._built[key]
        except KeyError:
            return self._make(key)

    def _make(self, key: str) -> T:
        if key not in self._records:
            raise self._unknown(key, partial(_near_ids, key, tuple(self._records)))
        # setdefault, so that threads that build one value at once all get the same one
        return self._built.setdefault(key, self._build(key, self._records[key]))

    def __contains__(self, key: object) -> bool:
        return key in self._records

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)

    def __repr__(self) -> str:
        shown = list(self._records)[:_SHOWN]
        more = ["…"] if len(self) > _SHOWN else []
        return f"<Catalogue of {len(self)}: {', '.join([*shown, *more])}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._records, self._build, self._unknown)

    def __copy__(self) -> Catalogue[T]:
        return self

    def __deepcopy__(self, memo: object) -> Catalogue[T]:
        return self

    def _ipython_key_completions_(self) -> list[str]:
        return list(self._records)


@frozen
class Weights:
    """How strongly each name speaks for each role: a row of centibans a skill.

    Attributes
    ----------
    columns
        The position of each role's id in a row; the last position is other work.
    rows
        Skill id to the weights, in centibans, and a letter a column for the basis.
    """

    columns: Mapping[str, int]
    rows: Mapping[str, tuple[tuple[int, ...], str]] = field(repr=False)

    def pack(self, roles: tuple[str, ...]) -> Lanes:
        """The columns of these roles and, last, of other work, packed a row an integer."""
        packed = self._packed.get(roles)
        if packed is None:
            if len(self._packed) >= _PACKED:
                self._packed.clear()
            packed = self._packed[roles] = Lanes(self, roles)
        return packed

    @cached_property
    def _packed(self) -> dict[tuple[str, ...], Lanes]:
        return {}

    @cached_property
    def bits(self) -> int:
        """How wide a number has to be for the sum of all rows, with its sign: 32 or 64."""
        rows = [row for row, _ in self.rows.values() if row]
        most = max(*map(max, rows), *(-min(row) for row in rows), 0, 0)
        return 32 if most * len(self.rows) < 1 << 31 else 64


class Lanes(dict[str, int]):
    """Each skill's row as one integer, a lane a column, so that one addition adds a whole row.

    A row is packed when its skill is first named; a weight below zero borrows from the lane above
    it, and `add` gives back what was borrowed.

    Parameters
    ----------
    weights
        The rows.
    roles
        Ids of the roles whose columns are packed, in this order, with other work at the end.
    """

    def __init__(self, weights: Weights, roles: tuple[str, ...]) -> None:
        super().__init__()
        self._rows = weights.rows
        self._columns = [*map(weights.columns.__getitem__, roles), -1]
        self._bits = weights.bits
        self._borrowed = self._pack([1 << (self._bits - 1)] * len(self._columns))
        self._length = self._bits // 8 * len(self._columns)
        letter = "i" if self._bits == 32 else "q"  # noqa: PLR2004  # as Weights.bits has it
        self._unpack = Struct(f"<{len(self._columns)}{letter}").unpack

    def __missing__(self, skill: str) -> int:
        weights, _ = self._rows[skill]
        packed = self[skill] = self._pack(map(weights.__getitem__, self._columns))
        return packed

    def add(self, skills: Iterable[str]) -> tuple[int, ...]:
        """The sum of these skills' rows, column by column."""
        lent = sum(map(self.__getitem__, skills), self._borrowed)
        # flipping the sign bits makes of each lane a number in two's complement
        return self._unpack((lent ^ self._borrowed).to_bytes(self._length, "little"))

    def _pack(self, row: Iterable[int]) -> int:
        return sum(weight << (self._bits * column) for column, weight in enumerate(row))


class Meanings(dict[str, "tuple[SkillId] | tuple[()]"]):
    """A name as written to the one skill that bears it, if one does; what was read once is kept.

    Parameters
    ----------
    names
        Folded names to the skills that bear them.
    """

    def __init__(self, names: Mapping[NameKey, tuple[SkillId, ...]]) -> None:
        super().__init__()
        self._names = names

    def __missing__(self, name: str) -> tuple[SkillId] | tuple[()]:
        bearers = self._names.get(fold(name), ())
        meant: tuple[SkillId] | tuple[()] = (bearers[0],) if len(bearers) == 1 else ()
        if len(self) >= _KEPT:  # people misspell without end
            self.clear()
        if len(name) <= _LONGEST_KEPT:
            self[name] = meant
        return meant


@frozen(eq=False, repr=False)
class Taxonomy(Drawn):
    """A frozen set of roles, skills and weights.

    Attributes
    ----------
    edition
        Its calendar name, ``2020.1``.
    fingerprint
        The sha256 of the compiled file, in hexadecimal: two taxonomies with one fingerprint
        answer alike.
    origin
        ``released``, ``draft``, ``outside the lock`` for a file that somebody compiled, or
        ``extended`` where an overlay lies over any of these.
    roles, skills, sources
        Immutable mappings by id, in the order of the edition.
    titles
        What employers write, in alphabetical order.
    parties
        Those who take part in hand-offs without being roles, with their names.
    scoring, priors
        The settings of the score, and the named mixes of roles that `match` takes as ``prior``.
    moves
        What became of the ids of the edition before.
    agreement
        How far the two raters of its knowledge agree: Cohen's weighted kappa, in permille, by
        ``enter`` and ``grow``; empty where there was one rater.
    language
        The rules by which texts and titles are read, ``english-1``.
    guidance
        What plans, quizzes and reviews of teams rest on, ``guidance-1``.
    overlays
        What was laid over the edition, in order; see `mlroles.extend`.
    path
        The file that it was loaded from, if it is none of those shipped; its counts stand beside.
    document
        What it was made of; what `mlroles.extend` lays an overlay over. Never changed.

    Examples
    --------
    >>> import mlroles
    >>> taxonomy = mlroles.load("2020.1")
    >>> taxonomy.skill("sklearn").name
    'scikit-learn'
    >>> list(taxonomy.roles)[0]
    'ml-enabled-software-engineer'
    """

    edition: str
    fingerprint: str
    origin: str
    roles: Catalogue[Role]
    skills: Catalogue[Skill]
    sources: Catalogue[Source]
    titles: tuple[Title, ...]
    parties: Mapping[str, str]
    weights: Weights
    scoring: Scoring
    priors: Mapping[str, Mapping[str, int]]
    names: Mapping[NameKey, tuple[SkillId, ...]]
    moves: tuple[Move, ...] = ()
    agreement: Mapping[str, int] = field(factory=dict)
    language: str = "english-1"
    guidance: str = "guidance-1"
    overlays: tuple[Overlay, ...] = ()
    path: str = ""
    document: Mapping[str, Any] = field(factory=dict)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Taxonomy):
            return NotImplemented
        return (self.fingerprint, self.overlays) == (other.fingerprint, other.overlays)

    def __hash__(self) -> int:
        return hash((self.fingerprint, self.overlays))

    def __repr__(self) -> str:
        over = [each.namespace for each in self.overlays]
        said = "" if over or self.origin == "released" else f" ({self.origin})"
        name = " + ".join([self.edition, *over]) + said
        return f"<Taxonomy {name}: {len(self.roles)} roles, {len(self.skills)} skills>"

    def role(self, name: str) -> Role:
        """The role of this id, name or title.

        Raises
        ------
        UnknownRole
            If no role is called so, or a title points to several.

        Examples
        --------
        >>> import mlroles
        >>> mlroles.load("2020.1").role("ML engineer").id
        'machine-learning-engineer'
        """
        found = self._role_names.get(_folded(name, UnknownRole), ())
        if len(found) != 1:
            raise UnknownRole(name, found or partial(self._near_roles, name))
        return self.roles[found[0]]

    def skill(self, name: str) -> Skill:
        """The skill of this id, name or alias.

        Raises
        ------
        UnknownSkill
            If no skill is called so, or several are.

        Examples
        --------
        >>> import mlroles
        >>> mlroles.load("2020.1").skill("k8s").name
        'Kubernetes'
        """
        found = self.names.get(_folded(name, UnknownSkill), ())
        if len(found) != 1:
            raise UnknownSkill(name, self.skill_names(found) or partial(self.near_skills, name))
        return self.skills[found[0]]

    def weight(self, role: str, skill: str) -> int:
        """What naming the skill says for the role, in centibans; 0 where it tells nothing.

        Parameters
        ----------
        role, skill
            Any name of theirs.

        Raises
        ------
        UnknownRole, UnknownSkill
            If nothing is called so.

        Examples
        --------
        >>> import mlroles
        >>> taxonomy = mlroles.load("2020.1")
        >>> taxonomy.weight("data analyst", "Tableau") > 0 > taxonomy.weight(
        ...     "data analyst", "PyTorch"
        ... )
        True
        """
        weights, _ = self.weights.rows[self.skill(skill).id]
        return weights[self.weights.columns[self.role(role).id]]

    def layer(self, thing: object) -> str:
        """The edition, or the namespace of the overlay, that something of this taxonomy is from.

        Parameters
        ----------
        thing
            A role, skill, alias, need, statement, title, hand-off, … or an id. What has an id is
            from where its id is; what has none, from where it cites.

        Examples
        --------
        >>> import mlroles
        >>> taxonomy = mlroles.load("2020.1")
        >>> taxonomy.layer(taxonomy.role("data analyst")), taxonomy.layer("acme:buyer")
        ('2020.1', '2020.1')
        """
        key = thing if isinstance(thing, str) else getattr(thing, "id", None)
        named = [key] if key else getattr(thing, "sources", ())
        over = {overlay.namespace for overlay in self.overlays}
        layers = (str(name).partition("#")[0].partition(":")[0] for name in named)
        return next((layer for layer in layers if layer in over), self.edition)

    @property
    def base(self) -> str:
        """The fingerprint of the edition alone, whatever was laid over it."""
        return self.overlays[0].over if self.overlays else self.fingerprint

    def near_skills(self, name: str) -> tuple[str, ...]:
        """Names of skills that somebody who wrote this may have meant."""
        found = [skill for key in suggest(name, self.names) for skill in self.names[key]]
        return self.skill_names(dict.fromkeys(found))[:3]

    def skill_names(self, ids: Mapping[SkillId, None] | tuple[SkillId, ...]) -> tuple[str, ...]:
        """The standard names of these skills."""
        return tuple(self.skills[skill].name for skill in ids)

    def _near_roles(self, name: str) -> tuple[str, ...]:
        found = [role for key in suggest(name, self._role_names) for role in self._role_names[key]]
        return tuple(dict.fromkeys(found))[:3]

    @cached_property
    def meanings(self) -> Meanings:
        """Names as people write them to the one skill that each means, if it does."""
        return Meanings(self.names)

    @cached_property
    def active(self) -> tuple[RoleId, ...]:
        """The ids of the roles that are compared where nobody says which, in order."""
        return tuple(sorted(role.id for role in self.roles.values() if role.status == "active"))

    @cached_property
    def _role_names(self) -> dict[NameKey, tuple[RoleId, ...]]:
        # an id once published resolves for ever: to what it became, or to the choice that it left
        moved = [move for move in self.moves if move.section == "roles"]
        moved.sort(key=lambda move: move.kind != "derived-from")  # which gives way to any other
        names = {fold(old): tuple(map(RoleId, move.new)) for move in moved for old in move.old}
        names |= {fold(title.name): title.roles for title in self.titles}
        for role in self.roles.values():
            names[fold(role.id)] = names[fold(role.name)] = (role.id,)
        return names


def _folded(name: object, unknown: type[UnknownName]) -> NameKey:
    if not isinstance(name, str):
        raise unknown(name)
    return fold(name)


def _near_ids(key: object, ids: tuple[str, ...]) -> tuple[str, ...]:
    from difflib import get_close_matches

    return tuple(get_close_matches(key, ids, 3)) if isinstance(key, str) else ()

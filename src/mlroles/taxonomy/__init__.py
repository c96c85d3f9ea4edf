"""An edition in memory: immutable, indexed by every name that it knows."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from mlroles.errors import UnknownName, UnknownRole, UnknownSkill
from mlroles.names import NameKey, RoleId, SkillId, fold, suggest
from mlroles.shown import Drawn
from mlroles.taxonomy.catalogue import Catalogue
from mlroles.taxonomy.weights import Lanes, Weights

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mlroles.model import Move, Overlay, Role, Scoring, Skill, Source, Title

__all__ = ["Catalogue", "Lanes", "Meanings", "Taxonomy", "Weights"]

_KEPT = 1 << 16  # names whose meaning is kept at hand; there are far fewer in an edition
_LONGEST_KEPT = 100  # characters; no name is longer, and what is need not be kept


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

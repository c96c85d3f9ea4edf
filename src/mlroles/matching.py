"""Which role a list of skills resembles: a ranking that is the sum of its stated reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from mlroles.editions import require_taxonomy
from mlroles.errors import InvalidInput, shorten
from mlroles.listing import Listing
from mlroles.model import IMPORTANCES, Level, Need, Role, Skill
from mlroles.resolution import Held, Profile, Unresolved, resolve
from mlroles.shares import divide_evidence, measure_breadth
from mlroles.shown import Drawn, Shown

if TYPE_CHECKING:
    from fractions import Fraction

    from mlroles.names import RoleId
    from mlroles.taxonomy import Taxonomy

__all__ = ["Fit", "Match", "OtherWork", "Reason", "match"]

_TWELFTHS = 12  # a need met in part is met in halves, thirds or quarters: whole numbers of these
_BASIS = {"c": "counted", "b": "borrowed", "p": "prior"}


@frozen
class Reason:
    """One skill's part in a role's evidence.

    Attributes
    ----------
    skill
        The skill that was named.
    weight
        What naming it says for the role, in centibans (hundredths of a power of ten in odds).
    basis
        ``counted`` where people of the roles were counted, ``borrowed`` from the broader skill, or
        ``prior`` where only the curators speak.
    sources
        References to where the skill, or the role's need of it, comes from.
    """

    skill: Skill
    weight: int
    basis: str
    sources: tuple[str, ...] = field(default=(), repr=False)


@frozen
class Fit(Shown):
    """One role's place in a match.

    Attributes
    ----------
    role
        The role.
    evidence
        The sum of the weights of `reasons`, in centibans.
    share
        How the evidence divides among the roles compared, in permille.
    coverage
        How much of what the role needs is held, in permille; it never moves the ranking.
    counted
        How much of the evidence, by size, rests on counted people, in permille.
    reasons
        The heaviest first, equal ones by id.
    edition, fingerprint
        Of the taxonomy that answered.
    """

    role: Role
    evidence: int
    share: int
    coverage: int
    counted: int
    reasons: tuple[Reason, ...] = field(repr=False)
    edition: str = field(repr=False)
    fingerprint: str = field(repr=False)


@frozen
class OtherWork:
    """How much the list looks like work that is none of the roles; not part of the shares."""

    evidence: int
    counted: int
    reasons: tuple[Reason, ...] = field(repr=False)


@frozen(repr=False)
class Match(Drawn, Listing[Fit]):
    """Every role compared, most evidence first, ties by id.

    Attributes
    ----------
    outcome
        ``ranked``; ``insufficient`` when nothing is known or the first role's lead is too small;
        ``outside`` when the evidence for other work leads.
    outside
        The evidence for other work.
    breadth
        From one-trick pony, 0, to generalist, 1000; None when nothing is known.
    resolved, unresolved, excluded
        What became of the names; see `mlroles.resolution.Profile`.
    prior
        Role id to the odds beforehand, as text, if any were given.
    edition, fingerprint
        Of the taxonomy that answered.
    """

    fits: tuple[Fit, ...]
    outcome: str
    outside: OtherWork
    breadth: int | None
    resolved: tuple[Held, ...]
    unresolved: tuple[Unresolved, ...]
    excluded: tuple[Skill, ...]
    prior: tuple[tuple[str, str], ...] | None
    edition: str
    fingerprint: str

    @property
    def best(self) -> Fit | None:
        """The first fit if the outcome is ``ranked``, else None."""
        return self.fits[0] if self.outcome == "ranked" else None

    @property
    def ties(self) -> tuple[Fit, ...]:
        """The fits that share the first place, if several do."""
        first = tuple(fit for fit in self.fits if fit.evidence == self.fits[0].evidence)
        return first if len(first) > 1 else ()

    @property
    def _listed(self) -> tuple[Fit, ...]:
        return self.fits

    def __repr__(self) -> str:
        first = self.fits[0]
        return (
            f"<Match {self.outcome}: {first.role.id} {first.evidence / 100:+.2f} bans of "
            f"{len(self)} roles, edition {self.edition}>"
        )


def match(
    skills: object,
    taxonomy: Taxonomy | None = None,
    *,
    among: Iterable[str | Role] | None = None,
    prior: str | Mapping[str, Any] | None = None,
) -> Match:
    """Rank the roles by what naming these skills says for each.

    Parameters
    ----------
    skills
        Names, in any order, case and spelling that the edition knows; or a mapping of names to
        levels (0 to 4, or the level's name; 0 is not held); or skills, or mentions.
    taxonomy
        Which edition answers; the newest released one if left out.
    among
        Roles to compare, by any name; all active ones if left out.
    prior
        How common the roles are beforehand: role to a number, or the name of a mix in
        ``taxonomy.priors``. It moves the shares and never the order; equal odds if left out.

    Returns
    -------
    Match
        Every role compared, with its reasons. An unknown name is no error: it is reported.

    Raises
    ------
    InvalidInput
        If `skills` cannot be read, `among` is empty, or `prior` does not fit the roles.
    UnknownRole
        If `among` or `prior` names no role.

    Notes
    -----
    ``docs/explanation/the-score.md`` derives the score, with its sources.

    Examples
    --------
    >>> import mlroles
    >>> answer = mlroles.match(["Airflow", "Spark", "AWS EMR"], mlroles.load("2020.1"))
    >>> answer.best.role.name
    'Data engineer'
    >>> answer.best.evidence == sum(reason.weight for reason in answer.best.reasons)
    True
    """
    taxonomy = require_taxonomy(taxonomy)
    profile = resolve(skills, taxonomy)
    roles = choose_roles(among, taxonomy)
    odds = _odds(prior, roles, taxonomy)
    evidence = [_sum(profile, taxonomy.weights.columns[role], taxonomy) for role in roles]
    names, discount = len(profile.held), taxonomy.scoring.discount
    even = divide_evidence(evidence, names, discount)
    shares = divide_evidence(evidence, names, discount, odds) if odds else even
    fits = [
        _fit(taxonomy.roles[role], amount, share, profile, taxonomy)
        for role, amount, share in zip(roles, evidence, shares, strict=True)
    ]
    fits.sort(key=lambda fit: (-fit.evidence, fit.role.id))
    outside = _outside(profile, taxonomy)
    return Match(
        fits=tuple(fits),
        outcome=_outcome(fits, outside, names, taxonomy),
        outside=outside,
        breadth=measure_breadth(even) if names else None,
        resolved=profile.held,
        unresolved=profile.unresolved,
        excluded=profile.excluded,
        prior=tuple((role, str(odd)) for role, odd in zip(roles, odds, strict=True))
        if odds
        else None,
        edition=taxonomy.edition,
        fingerprint=taxonomy.fingerprint,
    )


def choose_roles(among: Iterable[str | Role] | None, taxonomy: Taxonomy) -> tuple[RoleId, ...]:
    """The ids of the roles to compare, sorted, so that ties and remainders go by id."""
    if isinstance(among, str) or not isinstance(among, Iterable | None):
        message = f"among is {shorten(among)}; pass a list of roles, ['data-analyst', …]"
        raise InvalidInput(message, among)
    if among is None:
        chosen = {role.id for role in taxonomy.roles.values() if role.status == "active"}
    else:
        chosen = {role_id(role, taxonomy) for role in among}
    if not chosen:
        message = "among is empty; name at least one role, or leave it out to compare all"
        raise InvalidInput(message, among)
    return tuple(sorted(chosen))


def role_id(role: str | Role, taxonomy: Taxonomy) -> RoleId:
    """The id of a role given by any of its names, or as a value."""
    return taxonomy.role(role.id if isinstance(role, Role) else role).id


def _odds(
    prior: object, roles: Sequence[RoleId], taxonomy: Taxonomy
) -> tuple[Fraction, ...] | None:
    if prior is None:
        return None
    if isinstance(prior, str):
        if prior not in taxonomy.priors:
            message = f"edition {taxonomy.edition} has no prior called {prior!r}"
            raise InvalidInput(message, prior, tuple(taxonomy.priors))
        prior = taxonomy.priors[prior]
    if not isinstance(prior, Mapping):
        message = f"prior is {shorten(prior)}; pass a mapping of roles to numbers"
        raise InvalidInput(message, prior)
    given = {role_id(role, taxonomy): _odd(role, odd) for role, odd in prior.items()}
    missing = [role for role in roles if role not in given]
    if missing:
        message = f"prior says nothing of {', '.join(missing)}; give each role compared a number"
        raise InvalidInput(message, prior)
    if not any(given[role] for role in roles):
        message = "prior is zero for every role compared; give at least one a number above zero"
        raise InvalidInput(message, prior)
    return tuple(given[role] for role in roles)


def _odd(role: object, odd: object) -> Fraction:
    from fractions import Fraction

    try:
        value = Fraction(odd)  # type: ignore[call-overload]  # what Fraction refuses is refused
    except (TypeError, ValueError, OverflowError, ZeroDivisionError):
        value = Fraction(-1)
    if value < 0:
        message = f"prior gives {role!r} {odd!r}; give it a number from zero up"
        raise InvalidInput(message, odd)
    return Fraction(value)


def _sum(profile: Profile, column: int, taxonomy: Taxonomy) -> int:
    rows = taxonomy.weights.rows
    return sum(rows[held.skill.id][0][column] for held in profile.held)


def _fit(role: Role, evidence: int, share: int, profile: Profile, taxonomy: Taxonomy) -> Fit:
    needs: dict[str, tuple[str, ...]] = {need.skill.id: need.sources for need in role.needs}
    reasons = _reasons(profile, taxonomy.weights.columns[role.id], needs, taxonomy)
    return Fit(
        role=role,
        evidence=evidence,
        share=share,
        coverage=measure_coverage(role, profile.levels),
        counted=_counted(reasons),
        reasons=reasons,
        edition=taxonomy.edition,
        fingerprint=taxonomy.fingerprint,
    )


def _reasons(
    profile: Profile, column: int, needs: Mapping[str, tuple[str, ...]], taxonomy: Taxonomy
) -> tuple[Reason, ...]:
    rows = taxonomy.weights.rows
    reasons = []
    for held in profile.held:
        skill = held.skill
        weights, bases = rows[skill.id]
        cited = skill.sources
        if skill.id in needs:
            cited = tuple(dict.fromkeys(cited + needs[skill.id]))
        reasons.append(Reason(skill, weights[column], _BASIS[bases[column]], cited))
    return tuple(sorted(reasons, key=lambda reason: (-abs(reason.weight), reason.skill.id)))


def _counted(reasons: Iterable[Reason]) -> int:
    sizes = [(abs(reason.weight), reason.basis == "counted") for reason in reasons]
    total = sum(size for size, _ in sizes)
    return 1000 * sum(size for size, counted in sizes if counted) // total if total else 0


def measure_coverage(role: Role, levels: Mapping[str, Level | None]) -> int:
    """How much of what a role needs is held, in permille, rounded down.

    The sum of importance · min(held, needed) / needed over the role's needs, over the sum of
    importance (4 essential, 2 important, 1 useful). A skill named without a level counts as met.
    """
    whole = part = 0
    for need in role.needs:
        whole += IMPORTANCES[need.importance] * _TWELFTHS
        if need.skill.id in levels:
            part += count_units(need, levels[need.skill.id])
    return 1000 * part // whole if whole else 0


def count_units(need: Need, held: Level | None) -> int:
    """What holding a need's skill at a level, or at one not given, counts towards coverage.

    In twelfths of the need's importance, so that a need met in part counts in whole numbers.
    """
    importance = IMPORTANCES[need.importance] * _TWELFTHS
    return importance if held is None else importance * min(held, need.level) // need.level


def _outside(profile: Profile, taxonomy: Taxonomy) -> OtherWork:
    reasons = _reasons(profile, -1, {}, taxonomy)
    return OtherWork(sum(reason.weight for reason in reasons), _counted(reasons), reasons)


def _outcome(fits: Sequence[Fit], outside: OtherWork, names: int, taxonomy: Taxonomy) -> str:
    """What may be said; the lead is discounted as the shares are, so that no herd passes."""
    if not names:
        return "insufficient"
    if outside.evidence > max(fits[0].evidence, 0):
        return "outside"
    scoring = taxonomy.scoring
    lead = fits[0].evidence - (fits[1].evidence if len(fits) > 1 else 0)
    clear = lead * scoring.discount >= scoring.lead * (scoring.discount + names)
    return "ranked" if clear and lead > 0 else "insufficient"

"""Which role a list of skills resembles: a ranking that is the sum of its stated reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from mlroles.deferral import defer
from mlroles.editions import require_taxonomy
from mlroles.errors import InvalidInput, shorten
from mlroles.matching.answers import Fit, Match, OtherWork, Reason
from mlroles.matching.ranking import Ranking, count_units, measure_counted, measure_coverage
from mlroles.model import Role
from mlroles.resolution import resolve
from mlroles.standing import Comparison

if TYPE_CHECKING:
    from fractions import Fraction

    from mlroles.names import RoleId
    from mlroles.taxonomy import Taxonomy

__all__ = [
    "Fit",
    "Match",
    "OtherWork",
    "Reason",
    "choose_roles",
    "compare_active",
    "count_units",
    "match",
    "measure_counted",
    "measure_coverage",
    "role_id",
]


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
    comparison = Comparison(taxonomy, roles, _odds(prior, roles, taxonomy))
    ranking = Ranking(profile, comparison)
    return defer(Match, ranking, fits=ranking.fits())  # at which everybody looks


def compare_active(taxonomy: Taxonomy) -> Comparison:
    """All active roles compared at equal odds, as `match` does where nothing else is asked."""
    return Comparison(taxonomy, choose_roles(None, taxonomy))


def choose_roles(among: Iterable[str | Role] | None, taxonomy: Taxonomy) -> tuple[RoleId, ...]:
    """The ids of the roles to compare, sorted, so that ties and remainders go by id."""
    if among is not None and (isinstance(among, str) or not isinstance(among, Iterable)):
        message = f"among is {shorten(among)}; pass a list of roles, ['data-analyst', …]"
        raise InvalidInput(message, among)
    if among is None:
        chosen = taxonomy.active
    else:
        chosen = tuple(sorted({role_id(role, taxonomy) for role in among}))
    if not chosen:
        message = "among is empty; name at least one role, or leave it out to compare all"
        raise InvalidInput(message, among)
    return chosen


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

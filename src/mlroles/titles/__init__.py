"""Which role a job title points to, or why none: titles and a small grammar, both of them data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from mlroles.editions import require_taxonomy
from mlroles.errors import InvalidInput, shorten
from mlroles.shown import Shown
from mlroles.titles.grammar import build_grammar
from mlroles.titles.layout import spell_out
from mlroles.titles.reasons import give_reasons, list_ignored
from mlroles.titles.rungs import find_seniority
from mlroles.titles.segments import cut_segments
from mlroles.titles.units import find_units
from mlroles.titles.verdicts import decide

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mlroles.model import Role
    from mlroles.taxonomy import Taxonomy
    from mlroles.titles.segments import Segment

__all__ = ["TitleReading", "find_role"]


@frozen(repr=False)
class TitleReading(Shown):
    """What a job title says.

    Attributes
    ----------
    title
        The title as given.
    role
        The role that it points to; None where it is ambiguous or none of ours.
    candidates
        The roles that it may mean, the likeliest first: one or several where it is ambiguous, none
        where it is other work.
    seniority
        ``intern``, ``junior``, ``unstated``, ``senior``, ``lead``, ``staff``, ``principal`` or
        ``manager``.
    specialisms
        What it says of the field: ``nlp``, ``vision``, ``marketing``, in order.
    ignored
        What told nothing, as written: places, contracts, companies, numbers.
    reasons
        Why this role, or why none, a sentence each.
    edition, fingerprint
        Of the taxonomy that answered.
    """

    title: str
    role: Role | None
    candidates: tuple[Role, ...]
    seniority: str
    specialisms: tuple[str, ...]
    ignored: tuple[str, ...]
    reasons: tuple[str, ...]
    edition: str
    fingerprint: str

    def __repr__(self) -> str:
        roles = " or ".join(role.id for role in self.candidates)
        said = roles if self.role else f"ambiguous, {roles}" if roles else "other work"
        return f"<TitleReading {shorten(self.title, 60)}: {said} ({self.seniority})>"


def find_role(title: str, taxonomy: Taxonomy | None = None) -> TitleReading:
    """The role that a job title points to, if the title alone tells.

    Parameters
    ----------
    title
        As employers write it, with all that they put around it.
    taxonomy
        Whose roles and titles count; the newest released edition if left out.

    Returns
    -------
    TitleReading
        Its `role` is None where the market uses the title for several kinds of work, and where it
        names none of ours; `candidates` and `reasons` then say more.

    Raises
    ------
    InvalidInput
        If `title` is no string, or `taxonomy` no taxonomy.

    Examples
    --------
    >>> import mlroles
    >>> taxonomy = mlroles.load("2020.1")
    >>> reading = mlroles.find_role("Sr. NLP Engineer (m/f/d), Berlin", taxonomy)
    >>> reading.role.id, reading.seniority, reading.specialisms, reading.ignored
    ('machine-learning-engineer', 'senior', ('nlp',), ('m/f/d', 'Berlin'))
    >>> mlroles.find_role("Data scientist / engineer", taxonomy).role is None
    True
    """
    _require_string(title)
    taxonomy = require_taxonomy(taxonomy)
    grammar = build_grammar(taxonomy)
    laid = spell_out(title, grammar.spellings)
    segments = cut_segments(laid, grammar)
    verdict = decide(*find_units(segments), laid, grammar)
    seniority = find_seniority(segments, laid)
    specialisms = _find_specialisms(segments)
    candidates = tuple(map(taxonomy.roles.__getitem__, verdict.meaning.roles))
    return TitleReading(
        title,
        candidates[0] if verdict.meaning.kind == "one" else None,
        candidates,
        seniority,
        specialisms,
        list_ignored(segments, laid),
        give_reasons(verdict, laid, taxonomy.edition),
        taxonomy.edition,
        taxonomy.fingerprint,
    )


def _require_string(title: object) -> None:
    if not isinstance(title, str):
        message = f"{shorten(title)} is no title; pass a string"
        raise InvalidInput(message, title)


def _find_specialisms(segments: Sequence[Segment]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for segment in segments:
        if segment.link != "at":
            for element in segment.elements:
                if element.part.specialism:
                    element.used = True
                    found[element.part.specialism] = None
    return tuple(found)

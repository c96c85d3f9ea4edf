"""Roles side by side: what each asks for in every subject that any of them knows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from attrs import field, frozen

from mlroles.editions import require_taxonomy
from mlroles.errors import InvalidInput, shorten
from mlroles.knowledge.subjects import MATHS, select
from mlroles.listing import Listing
from mlroles.matching import role_id
from mlroles.model import Knowledge, Role

if TYPE_CHECKING:
    from mlroles.model import Skill
    from mlroles.taxonomy import Taxonomy

__all__ = ["KnowledgeTable", "compare_knowledge"]


@frozen(repr=False)
class KnowledgeTable(Listing[Role]):
    """Roles as rows, subjects as columns.

    Attributes
    ----------
    roles
        In the order asked for, each once.
    subjects
        Those of any of the roles, mathematics first, else in the order in which roles name them.
    edition, fingerprint
        Of the taxonomy that answered.
    """

    roles: tuple[Role, ...]
    subjects: tuple[Skill, ...]
    edition: str
    fingerprint: str = field(repr=False)

    def cell(self, role: Role, subject: Skill) -> Knowledge | None:
        """What a role asks for in a subject; None where nothing is said."""
        return next((row for row in role.knowledge if row.subject == subject), None)

    @property
    def _listed(self) -> tuple[Role, ...]:
        return self.roles

    def __repr__(self) -> str:
        size = f"{len(self.roles)} roles, {len(self.subjects)} subjects"
        return f"<KnowledgeTable of {size}, edition {self.edition}>"


def compare_knowledge(
    roles: Iterable[str | Role] | None = None, taxonomy: Taxonomy | None = None
) -> KnowledgeTable:
    """What several roles ask for, side by side.

    Parameters
    ----------
    roles
        By any of their names; all active ones, in the order of the edition, if left out.
    taxonomy
        Which edition answers; the newest released one if left out.

    Raises
    ------
    InvalidInput
        If `roles` is empty or a single string.
    UnknownRole
        If one of them is no role.

    Examples
    --------
    >>> import mlroles
    >>> table = mlroles.compare_knowledge(["data analyst", "ML engineer"], mlroles.load("2020.1"))
    >>> statistics = table.subjects[1]
    >>> [str(table.cell(role, statistics).enter) for role in table]
    ['working', 'working']
    """
    taxonomy = require_taxonomy(taxonomy)
    chosen = tuple(taxonomy.roles[role] for role in _choose(roles, taxonomy))
    one_each = {row.subject.id: row for role in chosen for row in role.knowledge}
    maths, beside = select(one_each.values(), MATHS, taxonomy)
    return KnowledgeTable(
        roles=chosen,
        subjects=tuple(row.subject for row in (*maths, *beside)),
        edition=taxonomy.edition,
        fingerprint=taxonomy.fingerprint,
    )


def _choose(roles: Iterable[str | Role] | None, taxonomy: Taxonomy) -> list[str]:
    if roles is None:
        return [role.id for role in taxonomy.roles.values() if role.status == "active"]
    chosen = [] if isinstance(roles, str) or not isinstance(roles, Iterable) else list(roles)
    if not chosen:
        message = f"roles is {shorten(roles)}; pass a list of roles, ['data-analyst', …]"
        raise InvalidInput(message, roles)
    return list(dict.fromkeys(role_id(role, taxonomy) for role in chosen))

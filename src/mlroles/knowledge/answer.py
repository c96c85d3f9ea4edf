"""How much maths a role asks for: the article's question, answered subject by subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

from mlroles.editions import require_taxonomy
from mlroles.knowledge import wording
from mlroles.knowledge.subjects import MATHS, select
from mlroles.listing import Listing
from mlroles.matching import role_id
from mlroles.model import Knowledge
from mlroles.shown import Drawn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mlroles.model import Role
    from mlroles.taxonomy import Taxonomy

__all__ = ["MathsAnswer", "answer_maths"]


@frozen(repr=False)
class MathsAnswer(Drawn, Listing[Knowledge]):
    """What a role asks for, subject by subject: mathematics first, then what stands beside it.

    Attributes
    ----------
    role
        The role asked about.
    maths
        Its rows on subjects that the taxonomy files under mathematics, statistics included.
    beside
        Its other rows: algorithms, databases, software engineering and the like.
    agreement
        How far the raters agree: Cohen's weighted kappa, in permille, by ``enter`` and ``grow``;
        empty where there was one rater.
    edition, fingerprint
        Of the taxonomy that answered.
    """

    role: Role
    maths: tuple[Knowledge, ...]
    beside: tuple[Knowledge, ...]
    agreement: Mapping[str, int] = field(hash=False)
    edition: str
    fingerprint: str

    @property
    def amount(self) -> str:
        """How much maths it takes to enter; see `mlroles.knowledge.wording.measure_amount`."""
        return wording.measure_amount(self.maths)

    @property
    def opening(self) -> str:
        """How much, and what to enter with, in two sentences that read well aloud."""
        return wording.say_opening(self.role, self.maths)

    @property
    def sentences(self) -> tuple[str, ...]:
        """The opening; then what growing asks for, what never is, and what stands beside."""
        more = (
            wording.say_growth(self.maths),
            wording.say_never(self.maths),
            wording.say_beside(self.beside),
        )
        return (self.opening, *(sentence for sentence in more if sentence))

    @property
    def _listed(self) -> tuple[Knowledge, ...]:
        return (*self.maths, *self.beside)

    def __repr__(self) -> str:
        return f"<MathsAnswer {self.role.id}: {self.amount}, edition {self.edition}>"


def answer_maths(role: str | Role, taxonomy: Taxonomy | None = None) -> MathsAnswer:
    """How much maths a role asks for.

    Parameters
    ----------
    role
        By any of its names, or as a value.
    taxonomy
        Which edition answers; the newest released one if left out.

    Returns
    -------
    MathsAnswer
        Each subject with the level to enter and to grow, 0 to 4. These are judgements.

    Raises
    ------
    UnknownRole
        If no role is called so.
    InvalidInput
        If `taxonomy` is none.

    Examples
    --------
    >>> import mlroles
    >>> answer = mlroles.answer_maths("data engineer", mlroles.load("2020.1"))
    >>> print(answer.opening)
    A little, in one subject. To enter as a data engineer you need an awareness of statistics.
    """
    taxonomy = require_taxonomy(taxonomy)
    found = taxonomy.roles[role_id(role, taxonomy)]
    maths, beside = select(found.knowledge, MATHS, taxonomy)
    return MathsAnswer(
        role=found,
        maths=maths,
        beside=beside,
        agreement=taxonomy.agreement,
        edition=taxonomy.edition,
        fingerprint=taxonomy.fingerprint,
    )

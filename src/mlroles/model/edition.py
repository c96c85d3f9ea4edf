"""What an edition says of itself: its sources, its moves, its overlays, how it scores."""

from __future__ import annotations

from attrs import field, frozen

__all__ = ["BASES", "MOVES", "Move", "Overlay", "Scoring", "Source"]

BASES = ("counted", "borrowed", "prior")
MOVES = (
    "kept",
    "renamed",
    "narrowed",
    "split",
    "merged",
    "derived-from",
    "retired",
    "added",
)


@frozen
class Source:
    """Where a fact comes from.

    Attributes
    ----------
    id
        Stable id, ``kaggle-2020``; rows cite it, with the section after a ``#`` where there is one.
    title, publisher, address, licence
        As the publisher gives them; an empty address means that none is known.
    date
        ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``.
    """

    id: str
    title: str
    publisher: str
    date: str
    address: str
    licence: str

    def __hash__(self) -> int:
        return hash(self.id)


@frozen
class Move:
    """What became of an id in a later edition.

    Attributes
    ----------
    section
        ``roles`` or ``skills``.
    old
        The ids before: several for what was merged or derived, none for what was added.
    new
        The ids now, the likeliest first: several for what was split, none for what was retired.
    kind
        One of `MOVES`.
    reason
        Why.
    sources
        References to sources.
    """

    section: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    kind: str
    reason: str
    sources: tuple[str, ...] = ()


@frozen
class Overlay:
    """Somebody's own roles and skills, as they were laid over an edition.

    Attributes
    ----------
    namespace
        What its ids begin with, before a colon: ``acme``.
    title
        What its writers call it.
    sha256
        Of `text`, in hexadecimal: the same overlay, in TOML or JSON, always has the same.
    over
        The fingerprint of the taxonomy that it was laid over.
    text
        The whole of it as canonical JSON, which `mlroles.extend` takes again.
    """

    namespace: str
    title: str
    sha256: str
    over: str = field(repr=False)
    text: str = field(repr=False)

    def __hash__(self) -> int:
        return hash(self.sha256)


@frozen
class Scoring:
    """The settings of an edition's score; `docs/explanation/the-score.md` derives each.

    Attributes
    ----------
    discount
        Names after which evidence counts half when it is turned into shares.
    lead
        Centibans, after that discount, by which the first role must lead to be called ranked.
    reliability
        Of the answers called ranked, how many are right, in permille, on people whom the edition
        never counted; None where nobody measured it.
    """

    discount: int
    lead: int
    reliability: int | None = None

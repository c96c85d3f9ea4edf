"""What was measured of an edition: what it takes for what, and how often shares are right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

from mlroles.editions import list_editions, load, load_accuracy, require_taxonomy
from mlroles.errors import InvalidInput, shorten

if TYPE_CHECKING:
    from mlroles.taxonomy import Taxonomy

__all__ = [
    "Confusions",
    "Reliability",
    "list_kinds",
    "read_confusions",
    "read_reliability",
    "require_kind",
]


@frozen
class Confusions:
    """What rows of known roles were taken for.

    Attributes
    ----------
    kind
        Of the rows.
    rows
        Role, or ``outside``, to how many of its rows there were.
    answers
        Role and answer to how many of its rows were given that answer: a role, ``insufficient`` or
        ``outside``.
    """

    kind: str
    rows: dict[str, int]
    answers: dict[tuple[str, str], int]


@frozen
class Reliability:
    """Rows whose first share was alike: what it said, and how often it was right.

    Attributes
    ----------
    said, right
        In permille, every measured role weighing the same.
    rows
        How many there were.
    """

    said: int
    right: int
    rows: int


def list_kinds(taxonomy: Taxonomy | None = None) -> tuple[str, ...]:
    """The kinds of rows on which the answers of a taxonomy were measured; none of most.

    Examples
    --------
    >>> import mlroles
    >>> list_kinds(mlroles.load("2026.1"))
    ('adverts', 'lists', 'people', 'people-3', 'people-5', 'people-8')
    """
    tables = load_accuracy(require_taxonomy(taxonomy))
    return tuple(row["kind"] for row in tables.get("kinds", ()))


def require_kind(kind: object, taxonomy: Taxonomy) -> dict[str, Any]:
    """The row of a kind; an error that lists the kinds if it was not measured.

    Raises
    ------
    InvalidInput
        If the taxonomy was not measured, or not on this kind of rows.
    """
    kinds = list_kinds(taxonomy)
    if not kinds:
        measured = [each for each in list_editions() if list_kinds(load(each))]
        message = (
            f"nobody measured the answers of {taxonomy!r}; measured were {', '.join(measured)}, "
            "each as it is shipped"
        )
        raise InvalidInput(message, taxonomy)
    if kind not in kinds:
        message = f"{shorten(kind)} is no kind of rows; pass one of {', '.join(kinds)}"
        raise InvalidInput(message, kind)
    tables = load_accuracy(taxonomy)
    found: dict[str, Any] = next(row for row in tables["kinds"] if row["kind"] == kind)
    return found


def read_confusions(kind: str, taxonomy: Taxonomy | None = None) -> Confusions:
    """What rows of known roles were taken for, none of which the edition had counted.

    Parameters
    ----------
    kind
        One of `list_kinds`.
    taxonomy
        A shipped edition; the newest released one if left out.

    Raises
    ------
    InvalidInput
        If the taxonomy was not measured, or not on this kind of rows.

    Examples
    --------
    >>> import mlroles
    >>> found = read_confusions("adverts", mlroles.load("2026.1"))
    >>> found.rows["data-engineer"], found.answers["data-engineer", "data-analyst"]
    (723, 42)
    """
    rows: dict[str, int] = {}
    answers: dict[tuple[str, str], int] = {}
    for row in _read_rows("confusions", kind, taxonomy):
        key = row["asked"], row["answer"]
        answers[key] = int(row["rows"])
        rows[key[0]] = rows.get(key[0], 0) + answers[key]
    return Confusions(kind, rows, answers)


def read_reliability(kind: str, taxonomy: Taxonomy | None = None) -> tuple[Reliability, ...]:
    """How often the first share among the measured roles was right, by what it said.

    Parameters
    ----------
    kind
        One of `list_kinds`.
    taxonomy
        A shipped edition; the newest released one if left out.

    Returns
    -------
    tuple of Reliability
        Ten bins at most, from small shares to large ones; those with few rows are left out.

    Raises
    ------
    InvalidInput
        If the taxonomy was not measured, or not on this kind of rows.

    Examples
    --------
    >>> import mlroles
    >>> read_reliability("people", mlroles.load("2026.1"))[0]
    Reliability(said=269, right=215, rows=1088)
    """
    return tuple(
        Reliability(int(row["said"]), int(row["right"]), int(row["rows"]))
        for row in _read_rows("reliability", kind, taxonomy)
    )


def _read_rows(table: str, kind: str, taxonomy: Taxonomy | None) -> list[dict[str, Any]]:
    taxonomy = require_taxonomy(taxonomy)
    require_kind(kind, taxonomy)
    return [row for row in load_accuracy(taxonomy)[table] if row["kind"] == kind]

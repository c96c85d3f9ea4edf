"""What `check` found: every problem with its code, its place, and what would be right."""

from __future__ import annotations

from attrs import field, frozen

from mlroles.integrity.problem import Problem
from mlroles.listing import Listing

__all__ = ["WARNINGS", "Problems"]

WARNINGS = frozenset({"outranked"})


@frozen(repr=False)
class Problems(Listing[Problem]):
    """The problems of an overlay, in the order of its lines; none where it is sound.

    Attributes
    ----------
    file
        What was checked, as it was given; ``overlay`` where it was no file.
    edition
        What it was checked against.
    found
        The problems.
    """

    file: str
    edition: str
    found: tuple[Problem, ...] = field(repr=False)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Those for which `mlroles.extend` refuses the overlay; the rest are warnings."""
        return tuple(problem for problem in self.found if problem.code not in WARNINGS)

    @property
    def sound(self) -> bool:
        """Whether `mlroles.extend` takes it."""
        return not self.errors

    @property
    def _listed(self) -> tuple[Problem, ...]:
        return self.found

    def __repr__(self) -> str:
        errors = len(self.errors)
        return f"<Problems of {self.file}: {errors} errors, {len(self) - errors} warnings>"

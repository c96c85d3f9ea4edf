"""One fault of an edition's or an overlay's source, and the shape of a rule that finds such."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import frozen

from mlroles.records import Records

__all__ = ["Problem", "Rule"]


@frozen
class Problem:
    """One fault.

    Attributes
    ----------
    code
        Of the rule it breaks, ``unknown-kind``.
    place
        File and line or key.
    message
        What is wrong, and what would be right.
    line
        The line, where it is known and `place` does not say it.
    """

    code: str
    place: str
    message: str
    line: int | None = None

    def __str__(self) -> str:
        at = "" if self.line is None else f" (line {self.line})"
        return f"{self.place}{at} [{self.code}] {self.message}"


Rule = Callable[[Records], Iterator[Problem]]

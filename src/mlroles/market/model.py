"""What each class of rows answers: as measured, or itself where nobody measured it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from mlroles.market.counts import INSUFFICIENT
from mlroles.market.estimation import UNIT, draw_dirichlet, draw_normals, maximise, scale

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mlroles.accuracy import Confusions

__all__ = ["Model", "build_model"]

_WHOLE = 1000  # thousandths of a row
_DRAWS = 200
_CUT = _DRAWS // 40  # at either end; so cut, nine intervals in ten hold (benchmarks/market.py)


@frozen
class Model:
    """Classes of rows, what each answers, and what was answered.

    Attributes
    ----------
    classes
        The measured ones, then the others.
    counts
        How often each answer was given, in thousandths of a row.
    measured
        Of each measured class what its rows answered, in thousandths of a row.
    certain
        Of each other class how likely it is to give each answer, of `UNIT`: all to its own.
    """

    classes: tuple[str, ...]
    counts: tuple[int, ...]
    measured: tuple[tuple[int, ...], ...]
    certain: tuple[tuple[int, ...], ...]

    def solve(self) -> tuple[int, ...]:
        """How common each class is, of `UNIT`."""
        return maximise([*map(scale, self.measured), *self.certain], self.counts)

    def bound(self) -> list[tuple[int, int]]:
        """Of each class the ends of its interval, of `UNIT`.

        Solutions lie between of what might have been counted and measured as well; the outermost
        are cut.
        """
        normals = draw_normals()
        found = []
        for _ in range(_DRAWS):
            likely = [draw_dirichlet(cells, normals) for cells in self.measured]
            counts = draw_dirichlet(self.counts, normals)
            found.append(maximise([*likely, *self.certain], counts))
        drawn = (sorted(column) for column in zip(*found, strict=True))
        return [(column[_CUT], column[~_CUT]) for column in drawn]


def build_model(counts: Mapping[str, int], confusions: Confusions) -> Model:
    """What is known of these answers.

    To what was measured of a class comes one row more, which gives each answer alike: what never
    was seen may still happen.
    """
    answers, cells = tuple(counts), confusions.answers
    known = {*confusions.rows, INSUFFICIENT}
    others = [each for each in answers if each not in known and counts[each]]
    spread = _WHOLE // len(answers)
    return Model(
        classes=(*confusions.rows, *others),
        counts=tuple(_WHOLE * count for count in counts.values()),
        measured=tuple(
            tuple(_WHOLE * cells.get((role, answer), 0) + spread for answer in answers)
            for role in confusions.rows
        ),
        certain=tuple(
            tuple(UNIT if answer == role else 0 for answer in answers) for role in others
        ),
    )

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
_DRAWS = 100
_CUT = 3  # at either end; benchmarks/market.py counts how often what is left holds
# Few rows are mostly noise, which more steps would follow: one more for every ten rows.
_STEPS, _ROWS, _MOST = 100, 10, 2000


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

    def solve(self) -> list[int]:
        """How common each class is, of `UNIT`."""
        steps = min(_STEPS + sum(self.counts) // _WHOLE // _ROWS, _MOST)
        return maximise([*map(scale, self.measured), *self.certain], self.counts, steps)

    def bound(self) -> list[tuple[int, int]]:
        """Of each class the ends of its interval, of `UNIT`.

        Solutions lie between of what might have been counted and measured as well; the outermost
        are cut.
        """
        normals, equal = draw_normals(), UNIT // len(self.classes)
        start = [(9 * odd + equal) // 10 for odd in self.solve()]  # nothing that is zero grows
        found = []
        for _ in range(_DRAWS):
            likely = [draw_dirichlet(cells, normals) for cells in self.measured]
            counts = draw_dirichlet(self.counts, normals)
            found.append(maximise([*likely, *self.certain], counts, _STEPS, start))
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

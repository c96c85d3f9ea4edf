"""The shortest ways from one end to another, step by step from the top down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlroles.display.lines import cut
from mlroles.display.markup import element
from mlroles.display.svg.picture import BLUE, LINE, WIDTH, frame, rule, shorten_to, words
from mlroles.display.teamwork import chains_head
from mlroles.handoffs import Chain, Chains

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mlroles.display.markup import Markup
    from mlroles.display.svg.picture import Picture
    from mlroles.handoffs import End, Step

__all__ = ["draw_chains"]

_STEP = 3 * LINE
_SAID = 6  # steps that are told below, where they have no room beside their lines
_LONGEST = 120


def draw_chains(chains: Chains | Chain) -> Picture:
    """Who stands between two ends, and what is handed on at each step.

    Examples
    --------
    >>> import mlroles
    >>> ways = mlroles.trace_handoffs("data sources", "clients", mlroles.load("2020.1"))
    >>> draw_chains(ways).startswith("<svg")
    True
    """
    found = (chains,) if isinstance(chains, Chain) else tuple(chains)
    rows = _layers(found)
    steps = list(dict.fromkeys(step for chain in found for step in chain))
    lone = [step for step in steps if _is_lone(step, rows)]
    content = [_line(step, rows) for step in steps]
    content += [_label(step, rows) for step in lone]
    content += [mark for at, row in enumerate(rows) for mark in _ends(at, row)]
    title = chains_head(chains) if isinstance(chains, Chains) else _name(chains)
    notes = _list([step for step in steps if step not in lone])
    if isinstance(chains, Chains) and chains.total > len(chains):
        notes += f" · …{chains.total - len(chains):,} more of this length"
    description = "; ".join(map(_say, steps))
    return frame(title, description, max(len(rows), 1) * _STEP, content, notes or title)


def _name(chain: Chain) -> str:
    return f"From {chain[0].producer.name} to {chain[-1].consumer.name}"


def _layers(chains: Sequence[Chain]) -> list[list[End]]:
    """Who stands at each step; all chains are of one length."""
    paths = [[chain[0].producer, *(step.consumer for step in chain)] for chain in chains]
    return [list(dict.fromkeys(ends)) for ends in zip(*paths, strict=True)]


def _place(end: End, rows: Sequence[Sequence[End]]) -> tuple[int, int, int]:
    """Its row, and where in the picture it stands; nobody is passed twice."""
    at = next(at for at, row in enumerate(rows) if end in row)
    room = WIDTH // len(rows[at])
    return at, rows[at].index(end) * room + room // 2, LINE + at * _STEP


def _is_lone(step: Step, rows: Sequence[Sequence[End]]) -> bool:
    at, _, _ = _place(step.producer, rows)
    return len(rows[at]) == len(rows[at + 1]) == 1


def _line(step: Step, rows: Sequence[Sequence[End]]) -> Markup:
    _, x, y = _place(step.producer, rows)
    _, x_end, y_end = _place(step.consumer, rows)
    title, width = element("title", _say(step)), len(step.handoffs) + 1
    return rule(x, y + 6, x_end, y_end - 15, title, stroke=BLUE, stroke_width=width)


def _label(step: Step, rows: Sequence[Sequence[End]]) -> Markup:
    _, x, y = _place(step.producer, rows)
    said = shorten_to(_artefacts(step), WIDTH - x - 12)
    return words(x + 12, y + _STEP // 2, said, font_size=12)


def _ends(at: int, row: Sequence[End]) -> Iterator[Markup]:
    for end in row:
        _, x, y = _place(end, [[]] * at + [row])
        style = None if end.is_role else "italic"
        said = shorten_to(end.name, WIDTH // len(row) - 8)
        yield words(x, y, said, "middle", font_weight="bold", font_style=style)


def _artefacts(step: Step) -> str:
    return "; ".join(each.artefact for each in step.handoffs)


def _say(step: Step) -> str:
    return f"{step.producer.name} → {step.consumer.name}: {_artefacts(step)}"


def _list(steps: Sequence[Step]) -> str:
    said = [cut(_say(step), _LONGEST) for step in steps[:_SAID]]
    more = len(steps) - _SAID
    return " · ".join([*said, f"…{more} more"] if more > 0 else said)

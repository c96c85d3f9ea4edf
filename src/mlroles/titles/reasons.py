"""Why a title was read so, and what in it told nothing, in its own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlroles.titles.units import Unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mlroles.titles.grammar import Meaning
    from mlroles.titles.layout import Layout
    from mlroles.titles.segments import Segment
    from mlroles.titles.units import Field
    from mlroles.titles.verdicts import Verdict

__all__ = ["give_reasons", "list_ignored"]

_LONGEST = 60  # characters of the title that a reason repeats


def give_reasons(verdict: Verdict, laid: Layout, edition: str) -> tuple[str, ...]:
    """A sentence for each unit or field that counted, and one for all of them."""
    grounds = verdict.grounds
    if len(grounds) == 1 and isinstance(grounds[0], Unit) and grounds[0].meaning is verdict.meaning:
        return (_tell(grounds[0], laid, edition),)
    said = dict.fromkeys([_tell(ground, laid, edition) for ground in grounds])
    return (*said, f"the title {_mean(verdict.meaning, edition)}")


def _tell(ground: Unit | Field, laid: Layout, edition: str) -> str:
    if isinstance(ground, Unit):
        first = ground.mods[0].first if ground.mods else ground.head.first
        told = _mean(ground.meaning, edition)
        return f'"{_quote(laid, min(first, ground.head.first), ground.head.last)}" {told}'
    return f'"{_quote(laid, ground.mods[0].first, ground.mods[-1].last)}" says the field'


def _quote(laid: Layout, first: int, last: int) -> str:
    text = laid.cut(first, last, _LONGEST + 1)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _mean(meaning: Meaning, edition: str) -> str:
    if meaning.kind == "one":
        return f"points to {meaning.roles[0]}"
    if meaning.kind == "many":
        *roles, last = (*meaning.roles, "other work") if meaning.open else meaning.roles
        return f"may mean {', '.join(roles)} or {last}"
    if meaning.kind == "absent":
        return f"points to a role that edition {edition} has not"
    return "tells no role by itself" if meaning.kind == "bare" else "is none of these roles"


def list_ignored(segments: Sequence[Segment], laid: Layout) -> tuple[str, ...]:
    """What told nothing, each stretch as it is written."""
    ignored = []
    for segment in segments:
        first = last = -1
        for element in segment.elements:
            if element.used:
                continue
            if element.first != last:
                if last > 0:
                    ignored.append(laid.cut(first, last))
                first = element.first
            last = element.last
        if last > 0:
            ignored.append(laid.cut(first, last))
    return tuple(ignored)

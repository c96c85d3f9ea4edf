"""A market, as lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlroles.display.lines import bar, percent, wrap

if TYPE_CHECKING:
    from mlroles.market import Estimate, Market

__all__ = ["market_head", "market_lines", "market_notes", "say_interval", "seen_in"]

_BAR = 12
_NARROWEST = 64  # columns; with fewer there is no table


def market_lines(market: Market, width: int) -> list[str]:
    """What was counted, what it is corrected to, and how sure that is."""
    lines = wrap(market_head(market), width)
    shown = seen_in(market)
    longest = max(len(each.name) for each in shown)
    lines += ["", *_titles(longest, width)]
    for each in shown:
        lines += _row(each, market.total, longest, width)
    return [*lines, "", *(line for note in market_notes(market) for line in wrap(note, width, 2))]


def seen_in(market: Market) -> list[Estimate]:
    """The roles that are there, or may be."""
    return [each for each in market if each.counted or each.corrected or each.high]


def market_head(market: Market) -> str:
    """Who answered, and for how many rows."""
    rows = f"{market.total:,} row{'s'[: market.total != 1]} of kind {market.kind}"
    unnamed = f"{market.insufficient:,} told too little to name a role"
    return f"mlroles edition {market.edition} · {rows} · {unnamed}"


def _titles(longest: int, width: int) -> list[str]:
    if width < _NARROWEST:
        return []
    return [f"{'':{longest}s}  {'counted':>9s}  {'corrected':>9s}  interval"]


def _row(each: Estimate, total: int, longest: int, width: int) -> list[str]:
    share = 1000 * each.corrected // total
    ends = say_interval(each)
    if width < _NARROWEST:
        said = f"counted {each.counted:,}, corrected {each.corrected:,}, {ends}"
        return [*wrap(each.name, width), *wrap(said, width, 4)]
    numbers = f"{each.counted:>9,}  {each.corrected:>9,}  {ends:17s} {percent(share):>5s}"
    said = f"{each.name:{longest}s}  {numbers} "
    return [f"{said}{bar(share, min(_BAR, max(width - len(said), 0)))}".rstrip()]


def say_interval(each: Estimate) -> str:
    """Between what chance may have left it, where that was measured."""
    return "not measured *" if each.low is None else f"{each.low:,} to {each.high:,}"


def market_notes(market: Market) -> list[str]:
    """What the figures rest on."""
    said = (
        f"Corrected by what {market.kind} of known roles were taken for, when the edition had not "
        "counted them. It holds as far as yours are confused in the same way."
    )
    notes = [said]
    if any(not each.measured for each in seen_in(market)):
        notes.append(
            "* Nobody measured this role: it keeps what the measured roles do not explain, and "
            "how many of its own were missed is unknown."
        )
    return notes

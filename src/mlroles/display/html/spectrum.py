"""A place on the spectrum as HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlroles.display.html.page import (
    LONGEST_NAME,
    bar,
    heading,
    lay_out,
    measured,
    note,
    number,
    paragraph,
    row,
    table,
    track,
)
from mlroles.display.html.ranking import list_reasons
from mlroles.display.lines import cut, percent
from mlroles.display.spectrum import (
    ENDS,
    NO_PULL,
    NOWHERE,
    may_show_parts,
    name_pulls,
    place_head,
    place_note,
    place_verdict,
)

if TYPE_CHECKING:
    from mlroles.display.markup import Markup
    from mlroles.spectrum import Part, Place

__all__ = ["place_html"]


def place_html(place: Place) -> str:
    """How broad, on a line and in words; then what pulls where."""
    head = note(place_head(place))
    if place.breadth is None:
        return lay_out(head, paragraph(NOWHERE))
    shares = may_show_parts(place)
    header = ["role", *(["share of 1000"] if shares else []), "counted", "what pulls there"]
    rows = [_part(part, shares=shares) for part in place]
    if place.rest and shares:
        rows.append(row("the other roles", _share(place.rest), "", ""))
    return lay_out(
        head,
        heading(place_verdict(place)),
        paragraph(f"{ENDS[0]} ", track(place.breadth), f" {ENDS[1]}"),
        table("", header, rows, len(rows)),
        note(place_note(place)),
    )


def _share(permille: int) -> Markup:
    return measured(str(permille), bar(permille))


def _part(part: Part, *, shares: bool) -> Markup:
    share = [_share(part.share)] if shares else []
    pulls = list_reasons(name_pulls(part)) if part.pulls else NO_PULL
    return row(cut(part.role.name, LONGEST_NAME), *share, number(percent(part.counted)), pulls)

"""What every text is made of: numbers as people read them, bars, and lines of a width."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mlroles.resolution import Unresolved

__all__ = [
    "BAR",
    "bar",
    "clean",
    "cut",
    "decibans",
    "listed",
    "not_known",
    "percent",
    "ranked",
    "wrap",
]

BAR = 20
_SHOWN_UNKNOWN = 5
_LONGEST_NAME = 40
_EIGHTHS = " ▏▎▍▌▋▊▉█"


def decibans(centibans: int) -> str:
    """Evidence as people read it: tenths of a power of ten in odds, with its sign.

    Examples
    --------
    >>> decibans(59), decibans(-5), decibans(0)
    ('+5.9', '-0.5', '0.0')
    """
    whole, tenth = divmod(abs(centibans), 10)
    sign = "" if not centibans else "+" if centibans > 0 else "-"
    return f"{sign}{whole}.{tenth}"


def bar(permille: int, length: int = BAR) -> str:
    """A bar of eighths of a column; always beside its number, never alone.

    Examples
    --------
    >>> bar(500, 4), bar(0, 4)
    ('██', '')
    """
    eighths = (permille * length * 8 + 500) // 1000
    whole, rest = divmod(eighths, 8)
    return (_EIGHTHS[8] * whole + _EIGHTHS[rest]).rstrip()


def percent(permille: int) -> str:
    """A share in whole percent, halves up, so that 5 ‰ does not vanish.

    Examples
    --------
    >>> percent(625), percent(5)
    ('63 %', '1 %')
    """
    return f"{(permille + 5) // 10} %"


def wrap(text: str, width: int, indent: int = 0, hang: int | None = None) -> list[str]:
    """Lines of this width, the later ones as far in as `hang`; ids and addresses stay whole."""
    return textwrap.wrap(
        text,
        width,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent if hang is None else hang),
        break_long_words=False,
        break_on_hyphens=False,
    )


def clean(line: str) -> str:
    """Without control characters, which could move a terminal's cursor or turn its text about."""
    return "".join(
        c if c.isprintable() else " " if c.isspace() else "\ufffd" for c in line.rstrip()
    )


def cut(text: str, longest: int = 300) -> str:
    """Text of no more characters than that; where some are left out, it ends with dots.

    Examples
    --------
    >>> cut("Kubernetes", 5)
    'Kube…'
    """
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def listed(title: str, texts: Sequence[str], width: int) -> list[str]:
    """A heading and its items; nothing if there are none."""
    lines = ["", title] if texts else []
    for text in texts:
        lines += wrap(f"  - {text}", width, 0, 4)
    return lines


def ranked(head: str, share: int | None, evidence: int, width: int) -> list[str]:
    """A place in a ranking: its name, its share beside a bar unless there is none, its evidence.

    Examples
    --------
    >>> ranked("1  Cook", 500, 80, 40)
    ['1  Cook   50 % ███████▌          +8.0 db']
    """
    said, weighed = "" if share is None else f"{percent(share):>5s}", f"{decibans(evidence)} db"
    room = width - len(head) - len(said) - 13  # the evidence and the spaces between take these
    if room < 0:  # too narrow for a table: the numbers go below the name
        return [*wrap(head, width, 0, 4), "    " + f"{said} {weighed}".strip()]
    length = 0 if share is None else min(BAR, room)
    return [f"{head}  {said} {bar(share or 0, length):{length}s}{weighed:>10s}"]


def not_known(names: Sequence[Unresolved]) -> str:
    """The names that were not understood, the first few of them, and what may have been meant."""
    return "not known: " + ", ".join(_unknown(name) for name in names[:_SHOWN_UNKNOWN])


def _unknown(name: Unresolved) -> str:
    said = cut(" ".join(name.name.split()), _LONGEST_NAME)
    return f'"{said}"' + (f" ({' or '.join(name.candidates)}?)" if name.candidates else "")

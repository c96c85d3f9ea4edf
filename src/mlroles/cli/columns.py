"""The command that reads whole files: ``mlroles annotate``."""

from __future__ import annotations

import sys
import time
from collections import Counter
from typing import TYPE_CHECKING, Any

from mlroles.cli.tables import annotate_file
from mlroles.cli.taxonomies import open_taxonomy
from mlroles.columns import require_processes
from mlroles.columns.orders import place_order

if TYPE_CHECKING:
    import argparse

    from mlroles.cli.options import Commands

__all__ = ["COMMANDS"]

_PAUSE = 0.2  # seconds between two words on progress
_SHOWN = 5


class _Tally:
    """What was written so far; on a terminal it says so now and then."""

    def __init__(self) -> None:
        self.rows = 0
        self.roles: Counter[str] = Counter()
        self.unread: Counter[str] = Counter()
        self.unnamed = 0
        self._begun = self._told = time.monotonic()

    def watch(self, added: list[dict[str, Any]]) -> None:
        """Count, and tell if it is time."""
        self.rows += len(added)
        self.roles.update(row["role"] for row in added if row.get("role"))
        self.unread.update(row["reason"] for row in added if row["reason"])
        none = (row.get("role", "") is None and not row["reason"] for row in added)
        self.unnamed += sum(none)
        now = time.monotonic()
        if sys.stderr.isatty() and now - self._told >= _PAUSE:
            self._told = now
            speed = self.rows / (now - self._begun)
            print(f"\r{self.rows:,} rows, {speed:,.0f} a second ", end="", file=sys.stderr)

    def finish(self) -> None:
        """Leave the line of progress."""
        if self._told > self._begun:
            print(file=sys.stderr)


def _annotate(asked: argparse.Namespace) -> Any:
    add = [name for names in asked.add or ["role"] for name in names.split(",")]
    order = place_order(asked.skills, asked.text, asked.title, add, open_taxonomy(asked))
    require_processes(asked.processes)
    tally = _Tally()
    try:
        annotate_file(
            asked.source,
            asked.target,
            order,
            processes=asked.processes,
            separator=asked.separator,
            force=asked.force,
            watch=tally.watch,
        )
    finally:
        tally.finish()
    summary = _summarise(tally, asked.target, order.taxonomy.edition)
    if asked.target == "-":  # where the rows are
        print("\n".join(_lines(summary)), file=sys.stderr)
        return iter(())
    return summary if asked.json else "\n".join(_lines(summary))


def _summarise(tally: _Tally, target: str, edition: str) -> dict[str, Any]:
    return {
        "edition": edition,
        "target": target,
        "rows": tally.rows,
        "roles": dict(sorted(tally.roles.items(), key=lambda pair: (-pair[1], pair[0]))),
        "unnamed": tally.unnamed,
        "unread": dict(sorted(tally.unread.items(), key=lambda pair: (-pair[1], pair[0]))),
    }


def _lines(summary: dict[str, Any]) -> list[str]:
    """The roles that were named, and why rows were not read, the most frequent first."""
    where = "" if summary["target"] == "-" else f" in {summary['target']}"
    lines = [f"{summary['rows']:,} rows{where}, edition {summary['edition']}"]
    lines += _count("", "roles", summary["roles"])
    if summary["unnamed"]:
        lines += _count("no role named", "", {"": summary["unnamed"]})
    return lines + _count("not read: ", "reasons", summary["unread"])


def _count(said: str, things: str, counts: dict[str, int]) -> list[str]:
    pairs = list(counts.items())
    lines = [f"{count:>12,}  {said}{name}" for name, count in pairs[:_SHOWN]]
    if more := pairs[_SHOWN:]:
        lines.append(f"{sum(count for _, count in more):>12,}  {said}{len(more)} more {things}")
    return lines


COMMANDS: Commands = {
    "annotate": (
        _annotate,
        "a file of rows with columns added that say what each row tells",
        (
            "source target --skills --text? --title --add --separator --processes --force "
            "--edition --over --json"
        ),
    ),
}

"""The problems of an overlay as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mlroles.overlays.problems import WARNINGS

if TYPE_CHECKING:
    from mlroles.overlays import Problems

__all__ = ["problems_data"]


def problems_data(problems: Problems) -> dict[str, Any]:
    """What was checked, whether it is sound, and each problem."""
    return {
        "file": problems.file,
        "edition": problems.edition,
        "sound": problems.sound,
        "problems": [
            {
                "code": problem.code,
                "severity": "warning" if problem.code in WARNINGS else "error",
                "line": problem.line,
                "key": problem.place,
                "message": problem.message,
            }
            for problem in problems
        ],
    }

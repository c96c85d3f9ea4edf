"""The rule that needs weights: a role's own essential skills have to rank that role first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlroles.integrity.problem import Problem
from mlroles.records import group

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mlroles.records import Records


def find_outranked(
    records: Records, rows: Mapping[str, tuple[tuple[int, ...], str]]
) -> Iterator[Problem]:
    """Roles that their own essential skills do not rank first, and exceptions without need.

    Parameters
    ----------
    records
        The source records; ``[exceptions]`` of ``edition.toml`` excuses a role, with a reason.
    rows
        Skill id to its weights, a role each in the order of the records, then other work.
    """
    roles = [row["id"] for row in records["roles"]]
    excused = next((row["exceptions"] for row in records["edition"]), "") or {}
    for role, needs in group(records["needs"], "role").items():
        essentials = [row["skill"] for row in needs if row["importance"] == "essential"]
        sums = [sum(rows[skill][0][column] for skill in essentials) for column in range(len(roles))]
        first = min(roles, key=lambda each: (-sums[roles.index(each)], each))
        if first != role and role not in excused:
            message = (
                f"the essentials of {role} rank {first} first, by "
                f"{max(sums) - sums[roles.index(role)]} centibans; say in needs what tells them "
                "apart, or give the reason under [exceptions]"
            )
            yield Problem("outranked", needs[0].place, message)
        elif first == role and role in excused:
            message = f"{role} is excused and comes first by itself; take the exception away"
            yield Problem("idle-exception", "edition.toml", message)

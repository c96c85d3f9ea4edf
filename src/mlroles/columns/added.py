"""The columns that can be added: what each holds, from what it is read, and how."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from attrs import frozen

from mlroles.matching import measure_counted, measure_coverage

if TYPE_CHECKING:
    from collections.abc import Callable

    from mlroles.mentions import Mentions
    from mlroles.standing import Standing
    from mlroles.taxonomy import Taxonomy
    from mlroles.titles import TitleReading

__all__ = ["ADDED", "REASON", "ROLE_OF_TITLE", "Added"]

_SPAN = {"start": "int", "end": "int", "skill": "string", "rule": "string", "stance": "string"}


@frozen
class Added:
    """A column that can be added.

    Attributes
    ----------
    name
        What it is called.
    kind
        ``string``, ``int``, ``strings``, ``spans`` or ``shares``.
    sources
        From which of ``skills``, ``text`` and ``title`` it can be read.
    of
        What of `mlroles.columns.rows.Rows` it is found in.
    find
        What it holds, by a row's item of that; it is null where there is none.
    """

    name: str
    kind: str
    sources: str
    of: str
    find: Callable[[Any], Any]

    def make_field(self, taxonomy: Taxonomy) -> Any:
        """The column as a field of an Arrow schema."""
        import pyarrow as pa

        plain = {"string": pa.string(), "int": pa.int32(), "strings": pa.list_(pa.string())}
        if self.kind in plain:
            return pa.field(self.name, plain[self.kind])
        struct = pa.struct([(name, plain[kind]) for name, kind in self._parts(taxonomy).items()])
        return pa.field(self.name, pa.list_(struct) if self.kind == "spans" else struct)

    def make_ddl(self, taxonomy: Taxonomy) -> str:
        """The column as Spark's SQL declares it."""
        plain = {"string": "string", "int": "int", "strings": "array<string>"}
        if self.kind in plain:
            return f"{self.name} {plain[self.kind]}"
        parts = ", ".join(f"`{name}`: {kind}" for name, kind in self._parts(taxonomy).items())
        kind = f"array<struct<{parts}>>" if self.kind == "spans" else f"struct<{parts}>"
        return f"{self.name} {kind}"

    def _parts(self, taxonomy: Taxonomy) -> dict[str, str]:
        return _SPAN if self.kind == "spans" else dict.fromkeys(taxonomy.active, "int")


def _evidence(standing: Standing) -> int:
    return standing.evidence[standing.first]


def _share(standing: Standing) -> int:
    return standing.shares[standing.first]


def _shares(standing: Standing) -> dict[str, int]:
    return dict(zip(standing.comparison.roles, standing.shares, strict=True))


def _counted(standing: Standing) -> int:
    taxonomy, roles = standing.comparison.taxonomy, standing.comparison.roles
    return measure_counted(standing.ids, roles[standing.first], taxonomy)


def _coverage(standing: Standing) -> int:
    taxonomy, roles = standing.comparison.taxonomy, standing.comparison.roles
    return measure_coverage(taxonomy.roles[roles[standing.first]], dict.fromkeys(standing.ids))


def _runner_up(standing: Standing) -> str | None:
    order = standing.order
    return standing.comparison.roles[order[1]] if len(order) > 1 else None


def _skills(standing: Standing) -> list[str]:
    return sorted(standing.ids)


def _spans(mentions: Mentions) -> list[dict[str, Any]]:
    return [
        {**{name: getattr(mention, name) for name in _SPAN}, "skill": mention.skill.id}
        for mention in mentions
    ]


def _role_of_title(reading: TitleReading) -> str | None:
    return reading.role.id if reading.role else None


_LISTS, _ALL = "skills text", "skills text title"
_COLUMNS = (
    Added("role", "string", _ALL, "standings", attrgetter("best")),
    Added("outcome", "string", _LISTS, "standings", attrgetter("outcome")),
    Added("evidence", "int", _LISTS, "standings", _evidence),
    Added("share", "int", _LISTS, "standings", _share),
    Added("shares", "shares", _LISTS, "standings", _shares),
    Added("counted", "int", _LISTS, "standings", _counted),
    Added("runner_up", "string", _LISTS, "standings", _runner_up),
    Added("coverage", "int", _LISTS, "standings", _coverage),
    Added("skills", "strings", _LISTS, "standings", _skills),
    Added("unresolved", "strings", "skills", "unresolved", sorted),
    Added("spans", "spans", "text", "mentions", _spans),
    Added("seniority", "string", "title", "titles", attrgetter("seniority")),
    Added("edition", "string", _ALL, "answering", attrgetter("edition")),
    Added("fingerprint", "string", _ALL, "answering", attrgetter("fingerprint")),
)
ADDED = {column.name: column for column in _COLUMNS}
"""Every column that can be asked for, by name."""

ROLE_OF_TITLE = Added("role", "string", "title", "titles", _role_of_title)
"""The role where only titles are given."""

REASON = Added("reason", "string", _ALL, "reasons", str)
"""Why a row could not be read; null where it was."""

"""Hand-offs and teams as graphs: text for Mermaid and for Graphviz.

Both name their nodes ``n0``, ``n1``, …, in the order of the value, and escape whatever a label
holds, so that no name of a person can end a label or begin a command.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from mlroles.errors import InvalidInput
from mlroles.handoffs import Chains, Handoffs
from mlroles.teams import Team

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from mlroles.handoffs import End

__all__ = ["to_dot", "to_mermaid"]

# Mermaid takes Markdown, lists, tags and entities in a label for what they are elsewhere; what
# stands between letters is safe, the rest becomes the code of the character
_MARKS = re.compile(r"(?<!\w)[-']|[-'](?!\w)|[^\w ,'-]|_")


@frozen
class _Node:
    key: tuple[str, str]  # what kind of thing it is, and its name
    label: str
    shape: str  # box, round or oval
    is_open: bool = False


@frozen
class _Edge:
    start: tuple[str, str]
    end: tuple[str, str]
    label: str = ""


@define
class _Graph:
    """What is drawn; a node that is added twice stays where it was."""

    nodes: dict[tuple[str, str], _Node] = field(factory=dict)
    edges: dict[_Edge, None] = field(factory=dict)

    def add(self, node: _Node) -> tuple[str, str]:
        return self.nodes.setdefault(node.key, node).key

    def link(self, start: tuple[str, str], end: tuple[str, str], label: str = "") -> None:
        self.edges[_Edge(start, end, label)] = None


def to_mermaid(value: Handoffs | Chains | Team) -> str:
    r"""A graph of hand-offs, of chains of them or of a team, as text for Mermaid.

    Parameters
    ----------
    value
        What `mlroles.list_handoffs`, `mlroles.trace_handoffs` or `mlroles.review_team` returns.

    Returns
    -------
    str
        A flow chart, without a line end behind the last line. Roles and members are boxes, parties
        and all who stand outside a team are ovals, deliverables are rounded; what nobody makes, or
        nobody takes, is dashed.

    Raises
    ------
    InvalidInput
        If `value` is anything else.

    Examples
    --------
    >>> import mlroles
    >>> chains = mlroles.trace_handoffs("researcher", "ML engineer", mlroles.load("2020.1"))
    >>> print(to_mermaid(chains))
    flowchart LR
      n0["Researcher #47; data scientist"]
      n1["Machine learning engineer"]
      n0 -->|"novel and simplified algorithms"| n1
    """
    graph = _draw(value)
    names = _name(graph)
    shapes = {"box": '["{}"]', "round": '("{}")', "oval": '(["{}"])'}
    lines = [
        f"  {names[key]}{shapes[node.shape].format(_mermaid(node.label))}"
        for key, node in graph.nodes.items()
    ]
    for edge in graph.edges:
        label = f'|"{_mermaid(edge.label)}"|' if edge.label else ""
        lines.append(f"  {names[edge.start]} -->{label} {names[edge.end]}")
    dashed = [names[key] for key, node in graph.nodes.items() if node.is_open]
    lines += [f"  style {name} stroke-dasharray: 4" for name in dashed]
    return "\n".join(["flowchart LR", *lines])


def to_dot(value: Handoffs | Chains | Team) -> str:
    r"""The same graph as text for Graphviz.

    Parameters
    ----------
    value
        As for `to_mermaid`.

    Returns
    -------
    str
        A digraph, without a line end behind the last line.

    Raises
    ------
    InvalidInput
        If `value` is anything else.

    Examples
    --------
    >>> import mlroles
    >>> chains = mlroles.trace_handoffs("researcher", "ML engineer", mlroles.load("2020.1"))
    >>> print(to_dot(chains))
    digraph {
      rankdir=LR
      n0 [shape=box, label="Researcher / data scientist"]
      n1 [shape=box, label="Machine learning engineer"]
      n0 -> n1 [label="novel and simplified algorithms"]
    }
    """
    graph = _draw(value)
    names = _name(graph)
    shapes = {"box": "shape=box", "round": 'shape=box, style="rounded"', "oval": "shape=oval"}
    lines = []
    for key, node in graph.nodes.items():
        shape = 'shape=box, style="rounded,dashed"' if node.is_open else shapes[node.shape]
        lines.append(f'  {names[key]} [{shape}, label="{_dot(node.label)}"]')
    for edge in graph.edges:
        label = f' [label="{_dot(edge.label)}"]' if edge.label else ""
        lines.append(f"  {names[edge.start]} -> {names[edge.end]}{label}")
    return "\n".join(["digraph {", "  rankdir=LR", *lines, "}"])


def _name(graph: _Graph) -> dict[tuple[str, str], str]:
    return {key: f"n{at}" for at, key in enumerate(graph.nodes)}


def _mermaid(label: str) -> str:
    """The label, with a code for whatever is no letter, digit, space or comma; never empty."""
    return _MARKS.sub(lambda found: f"#{ord(found[0])};", _one_line(label)) or "#160;"


def _dot(label: str) -> str:
    """The label, with what ends it, what begins a command and what begins an entity escaped."""
    return _one_line(label).replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')


def _one_line(label: str) -> str:
    """The label with single spaces, and a mark for what cannot be printed."""
    return "".join(c if c.isprintable() else "\ufffd" for c in " ".join(label.split()))


def _draw(value: object) -> _Graph:
    draw = _DRAWINGS.get(type(value))
    if draw is None:
        message = f"{type(value).__name__} is no graph; pass hand-offs, chains of them, or a team"
        raise InvalidInput(message, value)
    return draw(value)


def _draw_handoffs(handoffs: Handoffs) -> _Graph:
    graph = _Graph()
    keys = {end.id: graph.add(_end(end)) for end in handoffs.ends}
    for row in handoffs:
        graph.link(keys[row.producer], keys[row.consumer], row.artefact)
    return graph


def _end(end: End) -> _Node:
    return _Node(("end", end.id), end.name, "box" if end.is_role else "oval")


def _draw_chains(chains: Chains) -> _Graph:
    graph = _Graph()
    graph.add(_end(chains.start))
    graph.add(_end(chains.end))
    for step in (step for chain in chains for step in chain):
        start, end = graph.add(_end(step.producer)), graph.add(_end(step.consumer))
        for row in step.handoffs:
            graph.link(start, end, row.artefact)
    return graph


def _draw_team(team: Team) -> _Graph:
    return _draw_exchanges(team) if team.project is None else _draw_deliveries(team)


def _add_members(graph: _Graph, team: Team) -> None:
    for member in team.members:
        hats = ", ".join(hat.name for hat in member.hats)
        label = member.name if hats in {"", member.name} else f"{member.name}: {hats}"
        graph.add(_Node(("member", member.name), label, "box"))


def _draw_deliveries(team: Team) -> _Graph:
    """Who makes what, and what that serves."""
    graph = _Graph()
    _add_members(graph, team)
    rows = team.deliveries
    keys = {
        row.deliverable.id: graph.add(
            _Node(("deliverable", row.deliverable.id), row.deliverable.artefact, "round",
                  is_open=not row.is_closed)
        )
        for row in rows
    }  # fmt: skip
    for row in rows:
        here = keys[row.deliverable.id]
        for name in row.makers:
            graph.link(("member", name), here)
        for there in (keys[key] for key in row.deliverable.serves if key in keys):
            graph.link(here, there)
        for party in row.parties:
            graph.link(here, graph.add(_Node(("party", party), party, "oval")))
    return graph


def _draw_exchanges(team: Team) -> _Graph:
    """Who hands what to whom, in the team and around it."""
    graph = _Graph()
    _add_members(graph, team)
    for row in team.exchanges:
        starts = _stand(row.makers, row.producer, graph)
        ends = _stand(row.takers, row.consumer, graph)
        for start in starts:
            for end in ends:
                graph.link(start, end, row.handoff.artefact)
    return graph


def _stand(names: Iterable[str], end: str, graph: _Graph) -> list[tuple[str, str]]:
    """Those in the team who stand at this end; if nobody does, the end itself."""
    inside = [("member", name) for name in names]
    return inside or [graph.add(_Node(("end", end), end, "oval"))]


_DRAWINGS: dict[type, Callable[[Any], _Graph]] = {
    Handoffs: _draw_handoffs,
    Chains: _draw_chains,
    Team: _draw_team,
}

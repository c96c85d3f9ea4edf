"""Graphs as text: what is drawn, and that no label escapes from its quotes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import mlroles
from mlroles.errors import InvalidInput
from mlroles.export.graphs import to_dot, to_mermaid
from mlroles.teams import review_team
from teamworld import BREAD, KITCHEN

if TYPE_CHECKING:
    from mlroles.teams import Team

TEAM = {"Ada": ["baker", "miller"], "Grace": "juggler"}
NASTY = (
    '"]; n1 --> n2', "end", "1. list", "- item", "`**bold**`", "<b>x</b>", "two\nlines", "#quot;",
    "&amp;", "%% comment", "{{x}}", '\\" ]', "turned \u202e round", 'click n0 "javascript:x"',
    "a--b", "a_b", "\\N", "it's fine-tuned", "half \ud800", "\U0001f680", "\u65e5\u672c", "$$x$$",
)  # fmt: skip

MERMAID = re.compile(
    r"flowchart LR"
    r'|  n\d+(\["[^"]+"\]|\("[^"]+"\)|\(\["[^"]+"\]\))'
    r'|  n\d+ -->(\|"[^"]+"\|)? n\d+'
    r"|  style n\d+ stroke-dasharray: 4"
)
QUOTED = r'"((?:[^"\\]|\\\\|\\")*)"'
DOT = re.compile(
    r"digraph \{|  rankdir=LR|\}"
    rf'|  n\d+ \[shape=(?:box|oval)(?:, style="[a-z,]+")?, label={QUOTED}\]'
    rf"|  n\d+ -> n\d+(?: \[label={QUOTED}\])?"
)


def mermaid_labels(text: str) -> list[str]:
    """What a reader of Mermaid sees between quotes."""
    found = re.findall(r'"([^"]+)"', text)
    return [re.sub(r"#(\d+);", lambda code: chr(int(code[1])), each) for each in found]


def dot_labels(text: str) -> list[str]:
    """What a reader of Graphviz sees."""
    found = re.findall(rf"label={QUOTED}", text)
    return [re.sub(r"\\(.)", r"\1", each).replace("&amp;", "&") for each in found]


def one_line(text: str) -> str:
    return "".join(c if c.isprintable() else "\ufffd" for c in " ".join(text.split()))


@given(st.lists(st.text(min_size=1).filter(str.strip), min_size=1, max_size=3, unique_by=one_line))
@example(list(NASTY))
def test_no_name_leaves_its_label_and_none_is_changed(names: list[str]) -> None:
    for project in (BREAD, None):
        team = review_team(dict.fromkeys(names, "juggler"), KITCHEN, project=project)
        mermaid, dot = to_mermaid(team), to_dot(team)
        for line in mermaid.split("\n"):
            assert MERMAID.fullmatch(line), line
        for line in dot.split("\n"):
            assert DOT.fullmatch(line), line
        shown = [one_line(member.name) for member in team.members]
        assert dot_labels(dot)[: len(shown)] == shown
        assert mermaid_labels(mermaid)[: len(shown)] == shown
        labels = re.findall(r'"([^"]+)"', mermaid)
        assert all(re.fullmatch(r"(?:[\w ,'-]|#\d+;)+", label) for label in labels)
        assert not any(label[0] in "-'" or "_" in label for label in labels)


def test_a_label_is_never_empty_in_mermaid() -> None:
    team = review_team({"a": []}, KITCHEN)
    bare = mlroles.Team(
        (type(team.members[0])("", ()),), None, (), (), (), (), (), team.edition, team.fingerprint
    )
    assert to_mermaid(bare) == 'flowchart LR\n  n0["#160;"]'
    assert to_dot(bare).split("\n")[2] == '  n0 [shape=box, label=""]'


@pytest.mark.parametrize(
    "value",
    [
        mlroles.list_handoffs(KITCHEN),
        mlroles.trace_handoffs("miller", "clients", KITCHEN),
        review_team(TEAM, KITCHEN, project=BREAD),
        review_team(TEAM, KITCHEN),
    ],
    ids=["handoffs", "chains", "project", "exchanges"],
)
def test_both_texts_hold_the_same_graph(value: Team) -> None:
    mermaid, dot = to_mermaid(value), to_dot(value)
    assert mermaid_labels(mermaid) == dot_labels(dot)
    arrows = re.findall(r"(n\d+) -->(?:\|.*\|)? (n\d+)", mermaid)
    assert arrows == re.findall(r"(n\d+) -> (n\d+)", dot)
    nodes = re.findall(r"^  (n\d+)[\[(]", mermaid, re.MULTILINE)
    assert nodes == [f"n{at}" for at in range(len(nodes))]
    assert {end for arrow in arrows for end in arrow} <= set(nodes)


def test_the_graph_of_hand_offs_has_an_arrow_for_each() -> None:
    handoffs = mlroles.list_handoffs(KITCHEN)
    assert to_mermaid(handoffs).count("-->") == len(handoffs)
    assert '  n4(["Clients"])' in to_mermaid(handoffs).split("\n")


def test_a_chain_begins_and_ends_in_the_first_two_nodes() -> None:
    lines = to_dot(mlroles.trace_handoffs("miller", "clients", KITCHEN)).split("\n")
    assert lines[2:4] == [
        '  n0 [shape=box, label="Miller"]',
        '  n1 [shape=oval, label="Clients"]',
    ]
    none = mlroles.trace_handoffs("clients", "miller", KITCHEN)
    assert to_mermaid(none) == 'flowchart LR\n  n0(["Clients"])\n  n1["Miller"]'


def test_a_team_for_a_project_is_drawn_with_what_it_lacks() -> None:
    assert to_mermaid(review_team(TEAM, KITCHEN, project=BREAD)).split("\n") == [
        "flowchart LR",
        '  n0["Ada#58; Baker, Miller"]',
        '  n1["Grace"]',
        '  n2("flour")',
        '  n3("a loaf")',
        '  n4("a sale")',
        '  n5("a feast")',
        '  n6("crumbs")',
        '  n7(["Clients"])',
        "  n0 --> n2",
        "  n2 --> n3",
        "  n0 --> n3",
        "  n3 --> n4",
        "  n3 --> n5",
        "  n4 --> n7",
        "  n5 --> n7",
        "  n0 --> n6",
        "  n6 --> n5",
        "  style n3 stroke-dasharray: 4",
        "  style n4 stroke-dasharray: 4",
        "  style n5 stroke-dasharray: 4",
        "  style n6 stroke-dasharray: 4",
    ]
    dot = to_dot(review_team(TEAM, KITCHEN, project=BREAD)).split("\n")
    assert '  n2 [shape=box, style="rounded", label="flour"]' in dot
    assert '  n4 [shape=box, style="rounded,dashed", label="a sale"]' in dot


def test_a_team_without_a_project_is_drawn_with_all_that_it_hands_on_and_takes() -> None:
    assert to_mermaid(review_team(["waiter", "baker"], KITCHEN)).split("\n") == [
        "flowchart LR",
        '  n0["Baker"]',
        '  n1["Waiter"]',
        '  n2(["Cashier"])',
        '  n3(["Miller"])',
        '  n4(["Clients"])',
        '  n0 -->|"loaves"| n1',
        '  n0 -->|"rolls"| n2',
        '  n3 -->|"flour"| n0',
        '  n3 -->|"bran"| n0',
        '  n1 -->|"a served loaf"| n4',
        '  n4 -->|"wishes"| n1',
    ]


@pytest.mark.parametrize("draw", [to_dot, to_mermaid])
def test_what_is_no_graph_is_an_error(draw: object) -> None:
    with pytest.raises(InvalidInput, match="str is no graph; pass hand-offs"):
        draw("team")  # type: ignore[operator]  # one of two functions

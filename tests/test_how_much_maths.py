"""The page that answers the article: every answer on it is a real one."""

from __future__ import annotations

import re
from pathlib import Path

import mlroles

PAGES = Path(__file__).parent.parent / "docs" / "explanation"
ANSWER = re.compile(r"^\*\*(?P<role>.+)\.\*\* (?P<said>.+)$", re.MULTILINE)


def read(page: str) -> str:
    return (PAGES / page).read_text("utf-8")


def test_the_question_of_the_article_is_answered_for_every_role() -> None:
    expected = [
        (role.name, " ".join(mlroles.answer_maths(role, taxonomy).sentences))
        for taxonomy in map(mlroles.load, ("2020.1", "2026.1"))
        for role in taxonomy.roles.values()
    ]
    assert ANSWER.findall(read("how-much-maths.md")) == expected
    assert len(expected) == 5 + 17

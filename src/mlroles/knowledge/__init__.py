"""How much maths, and how much else, each role asks for: judgements, and said to be judgements."""

from __future__ import annotations

from mlroles.knowledge.answer import MathsAnswer, answer_maths
from mlroles.knowledge.reach import Gap, SetAside, Standing, Unasked, Within, roles_within
from mlroles.knowledge.table import KnowledgeTable, compare_knowledge

__all__ = [
    "Gap",
    "KnowledgeTable",
    "MathsAnswer",
    "SetAside",
    "Standing",
    "Unasked",
    "Within",
    "answer_maths",
    "compare_knowledge",
    "roles_within",
]

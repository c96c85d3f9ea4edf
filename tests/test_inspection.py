"""A compiled file that no hash vouches for: what is not what its place asks for is refused."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from mlroles.edition_format import OUTSIDE, decode, encode
from mlroles.errors import InvalidTaxonomy
from worlds import TALLY, TINY, compile_world, move, records

MOVES = (move("renamed", "bakerman", "baker"), move("split", "pan", "oven c", "skills"))
WHOLE = json.loads(compile_world(records(**TINY, moves=MOVES), [TALLY]))
WHOLE["edition"] |= {"priors": {"census": {"baker": 3, "cook": 4}}, "agreement": {"enter": 700}}


def read(document: dict[str, Any]) -> None:
    decode(encode(document), "0" * 64, OUTSIDE)


def test_what_is_whole_is_read() -> None:
    read(WHOLE)


# Found by fuzzing, or beside what fuzzing found: each loaded, and broke an answer later.
FAULTS: dict[str, tuple[tuple[Any, ...], Any]] = {
    "an importance that nobody knows": (("roles", "baker", "needs", 0, "importance"), "omportant"),
    "a list for an importance": (("roles", "baker", "needs", 0, "importance"), []),
    "a reading that nobody knows": (("skills", "oven", "aliases", 0, 1), "sideways"),
    "a kind that nobody knows": (("skills", "oven", "kind"), "hat"),
    "a basis that nobody knows": (("skills", "oven", "basis"), "c\x05p"),
    "too few weights": (("skills", "oven", "weights"), [1]),
    "a weight that is text": (("skills", "oven", "weights", 0), "1"),
    "a weight that is true": (("skills", "oven", "weights", 0), True),
    "a weight beyond all sense": (("skills", "oven", "weights", 0), 10**6 + 1),
    "a number for a summary": (("roles", "cook", "summary"), 7),
    "a list for a definition": (("skills", "oven", "definition"), ["x"]),
    "nothing for a statement": (("roles", "baker", "avoids", 0, "text"), None),
    "a number for an alias": (("skills", "oven", "aliases", 0, 0), 7),
    "a table among prerequisites": (("skills", "bread", "prerequisites"), [{}]),
    "a number for a broader skill": (("skills", "stone-oven", "broader"), 7),
    "a name that is a number": (("skills", "oven", "keys"), [7]),
    "a name of no skill": (("moves", 1, "new"), "hat"),
    "a count that is text": (
        ("roles", "baker", "needs", 0, "named_by"), [["many", 3, "editorial", 1999]]
    ),
    "a level without end": (("roles", "baker", "knowledge", 0, "enter"), float("inf")),
    "a number for a source": (("sources", "editorial", "title"), 7),
    "a number for a title": (("titles", 0, 0), 7),
    "a number for the role of a title": (("titles", 0, 1), [7]),
    "a number for a reason": (("moves", 0, "reason"), 7),
    "a discount that is text": (("edition", "scoring", "discount"), "20"),
    "no discount": (("edition", "scoring", "discount"), 0),
    "odds that are text": (("edition", "priors", "census", "cook"), "4"),
    "odds below zero": (("edition", "priors", "census", "cook"), -4),
    "an agreement that is text": (("edition", "agreement", "enter"), "much"),
    "a party that is a number": (("edition", "parties", "clients"), 7),
    "a name that is none": (("edition", "id"), 7),
    "a language that is none": (("edition", "language"), 7),
}  # fmt: skip


@pytest.mark.parametrize("case", FAULTS)
def test_what_is_not_what_its_place_asks_for_is_refused(case: str) -> None:
    path, value = FAULTS[case]
    document = copy.deepcopy(WHOLE)
    inner: Any = document
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    with pytest.raises(InvalidTaxonomy, match="no compiled edition"):
        read(document)

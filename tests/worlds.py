"""Small taxonomies for tests, made the way editions are: records, checked, weighed, compiled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from mlroles.assembly import assemble
from mlroles.edition_format import decode, encode
from mlroles.integrity import require_sound
from mlroles.records import Record
from mlroles.schema import SECTIONS
from mlroles.weighing import Settings, Tally, read_curation, weigh

if TYPE_CHECKING:
    from mlroles.taxonomy import Taxonomy

SETTINGS = Settings(
    factors={"essential": 5, "important": 3, "useful": 2},
    prior_people=2,
    borrowed=500,
    other_work={"strong": 110, "medium": 70, "weak": 30, "neutral": 0},
    ours=-30,
)

EDITION: dict[str, Any] = {
    "id": "1999.1",
    "title": "A tiny world",
    "parties": {"clients": "Clients"},
    "scoring": {"discount": 20, "lead": 20},
    "weighing": {
        "factors": dict(SETTINGS.factors),
        "prior_people": SETTINGS.prior_people,
        "borrowed": SETTINGS.borrowed,
        "other_work": dict(SETTINGS.other_work),
        "ours": SETTINGS.ours,
    },
    "mixes": {},
}

Rows = Sequence[Mapping[str, Any]]


def skill(key: str, name: str = "", **more: str) -> dict[str, str]:
    """A row of skills.csv."""
    return {
        "id": key, "name": name or key.title(), "kind": "tool", "broader": "",
        "definition": f"Something like {key}.", "prerequisites": "", "source": "editorial", **more,
    }  # fmt: skip


def alias(name: str, skill: str, **more: str) -> dict[str, str]:
    """A row of aliases.csv."""
    row = {"alias": name, "skill": skill, "reading": "anywhere", "near": "", "source": "editorial"}
    return {**row, **more}


def need(role: str, skill: str, importance: str = "essential", level: int = 2) -> dict[str, str]:
    """A row of needs.csv."""
    return {
        "role": role, "skill": skill, "importance": importance, "level": str(level),
        "source": "editorial",
    }  # fmt: skip


def move(kind: str, old: str, new: str, section: str = "roles") -> dict[str, str]:
    """A row of moves.csv."""
    return {
        "section": section, "old": old, "new": new, "kind": kind,
        "reason": f"{kind.capitalize()} by the guild.", "source": "editorial",
    }  # fmt: skip


def role(key: str, **more: str) -> dict[str, str]:
    """A record of a role."""
    return {
        "id": key, "name": key.replace("-", " ").title(), "summary": f"{key} works.",
        "tier": "core", "status": "active", "sources": "editorial", "ease": "common",
        "entry": "Walk in.", "entry_source": "editorial", **more,
    }  # fmt: skip


def records(**sections: Rows) -> dict[str, list[Record]]:
    """The records of an edition with these rows, each placed at its section and number."""
    editorial = {
        "id": "editorial", "title": "Us", "publisher": "Us", "date": "1999", "address": "",
        "licence": "CC BY 4.0",
    }  # fmt: skip
    empty: dict[str, Rows] = dict.fromkeys(SECTIONS, ())
    whole: dict[str, Rows] = {**empty, "sources": (editorial,), **sections}
    ids = [row["id"] for row in whole["roles"]]
    whole["edition"] = ({**EDITION, "roles": ids},)
    return {
        name: [Record(f"{name}:{at}", row) for at, row in enumerate(rows, 1)]
        for name, rows in whole.items()
    }


def compile_world(sections: Mapping[str, Sequence[Record]], tallies: Iterable[Tally] = ()) -> bytes:
    """The compiled bytes of checked records."""
    require_sound(sections, "the tiny world")
    rows = weigh(read_curation(sections), list(tallies), SETTINGS)
    return encode(assemble(sections, rows, {}, {}))


def make_edition(edition: str, tallies: Iterable[Tally] = (), /, **sections: Rows) -> Taxonomy:
    """The taxonomy of these rows, as an edition of this name."""
    whole = records(**sections)
    (settings,) = whole["edition"]
    whole["edition"] = [Record(settings.place, {**settings.values, "id": edition})]
    data = compile_world(whole, tallies)
    return decode(data, sha256(data).hexdigest(), "outside the lock")


def make_world(tallies: Iterable[Tally] = (), /, **sections: Rows) -> Taxonomy:
    """The taxonomy of these rows."""
    return make_edition(EDITION["id"], tallies, **sections)


TINY: dict[str, Rows] = {
    "roles": (role("baker"), role("cook"), role("waiter", status="retired")),
    "skills": (
        skill("oven"),
        skill("stone-oven", broader="oven"),
        skill("bread", prerequisites="oven", kind="subject"),
        skill("c"),
        skill("c-plus-plus", "C++"),
        skill("smile"),
        skill("tax-return"),
    ),
    "aliases": (
        alias("Backofen", "oven"),
        alias("C/C++", "c c-plus-plus", reading="never"),
        alias("grin", "smile", reading="near", near="broad|wide"),
        alias("Smile", "smile", reading="exact"),
    ),
    "needs": (
        need("baker", "oven"),
        need("baker", "bread", level=4),
        need("cook", "oven", "useful"),
        need("cook", "c", "important", 1),
        need("waiter", "smile"),
    ),
    "knowledge": (
        {"role": "baker", "subject": "bread", "enter": "1", "grow": "4", "note": "It rises.",
         "source": "editorial"},
    ),
    "titles": (
        {"title": "Pastry chef", "roles": "baker cook", "source": "editorial"},
        {"title": "Boulanger", "roles": "baker", "source": "editorial"},
        {"title": "Accountant", "roles": "", "source": "editorial"},
    ),
    "handoffs": (
        {"producer": "baker", "artefact": "rolls", "consumer": "clients", "source": "editorial"},
    ),
    "statements": (
        {"role": "baker", "aspect": "avoids", "text": "Would rather not be up late.",
         "source": "editorial"},
        {"role": "baker", "aspect": "boundaries", "text": "Does not fry.", "neighbour": "cook",
         "source": "editorial"},
    ),
    "other_work": (
        {"skill": "tax-return", "strength": "strong", "reason": "office", "source": "editorial"},
    ),
}  # fmt: skip

TALLY = Tally(
    source="editorial",
    year=1999,
    people={"baker": 40, "cook": 60},
    portions={"baker": {"oven": 30_000, "c": 10_000}, "cook": {"oven": 20_000, "c": 40_000}},
    named={"baker": {"oven": 35, "c": 12}, "cook": {"oven": 28, "c": 45}},
)


def tiny_world() -> Taxonomy:
    """Two active roles and a retired one; every special case of a skill once."""
    return make_world([TALLY], **TINY)

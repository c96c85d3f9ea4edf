"""Three tiny editions, one after the other, with moves of every kind between them."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from mlroles import editions
from worlds import Rows, make_edition, move, need, role, skill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mlroles.taxonomy import Taxonomy

__all__ = ["KEPT", "MIDDLE", "NEW", "OLD", "SCHOOL", "age", "shelved"]

NEEDS = {
    "baker": "oven salt", "chef": "oven whisk", "cook": "oven whisk", "confectioner": "whisk salt",
    "butler": "ladle", "sommelier": "ladle salt", "steward": "ladle whisk", "groom": "broom",
    "page": "broom salt", "ostler": "broom", "porter": "broom whisk", "carrier": "broom whisk",
    "courier": "broom whisk", "herald": "salt", "squire": "broom oven", "knight": "broom oven",
    "miller": "oven broom salt", "grinder": "oven broom salt", "waiter": "ladle oven",
    "footman": "ladle broom", "saucier": "whisk ladle salt",
}  # fmt: skip


def age(
    edition: str, roles: str, skills: str, *moves: dict[str, str], **sections: Rows
) -> Taxonomy:
    """An edition of these roles and skills; `NEEDS` has what the roles need."""
    keys = roles.split()
    return make_edition(
        edition,
        roles=[role(key) for key in keys],
        skills=[skill(key) for key in skills.split()],
        needs=[need(key, each) for key in keys for each in NEEDS[key].split()],
        moves=moves,
        **sections,
    )


def title(name: str, roles: str) -> dict[str, str]:
    """A row of titles.csv."""
    return {"title": name, "roles": roles, "source": "editorial"}


KEPT = "oven salt whisk ladle broom"

OLD = age(
    "1998.1",
    "baker chef butler groom page porter herald squire footman",
    f"{KEPT} hearth fork knife recipes quill",
    titles=[title("Kitchen head", "chef"), title("Stable hand", "groom page")],
)
MIDDLE = age(
    "1999.1",
    "baker cook confectioner butler sommelier ostler carrier knight miller waiter footman",
    f"{KEPT} fireplace cutlery cake-recipes meat-recipes stone-oven fridge",
    move("narrowed", "baker", "baker"),
    move("split", "chef", "cook confectioner"),
    move("split", "butler", "butler sommelier"),
    move("merged", "groom page", "ostler"),
    move("renamed", "porter", "carrier"),
    move("retired", "herald", ""),
    move("derived-from", "squire", "knight"),
    move("derived-from", "baker porter", "miller"),
    move("added", "", "waiter"),
    move("kept", "footman", "footman"),
    move("renamed", "hearth", "fireplace", "skills"),
    move("merged", "fork knife", "cutlery", "skills"),
    move("split", "recipes", "cake-recipes meat-recipes", "skills"),
    move("retired", "quill", "", "skills"),
    move("derived-from", "oven", "stone-oven", "skills"),
    move("narrowed", "whisk", "whisk", "skills"),
    move("added", "", "fridge", "skills"),
    move("kept", "salt", "salt", "skills"),
    titles=[title("Kitchen head", "cook"), title("Cellar hand", "sommelier")],
)
NEW = age(
    "2000.1",
    "baker cook saucier confectioner steward courier knight grinder waiter footman",
    f"{KEPT} stove cookbook stone-oven fridge",
    move("split", "cook", "cook saucier"),
    move("merged", "butler sommelier", "steward"),
    move("retired", "ostler", ""),
    move("renamed", "carrier", "courier"),
    move("renamed", "miller", "grinder"),
    move("renamed", "fireplace", "stove", "skills"),
    move("merged", "cake-recipes meat-recipes", "cookbook", "skills"),
    move("retired", "cutlery", "", "skills"),
)
SCHOOL = (OLD, MIDDLE, NEW)


@contextmanager
def shelved(*worlds: Taxonomy) -> Iterator[None]:
    """While these, and no others, are the editions that are shipped."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(editions, "_loaded", {world.edition: world for world in worlds})
        patch.setattr(editions, "_names", lambda: tuple(world.edition for world in worlds))
        yield

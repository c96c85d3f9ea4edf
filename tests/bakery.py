"""A world in which skills build on others: what plans and curricula are tried on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from mlroles.model import NamedBy
from mlroles.taxonomy import Catalogue
from strategies import as_it_is
from worlds import make_world, need, role, skill

if TYPE_CHECKING:
    from mlroles.taxonomy import Taxonomy

SECTIONS = {
    "roles": (role("baker"), role("cook"), *(role(f"waiter-{n}") for n in range(5))),
    "skills": (
        skill("flour", kind="subject"),
        skill("dough", kind="method", prerequisites="flour"),
        skill("oven"),
        skill("bread", kind="practice", prerequisites="dough oven"),
        skill("salt", kind="library"),
        skill("song"),
        *(skill(f"cake-{n}", prerequisites="oven") for n in range(1, 13)),
        *(skill(f"smile-{n}") for n in range(5)),
    ),
    "needs": (
        need("baker", "bread", level=3), need("baker", "dough", "important"),
        need("baker", "salt", "useful", 1),
        need("cook", "salt"), *(need("cook", f"cake-{n}", "useful") for n in range(1, 13)),
        *(need(f"waiter-{n}", f"smile-{n}") for n in range(5)),
    ),
    "resources": (
        {"role": "baker", "skill": "dough", "title": "Dough for everybody",
         "address": "https://example.org/dough", "kind": "book", "source": "editorial"},
    ),
}  # fmt: skip


def counted(world: Taxonomy) -> Taxonomy:
    """The bakery after somebody asked its bakers."""
    baker = world.roles["baker"]
    asked = [
        attrs.evolve(each, named_by=(NamedBy(permille, 200, "editorial", 1999),))
        for each, permille in zip(baker.needs, (604, 45, 3), strict=True)
    ]
    roles = {**world.roles, "baker": attrs.evolve(baker, needs=tuple(asked))}
    return attrs.evolve(world, roles=Catalogue(roles, as_it_is))


WORLD = counted(make_world(**SECTIONS))


def orchestra() -> Taxonomy:
    """Two roles that share a skill."""
    return make_world(
        roles=[role("oboist"), role("flautist")],
        skills=[skill("breath"), skill("reed"), skill("lip")],
        needs=[
            need("oboist", "breath"), need("oboist", "reed"),
            need("flautist", "breath", level=3), need("flautist", "lip", "useful"),
        ],
    )  # fmt: skip

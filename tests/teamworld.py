"""A mill, a bakery and a shop, for tests of hand-offs and teams."""

from __future__ import annotations

from mlroles.teams import Deliverable, Project
from worlds import make_world, move, need, role, skill

__all__ = ["BREAD", "KITCHEN", "handoff"]


def handoff(producer: str, artefact: str, consumer: str) -> dict[str, str]:
    """A row of handoffs.csv."""
    return {
        "producer": producer, "artefact": artefact, "consumer": consumer, "source": "editorial",
    }  # fmt: skip


KITCHEN = make_world(
    roles=[
        role("miller"), role("baker"), role("waiter"), role("cashier"),
        role("herald", status="retired"),
    ],
    skills=[skill(key) for key in ("stone", "oven", "dough", "smile", "till", "horn")],
    needs=[
        need("miller", "stone"), need("baker", "oven", level=3), need("baker", "dough"),
        need("waiter", "smile"), need("waiter", "till", "useful", 1), need("cashier", "till"),
        need("cashier", "smile", "useful"), need("herald", "horn"),
    ],
    titles=[
        {"title": "Shop hand", "roles": "waiter cashier", "source": "editorial"},
        {"title": "Boulanger", "roles": "baker", "source": "editorial"},
    ],
    handoffs=[
        handoff("clients", "wishes", "waiter"),
        handoff("miller", "flour", "baker"),
        handoff("miller", "bran", "baker"),
        handoff("baker", "loaves", "waiter"),
        handoff("baker", "rolls", "cashier"),
        handoff("waiter", "a served loaf", "clients"),
        handoff("cashier", "a sold roll", "clients"),
        handoff("herald", "news", "clients"),
        handoff("herald", "news", "miller"),
    ],
    moves=[move("split", "servant", "waiter cashier"), move("added", "", "baker")],
)  # fmt: skip

BREAD = Project(
    "bread",
    "Bread for all",
    "Bread that is sold.",
    (
        Deliverable("flour", "flour", "essential", ("miller", "baker"), ("loaf",), "Fine."),
        Deliverable("loaf", "a loaf", "essential", ("baker",), ("sale", "feast")),
        Deliverable("sale", "a sale", "essential", ("cashier", "waiter"), ("clients",), "Cash."),
        Deliverable("feast", "a feast", "helpful", ("waiter",), ("clients",), "Seldom."),
        Deliverable("crumbs", "crumbs", "helpful", ("baker",), ("feast",), "For birds."),
    ),
)

"""The document of an edition with an overlay laid over it; the edition's own is never touched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mlroles.model import IMPORTANCES
from mlroles.names import fold
from mlroles.overlays.shape import ASPECTS
from mlroles.overlays.weights import read_background, weigh_newcomers, weigh_skill

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mlroles.overlays.weights import Background

__all__ = ["lay_over"]

Document = dict[str, Any]


def lay_over(document: Mapping[str, Any], overlay: Mapping[str, Any]) -> Document:
    """A document with everything that a sound overlay adds and changes.

    Parameters
    ----------
    document
        Of the taxonomy below.
    overlay
        What it says; `mlroles.overlays.check` has nothing to say against it.
    """
    source = overlay["overlay"]["namespace"]
    new = [role for role in overlay.get("roles", {}) if role not in document["roles"]]
    return {
        **document,
        "edition": _edition(document["edition"], new, overlay),
        "sources": {**document["sources"], source: _source(overlay["overlay"])},
        "skills": _weigh(document, overlay, new, _skills(document, overlay, source)),
        "roles": _roles(document, overlay, source),
        "titles": _titles(document, overlay, source),
        "handoffs": [
            *document["handoffs"],
            *({**row, "source": source} for row in overlay.get("handoffs", ())),
        ],
    }


def _edition(edition: Document, new: list[str], overlay: Mapping[str, Any]) -> Document:
    return {
        **edition,
        "roles": [*edition["roles"], *new],
        "parties": {**edition["parties"], **overlay.get("parties", {})},
        # a mix is of people whom a survey counted, and it counted none of these
        "priors": {
            mix: {**odds, **dict.fromkeys(new, 0)} for mix, odds in edition["priors"].items()
        },
    }


def _source(head: Mapping[str, str]) -> Document:
    keys = ("title", "publisher", "date", "address", "licence")
    return {key: head.get(key, "") for key in keys}


# Skills and their weights ------------------------------------------------------------------------


def _skills(document: Mapping[str, Any], overlay: Mapping[str, Any], source: str) -> Document:
    """The skills that are added or have other names now, without weights where they are new."""
    there = document["skills"]
    return {
        skill: _renamed(there[skill], said, source)
        if skill in there
        else _new_skill(skill, said, source)
        for skill, said in overlay.get("skills", {}).items()
    }


def _renamed(record: Document, said: Mapping[str, Any], source: str) -> Document:
    added = _aliases(said, source)
    keys = {*record["keys"], *(fold(alias["name"]) for alias in added)}
    return {**record, "aliases": [*record["aliases"], *added], "keys": sorted(keys)}


def _new_skill(skill: str, said: Mapping[str, Any], source: str) -> Document:
    aliases = _aliases(said, source)
    written = [skill, said["name"], *(alias["name"] for alias in aliases)]
    return {
        **{key: said[key] for key in ("name", "kind", "definition", "broader") if key in said},
        "prerequisites": list(said.get("prerequisites", ())),
        "aliases": aliases,
        "keys": sorted({fold(name) for name in written}),
        "source": source,
    }


def _aliases(said: Mapping[str, Any], source: str) -> list[Document]:
    """Aliases by name; a reading of the skill's own name is that of an alias which is the same."""
    given = [{"name": each} if isinstance(each, str) else each for each in said.get("aliases", ())]
    if "reading" in said:
        given.append({key: said[key] for key in ("name", "reading", "near") if key in said})
    plain = {"reading": "anywhere", "near": [], "source": source}
    return sorted(({**plain, **each} for each in given), key=lambda alias: fold(alias["name"]))


def _weigh(
    document: Mapping[str, Any], overlay: Mapping[str, Any], new: list[str], skills: Document
) -> Document:
    """Every skill with a weight for every role; what the edition weighed stays as it is."""
    needs = _needs_by_skill(overlay)
    background = read_background(document, needs)
    older = [role for role in document["edition"]["roles"] if role not in background.roles]
    rows = {**document["skills"], **skills}
    weighed: Document = {}
    for skill in [*document["skills"], *_order(skills, document["skills"])]:
        record, needed = rows[skill], needs.get(skill, {})
        if "weights" in record:
            weighed[skill] = _widen(skill, record, [needed.get(r, "") for r in new], background)
        else:
            base = weighed[record["broader"]]["weights"] if "broader" in record else ()
            own, basis = weigh_skill(skill, base[: len(background.roles)], background)
            record = {
                **record,
                "weights": [*own, background.settings.ours],
                "basis": f"{basis * len(own)}p",
            }
            roles = [needed.get(role, "") for role in (*older, *new)]
            weighed[skill] = _widen(skill, record, roles, background)
    return weighed


def _widen(
    skill: str, record: Document, importances: list[str], background: Background
) -> Document:
    """A record with a column more for each role that needs it so; other work stays last."""
    own = record["weights"][: len(background.roles)]
    added = weigh_newcomers(skill, importances, own, background)
    *weights, outside = record["weights"]
    basis = record["basis"][:-1] + "p" * len(added) + record["basis"][-1]
    return {**record, "weights": [*weights, *added, outside], "basis": basis}


def _needs_by_skill(overlay: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    needs: dict[str, dict[str, str]] = {}
    for role, said in overlay.get("roles", {}).items():
        for skill, need in said.get("needs", {}).items():
            needs.setdefault(skill, {})[role] = need["importance"]
    return needs


def _order(skills: Document, there: Mapping[str, Any]) -> list[str]:
    """The skills that are new, each after its broader one."""
    ordered: dict[str, None] = {}
    for each in skills:
        chain, skill = [], each
        while skill and skill not in there and skill not in ordered:
            chain.append(skill)
            skill = skills[skill].get("broader", "")  # up to the broadest
        ordered.update(dict.fromkeys(reversed(chain)))
    return list(ordered)


# Roles, titles -----------------------------------------------------------------------------------


def _roles(document: Mapping[str, Any], overlay: Mapping[str, Any], source: str) -> Document:
    roles = dict(document["roles"])
    for role, said in overlay.get("roles", {}).items():
        roles[role] = _role(roles.get(role) or _new_role(source), said, source)
    return roles


def _new_role(source: str) -> Document:
    return {
        "tier": "extended", "status": "active", "sources": "", "ease": "unstated",
        "entry": "Nobody has said yet.", "entry_source": source, "needs": [], "knowledge": [],
        "resources": [], "crosswalk": [],
    }  # fmt: skip


def _role(record: Document, said: Mapping[str, Any], source: str) -> Document:
    """A role with what an overlay says of it, after what the edition says."""
    whole = {**record, **{key: said[key] for key in ("name", "summary") if key in said}}
    whole["sources"] = f"{record['sources']} {source}".strip()
    if "entry" in said:
        whole |= {"ease": said["entry"]["ease"], "entry": said["entry"]["text"]}
    for aspect in ({*ASPECTS, "boundaries"}) & said.keys():
        added = [_statement(each, source) for each in said[aspect]]
        whole[aspect] = [*record.get(aspect, ()), *added]
    whole["needs"] = _merge_needs(record["needs"], said.get("needs", {}), source)
    whole["knowledge"] = _merge_knowledge(record["knowledge"], said.get("knowledge", {}), source)
    places = [{**row, "source": source} for row in said.get("resources", ())]
    whole["resources"] = [*record["resources"], *places]
    return whole


def _statement(said: str | Mapping[str, str], source: str) -> Document:
    return {**({"text": said} if isinstance(said, str) else said), "source": source}


def _merge_needs(there: Iterable[Document], said: Mapping[str, Any], source: str) -> list[Document]:
    rows = {row["skill"]: row for row in there}
    for skill, need in said.items():
        counts = rows.get(skill, {}).get("named_by", [])
        rows[skill] = {**need, "skill": skill, "named_by": counts, "source": source}
    return sorted(rows.values(), key=lambda row: (-IMPORTANCES[row["importance"]], row["skill"]))


def _merge_knowledge(
    there: Iterable[Document], said: Mapping[str, Any], source: str
) -> list[Document]:
    rows = {row["subject"]: row for row in there}
    for subject, row in said.items():
        rows[subject] = {**row, "subject": subject, "source": source}
    return list(rows.values())


def _titles(document: Mapping[str, Any], overlay: Mapping[str, Any], source: str) -> list[Any]:
    rows = {fold(row[0]): row for row in document["titles"]}
    for title, roles in _pointed(document, overlay):
        there = rows.get(fold(title))
        if there is None or there[1] != roles:
            rows[fold(title)] = [title, roles, source]
    return [rows[key] for key in sorted(rows)]


def _pointed(
    document: Mapping[str, Any], overlay: Mapping[str, Any]
) -> Iterable[tuple[str, list[str]]]:
    """Titles and what they point to; a role that is called otherwise keeps its name as one."""
    for role, said in overlay.get("roles", {}).items():
        if "name" in said and role in document["roles"]:
            yield document["roles"][role]["name"], [role]
        yield from ((title, [role]) for title in said.get("titles", ()))
    yield from ((title, list(roles)) for title, roles in overlay.get("titles", {}).items())

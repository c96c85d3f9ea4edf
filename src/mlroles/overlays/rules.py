"""What an overlay may say over an edition: ids, references, and what of ours may change."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Any

from attrs import frozen

from mlroles.names import is_added
from mlroles.overlays.shape import ASPECTS
from mlroles.overlays.spelling import check_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mlroles.overlays.places import Path
    from mlroles.overlays.walking import Faults
    from mlroles.taxonomy import Taxonomy

__all__ = ["judge"]

_NEW = {"roles": ("name", "summary", "needs"), "skills": ("name", "kind", "definition")}
_OURS = {
    "roles": {"name", "summary", "titles", "needs", "knowledge", "boundaries", "resources"}
    | {*ASPECTS},
    "skills": {"aliases"},
}
_WHY = {
    "roles": "a role's id, tier, status and counts are the edition's",
    "skills": "a skill's weights rest on what the edition says that it is",
}


@frozen
class _Known:
    """The ids that a reference may name, by section."""

    roles: Mapping[str, Any]
    skills: Mapping[str, Any]
    ends: Mapping[str, Any]


def judge(overlay: dict[str, Any], taxonomy: Taxonomy, faults: Faults) -> None:
    """Note whatever an overlay of the right shape says that cannot be laid over a taxonomy."""
    head = overlay.get("overlay", {})
    namespace = str(head.get("namespace", ""))
    _judge_head(head, taxonomy, faults)
    _judge_ids(overlay, namespace, taxonomy, faults)
    roles = {**dict.fromkeys(taxonomy.roles), **overlay.get("roles", {})}
    skills = {**dict.fromkeys(taxonomy.skills), **overlay.get("skills", {})}
    ends = {**roles, **taxonomy.parties, **overlay.get("parties", {})}
    _judge_references(overlay, _Known(roles, skills, ends), faults)
    _judge_knowledge(overlay, taxonomy, faults)
    _judge_cycles(overlay, faults)
    _judge_handoffs(overlay, faults)
    check_names(overlay, taxonomy, faults)


def _judge_head(head: dict[str, Any], taxonomy: Taxonomy, faults: Faults) -> None:
    namespace, written = head.get("namespace"), head.get("edition")
    if namespace and any(each.namespace == namespace for each in taxonomy.overlays):
        message = f"an overlay of the namespace {namespace!r} is laid over already; name it anew"
        faults.add("namespace-taken", ("overlay", "namespace"), message)
    if written and written != taxonomy.edition:
        message = (
            f"it is written for {written} and laid over {taxonomy.edition}; read it through, and "
            "say so here"
        )
        faults.add("other-edition", ("overlay", "edition"), message)


def _judge_ids(overlay: dict[str, Any], namespace: str, taxonomy: Taxonomy, faults: Faults) -> None:
    """A new id is in the overlay's namespace; every other is there already, and is changed."""
    there: dict[str, Mapping[str, Any]] = {
        "roles": taxonomy.roles, "skills": taxonomy.skills, "parties": taxonomy.parties,
    }  # fmt: skip
    for section, known in there.items():
        for key, said in overlay.get(section, {}).items():
            path: Path = (section, key)
            if is_added(key) and key.partition(":")[0] == (namespace or key.partition(":")[0]):
                _require(section, said, path, faults)
            elif key not in known:
                near = faults.guess(key, tuple(known))
                message = (
                    f"{key!r} is none of the edition's {section}{near}; a new one is called "
                    f"'{namespace}:{key.rpartition(':')[2]}'"
                )
                faults.add("unknown-id", path, message)
            else:
                _restrain(section, said, path, faults)


def _require(section: str, said: Any, path: Path, faults: Faults) -> None:
    for key in _NEW.get(section, ()):
        if key not in said and not faults.has((*path, key)):
            message = f"{key} is missing; a new entry of {section} has {', '.join(_NEW[section])}"
            faults.add("missing-key", path, message)
    if section == "roles" and said.get("needs") == {}:
        message = "it needs nothing, so that nothing could speak for it; give it needs"
        faults.add("empty-role", path, message)


def _restrain(section: str, said: Any, path: Path, faults: Faults) -> None:
    if section == "parties":
        faults.add("fixed", path, "the edition has this party; its name stays")
        return
    for key in said:
        if key not in _OURS[section]:
            may = ", ".join(sorted(_OURS[section]))
            message = f"{key} of an entry that is there cannot change: {_WHY[section]}; only {may}"
            faults.add("fixed", (*path, key), message)


def _judge_references(overlay: dict[str, Any], known: _Known, faults: Faults) -> None:
    for path, key, section in _references(overlay):
        there: Mapping[str, Any] = getattr(known, section)
        if key not in there:
            said = "neither a role nor a party" if section == "ends" else f"not in {section}"
            message = f"{key!r} is {said}{faults.guess(key, tuple(there))}"
            faults.add("unknown-reference", path, message)


def _references(overlay: dict[str, Any]) -> Iterator[tuple[Path, str, str]]:
    """Every reference: where it stands, the id that it names, and the section of that."""
    for role, said in overlay.get("roles", {}).items():
        path: Path = ("roles", role)
        for key in ("needs", "knowledge"):
            yield from (((*path, key, skill), skill, "skills") for skill in said.get(key, ()))
        yield from _named(path, said, "boundaries", "neighbour", "roles")
        yield from _named(path, said, "resources", "skill", "skills")
    yield from _references_of_skills(overlay)
    for title, roles in overlay.get("titles", {}).items():
        yield from ((("titles", title, at), role, "roles") for at, role in enumerate(roles))
    yield from _named((), overlay, "handoffs", "producer", "ends")
    yield from _named((), overlay, "handoffs", "consumer", "ends")


def _named(
    path: Path, said: Mapping[str, Any], key: str, named: str, section: str
) -> Iterator[tuple[Path, str, str]]:
    """What the tables of a list name by one of their keys."""
    for at, each in enumerate(said.get(key, ())):
        if isinstance(each, dict) and named in each:
            yield (*path, key, at, named), each[named], section


def _references_of_skills(overlay: dict[str, Any]) -> Iterator[tuple[Path, str, str]]:
    for skill, said in overlay.get("skills", {}).items():
        if "broader" in said:
            yield ("skills", skill, "broader"), said["broader"], "skills"
        for at, each in enumerate(said.get("prerequisites", ())):
            yield ("skills", skill, "prerequisites", at), each, "skills"


def _judge_knowledge(overlay: dict[str, Any], taxonomy: Taxonomy, faults: Faults) -> None:
    kinds = {key: said.get("kind") for key, said in overlay.get("skills", {}).items()}
    for role, said in overlay.get("roles", {}).items():
        for subject, row in said.get("knowledge", {}).items():
            path: Path = ("roles", role, "knowledge", subject)
            ours = subject in taxonomy.skills
            kind = taxonomy.skills[subject].kind if ours else kinds.get(subject)
            if kind not in {"subject", None}:
                faults.add("no-subject", path, f"{subject} is a {kind}; knowledge is of subjects")
            if row.get("enter", 0) > row.get("grow", 4):
                message = (
                    f"enters at {row['enter']} and grows to {row['grow']}; growing never lowers"
                )
                faults.add("level-order", path, message)


def _judge_cycles(overlay: dict[str, Any], faults: Faults) -> None:
    skills = overlay.get("skills", {})
    for key in ("broader", "prerequisites"):
        graph = {
            skill: [each for each in _above(said.get(key, ())) if each in skills]
            for skill, said in skills.items()
        }
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            ring: list[str] = error.args[1]
            message = f"{key} runs in a circle: {' → '.join(ring[:8])}"
            faults.add("cycle", ("skills", ring[0], key), message)


def _above(said: Any) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said)


def _judge_handoffs(overlay: dict[str, Any], faults: Faults) -> None:
    seen: set[tuple[str, ...]] = set()
    for at, row in enumerate(overlay.get("handoffs", ())):
        key = tuple(row.get(end, "") for end in ("producer", "artefact", "consumer"))
        if key in seen:
            faults.add("duplicate", ("handoffs", at), "this hand-off is there already; keep one")
        seen.add(key)

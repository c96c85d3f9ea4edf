"""Names in an overlay: which are taken, which say the same, and which would swallow a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

from mlroles.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mlroles.overlays.places import Path
    from mlroles.overlays.walking import Faults
    from mlroles.taxonomy import Taxonomy

__all__ = ["check_names", "list_names"]

_SHORT = 2  # letters; so short a name stands in a text for much else
_WORDS = (
    "the and for are but not you all any can had her was one our out day get has him his how man "
    "new now old see two way who its let put say she too use with that this have from they will "
    "would there their what about which when make like time just know take people into year your "
    "good some could them other than then look only come over think also back after work first "
    "well even want because these give most team role job skill skills experience data business "
    "company years ability strong knowledge support build working required responsibilities"
)
_COMMON = frozenset(_WORDS.split())


@frozen
class Name:
    """One name of a skill, with the rule by which a text is read for it."""

    path: Path
    skill: str
    name: str
    reading: str
    near: tuple[str, ...]


def list_names(skills: dict[str, Any]) -> Iterator[Name]:
    """Every name that an overlay gives to a skill, its own first."""
    for skill, said in skills.items():
        path: Path = ("skills", skill)
        if "name" in said:
            yield _name((*path, "name"), skill, said)
        for at, alias in enumerate(said.get("aliases", ())):
            whole = alias if isinstance(alias, dict) else {"name": alias}
            if "name" in whole:
                yield _name((*path, "aliases", at), skill, whole)


def _name(path: Path, skill: str, said: dict[str, Any]) -> Name:
    near = tuple(said.get("near", ()))
    return Name(path, skill, said["name"], said.get("reading", "anywhere"), near)


def check_names(overlay: dict[str, Any], taxonomy: Taxonomy, faults: Faults) -> None:
    """Note what is wrong with the names of skills, roles and titles."""
    skills = list(list_names(overlay.get("skills", {})))
    for name in skills:
        _check_reading(name, faults)
    records = taxonomy.document["roles"]  # a role's name without the building of the role
    role_keys = {fold(said): role for role in records for said in (role, records[role]["name"])}
    owners = {key: bearers[0] for key, bearers in taxonomy.names.items() if bearers}
    taken = {**role_keys, **owners}
    for path, bearer, said in [*_skill_names(skills, overlay), *_role_names(overlay)]:
        owner = taken.setdefault(fold(said), bearer)
        if owner != bearer:
            faults.add(
                "name-taken", path, f"{said!r} already names {owner}: use that, or another name"
            )
    _check_titles(overlay, taxonomy, owners, faults)
    for title, pointed in overlay.get("titles", {}).items():
        owner = taken.get(fold(title), "") if fold(title) not in owners else ""
        if owner and pointed != [owner]:
            message = f"{title!r} is the name of {owner}, and points there; leave it out"
            faults.add("title-taken", ("titles", title), message)


def _skill_names(names: list[Name], overlay: dict[str, Any]) -> Iterator[tuple[Path, str, str]]:
    for skill in overlay.get("skills", {}):
        yield ("skills", skill), skill, skill
    for name in names:
        yield name.path, name.skill, name.name


def _role_names(overlay: dict[str, Any]) -> Iterator[tuple[Path, str, str]]:
    for role, said in overlay.get("roles", {}).items():
        yield ("roles", role), role, role
        if "name" in said:
            yield ("roles", role, "name"), role, said["name"]


def _check_reading(name: Name, faults: Faults) -> None:
    if (name.reading == "near") != bool(name.near):
        message = "words to stand near belong to the reading 'near', and to no other"
        faults.add("near-words", name.path, message)
    key = fold(name.name)
    common, single = key in _COMMON, len(key) == 1
    wide = {"anywhere", "exact"} if common or single else {"anywhere"}
    if (common or len(key) <= _SHORT) and key and name.reading in wide:
        allowed = "near or never" if common or single else "exact, near or never"
        message = f"{name.name!r} stands in every other text; give it the reading {allowed}"
        faults.add("swallows-texts", name.path, message)


def _check_titles(
    overlay: dict[str, Any], taxonomy: Taxonomy, skills: dict[Any, Any], faults: Faults
) -> None:
    """A title of ours points elsewhere only where ``[titles]`` says so, and once."""
    changed = {fold(title) for title in overlay.get("titles", {})}
    ours = {fold(title.name): title.roles for title in taxonomy.titles}
    given: dict[str, str] = {}
    for path, role, title in _titles(overlay):
        key = fold(title)
        if faults.has(path):
            continue
        if key in ours and key not in changed and ours[key] != (role,):
            meant = " and ".join(ours[key]) or "no role of the edition"
            message = f"the title {title!r} points to {meant}; to change that, say so in [titles]"
            faults.add("title-taken", path, message)
        elif given.setdefault(key, role) != role and key not in changed:
            message = f"{title!r} points to {given[key]} too; list both in [titles]"
            faults.add("title-taken", path, message)
        if key in skills:
            faults.add("name-taken", path, f"{title!r} names the skill {skills[key]}")


def _titles(overlay: dict[str, Any]) -> Iterator[tuple[Path, str, str]]:
    for role, said in overlay.get("roles", {}).items():
        if "name" in said:
            yield ("roles", role, "name"), role, said["name"]
        for at, title in enumerate(said.get("titles", ())):
            yield ("roles", role, "titles", at), role, title

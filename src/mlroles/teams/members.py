"""Who is in a team, as people say it: hats by name, titles, answers, or what somebody knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from mlroles.errors import InvalidInput, UnknownRole, shorten
from mlroles.matching import Match, match
from mlroles.model import Role
from mlroles.names import fold
from mlroles.resolution import Profile
from mlroles.titles import TitleReading, find_role

if TYPE_CHECKING:
    from mlroles.taxonomy import Taxonomy

__all__ = ["Member", "Unsettled", "read_members"]

_KEYS = ("name", "wears", "skills")
_CANDIDATES = 3  # of a list of skills that does not tell; the others are further away


@frozen
class Unsettled:
    """What somebody is called, or knows, where that is no single role; it counts for none.

    Attributes
    ----------
    given
        As given.
    reason
        ``several``, where it may be one of `candidates`; ``skill``, where it names a skill in place
        of a hat; ``none``, where it is none of the roles.
    candidates
        Roles that it may mean, the likeliest first.
    """

    given: str
    reason: str
    candidates: tuple[Role, ...] = ()


@frozen
class Member:
    """Somebody in a team.

    Attributes
    ----------
    name
        As given; of somebody without a name, what they are given as, with a number if several are.
    hats
        The roles that they wear, by id.
    unsettled
        What was said of them that is no single role.
    profile
        What they know, if that was said.
    """

    name: str
    hats: tuple[Role, ...]
    unsettled: tuple[Unsettled, ...] = ()
    profile: Profile | None = field(default=None, repr=False)


def read_members(members: object, taxonomy: Taxonomy) -> tuple[Member, ...]:
    """The members of a team, by name; whoever is named twice is one.

    Parameters
    ----------
    members
        As `mlroles.review_team` takes them.
    taxonomy
        Whose roles and titles count.

    Raises
    ------
    InvalidInput
        If something in it cannot be read: every fault at once, each with its place.
    """
    named: dict[str, list[Member]] = {}
    faults: list[str] = []
    for place, name, given in _entries(members):
        try:
            member = _read_member(_read_name(name), given, taxonomy)
            named.setdefault(member.name, []).append(member)
        except InvalidInput as error:
            faults.append(f"{place}: {error}")
    nameless = named.pop("", [])
    own = [member for each in named.values() for member in _merge(each, faults)]
    if faults:
        raise InvalidInput("\n  ".join(["members cannot be read:", *faults]), members)
    return tuple(sorted([*own, *_call(nameless, set(named))], key=lambda each: each.name))


def _entries(members: object) -> Iterator[tuple[str, object, object]]:
    """The place, the name, if there is one, and what is said of each."""
    if isinstance(members, Mapping):
        if members and members.keys() <= set(_KEYS):
            message = f"members is one member, {shorten(members)}; pass a list of members"
            raise InvalidInput(message, members)
        for name, given in members.items():
            yield f"members[{shorten(name)}]", name, given
    elif isinstance(members, (str, bytes, Role, Match)) or not isinstance(members, Iterable):
        message = f"members is {shorten(members)}; pass a list of members, or names to members"
        raise InvalidInput(message, members)
    else:
        for at, given in enumerate(members):
            yield f"members[{at}]", None, given


def _read_name(name: object) -> str:
    """The name as given, with single spaces; empty for somebody without one."""
    if name is None:
        return ""
    if not isinstance(name, str) or not name.strip():
        message = f"{shorten(name)} is no name of a member; a name is a string"
        raise InvalidInput(message, name)
    return " ".join(name.split())


def _read_member(name: str, given: object, taxonomy: Taxonomy) -> Member:
    if not isinstance(given, Mapping):
        return _dress(name, given, None, taxonomy)
    wears, skills = given.get("wears"), given.get("skills")
    if not given.keys() <= set(_KEYS) or (wears is None and skills is None):
        message = (
            f"{shorten(given)} is no member; its keys may be name, wears (hats) and skills "
            "(names, or names to levels), such as {'name': 'Ada', 'skills': ['SQL']}"
        )
        raise InvalidInput(message, given)
    known = None if skills is None else match(skills, taxonomy)
    name = name or _read_name(given.get("name"))
    return _dress(name, known if wears is None else wears, known, taxonomy)


def _dress(name: str, wears: object, known: Match | None, taxonomy: Taxonomy) -> Member:
    """A member with these hats; an answer among them says what one knows, if nothing else does."""
    given = _spread(wears)
    hats = [_read_hat(each, taxonomy) for each in given]
    answers = [each for each in given if isinstance(each, Match)]
    return _member(name, hats, known or (answers[0] if len(answers) == 1 else None))


def _spread(wears: object) -> tuple[object, ...]:
    """One hat, or a list of several; an answer is a list too, and stands for one hat."""
    one = isinstance(wears, (str, bytes, Match, Mapping)) or not isinstance(wears, Iterable)
    return (wears,) if one else tuple(wears)  # type: ignore[arg-type]  # asked


def _member(name: str, hats: list[Role | Unsettled], known: Match | None) -> Member:
    worn = {hat.id: hat for hat in hats if isinstance(hat, Role)}
    open_ = {(hat.given, hat.reason): hat for hat in hats if isinstance(hat, Unsettled)}
    return Member(
        name,
        tuple(worn[key] for key in sorted(worn)),
        tuple(open_[key] for key in sorted(open_)),
        Profile(known.resolved, known.unresolved, known.excluded) if known else None,
    )


def _read_hat(given: object, taxonomy: Taxonomy) -> Role | Unsettled:
    if isinstance(given, Match):
        return _read_match(given, taxonomy)
    name = given.id if isinstance(given, Role) else given
    name = name.title if isinstance(name, TitleReading) else name
    if not isinstance(name, str) or not name.strip():
        message = (
            f"{shorten(given)} is no hat; a hat is a role, a job title or what match returns, and "
            "skills are given as {'skills': [...]}"
        )
        raise InvalidInput(message, given)
    try:
        return taxonomy.role(name)
    except UnknownRole:
        return _read_title(name, taxonomy)


def _read_title(title: str, taxonomy: Taxonomy) -> Role | Unsettled:
    moved = [
        new
        for move in taxonomy.moves
        if move.section == "roles" and title in move.old and move.kind == "split"
        for new in move.new
        if new in taxonomy.roles
    ]
    reading = find_role(title, taxonomy)
    if reading.role and not moved:
        return reading.role
    candidates = tuple(map(taxonomy.roles.__getitem__, moved)) or reading.candidates
    if candidates:
        return Unsettled(title, "several", candidates)
    return Unsettled(title, "skill" if fold(title) in taxonomy.names else "none")


def _read_match(known: Match, taxonomy: Taxonomy) -> Role | Unsettled:
    """The role that what somebody knows is ranked for, if it tells."""
    if known.fingerprint != taxonomy.fingerprint:
        message = f"this match comes from edition {known.edition}; match with {taxonomy.edition}"
        raise InvalidInput(message, known)
    if known.best:
        return known.best.role
    said = ", ".join(held.skill.name for held in known.resolved) or "no skill that is known"
    near = known.outcome == "insufficient" and known.resolved
    roles = tuple(fit.role for fit in known[:_CANDIDATES]) if near else ()
    return Unsettled(said, "several" if roles else "none", roles)


def _merge(members: list[Member], faults: list[str]) -> Iterator[Member]:
    """Whoever is named twice wears all the hats; two lists of what one knows are a mistake."""
    profiles = [each.profile for each in members if each.profile]
    if any(profile != profiles[0] for profile in profiles):
        faults.append(f"{members[0].name}: skills are given twice; give each person's once")
    hats = {hat.id: hat for each in members for hat in each.hats}
    open_ = {(each.given, each.reason): each for member in members for each in member.unsettled}
    yield evolve(
        members[0],
        hats=tuple(hats[key] for key in sorted(hats)),
        unsettled=tuple(open_[key] for key in sorted(open_)),
        profile=profiles[0] if profiles else None,
    )


def _call(members: list[Member], taken: set[str]) -> Iterator[Member]:
    """Those without a name, called by what they wear, and numbered where several wear the same."""
    called: dict[str, list[Member]] = {}
    for member in members:
        said = [*(hat.name for hat in member.hats), *(each.given for each in member.unsettled)]
        called.setdefault(" and ".join(said) or "Somebody", []).append(member)
    used = taken | set(called)
    for name, same in called.items():
        numbered = (f"{name} {at}" for at in count(1))
        free = (each for each in numbered if each not in used)
        names = iter([name]) if len(same) == 1 and name not in taken else free
        # what they know sets apart those of one name, so that the order given is forgotten
        for member in sorted(same, key=lambda each: repr(each.profile)):
            yield evolve(member, name=next(names))

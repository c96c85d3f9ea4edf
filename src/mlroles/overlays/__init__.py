"""Somebody's own roles and skills over an edition: checked, weighed, and laid over it.

`docs/how-to/extend-with-your-own-roles.md` walks through one.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from mlroles.edition_format import build_taxonomy
from mlroles.editions import list_editions, load, require_taxonomy
from mlroles.errors import InvalidTaxonomy, shorten
from mlroles.integrity.problem import Problem
from mlroles.model import Overlay
from mlroles.overlays.merging import lay_over
from mlroles.overlays.places import find_line, write_path
from mlroles.overlays.problems import Problems
from mlroles.overlays.reading import Given, read_overlay
from mlroles.overlays.rules import judge
from mlroles.overlays.walking import Faults, walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mlroles.taxonomy import Taxonomy

__all__ = ["Problems", "check", "extend"]

_MOST = 500  # problems that are listed; who has more begins anew
_SHOWN = 20


def extend(taxonomy: Taxonomy, overlay: object) -> Taxonomy:
    """A new taxonomy: this one with an overlay over it. Several stack, in the order laid.

    Parameters
    ----------
    taxonomy
        What `load` or `extend` returned; it stays as it is.
    overlay
        The path of a file of TOML or JSON, such a text, or a mapping.
        ``docs/reference/overlays.md`` has every key.

    Returns
    -------
    Taxonomy
        With the overlay in ``.overlays``, and a fingerprint of its own. Every weight that the
        edition has stays; a new role's rest on its needs, the curators' way, and are no counts.

    Raises
    ------
    InvalidTaxonomy
        If `check` finds an error in it; ``.problems`` has them all.
    InvalidInput
        If `taxonomy` is no taxonomy, or `overlay` no path, text or mapping.

    Examples
    --------
    >>> import mlroles
    >>> ours = mlroles.extend(
    ...     mlroles.load("2020.1"),
    ...     '''
    ... [overlay]
    ... namespace = "acme"
    ... title = "The roles of Acme"
    ...
    ... [roles."acme:tea-taster"]
    ... name = "Tea taster"
    ... summary = "Tastes tea, and says so in numbers."
    ... needs.sql = { importance = "useful", level = 2 }
    ... needs."acme:tea" = { importance = "essential", level = 4 }
    ...
    ... [skills."acme:tea"]
    ... name = "Tea"
    ... kind = "subject"
    ... definition = "What to do with leaves and hot water."
    ... ''',
    ... )
    >>> ours
    <Taxonomy 2020.1 + acme: 6 roles, 689 skills>
    >>> mlroles.match(["tea"], ours).best.role.name
    'Tea taster'
    """
    taxonomy = require_taxonomy(taxonomy)
    given = read_overlay(overlay)
    problems, said, document = _examine(given, taxonomy)
    _require_sound(problems)
    text = _write(said)
    digest = sha256(text.encode()).hexdigest()
    head = said["overlay"]
    layer = Overlay(head["namespace"], head["title"], digest, taxonomy.fingerprint, text)
    fingerprint = sha256(f"{taxonomy.fingerprint}+{digest}".encode()).hexdigest()
    return build_taxonomy(
        document, fingerprint, "extended", (*taxonomy.overlays, layer), taxonomy.path
    )


def check(overlay: object, taxonomy: Taxonomy | None = None) -> Problems:
    """Everything that is wrong with an overlay, at once.

    Parameters
    ----------
    overlay
        The path of a file of TOML or JSON, such a text, or a mapping.
    taxonomy
        What it is to be laid over; the edition that it names, or the newest, if left out.

    Returns
    -------
    Problems
        Each with a stable code, its key and, where it can be told, its line; what is wrong, and
        what would be right. ``docs/reference/check.md`` lists the codes.

    Raises
    ------
    InvalidInput
        If `overlay` is no path, text or mapping.

    Examples
    --------
    >>> import mlroles
    >>> found = mlroles.check({"overlay": {"namespace": "acme"}})
    >>> print(found[0])
    overlay [missing-key] title is missing. What you call this overlay.
    """
    given = read_overlay(overlay)
    below = _edition_of(given) if taxonomy is None else require_taxonomy(taxonomy)
    return _examine(given, below)[0]


def _edition_of(given: Given) -> Taxonomy:
    try:
        named = given.data["overlay"]["edition"]
    except (KeyError, TypeError):
        named = None
    return load(named) if named in list_editions() else load()


def _examine(given: Given, taxonomy: Taxonomy) -> tuple[Problems, dict[str, Any], dict[str, Any]]:
    """The problems; and if there is no error, what is said, and the document with that in it."""
    faults, document = Faults(), dict[str, Any]()
    found = list(given.problems)
    said: dict[str, Any] = {}
    if given.data is not None:
        said = walk(given.data, faults)
        judge(said, taxonomy, faults)
        if not faults.found:
            said = json.loads(_write(said))  # the order of its keys is nobody's meaning
            document = lay_over(taxonomy.document, said)
            _find_outranked(said, taxonomy, document, faults)
        found += _problems(given, faults)
    found.sort(key=lambda problem: problem.line or 0)
    if len(found) > _MOST:
        message = f"and {len(found) - _MOST + faults.more:,} more; mend these first"
        found[_MOST:] = [Problem("too-many-problems", "the overlay", message)]
    return Problems(given.file, taxonomy.edition, tuple(found)), said, document


def _write(said: Mapping[str, Any]) -> str:
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _problems(given: Given, faults: Faults) -> Iterator[Problem]:
    for code, path, message in faults.found:
        yield Problem(code, write_path(path), message, find_line(path, given.lines))


def _find_outranked(
    said: Mapping[str, Any], taxonomy: Taxonomy, document: Mapping[str, Any], faults: Faults
) -> None:
    """New roles that a list of all that they need does not rank first."""
    roles = document["edition"]["roles"]
    active = [at for at, role in enumerate(roles) if document["roles"][role]["status"] == "active"]
    for role in (role for role in said.get("roles", {}) if role not in taxonomy.roles):
        rows = [document["skills"][skill]["weights"] for skill in said["roles"][role]["needs"]]
        sums = {roles[at]: sum(row[at] for row in rows) for at in active}
        first = max(sums, key=sums.__getitem__)
        if sums[first] > sums[role] or (first != role and sums[first] == sums[role]):
            message = (
                f"a list of all its needs looks more like {first}, by "
                f"{sums[first] - sums[role]} centibans; name what tells the two apart, in skills "
                "of your own if ours have none"
            )
            faults.add("outranked", ("roles", role, "needs"), message)


def _require_sound(problems: Problems) -> None:
    errors = problems.errors
    if not errors:
        return
    what = shorten(problems.file) if problems.file != "overlay" else "the overlay"
    message = f"{what} has {len(errors)} problem{'s'[: len(errors) > 1]}:"
    if len(errors) > _SHOWN:
        message = f"{message[:-1]}; check lists all, these are the first {_SHOWN}:"
    raise InvalidTaxonomy(message, errors[:_SHOWN])

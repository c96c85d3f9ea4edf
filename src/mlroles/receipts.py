"""Receipts: all that is needed to get the same answer again, and to find out an edited one."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from mlroles.editions import load_answering, load_shipped
from mlroles.errors import InvalidInput, MlrolesError, shorten
from mlroles.export.data import to_data, to_json
from mlroles.matching import Match, match
from mlroles.model import Level
from mlroles.names import fold
from mlroles.overlays import extend
from mlroles.resolution import Held, Profile, Unresolved, resolve
from mlroles.version import __version__

if TYPE_CHECKING:
    from mlroles.model import Overlay
    from mlroles.taxonomy import Taxonomy

__all__ = ["FORMAT", "replay", "write_receipt"]

FORMAT = 1
_SALT_BYTES = 16
_SHOWN = 3

Data = dict[str, Any]


def write_receipt(match: Match, taxonomy: Taxonomy | None = None, *, private: bool = False) -> str:
    """A match as a receipt that `replay` turns into the same match again.

    Parameters
    ----------
    match
        The answer.
    taxonomy
        The taxonomy that answered; the shipped edition that the match names if left out.
    private
        Leave out the names, what they were resolved to and the reasons, and put a salted hash of
        them in their place. The hash tells nobody the skills, though somebody who guesses them all
        can see that the guess is right; such a receipt is replayed with the skills given again.

    Returns
    -------
    str
        JSON; ``docs/reference/receipts.md`` documents each key. The same match gives the same
        bytes, but for the salt of a private receipt.

    Raises
    ------
    InvalidInput
        If the taxonomy is another than that which answered.

    Examples
    --------
    >>> import mlroles
    >>> answer = mlroles.match(["Airflow", "juggling"], mlroles.load("2020.1"))
    >>> mlroles.replay(mlroles.write_receipt(answer)) == answer
    True
    """
    taxonomy = load_answering(match.edition, match.fingerprint, taxonomy)
    salt = _new_salt() if private else None
    body = {**_body(match, salt, taxonomy), "made_by": f"mlroles {__version__}"}
    return to_json({**body, "sha256": _digest(body)}) + "\n"


def replay(
    receipt: str | bytes, skills: object = None, *, taxonomy: Taxonomy | None = None
) -> Match:
    """The match of a receipt, computed again and found to be the same.

    Parameters
    ----------
    receipt
        What `write_receipt` returned.
    skills
        For a private receipt, what was matched; left out for any other.
    taxonomy
        Which taxonomy answers; if left out, the shipped edition that the receipt names, with the
        overlays that it holds.

    Raises
    ------
    InvalidInput
        If it is no receipt, was edited, comes from another taxonomy, or gives another answer: the
        error names what differs.
    UnknownEdition
        If its edition is not shipped here.
    """
    data = _read(receipt)
    try:
        return _replay(data, skills, taxonomy)
    except MlrolesError:
        raise
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        message = f"this is no receipt, though it states its own sha256: {error!r}"
        raise InvalidInput(message, receipt) from error


def _replay(data: Data, skills: object, taxonomy: Taxonomy | None) -> Match:
    taxonomy = _lay_again(data) if taxonomy is None else taxonomy
    load_answering(data["edition"], data["fingerprint"], taxonomy)
    salt, options = data["input"].get("salt"), data["options"]
    profile = _given_again(data, skills, salt, taxonomy)
    answer = match(profile, taxonomy, among=options["among"], prior=options["prior"])
    found = _body(answer, salt, taxonomy)
    if salt is not None and found["input"] != data["input"]:
        message = "these are not the skills that the receipt was written for"
        raise InvalidInput(message, skills)
    _compare({key: data[key] for key in data if key not in {"made_by", "sha256"}}, found)
    return answer


def _lay_again(data: Data) -> Taxonomy:
    """The shipped edition that a receipt names, with the overlays that it holds."""
    taxonomy = load_shipped(data["edition"])
    for layer in data["overlays"]:
        taxonomy = extend(taxonomy, dict(layer["overlay"]))  # text would be taken for a path
    return taxonomy


def _layer(overlay: Overlay) -> Data:
    said = json.loads(overlay.text)
    return {"namespace": overlay.namespace, "sha256": overlay.sha256, "overlay": said}


def _body(match: Match, salt: str | None, taxonomy: Taxonomy) -> Data:
    whole = to_data(match)
    given = {key: whole[key] for key in ("resolved", "unresolved", "excluded")}
    for name in given["unresolved"]:
        del name["candidates"]
    fits = whole["fits"] if salt is None else [_bare(fit) for fit in whole["fits"]]
    outside = whole["outside"] if salt is None else _bare(whole["outside"])
    return {
        "format": FORMAT,
        "edition": match.edition,
        "fingerprint": match.fingerprint,
        "overlays": [_layer(overlay) for overlay in taxonomy.overlays],
        "input": given if salt is None else {"salt": salt, "sha256": _hide(given, salt)},
        "options": {"among": sorted(fit["role"] for fit in fits), "prior": whole["prior"]},
        "outcome": match.outcome,
        "breadth": match.breadth,
        "fits": fits,
        "outside": outside,
    }


def _bare(fit: Data) -> Data:
    return {key: value for key, value in fit.items() if key not in {"reasons", "coverage"}}


def _hide(given: Data, salt: str) -> str:
    """The hash of what was meant, however it was spelt."""
    held = [[row["skill"], row["level"]] for row in given["resolved"]]
    unknown = [row["name"] for row in given["unresolved"]]
    return sha256((salt + _digest([held, unknown, given["excluded"]])).encode()).hexdigest()


def _new_salt() -> str:
    from secrets import token_hex

    return token_hex(_SALT_BYTES)


def _digest(data: object) -> str:
    return sha256(json.dumps(data, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _read(receipt: str | bytes) -> Data:
    try:
        data: Data = json.loads(receipt)
        body = {key: value for key, value in data.items() if key != "sha256"}
        found, digest = data["format"], data["sha256"]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        message = f"this is no receipt: {error}"
        raise InvalidInput(message, receipt) from error
    if found != FORMAT:
        message = f"the receipt has format {found!r}; this mlroles reads format {FORMAT}"
        raise InvalidInput(message, receipt)
    if _digest(body) != digest:
        message = "the receipt was edited: its contents do not have the sha256 that it states"
        raise InvalidInput(message, receipt)
    return data


def _given_again(data: Data, skills: object, salt: str | None, taxonomy: Taxonomy) -> Profile:
    if salt is None:
        if skills is not None:
            message = "the receipt holds the skills itself; replay it without skills"
            raise InvalidInput(message, skills)
        return _profile(data["input"], taxonomy)
    if skills is None:
        message = "the receipt is private; give the skills again, replay(receipt, skills)"
        raise InvalidInput(message)
    return resolve(skills, taxonomy)


def _profile(given: Data, taxonomy: Taxonomy) -> Profile:
    """What was resolved, every name read again, so that none can be swapped for another."""
    return Profile(
        held=tuple(_held(row, taxonomy) for row in given["resolved"]),
        unresolved=tuple(_unresolved(row, taxonomy) for row in given["unresolved"]),
        excluded=tuple(taxonomy.skills[skill] for skill in given["excluded"]),
    )


def _held(row: Data, taxonomy: Taxonomy) -> Held:
    for name in row["names"]:
        if row["skill"] not in taxonomy.names.get(fold(name), ()):
            message = f"the receipt reads {name!r} as {row['skill']!r}, which it does not mean"
            raise InvalidInput(message, name)
    level = None if row["level"] is None else Level(row["level"])
    return Held(taxonomy.skills[row["skill"]], level, tuple(row["names"]))


def _unresolved(row: Data, taxonomy: Taxonomy) -> Unresolved:
    found = resolve([row["name"]], taxonomy).unresolved
    if not found:
        message = f"the receipt says that nothing is called {row['name']!r}, and a skill is"
        raise InvalidInput(message, row["name"])
    return found[0]


def _compare(stated: Data, found: Data) -> None:
    differing = list(_differences(stated, found, ""))
    if differing:
        said = "; ".join(differing[:_SHOWN])
        more = f"; and {len(differing) - _SHOWN} more" if len(differing) > _SHOWN else ""
        message = f"the answer is not the one on the receipt: {said}{more}"
        raise InvalidInput(message, differing)


def _differences(stated: Any, found: Any, at: str) -> list[str]:
    if isinstance(stated, dict) and isinstance(found, dict):
        keys = sorted({*stated, *found})
        inner = [(stated.get(key), found.get(key), f"{at}.{key}".lstrip(".")) for key in keys]
    elif isinstance(stated, list) and isinstance(found, list) and len(stated) == len(found):
        inner = [(a, b, f"{at}[{n}]") for n, (a, b) in enumerate(zip(stated, found, strict=True))]
    else:
        said = f"{at} is {shorten(found)}, and the receipt says {shorten(stated)}"
        return [] if stated == found else [said]
    return [difference for each in inner for difference in _differences(*each)]

"""The shipped editions: found, checked against their lock, loaded once."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib import import_module
from pkgutil import get_data
from threading import Lock
from typing import TYPE_CHECKING, Any

from attrs import evolve

from mlroles.edition_format import OUTSIDE, decode
from mlroles.errors import InvalidInput, InvalidTaxonomy, UnknownEdition, shorten
from mlroles.taxonomy import Taxonomy

if TYPE_CHECKING:
    from collections.abc import Iterable
    from importlib.abc import Traversable

__all__ = [
    "is_older",
    "is_shipped",
    "list_editions",
    "load",
    "load_accuracy",
    "load_answering",
    "load_between",
    "load_counts",
    "load_guidance",
    "load_language",
    "load_shipped",
    "read_compiled",
    "read_file",
    "read_lock",
    "require_taxonomy",
]

# Only who lists the folder imports this, since it costs a third of what attrs does. By name, since
# a statement for each would leave one of them untested on every Python.
_RESOURCES = "importlib.resources" if sys.version_info >= (3, 12) else "importlib_resources"

_lock = Lock()
_loaded: dict[str, Taxonomy] = {}


def load(edition: str | os.PathLike[str] | None = None) -> Taxonomy:
    """An edition of the taxonomy, the same object each time.

    Parameters
    ----------
    edition
        Its name, ``2020.1``; or the path of a compiled file, which no lock vouches for, as its
        ``repr`` then says. Left out, the newest released one; while none is, the newest draft.

    Raises
    ------
    UnknownEdition
        If no such edition is shipped, or no such file is there.
    InvalidTaxonomy
        If the file is damaged: its bytes are not those that were released.

    Examples
    --------
    >>> import mlroles
    >>> mlroles.load("2020.1") is mlroles.load("2020.1")
    True
    """
    if isinstance(edition, os.PathLike) or (isinstance(edition, str) and _is_path(edition)):
        return _load_path(os.fspath(edition))
    return load_shipped(_newest() if edition is None else edition)


def load_shipped(name: str) -> Taxonomy:
    """A shipped edition by its name alone: what a stranger wrote is never taken for a path.

    Raises
    ------
    UnknownEdition
        If no such edition is shipped.
    InvalidTaxonomy
        If the file is damaged.
    """
    if name not in _loaded:
        with _lock:
            if name not in _loaded:
                _loaded[name] = _load_shipped(name)
    return _loaded[name]


def require_taxonomy(given: object) -> Taxonomy:
    """The taxonomy given, or the newest released one where none is.

    Raises
    ------
    InvalidInput
        If something else is given, an edition's name say.
    """
    if given is None:
        return load()
    if not isinstance(given, Taxonomy):
        message = f"taxonomy is {given!r}; pass what load returns, load({given!r}) perhaps"
        raise InvalidInput(message, given)
    return given


def load_answering(edition: str, fingerprint: str, taxonomy: Taxonomy | None) -> Taxonomy:
    """The taxonomy that an answer names: the one given, else the shipped edition.

    Raises
    ------
    InvalidInput
        If its fingerprint is another.
    """
    taxonomy = load_shipped(edition) if taxonomy is None else taxonomy
    if taxonomy.fingerprint != fingerprint:
        message = (
            f"this answer comes from edition {edition} with fingerprint {fingerprint[:12]}…, and "
            f"the taxonomy is {taxonomy.edition} with {taxonomy.fingerprint[:12]}…; pass the "
            "taxonomy that answered"
        )
        raise InvalidInput(message, taxonomy)
    return taxonomy


def list_editions() -> tuple[str, ...]:
    """The names of the shipped editions, oldest first.

    Examples
    --------
    >>> import mlroles
    >>> "2020.1" in mlroles.list_editions()
    True
    """
    return _names()


def is_older(edition: str, other: str) -> bool:
    """Whether one edition comes before another.

    Examples
    --------
    >>> is_older("2020.1", "2026.1"), is_older("2020.10", "2020.9")
    (True, False)
    """
    return _age(edition) < _age(other)


def is_shipped(taxonomy: Taxonomy) -> bool:
    """Whether a taxonomy is an edition that is shipped, byte for byte, with nothing laid over it.

    Examples
    --------
    >>> is_shipped(load("2020.1"))
    True
    """
    return taxonomy.edition in _names() and load(taxonomy.edition) == taxonomy


def load_between(old: Taxonomy, new: Taxonomy) -> list[Taxonomy]:
    """The editions after `old` up to `new`, oldest first; what they moved leads from one to other.

    Shipped editions between the two are loaded; `new` itself is the one given.
    """
    if not is_older(old.edition, new.edition):
        return []
    between = [
        load(name)
        for name in _names()
        if is_older(old.edition, name) and is_older(name, new.edition)
    ]
    return [*between, new]


def read_lock() -> dict[str, str]:
    """The sha256 of every released file, by its name."""
    lines = _read_bytes("editions.lock").decode().splitlines()
    pairs = [line.split() for line in lines if line and not line.startswith("#")]
    return {name: digest for digest, name in pairs}


def load_counts(taxonomy: Taxonomy) -> dict[str, Any]:
    """The counts behind the weights of a taxonomy, by source; empty if there are none.

    Those of a compiled file stand beside it: ``my.counts.json`` beside ``my.json``.

    Raises
    ------
    InvalidTaxonomy
        If the file is damaged.
    """
    if taxonomy.path:
        return _read_beside(taxonomy.path)
    edition = taxonomy.edition
    name = f"{edition}.counts.json"
    shipped = edition in _names() and load(edition).fingerprint == taxonomy.base
    return _tables(name) if shipped and (_folder() / name).is_file() else {}


def load_accuracy(taxonomy: Taxonomy) -> dict[str, Any]:
    """What was measured of a taxonomy's answers, by table; empty if nothing was.

    An overlay changes answers, so only a shipped edition as it is has been measured.

    Raises
    ------
    InvalidTaxonomy
        If the file is damaged.
    """
    edition = taxonomy.edition
    name = f"accuracy-{edition}.json"
    shipped = edition in _names() and load(edition) == taxonomy
    return _tables(name) if shipped and (_folder() / name).is_file() else {}


def load_language(taxonomy: Taxonomy) -> dict[str, Any]:
    """The rules by which texts and titles are read with a taxonomy, by table.

    Raises
    ------
    InvalidTaxonomy
        If the file is damaged, or there is none of this name.
    """
    return _shared(taxonomy.language, "english")


def load_guidance(taxonomy: Taxonomy) -> dict[str, Any]:
    """What plans, quizzes and reviews of teams rest on beside a taxonomy, by table.

    Raises
    ------
    InvalidTaxonomy
        If the file is damaged, or there is none of this name.
    """
    return _shared(taxonomy.guidance, "guidance")


def read_compiled(taxonomy: Taxonomy) -> bytes:
    """The compiled file that a taxonomy was loaded from, byte for byte.

    Raises
    ------
    InvalidInput
        If it was made in memory, by an overlay say, or the file has changed since.
    InvalidTaxonomy
        If a shipped file is damaged.
    """
    if is_shipped(taxonomy):
        return _read(f"{taxonomy.edition}.json")[0]
    if not taxonomy.path or taxonomy.overlays:
        message = (
            f"{taxonomy!r} was made in memory and has no compiled file; keep its edition and what "
            "was laid over it"
        )
        raise InvalidInput(message, taxonomy)
    try:
        data = read_file(taxonomy.path)
    except OSError as error:
        message = f"{taxonomy.path} cannot be read any more: {error.strerror}"
        raise InvalidInput(message, taxonomy) from error
    if _digest(data) != taxonomy.fingerprint:
        message = f"{taxonomy.path} has changed since it was loaded; load it again"
        raise InvalidInput(message, taxonomy)
    return data


def read_file(path: str, most: int = -1) -> bytes:
    """The bytes of a file, or the first so many of them."""
    with open(path, "rb") as file:  # noqa: PTH123  # pathlib would cost every import 10 ms
        return file.read(most)


def _read_beside(path: str) -> dict[str, Any]:
    import json

    name = f"{path.removesuffix('.json')}.counts.json"
    try:
        counts: dict[str, Any] = json.loads(read_file(name).decode())
    except OSError:  # most have none
        return {}
    except ValueError as error:
        message = f"{name} is damaged: {error}"
        raise InvalidTaxonomy(message) from error
    return counts


def _shared(name: str, kind: str) -> dict[str, Any]:
    """Tables that editions share; an edition from outside may name any file, or none."""
    stem, _, number = name.rpartition("-")
    if stem == kind and number.isdecimal():
        with suppress(OSError):
            return _tables(f"{name}.json")
    message = f"the edition rests on {shorten(name)}, and no table called so is shipped"
    raise InvalidTaxonomy(message)


@cache
def _tables(name: str) -> dict[str, Any]:
    import json

    tables: dict[str, Any] = json.loads(_read(name)[0])
    return tables


@cache
def _folder() -> Traversable:
    folder: Traversable = import_module(_RESOURCES).files(__name__)
    return folder


def _read_bytes(name: str) -> bytes:
    data = get_data(__name__, name)
    if data is None:
        message = f"what imported mlroles cannot read the files beside it, {name} say"
        raise InvalidTaxonomy(message)
    return data


@cache
def _names() -> tuple[str, ...]:
    return _editions_among(entry.name for entry in _folder().iterdir())


@cache
def _released() -> tuple[str, ...]:
    return _editions_among(read_lock())


def _editions_among(files: Iterable[str]) -> tuple[str, ...]:
    """Their names, oldest first."""
    names = [
        file.removesuffix(".json")
        for file in files
        if file[0].isdigit() and file.endswith(".json") and not file.endswith(".counts.json")
    ]
    return tuple(sorted(names, key=_age))


def _age(edition: str) -> tuple[int, ...]:
    parts = edition.split(".")
    if not all(part.isascii() and part.isdigit() for part in parts):
        message = f"edition {edition!r} is named by no number, such as 2026.1, and has no order"
        raise InvalidInput(message, edition)
    return tuple(map(int, parts))


def _newest() -> str:
    return (_released() or _names())[-1]


def _is_path(edition: str) -> bool:
    return edition.endswith(".json") or "/" in edition or os.sep in edition


def _load_path(path: str) -> Taxonomy:
    try:
        data = read_file(path)
    except (OSError, ValueError) as error:  # ValueError: no file has a null character in its name
        raise UnknownEdition(path, _names()) from error
    return evolve(decode(data, _digest(data), OUTSIDE), path=path)


def _load_shipped(name: str) -> Taxonomy:
    if name not in _released() and name not in _names():
        raise UnknownEdition(name, _names())
    return decode(*_read(f"{name}.json"))


def _read(name: str) -> tuple[bytes, str, str]:
    """A shipped file, its digest and whether it is released; refused if it changed since."""
    data = _read_bytes(name)
    digest, expected = _digest(data), read_lock().get(name)
    if expected not in {None, digest}:
        message = (
            f"{name} is damaged: its sha256 is {digest}, and {expected} was released; "
            "install mlroles again"
        )
        raise InvalidTaxonomy(message)
    return data, digest, "draft" if expected is None else "released"


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()

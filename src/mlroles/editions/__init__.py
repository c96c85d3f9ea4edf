"""The shipped editions: found, checked against their lock, loaded once."""

from __future__ import annotations

import os
import sys
from functools import cache
from hashlib import sha256
from importlib import import_module
from threading import Lock
from typing import TYPE_CHECKING, Any

from attrs import evolve

from mlroles.edition_format import decode
from mlroles.errors import InvalidInput, InvalidTaxonomy, UnknownEdition
from mlroles.taxonomy import Taxonomy

if TYPE_CHECKING:
    from importlib.abc import Traversable

__all__ = [
    "is_older",
    "list_editions",
    "load",
    "load_answering",
    "load_between",
    "load_counts",
    "load_guidance",
    "load_language",
    "read_lock",
    "require_taxonomy",
]

# by name, since a statement for each would leave one of them untested on every Python
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
    name = _newest() if edition is None else edition
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
    taxonomy = load(edition) if taxonomy is None else taxonomy
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
    lines = (_folder() / "editions.lock").read_text("utf-8").splitlines()
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
    edition = taxonomy.edition
    if taxonomy.path:
        return _read_beside(taxonomy.path)
    name = f"{edition}.counts.json"
    shipped = edition in _names() and load(edition).fingerprint == taxonomy.base
    return _tables(name) if shipped and (_folder() / name).is_file() else {}


def load_language(taxonomy: Taxonomy) -> dict[str, Any]:
    """The rules by which texts and titles are read with a taxonomy, by table.

    Raises
    ------
    InvalidTaxonomy
        If the file is damaged.
    """
    return _tables(f"{taxonomy.language}.json")


def load_guidance(taxonomy: Taxonomy) -> dict[str, Any]:
    """What plans, quizzes and reviews of teams rest on beside a taxonomy, by table.

    Raises
    ------
    InvalidTaxonomy
        If the file is damaged.
    """
    return _tables(f"{taxonomy.guidance}.json")


def _read_beside(path: str) -> dict[str, Any]:
    import json

    name = f"{path.removesuffix('.json')}.counts.json"
    try:
        with open(name, encoding="utf-8") as file:  # noqa: PTH123  # see _load_path
            counts: dict[str, Any] = json.load(file)
    except OSError:  # most have none
        return {}
    except ValueError as error:
        message = f"{name} is damaged: {error}"
        raise InvalidTaxonomy(message) from error
    return counts


@cache
def _tables(name: str) -> dict[str, Any]:
    import json

    tables: dict[str, Any] = json.loads(_read(name)[0])
    return tables


@cache
def _folder() -> Traversable:
    folder: Traversable = import_module(_RESOURCES).files(__name__)
    return folder


@cache
def _names() -> tuple[str, ...]:
    files = [
        entry.name.removesuffix(".json")
        for entry in _folder().iterdir()
        if entry.name[0].isdigit()
        and entry.name.endswith(".json")
        and not entry.name.endswith(".counts.json")
    ]
    return tuple(sorted(files, key=_age))


def _age(edition: str) -> tuple[int, ...]:
    parts = edition.split(".")
    if not all(part.isascii() and part.isdigit() for part in parts):
        message = f"edition {edition!r} is named by no number, such as 2026.1, and has no order"
        raise InvalidInput(message, edition)
    return tuple(map(int, parts))


@cache
def _newest() -> str:
    lock = read_lock()
    released = [name for name in _names() if f"{name}.json" in lock]
    return (released or list(_names()))[-1]


def _is_path(edition: str) -> bool:
    return edition.endswith(".json") or "/" in edition or os.sep in edition


def _load_path(path: str) -> Taxonomy:
    try:
        with open(path, "rb") as file:  # noqa: PTH123  # pathlib would cost every import 10 ms
            data = file.read()
    except (OSError, ValueError) as error:  # ValueError: no file has a null character in its name
        raise UnknownEdition(path, _names()) from error
    return evolve(decode(data, _digest(data), "outside the lock"), path=path)


def _load_shipped(name: str) -> Taxonomy:
    if name not in _names():
        raise UnknownEdition(name, _names())
    data, origin = _read(f"{name}.json")
    return decode(data, _digest(data), origin)


def _read(name: str) -> tuple[bytes, str]:
    """The bytes of a shipped file, and whether it is released; refused if it changed since."""
    data = (_folder() / name).read_bytes()
    expected = read_lock().get(name)
    if expected is None:
        return data, "draft"
    if _digest(data) != expected:
        message = (
            f"{name} is damaged: its sha256 is {_digest(data)}, and {expected} was released; "
            "install mlroles again"
        )
        raise InvalidTaxonomy(message)
    return data, "released"


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()

"""The URIs of what an edition holds: ``docs/reference/uris.md`` says what is promised of them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from attrs import frozen

from mlroles.editions import is_shipped
from mlroles.errors import InvalidInput, shorten

if TYPE_CHECKING:
    from mlroles.taxonomy import Taxonomy

__all__ = ["BASE", "Uris", "agree_on_base", "clean_uri", "is_address"]

BASE = "https://mlroles.readthedocs.io/id/"
_KEPT = ":@!$'()*,;="  # what may stand in a segment of a path, beside letters, digits and -._~


@frozen
class Uris:
    """How the things of one edition are named below one address.

    Attributes
    ----------
    base
        The address, with a slash at its end.
    edition
        The edition's name.

    Examples
    --------
    >>> Uris(BASE, "2026.1").role("data-engineer")
    'https://mlroles.readthedocs.io/id/2026.1/role/data-engineer'
    """

    base: str
    edition: str

    def scheme(self, section: str) -> str:
        """Of all ``roles``, or all ``skills``."""
        return f"{self.base}{_segment(self.edition)}/{section}"

    def role(self, role: str) -> str:
        """Of a role."""
        return f"{self.base}{_segment(self.edition)}/role/{_segment(role)}"

    def skill(self, skill: str) -> str:
        """Of a skill."""
        return f"{self.base}{_segment(self.edition)}/skill/{_segment(skill)}"

    def source(self, source: str) -> str:
        """Of a source; the section of a reference stays behind the ``#``."""
        name, hash_sign, section = source.partition("#")
        return f"{self.base}{_segment(self.edition)}/source/{_segment(name)}{hash_sign}" + (
            _segment(section)
        )

    def classification(self, scheme: str, version: str) -> str:
        """Of another classification, in one version."""
        return f"{self.base}classification/{_segment(scheme)}/{_segment(version)}"

    def entry(self, scheme: str, version: str, code: str) -> str:
        """Of an entry of it, where its publisher gives no address."""
        return f"{self.classification(scheme, version)}/{_segment(code)}"


def agree_on_base(taxonomy: Taxonomy, base: str | None) -> str:
    """The address below which a taxonomy is named: ours for what was shipped, else the one given.

    Raises
    ------
    InvalidInput
        If none is given for a taxonomy that is not shipped, or it is no address.
    """
    if base is None:
        if is_shipped(taxonomy):
            return BASE
        message = (
            f"{taxonomy!r} is not as it was shipped, and the addresses of mlroles name only what "
            "was; give an address of yours, base='https://example.org/id/'"
        )
        raise InvalidInput(message, taxonomy)
    if not is_address(base):
        message = f"base is {shorten(base)}; pass an address such as 'https://example.org/id/'"
        raise InvalidInput(message, base)
    return clean_uri(base if base.endswith(("/", "#")) else f"{base}/")


def is_address(text: object) -> bool:
    """Whether this is an address on the web, which alone can stand in a file of another place."""
    return isinstance(text, str) and text.startswith(("https://", "http://"))


def clean_uri(uri: str) -> str:
    """An address with every character escaped that no address may hold.

    Examples
    --------
    >>> clean_uri("https://example.org/a b>#c")
    'https://example.org/a%20b%3E#c'
    """
    return quote(uri, safe=f"{_KEPT}/?#&+%~")


def _segment(text: str) -> str:
    return quote(text, safe=_KEPT)

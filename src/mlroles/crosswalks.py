"""Crosswalks, asked both ways: which roles a code is near to, and which codes a role is near to.

No other classification is kept here, only our links to entries of it; so what is not linked may be
there all the same, and the answers say no more than that.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from attrs import field, frozen

from mlroles.editions import require_taxonomy
from mlroles.errors import InvalidInput, UnknownCode, UnknownRole, UnknownScheme, shorten
from mlroles.listing import Listing
from mlroles.model import RELATIONS, Role
from mlroles.names import fold, suggest
from mlroles.taxonomy import Taxonomy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mlroles.model import Crosswalk, Title
    from mlroles.names import RoleId

__all__ = ["Link", "Lookup", "look_up", "name_scheme"]

# what a classification is called, the first for people to read; and how its codes are written
_SCHEMES = {
    "esco": (("ESCO",), r"\d{4}(\.\d+)*", "2511.4"),
    "onet-soc": (("O*NET-SOC", "O*NET"), r"\d\d-\d{4}\.\d\d", "15-2051.00"),
    "isco-08": (("ISCO-08", "ISCO"), r"\d{1,4}", "2511"),
    "gdd": (("GDD", "UK GDD", "DDaT"), r".+", "Data engineer"),
    "dcwf": (("DCWF", "DoD DCWF"), r"\d{3}", "423"),
    "edison": (("EDISON", "EDSF"), r"DSP\d\d", "DSP04"),
    "sfia": (("SFIA",), r"[A-Z]{4}", "DATS"),
}
_NEAR = 3
_UNSHAPED = ((), r".+", "")  # of classifications that only an overlay knows

K = TypeVar("K")
V = TypeVar("V")


@frozen
class Link:
    """A role and the entry of another classification that is near to it.

    Attributes
    ----------
    role
        The role of ours.
    scheme, version
        The other classification's id, and which version of it is meant.
    code, uri
        Of its entry, as its publisher gives them; the address may be empty, and both are for
        ``noMatch``.
    relation
        One of `mlroles.model.RELATIONS`, read from the role: ``broadMatch`` says that the entry is
        broader than the role. A judgement.
    sources
        References to sources.
    """

    role: Role
    scheme: str
    version: str
    code: str
    uri: str
    relation: str
    sources: tuple[str, ...] = ()


@frozen(repr=False)
class Lookup(Listing[Link]):
    """The links between roles and entries of other classifications that were asked for.

    Of a code they are listed the nearest relation first, ties by the role's id; of a role or a
    whole classification, by classification, version, role's id and relation.

    Attributes
    ----------
    links
        A link each. Empty where titles alone are filed under the code.
    scheme, version, code
        What was asked for, by the classification's id; each empty where it was not named.
    role
        The role that was asked for, or None.
    titles
        Titles that the other classification files under the code: a fact of its publisher about
        titles, and no link of any role.
    edition, fingerprint
        Of the taxonomy that answered.
    """

    links: tuple[Link, ...]
    scheme: str
    version: str
    code: str
    role: Role | None
    titles: tuple[Title, ...] = field(repr=False)
    edition: str
    fingerprint: str

    @property
    def _listed(self) -> tuple[Link, ...]:
        return self.links

    def __repr__(self) -> str:
        named = filter(None, [name_scheme(self.scheme), self.version, self.code])
        asked = self.role.id if self.role else " ".join(named)
        titles = f", titles {len(self.titles)}" if self.titles else ""
        return f"<Lookup {asked}: links {len(self)}{titles}, edition {self.edition}>"


def look_up(name: str | Role, code: str | None = None, taxonomy: Taxonomy | None = None) -> Lookup:
    """Which roles an entry of another classification is near to, or which entries a role is.

    Parameters
    ----------
    name
        A classification, in any spelling, and with its version if you like: ``O*NET-SOC``,
        ``onet``, ``ESCO 1.2.0``. Without a code, a role by any name, or a whole classification.
    code
        The entry's code or address. Left out, all entries that the role is linked to.
    taxonomy
        Which edition answers; the newest released one if left out.

    Returns
    -------
    Lookup
        A link each, with the version that is meant, how near the two are, and who says so.
        ``noMatch`` says that somebody looked and found nothing near.

    Raises
    ------
    UnknownScheme
        If the taxonomy has no links to a classification of this name.
    UnknownCode
        If no role and no title is linked to the code. It may well be a code of the classification:
        there is no copy of any here to tell.
    UnknownRole
        If, without a code, it is neither a role nor a classification.
    InvalidInput
        If the code is no text.

    Examples
    --------
    >>> import mlroles
    >>> found = mlroles.look_up("O*NET-SOC", "15-2051.01", mlroles.load("2020.1"))
    >>> [(link.role.id, link.relation, link.version) for link in found]
    [('data-analyst', 'closeMatch', '2019')]
    >>> [(link.scheme, link.relation) for link in mlroles.look_up("data scientist")][:2]
    [('dcwf', 'exactMatch'), ('edison', 'exactMatch')]
    """
    taxonomy = require_taxonomy(taxonomy)
    if code is None:
        return _look_up_name(name, taxonomy)
    return _look_up_code(*_find_scheme(name, taxonomy), _require_text(code), taxonomy)


def _require_text(code: object) -> str:
    if isinstance(code, Taxonomy):
        message = "the second argument is a code; for a role write look_up(role, taxonomy=…)"
        raise InvalidInput(message, code)
    if not isinstance(code, str):
        message = f"code is {shorten(code)}; a code is text, '2511' say"
        raise InvalidInput(message, code)
    return code


def name_scheme(scheme: str) -> str:
    """What people call a classification of this id; the id itself where nobody says.

    Examples
    --------
    >>> name_scheme("onet-soc"), name_scheme("acme")
    ('O*NET-SOC', 'acme')
    """
    names, _, _ = _SCHEMES.get(scheme, _UNSHAPED)
    return names[0] if names else scheme


def _look_up_name(name: str | Role, taxonomy: Taxonomy) -> Lookup:
    """The links of a role; if no role is called so, those of a classification."""
    index = _index(taxonomy)
    try:
        role = taxonomy.roles[name.id] if isinstance(name, Role) else taxonomy.role(name)
    except UnknownRole:
        if isinstance(name, Role) or _key(name) not in index.schemes:
            raise
        scheme, version = _find_scheme(name, taxonomy)
        links = [link for link in index.by_scheme.get(scheme, ()) if _is_of(link, version)]
        return _answer(_Asked(scheme, version), sorted(links, key=_place), taxonomy)
    return _answer(_Asked(role=role), sorted(index.by_role[role.id], key=_place), taxonomy)


def _look_up_code(scheme: str, version: str, code: str, taxonomy: Taxonomy) -> Lookup:
    index, asked = _index(taxonomy), (scheme, _key(code))
    links = [link for link in index.by_code.get(asked, ()) if _is_of(link, version)]
    filed = [(title, row) for title, row in index.filed.get(asked, ()) if _is_of(row, version)]
    codes = [link.code for link in links] + [row.code for _, row in filed]
    if not codes:
        raise _unknown_code(scheme, version, code, taxonomy)
    links.sort(key=lambda link: (RELATIONS.index(link.relation), link.role.id, link.version))
    titles = dict.fromkeys(title for title, _ in filed)
    return _answer(_Asked(scheme, version, codes[0]), links, taxonomy, titles)


@frozen
class _Asked:
    """What a lookup is about."""

    scheme: str = ""
    version: str = ""
    code: str = ""
    role: Role | None = None


def _answer(
    asked: _Asked, links: Iterable[Link], taxonomy: Taxonomy, titles: Iterable[Title] = ()
) -> Lookup:
    return Lookup(
        links=tuple(links),
        scheme=asked.scheme,
        version=asked.version,
        code=asked.code,
        role=asked.role,
        titles=tuple(titles),
        edition=taxonomy.edition,
        fingerprint=taxonomy.fingerprint,
    )


def _place(link: Link) -> tuple[str, str, RoleId, int, str]:
    nearness = RELATIONS.index(link.relation)
    return link.scheme, link.version, link.role.id, nearness, link.code


def _is_of(row: Link | Crosswalk, version: str) -> bool:
    return version in {"", row.version}


# What is linked ----------------------------------------------------------------------------------


@frozen
class _Index:
    """The links of a taxonomy by what may be asked for; codes and addresses as they are compared.

    `schemes` has what each classification may be called, with and without a version, to its id and
    that version.
    """

    schemes: dict[str, tuple[str, str]]
    by_role: dict[RoleId, list[Link]]
    by_scheme: dict[str, list[Link]]
    by_code: dict[tuple[str, str], list[Link]]
    filed: dict[tuple[str, str], list[tuple[Title, Crosswalk]]]


@lru_cache(8)
def _index(taxonomy: Taxonomy) -> _Index:
    by_role = {role.id: [*_links(role)] for role in taxonomy.roles.values()}
    links = [link for each in by_role.values() for link in each]
    filed = [(title, row) for title in taxonomy.titles for row in title.links]
    linked = [(link.scheme, link.version) for link in links]
    linked += [(row.scheme, row.version) for _, row in filed]
    return _Index(
        schemes=_name_schemes(linked),
        by_role=by_role,
        by_scheme=_group((link.scheme, link) for link in links),
        by_code=_group((key, link) for link in links for key in _code_keys(link)),
        filed=_group((key, each) for each in filed for key in _code_keys(each[1])),
    )


def _links(role: Role) -> Iterator[Link]:
    for row in role.crosswalk:
        yield Link(role, row.scheme, row.version, row.code, row.uri, row.relation, row.sources)


def _code_keys(row: Link | Crosswalk) -> set[tuple[str, str]]:
    return {(row.scheme, key) for key in (_key(row.code), _key(row.uri)) if key}


def _group(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    found: dict[K, list[V]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


# Names of classifications ------------------------------------------------------------------------


def _key(name: object) -> str:
    """A name or code as it is compared: O*NET, o-net and ONET are one."""
    return fold(name).replace("*", "") if isinstance(name, str) else ""


def _find_scheme(name: object, taxonomy: Taxonomy) -> tuple[str, str]:
    """The id of a classification, and the version that was named, or none."""
    known = _index(taxonomy).schemes
    found = known.get(_key(name))
    if found is None:
        near = suggest(_key(name), known)
        raise UnknownScheme(name, [name_scheme(known[key][0]) for key in near] or _named(known))
    return found


def _name_schemes(linked: Iterable[tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """What each may be called, with and without a version, to its id and that version."""
    known: dict[str, tuple[str, str]] = {}
    for scheme, version in dict.fromkeys(linked):
        names, _, _ = _SCHEMES.get(scheme, _UNSHAPED)
        for name in (scheme, *names):
            known[_key(name)] = (scheme, "")
            known[_key(f"{name} {version}")] = (scheme, version)
    return known


def _named(known: dict[str, tuple[str, str]]) -> list[str]:
    return list(dict.fromkeys(name_scheme(scheme) for scheme, _ in known.values()))


def _unknown_code(scheme: str, version: str, code: str, taxonomy: Taxonomy) -> UnknownCode:
    """What can honestly be said of a code that nothing is linked to."""
    called = f"{name_scheme(scheme)} {version}".rstrip()
    _, shape, example = _SCHEMES.get(scheme, _UNSHAPED)
    codes = {link.code for link in _index(taxonomy).by_scheme.get(scheme, ()) if link.code}
    by_key = {_key(each): each for each in sorted(codes)}
    begun = [key for key in by_key if _key(code) and key.startswith(_key(code))]
    near = [by_key[key] for key in dict.fromkeys([*begun, *suggest(_key(code), by_key)])][:_NEAR]
    if re.fullmatch(shape, code.strip(), re.IGNORECASE) or not example:
        said = (
            f"edition {taxonomy.edition} links nothing to {called} {shorten(code)}; whether that "
            f"is an entry there cannot be told here, where no copy of {called} is kept"
        )
    else:
        said = f"{shorten(code)} is not how {called} writes its codes, such as {example}"
    return UnknownCode(code, near, said)

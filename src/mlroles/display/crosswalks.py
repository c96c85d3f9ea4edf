"""Crosswalks as lines of text."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from mlroles.crosswalks import name_scheme
from mlroles.display.lines import listed, wrap

if TYPE_CHECKING:
    from mlroles.crosswalks import Link, Lookup

__all__ = ["JUDGED", "lookup_head", "lookup_lines", "say_entry", "say_relation", "title_rows"]

JUDGED = "The codes are their publishers'; how near they come is a judgement of ours."
_WORDS = {
    "exactMatch": "the same work",
    "closeMatch": "nearly the same work",
    "broadMatch": "the entry is broader",
    "narrowMatch": "the entry is narrower",
    "relatedMatch": "related work",
}


def lookup_lines(lookup: Lookup, width: int) -> list[str]:
    """The links that were asked for, and the titles that are filed under the code."""
    lines = wrap(lookup_head(lookup), width)
    if lookup.code:
        lines += listed("Roles near to it", [_of_entry(link) for link in lookup], width)
    else:
        for name, links in groupby(lookup, key=lambda link: _named(link.scheme, link.version)):
            said = [_of_role(link, told=lookup.role is None) for link in links]
            lines += listed(name, said, width)
    titles = [f"{version}: {names}" for version, names in title_rows(lookup)]
    lines += listed("Titles that it files there", titles, width)
    return [*lines, "", *wrap(JUDGED if lookup else _nothing(lookup), width)]


def lookup_head(lookup: Lookup) -> str:
    """What was asked for."""
    edition = f"mlroles edition {lookup.edition}"
    if lookup.role is not None:
        return f"{lookup.role.name} ({lookup.role.id}) in other classifications, {edition}"
    scheme = _named(lookup.scheme, lookup.version)
    return f"{scheme} {lookup.code}, {edition}" if lookup.code else f"Roles in {scheme}, {edition}"


def say_relation(link: Link) -> str:
    """How near an entry is, in words and in the term of SKOS; that there is none, in words."""
    if link.relation == "noMatch":
        return "no good match"
    words = _WORDS.get(link.relation, "linked")
    return f"{words} ({link.relation})"


def say_entry(link: Link) -> str:
    """A classification with its version and, where there is one, the code."""
    return f"{_named(link.scheme, link.version)} {link.code}".rstrip()


def title_rows(lookup: Lookup) -> list[tuple[str, str]]:
    """The versions of the classification, each with the titles that it files under the code."""
    filed: dict[str, list[str]] = {}
    for title in lookup.titles:
        for row in title.links:
            if (row.scheme, row.code) == (lookup.scheme, lookup.code):
                filed.setdefault(row.version, []).append(title.name)
    return [(version, ", ".join(filed[version])) for version in sorted(filed)]


def _nothing(lookup: Lookup) -> str:
    if lookup.titles:
        return "No role is linked to it; where a title is filed is a fact about the title alone."
    return "Nothing is linked: nobody has looked yet, which is not to say that nothing is near."


def _named(scheme: str, version: str) -> str:
    return f"{name_scheme(scheme)} {version}".rstrip()


def _of_entry(link: Link) -> str:
    return f"{link.role.name} ({link.role.id}): {say_relation(link)}, {link.version}"


def _of_role(link: Link, *, told: bool) -> str:
    entry = f"{link.code}: {say_relation(link)}" if link.code else say_relation(link)
    return f"{link.role.name} ({link.role.id}), {entry}" if told else entry

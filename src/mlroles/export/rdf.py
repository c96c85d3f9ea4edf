"""Resources written as Turtle and as JSON-LD: the same statements, the same bytes everywhere."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from mlroles.export.concepts import LANGUAGE, Text, Uri

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mlroles.export.concepts import Resource, Value

__all__ = ["write_json_ld", "write_turtle"]

_VOCABULARIES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "dct": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}
_TERM = re.compile(rf"(?:{'|'.join(_VOCABULARIES)}):[A-Za-z]+")
_ADDRESSES = (
    "dct:isPartOf dct:isReplacedBy dct:license dct:replaces dct:requires dct:source rdfs:seeAlso "
    "skos:broadMatch skos:broader skos:closeMatch skos:exactMatch skos:hasTopConcept skos:inScheme "
    "skos:narrowMatch skos:narrower skos:related skos:relatedMatch skos:topConceptOf"
)
_TEXTS = (
    "skos:altLabel skos:definition skos:editorialNote skos:historyNote skos:prefLabel "
    "skos:scopeNote"
)
_LOCAL = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")  # needs no escape in Turtle
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_SPECIAL = re.compile(r'["\\\x00-\x1f\x7f]')


def write_turtle(resources: Sequence[Resource], sections: dict[str, str]) -> str:
    """Resources as Turtle, in their order.

    Parameters
    ----------
    resources
        What `mlroles.export.concepts.find_concepts` returns.
    sections
        Prefixes for addresses that begin alike, beside those of the vocabularies.

    Returns
    -------
    str
        A statement a line, with a line end behind the last.
    """
    prefixes = {**_VOCABULARIES, **sections}
    short = _Shortener(sections)
    head = [f"@prefix {name}: <{uri}> ." for name, uri in prefixes.items()]
    blocks = [_block(resource, short) for resource in resources]
    return "\n".join([*head, "", *blocks])


class _Shortener:
    """How an address is written: by a prefix where that needs no escape."""

    def __init__(self, sections: dict[str, str]) -> None:
        self._names = {uri: name for name, uri in sections.items()}

    def shorten(self, uri: str) -> str:
        if _TERM.fullmatch(uri):
            return uri
        head, slash, last = uri.rpartition("/")
        name = self._names.get(head + slash)
        return f"{name}:{last}" if name and _LOCAL.fullmatch(last) else f"<{uri}>"


def _block(resource: Resource, short: _Shortener) -> str:
    said = [
        _statement(term, [_turtle_value(value, short) for value in values])
        for term, values in sorted(resource.said.items(), key=_place)
    ]
    return f"{short.shorten(resource.uri)} " + " ;\n  ".join(said) + " .\n"


def _statement(term: str, values: list[str]) -> str:
    """A term and its values: several below each other, so that a change is a line."""
    name = "a" if term == "rdf:type" else term
    return f"{name} {values[0]}" if len(values) == 1 else f"{name}\n    " + ",\n    ".join(values)


def _place(said: tuple[str, object]) -> tuple[bool, bool, str]:
    """What it is and what it is called come first, the rest by the alphabet."""
    term, _ = said
    return term != "rdf:type", term != "skos:prefLabel", term


def _turtle_value(value: Value, short: _Shortener) -> str:
    if isinstance(value, Uri):
        return short.shorten(value.value)
    quoted = _SPECIAL.sub(lambda found: _escape(found[0]), value.value)
    return f'"{quoted}"' + (f"@{LANGUAGE}" if isinstance(value, Text) else "")


def _escape(character: str) -> str:
    return _ESCAPES.get(character) or f"\\u{ord(character):04X}"


def write_json_ld(resources: Sequence[Resource]) -> str:
    """The same statements as JSON-LD 1.1: a resource a line, and the context within the file."""
    context = json.dumps(_context(), sort_keys=True, separators=(",", ":"))
    lines = [
        json.dumps(_node(each), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        for each in resources
    ]
    graph = ",\n".join(lines)
    return f'{{\n"@context":{context},\n"@graph":[\n{graph}\n]\n}}\n'


def _context() -> dict[str, Any]:
    """The vocabularies, and what the values of a term are where it says nothing else."""
    addresses = {term: {"@id": term, "@type": "@id"} for term in _ADDRESSES.split()}
    texts = {term: {"@id": term, "@language": LANGUAGE} for term in _TEXTS.split()}
    return {**_VOCABULARIES, **addresses, **texts}


def _node(resource: Resource) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": resource.uri}
    for term, values in resource.said.items():
        written = [_json_value(term, value) for value in values]
        key = "@type" if term == "rdf:type" else term
        node[key] = written[0] if len(written) == 1 else written
    return node


def _json_value(term: str, value: Value) -> str | dict[str, str]:
    """The bare text where the context says what it is, else an object that does."""
    if isinstance(value, Uri):
        return value.value  # no other kind of term has addresses for values
    if isinstance(value, Text) != (term in _TEXTS.split()):
        language = {"@language": LANGUAGE} if isinstance(value, Text) else {}
        return {"@value": value.value, **language}
    return value.value

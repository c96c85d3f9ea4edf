"""An edition as concepts: what SKOS has words for, said in them.

What it has none for, levels and weights and counts, is in the tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

from mlroles.crosswalks import name_scheme
from mlroles.editions import is_older, is_shipped, list_editions
from mlroles.export.uris import Uris, clean_uri, is_address
from mlroles.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mlroles.model import Crosswalk, Move, Role, Skill
    from mlroles.taxonomy import Taxonomy

__all__ = ["LANGUAGE", "Plain", "Resource", "Text", "Uri", "find_concepts"]

LANGUAGE = "en"
_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_PUBLISHER = "The mlroles authors"


@frozen(order=True)
class Uri:
    """Something else, by its address."""

    value: str


@frozen(order=True)
class Text:
    """What people read, in English."""

    value: str


@frozen(order=True)
class Plain:
    """An id, a version, a name: text in no language."""

    value: str


Value = Uri | Text | Plain


@frozen
class Resource:
    """What is said of one address: terms such as ``skos:broader``, each with its values."""

    uri: str
    said: dict[str, list[Value]] = field(factory=dict)

    def say(self, term: str, values: Iterable[Value]) -> None:
        """Say more of it, each thing once."""
        known = self.said.setdefault(term, [])
        known += [value for value in dict.fromkeys(values) if value not in known]
        if not known:
            del self.said[term]


def find_concepts(taxonomy: Taxonomy, base: str) -> list[Resource]:
    """All that is said of a taxonomy, resource by resource.

    Parameters
    ----------
    taxonomy
        Any.
    base
        The address below which its things are named.

    Returns
    -------
    list of Resource
        The two concept schemes, the roles and the skills in the order of the edition; then, each
        in the order of their addresses, concepts of the edition before that were replaced, entries
        of other classifications, these themselves, and the sources.
    """
    graph = _Graph(taxonomy, Uris(base, taxonomy.edition))
    graph.add_schemes()
    for role in taxonomy.roles.values():
        graph.add_role(role)
    for skill in taxonomy.skills.values():
        graph.add_skill(skill)
    graph.relate()
    graph.add_moves()
    return [*graph.own.values(), *(graph.others[uri] for uri in sorted(graph.others))]


class _Graph:
    """Resources of ours, and what is said of others."""

    def __init__(self, taxonomy: Taxonomy, uris: Uris) -> None:
        self.taxonomy = taxonomy
        self.uris = uris
        ours = [uris.scheme("roles"), uris.scheme("skills")]
        ours += [*map(uris.role, taxonomy.roles), *map(uris.skill, taxonomy.skills)]
        self.own = {uri: Resource(uri) for uri in ours}
        self.others: dict[str, Resource] = {}

    def add_schemes(self) -> None:
        taxonomy, uris = self.taxonomy, self.uris
        tops = {
            "roles": [uris.role(role) for role in taxonomy.roles],
            "skills": [
                uris.skill(key) for key, each in taxonomy.skills.items() if not each.broader
            ],
        }
        for section, concepts in tops.items():
            scheme = self.own[uris.scheme(section)]
            scheme.say("rdf:type", [Uri("skos:ConceptScheme")])
            title = f"{section.capitalize()} of mlroles, edition {taxonomy.edition}"
            scheme.say("dct:title", [Text(title)])
            scheme.say("owl:versionInfo", [Plain(taxonomy.edition)])
            scheme.say("dct:identifier", [Plain(f"sha256:{taxonomy.fingerprint}")])
            if is_shipped(taxonomy):
                scheme.say("dc:publisher", [Plain(_PUBLISHER)])
                scheme.say("dct:license", [Uri(_LICENCE)])
            scheme.say("skos:hasTopConcept", map(Uri, concepts))
        for source in taxonomy.sources.values():
            cited = self._other(uris.source(source.id))
            cited.say("dct:title", [Plain(source.title)])
            cited.say("dc:publisher", [Plain(source.publisher)])
            cited.say("dct:issued", [Plain(source.date)])
            cited.say("dc:rights", [Plain(source.licence)])
            if is_address(source.address):
                cited.say("rdfs:seeAlso", [Uri(clean_uri(source.address))])

    def add_role(self, role: Role) -> None:
        concept = self._concept("roles", self.uris.role(role.id), role)
        titles = [title.name for title in role.titles if title.roles == (role.id,)]
        _name(concept, role.name, titles)
        concept.say("skos:definition", [Text(role.summary)])
        concept.say("skos:scopeNote", [Text(each.text) for each in role.boundaries])
        concept.say("skos:topConceptOf", [Uri(self.uris.scheme("roles"))])
        essential = [need.skill.id for need in role.needs if need.importance == "essential"]
        concept.say("dct:requires", [Uri(self.uris.skill(skill)) for skill in essential])
        for row in role.crosswalk:
            self._link(concept, row)
        if role.status == "retired":
            concept.say("skos:editorialNote", [Text("retired; the id stays")])

    def _link(self, concept: Resource, row: Crosswalk) -> None:
        """A link to an entry of another classification, and what we know of that entry."""
        called = f"{name_scheme(row.scheme)} {row.version}"
        if row.relation == "noMatch":
            concept.say("skos:editorialNote", [Text(f"no good match in {called}")])
            return
        uris = self.uris
        own = is_address(row.uri)
        uri = clean_uri(row.uri) if own else uris.entry(row.scheme, row.version, row.code)
        concept.say(f"skos:{row.relation}", [Uri(uri)])
        entry = self._other(uri)
        whole = self._other(uris.classification(row.scheme, row.version))
        entry.say("skos:notation", [Plain(row.code)])
        entry.say("dct:isPartOf", [Uri(whole.uri)])
        whole.say("dct:title", [Plain(name_scheme(row.scheme))])
        whole.say("owl:versionInfo", [Plain(row.version)])
        whole.say("dct:source", [Uri(uris.source(source)) for source in row.sources])

    def add_skill(self, skill: Skill) -> None:
        uris = self.uris
        concept = self._concept("skills", uris.skill(skill.id), skill)
        names = self.taxonomy.names
        own = [each.name for each in skill.aliases if names[fold(each.name)] == (skill.id,)]
        _name(concept, skill.name, own)
        concept.say("skos:definition", [Text(skill.definition)])
        concept.say("dct:type", [Plain(skill.kind)])
        if skill.broader:
            concept.say("skos:broader", [Uri(uris.skill(skill.broader))])
            self.own[uris.skill(skill.broader)].say("skos:narrower", [Uri(concept.uri)])
        else:
            concept.say("skos:topConceptOf", [Uri(uris.scheme("skills"))])
        concept.say("dct:requires", [Uri(uris.skill(each)) for each in skill.prerequisites])

    def relate(self) -> None:
        """Neighbouring roles, and roles with what they need: each from both ends, as SKOS asks."""
        for role in self.taxonomy.roles.values():
            here = self.uris.role(role.id)
            near = [self.uris.role(each.neighbour) for each in role.boundaries if each.neighbour]
            near += [self.uris.skill(need.skill.id) for need in role.needs]
            for there in near:
                self.own[here].say("skos:related", [Uri(there)])
                self.own[there].say("skos:related", [Uri(here)])

    def add_moves(self) -> None:
        """What replaces what; nothing, where nobody knows the name of the edition before."""
        before = _find_before(self.taxonomy)
        if before is None:
            return
        old_uris = Uris(self.uris.base, before)
        for move in self.taxonomy.moves:
            name = "role" if move.section == "roles" else "skill"
            old = [getattr(old_uris, name)(each) for each in move.old]
            new = [getattr(self.uris, name)(each) for each in move.new]
            self._move(move, old, new, f"{move.kind} since edition {before}: {move.reason}")

    def _move(self, move: Move, old: list[str], new: list[str], note: str) -> None:
        replaced = move.kind != "derived-from"  # which leaves the old one in its place
        for uri in new:
            concept = self.own[uri]
            concept.say("skos:historyNote", [Text(note)])
            concept.say("dct:replaces" if replaced else "dct:source", map(Uri, old))
        for uri in old if replaced else ():
            gone = self._other(uri)
            gone.say("dct:isReplacedBy", map(Uri, new))
            if not new:
                gone.say("skos:historyNote", [Text(note)])

    def _concept(self, section: str, uri: str, thing: Role | Skill) -> Resource:
        concept = self.own[uri]
        concept.say("rdf:type", [Uri("skos:Concept")])
        concept.say("skos:prefLabel", [Text(thing.name)])
        concept.say("dct:identifier", [Plain(thing.id)])
        concept.say("owl:versionInfo", [Plain(self.taxonomy.edition)])
        concept.say("skos:inScheme", [Uri(self.uris.scheme(section))])
        concept.say("dct:source", [Uri(self.uris.source(each)) for each in thing.sources])
        return concept

    def _other(self, uri: str) -> Resource:
        return self.others.setdefault(uri, Resource(uri))


def _name(concept: Resource, name: str, others: Iterable[str]) -> None:
    """Its other names; what differs from the first in capitals alone is none."""
    differing = [each for each in others if each.casefold() != name.casefold()]
    concept.say("skos:altLabel", map(Text, differing))


def _find_before(taxonomy: Taxonomy) -> str | None:
    """The shipped edition before this one; its moves begin there."""
    if not is_shipped(taxonomy):
        return None
    older = [name for name in list_editions() if is_older(name, taxonomy.edition)]
    return older[-1] if older else None

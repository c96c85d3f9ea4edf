"""The rules of qSKOS's list, each as a question to a graph: what breaks it.

https://github.com/cmader/qSKOS/wiki/Quality-Issues has the list; the code is ours.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Any

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SKOS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["RULES", "find_orphans"]

LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
NOTES = (
    SKOS.definition, SKOS.note, SKOS.scopeNote, SKOS.editorialNote, SKOS.historyNote,
    SKOS.changeNote, SKOS.example,
)  # fmt: skip
SEMANTIC = (SKOS.broader, SKOS.narrower, SKOS.related)
MAPPINGS = (
    SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch,
)  # fmt: skip
INVERSE = {
    SKOS.broader: SKOS.narrower,
    SKOS.narrower: SKOS.broader,
    SKOS.related: SKOS.related,
    SKOS.hasTopConcept: SKOS.topConceptOf,
    SKOS.topConceptOf: SKOS.hasTopConcept,
}

Found = list[Any]


def concepts(graph: Graph) -> set[Any]:
    return set(graph.subjects(RDF.type, SKOS.Concept))


def schemes(graph: Graph) -> set[Any]:
    return set(graph.subjects(RDF.type, SKOS.ConceptScheme))


def preferred(graph: Graph, one: Any) -> list[Any]:
    return list(graph.objects(one, SKOS.prefLabel))


def statements(graph: Graph, terms: Iterable[URIRef]) -> Iterator[tuple[Any, Any, Any]]:
    return (each for term in terms for each in graph.triples((None, term, None)))


def above(graph: Graph) -> dict[Any, set[Any]]:
    """Each concept to all that are broader, at any distance."""
    direct: dict[Any, set[Any]] = defaultdict(set)
    for one, _, other in graph.triples((None, SKOS.broader, None)):
        direct[one].add(other)
    for one, _, other in graph.triples((None, SKOS.narrower, None)):
        direct[other].add(one)
    found: dict[Any, set[Any]] = {}
    for start in list(direct):
        waiting, seen = list(direct[start]), set()
        while waiting:
            here = waiting.pop()
            if here not in seen:
                seen.add(here)
                waiting += direct.get(here, ())
        found[start] = seen
    return found


# Labels ------------------------------------------------------------------------------------------


def invalid_language_tags(graph: Graph) -> Found:
    return [
        each
        for each in statements(graph, (*LABELS, *NOTES))
        if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", each[2].language or "")
    ]


def incomplete_language_coverage(graph: Graph) -> Found:
    """Concepts that lack a language which others have."""
    spoken = {one: {label.language for label in preferred(graph, one)}
              for one in concepts(graph)}  # fmt: skip
    everything = set().union(*spoken.values())
    return [one for one, languages in spoken.items() if languages != everything]


def undocumented_concepts(graph: Graph) -> Found:
    return [one for one in concepts(graph) if not any((one, note, None) in graph for note in NOTES)]


def overlapping_labels(graph: Graph) -> Found:
    """Two concepts of a scheme that share a label, in whatever case."""
    bearers: dict[Any, set[Any]] = defaultdict(set)
    for one, _, label in statements(graph, LABELS):
        for scheme in graph.objects(one, SKOS.inScheme):
            bearers[scheme, str(label).casefold(), label.language].add(one)
    return [key for key, several in bearers.items() if len(several) > 1]


def missing_labels(graph: Graph) -> Found:
    whole = [one for one in concepts(graph) if (one, SKOS.prefLabel, None) not in graph]
    titles = URIRef("http://purl.org/dc/terms/title")
    return whole + [one for one in schemes(graph) if (one, titles, None) not in graph]


def empty_labels(graph: Graph) -> Found:
    return [each for each in statements(graph, LABELS) if not str(each[2]).strip()]


def unprintable_characters(graph: Graph) -> Found:
    return [
        each
        for each in statements(graph, LABELS)
        if any(unicodedata.category(letter)[0] == "C" for letter in each[2])
    ]


def ambiguous_notations(graph: Graph) -> Found:
    """Two concepts of ours with one notation."""
    bearers: dict[Any, set[Any]] = defaultdict(set)
    for one in concepts(graph):
        for notation in graph.objects(one, SKOS.notation):
            bearers[notation].add(one)
    return [key for key, several in bearers.items() if len(several) > 1]


def inconsistent_preferred_labels(graph: Graph) -> Found:
    """S14: two preferred labels in one language."""
    found = []
    for one in concepts(graph):
        languages = [label.language for label in preferred(graph, one)]
        if len(languages) != len(set(languages)):
            found.append(one)
    return found


def disjoint_labels(graph: Graph) -> Found:
    """S13: one label in two parts."""
    found = []
    for first, second in combinations(LABELS, 2):
        for one, _, label in graph.triples((None, first, None)):
            if (one, second, label) in graph:
                found.append((one, label))
    return found


# Structure ---------------------------------------------------------------------------------------


def cyclic_hierarchy(graph: Graph) -> Found:
    return [one for one, broader in above(graph).items() if one in broader]


def valueless_associations(graph: Graph) -> Found:
    """Related, and already brothers under one broader concept."""
    parents = {one: set(graph.objects(one, SKOS.broader)) for one in concepts(graph)}
    return [
        (one, other)
        for one, _, other in graph.triples((None, SKOS.related, None))
        if parents.get(one, set()) & parents.get(other, set())
    ]


def solely_transitive(graph: Graph) -> Found:
    return list(statements(graph, (SKOS.broaderTransitive, SKOS.narrowerTransitive)))


def omitted_top_concepts(graph: Graph) -> Found:
    return [one for one in schemes(graph) if (one, SKOS.hasTopConcept, None) not in graph]


def top_concepts_with_broader(graph: Graph) -> Found:
    tops = set(graph.objects(None, SKOS.hasTopConcept))
    return [one for one in tops if (one, SKOS.broader, None) in graph]


def unidirectional(graph: Graph) -> Found:
    return [
        (one, term, other)
        for term, back in INVERSE.items()
        for one, _, other in graph.triples((None, term, None))
        if (other, back, one) not in graph
    ]


def hierarchical_redundancy(graph: Graph) -> Found:
    """A broader concept that a nearer one implies already."""
    higher = above(graph)
    return [
        (one, far)
        for one in concepts(graph)
        for near, far in combinations_both(graph.objects(one, SKOS.broader))
        if far in higher.get(near, set())
    ]


def combinations_both(things: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    for one, other in combinations(list(things), 2):
        yield one, other
        yield other, one


def reflexive(graph: Graph) -> Found:
    return [each for each in statements(graph, (*SEMANTIC, *MAPPINGS)) if each[0] == each[2]]


def mapping_misuse(graph: Graph) -> Found:
    """Mappings between concepts of ours: they are for other people's schemes."""
    ours = concepts(graph)
    return [each for each in statements(graph, MAPPINGS) if each[2] in ours]


def relation_clashes(graph: Graph) -> Found:
    """S27: related, and broader or narrower as well."""
    higher = above(graph)
    return [
        (one, other)
        for one, _, other in graph.triples((None, SKOS.related, None))
        if other in higher.get(one, set()) or one in higher.get(other, set())
    ]


def mapping_clashes(graph: Graph) -> Found:
    """S46: an exact match that is a broad, narrow or related one as well, over exact matches."""
    same = exact_groups(graph)
    others = (SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)
    return [
        each
        for each in statements(graph, others)
        if same.get(each[0], each[0]) == same.get(each[2], each[2])
    ]


def two_exact_matches(graph: Graph) -> Found:
    """Two roles that would be one, since each is exactly the same entry."""
    targets = [other for _, _, other in graph.triples((None, SKOS.exactMatch, None))]
    return [each for each in set(targets) if targets.count(each) > 1]


def exact_groups(graph: Graph) -> dict[Any, Any]:
    """Things to the first of all that are exactly the same."""
    group: dict[Any, Any] = {}
    for one, _, other in graph.triples((None, SKOS.exactMatch, None)):
        first, second = group.get(one, one), group.get(other, other)
        for key in [*group, one, other]:
            if group.get(key, key) == second:
                group[key] = first
        group.setdefault(one, first)
    return group


# Linked data -------------------------------------------------------------------------------------


def undefined_skos(graph: Graph) -> Found:
    """Terms that begin like those of SKOS and are none."""
    begun = [each for each in addresses(graph) if each.startswith(str(SKOS))]
    return [each for each in begun if URIRef(each) not in SKOS]


def scheme_violations(graph: Graph) -> Found:
    return [each for each in addresses(graph) if not each.startswith(("http://", "https://"))]


def addresses(graph: Graph) -> set[str]:
    return {str(each) for triple in graph for each in triple if isinstance(each, URIRef)}


def missing_out_links(graph: Graph) -> Found:
    """Roles without any link to another classification."""
    roles = [one for one in concepts(graph) if "/role/" in one]
    notes = SKOS.editorialNote
    return [
        one
        for one in roles
        if not any((one, term, None) in graph for term in MAPPINGS)
        and not any("no good match" in str(note) for note in graph.objects(one, notes))
    ]


def outside_a_scheme(graph: Graph) -> Found:
    return [one for one in concepts(graph) if (one, SKOS.inScheme, None) not in graph]


def find_orphans(graph: Graph) -> Found:
    """Concepts that no relation ties to another: no fault of a list of names, but counted."""
    tied = {end for one, _, other in statements(graph, SEMANTIC) for end in (one, other)}
    return [one for one in concepts(graph) if one not in tied]


def literals_only(graph: Graph) -> Found:
    """Labels that are no text."""
    return [each for each in statements(graph, LABELS) if not isinstance(each[2], Literal)]


RULES: dict[str, Callable[[Graph], Found]] = {
    "Omitted or invalid language tags": invalid_language_tags,
    "Incomplete language coverage": incomplete_language_coverage,
    "Undocumented concepts": undocumented_concepts,
    "Overlapping labels": overlapping_labels,
    "Missing labels": missing_labels,
    "Empty labels": empty_labels,
    "Labels that are no text": literals_only,
    "Unprintable characters in labels": unprintable_characters,
    "Ambiguous notation references": ambiguous_notations,
    "Inconsistent preferred labels": inconsistent_preferred_labels,
    "Disjoint labels violation": disjoint_labels,
    "Cyclic hierarchical relations": cyclic_hierarchy,
    "Valueless associative relations": valueless_associations,
    "Solely transitively related concepts": solely_transitive,
    "Omitted top concepts": omitted_top_concepts,
    "Top concepts having broader concepts": top_concepts_with_broader,
    "Unidirectionally related concepts": unidirectional,
    "Hierarchical redundancy": hierarchical_redundancy,
    "Reflexively related concepts": reflexive,
    "Mapping relations misuse": mapping_misuse,
    "Relation clashes": relation_clashes,
    "Mapping clashes": mapping_clashes,
    "Two exact matches of one entry": two_exact_matches,
    "Concepts in no scheme": outside_a_scheme,
    "Missing out-links": missing_out_links,
    "Undefined SKOS resources": undefined_skos,
    "HTTP URI scheme violation": scheme_violations,
}

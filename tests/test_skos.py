"""Editions as SKOS: what rdflib reads, that both forms say the same, and what qSKOS would find."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, OWL, RDF, SKOS

import mlroles
from ages import MIDDLE, NEW, OLD, shelved
from mlroles.errors import InvalidInput
from mlroles.export.concepts import Plain, Resource, Text, Uri
from mlroles.export.rdf import write_json_ld, write_turtle
from mlroles.export.uris import BASE, Uris, clean_uri
from mlroles.model import RELATIONS, Crosswalk, Overlay
from mlroles.names import RoleId
from mlroles.taxonomy import Catalogue
from skos_rules import RULES, find_orphans
from strategies import as_it_is, taxonomies
from worlds import TINY, alias, make_world, need, role, skill

if TYPE_CHECKING:
    from mlroles.taxonomy import Taxonomy

OURS = "https://guild.example/id/"
DIGESTS = {
    ("2020.1", "turtle"): "25e12a6c52bc6d1f8950eb4dd1a99a35cc9fa26255068d9ce749d12bfa4ca12f",
    ("2020.1", "json-ld"): "486d05a6271a17aab29edf1e72578e58c2590d19c166c3948649ea20824ac19a",
    ("2026.1", "turtle"): "32d4bff50f7915ddb71e79f1434dd1d8b98b4da1304b6e7a862e2cc6ceda7dfd",
    ("2026.1", "json-ld"): "6f08ee5f5dd50e053badf9319453e350be220f93f815dbce285bf05c5b9029b4",
}


@cache
def export(edition: str, form: str = "turtle") -> str:
    return mlroles.export_taxonomy(form, mlroles.load(edition))


@cache
def read(edition: str, form: str = "turtle") -> Graph:
    return Graph().parse(data=export(edition, form), format=form)


def graph_of(taxonomy: Taxonomy, form: str = "turtle", base: str = OURS) -> Graph:
    text = mlroles.export_taxonomy(form, taxonomy, base=base)
    return Graph().parse(data=text, format=form)


def at(uri: str) -> URIRef:
    return URIRef(f"{BASE}{uri}")


# Shipped editions --------------------------------------------------------------------------------


@pytest.mark.parametrize("edition", mlroles.list_editions())
def test_both_forms_say_the_same(edition: str) -> None:
    turtle, json_ld = read(edition), read(edition, "json-ld")
    assert set(turtle) == set(json_ld)  # which is to be isomorphic, where no node is blank
    assert not [each for triple in turtle for each in triple if isinstance(each, BNode)]
    assert len(turtle) > 10_000


@pytest.mark.parametrize("edition", mlroles.list_editions())
@pytest.mark.parametrize("rule", RULES)
def test_the_rules_of_skos_find_nothing(rule: str, edition: str) -> None:
    assert RULES[rule](read(edition)) == []


@pytest.mark.parametrize(("edition", "orphans"), [("2020.1", 211), ("2026.1", 536)])
def test_orphans_are_skills_that_no_role_needs_and_that_stand_alone(
    edition: str, orphans: int
) -> None:
    taxonomy, found = mlroles.load(edition), find_orphans(read(edition))
    assert len(found) == orphans
    needed = {need.skill.id for each in taxonomy.roles.values() for need in each.needs}
    broader = {each.broader for each in taxonomy.skills.values()}
    for uri in found:
        each = taxonomy.skills[uri.rpartition("/")[2]]
        assert each.id not in needed | broader
        assert each.broader is None


@pytest.mark.parametrize("edition", mlroles.list_editions())
def test_every_concept_carries_its_id_and_edition(edition: str) -> None:
    taxonomy, graph = mlroles.load(edition), read(edition)
    found = set(graph.subjects(RDF.type, SKOS.Concept))
    assert len(found) == len(taxonomy.roles) + len(taxonomy.skills)
    for concept in found:
        section, _, key = str(concept).removeprefix(f"{BASE}{edition}/").partition("/")
        assert section in {"role", "skill"}
        assert graph.value(concept, DCTERMS.identifier) == Literal(key)
        assert graph.value(concept, OWL.versionInfo) == Literal(edition)
        thing: Any = taxonomy.roles[key] if section == "role" else taxonomy.skills[key]
        assert graph.value(concept, SKOS.prefLabel) == Literal(thing.name, lang="en")


@pytest.mark.parametrize("edition", mlroles.list_editions())
def test_every_link_of_a_role_is_there_and_no_other(edition: str) -> None:
    taxonomy, graph = mlroles.load(edition), read(edition)
    uris = Uris(BASE, edition)
    wanted = set()
    for each in taxonomy.roles.values():
        for row in each.crosswalk:
            target = row.uri or uris.entry(row.scheme, row.version, row.code)
            if row.relation == "noMatch":
                notes = graph.objects(URIRef(uris.role(each.id)), SKOS.editorialNote)
                assert any(row.version in str(note) for note in notes)
            else:
                wanted.add((URIRef(uris.role(each.id)), SKOS[row.relation], URIRef(target)))
                assert (URIRef(target), SKOS.notation, Literal(row.code)) in graph
    links = [relation for relation in RELATIONS if relation != "noMatch"]
    found = {each for name in links for each in graph.triples((None, SKOS[name], None))}
    assert found == wanted


def test_what_was_split_is_replaced_from_both_ends() -> None:
    graph = read("2026.1")
    old = at("2020.1/role/researcher-data-scientist")
    new = [at(f"2026.1/role/{key}") for key in ("data-scientist", "research-scientist")]
    assert {*new} < set(graph.objects(old, DCTERMS.isReplacedBy))
    assert all((each, DCTERMS.replaces, old) in graph for each in new)
    # what only grew out of it does not take its place
    mlops, engineer = at("2026.1/role/mlops-engineer"), at("2020.1/role/machine-learning-engineer")
    assert (mlops, DCTERMS.source, engineer) in graph
    assert (mlops, DCTERMS.replaces, engineer) not in graph
    assert not list(read("2020.1").triples((None, DCTERMS.replaces, None)))


def test_schemes_say_the_edition_the_licence_and_the_bytes() -> None:
    graph, scheme = read("2026.1"), at("2026.1/skills")
    licence = URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert graph.value(scheme, DCTERMS.license) == licence
    assert graph.value(scheme, OWL.versionInfo) == Literal("2026.1")
    fingerprint = mlroles.load("2026.1").fingerprint
    assert graph.value(scheme, DCTERMS.identifier) == Literal(f"sha256:{fingerprint}")


@pytest.mark.parametrize(("edition", "form"), DIGESTS)
def test_exports_of_released_editions_never_change(edition: str, form: str) -> None:
    assert sha256(export(edition, form).encode()).hexdigest() == DIGESTS[edition, form]


# Other taxonomies --------------------------------------------------------------------------------


def test_our_addresses_name_only_what_we_shipped() -> None:
    with pytest.raises(InvalidInput, match=r"is not as it was shipped.*base='https://example"):
        mlroles.export_taxonomy("turtle", make_world(**TINY))
    shipped = mlroles.load("2020.1")
    laid_over = attrs.evolve(shipped, overlays=(Overlay("acme", "", "0" * 64, "", "{}"),))
    with pytest.raises(InvalidInput, match="is not as it was shipped"):
        mlroles.export_taxonomy("json-ld", laid_over)
    graph = graph_of(laid_over)
    assert not list(graph.triples((None, DCTERMS.license, None)))
    assert URIRef(f"{OURS}2020.1/roles") in set(graph.subjects())


@pytest.mark.parametrize("base", ["", "guild", 7, "ftp://x/", b"https://x/"])
def test_a_base_is_an_address(base: Any) -> None:
    with pytest.raises(InvalidInput, match="pass an address such as"):
        mlroles.export_taxonomy("turtle", mlroles.load("2020.1"), base=base)


def test_a_base_ends_in_a_slash_or_a_hash_sign() -> None:
    bases = {"https://a.example/id": "/", "https://a.example/id/": "", "https://a.example/id#": ""}
    for base, added in bases.items():
        graph = graph_of(make_world(**TINY), base=base)
        assert URIRef(f"{base}{added}1999.1/role/baker") in set(graph.subjects())


@pytest.mark.parametrize("form", ["", "xml", None, 3, "Turtle"])
def test_an_unknown_form_is_an_error(form: Any) -> None:
    with pytest.raises(InvalidInput, match=r"there is no form .*json, json-ld, turtle"):
        mlroles.export_taxonomy(form)


UGLY = (
    'a "quoted" \\ name', "two\nlines\r\tand a tab", "\u202eturned", "\x00\x1f\x7f", "é 日本 🚀",
    "^^<x> @en", "half", "{}|^`", "a'b", "</script>", "'''", '"""',
)  # fmt: skip


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), max_size=6))
@example(list(UGLY))
def test_whatever_is_said_is_read_back(texts: list[str]) -> None:
    values: list[Text | Plain | Uri] = [*map(Text, texts), *map(Plain, texts)]
    uri = clean_uri(f'{OURS}x/a b"<>')
    resources = [Resource(uri)]
    resources[0].say("rdf:type", [Uri("skos:Concept")])
    resources[0].say("dct:title", values)
    resources[0].say("skos:note", [])
    both = {"turtle": write_turtle(resources, {}), "json-ld": write_json_ld(resources)}
    wanted = {*(Literal(text, lang="en") for text in texts), *map(Literal, texts)}
    for form, text in both.items():
        graph = Graph().parse(data=text, format=form)
        assert set(graph.objects(URIRef(uri), DCTERMS.title)) == wanted
        assert set(graph.objects(URIRef(uri), RDF.type)) == {SKOS.Concept}


@given(taxonomies())
@settings(max_examples=10)
def test_the_laws_hold_of_any_taxonomy(taxonomy: Taxonomy) -> None:
    graph = graph_of(taxonomy)
    assert isomorphic(graph, graph_of(taxonomy, "json-ld"))
    broken = {name for name, rule in RULES.items() if rule(graph)}
    assert broken <= {"Missing out-links"}  # since these worlds know no classification


def test_ids_and_addresses_that_need_it_are_escaped() -> None:
    world = make_world(**TINY)
    links = (
        Crosswalk("guild", "1 a", "a/b #c", "", "closeMatch", ("editorial",)),
        Crosswalk("guild", "1 a", "x", "https://guild.example/a b>", "broadMatch", ("editorial",)),
        Crosswalk("guild", "1 a", "y", "no address", "relatedMatch", ("editorial",)),
    )
    baker = attrs.evolve(world.role("baker"), id=RoleId("acme:baker"), crosswalk=links)
    changed = attrs.evolve(
        world,
        roles=Catalogue({**world.roles, "acme:baker": baker}, as_it_is),
    )
    for form in ("turtle", "json-ld"):
        graph = graph_of(changed, form)
        concept = URIRef(f"{OURS}1999.1/role/acme:baker")
        assert graph.value(concept, DCTERMS.identifier) == Literal("acme:baker")
        guild = f"{OURS}classification/guild/1%20a"
        assert set(graph.objects(concept, SKOS.closeMatch)) == {URIRef(f"{guild}/a%2Fb%20%23c")}
        target = URIRef("https://guild.example/a%20b%3E")
        assert set(graph.objects(concept, SKOS.broadMatch)) == {target}
        assert set(graph.objects(concept, SKOS.relatedMatch)) == {URIRef(f"{guild}/y")}


def test_what_two_skills_are_called_names_neither() -> None:
    graph = graph_of(make_world(**TINY))
    labels = {str(label) for label in graph.objects(None, SKOS.altLabel)}
    assert "C/C++" not in labels
    assert "Pastry chef" not in labels
    assert {"Backofen", "grin", "Boulanger"} <= labels


def test_a_name_in_other_capitals_is_no_other_name() -> None:
    rows = {**TINY, "aliases": [alias("OVEN", "oven"), alias("Ofen", "oven")]}
    oven = URIRef(f"{OURS}1999.1/skill/oven")
    graph = graph_of(make_world(**rows))
    assert set(graph.objects(oven, SKOS.altLabel)) == {Literal("Ofen", lang="en")}


def test_a_retired_role_says_so() -> None:
    waiter = URIRef(f"{OURS}1999.1/role/waiter")
    notes = graph_of(make_world(**TINY)).objects(waiter, SKOS.editorialNote)
    assert [str(note) for note in notes] == ["retired; the id stays"]


def test_moves_of_every_kind_between_editions_of_a_shelf() -> None:
    with shelved(OLD, MIDDLE, NEW):
        text = mlroles.export_taxonomy("turtle", MIDDLE)
    graph = Graph().parse(data=text, format="turtle")
    for move in MIDDLE.moves:
        section = move.section.removesuffix("s")
        old = [at(f"{OLD.edition}/{section}/{key}") for key in move.old]
        new = [at(f"{MIDDLE.edition}/{section}/{key}") for key in move.new]
        replaced = move.kind != "derived-from"
        for gone in old:
            assert {*new} <= set(graph.objects(gone, DCTERMS.isReplacedBy)) or not replaced
        for come in new:
            term = DCTERMS.replaces if replaced else DCTERMS.source
            assert {*old} <= set(graph.objects(come, term))
            assert any(move.reason in str(note) for note in graph.objects(come, SKOS.historyNote))
        if not new:
            assert all(any(graph.objects(gone, SKOS.historyNote)) for gone in old)
    assert {move.kind for move in MIDDLE.moves} >= {"split", "merged", "retired", "derived-from"}


def test_moves_are_left_out_where_the_edition_before_has_no_name() -> None:
    graph = graph_of(MIDDLE)
    assert not list(graph.triples((None, DCTERMS.replaces, None)))


# The rules themselves ----------------------------------------------------------------------------

BROKEN = {
    "Omitted or invalid language tags": '<{0}a> skos:prefLabel "x" .',
    "Incomplete language coverage": '<{0}b> a skos:Concept ; skos:prefLabel "x"@de .',
    "Undocumented concepts": "<{0}b> a skos:Concept .",
    "Overlapping labels": '<{0}c> skos:altLabel "FIRST"@en ; skos:inScheme <{0}s> .',
    "Missing labels": "<{0}b> a skos:Concept .",
    "Empty labels": '<{0}a> skos:altLabel " "@en .',
    "Labels that are no text": "<{0}a> skos:altLabel <{0}x> .",
    "Unprintable characters in labels": '<{0}a> skos:altLabel "a\\u0007b"@en .',
    "Ambiguous notation references": (
        '<{0}a> skos:notation "1" . <{0}b> a skos:Concept ; skos:notation "1" .'
    ),
    "Inconsistent preferred labels": '<{0}a> skos:prefLabel "second"@en .',
    "Disjoint labels violation": '<{0}a> skos:altLabel "first"@en .',
    "Cyclic hierarchical relations": "<{0}a> skos:broader <{0}b> . <{0}b> skos:broader <{0}a> .",
    "Valueless associative relations": (
        "<{0}a> skos:broader <{0}c> ; skos:related <{0}b> . <{0}b> a skos:Concept ; "
        "skos:broader <{0}c> ."
    ),
    "Solely transitively related concepts": "<{0}a> skos:broaderTransitive <{0}b> .",
    "Omitted top concepts": "<{0}t> a skos:ConceptScheme .",
    "Top concepts having broader concepts": "<{0}a> skos:broader <{0}b> .",
    "Unidirectionally related concepts": "<{0}a> skos:related <{0}b> .",
    "Hierarchical redundancy": (
        "<{0}a> skos:broader <{0}b>, <{0}c> . <{0}b> skos:broader <{0}c> ."
    ),
    "Reflexively related concepts": "<{0}a> skos:related <{0}a> .",
    "Mapping relations misuse": "<{0}b> skos:closeMatch <{0}a> .",
    "Relation clashes": "<{0}a> skos:related <{0}b> ; skos:broader <{0}b> .",
    "Mapping clashes": (
        "<{0}a> skos:exactMatch <{0}x> ; skos:broadMatch <{0}x> . <{0}y> skos:exactMatch <{0}z> ."
    ),
    "Two exact matches of one entry": (
        "<{0}a> skos:exactMatch <{0}x> . <{0}b> skos:exactMatch <{0}x> ."
    ),
    "Concepts in no scheme": "<{0}b> a skos:Concept .",
    "Missing out-links": "<{0}role/b> a skos:Concept .",
    "Undefined SKOS resources": "<{0}a> skos:nearly <{0}b> .",
    "HTTP URI scheme violation": "<{0}a> skos:closeMatch <urn:x> .",
}
SOUND = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
<{0}s> a skos:ConceptScheme ; dct:title "S"@en ; skos:hasTopConcept <{0}a> .
<{0}a> a skos:Concept ; skos:prefLabel "first"@en ; skos:definition "A."@en ;
  skos:inScheme <{0}s> ; skos:topConceptOf <{0}s> .
"""


def test_every_rule_is_tried_on_a_graph_that_breaks_it() -> None:
    assert set(BROKEN) == set(RULES)
    sound = Graph().parse(data=SOUND.format(OURS), format="turtle")
    assert [name for name, rule in RULES.items() if rule(sound)] == []


@pytest.mark.parametrize("rule", BROKEN)
def test_a_rule_finds_what_breaks_it(rule: str) -> None:
    text = f"{SOUND}{BROKEN[rule]}".format(OURS)
    assert RULES[rule](Graph().parse(data=text, format="turtle"))


def test_roles_alone_have_a_link_to_miss() -> None:
    graph = graph_of(
        make_world(roles=[role("baker")], skills=[skill("oven")], needs=[need("baker", "oven")])
    )
    assert RULES["Missing out-links"](graph) == [URIRef(f"{OURS}1999.1/role/baker")]

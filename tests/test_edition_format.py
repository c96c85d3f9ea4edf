"""The compiled form of an edition: canonical, complete, read back as it was written."""

from __future__ import annotations

import json
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlroles.assembly import assemble
from mlroles.edition_format import FORMAT, OUTSIDE, build_taxonomy, decode, encode
from mlroles.errors import InvalidTaxonomy, UnknownRole, UnknownSkill, UnknownSource
from mlroles.matching import match
from mlroles.model import (
    Alias,
    Boundary,
    Crosswalk,
    Entry,
    Handoff,
    Knowledge,
    Level,
    Move,
    NamedBy,
    Need,
    Overlay,
    Resource,
    Role,
    Scoring,
    Skill,
    Source,
    Statement,
    Title,
)
from mlroles.names import NameKey, RoleId, SkillId
from mlroles.weighing import read_curation, weigh
from whole_world import WHOLE, changed
from worlds import SETTINGS, TALLY, TINY, alias, compile_world, need, records

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from random import Random

    from mlroles.taxonomy import Taxonomy
    from worlds import Rows

NAMED_BY = {("baker", "oven"): [(875, 40, "editorial", 1999), (600, 10, "guild.book", 1998)]}
PRIORS = {"1999": {"baker": 40, "cook": 60, "waiter": 0}}
EDITORIAL = ("editorial",)


def written(world: Mapping[str, Rows]) -> bytes:
    sections = records(**world)
    rows = weigh(read_curation(sections), [TALLY], SETTINGS)
    return encode(assemble(sections, rows, NAMED_BY, PRIORS))


def read(data: bytes) -> Taxonomy:
    return decode(data, sha256(data).hexdigest(), "draft")


@pytest.fixture(scope="module")
def whole() -> Taxonomy:
    """The whole world, written and read."""
    return read(written(WHOLE))


OVEN = Skill(
    SkillId("oven"), "Oven", "tool", "Something like oven.",
    aliases=(Alias("Backofen"),), sources=EDITORIAL,
)  # fmt: skip
BREAD = Skill(
    SkillId("bread"), "Bread", "subject", "Something like bread.",
    prerequisites=(SkillId("oven"),), sources=EDITORIAL,
)  # fmt: skip
PASTRY_CHEF = Title(
    "Pastry chef",
    (RoleId("baker"), RoleId("cook")),
    EDITORIAL,
    (
        Crosswalk("ISCO", "08", "3434", "", "relatedMatch", ("guild.book",)),
        Crosswalk("ISCO", "88", "5122", "", "relatedMatch", EDITORIAL),
    ),
)
BAKER = Role(
    id=RoleId("baker"),
    name="Baker",
    summary="baker works.",
    tier="core",
    status="active",
    entry=Entry("common", "Walk in.", EDITORIAL),
    boundaries=(Boundary("Does not fry.", RoleId("cook"), EDITORIAL),),
    avoids=(
        Statement("Would rather not be up late.", EDITORIAL),
        Statement("Nor late.", ("guild.book#bakers",)),
    ),
    needs=(
        Need(BREAD, "essential", Level.EXPERT, (), EDITORIAL),
        Need(
            OVEN,
            "essential",
            Level.WORKING,
            (NamedBy(875, 40, "editorial", 1999), NamedBy(600, 10, "guild.book", 1998)),
            EDITORIAL,
        ),
    ),
    knowledge=(
        Knowledge(
            BREAD, Level.AWARENESS, Level.EXPERT, "It rises.", EDITORIAL, "Names it.", "Invents it."
        ),
    ),
    handoffs=(
        Handoff("baker", "rolls", "clients", EDITORIAL),
        Handoff("cook", "dough", "baker", ("guild.book",)),
    ),
    titles=(
        Title("Boulanger", (RoleId("baker"),), EDITORIAL),
        PASTRY_CHEF,
    ),
    resources=(
        Resource("Bread for all", "https://example.org/bread", "book", SkillId("bread"), EDITORIAL),
        Resource("Bake!", "https://example.org/bake", "video", None, EDITORIAL),
    ),
    crosswalk=(
        Crosswalk("ISCO", "08", "7512", "https://example.org/7512", "exactMatch", EDITORIAL),
    ),
    sources=EDITORIAL,
    grounds=(Statement("Has a guild.", ("guild.book",)),),
    objections=(Statement("Cooks, too.", EDITORIAL),),
)


def test_a_role_is_read_as_it_was_written(whole: Taxonomy) -> None:
    assert whole.roles["baker"] == BAKER


def test_what_a_role_does_not_have_is_empty(whole: Taxonomy) -> None:
    waiter, cook = whole.roles["waiter"], whole.roles["cook"]
    assert waiter.status == "retired"
    assert (waiter.kin, cook.kin) == ((RoleId("cook"),), ())
    assert waiter.crosswalk == (Crosswalk("ISCO", "08", "", "", "noMatch", EDITORIAL),)
    empty = ("avoids", "boundaries", "knowledge", "handoffs", "titles", "resources", "grounds",
             "objections")  # fmt: skip
    assert [getattr(waiter, name) for name in empty] == [()] * len(empty)
    assert cook.boundaries == (Boundary("Sells nothing.", None, EDITORIAL),)
    assert cook.data == (Statement("Recipes.", ("guild.book",)),)


@pytest.mark.parametrize(
    "skill",
    [
        OVEN,
        BREAD,
        Skill(SkillId("stone-oven"), "Stone-Oven", "tool", "Something like stone-oven.",
              broader=SkillId("oven"), sources=EDITORIAL),
        Skill(SkillId("c-plus-plus"), "C++", "tool", "Something like c-plus-plus.",
              aliases=(Alias("C/C++", "never"),), sources=EDITORIAL),
        Skill(SkillId("smile"), "Smile", "tool", "Something like smile.",
              aliases=(Alias("grin", "near", ("broad", "wide")), Alias("Smile", "exact")),
              sources=EDITORIAL),
    ],
    ids=lambda skill: skill.id,
)  # fmt: skip
def test_skills_are_read_as_they_were_written(whole: Taxonomy, skill: Skill) -> None:
    assert whole.skills[skill.id] == skill


def test_an_edition_is_read_as_it_was_written(whole: Taxonomy) -> None:
    assert whole.edition == "1999.1"
    assert whole.origin == "draft"
    assert whole.overlays == ()
    assert list(whole.roles) == ["baker", "cook", "waiter"]
    assert list(whole.skills) == sorted(row["id"] for row in WHOLE["skills"])
    assert whole.parties == {"clients": "Clients"}
    assert whole.scoring == Scoring(discount=20, lead=20)
    assert whole.priors == PRIORS
    assert list(whole.sources.values()) == [
        Source("editorial", "Us", "Us", "1999", "", "CC BY 4.0"),
        Source("guild.book", "The book", "The guild", "1998-05", "https://example.org/book", "CC0"),
    ]
    assert whole.titles == (
        Title("Accountant", (), EDITORIAL),
        Title("Boulanger", (RoleId("baker"),), EDITORIAL),
        PASTRY_CHEF,
    )
    assert (whole.agreement, whole.language) == ({}, "english-1")
    assert whole.guidance == "guidance-1"


def test_an_edition_says_how_far_its_raters_agree_and_which_tables_it_is_read_with() -> None:
    document = json.loads(written(WHOLE))
    said = {"agreement": {"enter": 710, "grow": 640}, "language": "x-2", "guidance": "y-3"}
    world = read(encode({**document, "edition": {**document["edition"], **said}}))
    assert {key: getattr(world, key) for key in said} == said


def test_a_taxonomy_knows_where_it_comes_from() -> None:
    document = json.loads(written(WHOLE))
    layer = Overlay("acme", "Acme", "f" * 64, "0" * 64, "{}")
    world = build_taxonomy(document, "0" * 64, OUTSIDE, (layer,), "1999.1.json")
    assert (world.overlays, world.path, world.fingerprint) == ((layer,), "1999.1.json", "0" * 64)
    assert world.document is document
    assert (read(written(WHOLE)).overlays, read(written(WHOLE)).path) == ((), "")


def test_a_subject_without_anchors_is_known_without_them() -> None:
    anchors = [{**row, "subject": "oven"} for row in WHOLE["anchors"]]
    for rows in ((), anchors):
        (known,) = read(written({**WHOLE, "anchors": rows})).roles["baker"].knowledge
        assert known == Knowledge(BREAD, Level.AWARENESS, Level.EXPERT, "It rises.", EDITORIAL)


def test_an_edition_of_the_first_days_has_no_anchors_at_all() -> None:
    document = json.loads(written(WHOLE))
    del document["anchors"]
    assert read(encode(document)).roles["baker"].knowledge[0].enter_anchor == ""


def test_weights_are_read_as_they_were_weighed(whole: Taxonomy) -> None:
    curation = read_curation(records(**WHOLE))
    assert whole.weights.columns == {"baker": 0, "cook": 1, "waiter": 2}
    assert whole.weights.rows == weigh(curation, [TALLY], SETTINGS)


def test_every_name_of_a_skill_leads_to_it(whole: Taxonomy) -> None:
    document = json.loads(written(WHOLE))
    assert all(row["keys"] == sorted(row["keys"]) for row in document["skills"].values())
    assert whole.names == {
        NameKey(name): tuple(map(SkillId, skills.split()))
        for name, skills in {
            "bread": "bread", "c": "c", "c++": "c-plus-plus", "cplusplus": "c-plus-plus",
            "c/c++": "c c-plus-plus", "oven": "oven", "backofen": "oven", "grin": "smile",
            "smile": "smile", "stoneoven": "stone-oven", "taxreturn": "tax-return",
            "hearth": "oven", "range": "oven",
        }.items()
    }  # fmt: skip


def test_moves_are_read_as_they_were_written(whole: Taxonomy) -> None:
    assert whole.moves == (
        Move("roles", ("chef",), ("baker", "cook"), "split", "Two crafts.", EDITORIAL),
        Move("roles", ("herald",), (), "retired", "Nobody calls.", ("guild.book#ends",)),
        Move("roles", ("servant",), ("waiter",), "renamed", "Nobody serves.", EDITORIAL),
        Move("skills", ("hearth", "range"), ("oven",), "merged", "One fire.", EDITORIAL),
        Move("skills", ("oven",), ("stone-oven",), "derived-from", "Of stone.", EDITORIAL),
        Move("skills", (), ("tax-return",), "added", "It is due.", EDITORIAL),
    )


def test_an_id_of_old_leads_to_what_it_became_before_what_was_made_from_it() -> None:
    document = json.loads(written(WHOLE))
    rows = [("derived-from", "kiln", "stone-oven"), ("renamed", "kiln", "oven"),
            ("retired", "spit", None), ("derived-from", "oven", "bread")]  # fmt: skip
    moves = [
        {**document["moves"][0], "section": "skills", "kind": kind, "old": old, "new": new}
        for kind, old, new in rows
    ]
    del moves[2]["new"]
    names = read(encode({**document, "moves": moves})).names
    assert [names[NameKey(name)] for name in ("kiln", "spit", "oven")] == [("oven",), (), ("oven",)]


@pytest.mark.parametrize(
    ("read", "error"),
    [
        (lambda whole: whole.roles["bakr"], UnknownRole),
        (lambda whole: whole.skills["ovn"], UnknownSkill),
        (lambda whole: whole.sources["guild"], UnknownSource),
    ],
    ids=["roles", "skills", "sources"],
)
def test_what_is_not_there_is_named_as_what_it_would_be(
    whole: Taxonomy, read: Any, error: type[Exception]
) -> None:
    with pytest.raises(error):
        read(whole)


@given(st.randoms(use_true_random=False))
def test_the_order_of_tables_and_of_cells_leaves_no_trace(random: Random) -> None:
    # in these the order says something: of roles, of what is said and done, one after the other
    kept = {"roles", "statements", "knowledge", "handoffs", "resources", "crosswalk", "moves",
            "title_links"}  # fmt: skip
    shuffled: dict[str, Rows] = {}
    for section in random.sample(sorted(WHOLE), len(WHOLE)):
        rows = [
            {key: row[key] for key in random.sample(list(row), len(row))} for row in WHOLE[section]
        ]
        shuffled[section] = rows if section in kept else random.sample(rows, len(rows))
    assert written(shuffled) == written(WHOLE)


def test_the_order_of_roles_is_that_of_their_records_in_all_that_is_written() -> None:
    turned = {**WHOLE, "roles": WHOLE["roles"][::-1]}
    sections = {**records(**turned), "edition": records(**WHOLE)["edition"]}
    rows = weigh(read_curation(sections), [TALLY], SETTINGS)
    taxonomy, whole = read(encode(assemble(sections, rows, {}, {}))), read(written(WHOLE))
    assert list(taxonomy.roles) == ["waiter", "cook", "baker"]
    for role in whole.roles:
        for skill in whole.skills:
            assert taxonomy.weight(role, skill) == whole.weight(role, skill)


def test_the_heaviest_needs_come_first_and_then_by_id() -> None:
    needs = (
        need("cook", "smile", "useful"), need("cook", "oven", "important"),
        need("cook", "bread", "important"), need("cook", "tax-return"), *WHOLE["needs"][:2],
    )  # fmt: skip
    cook = read(written({**WHOLE, "needs": needs})).roles["cook"]
    assert [each.skill.id for each in cook.needs] == ["tax-return", "bread", "oven", "smile"]


def test_aliases_and_titles_come_in_the_order_of_the_dictionary() -> None:
    aliases = [alias(name, "oven") for name in ("stove", "Aga", "aga", "hearth", "Étuve")]
    titles = [{"title": name, "roles": "", "source": "editorial"} for name in ("b", "C", "a", "Ä")]
    world = read(written({**WHOLE, "aliases": aliases, "titles": titles}))
    assert [a.name for a in world.skills["oven"].aliases] == [
        "Aga", "aga", "hearth", "stove", "Étuve",
    ]  # fmt: skip
    assert [title.name for title in world.titles] == ["a", "b", "C", "Ä"]


plain = st.one_of(st.integers(), st.text(st.characters(exclude_categories=["Cs"])))
values = st.recursive(
    plain,
    lambda inner: st.one_of(
        st.lists(inner), st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner)
    ),
    max_leaves=12,
)
documents = st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), values, max_size=4)


@given(documents, st.randoms(use_true_random=False))
def test_encoding_is_canonical_json(document: dict[str, Any], random: Random) -> None:
    data = encode(document)
    assert json.loads(data) == document
    keys = random.sample(list(document), len(document))
    assert encode({key: document[key] for key in keys}) == data
    assert encode(json.loads(data)) == data


def test_each_record_has_a_line_of_its_own() -> None:
    document = {"b": {"y": {"z": 1, "a": [1, 2]}, "x": "é"}, "a": [[1, "\n"], {}], "c": 5, "d": {}}
    assert encode(document).decode() == (
        '{\n"a":[\n[1,"\\n"],\n{}\n],\n"b":{\n"x":"é",\n"y":{"a":[1,2],"z":1}\n},\n"c":5,\n'
        '"d":{\n\n}\n}\n'
    )


def test_only_whole_numbers_and_text_are_written() -> None:
    def kinds(value: Any) -> set[type]:
        if isinstance(value, dict):
            return {type(key) for key in value}.union(*map(kinds, value.values()))
        return set().union(*map(kinds, value)) if isinstance(value, list) else {type(value)}

    assert kinds(json.loads(written(WHOLE))) == {int, str}


def test_empty_cells_are_not_written() -> None:
    document = json.loads(written(WHOLE))
    assert "broader" not in document["skills"]["oven"]
    assert document["skills"]["stone-oven"]["broader"] == "oven"
    assert b'""' not in written(WHOLE)


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"null", b"5", b'"format"', b"[]", b"{}", b"\xff\xfe", b"[" * 200_000, b'{"a":1}'],
)  # fmt: skip
def test_what_is_no_edition_is_refused(data: bytes) -> None:
    with pytest.raises(InvalidTaxonomy, match="this is no compiled edition"):
        read(data)


@pytest.mark.parametrize("found", [0, FORMAT + 1, "1", None, [1]])
def test_another_format_is_refused_by_its_number(found: object) -> None:
    data = json.dumps({**json.loads(written(WHOLE)), "format": found}).encode()
    said = f"written in format {found!r}; this mlroles reads format 1"
    with pytest.raises(InvalidTaxonomy) as caught:
        read(data)
    assert said in str(caught.value)


SECTIONS_READ = ("edition", "handoffs", "moves", "roles", "skills", "sources", "titles")


@pytest.mark.parametrize("section", SECTIONS_READ)
def test_an_edition_without_one_of_its_sections_is_refused(section: str) -> None:
    document = json.loads(written(WHOLE))
    del document[section]
    with pytest.raises(InvalidTaxonomy, match="this is no compiled edition"):
        read(encode(document))


@pytest.mark.parametrize("section", [s for s in SECTIONS_READ if s != "sources"])
@pytest.mark.parametrize("damage", [5, "text", [5], {"x": 5}], ids=repr)
def test_an_edition_with_a_broken_section_is_refused(section: str, damage: object) -> None:
    document = {**json.loads(written(WHOLE)), section: damage}
    with pytest.raises(InvalidTaxonomy, match="this is no compiled edition"):
        read(encode(document))


def test_a_record_of_a_source_may_lack_all_but_its_title() -> None:
    cells = dict.fromkeys(("address", "licence", "publisher", "date"), "")
    data = written(changed(WHOLE, "sources", 1, cells))
    assert read(data).sources["editorial"] == Source("editorial", "Us", "", "", "", "")


def rows_of(document: dict[str, Any]) -> Iterator[tuple[Any, Any]]:
    """Each container of a document with each of its keys or places."""
    stack: list[Any] = [document]
    while stack:
        here = stack.pop()
        for key in list(here) if isinstance(here, dict) else range(len(here)):
            yield here, key
            if isinstance(here[key], (dict, list)):
                stack.append(here[key])


def test_a_file_from_outside_without_one_of_its_parts_is_refused_or_read() -> None:
    """Whatever is taken away, the answer is a taxonomy that works or an error of ours."""
    whole = compile_world(records(**TINY), [TALLY])
    refused = 0
    for at in range(sum(1 for _ in rows_of(json.loads(whole)))):
        document = json.loads(whole)
        here, key = next(islice(rows_of(document), at, None))
        del here[key]
        try:
            taxonomy = decode(encode(document), "0" * 64, OUTSIDE)
        except InvalidTaxonomy:
            refused += 1
        else:
            match(["sql"], taxonomy)
            assert all(role.needs is not None for role in taxonomy.roles.values())
            assert all(role.knowledge is not None for role in taxonomy.roles.values())
    assert refused > 50


@pytest.mark.parametrize(
    "cells",
    [{"weights": [1, 2, 3]}, {"basis": "ppp"}, {"weights": [1, 2, 3, 4.0]},
     {"weights": [1, 2, 3, True]}, {"weights": [1, 2, 3], "basis": "ppp"}],
    ids=["short", "basis", "float", "truth", "both"],
)  # fmt: skip
def test_a_row_of_weights_from_outside_has_a_whole_number_and_a_basis_for_each(
    cells: dict[str, Any],
) -> None:
    document = json.loads(compile_world(records(**TINY), [TALLY]))
    document["skills"]["oven"] |= cells
    with pytest.raises(InvalidTaxonomy, match="skill oven: 4 weights, each with a basis"):
        decode(encode(document), "0" * 64, OUTSIDE)


@pytest.mark.parametrize(("section", "key"), [("roles", "baker"), ("skills", "oven")])
def test_a_name_from_outside_is_text(section: str, key: str) -> None:
    document = json.loads(compile_world(records(**TINY), [TALLY]))
    document[section][key]["name"] = 5
    with pytest.raises(InvalidTaxonomy, match="this is no compiled edition"):
        decode(encode(document), "0" * 64, OUTSIDE)

"""Every row of the shipped data, each a test of its own that names its file and its line."""

from __future__ import annotations

import csv
import re
import tomllib
from collections import defaultdict
from functools import cache
from graphlib import TopologicalSorter
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

import mlroles
from edition_source import read_edition, read_table
from mlroles.editions import load_counts
from mlroles.errors import UnknownRole, UnknownSkill
from mlroles.mentions.surface import fold_words
from mlroles.model import Boundary, Level, Statement
from mlroles.names import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mlroles.records import Record
    from mlroles.taxonomy import Taxonomy

DATA = Path(__file__).resolve().parents[2] / "data"
EDITIONS = {
    path.parent.name: read_edition(path.parent) for path in sorted(DATA.glob("*/edition.toml"))
}
SECTIONS_OF_THE_ARTICLE = {
    "introduction",
    "let-s-be-specific",
    "the-ml-enabled-software-engineer",
    "the-data-analyst",
    "the-data-engineer",
    "the-machine-learning-engineer",
    "the-researcher-data-scientist",
    "what-software-do-you-love",
    "where-to-go-from-here",
}
CODES = {  # what an entry's code looks like, and where its address begins, if it has one
    "esco": (re.compile(r"\d{4}(\.\d+)+"), "http://data.europa.eu/esco/occupation/"),
    "onet-soc": (re.compile(r"\d{2}-\d{4}\.\d{2}"), ""),
    "isco-08": (re.compile(r"\d{2,4}"), ""),
    "gdd": (re.compile(r"[A-Z][\w &-]+"), ""),
    "dcwf": (re.compile(r"\d{3}"), ""),
    "edison": (re.compile(r"DSP\d{2}"), ""),
    "sfia": (re.compile(r"[A-Z]{4}"), ""),
}
NO_SKILLS = {fold(row["name"]) for row in read_table(DATA / "not_skills.csv")}
CURLY = set("\u2018\u2019\u201c\u201d\u00b4")
NOT_FIRST = {  # edition and role to why its essentials give no best answer
    (
        "2026.1",
        "bi-developer",
    ): "first, but ahead of the data analyst by less than a best answer is",
}


class Count(NamedTuple):
    """One line of an evidence file, with its number."""

    line: int
    option: str
    people: int
    portion: int


class Source(NamedTuple):
    """A source of counts, as an edition's evidence.toml pins it."""

    edition: str
    pinned: dict[str, Any]

    @property
    def path(self) -> Path:
        return DATA / "evidence" / str(self.pinned["file"])

    def __str__(self) -> str:
        return f"{self.edition}/evidence.toml {self.pinned['source']}"


def rows(section: str) -> Callable[[Callable[[str, Record], None]], Any]:
    """Every row of a section is a subtest, under its file and its line."""

    def decorate(check: Callable[[str, Record], None]) -> Any:
        @pytest.mark.parametrize("name", EDITIONS)
        def test(name: str, subtests: pytest.Subtests) -> None:
            for row in EDITIONS[name][section]:
                with subtests.test(row.place):
                    check(name, row)

        return test

    return decorate


def read_sources() -> Iterator[Source]:
    for name in EDITIONS:
        document = tomllib.loads((DATA / name / "evidence.toml").read_text("utf-8"))
        for pinned in document["evidence"]:
            yield Source(name, pinned)


SOURCES = list(read_sources())


@cache
def counts(path: Path) -> dict[str, list[Count]]:
    """The lines of an evidence file by title; the first of a title counts its people."""
    found: dict[str, list[Count]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for at, (title, option, people, portion) in enumerate(csv.reader(file, strict=True), 1):
            if at > 1:
                found[title].append(Count(at, option, int(people), int(portion)))
    return found


def graph(name: str) -> dict[str, set[str]]:
    """Every skill of an edition with what it is a kind of and what is to be learnt before it."""
    taxonomy = mlroles.load(name)
    return {
        skill.id: {*skill.prerequisites, *([skill.broader] if skill.broader else [])}
        for skill in taxonomy.skills.values()
    }


def names(taxonomy: Taxonomy, skill: str) -> set[str]:
    held = taxonomy.skills[skill]
    return {held.name, *(alias.name for alias in held.aliases)}


def is_plain(text: str) -> bool:
    return not CURLY & set(text)


def is_sentence(text: str) -> bool:
    return text[0] == text[0].upper() and text.endswith(".") and is_plain(text)


# Skills and their names ---------------------------------------------------------------------------


@rows("skills")
def test_a_skill_is_found_by_its_id_and_by_its_name(name: str, row: Record) -> None:
    taxonomy = mlroles.load(name)
    assert taxonomy.skill(row["id"]).id == row["id"]
    assert taxonomy.skill(row["name"]).id == row["id"]
    assert is_plain(row["name"])


@rows("skills")
def test_a_skill_is_defined_in_one_short_sentence_and_what_it_builds_on_is_there(
    name: str, row: Record
) -> None:
    skills = mlroles.load(name).skills
    skill = skills[row["id"]]
    assert skill.definition == row["definition"]
    assert is_sentence(skill.definition)
    assert skill.definition.isascii()
    assert len(skill.definition) <= 110
    assert ". " not in skill.definition
    builds_on = (skill.broader or "", " ".join(skill.prerequisites))
    assert builds_on == (row["broader"], row["prerequisites"])
    assert {*skill.prerequisites, skill.broader or skill.id} <= set(skills)


@pytest.mark.parametrize("name", EDITIONS)
def test_no_skill_is_its_own_ancestor(name: str) -> None:
    """Broader skills and prerequisites together, so that a plan always has a first step."""
    order = list(TopologicalSorter(graph(name)).static_order())
    assert set(order) == set(mlroles.load(name).skills)


@rows("aliases")
def test_an_alias_names_its_skill_or_asks_which_and_says_something_new(
    name: str, row: Record
) -> None:
    taxonomy = mlroles.load(name)
    candidates = row.split("skill")
    assert all(row["alias"] in names(taxonomy, skill) for skill in candidates)
    own = [taxonomy.skills[skill].name for skill in candidates]
    if len(candidates) == 1:
        assert taxonomy.skill(row["alias"]).id == candidates[0]
    else:
        with pytest.raises(UnknownSkill) as caught:
            taxonomy.skill(row["alias"])
        assert set(caught.value.suggestions) == set(own)
    same = fold(row["alias"]) in map(fold, own) and fold_words(row["alias"]) in map(fold_words, own)
    assert not same or row["reading"] != "anywhere"
    assert is_plain(row["alias"])
    near = row["near"].split("|") if row["near"] else []
    assert near == [word.lower() for word in near if word and " " not in word]
    assert len(near) == len(set(near))


@pytest.mark.parametrize("name", EDITIONS)
def test_no_skill_has_one_alias_twice(name: str) -> None:
    said = [
        (fold(row["alias"]), *fold_words(row["alias"]), row["skill"], row["reading"])
        for row in EDITIONS[name]["aliases"]
    ]
    assert len(said) == len(set(said))


@pytest.mark.parametrize("name", EDITIONS)
@pytest.mark.parametrize("section", ["skills", "aliases", "other_work"])
def test_rows_stand_in_order_so_that_two_people_write_in_two_places(
    name: str, section: str
) -> None:
    keys = [
        (row["id"] or row["skill"], fold(row["alias"]), row["alias"])
        for row in EDITIONS[name][section]
    ]
    assert keys == sorted(keys)


# Roles --------------------------------------------------------------------------------------------


@rows("needs")
def test_a_role_has_its_need(name: str, row: Record) -> None:
    role = mlroles.load(name).roles[row["role"]]
    (need,) = [need for need in role.needs if need.skill.id == row["skill"]]
    assert (need.importance, str(int(need.level))) == (row["importance"], row["level"])
    assert need.sources == (row["source"],)


@rows("knowledge")
def test_a_role_knows_its_subject_as_deep_as_said(name: str, row: Record) -> None:
    role = mlroles.load(name).roles[row["role"]]
    (known,) = [known for known in role.knowledge if known.subject.id == row["subject"]]
    assert (known.enter, known.grow) == (Level(int(row["enter"])), Level(int(row["grow"])))
    assert known.subject.kind == "subject"
    assert (known.note, known.sources) == (row["note"], (row["source"],))
    assert is_sentence(row["note"])


@rows("titles")
def test_a_title_gives_its_role_or_says_that_it_does_not(name: str, row: Record) -> None:
    taxonomy = mlroles.load(name)
    roles = row.split("roles")
    own = {fold(role.name): role.id for role in taxonomy.roles.values()}
    if len(roles) == 1 or fold(row["title"]) in own:  # by its own name a role is meant, always
        assert taxonomy.role(row["title"]).id == own.get(fold(row["title"]), roles[0])
        assert taxonomy.role(row["title"]).id == roles[0]
    else:
        with pytest.raises(UnknownRole) as caught:
            taxonomy.role(row["title"])
        assert list(caught.value.suggestions) == roles or not roles
    (title,) = [title for title in taxonomy.titles if title.name == row["title"]]
    assert [*title.roles] == roles
    assert all(title in taxonomy.roles[role].titles for role in roles)


@rows("handoffs")
def test_both_ends_know_of_a_handoff(name: str, row: Record) -> None:
    taxonomy = mlroles.load(name)
    for end in (row["producer"], row["consumer"]):
        if end in taxonomy.roles:
            handed = [(h.producer, h.artefact, h.consumer) for h in taxonomy.roles[end].handoffs]
            assert (row["producer"], row["artefact"], row["consumer"]) in handed
        else:
            assert end in taxonomy.parties
    assert is_plain(row["artefact"])
    assert not row["artefact"].endswith(".")


@rows("roles")
def test_a_role_is_introduced_in_whole_sentences(name: str, row: Record) -> None:
    role = mlroles.load(name).roles[row["id"]]
    assert (role.name, role.summary, role.tier, role.status) == (
        row["name"],
        row["summary"],
        row["tier"],
        row["status"],
    )
    assert list(role.sources) == row.split("sources")
    assert is_sentence(row["summary"])
    assert is_sentence(row["entry"])


@rows("statements")
def test_a_statement_is_a_sentence_that_its_role_makes(name: str, row: Record) -> None:
    role = mlroles.load(name).roles[row["role"]]
    assert is_sentence(row["text"])
    made: Statement | Boundary
    if row["aspect"] == "boundaries":
        made = Boundary(row["text"], row["neighbour"] or None, (row["source"],))
    else:
        made = Statement(row["text"], (row["source"],))
        assert not row["neighbour"]
    assert made in getattr(role, row["aspect"])
    assert row["neighbour"] != row["role"]


@rows("resources")
def test_a_resource_has_a_safe_address(name: str, row: Record) -> None:
    role = mlroles.load(name).roles[row["role"]]
    assert re.fullmatch(r"https://[a-z0-9.-]+\.[a-z]+/\S*", row["address"])
    assert row["address"] in [resource.address for resource in role.resources]
    assert is_plain(row["title"])


@rows("crosswalk")
def test_a_crosswalk_points_at_an_entry_or_says_that_there_is_none(name: str, row: Record) -> None:
    role = mlroles.load(name).roles[row["role"]]
    assert (row["scheme"], row["version"], row["code"], row["relation"]) in [
        (entry.scheme, entry.version, entry.code, entry.relation) for entry in role.crosswalk
    ]
    pattern, address = CODES[row["scheme"]]
    if row["relation"] == "noMatch":
        assert not row["code"]
        assert not row["uri"]
    else:
        assert pattern.fullmatch(row["code"])
        assert row["uri"].startswith(address)
        assert bool(row["uri"]) == bool(address)


@pytest.mark.parametrize(
    ("name", "role"),
    [(name, row["id"]) for name, records in EDITIONS.items() for row in records["roles"]],
)
def test_the_essentials_of_a_role_rank_it_first(name: str, role: str) -> None:
    taxonomy = mlroles.load(name)
    essentials = [
        need.skill for need in taxonomy.roles[role].needs if need.importance == "essential"
    ]
    best = mlroles.match(essentials, taxonomy).best
    found = best is not None and best.role.id == role
    assert found is not bool(NOT_FIRST.get((name, role)))


# Other work ---------------------------------------------------------------------------------------


def is_counted_in_other_work(name: str, skill: str) -> bool:
    """Whether a source where other work counts has the skill; there it weighs a little too."""
    counts = load_counts(mlroles.load(name))
    sources = [each.pinned for each in SOURCES if each.edition == name]
    asked = [pinned["source"] for pinned in sources if pinned.get("outside_counts")]
    return any(skill in counts[source]["named"] for source in asked)


@rows("other_work")
def test_a_name_of_other_work_weighs_as_its_strength_says(name: str, row: Record) -> None:
    (settings,) = EDITIONS[name]["edition"]
    weights, bases = mlroles.load(name).weights.rows[row["skill"]]
    said = settings["weighing"]["other_work"][row["strength"]]
    assert weights[-1] == said or is_counted_in_other_work(name, row["skill"])
    assert bases[-1] == "p"
    assert row["reason"]


@pytest.mark.parametrize("name", EDITIONS)
def test_every_other_name_weighs_a_little_against_other_work(name: str) -> None:
    (settings,) = EDITIONS[name]["edition"]
    listed = {row["skill"] for row in EDITIONS[name]["other_work"]}
    weights = mlroles.load(name).weights.rows
    others = {
        skill: row[-1]
        for skill, (row, _) in weights.items()
        if skill not in listed and not is_counted_in_other_work(name, skill)
    }
    assert set(others.values()) == {settings["weighing"]["ours"]}
    assert settings["weighing"]["ours"] < 0


# Evidence -----------------------------------------------------------------------------------------

each_source = pytest.mark.parametrize("source", SOURCES, ids=str)
each_title = pytest.mark.parametrize(
    ("source", "title"),
    [
        pytest.param(
            source, title, id=f"{source.edition} {source.path.name}:{lines[0].line} {title}"
        )
        for source in SOURCES
        for title, lines in counts(source.path).items()
    ],
)
each_option = pytest.mark.parametrize(
    ("source", "option"),
    [
        pytest.param(source, option, id=f"{source.edition} {source.path.name} {option}")
        for source in SOURCES
        for option in sorted({c.option for lines in counts(source.path).values() for c in lines})
        if option
    ],
)


@each_source
def test_an_evidence_file_is_the_one_that_is_pinned(source: Source) -> None:
    assert sha256(source.path.read_bytes()).hexdigest() == source.pinned["sha256"]
    assert source.pinned["source"] in mlroles.load(source.edition).sources


@each_source
def test_what_is_mapped_was_asked_and_what_is_no_skill_is_none(source: Source) -> None:
    assert set(source.pinned["titles"]) == set(counts(source.path))
    names_of_skills = mlroles.load(source.edition).names
    assert not [none for none in source.pinned["no_skills"] if fold(none) in names_of_skills]


@each_title
def test_a_title_that_was_counted_is_given_to_a_role_or_left_out_for_a_reason(
    source: Source, title: str
) -> None:
    mapped = source.pinned["titles"][title]
    roles = mlroles.load(source.edition).roles
    assert mapped["role"] in {"", "outside", *roles}
    assert mapped["reason"]


@each_title
def test_the_counts_of_a_title_add_up(source: Source, title: str) -> None:
    whole, *options = counts(source.path)[title]
    assert (whole.option, whole.portion) == ("", 1000 * whole.people)
    assert options
    assert [line.option for line in options] == sorted({line.option for line in options})
    for line in options:
        assert 0 < line.people <= whole.people, line
        assert 0 < line.portion <= 1000 * line.people, line
    # every line was rounded by itself, by half a thousandth of a person at most
    beyond = sum(line.portion for line in options) - whole.portion
    assert 2 * beyond <= len(options)
    if source.pinned.get("least", 1) == 1:
        assert 2 * beyond >= -len(options)
    else:  # what hardly anybody named is left out
        assert 50 * beyond >= -whole.portion


@each_option
def test_an_option_that_was_ticked_is_a_skill_or_said_to_be_none(
    source: Source, option: str
) -> None:
    taxonomy = mlroles.load(source.edition)
    if option not in source.pinned["no_skills"] and fold(option) not in NO_SKILLS:
        counted = load_counts(taxonomy)[source.pinned["source"]]["named"]
        mapped = [title for title, said in source.pinned["titles"].items() if said["role"]]
        named = any(c.option == option for title in mapped for c in counts(source.path)[title])
        assert (taxonomy.skill(option).id in counted) >= named


# Sources ------------------------------------------------------------------------------------------


def citations() -> dict[str, list[str]]:
    """Every citation, with the places that make it."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, records in EDITIONS.items():
        for section, cited in records.items():
            for row in cited if section != "sources" else ():
                for column in ("source", "sources", "entry_source"):
                    for citation in row.split(column):
                        found[citation].append(f"{name}/{row.place}")
    for source in SOURCES:
        found[source.pinned["source"]].append(str(source))
    return found


CITED = citations()


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(row, id=row.place)
        for records in list(EDITIONS.values())[:1]  # they share data/sources.csv
        for row in records["sources"]
    ],
)
def test_a_source_is_cited_and_says_its_terms(row: Record) -> None:
    assert [citation for citation in CITED if citation.split("#")[0] == row["id"]]
    assert re.fullmatch(r"\d{4}(-\d{2}){0,2}", row["date"])
    assert not row["address"] or row["address"].startswith("https://")
    assert row["licence"]


@pytest.mark.parametrize("citation", sorted(CITED))
def test_a_citation_names_a_source_and_a_section_of_it(citation: str) -> None:
    source, _, section = citation.partition("#")
    known = {row["id"] for records in EDITIONS.values() for row in records["sources"]}
    assert source in known, CITED[citation]
    if source == "golden-ticket":
        assert section in SECTIONS_OF_THE_ARTICLE, CITED[citation]
    else:
        assert re.fullmatch(r"[a-z0-9.-]*", section), CITED[citation]

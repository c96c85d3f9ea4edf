"""Skills in running text: what is read, what is left alone, and how each is meant."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

import pytest

import mlroles
from mlroles.editions import load_language
from mlroles.errors import InvalidInput
from mlroles.mentions import Mention, Mentions
from mlroles.mentions.cues import index_cues
from mlroles.mentions.lexicon import Lexicon
from mlroles.mentions.namesakes import index_namesakes, leave_namesakes
from mlroles.mentions.scan import Words, find_hits
from mlroles.mentions.surface import SignedWords, lay_out
from mlroles.model import Skill
from mlroles.names import SkillId, fold
from worlds import alias, make_world, need, role, skill

if TYPE_CHECKING:
    from mlroles.taxonomy import Taxonomy


def read(text: str, **options: bool) -> Mentions:
    """With the edition whose names the examples need."""
    return mlroles.find_skills(text, mlroles.load("2026.1"), **options)


def ids(text: str) -> list[str]:
    return [str(mention.skill.id) for mention in read(text)]


def stances(text: str, **options: bool) -> dict[str, str]:
    return {mention.text: mention.stance for mention in read(text, **options)}


def bakery(*skills: dict[str, str], aliases: tuple[dict[str, str], ...] = ()) -> Taxonomy:
    """A world of these skills, and an oven."""
    return make_world(
        roles=[role("baker")],
        skills=[skill("oven"), *skills],
        needs=[need("baker", "oven")],
        aliases=aliases,
    )


def found(text: str, world: Taxonomy) -> list[tuple[str, str]]:
    return [(mention.text, mention.rule) for mention in mlroles.find_skills(text, world)]


# Names -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("C++", "c-plus-plus"), ("C#", "c-sharp"), (".NET", "dot-net"), ("ASP.NET", "asp-net"),
        ("Node.js", "node-js"), ("scikit-learn", "scikit-learn"), ("CI/CD", "ci-cd"),
        ("A/B testing", "a-b-testing"), ("PL/SQL", "pl-sql"), ("Python3", "python"),
        ("Python 3", "python"), ("SQL Server", "microsoft-sql-server"), ("C/C++",
        "c-or-c-plus-plus"), ("Amazon Web Services", "amazon-web-services"), ("Excel",
        "microsoft-excel"), ("SAS", "sas"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "around",
    ["{}", "({})", "{}.", "{},", "We use {} daily.", "\u201c{}\u201d", "{}-certified", "{}'s",
     "{}\u2019s", "*{}*", "[{}]", "end. {}: yes", "e.g. {}; etc.", "{}\n", "\n\n{}\r\n", "\t{}\t",
     "{}\u2026"],
)  # fmt: skip
def test_a_name_is_read_whatever_marks_stand_around_it(name: str, key: str, around: str) -> None:
    text = around.format(name)
    (mention,) = read(text)
    assert (mention.text, mention.skill.id, mention.stance) == (name, key, "asked")
    assert mention.start == text.index(name)


@pytest.mark.parametrize(
    "text",
    ["SQLPython", "PythonSQL", "pythonic", "mysqlx", "Pythonи", "excel at communication",
     "We excel", "EXCEL at it", "we go to market", "spark joy", "R&D", "Q&A", "M&A", "R", "Go",
     "Learning, machine", "machine, learning", "machine. learning", "machine\n\nlearning",
     "machine (learning)", "machine: learning", "", " ", "\n"],
)  # fmt: skip
def test_nothing_is_guessed(text: str) -> None:
    assert len(read(text)) == 0


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Python", ["anywhere"]),
        ("Excel", ["exact"]),
        ("R, Python", ["near python", "anywhere"]),
        ("Python, R", ["anywhere", "near python"]),
        ("Go, Rust and Python", ["near python", "exact", "anywhere"]),
        ("pandas, excel, tableau, python", ["anywhere", "list", "anywhere", "anywhere"]),
        ("- pandas\n- excel\n- tableau", ["anywhere", "list", "anywhere"]),
        ("pandas and excel, or tableau", ["anywhere", "list", "anywhere"]),
        ("pandas, excel", ["anywhere"]),
        ("pandas. excel. tableau", ["anywhere", "anywhere"]),
        ("excel, spark, word", []),
        ("We excel at pandas and tableau", ["anywhere", "anywhere"]),
    ],
)
def test_every_mention_tells_by_which_rule_it_was_read(text: str, rules: list[str]) -> None:
    assert [mention.rule for mention in read(text)] == rules


def test_a_word_close_by_reads_a_name_and_one_far_off_does_not() -> None:
    assert ids("R" + " and so on" * 4 + " Python") == ["r", "python"]
    assert ids("R" + " and so on" * 9 + " Python") == ["python"]
    assert ids("Python" + " and so on" * 9 + " R") == ["python"]


def test_of_names_that_begin_at_one_place_the_longest_is_read() -> None:
    world = bakery(
        skill("stone"), skill("stone-oven"), skill("stone-oven-bread"), skill("stone-oven-cake"),
        skill("rye"),
    )  # fmt: skip
    text = "Stone, stone oven, stone oven bread, stone oven cakes, stone oven rye"
    expected = ["Stone", "stone oven", "stone oven bread", "stone oven", "stone oven", "rye"]
    assert [name for name, _ in found(text, world)] == expected


def test_a_longer_name_that_may_not_be_read_hides_none_that_may() -> None:
    world = bakery(
        skill("stone"),
        skill("kiln"),
        aliases=(
            alias("Stone Oven", "kiln", reading="exact"),
            alias("Old oven", "kiln", reading="exact"),
        ),
    )
    assert found("the Stone Oven", world) == [("Stone Oven", "exact")]
    assert found("the stone oven", world) == [("stone", "anywhere"), ("oven", "anywhere")]
    assert found("an old oven", world) == [("oven", "anywhere")]


def test_a_name_that_several_skills_bear_is_read_as_none_of_them() -> None:
    world = bakery(
        skill("rye", "Rye, hot"), skill("kiln", "Rye hot"), aliases=(alias("hearth", "kiln rye"),)
    )
    assert found("Hearth, rye hot, rye, hot, oven", world) == [("oven", "anywhere")]


def test_a_name_that_may_never_be_read_is_not_be_it_that_of_the_skill() -> None:
    world = bakery(
        skill("kiln", "Kiln (hot)"),
        skill("rye"),
        aliases=(
            alias("furnace", "kiln", reading="never"),
            alias("Rye", "rye", reading="never"),
            alias("rye flour", "rye"),
        ),
    )
    text = "furnace, kiln, Kiln (hot), rye, rye flour"
    assert [fold(name) for name, _ in found(text, world)] == ["kiln(hot", "ryeflour"]


def test_a_name_in_letters_that_are_not_latin_is_read_as_no_other_such_word() -> None:
    world = bakery(skill("kiln"), aliases=(alias("\u706b", "kiln"), alias("\u0903", "kiln")))
    assert found("oven, \u6c34, \u0903", world) == [("oven", "anywhere")]


@pytest.mark.parametrize("first", ["exact", "anywhere"])
def test_two_spellings_of_one_name_are_read_by_whichever_rule_allows_it(first: str) -> None:
    other = {"exact": "anywhere", "anywhere": "exact"}[first]
    aliases = (alias("KILN", "k", reading=first), alias("Kiln", "k", reading=other))
    world = bakery(skill("k", "Furnace"), aliases=aliases)
    assert [name for name, _ in found("kiln Kiln KILN", world)] == ["kiln", "Kiln", "KILN"]


def test_a_name_may_be_near_one_word_in_one_spelling_and_exact_in_another() -> None:
    world = bakery(
        skill("kiln", "Furnace"),
        aliases=(
            alias("big kiln", "kiln", reading="near", near="clay|a|k-means"),
            alias("Big Kiln", "kiln", reading="exact"),
        ),
    )
    assert found("Big Kiln", world) == [("Big Kiln", "exact")]
    assert found("Big-Kiln", world) == [("Big-Kiln", "exact")]
    assert found("a big kiln", world) == []  # one letter tells nothing
    assert found("a big kiln of clay", world) == [("big kiln", "near clay")]
    assert found("means a big kiln", world) == [("big kiln", "near means")]
    assert found("oven, big kiln, oven", world)[1] == ("big kiln", "list")


def test_a_capital_that_the_rule_asks_for_tells_a_name_in_a_shorter_list() -> None:
    world = bakery(
        skill("kiln", "Furnace"), aliases=(alias("Kiln", "kiln", reading="near", near="clay"),)
    )
    assert found("Kiln", world) == []
    assert found("oven, Kiln", world) == [("oven", "anywhere"), ("Kiln", "list")]
    assert found("oven, kiln", world) == [("oven", "anywhere")]
    assert found("kiln, oven, oven", world)[0] == ("kiln", "list")
    assert found("clay kiln", world) == []
    assert found("clay Kiln", world) == [("Kiln", "near clay")]


@pytest.mark.parametrize(
    ("kind", "name", "others", "not_others"),
    [
        ("method", "stone bread", ["stone breads", "stonebread", "Stone-Breads"], ["stone bred"]),
        ("subject", "old study", ["old studies", "oldstudy"], ["old studys"]),
        ("practice", "cheese tray", ["cheese trays"], ["cheese traies"]),
        ("method", "stone breads", ["stone bread"], ["stone breadss"]),
        ("method", "baking class", [], ["baking clas", "baking classs"]),
        ("method", "rye analysis", [], ["rye analysi"]),
        ("method", "rye dynamics", [], ["rye dynamic"]),
        ("method", "big pan", ["bigpan"], ["big pans"]),
        ("method", "bread baking", ["breadbaking"], ["bread bakings"]),
        ("method", "a Rye", [], ["a ryes", "arye"]),
        ("tool", "stone bread", ["stonebread"], ["stone breads"]),
        ("method", "bread", [], ["breads"]),
        ("language", "Latin", ["latin3", "LATIN2"], ["latin4", "latins"]),
        ("language", "Old Latin", ["oldlatin"], ["old latin3", "oldlatin3"]),
        ("language", "L++", [], ["l++3"]),
        ("tool", "Latin", [], ["latin3"]),
    ],
)
def test_plurals_versions_and_joined_spellings_follow_from_a_name(
    kind: str, name: str, others: list[str], not_others: list[str]
) -> None:
    world = bakery(skill("x", name, kind=kind))
    for text in (name, *others):
        assert found(text, world) == [(text, "anywhere")]
    for text in not_others:
        assert found(text, world) != [(text, "anywhere")]


def test_nothing_follows_from_a_name_that_asks_for_its_capitals() -> None:
    world = bakery(skill("kiln"), aliases=(alias("Stone Bread", "kiln", reading="exact"),))
    assert found("Stone Breads, StoneBread", world) == []


@pytest.mark.parametrize(("between", "rules"), [(60, 1), (62, 0)])
def test_a_word_counts_as_near_within_sixty_characters(between: int, rules: int) -> None:
    filler = "z" * (between - len(" python "))
    for text in (f"R {filler} python", f"python {filler} R"):
        assert [mention.rule for mention in read(text)].count("near python") == rules


# How it is meant ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no Kubernetes needed", {"Kubernetes": "excluded"}),
        ("Kubernetes is not required, Python is", {"Kubernetes": "excluded", "Python": "asked"}),
        ("Python instead of Excel", {"Python": "asked", "Excel": "excluded"}),
        ("You don't need Kafka. We use SQL.", {"Kafka": "excluded", "SQL": "asked"}),
        ("We have no Kubernetes", {"Kubernetes": "asked"}),
        ("Kafka is a plus", {"Kafka": "preferred"}),
        ("Python. Kafka is a plus. SQL.",
         {"Python": "asked", "Kafka": "preferred", "SQL": "asked"}),
        ("• Python • Kafka would be nice • SQL",
         {"Python": "asked", "Kafka": "preferred", "SQL": "asked"}),
        ("Ideally Kafka", {"Kafka": "preferred"}),
        ("Kafka, ideally", {"Kafka": "asked"}),
        ("Kafka, optional", {"Kafka": "preferred"}),
        ("Kafka and so on and on and on, optional", {"Kafka": "asked"}),
        ("Python plus SQL", {"Python": "asked", "SQL": "asked"}),
        ("It is a plus to know Kafka", {"Kafka": "asked"}),
        ("Nice to have: SQL instead of Excel", {"SQL": "preferred", "Excel": "excluded"}),
        ("Kafka " + "and so on " * 50 + "would be nice", {"Kafka": "asked"}),
    ],
    ids=str,
)  # fmt: skip
def test_a_phrase_of_the_sentence_tells_how_a_skill_is_meant(
    text: str, expected: dict[str, str]
) -> None:
    assert stances(text) == expected


def test_a_heading_that_begins_with_a_phrase_leaves_it_its_say() -> None:
    row = {"phrase": "ideally", "effect": "preferred", "scope": "before"}
    assert index_cues([row], ["ideally known"]) == index_cues([row])
    assert index_cues([row], ["nice to have"]) == {
        **index_cues([row]), "nice": ({"to": ((["have"], ()),)}, None),
    }  # fmt: skip


ADVERT = """About us
We love Java.

Requirements:
- Python
- SQL

Nice to have:
- Kafka
- no Kubernetes needed

Benefits: Tableau for all
"""


def test_a_section_tells_how_its_skills_are_meant() -> None:
    assert stances(ADVERT) == {
        "Java": "asked", "Python": "asked", "SQL": "asked", "Kafka": "preferred",
        "Kubernetes": "excluded", "Tableau": "asked",
    }  # fmt: skip


def test_an_address_is_no_heading() -> None:
    assert list(stances("Python. About us: Java", boilerplate=False)) == ["Python"]
    assert list(stances("Python. About us://x Java", boilerplate=False)) == ["Python", "Java"]


def test_sections_about_the_company_are_left_out_on_request() -> None:
    said = stances(ADVERT, boilerplate=False)
    assert list(said) == ["Python", "SQL", "Kafka", "Kubernetes"]
    assert list(stances("Python. About us: Java", boilerplate=False)) == ["Python"]
    assert len(read("no skills", boilerplate=False)) == 0


@pytest.mark.parametrize("written", ["{}:\nPython", "{}\nPython", "Be kind. {}: Python"])
def test_every_heading_has_its_effect_on_the_lines_below(written: str) -> None:
    taxonomy = mlroles.load("2026.1")
    wrong = []
    for row in load_language(taxonomy)["headings"]:
        text = f"{written.format(row['heading'].capitalize())}\nTools\nTableau"
        whole = [(m.text, m.stance) for m in read(text) if m.text in {"Python", "Tableau"}]
        rest = [m.text for m in read(text, boilerplate=False) if m.text in {"Python", "Tableau"}]
        stance = "preferred" if row["effect"] == "preferred" else "asked"
        kept = ["Tableau"] if row["effect"] == "boilerplate" else ["Python", "Tableau"]
        if (whole, rest) != ([("Python", stance), ("Tableau", "asked")], kept):
            wrong.append(row["heading"])
    assert wrong == []


# Names that mean no skill ------------------------------------------------------------------------


def names(text: str) -> list[str]:
    return [mention.text for mention in read(text)]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Teradata is a leading firm. We at Teradata care.", []),
        ("Join Teradata! Teradata helps firms.", []),
        ("Teradata, Inc. sells. Teradata grows.", []),
        ("VMware (NYSE: VMW) leads. We like VMware.", []),
        ("VMware's mission is this", []),
        ("About VMware\nVMware delivers", []),
        ("A career at VMware. You know TERADATA.", ["TERADATA"]),
        ("A career at Teradata. Experience with Teradata.", ["Teradata"]),
        ("A career at Teradata. Tools: Teradata, Hive, Oracle", ["Teradata", "Hive", "Oracle"]),
        ("A career at Teradata: Hive, and Teradata", ["Hive", "Teradata"]),
        ("For data analytics, Teradata leads. Life at Teradata.", ["data analytics"]),
        ("We care about Teradata", ["Teradata"]),
        ("Skilled, At Teradata", ["Teradata"]),
        ("good at Excel and Tableau", ["Excel", "Tableau"]),
        ("We like Teradata. Is a leading question asked?", ["Teradata"]),
        ("Teradata\nculture of trust", ["Teradata"]),
        ("Life at Python", ["Python"]),
        ("life at teradata", ["teradata"]),
    ],
)
def test_the_employer_is_no_skill_but_in_a_list_or_where_it_is_asked_for(
    text: str, kept: list[str]
) -> None:
    assert names(text) == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("work with the Business Intelligence team", []),
        ("with Business Intelligence and Data Engineering teams", []),
        ("with the business intelligence and Audit team", []),
        ("with business intelligence and audit teams", []),
        ("with UI/UX teams", []),
        ("with the business intelligence and clever team", ["business intelligence"]),
        ("help with data governance and training new teams", ["data governance"]),
        ("with data governance and/or team work", ["data governance"]),
        ("join our business intelligence team", ["business intelligence"]),
        ("our people work with the business intelligence team", []),
        ("The business intelligence team grows", ["business intelligence"]),
        ("with experience in a business intelligence team", ["business intelligence"]),
        ("with five years of business intelligence teams", ["business intelligence"]),
        ("Talk with us. Business intelligence teams grow.", ["Business intelligence"]),
        ("with the Python team", ["Python"]),
        ("with business intelligence.\nTeam work", ["business intelligence"]),
        ("with business intelligence\nteam work", ["business intelligence"]),
        ("the Data Governance department", []),
        ("Statistics,\nData Governance department", ["Statistics"]),
        ("our Data Governance department", ["Data Governance"]),
        ("Director of Business Intelligence", []),
        ("the Director, Knowledge Management", []),
        ("Director of Python", ["Python"]),
        ("Director of\nKnowledge Management", []),
        ("Director\n\nKnowledge Management", ["Knowledge Management"]),
    ],
)
def test_a_department_and_the_team_of_others_are_no_skill(text: str, kept: list[str]) -> None:
    assert names(text) == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("non-SQL", []),
        ("U-SQL, both U-SQL", ["SQL"]),
        ("semi-structured data", []),
        ("MySQL and No-SQL stores", ["MySQL", "No-SQL"]),
        ("pre-SQL", ["SQL"]),
        ("no SQL", ["SQL"]),
        ("dashboards; reporting to the director", ["dashboards"]),
        ("dashboards; reporting to management", ["dashboards", "reporting"]),
        ("transform data into insights", []),
        ("transform data into tables", ["transform data"]),
    ],
)
def test_a_piece_of_another_word_or_phrase_is_no_skill(text: str, kept: list[str]) -> None:
    assert names(text) == kept


def test_a_language_without_such_rules_leaves_nothing_out() -> None:
    surface = lay_out("A career at Teradata, with non-SQL teams", SignedWords(()))
    words = Lexicon(mlroles.load("2026.1").skills.values())
    nothing = index_namesakes(())
    hits, _ = find_hits(surface, Words(words, {}, words.openings, SignedWords(()), {}, nothing))
    assert len(hits) == 2
    assert leave_namesakes(surface, hits, nothing) == hits


# What is handed back -----------------------------------------------------------------------------


@pytest.mark.parametrize("text", [b"Python", None, 5, ["Python"], bytearray(b"Python")], ids=repr)
def test_what_is_no_text_is_refused(text: Any) -> None:
    with pytest.raises(InvalidInput, match="is no text; pass a string, decoded if it was bytes"):
        mlroles.find_skills(text)


def test_the_newest_edition_reads_if_none_is_given() -> None:
    assert mlroles.find_skills("Python").fingerprint == mlroles.load().fingerprint


def test_mentions_are_a_sequence_that_knows_its_text_and_edition() -> None:
    mentions = read("Python, SQL, Python")
    python, sql, again = mentions
    assert python == Mention(0, 6, "Python", python.skill, "anywhere", "asked")
    assert (mentions[1], mentions[-1], mentions[1:]) == (sql, again, (sql, again))
    assert (len(mentions), sql in mentions, mentions.index(again)) == (3, True, 2)
    assert repr(mentions) == "<Mentions: 3 of 2 skills in 19 characters>"
    assert (mentions.text, mentions.edition) == ("Python, SQL, Python", "2026.1")
    assert pickle.loads(pickle.dumps(mentions)) == mentions
    assert hash(mentions) == hash(read("Python, SQL, Python"))


def test_match_lists_what_the_text_excludes_and_counts_the_rest_once() -> None:
    taxonomy = mlroles.load("2026.1")
    mentions = read("Python, SQL and python. Kafka is a plus. No Kubernetes needed.")
    answer = mlroles.match(mentions, taxonomy)
    assert [skill.id for skill in answer.excluded] == ["kubernetes"]
    names = {str(held.skill.id): held.names for held in answer.resolved}
    assert names == {"apache-kafka": ("Kafka",), "python": ("Python", "python"), "sql": ("SQL",)}
    listed = mlroles.match(["Python", "SQL", "Kafka"], taxonomy)
    assert [(fit.role.id, fit.evidence) for fit in answer] == [
        (fit.role.id, fit.evidence) for fit in listed
    ]
    assert mlroles.match(read("Python. Python not needed"), taxonomy).excluded == ()


def test_a_lexicon_lists_what_may_be_read() -> None:
    found = dict(Lexicon(mlroles.load("2020.1").skills.values()).list_spellings())
    assert [rule.skill.id for rule in found["machine learning"]] == ["machine-learning"]
    assert {"python", "python3", "scikit learn", "scikitlearn", "c++"} <= set(found)
    assert all(found.values())


def test_a_lexicon_lists_no_name_of_several_skills() -> None:
    skills = [Skill(SkillId(key), "Same", "tool", "Something.") for key in ("a", "b")]
    assert list(Lexicon(skills).list_spellings()) == []

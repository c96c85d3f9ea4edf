"""Readings of job titles: what they say, what they refuse, and what never matters."""

from __future__ import annotations

import csv
import pickle
import unicodedata
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import mlroles
from mlroles.cli import main
from mlroles.display.text import render
from mlroles.errors import InvalidInput
from mlroles.export.data import to_data
from mlroles.titles.grammar import build_grammar
from mlroles.titles.layout import spell_out
from mlroles.titles.rungs import RUNGS
from worlds import TINY, make_world

if TYPE_CHECKING:
    from mlroles.taxonomy import Taxonomy
    from mlroles.titles import TitleReading

DATA = Path(__file__).parent.parent / "data"
LANGUAGE = DATA / "english-1"


def table(name: str) -> list[dict[str, str]]:
    with (LANGUAGE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def today() -> Taxonomy:
    """The edition whose roles the rules name."""
    return mlroles.load("2026.1")


def read(title: str) -> TitleReading:
    return mlroles.find_role(title, today())


def role_of(title: str) -> str | None:
    reading = read(title)
    return reading.role.id if reading.role else None


def candidates_of(title: str) -> list[str]:
    return [role.id for role in read(title).candidates]


# One role ----------------------------------------------------------------------------------------

ONE = {
    "data-analyst": (
        "Data Analyst",
        "Wildlife Data Analyst",
        "Analyst, Data Analytics",
        "Analytics Manager",
        "Director of Product Analytics",
        "Data & Reporting Analyst",
        "Business/Data Analyst",
        "Systems and Data Analyst",
        "Web Analyst / Data Analyst",
        "Data Analyst / Coordinator",
        "Ocean Strategy - Fisheries Data Analyst - Director",
        "BI Data Analyst",
        "Business Analyst (Data Analyst)",
        "AT&T Data Analyst",
        "Data Analyst at Scale AI",
    ),
    "data-engineer": (
        "Data Engineers",
        "ML Data Engineer",
        "Big Data Platform Engineer",
        "Lead Snowflake Developer",
        "Data Engineering Consultant",
        "Consultant - Data Engineer",
        "Data Tech Lead",
        "Engineering Manager, Data Platform",
        "Data Engineer with Machine Learning",
        "Cloud Data Engineering",
        "Test and Data Engineering Co-op",
        "Data Engineer (BI Developer)",
    ),
    "data-scientist": (
        "Data Scientist",
        "Head of Data Science",
        "Assistant Mgr - Data Sciences",
        "Senior Manager Data Science",
        "Intern, Data Science",
        "Lead Data Scientist - NLP",
        "Data Scientist/Epidemiologist",
        "Marine Data Scientist (Machine Learning)",
        "Data scientist/developer",
    ),
    "machine-learning-engineer": (
        "ML Engineer",
        "Machine Learning Robotics Engineer",
        "Engineer - Machine Learning",
        "Computer Vision Engineer",
        "Machine Learning Tech Lead",
        "AI/ML Engineer",
    ),
    "mlops-engineer": ("MLOps Engineer", "Machine Learning Platform Engineer", "ML Ops Lead"),
    "ai-engineer": ("AI Engineer", "LLM Engineer", "GenAI Developer"),
    "ml-enabled-software-engineer": ("Machine Learning Compiler Engineer",),
    "research-scientist": (
        "Research Scientist, Machine Learning",
        "Research Scientist - NLP / Applied Topology",
        "AI Researcher",
        "Scientist II, Deep Learning",
        "Machine Learning Research Intern",
    ),
    "research-engineer": ("Research Engineer (Machine Learning)",),
    "applied-scientist": ("Applied Scientist II", "Applied NLP Scientist"),
    "analytics-engineer": ("Analytics Engineer", "Head of Analytics Engineering"),
    "bi-developer": ("Power BI Developer", "Business Intelligence Engineer"),
    "data-architect": ("Data Modeller", "Solutions Architect - Big Data", "MongoDB Data Modeler"),
    "data-steward": ("Master Data Analyst", "Data Governance Lead", "Metadata Coordinator"),
    "ai-product-manager": ("Product Manager, AI", "Data Product Owner"),
    "responsible-ai-specialist": ("Responsible AI Lead", "AI Governance Manager"),
    "ai-evaluation-specialist": ("QA Engineer, Machine Learning", "LLM Evaluator"),
}


@pytest.mark.parametrize(
    ("role", "title"), [(role, title) for role, titles in ONE.items() for title in titles]
)
def test_it_points_to_one_role(role: str, title: str) -> None:
    reading = read(title)
    assert role_of(title) == role
    assert reading.candidates == (reading.role,)
    assert reading.reasons


@pytest.mark.parametrize("role", sorted(ONE))
def test_a_role_answers_to_its_own_name_or_says_why_not(role: str) -> None:
    name = today().roles[role].name
    assert role in candidates_of(name)
    assert (role_of(name) == role) == (role not in {"research-scientist", "research-engineer"})


# Several, or none --------------------------------------------------------------------------------

MANY = {
    "Data scientist / engineer": ["data-scientist", "data-engineer"],
    "Data Engineer Analyst": ["data-engineer", "data-analyst"],
    "AI specialist": ["ai-engineer", "machine-learning-engineer"],
    "Software Engineer, Machine Learning": [
        "ml-enabled-software-engineer", "machine-learning-engineer",
    ],
    "Machine Learning Engineer or Data Scientist": ["machine-learning-engineer", "data-scientist"],
    "Business Intelligence Analyst": ["data-analyst", "bi-developer"],
    "BI/Data Analyst": ["data-analyst", "bi-developer"],
    "Specialist, Business Intelligence": ["data-analyst", "bi-developer"],
    "Analytics Developer / Data Engineer": [
        "analytics-engineer", "bi-developer", "data-engineer",
    ],
    "Data and Forestry Analyst": ["data-analyst"],
    "Data Analyst / Nurse": ["data-analyst"],
    "Data Analyst Project Manager": ["data-analyst"],
    "Data Submarine Analyst": ["data-analyst"],
    "Research Scientist": ["research-scientist"],
    "Process Engineer - Machine Learning": ["machine-learning-engineer"],
    "Engineer, Steel - Machine Learning": ["machine-learning-engineer"],
    "Engineer with Machine Learning": ["machine-learning-engineer"],
    "Engineering Manager, Data Barns": ["data-engineer"],
    "Data Engineering Safari": ["data-engineer"],
    "Machine Learning": ["machine-learning-engineer", "research-scientist"],
    "Manager ML & Data Science": ["data-scientist", "machine-learning-engineer"],
}  # fmt: skip


@pytest.mark.parametrize("title", MANY)
def test_an_ambiguous_title_is_refused_and_says_what_it_may_mean(title: str) -> None:
    reading = read(title)
    assert reading.role is None
    assert candidates_of(title) == MANY[title]
    assert "may mean" in reading.reasons[-1]


NONE = (
    "Java Developer",
    "Payroll Analyst",
    "Data Entry Clerk",
    "Data Center Technician",
    "Data Manager",
    "Data Mechanical Draughtsman",
    "Business Analyst",
    "AI/ML Business Analyst",
    "Project Manager (Data Science)",
    "Lecturer in Machine Learning",
    "Sous Chef",
    "Software Engineer, Reporting",
    "Regional Reporting Analyst",
    "Developer",
    "Manager",
    "Engineer, Data Center",
    "Researcher",
    "",
    "  ",
    "!!!",
)


@pytest.mark.parametrize("title", NONE)
def test_other_work_is_none_of_ours(title: str) -> None:
    assert role_of(title) is None
    assert candidates_of(title) == []


def test_another_science_is_never_ours() -> None:
    assert role_of("Research Scientist, Chemistry") is None
    assert role_of("Research Scientist - Deep Sea Ecology") is None


def test_a_title_without_our_words_is_read_only_where_it_stands_alone() -> None:
    assert role_of("Senior Reporting Analyst (remote)") == "data-analyst"
    assert role_of("Freight Reporting Analyst") is None


# Seniority ---------------------------------------------------------------------------------------

SENIORITY = {
    "intern": ("Data Science Intern", "Senior Data Analyst Co-op", "Werkstudent Data Science"),
    "junior": ("Jr. Data Analyst", "Entry Level Data Engineer", "Graduate Data Scientist"),
    "unstated": (
        "Data Analyst",
        "Data Analyst II",
        "Data Scientist - I",
        "Data Analyst 2",
        "Data Engineer / Senior Data Engineer / Lead Data Engineer",
        "Mid/Senior Data Engineer",
        "Product Manager, AI",
        "Project Manager",
        "Data Analyst (6 months)",
        "Data Analyst 3 months",
        "Data Analyst - Windows 7",
        "Support Staff Rota",
    ),
    "senior": (
        "Sr Data Engineer",
        "Data Scientist III",
        "Data Scientist IV - 8871",
        "Data Analyst (Senior)",
        "Senior/Lead Data Scientist",
        "Data Engineer (Senior/Principal/Architect)",
        "Sr Metadata Administrator / Data Analyst",
        "Senior Data Engineer II",
        "Looking for a Senior Data Engineer",
    ),
    "lead": ("Lead Data Analyst", "Data Engineer - Team Lead", "Senior Lead Data Engineer"),
    "staff": ("Staff Data Scientist", "Senior Staff ML Engineer", "Data Analyst Staff"),
    "principal": ("Principal Data Scientist", "Sr. Principal Staff Data Engineer"),
    "manager": (
        "Data Engineering Manager",
        "VP of Data Science",
        "Head of Analytics",
        "Development Manager, Data",
        "Senior Manager - Data Science",
        "Chief Data Officer",
        "Field Data Analyst - Vice President",
    ),
}


@pytest.mark.parametrize(
    ("seniority", "title"),
    [(rung, title) for rung, titles in SENIORITY.items() for title in titles],
)
def test_seniority(seniority: str, title: str) -> None:
    assert read(title).seniority == seniority


def test_the_scale_of_seniority_is_the_documented_one() -> None:
    assert tuple(SENIORITY) == RUNGS
    assert {row["seniority"] for row in table("seniority")} <= set(RUNGS)
    assert {row["place"] for row in table("seniority")} == {
        "", "alone", "behind", "beside", "numeral",
    }  # fmt: skip


# Specialisms and noise ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "specialisms"),
    [
        ("NLP Engineer", ("nlp",)),
        ("Data Scientist, Computer Vision", ("vision",)),
        ("Machine Learning Engineer - Recommendations", ("recommender",)),
        ("Speech Scientist", ("speech",)),
        ("Machine Learning Engineer, Robotics", ("robotics",)),
        ("Growth Data Analyst", ("growth",)),
        ("Marketing Data Analyst (Finance)", ("marketing", "finance")),
        ("People Analytics Manager", ("people",)),
        ("Data Analyst", ()),
        ("Data Analyst @ Marketing Bros", ()),
    ],
)
def test_specialisms(title: str, specialisms: tuple[str, ...]) -> None:
    assert read(title).specialisms == specialisms


NOISE = (
    "(m/f/d)",
    "(all genders)",
    "- remote",
    "| Hybrid",
    "- Lisbon, Portugal",
    "(12 months contract)",
    "with Security Clearance",
    "#88-12345",
    "- Req ID R40417",
    "- Quuxly GmbH",
    "🚀",
    "($85k - $135k)",
    "- now hiring!",
    "[W2 only]",
    "at Frobozz in Zork, ZZ",
)


@pytest.mark.parametrize("noise", NOISE)
def test_noise_is_set_aside(noise: str) -> None:
    plain = read("Senior Data Engineer")
    noisy = read(f"Senior Data Engineer {noise}")
    assert (noisy.role, noisy.seniority) == (plain.role, plain.seniority)
    assert plain.ignored == ()
    assert noisy.ignored
    assert all(piece in noise for piece in noisy.ignored)


def test_what_is_ignored_is_quoted_as_it_is_written() -> None:
    reading = read("URGENT: Snr. Data Analyst (m/w/d) — Köln, €60.000")
    assert role_of("URGENT: Snr. Data Analyst (m/w/d) — Köln, €60.000") == "data-analyst"
    assert reading.ignored == ("URGENT", "m/w/d", "Köln", "€60.000")


def test_character_references_are_read() -> None:
    assert role_of("Data &amp; Reporting Analyst") == "data-analyst"
    assert read("Data Engineer&nbsp;(Rust)").ignored == ("Rust",)


@given(st.permutations(NOISE[:12]), st.integers(0, 6))
def test_the_order_of_noise_does_not_matter(noise: list[str], before: int) -> None:
    front = [piece.strip("-| ") + " - " for piece in noise[:before]]
    reading = read("".join(front) + "Sr. Marketing Data Scientist " + " ".join(noise[before:]))
    assert reading.role is not None
    assert reading.role.id == "data-scientist"
    assert (reading.seniority, reading.specialisms) == ("senior", ("marketing",))


# What never matters ------------------------------------------------------------------------------

EXAMPLES = sorted({*chain(*ONE.values(), *SENIORITY.values()), *MANY, *NONE})
ACCENTED = ("Ingénieur Data - Orléans (CDI)", "Data Scientist, Zürich", "Développeur ETL, Bogotá")


def gist(reading: TitleReading) -> tuple[object, ...]:
    return reading.role, reading.candidates, reading.seniority, reading.specialisms


@given(st.sampled_from(EXAMPLES), st.sampled_from((str.upper, str.lower, str.title, str.swapcase)))
def test_case_does_not_matter(title: str, change: object) -> None:
    assert callable(change)
    changed = read(change(title))
    assert gist(changed) == gist(read(title))
    assert [i.casefold() for i in changed.ignored] == [i.casefold() for i in read(title).ignored]


@given(
    st.one_of(st.sampled_from((*EXAMPLES, *ACCENTED)), st.text(max_size=30)),
)
@example("e\u0301 Data Analyst")
def test_the_unicode_form_does_not_matter(title: str) -> None:
    reading = read(title)
    for form in (
        unicodedata.normalize("NFC", title),
        unicodedata.normalize("NFD", title),
        unicodedata.normalize("NFKC", title),
        unicodedata.normalize("NFKD", title),
    ):
        assert gist(read(form)) == gist(reading)
        assert read(form).ignored == reading.ignored


@given(st.sampled_from(EXAMPLES), st.text(" \t\n\u3000\u200b", max_size=4))
def test_surrounding_spaces_do_not_matter(title: str, spaces: str) -> None:
    assert gist(read(spaces + title + spaces)) == gist(read(title))


MIXED = (
    "data machine learning ai engineer scientist analyst manager of and senior lead (m/f/d) 3 II "
    "product software , / - ( ) [ ] & | @ for with remote intern nurse developer bi 🚀 ß"
)


@given(st.one_of(st.text(), st.lists(st.sampled_from(MIXED.split()), max_size=14).map(" ".join)))
@example("\ud800 data analyst")
@example("\u0378 data analyst")
@example(")(")
@example("((((data analyst)")
@example("data analyst) - (remote")
@example("&#0; &copy; ; &")
def test_any_text_is_read(title: str) -> None:
    reading = read(title)
    ids = [role.id for role in reading.candidates]
    assert len(set(ids)) == len(ids)
    assert set(ids) <= set(today().roles)
    assert reading.role is None or reading.candidates == (reading.role,)
    assert reading.seniority in RUNGS
    assert reading.title == title
    assert pickle.loads(pickle.dumps(reading)) == reading
    assert "\n" not in repr(reading)
    assert render(reading)


MEGABYTE = 1_000_000
LONG = (
    "a", " ", "/", "(", "- ", "3 ", "staff ", "data ", "data/", "for a ", "é", "\u0301", "🚀", "1,",
    "data analyst ", "manager of ", "machine learning engineer / nurse, ",
)  # fmt: skip


@pytest.mark.parametrize("piece", LONG)
def test_a_megabyte_of_anything_is_read(piece: str) -> None:
    assert read(piece * (MEGABYTE // len(piece))).seniority in RUNGS


@pytest.mark.parametrize("wrong", [None, 3, b"Data Analyst", ["Data Analyst"]])
def test_what_is_no_string_is_refused(wrong: object) -> None:
    with pytest.raises(InvalidInput, match="is no title; pass a string"):
        mlroles.find_role(wrong)  # type: ignore[arg-type]


# Other editions, and a user's own titles ---------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Data Scientist", "researcher-data-scientist"),
        ("Head of Data Science", "researcher-data-scientist"),
        ("Research Scientist, Machine Learning", "researcher-data-scientist"),
        ("Senior Data Engineer (m/f/d)", "data-engineer"),
        ("Data Architect", None),
        ("AI Engineer", None),
        ("Research Scientist", None),
    ],
)
def test_an_older_edition_reads_by_its_own_roles(title: str, role: str | None) -> None:
    old = mlroles.load("2020.1")
    reading = mlroles.find_role(title, old)
    assert (reading.role.id if reading.role else None) == role
    assert (reading.edition, reading.fingerprint) == ("2020.1", old.fingerprint)


def test_a_role_that_an_edition_has_not_is_said_to_be_absent() -> None:
    reading = mlroles.find_role("Data Architect", mlroles.load("2020.1"))
    assert reading.candidates == ()
    assert reading.reasons == ('"Data Architect" points to a role that edition 2020.1 has not',)


def test_the_newest_edition_answers_if_none_is_named() -> None:
    assert mlroles.find_role("Data Engineer").edition == mlroles.load().edition


def test_titles_of_a_world_of_its_own_are_read() -> None:
    world = make_world(**TINY)
    expected = {
        "Senior Boulanger (m/f)": ["baker"],
        "Pastry chef": ["baker", "cook"],
        "Accountant": [],
        "Baker": ["baker"],
        "Data Engineer": [],
    }
    found = {title: mlroles.find_role(title, world).candidates for title in expected}
    assert {title: [role.id for role in roles] for title, roles in found.items()} == expected


def test_a_title_that_two_rows_give_points_to_the_roles_of_both() -> None:
    rows = (
        {"title": "Bread engineer", "roles": "baker", "source": "editorial"},
        {"title": "Bread engineers", "roles": "cook", "source": "editorial"},
    )
    reading = mlroles.find_role("Bread Engineer", make_world(**{**TINY, "titles": rows}))
    assert [role.id for role in reading.candidates] == ["baker", "cook"]


# How it is shown ---------------------------------------------------------------------------------


def test_the_representation_is_one_line() -> None:
    assert repr(read("Sr. Data Engineer")) == (
        "<TitleReading 'Sr. Data Engineer': data-engineer (senior)>"
    )
    assert repr(read("BI Analyst")) == (
        "<TitleReading 'BI Analyst': ambiguous, data-analyst or bi-developer (unstated)>"
    )
    assert repr(read("Nurse")) == "<TitleReading 'Nurse': other work (unstated)>"
    assert len(repr(read("x" * 500))) < 120


def test_the_text_says_all_of_it() -> None:
    reading = read("Senior NLP Data Scientist / Data Analyst (m/f/d), Oslo")
    assert str(reading).splitlines() == [
        "Senior NLP Data Scientist / Data Analyst (m/f/d), Oslo: ambiguous, perhaps Data",
        "    scientist or Data analyst",
        "  seniority: senior",
        "  specialisms: nlp",
        "  set aside: m/f/d · Oslo",
        '  why: "NLP Data Scientist" points to data-scientist; "Data Analyst" points to',
        "    data-analyst; the title may mean data-scientist or data-analyst",
        "  edition 2026.1",
    ]
    assert str(read("Nurse")).splitlines()[0] == "Nurse: none of these roles"
    assert str(read("Data Engineer")).splitlines()[0] == "Data Engineer: Data engineer"
    assert "…" in str(read("data engineer " * 40))


def test_plain_data() -> None:
    reading = read("Sr. NLP Engineer (m/f/d)")
    assert to_data(reading) == {
        "edition": "2026.1",
        "fingerprint": today().fingerprint,
        "title": "Sr. NLP Engineer (m/f/d)",
        "role": "machine-learning-engineer",
        "candidates": ["machine-learning-engineer"],
        "seniority": "senior",
        "specialisms": ["nlp"],
        "ignored": ["m/f/d"],
        "reasons": ['"NLP Engineer" points to machine-learning-engineer'],
    }
    assert to_data(read("Nurse"))["role"] is None


def test_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["find-role", "Lead", "Data", "Engineer", "--edition", "2026.1"]) == 0
    assert capsys.readouterr().out.startswith("Lead Data Engineer: Data engineer\n")
    assert main(["find-role", "Nurse", "--json"]) == 0
    assert '"role": null' in capsys.readouterr().out


# The tables --------------------------------------------------------------------------------------

KINDS = {"subject", "soft", "plain", "whole", "neutral", "foreign", "link"}


def test_the_rules_name_roles_heads_and_subjects_that_there_are() -> None:
    roles = {*today().roles, "none"}
    parts = table("title_parts")
    heads = {row["value"] for row in parts if row["part"] in {"soft", "plain", "whole"}}
    subjects = {row["value"] for row in parts if row["part"] == "subject"}
    rules = table("title_rules")
    assert {role for row in rules for role in row["roles"].split()} <= roles
    assert {head for row in rules for head in row["heads"].split()} <= {*heads, "none"}
    assert {subject for row in rules for subject in row["subjects"].split()} <= subjects
    assert {head for row in table("title_kin") for head in row.values()} <= heads
    assert {row["part"] for row in parts} == KINDS


def test_no_rule_is_out_of_reach() -> None:
    above: dict[str, list[set[str]]] = {}
    for row in table("title_rules"):
        subjects = set(row["subjects"].split())
        for head in row["heads"].split():
            hidden = [other for other in above.get(head, []) if other and other <= subjects]
            assert not hidden, f"{head} {subjects} is never reached, for {hidden}"
            above.setdefault(head, []).append(subjects)


def test_the_fallbacks_lead_from_this_edition_to_the_one_before() -> None:
    for row in table("title_fallbacks"):
        assert row["role"] in today().roles
        assert row["instead"] in mlroles.load("2020.1").roles


@pytest.mark.parametrize("name", ["title_parts", "title_noise", "specialisms", "seniority"])
def test_a_phrase_stands_in_a_table_once(name: str) -> None:
    spellings = build_grammar(today()).spellings
    phrases = [tuple(spell_out(row["phrase"], spellings).words) for row in table(name)]
    assert all(phrases)
    assert sorted(phrases) == sorted(set(phrases))


def test_a_character_reference_of_thousands_of_digits_is_one_character() -> None:
    """Python makes no number of them, and `html.unescape` lets its error through."""
    for digits in ("9" * 5_000, "0" * 5_000 + "65", "9" * 20):
        assert role_of(f"Data Engineer &#{digits}; Berlin") == "data-engineer"
    assert role_of("Data &#69;ngineer") == "data-engineer"

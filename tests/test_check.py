"""`check`: every problem at once, each by its code, its key and its line."""

from __future__ import annotations

import copy
import json
import re
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pytest

import mlroles
from company import beginning
from mlroles import check, extend
from mlroles.display.overlays import github_lines
from mlroles.display.text import render
from mlroles.export.data import to_data
from mlroles.overlays.places import find_lines, write_path
from mlroles.overlays.shape import OVERLAY, Table
from mlroles.overlays.starter import begin_overlay

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

ROOT = Path(__file__).resolve().parents[1]
PRICER, WTP = "acme:pricing-scientist", "acme:willingness-to-pay"
ROLE, SKILL = ("roles", PRICER), ("skills", WTP)
GONE = object()


def edited(*edits: tuple[tuple[Any, ...], Any]) -> dict[str, Any]:
    """The beginning with other values at some places."""
    said = copy.deepcopy(beginning())
    for path, value in edits:
        inner: Any = said
        for key in path[:-1]:
            inner = inner.setdefault(key, {}) if isinstance(inner, dict) else inner[key]
        if value is GONE:
            del inner[path[-1]]
        else:
            inner[path[-1]] = value
    return said


def codes(overlay: object) -> set[str]:
    return {problem.code for problem in check(overlay)}


T = TypeVar("T")
NEED = {"importance": "essential", "level": 2}
DS_NEEDS = dict.fromkeys(("etl", "data-pipelines", "apache-airflow", "apache-kafka"), NEED)
NEW = {"name": "Newcomer", "summary": "New.", "needs": {WTP: NEED}}
TILL = {"name": "The till", "kind": "tool", "definition": "It rings."}

# One edit each, and the one code that it brings.
BAD: dict[str, tuple[list[tuple[tuple[Any, ...], Any]], str]] = {
    "no namespace": ([(("overlay", "namespace"), GONE)], "missing-key"),
    "a namespace with a capital": ([(("overlay", "namespace"), "Acme")], "malformed"),
    "an edition of old": ([(("overlay", "edition"), "1999.1")], "other-edition"),
    "a section that nobody knows": ([(("colours",), {})], "unknown-key"),
    "a key that is misspelt": ([((*ROLE, "titlez"), ["x"])], "unknown-key"),
    "a list where a table belongs": ([(("titles",), [])], "wrong-type"),
    "a table where a list belongs": ([((*ROLE, "titles"), {})], "wrong-type"),
    "a number where text belongs": ([((*ROLE, "summary"), 7)], "wrong-type"),
    "a table where text belongs": ([((*ROLE, "summary"), {})], "wrong-type"),
    "true where text belongs": ([((*ROLE, "summary"), True)], "wrong-type"),
    "text where a table belongs": ([((*ROLE, "entry"), "hard")], "wrong-type"),
    "nothing": ([((*ROLE, "summary"), None)], "wrong-type"),
    "an empty name": ([((*ROLE, "name"), "")], "missing-value"),
    "too much to say": ([((*ROLE, "summary"), "x " * 400 + "x")], "too-long"),
    "a level off the scale": ([((*ROLE, "needs", "python", "level"), 5)], "unknown-choice"),
    "a level that is true": ([((*ROLE, "needs", "python", "level"), True)], "unknown-choice"),
    "a level that is no number": ([((*ROLE, "needs", "sql", "level"), 2.0)], "unknown-choice"),
    "a kind of no skill": ([((*SKILL, "kind"), "framework")], "unknown-choice"),
    "two spaces": ([((*ROLE, "name"), "Pricing  scientist")], "untidy-text"),
    "a line break": ([((*ROLE, "summary"), "One.\nTwo.")], "untidy-text"),
    "a bell": ([((*ROLE, "name"), "Pricing\x07 scientist")], "untidy-text"),
    "a bidirectional mark": ([((*ROLE, "name"), "Pricing \u202escientist")], "untidy-text"),
    "a letter that poses": ([((*ROLE, "name"), "Pricing sci\u0435ntist")], "look-alike"),
    "a name that is an address": ([((*ROLE, "name"), "https://acme.example")], "address"),
    "a name that is a path": ([((*SKILL, "name"), "../../etc/passwd")], "address"),
    "a summary that is an address": ([((*ROLE, "summary"), "See file:///etc.")], "address"),
    "an address that is none": (
        [((*ROLE, "resources"), [{"title": "Us", "address": "javascript:x", "kind": "course"}])],
        "malformed",
    ),
    "an alias without a name": ([((*SKILL, "aliases"), [{"reading": "exact"}])], "missing-key"),
    "a name of signs": ([((*SKILL, "aliases"), ["---"])], "unreadable-name"),
    "a role without needs": ([((*ROLE, "needs"), {})], "empty-role"),
    "a role without a name": ([((*ROLE, "name"), GONE)], "missing-key"),
    "a new id in no namespace": ([(("roles", "buyer"), NEW)], "unknown-id"),
    "a role of another's namespace": ([(("roles", "shop:buyer"), NEW)], "unknown-id"),
    "a skill of ours of another kind": ([(("skills", "python"), {"kind": "tool"})], "fixed"),
    "a role of ours with another entry": (
        [(("roles", "data-analyst", "entry"), {"ease": "none", "text": "No."})], "fixed",
    ),
    "a party of ours": ([(("parties", "business"), "The shop floor")], "fixed"),
    "a skill that is not there": ([((*ROLE, "needs", "pyhton"), NEED)], "unknown-reference"),
    "a neighbour that is not there": (
        [((*ROLE, "boundaries"), [{"text": "No.", "neighbour": "nobody"}])], "unknown-reference",
    ),
    "a broader skill that is not there": ([((*SKILL, "broader"), "hats")], "unknown-reference"),
    "a prerequisite that is not there": (
        [((*SKILL, "prerequisites"), ["hats"])], "unknown-reference",
    ),
    "a title of nobody": ([(("titles",), {"Hatter": ["hatter"]})], "unknown-reference"),
    "a hand-off to nobody": ([(("handoffs", 0, "consumer"), "nobody")], "unknown-reference"),
    "knowledge of a tool": (
        [((*ROLE, "knowledge", "python"), {"enter": 1, "grow": 1, "note": "No."})], "no-subject",
    ),
    "knowledge of a method of one's own": (
        [((*ROLE, "knowledge", WTP), {"enter": 1, "grow": 1, "note": "No."})], "no-subject",
    ),
    "growing downwards": ([((*ROLE, "knowledge", "statistics", "grow"), 1)], "level-order"),
    "a circle": (
        [((*SKILL, "prerequisites"), ["acme:pricebook"]),
         (("skills", "acme:pricebook", "prerequisites"), [WTP])], "cycle",
    ),
    "a circle of one": ([((*SKILL, "broader"), WTP)], "cycle"),
    "a hand-off twice": (
        [(("handoffs",), [{"producer": PRICER, "artefact": "x", "consumer": "business"}] * 2)],
        "duplicate",
    ),
    "a name that a skill of ours bears": ([((*SKILL, "aliases"), ["k8s"])], "name-taken"),
    "ids that fold to one": ([(("skills", "acme:price-book"), TILL)], "name-taken"),
    "a role called as one of ours": ([((*ROLE, "name"), "Data-Scientist")], "name-taken"),
    "a skill called as a role": ([((*SKILL, "aliases"), ["data engineer"])], "name-taken"),
    "a title that is a skill": ([((*ROLE, "titles"), ["Python"])], "name-taken"),
    "a title that points elsewhere": ([((*ROLE, "titles"), ["BI analyst"])], "title-taken"),
    "a title of two roles": (
        [(("roles", "data-analyst", "titles"), ["revenue scientist"])], "title-taken",
    ),
    "a title that is a role's name": (
        [(("titles",), {"Data scientist": ["data-analyst"]})], "title-taken",
    ),
    "words beside another reading": ([((*SKILL, "near"), ["price"])], "near-words"),
    "an article": ([((*SKILL, "aliases"), ["the"])], "swallows-texts"),
    "an article with a capital": (
        [((*SKILL, "aliases"), [{"name": "The", "reading": "exact"}])], "swallows-texts",
    ),
    "a letter": ([((*SKILL, "aliases"), ["q"])], "swallows-texts"),
    "two letters": ([((*SKILL, "aliases"), ["qv"])], "swallows-texts"),
    "a role that looks like ours": (
        [((*ROLE, "needs"), DS_NEEDS), (("skills",), {}), (("handoffs",), [])], "outranked",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_one_fault_has_one_code(case: str) -> None:
    edits, code = BAD[case]
    said = edited(*edits)
    found = check(said)
    assert {problem.code for problem in found} == {code}
    assert all(len(problem.message) < 700 for problem in found)
    if code == "outranked":
        assert PRICER in extend(mlroles.load(), said).roles
    elif code != "other-edition":
        with pytest.raises(mlroles.InvalidTaxonomy) as refused:
            extend(mlroles.load(), said)
        assert len(refused.value.problems) == len(found)


def test_an_overlay_for_another_edition_is_not_laid_over_this_one() -> None:
    assert codes(begin_overlay()) == set()
    assert {p.code for p in check(begin_overlay(), mlroles.load("2020.1"))} >= {"other-edition"}
    assert check({"overlay": {"edition": "2020.1"}}).edition == "2020.1"


def test_what_is_right_is_told_with_what_is_wrong() -> None:
    (problem,) = check(edited(((*ROLE, "needs", "pyhton"), NEED)))
    assert str(problem) == (
        f'roles."{PRICER}".needs.pyhton [unknown-reference] '
        "'pyhton' is not in skills; did you mean 'python' or 'ipython'?"
    )
    (problem,) = check(edited(((*SKILL, "aliases"), [{"name": "Q", "reading": "near",
                                                      "near": ["queue"]}, "qq"])))  # fmt: skip
    assert "exact, near or never" in problem.message


def test_a_short_name_may_be_read_where_it_is_meant() -> None:
    alias = {"name": "Q", "reading": "near", "near": ["queue"]}
    taxonomy = extend(mlroles.load(), edited(((*SKILL, "aliases"), [alias])))
    assert not mlroles.find_skills("The letter Q.", taxonomy)
    assert mlroles.find_skills("A queue, called Q.", taxonomy)[-1].skill.id == WTP


def test_problems_are_a_value() -> None:
    found = check(edited(((*ROLE, "needs", "pyhton"), NEED), ((*ROLE, "summary"), 7)))
    assert len(found) == 2
    assert not found.sound
    assert repr(found) == "<Problems of overlay: 2 errors, 0 warnings>"
    assert render(found).startswith("overlay: 2 errors, edition 2026.1\n\noverlay roles.")
    assert to_data(found)["problems"][0]["severity"] == "error"
    assert found.to_dicts()[1]["code"] == to_data(found)["problems"][1]["code"]
    assert "2 errors" in found._repr_html_()
    sound = check(begin_overlay())
    assert sound.sound
    assert render(sound) == "overlay: sound, edition 2026.1"
    warned = check(edited(*BAD["a role that looks like ours"][0]))
    assert warned.sound
    assert "sound, 1 warning" in render(warned)
    assert github_lines(warned)[0].startswith("::warning file=overlay,title=outranked::")


def test_an_annotation_stays_one_line() -> None:
    said = edited(((*ROLE, "needs", "a\n::error::b%"), NEED))
    assert all("\n" not in line for line in github_lines(check(said)))


@pytest.mark.parametrize("form", ["toml", "json"])
def test_a_line_stands_beside_each_problem(form: str) -> None:
    text = begin_overlay() if form == "toml" else json.dumps(beginning(), indent=1)
    wrong = text.replace('"framework"', "").replace("pricebook", "pricebuch")
    wrong = wrong.replace("econometrics", "econometricks", 1)
    (problem,) = check(wrong)
    assert problem.line is not None
    assert "econometricks" in wrong.split("\n")[problem.line - 1]


def test_places_in_both_forms() -> None:
    toml = '[a]\nb = 1\n"c:d".e = 2\n[[x]]\ny = 1\n[[x]]\ny = 2\n'
    assert find_lines(toml)["a", "c:d", "e"] == 3
    assert find_lines(toml)["x", 1, "y"] == 7
    text = '{"a": [1,\n {"b": 2}],\n "c": "d: {"}'
    assert find_lines(text) == {("a",): 1, ("a", 1, "b"): 2, ("c",): 3}
    assert find_lines('{"a\nb": ]]1, :') == {("a\nb",): 1}
    assert write_path(()) == "the overlay"
    assert len(write_path(("k" * 100,))) < 70


# Hostile overlays: each a clear refusal, soon ----------------------------------------------------


def nested(depth: int) -> dict[str, Any]:
    inner: dict[str, Any] = {}
    for _ in range(depth):
        inner = {"a": inner}
    return inner


def circular() -> dict[str, Any]:
    ring: dict[str, Any] = {}
    ring["a"] = ring
    return ring


HEAD = '[overlay]\nnamespace = "acme"\ntitle = "Us"\n'
JSON_HEAD = '{"overlay": {"namespace": "acme", "title": "Us"'
HOSTILE: dict[str, tuple[Any, str]] = {
    "a million rows of text": (HEAD + "[[handoffs]]\n" * 1_000_000, "too-large"),
    "a million rows": (lambda: {"handoffs": [{}] * 1_000_000}, "too-many"),
    "90,000 rows": (lambda: {"handoffs": [{}] * 90_000}, "too-many-problems"),
    "70,000 tables": (lambda: HEAD + "[[handoffs]]\n" * 70_000, "too-many-problems"),
    "a string of ten megabytes": (lambda: beginning(titles={"x" * 10_000_000: []}), "too-large"),
    "a text of ten megabytes": ("#" * 10_000_000, "too-large"),
    "one string, a million times": (lambda: {"handoffs": ["y" * 1000] * 50_000}, "too-large"),
    "nested JSON": ('{"a":' * 100_000, "too-deep"),
    "nested TOML": ("a = " + "[" * 100_000, "too-deep"),
    "a nested mapping": (lambda: nested(100_000), "too-deep"),
    "one that holds itself": (circular, "too-deep"),
    "a key of many parts": ("a" + ".a" * 400_000 + " = 1", "too-many"),
    "a key of many parts, hidden": ('a."\u2028"' * 1 + '."\u2028"' * 90_000 + " = 1", "too-many"),
    "NaN in JSON": (JSON_HEAD + ', "date": NaN}}', "syntax"),
    "Infinity in JSON": (JSON_HEAD + ', "date": -Infinity}}', "syntax"),
    "nan in TOML": (HEAD + "date = nan\n", "wrong-type"),
    "an integer of 10,000 digits in JSON": (JSON_HEAD + ', "date": ' + "9" * 10_000 + "}}",
                                            "syntax"),
    "an integer of 10,000 digits in TOML": (HEAD + "date = " + "9" * 10_000, "syntax"),
    "an integer of 4,000 digits in TOML": (HEAD + "date = " + "9" * 4_000, "wrong-type"),
    "an integer of 100,000 digits": (lambda: beginning(overlay={
        "namespace": "acme", "title": "Us", "date": 10**100_000}), "wrong-type"),
    "a key twice in JSON": (JSON_HEAD + ', "title": "Them"}}', "duplicate-key"),
    "a key twice in TOML": (HEAD + 'title = "Them"\n', "duplicate-key"),
    "a table twice in TOML": (HEAD + "[roles]\n[roles]\n", "duplicate-key"),
    "JSON that ends early": (JSON_HEAD, "syntax"),
    "neither TOML nor JSON": ("Dear Sir or Madam", "syntax"),
    "UTF-16": (HEAD.encode("utf-16"), "not-utf-8"),
    "Latin-1": (HEAD.replace("Us", "Café").encode("latin-1"), "not-utf-8"),
    "half a surrogate pair": (HEAD.replace("Us", "\ud800"), "not-utf-8"),
    "half a surrogate pair in JSON": (JSON_HEAD.replace("Us", "\\ud800") + "}}", "untidy-text"),
    "a date": (HEAD + "date = 2026-11-24\n", "wrong-type"),
    "keys that are numbers": ({"overlay": {"namespace": "acme", "title": "Us"},
                               "roles": {7: {}}}, "wrong-type"),
    "a file that is not there": (Path("/nowhere/acme.toml"), "no-file"),
    "a folder": (Path("/"), "no-file"),
    "a name with a null character": ("\0.toml", "no-file"),
    "a device without end": (Path("/dev/zero"), "too-large"),
    "unknown words without end": (lambda: beginning(titles={
        f"title {at}": [f"unknown-{at}"] for at in range(20_000)}), "unknown-reference"),
    "a ring of thousands": (lambda: beginning(skills={
        f"acme:s-{at}": {"name": f"Skill s {at}", "kind": "tool", "definition": "One.",
                         "broader": f"acme:s-{(at + 1) % 5_000}"} for at in range(5_000)}),
        "cycle"),
    "nothing": ("", "missing-key"),
    "null": ("{", "syntax"),
}  # fmt: skip


def count_calls(question: Callable[[], T]) -> tuple[int, T]:
    """How many functions are called for an answer: as good as a clock, and the same everywhere."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        answer = question()
    finally:
        sys.setprofile(before)
    return calls, answer


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_overlay_is_refused_soon(case: str) -> None:
    overlay, code = HOSTILE[case]
    overlay = overlay() if callable(overlay) else overlay
    calls, found = count_calls(lambda: check(overlay))
    assert calls < 10_000_000
    assert code in {problem.code for problem in found}
    assert not found.sound
    assert len(found) <= 501
    assert sum(len(problem.message) for problem in found) < 300_000
    render(found)
    with pytest.raises(mlroles.InvalidTaxonomy) as refused:
        extend(mlroles.load(), overlay)
    assert len(str(refused.value)) < 20_000


# The page, the schema ----------------------------------------------------------------------------


def emitted() -> set[str]:
    rooms = sorted((ROOT / "src" / "mlroles" / "overlays").glob("*.py"))
    text = "\n".join(room.read_text("utf-8") for room in rooms)
    add = re.findall(r"(?:faults\.add|Problem|_Refused)\(\s*(?:code=)?\"([a-z0-9-]+)\"", text)
    return {*add, "syntax"}


def test_the_page_has_one_row_for_each_code_and_no_other() -> None:
    page = (ROOT / "docs" / "reference" / "check.md").read_text("utf-8")
    rows = re.findall(r"^\| `([a-z0-9-]+)` \|", page, re.MULTILINE)
    assert sorted(rows) == sorted(emitted())


def test_the_page_of_keys_has_each_key() -> None:
    page = (ROOT / "docs" / "reference" / "overlays.md").read_text("utf-8")
    for name, key in OVERLAY.keys.items():
        assert f"`{name}`" in page
        inner = getattr(key.of, "of", key.of)
        if isinstance(inner, Table):
            for each, one in inner.keys.items():
                assert f"| `{each}` | {one.said} |" in page, (name, each)


def test_the_schema_says_what_check_says_of_the_shape() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(mlroles.export_schema("overlay"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    assert list(validator.iter_errors(beginning())) == []
    shape = {"unknown-key", "wrong-type", "too-long", "unknown-choice", "missing-value"}
    for case, (edits, code) in BAD.items():
        # JSON knows no difference between 2.0 and 2, and Python takes true for 1
        if code in shape and case != "a level that is no number":
            assert list(validator.iter_errors(edited(*edits))), case


def test_the_beginning_is_sound_in_any_namespace() -> None:
    assert check(begin_overlay("bakery-co")).found == ()
    assert tomllib.loads(begin_overlay("bakery-co"))["overlay"]["title"] == "The roles of Bakery co"
    for wrong in ("Acme", "a b", "", "x" * 31, "acme:"):
        with pytest.raises(mlroles.InvalidInput, match="is like 'acme'"):
            begin_overlay(wrong)


def test_the_beginning_that_the_pages_show_is_the_one_that_is_written() -> None:
    assert (ROOT / "docs" / "how-to" / "acme.toml").read_text("utf-8") == begin_overlay()

"""Roles of one's own: laid over an edition, weighed against it, and used like any other."""

from __future__ import annotations

import json
import pickle
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mlroles
from company import ROLES, SKILLS, beginning, make_company
from mlroles.display.text import render
from mlroles.editions import load_counts
from mlroles.model import Alias
from mlroles.overlays import extend
from mlroles.overlays.starter import begin_overlay

if TYPE_CHECKING:
    from pathlib import Path

    from mlroles.model import Role
    from mlroles.taxonomy import Taxonomy

PRICER = "acme:pricing-scientist"


@cache
def ours() -> Taxonomy:
    """The edition with the beginning over it."""
    return extend(mlroles.load(), begin_overlay())


@cache
def company() -> Taxonomy:
    """The edition with ten roles and two hundred skills over it."""
    return extend(mlroles.load(), make_company())


def added(taxonomy: Taxonomy) -> list[Role]:
    return [role for role in taxonomy.roles.values() if taxonomy.layer(role) != taxonomy.edition]


def needs_of(role: Role) -> list[str]:
    return [need.skill.id for need in role.needs]


# What is laid over -------------------------------------------------------------------------------


def test_the_edition_stays_as_it_was() -> None:
    edition = mlroles.load()
    before = pickle.dumps(edition.document)
    again = extend(edition, begin_overlay())
    assert pickle.dumps(edition.document) == before
    assert mlroles.load() is edition
    assert PRICER not in edition.roles
    assert again == ours() != edition
    assert hash(again) == hash(ours())
    assert again.fingerprint == ours().fingerprint != edition.fingerprint
    assert edition.overlays == ()
    assert repr(again) == f"<Taxonomy {edition.edition} + acme: 18 roles, 1,963 skills>".replace(
        "1,963", str(len(edition.skills) + 2)
    )
    assert (again.origin, again.base) == ("extended", edition.fingerprint)


def test_every_weight_of_the_edition_stays_as_it_was() -> None:
    edition = mlroles.load()
    for skill, (weights, basis) in edition.weights.rows.items():
        wider, bases = company().weights.rows[skill]
        assert (*wider[: len(weights) - 1], wider[-1]) == weights
        assert bases[: len(weights) - 1] + bases[-1] == basis
    assert [*company().weights.columns][: len(edition.roles)] == [*edition.roles]


def test_toml_json_mapping_and_path_say_the_same(tmp_path: Path) -> None:
    text = begin_overlay()
    (tmp_path / "a.toml").write_bytes(b"\xef\xbb\xbf" + text.encode())
    (tmp_path / "b").write_text(json.dumps(beginning(), indent=2))
    forms: list[Any] = [
        text, text.encode(), "\ufeff" + text, text.replace("\n", "\r\n"), beginning(),
        json.dumps(beginning()), tmp_path / "a.toml", str(tmp_path / "a.toml"), tmp_path / "b",
        ours().overlays[0].text,
    ]  # fmt: skip
    for form in forms:
        assert extend(mlroles.load(), form).fingerprint == ours().fingerprint
    (layer,) = ours().overlays
    assert (layer.namespace, layer.title) == ("acme", "The roles of Acme")
    assert hash(layer) == hash(layer.sha256)
    assert "text" not in repr(layer)


def test_everything_says_which_layer_it_is_from() -> None:
    taxonomy = ours()
    role, analyst = taxonomy.roles[PRICER], taxonomy.roles["data-analyst"]
    airflow = taxonomy.skills["apache-airflow"]
    theirs = [
        role, role.id, role.entry, *role.needs, *role.knowledge, *role.responsibilities,
        *role.boundaries, *role.titles, *role.loves, taxonomy.skill("wtp"),
        taxonomy.sources["acme"], role.handoffs[0], *taxonomy.skill("wtp").aliases,
        Alias("the Acme scheduler", sources=("acme",)),
    ]  # fmt: skip
    assert {taxonomy.layer(each) for each in theirs} == {"acme"}
    edition = [analyst, analyst.needs[0], airflow, airflow.aliases[0], "python", analyst.titles[0]]
    assert {taxonomy.layer(each) for each in edition} == {taxonomy.edition}
    assert theirs[-1] in airflow.aliases
    assert [each.name for each in analyst.titles if taxonomy.layer(each) == "acme"] == [
        "shelf analyst"
    ]
    assert "acme" in analyst.sources


def test_what_is_changed_says_so_and_nothing_else_changes() -> None:
    changed = beginning(
        skills={},
        roles={
            "data-scientist": {
                "name": "Decision scientist",
                "summary": "Decides.",
                "needs": {
                    "python": {"importance": "useful", "level": 1},
                    "kdb": {"importance": "useful", "level": 1},
                },
                "knowledge": {
                    "statistics": {"enter": 3, "grow": 4, "note": "We mean it."},
                    "economics": {"enter": 1, "grow": 1, "note": "A little."},
                },
                "resources": [
                    {"title": "Ours", "address": "https://acme.example/start", "kind": "course",
                     "skill": "python"}
                ],
            }
        },
        titles={
            "data detective": ["data-analyst", "data-scientist"], "actuary": ["data-scientist"],
        },
        parties={}, handoffs=[],
    )  # fmt: skip
    edition = mlroles.load()
    kdb = next(key for key in edition.skills if key not in needs_of(edition.role("data-scientist")))
    needs = changed["roles"]["data-scientist"]["needs"]
    needs[kdb] = needs.pop("kdb")
    economics = next(
        key for key, skill in edition.skills.items()
        if skill.kind == "subject"
        and key not in {row.subject.id for row in edition.role("data-scientist").knowledge}
    )  # fmt: skip
    knowledge = changed["roles"]["data-scientist"]["knowledge"]
    knowledge[economics] = knowledge.pop("economics")
    taxonomy = extend(edition, changed)
    role, before = taxonomy.role("data scientist"), edition.role("data scientist")
    assert (role.name, role.summary) == ("Decision scientist", "Decides.")
    assert taxonomy.role("Decision scientist") == role
    python = next(need for need in role.needs if need.skill.id == "python")
    assert (python.importance, int(python.level), python.sources) == ("useful", 1, ("acme",))
    assert python.named_by
    assert len(role.needs) == len(before.needs) + 1
    assert len(role.knowledge) == len(before.knowledge) + 1
    assert {row.subject.id: int(row.enter) for row in role.knowledge}["statistics"] == 3  # type: ignore[index]  # a plain id is as good
    assert role.resources[-1].title == "Ours"
    assert mlroles.find_role("actuary", taxonomy).role == role
    assert len(mlroles.find_role("data detective", taxonomy).candidates) == 2
    assert taxonomy.weights == edition.weights


def test_several_stack_in_order() -> None:
    second: dict[str, Any] = {
        "overlay": {"namespace": "shop", "title": "The shop's"},
        "skills": {
            "acme:pricebook": {"aliases": ["the price book"]},
            "shop:till": {"name": "The till", "kind": "tool", "definition": "It rings."},
        },
        "roles": {
            PRICER: {"needs": {"shop:till": {"importance": "essential", "level": 1}}},
            "shop:cashier": {
                "name": "Cashier", "summary": "Rings.",
                "needs": {"shop:till": {"importance": "essential", "level": 4},
                          "acme:pricebook": {"importance": "useful", "level": 1}},
            },
        },
    }  # fmt: skip
    both = extend(ours(), second)
    assert [layer.namespace for layer in both.overlays] == ["acme", "shop"]
    assert both.overlays[1].over == ours().fingerprint
    assert both.base == mlroles.load().fingerprint
    assert "2026.1 + acme + shop" in repr(both)
    assert both.layer("shop:till") == "shop"
    assert both.layer(both.skills["acme:pricebook"]) == "acme"
    assert both.weight(PRICER, "the till") == both.weight("cashier", "the till") > 0
    answer = mlroles.match(["the till", "the price book"], both)
    assert answer[0].role.id in {"shop:cashier", PRICER}
    assert mlroles.replay(mlroles.write_receipt(answer, both)) == answer
    assert mlroles.check(second, ours()).sound
    assert not mlroles.check(second).sound
    twice = mlroles.check(begin_overlay(), ours())
    assert "namespace-taken" in {problem.code for problem in twice}


# What it is weighed as ---------------------------------------------------------------------------


def test_a_list_of_its_own_needs_is_a_roles() -> None:
    for taxonomy in (ours(), company()):
        for role in added(taxonomy):
            answer = mlroles.match(needs_of(role), taxonomy)
            assert answer.best is not None
            assert answer.best.role == role
            assert answer.best.counted == 0
            assert "%" not in render(answer).split("\n\n")[1]


def test_single_names_that_it_does_not_need_are_never_a_roles() -> None:
    taxonomy = company()
    needed = {skill for role in added(taxonomy) for skill in needs_of(role)}
    off = [skill for skill in mlroles.load().skills if skill not in needed]
    assert len(off) > 1900
    for skill in off:
        assert mlroles.match([skill], taxonomy)[0].role.id in mlroles.load().roles


def test_what_the_editions_roles_need_is_still_theirs() -> None:
    edition = mlroles.load()
    for taxonomy in (ours(), company()):
        for role in edition.roles.values():
            here = mlroles.match(needs_of(role), taxonomy)[0].role
            assert here.id == mlroles.match(needs_of(role), edition)[0].role.id


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_no_list_without_any_of_its_needs_is_ever_a_roles(data: st.DataObject) -> None:
    taxonomy = company()
    role = data.draw(st.sampled_from(added(taxonomy)))
    free = sorted({*taxonomy.skills} - {*needs_of(role)})
    names = data.draw(st.lists(st.sampled_from(free), min_size=1, max_size=40))
    assert mlroles.match(names, taxonomy)[0].role.id != role.id


def test_what_the_edition_knows_to_be_a_mark_stays_it() -> None:
    taxonomy, edition = company(), mlroles.load()
    own = [edition.weights.columns[role] for role in edition.active]
    needed = {need.skill.id for role in edition.roles.values() for need in role.needs}
    for skill in needed:
        weights, bases = taxonomy.weights.rows[skill]
        for role in added(taxonomy):
            column = taxonomy.weights.columns[role.id]
            assert weights[column] < max(weights[at] for at in own)
            assert bases[column] == "p"


def test_a_new_skill_borrows_from_its_broader_one_or_tells_nothing() -> None:
    taxonomy, edition = ours(), mlroles.load()
    own = range(len(edition.roles))
    broader, _ = taxonomy.weights.rows["pricing-analytics"]
    weights, basis = taxonomy.weights.rows["acme:willingness-to-pay"]
    assert [weights[at] for at in own] == [round(broader[at] * 0.6) for at in own]
    assert basis == "b" * len(own) + "pp"
    weights, basis = taxonomy.weights.rows["acme:pricebook"]
    assert ({weights[at] for at in own}, {*basis}) == ({0}, {"p"})
    assert weights[-1] == edition.document["edition"]["weighing"]["ours"]


def test_what_ours_need_of_a_new_skill_speaks_for_them() -> None:
    needs = {"acme:pricebook": {"importance": "essential", "level": 2}}
    said = beginning(titles={})
    said["roles"]["data-steward"] = {"needs": needs}
    taxonomy = extend(mlroles.load(), said)
    assert taxonomy.weight("data steward", "Pricebook") > 50
    assert taxonomy.weight("data engineer", "Pricebook") < 0


def test_skills_may_be_narrower_than_each_other_in_any_order() -> None:
    skills = {
        "acme:a": {"broader": "acme:b"}, "acme:b": {"broader": "acme:c"}, "acme:c": {},
        "acme:d": {"broader": "python"},
    }  # fmt: skip
    whole = {
        key: {"name": f"The letter {key[-1]}", "kind": "tool", "definition": "A letter.", **more}
        for key, more in skills.items()
    }
    taxonomy = extend(mlroles.load(), beginning(roles={}, skills=whole, handoffs=[]))
    assert taxonomy.skills["acme:a"].broader == "acme:b"
    assert taxonomy.weights.rows["acme:d"][1].startswith("b")


# What it is used for -----------------------------------------------------------------------------


def test_a_company_of_ten_roles_and_two_hundred_skills() -> None:
    taxonomy, edition = company(), mlroles.load()
    assert len(taxonomy.roles) == len(edition.roles) + ROLES
    assert len(taxonomy.skills) == len(edition.skills) + SKILLS - 1  # one changes a skill of ours
    role = taxonomy.role("Bread taster")
    found = mlroles.find_skills("We want the art of the number 3 and craft number 12.", taxonomy)
    assert [mention.skill.id for mention in found] == ["acme:craft-3", "acme:craft-12"]
    assert mlroles.match(found, taxonomy).best is not None
    for title in ("Senior Bread Taster", "bread sommelier"):
        assert mlroles.find_role(title, taxonomy).role == role
    plan = mlroles.plan(["SQL", "craft number 3"], role, taxonomy)
    assert plan.reached == 1000
    assert {step.skill.id for step in plan} <= {*taxonomy.skills}


def test_every_question_takes_it() -> None:
    taxonomy = ours()
    answer = mlroles.match(["WTP", "econometrics", "SQL"], taxonomy)
    values: list[Any] = [
        answer, answer[0], mlroles.explain(answer[0], taxonomy),
        mlroles.why_not(mlroles.match(["SQL"], taxonomy), PRICER, taxonomy),
        mlroles.sensitivity(answer, taxonomy), mlroles.plan(["SQL"], PRICER, taxonomy),
        mlroles.find_transitions(PRICER, taxonomy), mlroles.find_place(answer, taxonomy),
        mlroles.review_curriculum(["SQL", "WTP"], taxonomy),
        mlroles.review_team(["Pricing scientist", "Data engineer"], taxonomy),
        mlroles.list_handoffs(taxonomy, around=PRICER), mlroles.answer_maths(PRICER, taxonomy),
        mlroles.trace_handoffs("data engineer", "The shops", taxonomy),
        mlroles.compare_knowledge([PRICER, "data-scientist"], taxonomy),
        mlroles.roles_within({"statistics": 3, "optimisation": 2}, taxonomy),
        mlroles.compare(mlroles.load(), taxonomy), mlroles.find_role("shelf analyst", taxonomy),
        mlroles.migrate(["data-analyst"], "2020.1", taxonomy), taxonomy.role(PRICER),
        taxonomy.skill("WTP"), taxonomy, mlroles.find_skills("WTP, Pricebook", taxonomy),
    ]  # fmt: skip
    for value in values:
        assert render(value)
        assert "<" in value._repr_html_()
        assert pickle.loads(pickle.dumps(value)) == value
    assert "Pricing scientist" in answer.to_svg()


def test_a_quiz_may_end_at_a_role_of_ones_own() -> None:
    taxonomy = ours()
    quiz = mlroles.start_quiz(taxonomy, among=[PRICER, "data-engineer", "data-analyst"])
    while quiz.question is not None:
        needs = needs_of(taxonomy.role(PRICER))
        liked = [option.name for option in quiz.question.options if option.id in needs]
        quiz = mlroles.answer(quiz, liked, taxonomy)
    assert quiz[0].role.id == PRICER
    assert "no percentages" in render(quiz)


def test_no_percentage_stands_beside_a_role_that_nobody_counted() -> None:
    plain = ["pandas", "scikit-learn", "SQL", "statistics"]
    assert "no percentages" not in render(mlroles.match(plain, mlroles.load()))
    shown = mlroles.match(plain, ours(), among=[PRICER, "data-scientist", "data-engineer"])
    assert shown[0].counted >= 500
    assert "no percentages" in render(shown)
    assert "%" not in render(shown).split("\n\n")[1]


def test_a_mix_of_counted_people_gives_new_roles_nothing() -> None:
    answer = mlroles.match(["WTP", "SQL"], ours(), prior="kaggle-2021")
    assert [fit.share for fit in answer if fit.role.id == PRICER] == [0]


def test_a_receipt_holds_the_overlay_whole() -> None:
    taxonomy = ours()
    answer = mlroles.match(["WTP", "SQL", "juggling"], taxonomy)
    receipt = mlroles.write_receipt(answer, taxonomy)
    (layer,) = json.loads(receipt)["overlays"]
    assert layer["overlay"] == beginning()
    assert layer["sha256"] == taxonomy.overlays[0].sha256
    assert mlroles.replay(receipt) == answer
    private = mlroles.write_receipt(answer, taxonomy, private=True)
    assert mlroles.replay(private, ["WTP", "SQL", "juggling"]) == answer
    with pytest.raises(mlroles.InvalidInput, match="pass the taxonomy that answered"):
        mlroles.write_receipt(answer)
    with pytest.raises(mlroles.InvalidInput, match="with fingerprint"):
        mlroles.replay(receipt, taxonomy=mlroles.load())


def test_the_counts_behind_the_edition_are_still_found() -> None:
    edition, taxonomy = mlroles.load(), ours()
    assert load_counts(taxonomy) == load_counts(edition) != {}


def test_a_compiled_file_is_extended_too(tmp_path: Path) -> None:
    from mlroles.edition_format import encode

    path = tmp_path / "my.json"
    path.write_bytes(encode(dict(mlroles.load().document)))
    mine = mlroles.load(path)
    assert extend(mine, begin_overlay()).path == str(path)


def test_a_table_is_annotated_through_arrow() -> None:
    pa = pytest.importorskip("pyarrow")
    taxonomy = company()
    lists = [[f"craft number {at}" for at in (n, n + 9, n + 18)] for n in range(9)]
    table = pa.table({"tools": [*lists, ["Airflow", "Spark", "AWS EMR"]]})
    told = mlroles.annotate(table, skills="tools", taxonomy=taxonomy).read_all()["role"].to_pylist()
    assert told == [*(f"acme:crafter-{at}" for at in range(9)), "data-engineer"]


def test_what_is_no_taxonomy_or_no_overlay_is_refused() -> None:
    with pytest.raises(mlroles.InvalidInput, match="pass what load returns"):
        extend("2026.1", begin_overlay())  # type: ignore[arg-type]  # that is the test
    for wrong in (None, 7, [("overlay", 1)]):
        with pytest.raises(mlroles.InvalidInput, match="pass a path, a mapping, or TOML"):
            extend(mlroles.load(), wrong)

"""The article's own people: what each loves, and where it sends them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import mlroles

if TYPE_CHECKING:
    from mlroles.taxonomy import Taxonomy

PEOPLE = {
    "ml-enabled-software-engineer": [
        ["Kubernetes", "Go"],
        ["Kubernetes", "Go", "Java", "C++"],
        ["container orchestration", "Java", "C++"],
    ],
    "data-analyst": [
        ["Excel pivot tables", "Tableau"],
        ["Excel", "pivot tables", "dashboards"],
    ],
    "data-engineer": [
        ["Airflow", "Spark", "AWS EMR"],
        ["Airflow"],
    ],
    "machine-learning-engineer": [
        ["pandas", "Jupyter", "training models", "deploying models in the cloud"],
        ["model training", "model deployment"],
    ],
    "researcher-data-scientist": [
        ["whiteboard proofs", "derivations", "new algorithms"],
        ["new algorithms"],
    ],
}


@pytest.mark.parametrize(
    ("role", "loves"), [(role, loves) for role, lists in PEOPLE.items() for loves in lists]
)
def test_what_people_love_leads_where_the_article_says(
    role: str, loves: list[str], edition: Taxonomy
) -> None:
    answer = mlroles.match(loves, edition)
    assert not answer.unresolved
    assert answer.best is not None
    assert answer.best.role.id == role


def test_a_reason_says_when_only_the_curators_speak(edition: Taxonomy) -> None:
    answer = mlroles.match(["Airflow", "Tableau"], edition)
    bases = {reason.skill.id: reason.basis for reason in answer[0].reasons}
    assert bases == {"apache-airflow": "prior", "tableau": "counted"}
    assert "judgement" in str(mlroles.explain(answer[0]))


def test_names_that_everybody_names_name_no_winner(edition: Taxonomy) -> None:
    for names in (["Python"], ["SQL"], ["Git", "Linux"], []):
        assert mlroles.match(names, edition).outcome == "insufficient"


@pytest.mark.parametrize(
    "names", [["Java", "Spring", "JUnit"], ["SAP ABAP"], ["iOS", "Swift"], ["WordPress", "PHP"]]
)
def test_other_work_is_said_to_be_other_work(names: list[str], edition: Taxonomy) -> None:
    answer = mlroles.match(names, edition)
    assert answer.outcome == "outside"
    assert answer.best is None


def test_the_answer_on_maths(edition: Taxonomy) -> None:
    depth: dict[str, dict[str, tuple[int, int]]] = {
        role.id: {row.subject.id: (row.enter, row.grow) for row in role.knowledge}
        for role in edition.roles.values()
    }
    researcher, engineer = depth["researcher-data-scientist"], depth["machine-learning-engineer"]
    analyst, software = depth["data-analyst"], depth["ml-enabled-software-engineer"]
    for subject in ("calculus", "statistics", "linear-algebra"):
        assert researcher[subject][1] > analyst[subject][0]
        assert engineer[subject][0] >= 1
    assert analyst["algebra"][0] >= 1
    assert max(enter for enter, _ in software.values()) <= max(e for e, _ in researcher.values())
    assert software["calculus"] == (0, 0)  # not necessarily a lot

"""Every row of the kinds of project, each a test of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import mlroles
from edition_source import read_table
from mlroles.teams import review_team
from mlroles.teams.projects import PARTS, find_project

if TYPE_CHECKING:
    from mlroles.records import Record

FOLDER = Path(__file__).resolve().parents[2] / "data" / "guidance-1"
PROJECTS = read_table(FOLDER / "projects.csv")
DELIVERABLES = read_table(FOLDER / "deliverables.csv")
EDITIONS = [mlroles.load(name) for name in mlroles.list_editions()]
ROLES = {role for edition in EDITIONS for role in edition.roles}
PARTIES = {party for edition in EDITIONS for party in edition.parties}


def siblings(row: Record) -> list[Record]:
    return [each for each in DELIVERABLES if each["project"] == row["project"]]


@pytest.mark.parametrize("row", DELIVERABLES, ids=lambda row: row.place)
def test_a_deliverable_names_who_makes_it_and_what_it_serves(row: Record) -> None:
    assert row["project"] in {each["id"] for each in PROJECTS}
    assert row["part"] in PARTS
    assert row["source"] == "editorial"
    assert row["note"].endswith(".")
    assert row["artefact"] == row["artefact"].rstrip(".")
    assert [each["id"] for each in siblings(row)].count(row["id"]) == 1
    assert set(row["makers"].split()) <= ROLES
    assert len(set(row["makers"].split())) == len(row["makers"].split())
    assert set(row["serves"].split()) <= {each["id"] for each in siblings(row)} | PARTIES
    for edition in EDITIONS:
        assert set(row["makers"].split()) & set(edition.roles), edition


@pytest.mark.parametrize("row", DELIVERABLES, ids=lambda row: row.place)
def test_what_is_essential_serves_something_essential(row: Record) -> None:
    """Or a small team would be told to make what is only helpful."""
    essential = {each["id"] for each in siblings(row) if each["part"] == "essential"}
    if row["part"] == "essential":
        assert set(row["serves"].split()) & (essential | PARTIES)


@pytest.mark.parametrize("row", PROJECTS, ids=lambda row: row.place)
def test_every_edition_can_be_asked_for_a_kind_of_project(row: Record) -> None:
    assert row["definition"].endswith(".")
    assert row["source"] == "editorial"
    for edition in EDITIONS:
        project = find_project(row["name"], edition)
        assert (project.id, project.definition) == (row["id"], row["definition"])
        assert [each.id for each in project.deliverables] == [
            each["id"] for each in DELIVERABLES if each["project"] == row["id"]
        ]


@pytest.mark.parametrize("row", PROJECTS, ids=lambda row: row.place)
def test_no_kind_of_project_needs_more_than_two_people(row: Record) -> None:
    """A small team is not broken: one hat, or two, can be enough for what is essential."""
    for edition in EDITIONS:
        alone = [key for key in edition.roles if complete([key], row, edition)]
        pairs = [
            {one, other}
            for one in edition.roles
            for other in edition.roles
            if complete([one, other], row, edition)
        ]
        assert alone or pairs


def complete(hats: list[str], row: Record, edition: mlroles.Taxonomy) -> bool:
    return bool(review_team(hats, edition, project=row["id"]).complete)


@pytest.mark.parametrize("row", PROJECTS, ids=lambda row: row.place)
def test_all_roles_together_leave_nothing_open(row: Record) -> None:
    for edition in EDITIONS:
        team = review_team(list(edition.roles), edition, project=row["id"])
        assert all(each.is_closed for each in team.deliveries)
        assert team.additions == ()

"""Crosswalks both ways: every link is found from either end, and nothing is claimed beyond them."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import mlroles
from golden_files import GOLDEN, keep
from mlroles.crosswalks import look_up, name_scheme
from mlroles.display.text import render
from mlroles.errors import InvalidInput, UnknownCode, UnknownRole, UnknownScheme
from mlroles.export.data import to_data
from mlroles.model import RELATIONS, Crosswalk
from mlroles.names import fold
from mlroles.taxonomy import Catalogue
from strategies import as_it_is
from worlds import TINY, make_world

if TYPE_CHECKING:
    from pathlib import Path

    from mlroles.crosswalks import Lookup

FIRST, NOW = mlroles.load("2020.1"), mlroles.load("2026.1")
FOLDER: Path = GOLDEN / "crosswalks"
LINKS = [
    pytest.param(edition, role.id, row, id=f"{edition.edition} {role.id} {row.scheme} {at}")
    for edition in (FIRST, NOW)
    for role in edition.roles.values()
    for at, row in enumerate(role.crosswalk)
]
CASES = {
    "code": look_up("O*NET-SOC", "15-2051.00", NOW),
    "role": look_up("mlops engineer", taxonomy=NOW),
    "classification": look_up("edison", taxonomy=NOW),
    "titles-alone": look_up("ESCO 1.1.1", "2511.4", NOW),
    "nothing": look_up("ESCO 1.1.1", taxonomy=NOW),
}


@pytest.mark.parametrize(("edition", "role", "row"), LINKS)
def test_every_link_is_found_from_both_ends(
    edition: mlroles.Taxonomy, role: str, row: Crosswalk
) -> None:
    told = (role, row.scheme, row.version, row.code, row.uri, row.relation, row.sources)
    ways = [look_up(role, taxonomy=edition), look_up(row.scheme, taxonomy=edition)]
    if row.code:
        ways.append(look_up(name_scheme(row.scheme), row.code.lower(), edition))
        ways.append(look_up(f"{row.scheme} {row.version}", row.uri or row.code, edition))
    for found in ways:
        assert told in [(link.role.id, *attrs.astuple(link, recurse=False)[1:]) for link in found]


@pytest.mark.parametrize("name", ["O*NET-SOC", "onet", "O-NET soc", "onet_soc 2019", "O*NET"])
def test_classifications_are_named_as_people_write_them(name: str) -> None:
    found = look_up(name, "15-2051.01", FIRST)
    assert [(link.role.id, link.relation) for link in found] == [("data-analyst", "closeMatch")]


def test_the_nearest_come_first_and_ties_go_by_id() -> None:
    for found in (look_up("isco", "2511", NOW), look_up("dcwf", "623", NOW)):
        order = [(RELATIONS.index(link.relation), link.role.id) for link in found]
        assert order == sorted(order)
        assert len(order) > 1


def test_that_there_is_no_good_match_is_said() -> None:
    found = look_up("data engineer", taxonomy=FIRST)
    assert {(link.scheme, link.relation, link.code) for link in found} == {
        ("esco", "noMatch", ""),
        ("onet-soc", "noMatch", ""),
    }
    assert str(found).count("no good match") == 2


def test_titles_are_facts_of_their_publisher_and_no_links() -> None:
    found = look_up("ESCO 1.1.1", "2511.4", NOW)
    assert list(found) == []
    assert [title.name for title in found.titles] == ["data engineer", "data scientist"]
    assert found.to_dicts() == []


@pytest.mark.parametrize("asked", [NOW.role("data engineer"), "data-engineer", "Data Engineer"])
def test_a_role_is_named_in_any_way(asked: Any) -> None:
    assert look_up(asked, taxonomy=NOW) == look_up("data-engineer", None, NOW)


def test_what_cannot_be_told_is_not_told() -> None:
    with pytest.raises(UnknownCode) as known:
        look_up("O*NET-SOC", "29-1141.00", NOW)
    assert str(known.value) == (
        "edition 2026.1 links nothing to O*NET-SOC '29-1141.00'; whether that is an entry there "
        "cannot be told here, where no copy of O*NET-SOC is kept"
    )
    with pytest.raises(UnknownCode, match=r"'15-2051' is not how O\*NET-SOC writes its codes"):
        look_up("onet", "15-2051", NOW)
    for version in ("onet 2019", "onet"):
        with pytest.raises(UnknownCode) as near:
            look_up(version, "15-2051", NOW)
        assert near.value.suggestions == ("15-2051.00", "15-2051.01")
    again = pickle.loads(pickle.dumps(near.value))
    assert (str(again), again.suggestions) == (str(near.value), near.value.suggestions)
    assert str(UnknownCode("7")) == "no code is linked that is called '7'"


@pytest.mark.parametrize("code", ["", " ", "--"])
def test_an_empty_code_is_none_that_anybody_writes(code: str) -> None:
    with pytest.raises(UnknownCode, match="is not how ESCO writes its codes, such as 2511"):
        look_up("esco", code, NOW)


@pytest.mark.parametrize(
    ("name", "said"),
    [("escoo", "'ESCO'"), ("zzz", "'ESCO' or 'O\\*NET-SOC' or"), ("", "'ESCO' or"), (7, "'ESCO'")],
)
def test_an_unknown_classification_is_an_error_with_the_nearest(name: Any, said: str) -> None:
    with pytest.raises(UnknownScheme, match=f"did you mean {said}"):
        look_up(name, "1", NOW)


def test_an_unknown_role_is_an_error() -> None:
    with pytest.raises(UnknownRole, match="no role is called 'nobody'"):
        look_up("nobody")
    with pytest.raises(UnknownRole):
        look_up(FIRST.role("researcher-data-scientist"), taxonomy=make_world(**TINY))


@pytest.mark.parametrize(
    ("code", "said"), [(NOW, "taxonomy=…"), (2511, "a code is text"), (b"1", "a code is text")]
)
def test_a_code_is_text(code: Any, said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        look_up("isco", code)


def test_a_classification_of_somebody_else_goes_by_its_id() -> None:
    world = make_world(**TINY)
    link = Crosswalk("guild", "7", "B1", "", "closeMatch", ("editorial",))
    baker = attrs.evolve(world.role("baker"), crosswalk=(link,))
    roles = Catalogue({**world.roles, "baker": baker}, as_it_is)
    changed = attrs.evolve(world, roles=roles, fingerprint="b" * 64)
    assert repr(look_up("Guild 7", "b1", changed)) == (
        "<Lookup guild 7 B1: links 1, edition 1999.1>"
    )
    with pytest.raises(UnknownCode, match="links nothing to guild 'B2'"):
        look_up("guild", "B2", changed)


def test_what_is_linked_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    folded: list[str] = []

    def count(name: str) -> str:
        folded.append(name)
        return fold(name)

    monkeypatch.setattr("mlroles.crosswalks.fold", count)
    assert look_up("O*NET-SOC", "15-2051.00", NOW) == CASES["code"]
    assert folded == ["O*NET-SOC", "15-2051.00"]


def test_reprs_are_one_line() -> None:
    assert repr(CASES["code"]) == (
        "<Lookup O*NET-SOC 15-2051.00: links 4, titles 22, edition 2026.1>"
    )
    assert repr(CASES["role"]) == "<Lookup mlops-engineer: links 10, edition 2026.1>"


@pytest.mark.parametrize("name", CASES)
def test_texts(name: str) -> None:
    text = str(CASES[name])
    assert text == keep(FOLDER, name, text)
    narrow = render(CASES[name], 40)
    assert all(len(line) <= 40 for line in narrow.split("\n"))


@pytest.mark.parametrize("name", CASES)
def test_html_says_what_the_text_says(name: str) -> None:
    lookup = CASES[name]
    html = lookup._repr_html_()
    assert len(html.encode()) <= 10_000
    assert "judgement of ours" in html
    for link in lookup:
        assert link.role.name in html
        assert (link.relation if link.code else "no good match") in html
    assert all(title.name in html for title in lookup.titles)


def test_every_golden_file_belongs_to_a_case() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(CASES)


def test_rows_and_plain_data_hold_the_links() -> None:
    found: Lookup = CASES["code"]
    data = to_data(found)
    assert data["links"] == found.to_dicts()
    assert data["titles"] == [title.name for title in found.titles]
    assert (data["scheme"], data["version"], data["code"]) == ("onet-soc", "", "15-2051.00")
    assert data["role"] is None
    assert to_data(CASES["role"])["role"] == "mlops-engineer"

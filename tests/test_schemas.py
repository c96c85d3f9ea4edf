"""JSON Schemas: what is written is valid, and what is changed is not."""

from __future__ import annotations

import copy
import json
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import mlroles
from mlroles import receipts
from mlroles.export.schemas import SCHEMAS
from mlroles.schema import SECTIONS
from strategies import profiles, taxonomies
from whole_world import WHOLE
from worlds import compile_world, records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mlroles.taxonomy import Taxonomy

Path = tuple[str | int, ...]


@cache
def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads(mlroles.export_schema(name)))


def faults(name: str, document: Any) -> list[str]:
    return [f"{each.json_path}: {each.message}" for each in validator(name).iter_errors(document)]


WORLD: dict[str, Any] = json.loads(compile_world(records(**WHOLE)))
ANSWER = mlroles.match({"sql": 2, "C/C++": 1, "no such": None, "r": 0}, mlroles.load("2020.1"))
OPEN: dict[str, Any] = json.loads(mlroles.write_receipt(ANSWER))
PRIVATE: dict[str, Any] = json.loads(mlroles.write_receipt(ANSWER, private=True))
WRITTEN = {"edition": WORLD, "receipt": OPEN, "private": PRIVATE}


def kind(name: str) -> str:
    return "edition" if name == "edition" else "receipt"


def walk(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    yield path, value
    if isinstance(value, (dict, list)):
        parts = value.items() if isinstance(value, dict) else enumerate(value)
        for key, part in parts:
            yield from walk(part, (*path, key))


def changed(document: Any, path: Path, value: Any) -> Any:
    whole = copy.deepcopy(document)
    here = whole
    for key in path[:-1]:
        here = here[key]
    if value is None:
        del here[path[-1]]
    else:
        here[path[-1]] = value
    return whole


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one_of_draft_2020_12(name: str) -> None:
    schema = json.loads(mlroles.export_schema(name))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"https://mlroles.readthedocs.io/id/schema/{name}-1"
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("edition", mlroles.list_editions())
def test_shipped_editions_are_valid(edition: str) -> None:
    text = mlroles.export_taxonomy("json", mlroles.load(edition))
    assert faults("edition", json.loads(text)) == []


@pytest.mark.parametrize("name", WRITTEN)
def test_what_is_written_is_valid(name: str) -> None:
    assert faults(kind(name), WRITTEN[name]) == []


@given(st.data())
@settings(max_examples=20)
def test_every_receipt_is_valid(data: st.DataObject) -> None:
    taxonomy: Taxonomy = data.draw(taxonomies())
    among = data.draw(st.sampled_from([None, list(taxonomy.roles)[:2]]))
    odds = dict.fromkeys(among or taxonomy.roles, data.draw(st.sampled_from([1, 0.3])))
    prior = data.draw(st.sampled_from([None, odds]))
    answer = mlroles.match(data.draw(profiles(taxonomy)), taxonomy, among=among, prior=prior)
    for private in (False, True):
        receipt = mlroles.write_receipt(answer, taxonomy, private=private)
        assert faults("receipt", json.loads(receipt)) == []


# in these anything may stand, or names that people gave
FREE = {"overlays", "weighing", "fitting"}


@pytest.mark.parametrize("name", WRITTEN)
@given(data=st.data())
@settings(max_examples=25)
def test_a_value_of_another_type_is_found(name: str, data: st.DataObject) -> None:
    document = WRITTEN[name]
    paths = [path for path, _ in walk(document) if path and not FREE & {*path}]
    path = data.draw(st.sampled_from(paths))
    for wrong in (0.5, True, {"x": [0.5]}, [[0.5]]):
        assert faults(kind(name), changed(document, path, wrong)), (path, wrong)


@pytest.mark.parametrize("name", WRITTEN)
@given(data=st.data())
def test_a_key_more_or_less_is_found(name: str, data: st.DataObject) -> None:
    """Keys of records; those of a map, such as ids, are anybody's."""
    document = WRITTEN[name]
    records_of = [path for path, value in walk(document) if is_record(path, value)]
    path = data.draw(st.sampled_from(records_of))
    here: Any = document
    for key in path:
        here = here[key]
    assert faults(kind(name), changed(document, (*path, "surplus"), 1)), path
    optional = {column for section in SECTIONS.values() for column, each in section.items()
                if not each.required} | {"anchors", "reliability"}  # fmt: skip
    optional |= set(SECTIONS["statements"]["aspect"].choices)
    for key in sorted({*here} - optional):
        assert faults(kind(name), changed(document, (*path, key), None)), (path, key)


MAPS = {("roles",), ("skills",), ("sources",), ("anchors",), ("options", "prior")}


def is_record(path: Path, value: Any) -> bool:
    of_people = {"parties", "priors", "mixes"} & {*path}
    return isinstance(value, dict) and path not in MAPS and not (FREE | of_people) & {*path}


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        (("format",), 2),
        (("edition", "id"), ""),
        (("edition", "roles"), ["baker", "baker"]),
        (("roles", "baker", "tier"), "cores"),
        (("roles", "baker", "sources"), "two  spaces"),
        (("roles", "baker", "needs", 0, "level"), 5),
        (("roles", "baker", "needs", 0, "importance"), "vital"),
        (("skills", "oven", "basis"), "xyz"),
        (("skills", "oven", "kind"), "thing"),
        (("skills", "oven", "keys"), []),
        (("skills", "oven", "aliases"), [["Ofen", "sometimes"]]),
        (("skills", "oven", "aliases"), [["Ofen"]]),
        (("titles",), [["Baker", ["baker"]]]),
        (("titles",), [["Baker", ["baker"], "editorial", []]]),
        (("anchors", "bread"), ["one"]),
    ],
)
def test_what_no_edition_holds_is_found(path: Path, wrong: Any) -> None:
    assert faults("edition", changed(WORLD, path, wrong))


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        (("outcome",), "unsure"),
        (("fingerprint",), "abc"),
        (("breadth",), 1001),
        (("fits",), []),
        (("options", "among"), []),
        (("options", "prior"), {"baker": 1}),
        (("input", "resolved", 0, "level"), 0),
        (("input", "unresolved", 0, "reason"), "odd"),
        (("input",), {"salt": "00", "sha256": "0" * 64}),
    ],
)
def test_what_no_receipt_holds_is_found(path: Path, wrong: Any) -> None:
    assert faults("receipt", changed(OPEN, path, wrong))


def test_the_format_of_receipts_is_that_of_the_room() -> None:
    schema = json.loads(mlroles.export_schema("receipt"))
    assert schema["properties"]["format"] == {"const": receipts.FORMAT}


@pytest.mark.parametrize("name", ["", "overlays", "Edition"])
def test_an_unknown_schema_is_an_error(name: str) -> None:
    with pytest.raises(mlroles.InvalidInput, match="there are edition, receipt, overlay"):
        mlroles.export_schema(name)

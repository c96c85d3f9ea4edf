"""A receipt gives the same answer again, and an edited one is found out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mlroles
from mlroles.receipts import _digest
from strategies import profiles, worlds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from mlroles.matching import Match
    from mlroles.taxonomy import Taxonomy


@st.composite
def answers(draw: st.DrawFn) -> tuple[Taxonomy, dict[str, int | None], Match]:
    taxonomy = draw(worlds())
    levels = st.one_of(st.none(), st.integers(0, 4))
    skills = {name: draw(levels) for name in draw(profiles(taxonomy))}
    roles = list(taxonomy.roles)
    among = draw(st.one_of(st.none(), st.sets(st.sampled_from(roles), min_size=1)))
    odds = st.fixed_dictionaries({role: st.integers(1, 9) for role in roles})
    prior = draw(st.one_of(st.none(), odds))
    return taxonomy, skills, mlroles.match(skills, taxonomy, among=among, prior=prior)


@given(answers())
def test_replay_is_the_identity(given_: tuple[Taxonomy, dict[str, int | None], Match]) -> None:
    taxonomy, skills, answer = given_
    receipt = mlroles.write_receipt(answer, taxonomy)
    again = mlroles.replay(receipt, taxonomy=taxonomy)
    assert again == answer
    assert mlroles.write_receipt(again, taxonomy) == receipt
    private = mlroles.write_receipt(answer, taxonomy, private=True)
    assert mlroles.replay(private, skills, taxonomy=taxonomy) == answer


EXAMPLE = {"Airflow": 2, "scikit-learn": None, "juggling": 1, "SQL": 0, "GPT": 3}


@pytest.fixture(scope="module")
def receipt() -> str:
    return mlroles.write_receipt(
        mlroles.match(EXAMPLE, mlroles.load("2020.1"), prior="kaggle-2020")
    )


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path to every plain value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for key, below in inner:
        if isinstance(below, (dict, list)):
            yield from leaves(below, (*path, key))
        else:
            yield *path, key


def changed(data: Any, path: tuple[Any, ...]) -> Any:
    """A copy with one plain value changed."""
    copy = json.loads(json.dumps(data))
    at = copy
    for key in path[:-1]:
        at = at[key]
    value = at[path[-1]]
    at[path[-1]] = value + 1 if isinstance(value, int) else f"{value}x"
    return copy


def sealed(data: dict[str, Any]) -> str:
    """As a forger would: with a new hash over the edited contents."""
    body = {key: value for key, value in data.items() if key != "sha256"}
    return json.dumps({**body, "sha256": _digest(body)})


def test_every_changed_field_is_found_out(receipt: str) -> None:
    data = json.loads(receipt)
    for path in leaves(data):
        with pytest.raises(mlroles.MlrolesError):
            mlroles.replay(json.dumps(changed(data, path)))


NOT_COMPARED = {("made_by",), ("sha256",)}
# a receipt with another name or level, and nothing else changed, is another person's receipt
ANOTHER_QUESTION = {"level", "name"}


def test_a_forged_hash_does_not_help(receipt: str) -> None:
    data = json.loads(receipt)
    for path in leaves(data):
        if path in NOT_COMPARED or path[-1] in ANOTHER_QUESTION:
            continue
        with pytest.raises(mlroles.MlrolesError):
            mlroles.replay(sealed(changed(data, path)))


def test_what_differs_is_named(receipt: str) -> None:
    data = json.loads(receipt)
    data["fits"][0]["evidence"] += 1
    data["outcome"] = "outside"
    with pytest.raises(mlroles.InvalidInput) as caught:
        mlroles.replay(sealed(data))
    assert "fits[0].evidence is" in str(caught.value)
    assert "outcome is" in str(caught.value)


def test_many_differences_are_counted(receipt: str) -> None:
    data = json.loads(receipt)
    for fit in data["fits"]:
        fit["counted"] += 1
    with pytest.raises(mlroles.InvalidInput, match="; and 2 more"):
        mlroles.replay(sealed(data))
    data["fits"].pop()
    with pytest.raises(mlroles.InvalidInput, match="fits is"):
        mlroles.replay(sealed(data))


def test_a_name_cannot_be_swapped_for_another(receipt: str) -> None:
    data = json.loads(receipt)
    data["input"]["resolved"][0]["names"] = ["Tableau"]
    with pytest.raises(mlroles.InvalidInput, match="which it does not mean"):
        mlroles.replay(sealed(data))
    data = json.loads(receipt)
    data["input"]["unresolved"][0]["name"] = "Python"
    with pytest.raises(mlroles.InvalidInput, match="and a skill is"):
        mlroles.replay(sealed(data))


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "7", "null", '{"format": 1}', b"\xff", "[" * 100_000]
)
def test_what_is_no_receipt(text: str | bytes) -> None:
    with pytest.raises(mlroles.InvalidInput, match="no receipt"):
        mlroles.replay(text)


def edit(receipt: str, change: Callable[[dict[str, Any]], object]) -> str:
    data = json.loads(receipt)
    change(data)
    return sealed(data)


def test_a_receipt_from_elsewhere(receipt: str) -> None:
    with pytest.raises(mlroles.InvalidInput, match="reads format 1"):
        mlroles.replay(edit(receipt, lambda data: data.update(format=2)))
    with pytest.raises(mlroles.UnknownEdition, match="1066"):
        mlroles.replay(edit(receipt, lambda data: data.update(edition="1066.1")))
    with pytest.raises(mlroles.InvalidInput, match="pass the taxonomy that answered"):
        mlroles.replay(edit(receipt, lambda data: data.update(fingerprint="0" * 64)))


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.pop("edition"),
        lambda data: data.pop("input"),
        lambda data: data.update(input=[]),
        lambda data: data["options"].pop("prior"),
        lambda data: data["input"]["resolved"][0].update(level=9),
        lambda data: data["input"]["resolved"].append(None),
    ],
    ids=["no edition", "no input", "a list", "no prior", "off the scale", "nothing"],
)
def test_a_sealed_thing_of_another_shape_is_no_receipt(
    receipt: str, change: Callable[[dict[str, Any]], object]
) -> None:
    with pytest.raises(mlroles.InvalidInput, match="no receipt, though"):
        mlroles.replay(edit(receipt, change))


def test_a_private_receipt_holds_nothing_personal() -> None:
    answer = mlroles.match(EXAMPLE, mlroles.load("2020.1"))
    private = mlroles.write_receipt(answer, private=True)
    for word in ("irflow", "scikit", "juggling", "sql", "SQL", "reasons", "coverage"):
        assert word not in private
    assert mlroles.write_receipt(answer, private=True) != private  # another salt
    respelt = {"apache airflow": 2, "sklearn": None, "juggling": 1, "sql": 0, "GPT": 1}
    assert mlroles.replay(private, respelt).fits == answer.fits
    with pytest.raises(mlroles.InvalidInput, match="not the skills"):
        mlroles.replay(private, ["Airflow"])
    with pytest.raises(mlroles.InvalidInput, match="give the skills again"):
        mlroles.replay(private)


def test_a_plain_receipt_wants_no_skills(receipt: str) -> None:
    with pytest.raises(mlroles.InvalidInput, match="replay it without skills"):
        mlroles.replay(receipt, ["Airflow"])


def test_what_a_receipt_names_is_never_opened(receipt: str, tmp_path: Path) -> None:
    """A stranger's receipt could have any file read, and what stands in it told."""
    for name in ("mine.json", "mine.toml"):
        (tmp_path / name).write_text("secret = 1")
    with pytest.raises(mlroles.UnknownEdition):
        mlroles.replay(edit(receipt, lambda data: data.update(edition=f"{tmp_path}/mine.json")))
    layers = [{"overlay": f"{tmp_path}/mine.toml"}]
    with pytest.raises(mlroles.InvalidInput, match="no receipt") as refused:
        mlroles.replay(edit(receipt, lambda data: data.update(overlays=layers)))
    assert "secret" not in str(refused.value)


def test_what_differs_is_told_in_short(receipt: str) -> None:
    with pytest.raises(mlroles.InvalidInput, match="outcome is") as refused:
        mlroles.replay(edit(receipt, lambda data: data.update(outcome="x" * 100_000)))
    assert len(str(refused.value)) < 300

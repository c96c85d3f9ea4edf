"""One digest tells whether a machine answers like every other."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from hashlib import sha256
from multiprocessing import get_all_start_methods, get_context
from random import Random
from typing import TYPE_CHECKING

import attrs
import pytest

import mlroles
from mlroles.export.data import to_data, to_json
from mlroles.names import fold
from mlroles.selftest import Selftest, _ask, run_selftest
from mlroles.selftest.digests import DIGESTS
from mlroles.selftest.golden import PROFILES, draw_lists
from mlroles.selftest.questions import QUESTIONS

if TYPE_CHECKING:
    from mlroles.taxonomy import Taxonomy


def test_the_golden_lists_are_of_all_kinds(edition: Taxonomy) -> None:
    lists = list(draw_lists(edition))
    assert len(lists) == PROFILES
    assert {0, 1, 40} <= {len(names) for names in lists}
    levels = {level for names in lists for level in names.values()}
    assert levels == {None, 0, 1, 2, 3, 4}
    outcomes = {mlroles.match(names, edition).outcome for names in lists}
    assert outcomes == {"ranked", "insufficient", "outside"}


def test_every_released_edition_has_its_digest() -> None:
    for name in mlroles.list_editions():
        taxonomy = mlroles.load(name)
        found = run_selftest(taxonomy)
        assert (taxonomy.origin == "released") == (name in DIGESTS)
        assert found.edition == name
        assert found.passed
        assert found.expected == DIGESTS.get(name)


def test_another_digest_is_a_fault() -> None:
    found = Selftest("2020.1", {"match": "a", "plan": "b"}, {"match": "a", "plan": "b"})
    other = attrs.evolve(found, digests={"match": "a", "plan": "c"})
    assert (found.passed, other.passed) == (True, False)
    assert other.differing == ("plan",)
    assert other.digest != found.digest
    assert attrs.evolve(other, expected=None).passed


# Each with why it is not asked.
UNASKED = {
    "annotate": "needs Arrow; tests/test_columns.py holds it to the answers one by one",
    "prepare_spark": "likewise",
    "export_tables": "writes files; tests/test_exports.py holds them to the rows",
    "load": "opens what is asked",
    "list_editions": "names what is asked",
    "start_quiz": "begins what answer goes on with",
    "write_receipt": "writes what replay reads",
}


def test_every_public_question_is_asked() -> None:
    public = {name for name in mlroles.__all__ if name.islower() and name[0] != "_"}
    assert public == QUESTIONS.keys() | UNASKED.keys()
    assert not QUESTIONS.keys() & UNASKED.keys()


def test_the_answers_of_a_match_are_those_of_its_release() -> None:
    assert DIGESTS["2020.1"]["match"].startswith("03b6fa1f")
    assert DIGESTS["2026.1"]["match"].startswith("592a5935")


def test_a_taxonomy_from_elsewhere_is_held_to_nothing(tiny: Taxonomy) -> None:
    assert run_selftest(tiny).expected is None


def meant(answer: mlroles.Match) -> dict[str, object]:
    """An answer without the names as they were given."""
    data = to_data(answer)
    held = [(row["skill"], row["level"]) for row in data["resolved"]]
    return {**data, "resolved": held, "unresolved": len(data["unresolved"])}


def test_shuffled_and_respelt_lists_have_the_same_answers(edition: Taxonomy) -> None:
    for names in draw_lists(edition):
        given = list(names.items())
        Random(len(given)).shuffle(given)  # noqa: S311  # a shuffle that repeats, not a secret
        respelt = {f" {name.upper()} -": level for name, level in given}
        by_id = {edition.skill(name).id if is_clear(name, edition) else name: level
                 for name, level in given}  # fmt: skip
        expected = meant(mlroles.match(names, edition))
        if len(respelt) == len(names):
            assert meant(mlroles.match(respelt, edition)) == expected
        if len(by_id) == len(names):
            assert meant(mlroles.match(by_id, edition)) == expected


def is_clear(name: str, taxonomy: Taxonomy) -> bool:
    return len(taxonomy.names.get(fold(name), ())) == 1


def find_digest(name: str) -> str:
    """What another thread or process finds, which loads the edition itself."""
    taxonomy = mlroles.load(name)
    said = [data for question in ASKED for data, _ in _ask(question, taxonomy)]
    return sha256(to_json(said).encode("utf-8", "surrogatepass")).hexdigest()


ASKED = ("match", "find_skills", "find_role", "plan")


def test_threads_answer_as_one(edition: Taxonomy) -> None:
    with ThreadPoolExecutor(8) as pool:
        digests = set(pool.map(find_digest, [edition.edition] * 4))
    assert digests == {find_digest(edition.edition)}


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # from 3.12 on; it is the point
def test_processes_answer_as_one(edition: Taxonomy) -> None:
    digest = find_digest(edition.edition)
    for method in set(get_all_start_methods()) - {"forkserver"}:
        with ProcessPoolExecutor(1, mp_context=get_context(method)) as pool:
            assert pool.submit(find_digest, edition.edition).result() == digest

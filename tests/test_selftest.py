"""One digest tells whether a machine answers like every other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import mlroles
from mlroles.selftest import DIGESTS, PROFILES, golden_lists, run_selftest

if TYPE_CHECKING:
    import pytest

    from mlroles.taxonomy import Taxonomy


def test_the_golden_lists_are_of_all_kinds(edition: Taxonomy) -> None:
    lists = list(golden_lists(edition))
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
        assert found.passed
        assert found.expected == DIGESTS.get(name)


def test_another_digest_is_a_fault(edition: Taxonomy, monkeypatch: pytest.MonkeyPatch) -> None:
    found = run_selftest()
    assert found.edition == edition.edition
    monkeypatch.setitem(DIGESTS, edition.edition, "0" * 64)
    again = run_selftest(edition)
    assert again.digest == found.digest
    assert again.passed == (edition.origin != "released")


def test_a_taxonomy_from_elsewhere_is_held_to_nothing(tiny: Taxonomy) -> None:
    assert run_selftest(tiny).expected is None

"""What all tests share: how hard hypothesis tries, and the tiny world."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, Verbosity, settings

import mlroles
from worlds import tiny_world

if TYPE_CHECKING:
    from mlroles.taxonomy import Taxonomy

collect_ignore = ["browser"]  # needs a browser, and is asked for by name: nox -s browser

settings.register_profile("default", deadline=None, max_examples=60, derandomize=True)
settings.register_profile(
    "deep", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(  # for tools/mutate.py: whether it fails, not how small
    "mutation",
    deadline=None,
    max_examples=12,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    report_multiple_bugs=False,
    verbosity=Verbosity.quiet,
    suppress_health_check=list(HealthCheck),
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.fixture(scope="session")
def tiny() -> Taxonomy:
    """A taxonomy small enough to hold in the head."""
    return tiny_world()


@pytest.fixture(scope="session")
def edition() -> Taxonomy:
    """The first edition."""
    return mlroles.load("2020.1")

"""Which taxonomy a command asks: an edition, and what is laid over it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mlroles.editions import load
from mlroles.overlays import extend

if TYPE_CHECKING:
    import argparse

    from mlroles.taxonomy import Taxonomy

__all__ = ["open_taxonomy"]


def open_taxonomy(asked: argparse.Namespace) -> Taxonomy:
    """The edition of ``--edition``, under the overlays of ``--over``, laid in order."""
    taxonomy = load(asked.edition)
    for file in asked.over or ():
        taxonomy = extend(taxonomy, Path(file))
    return taxonomy

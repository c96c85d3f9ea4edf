"""The commands that hand a whole edition to other programs, and that ask its crosswalks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlroles.cli.taxonomies import open_taxonomy
from mlroles.crosswalks import look_up
from mlroles.errors import InvalidInput
from mlroles.export.edition_tables import TABLES, export_tables, write_table
from mlroles.export.forms import export_schema, export_taxonomy

if TYPE_CHECKING:
    import argparse

    from mlroles.cli.options import Commands
    from mlroles.crosswalks import Lookup

__all__ = ["COMMANDS"]

_SCHEMA = "-schema"


def _export(asked: argparse.Namespace) -> str:
    """What is printed; `print` adds the line end that is taken off here."""
    if asked.format.endswith(_SCHEMA):
        return export_schema(asked.format.removesuffix(_SCHEMA)).removesuffix("\n")
    if asked.format == "csv":
        return _export_tables(asked)
    text = export_taxonomy(asked.format, open_taxonomy(asked), base=asked.base)
    return text.removesuffix("\n")


def _export_tables(asked: argparse.Namespace) -> str:
    taxonomy = open_taxonomy(asked)
    if bool(asked.to) == bool(asked.table):
        message = f"csv is many tables: --to FOLDER writes all, --table prints one: {_named()}"
        raise InvalidInput(message, asked.to)
    if asked.table:
        return write_table(asked.table, taxonomy).removesuffix("\n")
    return "\n".join(export_tables(asked.to, taxonomy))


def _named() -> str:
    return ", ".join(TABLES)


def _look_up(asked: argparse.Namespace) -> Lookup:
    code = " ".join(asked.code) or None
    return look_up(asked.classification, code, open_taxonomy(asked))


COMMANDS: Commands = {
    "export": (
        _export,
        "a whole edition for other programs: JSON, SKOS, tables, or the schema of a file",
        "--format --to --table --base --edition --over",
    ),
    "look-up": (
        _look_up,
        "which roles an entry of another classification is near to, or which entries a role is",
        "classification code? --edition --over --json",
    ),
}

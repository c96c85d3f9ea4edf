"""A whole taxonomy, or the schema of a file, as text that other programs read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlroles.editions import read_compiled, require_taxonomy
from mlroles.errors import InvalidInput, shorten
from mlroles.export.concepts import find_concepts
from mlroles.export.data import to_json
from mlroles.export.rdf import write_json_ld, write_turtle
from mlroles.export.schemas import make_schema
from mlroles.export.uris import Uris, agree_on_base

if TYPE_CHECKING:
    from mlroles.taxonomy import Taxonomy

__all__ = ["FORMS", "export_schema", "export_taxonomy"]

FORMS = ("json", "json-ld", "turtle")


def export_taxonomy(form: str, taxonomy: Taxonomy | None = None, *, base: str | None = None) -> str:
    """A taxonomy as text for other programs, the same bytes on every machine.

    Parameters
    ----------
    form
        ``json``, the compiled file itself, which `mlroles.load` reads back; ``turtle`` or
        ``json-ld``, its roles and skills as concepts in the words of SKOS.
    taxonomy
        Which edition; the newest released one if left out.
    base
        For concepts: the address below which they are named. Ours if left out, which name only
        what is shipped; what was changed needs one of your own.

    Returns
    -------
    str
        With a line end behind the last line; encode it as UTF-8.

    Raises
    ------
    InvalidInput
        If there is no such form, a base is missing or is no address, or there is no file for
        ``json`` because the taxonomy was made in memory.

    Examples
    --------
    >>> import mlroles
    >>> text = mlroles.export_taxonomy("turtle", mlroles.load("2020.1"))
    >>> print(text[text.index("role:data-engineer a") :])
    role:data-engineer a skos:Concept ;
      skos:prefLabel "Data engineer"@en ;
    ...
    """
    taxonomy = require_taxonomy(taxonomy)
    if form == "json":
        return read_compiled(taxonomy).decode()
    if form not in FORMS:
        message = f"there is no form {shorten(form)}; there are {', '.join(FORMS)}"
        raise InvalidInput(message, form)
    base = agree_on_base(taxonomy, base)
    concepts = find_concepts(taxonomy, base)
    if form == "json-ld":
        return write_json_ld(concepts)
    uris = Uris(base, taxonomy.edition)
    return write_turtle(
        concepts, {"role": uris.role(""), "skill": uris.skill(""), "source": uris.source("")}
    )


def export_schema(name: str) -> str:
    """The JSON Schema of a compiled edition, a receipt or an overlay, for editors and validators.

    Parameters
    ----------
    name
        ``edition``, ``receipt`` or ``overlay``.

    Returns
    -------
    str
        JSON Schema, Draft 2020-12.

    Raises
    ------
    InvalidInput
        If there is no schema of that name.

    Examples
    --------
    >>> import json, mlroles
    >>> json.loads(mlroles.export_schema("edition"))["title"]
    'An edition of mlroles, compiled'
    """
    return to_json(make_schema(name)) + "\n"

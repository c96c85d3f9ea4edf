"""JSON Schema, Draft 2020-12, of what this library reads: editions, receipts and overlays.

What a cell may hold is said once, in `mlroles.schema`; how the rows lie in the file is said here. A
schema cannot say that an id which is named is there, nor that the weights are as many as the roles:
`mlroles.integrity` and the sha256 of a file see to that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mlroles.assembly import ASPECTS
from mlroles.edition_format import FORMAT
from mlroles.errors import InvalidInput
from mlroles.export.uris import BASE
from mlroles.matching.ranking import BASIS
from mlroles.model import READINGS
from mlroles.overlays.json_schema import describe_overlay
from mlroles.schema import LEVELS, SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mlroles.schema import Column

__all__ = ["SCHEMAS", "make_schema"]

Schema = dict[str, Any]
_TEXT: Schema = {"type": "string", "minLength": 1}
_IDS: Schema = {"type": "string", "pattern": r"^\S+( \S+)*$"}
_NUMBER: Schema = {"type": "integer"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_PERMILLE: Schema = {"type": "integer", "minimum": 0, "maximum": 1000}
_SHA256: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_NULL: Schema = {"type": "null"}
_OUTCOMES = ["ranked", "insufficient", "outside"]
_REASONS = ["unknown", "ambiguous", "blank"]
_RECEIPT = 1  # the format of receipts


def make_schema(name: str) -> Schema:
    """What `export_schema` writes, as plain data.

    Examples
    --------
    >>> make_schema("receipt")["properties"]["format"]
    {'const': 1}
    """
    make = SCHEMAS.get(name)
    if make is None:
        message = f"there is no schema of {name!r}; there are {', '.join(SCHEMAS)}"
        raise InvalidInput(message, name)
    draft = "https://json-schema.org/draft/2020-12/schema"
    return {"$schema": draft, "$id": f"{BASE}schema/{name}-{FORMAT}", **make()}


# Pieces ------------------------------------------------------------------------------------------


def _object(required: Mapping[str, Schema], optional: Mapping[str, Schema] | None = None) -> Schema:
    """An object of these keys and no others."""
    properties = {**required, **(optional or {})}
    return {
        "type": "object",
        "properties": properties,
        "required": sorted(required),
        "additionalProperties": False,
    }


def _map(values: Schema) -> Schema:
    """An object of any keys, ids for the most part."""
    return {"type": "object", "propertyNames": {"minLength": 1}, "additionalProperties": values}


def _list(items: Schema, **bounds: int) -> Schema:
    return {"type": "array", "items": items, **bounds}


def _tuple(*items: Schema, more: Schema | bool = False, fewest: int = 0) -> Schema:
    """A list of this in the first place, that in the second, and so on."""
    return {
        "type": "array",
        "prefixItems": list(items),
        "items": more,
        "minItems": fewest or len(items),
    }


def _maybe(schema: Schema) -> Schema:
    return {"anyOf": [schema, _NULL]}


def _choice(values: Iterable[object]) -> Schema:
    return {"enum": list(values)}


def _cell(column: Column) -> Schema:
    if column.choices:
        return _choice(column.choices)
    return _IDS if column.many else _TEXT


def _row(section: str, *left_out: str, **more: Schema) -> Schema:
    """A row of a section as it is compiled: without empty cells."""
    columns = {key: each for key, each in SECTIONS[section].items() if key not in left_out}
    required = {key: _cell(each) for key, each in columns.items() if each.required}
    optional = {key: _cell(each) for key, each in columns.items() if not each.required}
    return _object({**required, **more}, optional)


# Editions ----------------------------------------------------------------------------------------


def _edition() -> Schema:
    required = {
        "format": {"const": FORMAT},
        "edition": _settings(),
        "sources": _map(_row("sources", "id")),
        "skills": _map(_skill()),
        "roles": _map(_role()),
        "titles": _list(_title()),
        "handoffs": _list(_row("handoffs")),
        "moves": _list(_row("moves")),
    }
    anchors = {"anchors": _map(_list(_TEXT, minItems=len(LEVELS), maxItems=len(LEVELS)))}
    return {"title": "An edition of mlroles, compiled", **_object(required, anchors)}


def _settings() -> Schema:
    """What holds for the whole edition."""
    figures = _map({"type": "number"})
    required = {
        "id": _TEXT,
        "title": _TEXT,
        "roles": {**_list(_TEXT), "uniqueItems": True},
        "parties": _map(_TEXT),
        "priors": _map(_map(_COUNT)),
        "mixes": _map(_TEXT),
        "scoring": _object({"discount": _COUNT, "lead": _COUNT}, {"reliability": _PERMILLE}),
        "weighing": _map({"anyOf": [_NUMBER, _map(_NUMBER)]}),
    }
    optional = {
        "agreement": _object({"enter": _NUMBER, "grow": _NUMBER}),
        "fitting": _map({"anyOf": [{"type": "number"}, _list(_NUMBER), figures]}),
        "language": _TEXT,
        "guidance": _TEXT,
    }
    return _object(required, optional)


def _skill() -> Schema:
    alias = _tuple(_TEXT, _choice(READINGS), more=_TEXT)
    letters = "".join(BASIS)
    return _row(
        "skills",
        "id",
        "prerequisites",
        prerequisites=_list(_TEXT),
        aliases=_list(alias),
        keys=_list(_TEXT, minItems=1),
        weights=_list(_NUMBER, minItems=1),
        basis={"type": "string", "pattern": f"^[{letters}]+$"},
    )


def _role() -> Schema:
    count = _tuple(_PERMILLE, _COUNT, _TEXT, _NUMBER)
    need = _row("needs", "role", "level", level=_choice(map(int, LEVELS[1:])))
    need["properties"]["named_by"] = _list(count)
    role = _row(
        "roles",
        "id",
        "kin_reason",
        needs=_list({**need, "required": [*need["required"], "named_by"]}),
        **{key: _list(_row(key, "role")) for key in ("knowledge", "resources", "crosswalk")},
    )
    statement = _row("statements", "role", "aspect")
    role["properties"] |= {aspect: _list(statement) for aspect in (*ASPECTS, "boundaries")}
    return role


def _title() -> Schema:
    """Title, roles, source and, where other classifications file it, their entries."""
    links = _list(_row("title_links", "title"), minItems=1)
    return _tuple(_TEXT, _list(_TEXT), _TEXT, links, fewest=3)


# Receipts ----------------------------------------------------------------------------------------


def _receipt() -> Schema:
    """A receipt, open or private: each names its own reasons, or hides them."""
    plain = {
        "format": {"const": _RECEIPT},
        "made_by": _TEXT,
        "edition": _TEXT,
        "fingerprint": _SHA256,
        "overlays": {"type": "array"},
        "options": _object({"among": _list(_TEXT, minItems=1), "prior": _maybe(_map(_odds()))}),
        "outcome": _choice(_OUTCOMES),
        "breadth": _maybe(_PERMILLE),
        "sha256": _SHA256,
    }
    salt = {"type": "string", "pattern": "^[0-9a-f]+$"}
    hidden = _object({"salt": salt, "sha256": _SHA256})
    ways = [_answer(_given(), told=True), _answer(hidden, told=False)]
    keys = [*plain, "input", "fits", "outside"]
    return {
        "title": "A receipt of mlroles",
        "type": "object",
        "properties": {**plain, "input": True, "fits": True, "outside": True},
        "required": sorted(keys),
        "additionalProperties": False,
        "oneOf": ways,
    }


def _answer(given: Schema, *, told: bool) -> Schema:
    """What was given, and what came of it, with reasons if they are told."""
    reason = _object({"skill": _TEXT, "weight": _NUMBER, "basis": _choice(BASIS.values())})
    reasons = {"reasons": _list(reason)} if told else {}
    coverage = {"coverage": _PERMILLE} if told else {}
    numbers = {"evidence": _NUMBER, "counted": _PERMILLE}
    fit = _object({"role": _TEXT, "share": _PERMILLE, **numbers, **coverage, **reasons})
    outside = _object({**numbers, **reasons})
    return {"properties": {"input": given, "fits": _list(fit, minItems=1), "outside": outside}}


def _given() -> Schema:
    level = _choice([1, 2, 3, 4, None])
    held = _object({"skill": _TEXT, "level": level, "names": _list({"type": "string"})})
    unknown = _object({"name": {"type": "string"}, "reason": _choice(_REASONS)})
    return _object(
        {"resolved": _list(held), "unresolved": _list(unknown), "excluded": _list(_TEXT)}
    )


def _odds() -> Schema:
    """A whole number or a fraction, as text."""
    return {"type": "string", "pattern": r"^\d+(/\d+)?$"}


SCHEMAS = {"edition": _edition, "receipt": _receipt, "overlay": describe_overlay}

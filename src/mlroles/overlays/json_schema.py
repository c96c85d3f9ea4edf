"""The JSON Schema of an overlay, for editors; made of the same shape that `check` holds it to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mlroles.overlays.shape import OVERLAY, Choice, Either, Many, Named, Node, Table, Text

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["describe_overlay"]


def describe_overlay() -> dict[str, Any]:
    """The schema, by JSON Schema's draft 2020-12.

    It tells keys, types, choices and forms; whether a reference leads anywhere, only `check` knows.

    Examples
    --------
    >>> describe_overlay()["required"]
    ['overlay']
    """
    return {"title": "An overlay of mlroles", **_describe(OVERLAY)}


def _describe(node: Node) -> dict[str, Any]:
    return _FORMS[type(node)](node)


def _text(node: Text) -> dict[str, Any]:
    limits = {"type": "string", "minLength": 1, "maxLength": node.longest}
    return {**limits, "pattern": f"^(?:{node.pattern})$"} if node.pattern else limits


def _choice(node: Choice) -> dict[str, Any]:
    return {"enum": list(node.options)}


def _many(node: Many) -> dict[str, Any]:
    return {"type": "array", "items": _describe(node.of)}


def _named(node: Named) -> dict[str, Any]:
    return {
        "type": "object",
        "propertyNames": _describe(node.key),
        "additionalProperties": _describe(node.of),
    }


def _table(node: Table) -> dict[str, Any]:
    whole: dict[str, Any] = {
        "type": "object",
        "properties": {
            name: {**_describe(key.of), "description": key.said} for name, key in node.keys.items()
        },
        "additionalProperties": False,
    }
    required = [name for name, key in node.keys.items() if key.required]
    return {**whole, "required": required} if required else whole


def _either(node: Either) -> dict[str, Any]:
    return {"anyOf": [_describe(node.text), _describe(node.table)]}


_FORMS: dict[type, Callable[..., dict[str, Any]]] = {
    Text: _text,
    Choice: _choice,
    Many: _many,
    Named: _named,
    Table: _table,
    Either: _either,
}

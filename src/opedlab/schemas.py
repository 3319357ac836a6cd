"""JSON Schema of a record class, for editors: completion and red lines while an author types.

The attrs classes are the schema; this renders them. ``opedlab check`` decides, the editor only helps.
"""

from __future__ import annotations

import json
import types
import typing
from typing import Annotated, Any

import attrs

from opedlab.records import Check, Day, kind_of


def json_schema(name: str, cls: type) -> str:
    """The JSON Schema (2020-12) of a record class as text."""
    definitions: dict[str, Any] = {}
    root = _of(cls, definitions)
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": name, **root, "$defs": definitions}
    return json.dumps(schema, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _of(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin is Annotated:
        described = [check.expected for check in args[1:] if isinstance(check, Check)]
        return _of(args[0], definitions) | ({"description": "; ".join(described)} if described else {})
    if origin is typing.Literal:
        return {"enum": list(args)}
    if origin is tuple:
        return {"type": "array", "items": _of(args[0], definitions)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _of(args[1], definitions)}
    if origin in (typing.Union, types.UnionType):
        return {"anyOf": [_of(member, definitions) for member in args]}
    if isinstance(kind, type) and attrs.has(kind):
        if kind.__name__ not in definitions:
            definitions[kind.__name__] = {}
            definitions[kind.__name__] = _object(kind, definitions)
        return {"$ref": f"#/$defs/{kind.__name__}"}
    simple = {int: {"type": "integer"}, float: {"type": "number"}, bool: {"type": "boolean"}, type(None): {"type": "null"}}
    if kind is Any:
        return {}
    if kind is Day:
        return {"type": "string", "format": "date"}
    return dict(simple.get(kind, {"type": "string"}))


def _object(cls: type, definitions: dict[str, Any]) -> dict[str, Any]:
    hints = typing.get_type_hints(cls, include_extras=True)
    fields = {field.alias: _of(hints[field.name], definitions) for field in attrs.fields(cls)}
    if "kind" in fields and "enum" in fields["kind"]:
        fields["kind"] = {"const": kind_of(cls)} if len(fields["kind"]["enum"]) == 1 else fields["kind"]
    required = [field.alias for field in attrs.fields(cls) if field.default is attrs.NOTHING]
    return {"type": "object", "properties": fields, "required": required, "additionalProperties": False}

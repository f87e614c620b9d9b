"""A JSON Schema for every file of the folder, so that editors complete and check what a person writes.

Made from the same dataclasses as the readers. Only ``opensmp schema`` and tests import this module.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from pathlib import PurePosixPath
from types import UnionType
from typing import Any, Literal, TypeAlias, Union, get_args, get_origin

from opensmp.exchange.layout import VERDICTS, Part, parts
from opensmp.i18n import LANGUAGES
from opensmp.plan.prose import Prose
from opensmp.plan.references import Refers
from opensmp.plan.value import default_of, field_types, has_default, unwrapped

Schema: TypeAlias = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TEXT: Schema = {"type": ["string", "number", "boolean"]}
_SCALARS: Mapping[Any, Schema] = {
    str: _TEXT,
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    Decimal: {"type": "number"},
    date: {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
}
_PROSE: Schema = {
    "title": "Words",
    "description": "Text in the plan's language, or in several: {en: …, id: …}. Markdown and [[kind:id]] are understood.",
    "anyOf": [
        _TEXT,
        {"type": "object", "properties": {each: {"type": [*_TEXT["type"], "null"]} for each in LANGUAGES}, "additionalProperties": False},
    ],
}  # fmt: skip


def schemas() -> dict[str, Schema]:
    """Return the JSON Schema of each file by the file's bare name, ``02-objectives`` or ``services``.

    The one of ``measurements`` serves every file in that folder.
    """
    return {PurePosixPath(part.file).stem: schema_of(part) for part in (*parts(), VERDICTS)}


def schema_of(part: Part) -> Schema:
    """Return the schema of one file; an empty file is allowed, as the reader allows it."""
    defined: dict[str, Schema] = {}
    top = _or_nothing(_schema(part.type, defined))
    return {"$schema": _DIALECT, "title": part.file, **top, "$defs": dict(sorted(defined.items()))}


def _schema(declared: Any, defined: dict[str, Schema]) -> Schema:
    inner, notes = unwrapped(declared)
    refers = next((note for note in notes if isinstance(note, Refers)), None)
    if refers is not None:
        return {**_TEXT, "description": f"The id of a {' or '.join(refers.kinds)}."}
    origin, inside = get_origin(inner), get_args(inner)
    if origin is Literal:
        return {"enum": list(inside)}
    if origin is tuple:
        return {"type": "array", "items": _schema(inside[0], defined)}
    if origin in (Union, UnionType):
        return _schema(next(part for part in inside if part is not type(None)), defined)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": _or_nothing(_schema(inside[1], defined))}
    if inner is Prose or is_dataclass(inner):
        return _named(inner, defined)
    return dict(_SCALARS[inner])


def _named(cls: Any, defined: dict[str, Schema]) -> Schema:
    """Define a value once and refer to it."""
    name = cls.__name__
    if name not in defined:
        defined[name] = {}
        defined[name] = _PROSE if cls is Prose else _record(cls, defined)
    return {"$ref": f"#/$defs/{name}"}


def _record(cls: Any, defined: dict[str, Schema]) -> Schema:
    types = field_types(cls)
    properties = {}
    for each in fields(cls):
        found = _identity() if each.name == "id" else _schema(types[each.name], defined)
        properties[each.name] = found if not has_default(each) else _or_nothing(_with_default(found, default_of(each)))
    title, _gap, description = inspect.cleandoc(cls.__doc__ or "").partition("\n\n")
    return {
        "title": " ".join(title.replace("``", "`").split()).rstrip("."),
        **({"description": " ".join(description.replace("``", "`").split())} if description else {}),
        "type": "object",
        "properties": properties,
        "required": [each.name for each in fields(cls) if not has_default(each)],
        "additionalProperties": False,
    }


def _identity() -> Schema:
    return {**_TEXT, "description": "The id by which the rest of the plan names this row.", "maxLength": 120}


def _with_default(schema: Schema, default: Any) -> Schema:
    return {**schema, "default": default} if isinstance(default, str | int | bool) and default != "" else schema


def _or_nothing(schema: Schema) -> Schema:
    """Allow a key with nothing behind it, which is the same as no key."""
    if "type" in schema:
        types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        return {**schema, "type": [*types, "null"]}
    if "enum" in schema:
        return {**schema, "enum": [*schema["enum"], None]}
    return {"anyOf": [schema, {"type": "null"}]}

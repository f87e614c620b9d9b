"""From the type of a field to the control that asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Any, Literal, NamedTuple, TypeAlias, Union, get_args, get_origin

from opensmp.plan.prose import Prose
from opensmp.plan.references import Refers
from opensmp.plan.value import field_types, has_default, unwrapped

Control: TypeAlias = Literal[
    "text", "prose", "number", "whole", "date", "tick", "word", "words", "one", "several", "list", "record", "rows", "pairs",
    "kept",
]  # fmt: skip
"""How a field is asked for. ``list`` is several short words on one line, ``pairs`` a line "name: value" each; ``kept`` is not
asked for in a form."""

_SCALARS: Mapping[Any, Control] = {
    str: "text", Prose: "prose", Decimal: "number", int: "whole", date: "date", bool: "tick",
}  # fmt: skip


class Shape(NamedTuple):
    """What a field's type says about its control: ``words`` to choose from, ``kinds`` an id may name, ``record`` inside."""

    control: Control
    words: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    record: Any = None
    whole_numbers: bool = False


@cache
def shapes_of(record: Any) -> Mapping[str, Shape]:
    """Return the shape of each field of a value's type."""
    types = field_types(record)
    return {each.name: shape_of(types[each.name]) for each in fields(record)}


@cache
def needed_of(record: Any) -> frozenset[str]:
    """Return the fields that a person cannot leave out."""
    return frozenset(each.name for each in fields(record) if not has_default(each))


@cache
def spoken_for(record: Any) -> frozenset[str]:
    """Return the fields that always say something: those that are needed, and words that have a default."""
    words = {each.name for each in fields(record) if isinstance(each.default, str) and each.default}
    return needed_of(record) | {name for name in words if shapes_of(record)[name].control == "word"}


def shape_of(declared: Any) -> Shape:
    """Return the shape that a declared type asks for."""
    inner, notes = unwrapped(declared)
    refers = next((note for note in notes if isinstance(note, Refers)), None)
    if refers is not None:
        return Shape("one", kinds=refers.kinds)
    origin, parts = get_origin(inner), get_args(inner)
    if origin is Literal:
        return Shape("word", words=tuple(part for part in parts if part))
    if origin in (Union, UnionType):
        return shape_of(next(part for part in parts if part is not type(None)))
    if origin is tuple:
        return _several(shape_of(parts[0]))
    if inner in _SCALARS:
        return Shape(_SCALARS[inner])
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return Shape("pairs" if parts == (str, str) else "kept")
    return Shape("record", record=inner) if hasattr(inner, "__dataclass_fields__") else Shape("kept")


def _several(each: Shape) -> Shape:
    if each.control == "one":
        return each._replace(control="several")
    if each.control == "word":
        return each._replace(control="words")
    if each.control == "record":
        return each._replace(control="rows")
    return Shape("list", whole_numbers=each.control == "whole")

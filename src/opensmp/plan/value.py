"""What every value of the plan is: frozen, keyword-only, closed to unknown keys.

A field marked :func:`live` belongs to a register's daily life (an audit performed, an improvement's status). Live
fields are read and written like all others, but they stay out of the extracts that a version pins, so that carrying out
the plan never changes the plan's digest.

Values are dataclasses whose methods are shared rather than generated for each class: there are some seventy of them, and
compiling five methods for each cost more than reading a whole plan (``docs/decisions/0003``).

A module of values does not import ``annotations`` from ``__future__``: the loader reads the annotations, and to compile
hundreds of them from strings at each start costs a fifth of the reading of a plan.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from functools import cache
from typing import Annotated, Any, TypeVar, dataclass_transform, get_args, get_origin, get_type_hints

T = TypeVar("T")

_LIVE = {"live": True}


def live(default: T) -> T:
    """A field of a register row that changes in daily life and never counts in a digest."""
    return field(default=default, metadata=_LIVE)


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(live, field))
def value(cls: type[T]) -> type[T]:
    """Make ``cls`` a frozen, keyword-only dataclass."""
    for name, method in _SHARED.items():
        setattr(cls, name, method)
    return dataclass(init=False, repr=False, eq=False, match_args=False, kw_only=True)(cls)


def is_live(declared: Field[Any]) -> bool:
    """Whether a field was declared with :func:`live`."""
    return bool(declared.metadata.get("live"))


def has_default(declared: Field[Any]) -> bool:
    """Whether a person may leave the field out."""
    return declared.default is not MISSING or declared.default_factory is not MISSING


def default_of(declared: Field[Any]) -> Any:
    """Return what a field holds when a person leaves it out; MISSING where it cannot be left out."""
    return declared.default if declared.default_factory is MISSING else declared.default_factory()


@cache
def field_types(cls: type) -> Mapping[str, Any]:
    """Return the resolved types of a value's fields, annotations such as references kept."""
    written = {declared.name: declared.type for declared in fields(cls)}
    return get_type_hints(cls, include_extras=True) if str in map(type, written.values()) else written


def unwrapped(declared: Any) -> tuple[Any, tuple[Any, ...]]:
    """Split ``Annotated[X, …]`` into ``X`` and its annotations; any other type has none."""
    if get_origin(declared) is Annotated:
        inner, *notes = get_args(declared)
        return inner, tuple(notes)
    return declared, ()


def _init(self: Any, **given: Any) -> None:
    held = self.__dict__
    for declared in fields(self):
        if declared.name in given:
            held[declared.name] = given.pop(declared.name)
        elif declared.default is not MISSING:
            held[declared.name] = declared.default
        elif declared.default_factory is not MISSING:
            held[declared.name] = declared.default_factory()
        else:
            raise TypeError(f"{type(self).__name__} needs {declared.name!r}")
    if given:
        raise TypeError(f"{type(self).__name__} has no field {next(iter(given))!r}")


def _eq(self: Any, other: object) -> bool:
    return type(self) is type(other) and bool(self.__dict__ == other.__dict__)


def _hash(self: Any) -> int:
    return hash((type(self), *self.__dict__.values()))


def _repr(self: Any) -> str:
    shown = (f"{name}={held!r}" for name, held in self.__dict__.items())
    return f"{type(self).__name__}({', '.join(shown)})"


def _refuse(self: Any, name: str, *_: Any) -> None:
    raise FrozenInstanceError(f"{type(self).__name__} is a value; make a changed copy with dataclasses.replace()")


ROW_KEYS = ("id", "service", "supplier", "number")


def key_of(row: Any, index: int) -> str:
    """Return what names a row in an address: its id, the service, supplier or version it is about, else its place from 1."""
    if isinstance(row, str):
        return row
    for name in ROW_KEYS:
        key = getattr(row, name, None)
        if isinstance(key, str) and key:
            return key
    return str(index + 1)


_SHARED = {
    "__init__": _init, "__eq__": _eq, "__hash__": _hash, "__repr__": _repr, "__setattr__": _refuse, "__delattr__": _refuse,
}  # fmt: skip

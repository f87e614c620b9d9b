"""Reading guidance packs: JSON in the package, or an organisation's own, after the types of the rows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from opensmp.i18n import Message, _

P = TypeVar("P")

_DATA = Path(__file__).parent / "data"
_SCALARS: Mapping[type, tuple[type, ...]] = {str: (str,), int: (int,), float: (int, float), bool: (bool,)}


class GuidanceError(ValueError):
    """A guidance pack that cannot be used; ``says`` names the pack, the place in it and what to do."""

    def __init__(self, says: Message) -> None:
        self.says = says
        super().__init__(str(says))


def shipped(pack: str) -> object:
    """Return the JSON of a pack that comes with OpenSMP."""
    return json.loads((_DATA / f"{pack}.json").read_bytes())


def read_pack(pack: str, shape: type[P], raw: object) -> P:
    """Return ``raw`` as a value of ``shape``; raise `GuidanceError` at the first place that does not fit."""
    read: P = _read(shape, raw, pack)
    return read


def _read(kind: Any, raw: Any, place: str) -> Any:
    if hasattr(kind, "_fields"):
        return _read_row(kind, raw, place)
    if _fits(kind, raw):
        return raw
    if get_origin(kind) is tuple and isinstance(raw, list):
        inner = get_args(kind)[0]
        return tuple(_read(inner, item, f"{place}.{number}") for number, item in enumerate(raw, 1))
    if get_origin(kind) is Mapping and isinstance(raw, dict):
        inner = get_args(kind)[1]
        return {key: _read(inner, item, f"{place}.{key}") for key, item in raw.items()}
    raise GuidanceError(_("Guidance {place}: the value does not fit. Correct it.", place=place))


def _read_row(kind: Any, raw: Any, place: str) -> Any:
    if not isinstance(raw, Mapping):
        raise GuidanceError(_("Guidance {place}: write an object with named keys here.", place=place))
    types = _types(kind)
    for name in types:
        if name not in raw:
            raise GuidanceError(_("Guidance {place}: the key {name} is missing. Add it.", place=place, name=name))
    for name in raw:
        if name not in types:
            raise GuidanceError(_("Guidance {place}: there is no key {name} here. Remove it.", place=place, name=name))
    return kind(**{name: _read(types[name], value, f"{place}.{name}") for name, value in raw.items()})


def _fits(kind: Any, raw: Any) -> bool:
    if kind in _SCALARS:
        return type(raw) in _SCALARS[kind] and raw != ""
    return get_origin(kind) is Literal and raw in get_args(kind)


@cache
def _types(kind: Any) -> Mapping[str, Any]:
    return get_type_hints(kind)

"""Reading data packs: JSON in the package, or an organisation's own, into frozen values.

A check of a plan is a cold process and asks for several packs, so they are read here in plain Python after the types
of the rows: a validation library costs more to start than all packs together.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeAlias, TypeVar, get_args, get_origin, get_type_hints

from opensmp.i18n import Message, _
from opensmp.standard.bilingual import Bilingual

P = TypeVar("P")
Place: TypeAlias = "tuple[str | int, ...]"
Faults: TypeAlias = "list[tuple[Place, Message]]"
Reader: TypeAlias = Callable[[object, Place, Faults], Any]

_DATA = Path(__file__).parent / "data"
_IDENTITIES = ("number", "key", "letter", "says", "year")
_REMEDIES: Mapping[type, Message] = {
    str: _("Write a text here, or leave the key out where it is optional."),
    bool: _("Write true or false here."),
    int: _("Write a whole number here."),
}


class PackProblem(NamedTuple):
    """One thing to correct in a pack: where it is, what is wrong with it, and what to do."""

    pack: str
    row: str
    key: str
    remedy: Message

    def text(self, language: str) -> str:
        """Return the place and the remedy as one line."""
        place = {"pack": self.pack, "row": self.row, "key": self.key}
        return _("Pack {pack}, {row}, key {key}: {remedy}", remedy=self.remedy, **place).text(language)


class PackError(ValueError):
    """A data pack that cannot be used; ``problems`` names every pack, row and key to correct."""

    def __init__(self, problems: Iterable[PackProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.text("en") for problem in self.problems))


class Table(NamedTuple):
    """The outer form of a pack of rows: the rows as they came, and a note on what is certain about them."""

    note: Bilingual
    rows: tuple[Any, ...]


def shipped(pack: str) -> object:
    """Return the JSON of a pack that comes with OpenSMP."""
    return json.loads((_DATA / f"{pack}.json").read_bytes())


def read_pack(pack: str, shape: type[P], raw: object) -> P:
    """Return ``raw`` as a value of the row type ``shape``; raise `PackError` with every fault in it."""
    faults: Faults = []
    read: P = _reader(shape)(raw, (), faults)
    _refuse(pack, raw, faults)
    return read


def read_rows(pack: str, shape: type[P], raw: object) -> tuple[P, ...]:
    """Return the rows of a pack that is a `Table`, each as a value of the row type ``shape``."""
    table = read_pack(pack, Table, raw)
    faults: Faults = []
    row = _reader(shape)
    read = tuple(row(raw_row, ("rows", at), faults) for at, raw_row in enumerate(table.rows))
    _refuse(pack, raw, faults)
    return read


def read_note(pack: str, raw: object) -> Bilingual:
    """Return the note of a pack without reading its rows."""
    return read_pack(pack, Bilingual, raw.get("note") if isinstance(raw, Mapping) else raw)


def _refuse(pack: str, raw: object, faults: Faults) -> None:
    if faults:
        raise PackError(PackProblem(pack, _row(place, raw), _key(place), remedy) for place, remedy in faults)


def _reader(kind: Any) -> Reader:
    """Return the function that reads a value of the type ``kind``; it notes faults and goes on."""
    if hasattr(kind, "_fields"):
        return _record_reader(kind)
    if get_origin(kind) is tuple:
        return _list_reader(get_args(kind)[0])
    if get_origin(kind) is Literal:
        return _word_reader(get_args(kind))
    return _anything if kind is Any else _scalar_reader(kind)


@cache
def _record_reader(kind: Any) -> Reader:
    readers = {name: _reader(hint) for name, hint in get_type_hints(kind).items()}
    needed = readers.keys() - kind._field_defaults.keys()

    def read(raw: object, place: Place, faults: Faults) -> object:
        if not isinstance(raw, Mapping):
            faults.append((place, _("Write an object with named keys here.")))
            return None
        if not (needed <= raw.keys() <= readers.keys()):
            _note_keys(raw, needed, readers, place, faults)
            return None
        return kind(**{name: readers[name](value, (*place, name), faults) for name, value in raw.items()})

    return read


def _note_keys(
    raw: Mapping[str, object], needed: Iterable[str], readers: Mapping[str, Reader], place: Place, faults: Faults
) -> None:
    for name in sorted(needed):
        if name not in raw:
            faults.append(((*place, name), _("This key is missing. Add it; every text needs en and id.")))
    for name in raw:
        if name not in readers:
            faults.append(((*place, str(name)), _("No such key here. Correct its spelling or remove it.")))


def _list_reader(inner: Any) -> Reader:
    item = _reader(inner)

    def read(raw: object, place: Place, faults: Faults) -> object:
        if isinstance(raw, list):
            return tuple(item(one, (*place, at), faults) for at, one in enumerate(raw))
        faults.append((place, _("Write a list here.")))
        return ()

    return read


def _word_reader(words: tuple[str, ...]) -> Reader:
    def read(raw: object, place: Place, faults: Faults) -> object:
        if raw not in words:
            faults.append((place, _("Use one of {words}.", words=words)))
        return raw

    return read


def _scalar_reader(kind: type) -> Reader:
    def read(raw: object, place: Place, faults: Faults) -> object:
        if type(raw) is not kind or raw == "":
            faults.append((place, _REMEDIES[kind]))
        return raw

    return read


def _anything(raw: object, _place: Place, _faults: Faults) -> object:
    return raw


def _row(place: Place, raw: Any) -> str:
    """Name the row as a person finds it: its position and, where it has one, its own name."""
    if len(place) < 2 or not isinstance(place[1], int):
        return "top"
    row = raw[place[0]][place[1]]
    position = f"{place[0]} {place[1] + 1}"
    names = [str(row[name]) for name in _IDENTITIES if name in row] if isinstance(row, Mapping) else []
    return f"{position} ({names[0]})" if names else position


def _key(place: Place) -> str:
    inner = place[2:] if len(place) > 1 and isinstance(place[1], int) else place
    return ".".join(str(step) for step in inner) or "-"

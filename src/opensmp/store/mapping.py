"""Rows ↔ values: how a dossier is taken apart into entries, each edited alone, and put together again.

The cut follows from the types alone: a part of the folder is an entry, and so is each row of a list of it whose rows have
an id. What is in an entry's body is what the folder would say, so a folder and a database hold the same text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from functools import cache, lru_cache
from hashlib import sha256
from typing import Any, NamedTuple, get_args, get_origin

from opensmp.dossier import Dossier
from opensmp.exchange.layout import VERDICTS, parts
from opensmp.exchange.values import Read, value_from_text
from opensmp.exchange.writing import document
from opensmp.lifecycle.history import History
from opensmp.plan.plan import Plan
from opensmp.plan.value import field_types, unwrapped
from opensmp.registers.registers import Registers

SHARED = ("organisation", "registers")
"""Parts that all plans of an organisation share."""


class Place(NamedTuple):
    """Where entries of one kind stand: ``address`` in the dossier, ``type`` of one entry, whether there are many by key."""

    address: tuple[str, ...]
    type: Any
    many: bool

    @property
    def name(self) -> str:
        return "/".join(self.address)

    @property
    def shared(self) -> bool:
        """Whether all plans of the organisation share it."""
        return self.address[0] in SHARED


class Piece(NamedTuple):
    """One entry as it is stored."""

    place: str
    key: str
    position: int
    body: str

    @property
    def digest(self) -> str:
        return digest_of_body(self.body)


def digest_of_body(body: str) -> str:
    """Return the SHA-256 of a body: what an edit names as the text that it saw."""
    return sha256(body.encode()).hexdigest()


@cache
def places() -> Mapping[str, Place]:
    """Return every place where entries stand, by name, in the order of the folder."""
    found: list[Place] = []
    for part in (*parts(), VERDICTS):
        row = _row_type(part.type)
        if row is not None and part.address[0] in (*SHARED, "plan"):
            found.append(Place(part.address, row, True))
            continue
        found.append(Place(part.address, part.type, False))
        if isinstance(part.type, type) and part.address[0] in (*SHARED, "plan"):
            found += (Place((*part.address, name), inner, True) for name, inner in _tables(part.type).items())
    return {place.name: place for place in found}


@cache
def _tables(record: Any) -> Mapping[str, Any]:
    """Return the fields of a value that are lists of rows with an id, with the type of their rows."""
    types = field_types(record)
    rows = {each.name: _row_type(types[each.name]) for each in fields(record)}
    return {name: row for name, row in rows.items() if row is not None}


def _row_type(declared: Any) -> Any:
    inner, _notes = unwrapped(declared)
    if get_origin(inner) is not tuple:
        return None
    row = get_args(inner)[0]
    return row if isinstance(row, type) and "id" in getattr(row, "__dataclass_fields__", ()) else None


def pieces_of(dossier: Dossier) -> Iterator[Piece]:
    """Yield every entry of a dossier. Versions are not among them: they are sealed values (``History.versions``)."""
    for place in places().values():
        held: Any = dossier
        for name in ("verdicts",) if place.name == VERDICTS.address[0] else place.address:
            held = getattr(held, name)
        if place.many:
            yield from (Piece(place.name, row.id, number, body_of(row)) for number, row in enumerate(held))
        else:
            yield Piece(place.name, "", 0, body_of(held))


def body_of(value: Any) -> str:
    """Return the text of one entry; a part is written without the rows that are entries of their own."""
    if isinstance(value, History):
        return document(replace(value, versions=()))
    record: Any = type(value)
    return document(replace(value, **dict.fromkeys(_tables(record), ())) if record in _wholes() else value)


@cache
def _wholes() -> frozenset[Any]:
    """Return the types of the parts whose rows are entries of their own."""
    return frozenset(
        place.type for place in places().values() if not place.many and place.address[0] in (*SHARED, "plan")
    )


@lru_cache(maxsize=20_000)
def read_body(place: str, body: str) -> Read:
    """Read the value of an entry; bodies are content, so the same text is read once."""
    return value_from_text(body, places()[place].type, place)


def dossier_of(pieces: Iterable[Piece], around: Dossier) -> Dossier:
    """Put entries together; history, sealed versions, day and standard come from ``around``."""
    held: dict[str, list[Any]] = {}
    for piece in sorted(pieces, key=lambda piece: piece.position):
        if piece.place in places():
            held.setdefault(piece.place, []).append(read_body(piece.place, piece.body).value)
    built = {place.address: _built(place, held) for place in places().values() if _is_whole(place)}
    history = built[("history",)]
    return replace(
        around,
        plan=Plan(**{address[1]: value for address, value in built.items() if address[0] == "plan"}),
        registers=Registers(**{address[1]: value for address, value in built.items() if address[0] == "registers"}),
        organisation=built[("organisation",)],
        history=replace(history, versions=around.history.versions),
        acceptances=built[("acceptances",)],
        observations=built[("observations",)],
        verdicts=built[VERDICTS.address],
    )


def _is_whole(place: Place) -> bool:
    """Whether a place is a part of the folder rather than a list inside one."""
    return any(place.address == part.address for part in (*parts(), VERDICTS))


def _built(place: Place, held: Mapping[str, list[Any]]) -> Any:
    found = held.get(place.name, [])
    if place.many:
        return tuple(found)
    if not isinstance(place.type, type):
        return found[0] if found else ()
    value: Any = found[0] if found else place.type()
    lists = [name for name in _tables(place.type) if f"{place.name}/{name}" in places()]
    return replace(value, **{name: tuple(held.get(f"{place.name}/{name}", ())) for name in lists})


def owner_of(address: Sequence[str]) -> tuple[str, str]:
    """Return place and key of the entry in which an address of the dossier stands.

    Raises KeyError where no entry holds it (a sealed version).
    """
    for length in range(len(address), 0, -1):
        place = places().get("/".join(address[:length]))
        if place is not None:
            return place.name, address[length] if place.many and len(address) > length else ""
    raise KeyError("/".join(address))


def entry_at(dossier: Dossier, place: str, key: str) -> Any:
    """Return the value of one entry of a dossier. Raises KeyError where there is none."""
    found = places()[place]
    held: Any = dossier
    for name in ("verdicts",) if place == VERDICTS.address[0] else found.address:
        held = getattr(held, name)
    if not found.many:
        return held
    for row in held:
        if row.id == key:
            return row
    raise KeyError(f"{place}/{key}")

"""A row in words: each field that says something, with links to what it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from opensmp.i18n import spoken_date, spoken_number
from opensmp.measures.catalogue import CATALOGUE
from opensmp.plan.prose import Prose
from opensmp.web.answers import Ask, parts_of
from opensmp.web.desk import Desk
from opensmp.web.labels import label_of
from opensmp.web.names import Names, spoken_word
from opensmp.web.rows.whereto import reference_address
from opensmp.web.shapes import Shape, shapes_of


class Linked(NamedTuple):
    """A word with the page it leads to ("" for none); a day is written short or long as its place has room."""

    text: str | date
    href: str = ""


class Fact(NamedTuple):
    """A field in words: ``items`` in one line, or ``text`` in the serif of the plan, or a small ``table``."""

    label: str
    items: tuple[Linked, ...] = ()
    text: str = ""
    heads: tuple[str, ...] = ()
    table: tuple[tuple[tuple[Linked, ...], ...], ...] = ()


class Facts:
    """Turns rows into words for one person."""

    def __init__(self, desk: Desk, names: Names) -> None:
        self._desk = desk
        self._names = names
        self._language = names.language

    def of(self, asks: Iterable[Ask], row: Any) -> tuple[Fact, ...]:
        """Return the fields of a row that hold something, the id left out."""
        return tuple(self._facts(asks, row))

    def _facts(self, asks: Iterable[Ask], row: Any) -> Iterator[Fact]:
        record: Any = type(row)
        shapes = shapes_of(record)
        for ask in asks:
            shape, held = shapes[ask.name], getattr(row, ask.name)
            if (
                ask.name in ("id", "name", "title", "statement")
                or held in (None, "", (), Prose())
                or shape.control == "kept"
            ):
                continue
            label = (ask.label or label_of(ask.name)).text(self._language)
            if shape.control == "rows":
                yield self._table(label, ask, shape, held)
            elif shape.control == "record":
                inner = self._facts(parts_of(ask, shape.record), held)
                yield Fact(
                    label,
                    tuple(Linked(", ".join(str(item.text) for item in fact.items) or fact.text) for fact in inner),
                )
            elif isinstance(held, Prose) and ask.long:
                yield Fact(label, text=held.text(self._language))
            else:
                yield Fact(label, self._items(ask, shape, held))

    def _table(self, label: str, ask: Ask, shape: Shape, rows: Iterable[Any]) -> Fact:
        parts = parts_of(ask, shape.record)
        shapes = shapes_of(shape.record)
        kept = [
            part
            for part in parts
            if part.name != "id" and any(getattr(row, part.name) not in (None, "", Prose()) for row in rows)
        ]
        heads = tuple((part.label or label_of(part.name)).text(self._language) for part in kept)
        cells = tuple(
            tuple(self._items(part, shapes[part.name], getattr(row, part.name)) for part in kept) for row in rows
        )
        return Fact(label, heads=heads, table=cells)

    def _items(self, ask: Ask, shape: Shape, held: Any) -> tuple[Linked, ...]:
        if held is None:
            return ()
        if shape.kinds:
            ids = (held,) if isinstance(held, str) else held
            return tuple(self._linked(shape.kinds, each) for each in ids)
        if shape.control == "record":
            return (
                Linked(
                    " ".join(
                        str(item.text) for fact in self._facts(parts_of(ask, shape.record), held) for item in fact.items
                    )
                ),
            )
        return (Linked(self._spoken(ask, shape, held)),)

    def _spoken(self, ask: Ask, shape: Shape, held: Any) -> str:
        if isinstance(held, bool):
            return "✓" if held else "–"
        if isinstance(held, Prose):
            return held.text(self._language)
        if isinstance(held, date):
            return spoken_date(held, self._language)
        if isinstance(held, Decimal | int):
            return spoken_number(held, self._language)
        if isinstance(held, tuple):
            return ", ".join(
                spoken_word(each, self._language) if shape.control == "words" else str(each) for each in held
            )
        if ask.name == "metric" and held in CATALOGUE:
            return CATALOGUE[held].title.text(self._language)
        if ask.name == "clock":
            return self._names.of("calendar", held)
        return spoken_word(str(held), self._language) if shape.control == "word" else str(held)

    def _linked(self, kinds: tuple[str, ...], identity: str) -> Linked:
        kind = next((kind for kind in kinds if identity in self._names.table(kind)), "")
        if not kind:
            return Linked(identity)
        return Linked(self._names.of(kind, identity), reference_address(self._desk, kind, identity))

"""Saying values in one language: what a cell or a detail shows for each kind of field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from opensmp.dossier import Dossier
from opensmp.i18n import Message, Plural, _, spoken_date, spoken_number
from opensmp.plan.prose import Prose
from opensmp.plan.terms import Money
from opensmp.web.names import Names, spoken_word
from opensmp.web.plan.naming import holder_reference
from opensmp.web.shapes import Shape, shapes_of

HOLDERS = frozenset({"person", "office", "role"})


class Voice:
    """One dossier in one language."""

    def __init__(self, dossier: Dossier, language: str) -> None:
        self.dossier = dossier
        self.language = language
        self.names = Names(dossier, language)

    def say(self, words: Message | Plural) -> str:
        return words.text(self.language)

    def text(self, prose: Prose) -> str:
        """Return a text of the plan; in a plan of two languages the other one stands in where this one is missing."""
        return prose.text(self.language)

    def day(self, day: date | None) -> str:
        return spoken_date(day, self.language) if day else ""

    def number(self, number: int | Decimal | None) -> str:
        return "" if number is None else spoken_number(number, self.language)

    def word(self, word: str | None) -> str:
        return spoken_word(word or "", self.language)

    def holder(self, holder: str | None) -> str:
        return holder_reference(self.names, holder)

    def holders(self, holders: Iterable[str]) -> str:
        return ", ".join(self.holder(each) for each in holders)

    def money(self, money: Money | None) -> str:
        return f"{money.currency} {self.number(money.amount)}" if money else ""

    def document(self, identity: str | None) -> str:
        """Return a document with its title: the chip holds the number."""
        if not identity:
            return ""
        title = self.names.of("document", identity)
        return f"[[document:{identity}]]" + (f" {title}" if title != identity else "")

    def references(self, kinds: tuple[str, ...], held: Iterable[str]) -> str:
        """Return ids as references in one line."""
        if HOLDERS.issuperset(kinds):
            return self.holders(held)
        if kinds == ("document",):
            return ", ".join(self.document(each) for each in held)
        return ", ".join(f"[[{self._kind(kinds, each)}:{each}]]" for each in held)

    def _kind(self, kinds: tuple[str, ...], identity: str) -> str:
        return next((kind for kind in kinds if identity in self.names.table(kind)), kinds[0])

    def field(self, row: Any, path: str) -> str:
        """Return what a field of a row says; ``path`` may lead through the records inside it."""
        *before, name = path.split(".")
        for step in before:
            row = getattr(row, step)
            if row is None:
                return ""
        record: Any = type(row)
        return self._shown(getattr(row, name), shapes_of(record)[name])

    def _shown(self, held: Any, shape: Shape) -> str:
        if held is None or held in ((), ""):
            return ""
        if shape.control == "one":
            return self.references(shape.kinds, (held,))
        if shape.control == "several":
            return self.references(shape.kinds, held)
        if shape.control == "words":
            return ", ".join(self.word(each) for each in held)
        if shape.control == "list":
            return ", ".join(str(each) for each in held)
        return self._plain(held, shape)

    def _plain(self, held: Any, shape: Shape) -> str:
        if isinstance(held, Prose):
            return self.text(held)
        if isinstance(held, bool):
            return self.say(_("Yes") if held else _("No"))
        if isinstance(held, date):
            return self.day(held)
        if isinstance(held, int | Decimal):
            return self.number(held)
        if isinstance(held, Money):
            return self.money(held)
        return self.word(held) if shape.control == "word" else str(held)

    def mapping(self, held: Mapping[str, str]) -> str:
        return ", ".join(f"{key}: {value}" for key, value in held.items())

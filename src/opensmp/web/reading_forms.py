"""From what was typed to plain data that the core reads, with the place of each field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from opensmp.exchange.writing import written_fields
from opensmp.i18n import Message, _
from opensmp.plan.prose import PREVAILING, Prose
from opensmp.plan.value import ROW_KEYS
from opensmp.web.answers import Answers, Ask, Tongue, day_in, number_in, parts_of
from opensmp.web.labels import label_of
from opensmp.web.shapes import Shape, needed_of, shapes_of


class Reading:
    """One reading of a form. ``faults`` are names of fields with what is wrong, ``places`` addresses in the value by name."""

    def __init__(self, answers: Answers, tongue: Tongue) -> None:
        self._answers = answers
        self._tongue = tongue
        self.faults: list[tuple[str, Message]] = []
        self.places: dict[str, str] = {}

    def plain(self, asks: Iterable[Ask], record: Any, held: Any, prefix: str = "", address: str = "") -> dict[str, Any]:
        """Return what was typed as plain data, over what ``held`` says in fields that the form does not show."""
        data = {name: raw_of(given) for name, given in written_fields(held).items()} if held is not None else {}
        for ask in asks:
            shape = shapes_of(record)[ask.name]
            if ask.fixed or shape.control == "kept":
                continue
            name, place = prefix + ask.name, address + ask.name
            given = self._given(ask, shape, name, place, getattr(held, ask.name, None))
            self.places[place] = f"{name}-{self._tongue.plan[0]}" if shape.control == "prose" else name
            data.pop(ask.name, None)
            if given not in ("", None):
                data[ask.name] = given
            elif ask.name in needed_of(record) and not any(fault == name for fault, _says in self.faults):
                self.faults.append(
                    (self.places[place], _("{label} is missing.", label=ask.label or label_of(ask.name)))
                )
        return data

    def _given(self, ask: Ask, shape: Shape, name: str, place: str, held: Any) -> Any:
        """Return the plain data of one field; an empty text stands for nothing written."""
        if shape.control == "prose":
            return self._prose(name, held)
        if shape.control == "record":
            return self._record(ask, shape, name, place, held)
        if shape.control == "rows":
            return self._rows(ask, shape, name, place, held or ())
        if shape.control in ("several", "words"):
            return _in_their_order(self._chosen(name), held or ())
        if shape.control == "list":
            return self._list(name, shape)
        if shape.control == "pairs":
            return self._pairs(name)
        return bool(self._answers.one(name)) if shape.control == "tick" else self._scalar(ask, shape, name)

    def _scalar(self, ask: Ask, shape: Shape, name: str) -> str:
        written = self._answers.one(name)
        if not written:
            return ""
        if shape.control in ("number", "whole"):
            found = number_in(written, self._tongue.person)
            if found is None or (shape.control == "whole" and "." in found):
                return self._fault(name, _("“{written}” is not a number for {label}. Write digits alone, without a unit.",
                                           written=written[:60], label=ask.label or label_of(ask.name)))  # fmt: skip
            return found
        if shape.control == "date":
            return day_in(written) or self._fault(
                name,
                _(
                    "“{written}” is not a day. Write an existing day such as 2027-06-30 or 30/6/2027.",
                    written=written[:60],
                ),
            )
        return written

    def _fault(self, name: str, says: Message) -> str:
        self.faults.append((name, says))
        return ""

    def _prose(self, name: str, held: Prose | None) -> Any:
        """Return a text as a person of the folder would write it: one string, or words by language."""
        typed = {language: self._answers.one(f"{name}-{language}") for language in self._tongue.plan}
        before = dict(held.texts) if held is not None else {}
        plain = set(before) <= {PREVAILING} and not any(typed[language] for language in self._tongue.plan[1:])
        if plain:
            return typed[self._tongue.plan[0]]
        kept = {language: words for language, words in before.items() if language not in (PREVAILING, *typed)}
        return {language: words for language, words in {**kept, **typed}.items() if words} or ""

    def _record(self, ask: Ask, shape: Shape, name: str, place: str, held: Any) -> Any:
        parts = parts_of(ask, shape.record)
        if not self._answers.any_below(f"{name}-"):
            return ""
        self.places[place] = f"{name}-{parts[0].name}"
        return self.plain(parts, shape.record, held, f"{name}-", f"{place}/")

    def _rows(self, ask: Ask, shape: Shape, name: str, place: str, held: tuple[Any, ...]) -> list[Any]:
        rows: list[Any] = []
        parts = parts_of(ask, shape.record)
        seen: set[str] = set()
        for number in self._answers.rows(name):
            prefix = f"{name}-{number}-"
            if not self._answers.any_below(prefix):
                continue
            key = next((key for each in ROW_KEYS if (key := self._answers.one(prefix + each))), "") or str(
                len(rows) + 1
            )
            if key in seen:
                self._fault(
                    f"{prefix}{parts[0].name}", _("“{id}” stands twice; give each row an id of its own.", id=key)
                )
            seen.add(key)
            before = held[number] if number < len(held) else None
            rows.append(self.plain(parts, shape.record, before, prefix, f"{place}/{key}/"))
        return rows

    def _chosen(self, name: str) -> tuple[str, ...]:
        """Return the ticked ids, or those typed on one line."""
        if self._answers.one(f"{name}-typed"):
            return tuple(dict.fromkeys(each.strip() for each in self._answers.one(name).split(",") if each.strip()))
        return self._answers.all(name)

    def _list(self, name: str, shape: Shape) -> list[str]:
        words = [each.strip() for each in self._answers.one(name).replace(";", ",").split(",") if each.strip()]
        if shape.whole_numbers and not all(word.isdecimal() for word in words):
            self._fault(name, _("“{written}” holds something that is no whole number.", written=", ".join(words)[:60]))
        return words

    def _pairs(self, name: str) -> dict[str, str] | str:
        pairs: dict[str, str] = {}
        for line in filter(None, (line.strip() for line in self._answers.one(name).split("\n"))):
            key, colon, words = (part.strip() for part in line.partition(":"))
            if not colon or not key:
                return self._fault(name, _("“{line}” is not written as “name: value”.", line=line[:60]))
            pairs[key] = words
        return pairs


def _in_their_order(chosen: Iterable[str], held: Iterable[str]) -> list[str]:
    """Return what is chosen in the order in which it stood; a list of ticks is sorted by name and says nothing of order."""
    chosen = tuple(chosen)
    return [*(each for each in held if each in chosen), *(each for each in chosen if each not in held)]


def raw_of(value: Any) -> Any:
    """Return a value as plain data, live fields included; what has its default is left out."""
    if isinstance(value, Prose):
        return value.raw()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: raw_of(held) for key, held in value.items()}
    if isinstance(value, tuple):
        return [raw_of(row) for row in value]
    return (
        {name: raw_of(held) for name, held in written_fields(value).items()}
        if hasattr(value, "__dataclass_fields__")
        else value
    )

"""What stands in the fields of a form: taken from a value, or as a person typed it.

Both are the same thing, names of fields with what is written in them, so that a form that comes back shows exactly what
was typed. A field inside another has the name ``targets-0-limit``; ``targets-rows`` counts the rows, ``targets-1-gone``
marks one that was taken out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from opensmp.i18n import Message
from opensmp.plan.prose import PREVAILING, Prose
from opensmp.plan.value import default_of, has_default
from opensmp.web.shapes import shapes_of

MOST_ROWS = 500
"""Rows of one table that a form reads; a larger table is imported, not typed."""


class Ask(NamedTuple):
    """A field that a form shows: its name in the value, and how it is asked for.

    ``label`` stands in ``labels`` where none is given; ``parts`` are the fields of what is inside (all where none are given);
    ``long`` gives several lines; ``fixed`` shows the field without letting it change.
    """

    name: str
    label: Message | None = None
    hint: Message | None = None
    long: bool = False
    parts: tuple[Ask, ...] = ()
    fixed: bool = False


class Tongue(NamedTuple):
    """Whose words: ``person`` is the language of the screen, ``plan`` those of the plan, the prevailing one first."""

    person: str
    plan: tuple[str, ...]


class Answers:
    """The fields of a form by name."""

    def __init__(self, held: Mapping[str, Sequence[str]]) -> None:
        self._held = held

    def one(self, name: str) -> str:
        """Return what is written in a field, without space around it and with plain ends of lines."""
        found = self._held.get(name) or ("",)
        return found[-1].replace("\r\n", "\n").replace("\r", "\n").strip()

    def all(self, name: str) -> tuple[str, ...]:
        """Return what is chosen in a field that takes several."""
        return tuple(each for each in self._held.get(name, ()) if each)

    def count(self, name: str) -> int:
        """Return how many rows a table has, those taken out included."""
        written = self.one(f"{name}-rows")
        return min(int(written), MOST_ROWS) if written.isdecimal() else 0

    def rows(self, name: str) -> tuple[int, ...]:
        """Return the rows of a table that are still there."""
        return tuple(row for row in range(self.count(name)) if not self.one(f"{name}-{row}-gone"))

    def any_below(self, prefix: str) -> bool:
        """Whether anything is written in the fields of a part."""
        return any(any(held) for name, held in self._held.items() if name.startswith(prefix))


def parts_of(ask: Ask, record: Any) -> tuple[Ask, ...]:
    """Return the fields of what is inside an asked field."""
    return ask.parts or tuple(Ask(name) for name, shape in shapes_of(record).items() if shape.control != "kept")


def answers_of(asks: Iterable[Ask], value: Any, tongue: Tongue, prefix: str = "") -> dict[str, list[str]]:
    """Return what stands in the fields of a form for ``value`` (None: a new one)."""
    held: dict[str, list[str]] = {}
    if value is None:
        return held
    record: Any = type(value)
    shapes = shapes_of(record)
    for ask in asks:
        name, given, shape = prefix + ask.name, getattr(value, ask.name), shapes[ask.name]
        if shape.control == "prose":
            held.update({f"{name}-{language}": [words_in(given, language, tongue)] for language in tongue.plan})
        elif shape.control == "record":
            held.update(answers_of(parts_of(ask, shape.record), given, tongue, f"{name}-"))
        elif shape.control == "rows":
            held[f"{name}-rows"] = [str(len(given))]
            for place, row in enumerate(given):
                held.update(answers_of(parts_of(ask, shape.record), row, tongue, f"{name}-{place}-"))
        else:
            held[name] = _written(given, shape.control, tongue.person)
    return held


def defaults_of(asks: Iterable[Ask], record: Any, tongue: Tongue) -> dict[str, list[str]]:
    """Return what stands in the fields of a form for a new value: what each field holds when nobody says otherwise."""
    known = {each.name: default_of(each) for each in fields(record) if has_default(each)}
    shapes = shapes_of(record)
    plain = ("text", "word", "tick", "number", "whole")
    return {
        ask.name: _written(known[ask.name], shapes[ask.name].control, tongue.person)
        for ask in asks
        if ask.name in known and shapes[ask.name].control in plain
    }


def words_in(prose: Prose, language: str, tongue: Tongue) -> str:
    """Return the words of exactly one language; a text without a language is in the plan's prevailing one."""
    words = dict(prose.texts)
    return words.get(language, words.get(PREVAILING, "") if language == tongue.plan[0] else "")


def _written(given: Any, control: str, language: str) -> list[str]:
    if control in ("several", "words"):
        return list(given)
    if control == "list":
        return [", ".join(str(each) for each in given)]
    if control == "pairs":
        return ["\n".join(f"{name}: {words}" for name, words in given.items())]
    if control == "tick":
        return ["on"] if given else []
    if isinstance(given, Decimal | int):
        return [shown_number(given, language)]
    return ["" if given is None else str(given)]


def shown_number(number: Decimal | int, language: str) -> str:
    """Return a number as it stands in a field: without separators of thousands, with the decimal sign of the language."""
    digits = f"{number:f}" if isinstance(number, Decimal) else str(number)
    return digits.replace(".", ",") if language == "id" else digits


def number_in(written: str, language: str) -> str | None:
    """Return a typed number as the plan writes it, or None where it is none: ``1.000,5`` in Indonesian, ``1,000.5`` in English."""
    plain = written.replace("\u00a0", "").replace(" ", "")
    thousands, decimal = (".", ",") if language == "id" else (",", ".")
    if re.fullmatch(rf"-?[0-9]{{1,3}}(?:\{thousands}[0-9]{{3}})+(?:\{decimal}[0-9]+)?", plain):
        plain = plain.replace(thousands, "")
    plain = plain.replace(",", ".")
    if not re.fullmatch(r"-?[0-9]{1,30}(?:\.[0-9]{1,9})?", plain):
        return None
    return f"{Decimal(plain):f}"


def day_in(written: str) -> str | None:
    """Return a typed day as the plan writes it, or None where there is no such day; 31/12/2027 is read day first."""
    found = re.fullmatch(r"([0-9]{1,2})[/. -]([0-9]{1,2})[/. -]([0-9]{4})", written)
    iso = f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}" if found else written
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", iso):
        return None
    try:
        return date.fromisoformat(iso).isoformat()
    except ValueError:
        return None

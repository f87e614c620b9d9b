"""Registers as tables for people's spreadsheets: columns, rows out, and rows in with what each would change."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from opensmp.exchange.errors import Unreadable
from opensmp.exchange.values import value_from_plain
from opensmp.i18n import LANGUAGES, speak
from opensmp.plan.difference import differences
from opensmp.plan.prose import PREVAILING, Prose
from opensmp.tables import Cell, unquoted
from opensmp.web.answers import day_in
from opensmp.web.labels import label_of
from opensmp.web.names import Names
from opensmp.web.reading_forms import raw_of
from opensmp.web.rows.kinds import KINDS, Kind
from opensmp.web.shapes import Shape, shapes_of

TABLES: Mapping[str, Kind] = {
    key: kind for key, kind in KINDS.items() if kind.place.startswith("registers/") or key in ("people", "offices")
}
"""The registers that leave and come in as tables."""

_PLAIN = ("text", "prose", "number", "whole", "date", "tick", "word")
_LISTS = ("several", "words", "list")
_BETWEEN = "; "
_YES = frozenset({"yes", "true", "1", "x", "ya", "y", "benar"})
_NEAR = 0.8
"""How alike two headings must be for a proposal; what is not the same word is marked as a doubt."""


class Column(NamedTuple):
    """A column of a register's table: the field, and for text in two languages which one."""

    key: str
    field: str
    language: str
    shape: Shape


class Proposal(NamedTuple):
    """What a column of a file is taken for: the key of ours ("" leaves it out), and whether that is certain."""

    number: int
    header: str
    key: str
    sure: bool
    sample: str


class RowChange(NamedTuple):
    """What one row of a file would do: ``new``, ``changed``, ``same`` or ``wrong``."""

    line: int
    key: str
    kind: str
    value: Any
    says: tuple[tuple[str, str, str], ...] = ()
    problems: tuple[str, ...] = ()


def columns_of(kind: Kind, languages: Sequence[str]) -> tuple[Column, ...]:
    """Return the columns of a register; what has rows of its own (targets, hours) stays with its form."""
    found = []
    for name, shape in shapes_of(kind.record).items():
        if shape.control == "prose":
            found += [
                Column(name if n == 0 else f"{name} ({language})", name, language, shape)
                for n, language in enumerate(languages)
            ]
        elif shape.control in (*_PLAIN, *_LISTS, "one"):
            found.append(Column(name, name, "", shape))
    return tuple(found)


def table_of(kind: Kind, rows: Iterable[Any], languages: Sequence[str]) -> tuple[tuple[str, ...], list[list[Cell]]]:
    """Return the header and the rows of a register."""
    columns = columns_of(kind, languages)
    return tuple(column.key for column in columns), [
        [_cell(row, column, languages) for column in columns] for row in rows
    ]


def _cell(row: Any, column: Column, languages: Sequence[str]) -> Cell:
    held = getattr(row, column.field)
    if isinstance(held, Prose):
        return _words(held, column.language, languages)
    if isinstance(held, tuple):
        return _BETWEEN.join(str(each) for each in held)
    if isinstance(held, bool | int | Decimal | date) or held is None:
        return held
    return str(held)


def _words(held: Prose, language: str, languages: Sequence[str]) -> str:
    texts = dict(held.texts)
    return texts.get(language) or (texts.get(PREVAILING, "") if language == languages[0] else "")


def read_table(path: Path) -> tuple[list[str], list[list[str]]]:
    """Return header and rows of a clean CSV file; an apostrophe that neutralised a cell is taken off again."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        header = next(reader, [])
        return header, [[unquoted(cell) for cell in row] for row in reader if any(cell.strip() for cell in row)]


def propose(header: Sequence[str], rows: Sequence[Sequence[str]], columns: Sequence[Column]) -> list[Proposal]:
    """Say which column of a file is which of ours: by its name, by what we call it in either language, or nearly so."""
    known = {_plain(name): column.key for column in reversed(columns) for name in _names(column)}
    taken: set[str] = set()
    found = []
    for number, name in enumerate(header):
        key = known.get(_plain(name), "")
        near = "" if key else next((known[each] for each in get_close_matches(_plain(name), known, 1, _NEAR)), "")
        chosen = next((each for each in (key, near) if each and each not in taken), "")
        taken.add(chosen)
        sample = next((row[number] for row in rows if number < len(row) and row[number].strip()), "")
        found.append(Proposal(number, name, chosen, bool(key) and chosen == key, sample[:60]))
    return found


def _names(column: Column) -> Iterator[str]:
    yield column.key
    for language in LANGUAGES:
        said = label_of(column.field).text(language)
        yield said if column.key == column.field else f"{said} ({column.language})"


def _plain(name: str) -> str:
    return "".join(sign for sign in name.casefold() if sign.isalnum())


def changes_of(
    kind: Kind, rows: Sequence[Sequence[str]], chosen: Mapping[int, Column], held: Mapping[str, Any], names: Names,
    languages: Sequence[str],
) -> list[RowChange]:  # fmt: skip
    """Return what each row of a file would do. An empty cell changes nothing; fields without a column stay as they are."""
    reader = _Reader(kind, names, languages)
    seen: dict[str, int] = {}
    found = []
    for line, cells in enumerate(rows, 2):
        given = {
            column: cells[number].strip()
            for number, column in chosen.items()
            if number < len(cells) and cells[number].strip()
        }
        found.append(reader.change(line, given, held, seen))
    return found


class _Reader:
    """Reads rows of one register."""

    def __init__(self, kind: Kind, names: Names, languages: Sequence[str]) -> None:
        self._kind = kind
        self._names = names
        self._languages = languages
        self._by_name: dict[tuple[str, ...], dict[str, str]] = {}

    def change(
        self, line: int, given: Mapping[Column, str], held: Mapping[str, Any], seen: dict[str, int]
    ) -> RowChange:
        key = next((words for column, words in given.items() if column.field == "id"), "")
        if not key:
            return RowChange(line, "", "wrong", None, problems=("id",))
        if key in seen:
            return RowChange(line, key, "wrong", None, problems=(f"id · {seen[key]}",))
        seen[key] = line
        before = held.get(key)
        plain = dict(raw_of(before)) if before is not None else {}
        for column, words in given.items():
            plain[column.field] = self._value(column, words, plain.get(column.field))
        try:
            value = value_from_plain(plain, self._kind.record).value
        except Unreadable as trouble:
            language = self._names.language
            says = tuple(
                f"{problem.key}: {problem.says.text(language)} {problem.remedy.text(language)}"
                for problem in trouble.problems
            )
            return RowChange(line, key, "wrong", None, problems=says)
        if before is None:
            return RowChange(line, key, "new", value)
        if value == before:
            return RowChange(line, key, "same", value)
        return RowChange(line, key, "changed", value, tuple(self._told(before, value)))

    def _told(self, before: Any, after: Any) -> Iterator[tuple[str, str, str]]:
        """Yield what changes in a row: the field, before, after."""
        for each in differences(before, after):
            label = label_of(each.where[0]).text(self._names.language)
            yield label, self._said(each.before), self._said(each.after)

    def _said(self, held: Any) -> str:
        if isinstance(held, Prose):
            return " / ".join(words for _language, words in held.each())
        return (
            ""
            if held is None
            else speak(held, self._names.language)
            if isinstance(held, str | int | Decimal | date)
            else str(held)
        )

    def _value(self, column: Column, words: str, held: Any) -> Any:
        """Return what a cell says as plain data of its field."""
        control = column.shape.control
        if control == "prose":
            return self._prose(column.language, words, held)
        if control in _LISTS:
            parts = [part.strip() for part in words.replace("\n", ";").replace(",", ";").split(";") if part.strip()]
            return [self._word(column.shape, part) for part in parts]
        if control == "date":
            return day_in(words) or words
        if control == "tick":
            return words.casefold() in _YES
        return self._word(column.shape, words)

    def _prose(self, language: str, words: str, held: Any) -> Any:
        if len(self._languages) == 1 and not isinstance(held, dict):
            return words
        texts = dict(held) if isinstance(held, dict) else {self._languages[0]: held} if held else {}
        return {**texts, language: words}

    def _word(self, shape: Shape, words: str) -> str:
        """Return an id for a name, and a word of the vocabulary for the word that a person says."""
        if shape.kinds:
            return self._id(shape.kinds, words)
        if shape.words:
            spoken = {each.casefold(): each for each in shape.words}
            spoken |= {speak(each, language).casefold(): each for language in LANGUAGES for each in shape.words}
            return spoken.get(words.casefold(), words)
        return words

    def _id(self, kinds: tuple[str, ...], words: str) -> str:
        if any(words in self._names.table(kind) for kind in kinds):
            return words
        if kinds not in self._by_name:
            self._by_name[kinds] = {
                name.casefold(): key for kind in kinds for key, name in self._names.table(kind).items()
            }
        return self._by_name[kinds].get(words.casefold(), words)

"""From the types of the plan's values to functions that read them, each made when its type is first met.

A reader takes an event and the source it came from, and returns the value. What is wrong is noted where it stands and the
reading goes on, so that one run finds everything. No validation library stands between: see ``docs/decisions/0004``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import date
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Any, Final, Literal, TypeAlias, Union, get_args, get_origin

from yaml.events import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from opensmp.exchange.faults import did_you_mean
from opensmp.exchange.scalars import (
    NOTHING,
    TRUTHS,
    day_of,
    decimal_of,
    forbidden_characters,
    integer_of,
    invisible_characters,
)
from opensmp.exchange.source import Source, Stop, shown
from opensmp.i18n import LANGUAGES, Message, _
from opensmp.plan.prose import Prose
from opensmp.plan.references import Refers
from opensmp.plan.value import field_types, unwrapped

Reader: TypeAlias = Callable[[Source, Any], Any]

NOTHING_WRITTEN: Final = object()
"""Stands for a key with nothing behind it, which is the same as no key."""
WRONG: Final = object()
"""Stands for a value whose fault is noted."""
LONGEST_ID = 120
MOST_ROWS = 100_000
"""Entries of one list: the largest register that is measured, and what keeps the memory of a hostile file bounded."""


def reader(declared: Any) -> Reader:
    """Return the function that reads a value of the type ``declared``."""
    if type(declared) is type:  # most are, and nothing is to be taken apart
        return _SCALARS[declared] if declared in _SCALARS else _record(declared)
    inner, notes = unwrapped(declared)
    refers = next((note for note in notes if isinstance(note, Refers)), None)
    if refers is not None and refers.bound:
        return _reference(refers.kinds)
    origin, parts = get_origin(inner), get_args(inner)
    if origin is Literal:
        return _word(parts)
    if origin is tuple:
        return _rows(parts[0])
    if origin in (Union, UnionType):
        return reader(next(part for part in parts if part is not type(None)))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping(reader(parts[0]), reader(parts[1]))
    return _SCALARS[inner] if inner in _SCALARS else _record(inner)


def text(source: Source, event: Any) -> Any:
    """Read words exactly as they were written; a number or a day keeps the form it has in the file."""
    if event.__class__ is not ScalarEvent:
        return wrong(
            source, event, _("A text belongs here, not a list or a group of keys."), _("Write it in one piece.")
        )
    written: str = event.value
    if event.implicit[0]:
        return NOTHING_WRITTEN if written in NOTHING else written
    if event.style == '"' and not written.isprintable() and forbidden_characters().search(written):
        return wrong(source, event, _("The text holds a control character."), _("Remove the escape that writes it."))
    return written


def wrong(source: Source, event: Any, says: Message, remedy: Message) -> object:
    """Note a fault at ``event``, pass over the value, and return the mark of a wrong value."""
    source.fault(event, says, remedy)
    source.skip(event)
    return WRONG


def _plain(understand: Callable[[str], Any], says: Callable[[str], Message], remedy: Message, quoted: bool) -> Reader:
    """Return a reader of one word that ``understand`` turns into a value (None: it is not one)."""

    def read(source: Source, event: Any) -> Any:
        if event.__class__ is not ScalarEvent:
            return wrong(source, event, _("One value belongs here, not a list or a group of keys."), remedy)
        written: str = event.value
        if event.implicit[0] and written in NOTHING:
            return NOTHING_WRITTEN
        found = understand(written) if event.implicit[0] or quoted else None
        return wrong(source, event, says(shown(written)), remedy) if found is None else found

    return read


def _prose(source: Source, event: Any) -> Any:
    if event.__class__ is not MappingStartEvent:
        words = text(source, event)
        return Prose.of(words) if isinstance(words, str) else words
    found = _languages(source, event)
    return Prose.of({language: words for language, words in found.items() if isinstance(words, str)})


def _word(words: tuple[str, ...]) -> Reader:
    known = {word: word for word in words}
    offered = tuple(word for word in words if word)

    def read(source: Source, event: Any) -> Any:
        written = text(source, event)
        if written in known or not isinstance(written, str):
            return written
        otherwise = _("Use one of: {words}.", words=offered)
        says = _("“{written}” is not one of the words that belong here.", written=shown(written))
        return wrong(source, event, says, did_you_mean(written, offered, otherwise))

    return read


def _reference(kinds: tuple[str, ...]) -> Reader:
    def read(source: Source, event: Any) -> Any:
        written = text(source, event)
        if isinstance(written, str):
            source.references.append((kinds, written, event.start_mark))
        return written

    return read


def _identity(source: Source, event: Any) -> Any:
    """Read the id of a row: one line, short, without the marks that references are written with."""
    written = text(source, event)
    if not isinstance(written, str) or _is_an_id(written):
        return written
    says = _("“{written}” cannot be an id.", written=shown(written))
    return wrong(
        source, event, says, _("Use at most {n} letters, digits and signs on one line, without [ and ].", n=LONGEST_ID)
    )


def _is_an_id(written: str) -> bool:
    plain = written == written.strip() and "[" not in written and "]" not in written
    visible = written.isprintable() or not invisible_characters().search(written)
    return plain and visible and len(written) <= LONGEST_ID


def _rows(declared: Any) -> Reader:
    item = reader(declared)

    def read(source: Source, event: Any) -> Any:
        if event.__class__ is not SequenceStartEvent:
            if event.__class__ is ScalarEvent and text(source, event) is NOTHING_WRITTEN:
                return NOTHING_WRITTEN
            return wrong(source, event, _("A list belongs here."), _("Begin each entry with a hyphen: - …"))
        rows: list[Any] = []
        seen: dict[str, Any] = {}
        while (event := source.take()).__class__ is not SequenceEndEvent:
            row = item(source, event)
            if row is NOTHING_WRITTEN:
                wrong(source, event, _("This entry of the list is empty."), _("Fill it in or remove the hyphen."))
            elif row is not WRONG:
                rows.append(row)
                _once(source, event, getattr(row, "id", None), seen)
            if len(rows) > MOST_ROWS:
                source.fault(
                    event, _("The list has more than {n} entries.", n=MOST_ROWS), _("Divide it between plans.")
                )
                raise Stop
        return tuple(rows)

    return read


def _once(source: Source, event: Any, identity: object, seen: dict[str, Any]) -> None:
    """Note an id that an earlier row of the list has."""
    if not isinstance(identity, str) or not identity:
        return
    first = seen.setdefault(identity, event)
    if first is not event:
        line = _line(first)
        says = _("The id “{id}” stands twice in this list; the first is in line {line}.", id=shown(identity), line=line)
        source.fault(event, says, _("Give one of the two another id, or remove it."))


def _line(event: Any) -> str:
    return str(event.start_mark.line + 1)


def _key(source: Source, event: Any, seen: dict[str, Any]) -> str | None:
    """Read a key of a mapping; None where it is not one, or stands there already."""
    if event.__class__ is not ScalarEvent:
        wrong(source, event, _("A key must be one word."), _("Write it as “key: value”; put [ and { in quotes."))
        return None
    name: str = event.value
    if name in seen:
        says = _("The key “{key}” stands twice; the first is in line {line}.", key=shown(name), line=_line(seen[name]))
        source.fault(event, says, _("Keep one of the two."))
        return None
    seen[name] = event
    return name


def _mapping(keys: Reader, values: Reader) -> Reader:
    def read(source: Source, event: Any) -> Any:
        if event.__class__ is not MappingStartEvent:
            if event.__class__ is ScalarEvent and text(source, event) is NOTHING_WRITTEN:
                return NOTHING_WRITTEN
            return wrong(source, event, _("Keys with values belong here."), _("Write “key: value”, one on each line."))
        held: dict[str, Any] = {}
        seen: dict[str, Any] = {}
        while (event := source.take()).__class__ is not MappingEndEvent:
            name = _key(source, event, seen)
            if name is None or keys(source, event) is WRONG:
                source.skip(source.take())
            elif (found := values(source, source.take())) is not NOTHING_WRITTEN and found is not WRONG:
                held[name] = found
        return held

    return read


@cache
def _record(cls: Any) -> Reader:
    types, declared = field_types(cls), fields(cls)
    readers = {each.name: _identity if each.name == "id" else reader(types[each.name]) for each in declared}
    blank = {each.name: NOTHING_WRITTEN if each.default is MISSING else each.default for each in declared}
    made = {each.name: each.default_factory for each in declared if each.default_factory is not MISSING}
    needed = tuple(name for name, default in blank.items() if default is NOTHING_WRITTEN and name not in made)

    def read(source: Source, event: Any) -> Any:
        if event.__class__ is not MappingStartEvent:
            if event.__class__ is ScalarEvent and text(source, event) is NOTHING_WRITTEN:
                return NOTHING_WRITTEN
            return wrong(source, event, _("Keys with values belong here."), _known(readers))
        value = object.__new__(cls)
        held = value.__dict__
        held.update(blank)
        for name, make in made.items():
            held[name] = make()
        start = event
        seen: dict[str, Any] = {}
        while (event := source.take()).__class__ is not MappingEndEvent:
            name = event.value if event.__class__ is ScalarEvent else ""
            if name in readers and name not in seen:
                seen[name] = event
                found = readers[name](source, source.take())
                if found is not NOTHING_WRITTEN and (found is not WRONG or name in needed):
                    held[name] = found
            else:
                _strange(source, event, seen, readers)
        for name in needed:
            if held[name] is NOTHING_WRITTEN:
                source.fault(start, _("The key “{key}” is missing.", key=name), _("Add it here."))
        return value

    return read


def _strange(source: Source, event: Any, seen: dict[str, Any], readers: Mapping[str, Reader]) -> None:
    """Note a key that is not one, stands twice or is unknown, and pass over its value."""
    name = _key(source, event, seen)
    if name is not None:
        remedy = did_you_mean(name, [known for known in readers if known not in seen], _known(readers))
        source.fault(event, _("The key “{key}” is unknown here.", key=shown(name)), remedy)
    source.skip(source.take())


def _known(readers: Mapping[str, Reader]) -> Message:
    return _("The keys known here are: {keys}.", keys=tuple(readers))


_languages = _mapping(_word(LANGUAGES), text)
_SCALARS: dict[Any, Reader] = {
    str: text,
    Prose: _prose,
    int: _plain(
        integer_of,
        lambda written: _("“{written}” is not a whole number.", written=written),
        _("Write digits alone, without a unit, a separator or quotes."),
        quoted=False,
    ),
    Decimal: _plain(
        decimal_of,
        lambda written: _("“{written}” is not a number.", written=written),
        _("Write it as 1234.5: a decimal point, no separator of thousands, no unit, no quotes."),
        quoted=False,
    ),
    bool: _plain(
        TRUTHS.get,
        lambda written: _("“{written}” is neither true nor false.", written=written),
        _("Write true or false."),
        quoted=False,
    ),
    date: _plain(
        day_of,
        lambda written: _("“{written}” is not a day.", written=written),
        _("Write an existing day as year-month-day, such as 2027-06-30."),
        quoted=True,
    ),
}

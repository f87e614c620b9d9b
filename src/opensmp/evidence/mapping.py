"""The mapping: how the columns of one kind of file become the fields of a canonical table, as a small file for people.

Nothing about a file is guessed twice: the format, the zone, the direction of a scale and the words of each state are
decided once, shown, and kept in a mapping that anybody can read, correct and use again next month.
"""

from __future__ import annotations

import hashlib
from collections import abc
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any

from opensmp.evidence._mapping_file import Reader, as_yaml
from opensmp.i18n import Unreadable, _
from opensmp.measures.records import TABLES, Field, Table

LARGEST = 1 << 20
"""A mapping file above this many bytes is not one."""
WITH_GAPS = "with gaps"
"""What a mapping says of numbers that the tool gives to other things too, or leaves out."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """How one field is read from the column headed ``column``; each field uses the parts that suit its kind.

    ``format`` and ``zone`` of a time · ``unit`` and ``decimal`` of a duration or number · ``after``: the cell is a
    duration that starts at that time field · ``since``: the cell is a time, and the field is how long it is after that
    time field · ``yes`` and ``no``: the words of a flag · ``form``: *filled* (any text is yes) or *sign* (what remains
    of an allowance: a leading minus is no) · ``values``: the words of a state, the rank of a label, or other words for a
    text · ``separator`` of a list · ``html``: tags are removed · ``pseudonym``: a
    text that may be a person's name is replaced · ``missing``: markers beside those of the mapping ·
    ``unreadable``: *refuse* the row, or leave the field *empty*.
    """

    column: str
    format: str = ""
    zone: str = ""
    unit: str = ""
    decimal: str = "."
    after: str = ""
    since: str = ""
    form: str = ""
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    values: abc.Mapping[str, str | int] = field(default_factory=dict)
    separator: str = ""
    html: bool = False
    pseudonym: bool = False
    missing: tuple[str, ...] = ()
    unreadable: str = "refuse"


@dataclass(frozen=True, kw_only=True)
class History:
    """The rows are events: a record is its last row, and the earlier rows are its history.

    ``order``: the header whose number or time puts the events of a record in order; without one, the order of the file ·
    ``at``: the time field that dates an event · ``highest``: counters of which the record takes the highest value of its
    history · ``acknowledged``: the first event whose state is not *new* counts as the first response · ``pauses``: the
    spells in a paused state become pauses. A spell that still lasts at the end of a history stays open.
    """

    order: str = ""
    at: str = "updated_at"
    highest: tuple[str, ...] = ()
    acknowledged: bool = False
    pauses: bool = True


@dataclass(frozen=True, kw_only=True)
class Mapping:
    """The reading of one kind of file: ``columns`` by canonical field, ``constants`` for fields the file does not have.

    ``only`` picks the rows of one kind out of a file that mixes kinds: a header, and the words it must hold. ``numbers``:
    *with gaps* where the tool gives numbers to other things too, so that a missing number says nothing.
    """

    source: str
    table: str
    columns: abc.Mapping[str, Column]
    only: abc.Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    zone: str = ""
    missing: tuple[str, ...] = ()
    constants: abc.Mapping[str, str | int] = field(default_factory=dict)
    history: History | None = None
    numbers: str = ""

    @property
    def canonical(self) -> Table:
        """The canonical table that the file becomes."""
        return TABLES[self.table]

    @property
    def read_fields(self) -> tuple[Field, ...]:
        """The fields that the file fills, in the order of the canonical table."""
        return tuple(each for each in self.canonical.fields if each.name in self.columns)

    @property
    def digest(self) -> str:
        """The SHA-256 of the mapping's file form: what a batch was read with."""
        return hashlib.sha256(as_text(self).encode()).hexdigest()


def load(path: Path) -> Mapping:
    """Read a mapping file.

    Raises Unreadable saying what is wrong, where, and how to mend it.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except OSError as trouble:
        reason = trouble.strerror or type(trouble).__name__
        raise Unreadable(
            _("The mapping {file} cannot be opened: {reason}", file=path.name, reason=reason),
            _("Write one with: opensmp records inspect FILE"),
        ) from trouble
    if len(raw) > LARGEST:
        raise Unreadable(
            _("{file} is larger than a mapping can be", file=path.name), _("Give the mapping, not the records")
        )
    try:
        return from_text(raw.decode("utf-8-sig"), path.name)
    except UnicodeDecodeError as trouble:
        raise Unreadable(
            _("The mapping {file} is not UTF-8 text", file=path.name), _("Save it again as UTF-8")
        ) from trouble


def dump(mapping: Mapping, path: Path, notes: abc.Mapping[str, str] | None = None) -> None:
    """Write a mapping file; ``notes`` become comments above the fields they speak about."""
    path.write_text(as_text(mapping, notes), encoding="utf-8", newline="\n")


def from_text(text: str, name: str = "mapping") -> Mapping:
    """Read a mapping from its text; ``name`` is what errors call it."""
    reader = Reader(name)
    top = reader.document(text)
    reader.only(top, ("source", "table", "zone", "missing", "numbers", "only", "columns", "constants", "history"), "")
    table = reader.one_of(top, "table", tuple(TABLES), required=True)
    columns = reader.section(top, "columns", required=True)
    known = TABLES[table].by_name
    reader.only(columns, tuple(known), "columns")
    read = {key: _column(reader, known[key], value) for key, value in columns.items()}
    mapping = Mapping(
        source=reader.text(top, "source", required=True),
        table=table,
        zone=reader.zone(top, "zone"),
        missing=reader.words(top, "missing"),
        only=_only(reader, top),
        columns=read,
        constants=_constants(reader, top, known),
        history=_history(reader, top, known),
        numbers=reader.one_of(top, "numbers", (WITH_GAPS,), default=""),
    )
    _check_whole(reader, mapping)
    return mapping


def as_text(mapping: Mapping, notes: abc.Mapping[str, str] | None = None) -> str:
    """Return the mapping as the text of its file: the same mapping always gives the same text."""
    top: dict[str, Any] = {"source": mapping.source, "table": mapping.table}
    if mapping.zone:
        top["zone"] = mapping.zone
    if mapping.missing:
        top["missing"] = list(mapping.missing)
    if mapping.numbers:
        top["numbers"] = mapping.numbers
    if mapping.only:
        top["only"] = {header: list(words) for header, words in mapping.only.items()}
    top["columns"] = {each.name: _plain(mapping.columns[each.name]) for each in mapping.read_fields}
    if mapping.constants:
        top["constants"] = dict(mapping.constants)
    if mapping.history is not None:
        top["history"] = _set(mapping.history)
    return as_yaml(top, notes or {})


def _plain(column: Column) -> str | dict[str, Any]:
    """Return what is said about a column; the header alone where nothing else is."""
    said = _set(column)
    return column.column if list(said) == ["column"] else said


def _set(value: Column | History) -> dict[str, Any]:
    """Return the parts that differ from their defaults, as plain YAML values."""
    said: dict[str, Any] = {}
    for each in fields(value):
        default = each.default_factory() if each.default_factory is not MISSING else each.default
        part = getattr(value, each.name)
        if part != default:
            said[each.name] = (
                list(part) if isinstance(part, tuple) else dict(part) if isinstance(part, abc.Mapping) else part
            )
    return said


def _column(reader: Reader, known: Field, value: Any) -> Column:
    where = f"columns.{known.name}"
    if isinstance(value, str):
        value = {"column": value}
    part = reader.mapping(value, where)
    reader.only(part, tuple(each.name for each in fields(Column)), where)
    with reader.inside(where):
        return Column(
            column=reader.text(part, "column", required=True),
            format=reader.time_format(part, "format"),
            zone=reader.zone(part, "zone"),
            unit=reader.unit(part, "unit", known.kind),
            decimal=reader.one_of(part, "decimal", (".", ","), default="."),
            after=reader.text(part, "after"),
            since=reader.text(part, "since"),
            form=reader.one_of(part, "form", ("filled", "sign"), default=""),
            yes=reader.words(part, "yes"),
            no=reader.words(part, "no"),
            values=reader.values(part, "values", known.kind),
            separator=reader.text(part, "separator"),
            html=reader.truth(part, "html"),
            pseudonym=reader.truth(part, "pseudonym"),
            missing=reader.words(part, "missing"),
            unreadable=reader.one_of(part, "unreadable", ("refuse", "empty"), default="refuse"),
        )


def _only(reader: Reader, top: abc.Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    part = reader.section(top, "only")
    with reader.inside("only"):
        return {header: reader.words(part, header) for header in part}


def _constants(reader: Reader, top: abc.Mapping[str, Any], known: abc.Mapping[str, Field]) -> dict[str, str | int]:
    part = reader.section(top, "constants")
    reader.only(part, tuple(known), "constants")
    with reader.inside("constants"):
        return {key: reader.constant(part, key, known[key].kind) for key in part}


def _history(reader: Reader, top: abc.Mapping[str, Any], known: abc.Mapping[str, Field]) -> History | None:
    if "history" not in top:
        return None
    part = reader.section(top, "history")
    reader.only(part, tuple(each.name for each in fields(History)), "history")
    counters = tuple(name for name, each in known.items() if each.kind in ("count", "number", "seconds"))
    times = tuple(name for name, each in known.items() if each.kind == "time")
    with reader.inside("history"):
        return History(
            order=reader.text(part, "order"),
            at=reader.one_of(part, "at", times, default="updated_at"),
            highest=reader.some_of(part, "highest", counters),
            acknowledged=reader.truth(part, "acknowledged"),
            pauses=reader.truth(part, "pauses", default=True),
        )


def _check_whole(reader: Reader, mapping: Mapping) -> None:
    """Refuse a mapping whose parts are right and do not fit together."""
    key = mapping.canonical.key
    if key not in mapping.columns:
        raise reader.wrong(
            _("No column gives the number of the record"),
            f"columns.{key}",
            _("Add the column that tells records apart"),
        )
    for name, column in mapping.columns.items():
        other = column.after or column.since
        if other and (other not in mapping.columns or mapping.canonical.by_name[other].kind != "time"):
            raise reader.wrong(
                _("{other} is not a time field of this mapping", other=other),
                f"columns.{name}",
                _("Name a time field that is mapped"),
            )
    if mapping.history is not None and mapping.history.at not in mapping.columns:
        raise reader.wrong(
            _("Nothing dates the events: {field} is not mapped", field=mapping.history.at),
            "history.at",
            _("Map the column that holds the time of each event"),
        )

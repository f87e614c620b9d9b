"""Raw text becomes canonical records: typed, in UTC, with pseudonyms for names, and nothing dropped.

Every row of the raw table ends in one of two places: in the canonical table (of an event log: in the history), or among the
refused rows with its number, the field and a reason. A cell that is there and cannot be read refuses its whole row, also in
an optional field, because a record that lost a time or a flag could turn a broken promise into a kept one; a mapping may say
``unreadable: empty`` of a column that does not matter so much. A record with an unreadable event is refused as a whole: its
last readable row is not its last.

Cells that are empty are no reason to refuse: a record without an opening time is kept, and measured as one.
"""

from __future__ import annotations

from collections.abc import Mapping as Named
from dataclasses import dataclass
from typing import NamedTuple

import ibis
import ibis.expr.types as ir

from opensmp.evidence import formats, zones
from opensmp.evidence.engine import tabled
from opensmp.evidence.mapping import Column, History, Mapping
from opensmp.i18n import Message, Unreadable, _
from opensmp.measures.records import TABLES, Field, Kind, Table

ROW = "_row"
"""The column of a raw table that counts its rows from 1."""

REASONS: Named[str, Message] = {
    "no-key": _("the row has no number"),
    "time": _("the time cannot be read in the column's format"),
    "seconds": _("the duration cannot be read"),
    "number": _("the number cannot be read"),
    "count": _("the whole number cannot be read"),
    "flag": _("the word is neither yes nor no"),
    "rank": _("the word has no place in the column's ranking"),
    "other-kind": _("the row is another kind of record than this mapping reads"),
    "history": _("another event of this record cannot be read"),
    "ragged": _("the row has more or fewer cells than the header"),
}
"""Why a row can be refused."""

REFUSED = ibis.schema({ROW: "int64", "key": "string", "field": "string", "column": "string", "reason": "string"})
"""What is kept of a refused row: where it stands and what is wrong, never the cell itself, which may hold anything."""

PROBLEM = "_problem"
"""The column of a typed row with what is wrong with it; missing where nothing is."""

_ORDER, _LABEL, _OTHER = "_order", "_label", "_other"
_OF_HISTORY, _OTHER_KIND = -1, -2
"""What stands for a reason that is not about one cell."""


@dataclass(frozen=True)
class Canonical:
    """What a raw table became. ``counted`` names the table that holds one row for each raw row that was read.

    ``uncertain`` counts, by time field, the local times that came twice (``ambiguous``) or never were (``nonexistent``)
    because clocks changed; it has no rows where every zone is fixed.
    """

    tables: Named[str, ir.Table]
    refused: ir.Table
    uncertain: ir.Table
    counted: str


class _Cell(NamedTuple):
    """A column to be read: the field it fills and how."""

    field: Field
    how: Column


def canonical(raw: ir.Table, mapping: Mapping, key: bytes) -> Canonical:
    """Return the canonical tables and the refused rows of a raw table (text columns and ``_row``), both as expressions.

    Raises Unreadable when the mapping names a column that the file does not have, or leaves a choice open.
    """
    return split(typed(raw, mapping, key), mapping, uncertain(raw, mapping))


def schema(table: Table) -> ibis.Schema:
    """Return the column types of a canonical table."""
    return ibis.schema({each.name: formats.TYPES[each.kind] for each in table.fields})


def typed(raw: ir.Table, mapping: Mapping, key: bytes | None) -> ir.Table:
    """Return one row for each raw row: the fields of the canonical table, and what is wrong with the row, if anything.

    It may be cached before it is split, so that a file is read once. Without a ``key`` the names of persons still stand
    there, for ``pseudonyms.pseudonymised`` to replace: a million rows name a few thousand persons.
    """
    check(raw, mapping)
    cells = _cells(mapping)
    quick = {_value(each): value for each in cells if (value := _quick(raw, each, mapping)) is not None}
    texts = raw.select(
        raw[ROW].cast("int64").name(ROW),
        _other_kind(raw, mapping).name(_OTHER),
        **{_cell(each): _column(raw, each.how) for each in cells},
        **quick,
    )
    trimmed = texts.mutate(**{_cell(each): _unread(texts, each, formats.trimmed(texts[_cell(each)])) for each in cells})
    there = trimmed.mutate(**{_cell(each): _present(trimmed, each, mapping) for each in cells})
    read = there.mutate(**{_value(each): _read(there, each, key) for each in cells})
    times = [each for each in cells if _kind(each) == "time"]
    parsed = read.mutate(**{_value(each): _settled(read[_value(each)], each, mapping) for each in times})
    problem = _problem(parsed, cells, mapping.canonical.key)
    values = {each.name: _field(parsed, each, mapping) for each in mapping.canonical.fields}
    problem = ibis.ifelse(parsed[_OTHER], ibis.literal(_OTHER_KIND), problem)
    return parsed.select(ROW, **values, **_of_history(parsed, mapping), **{PROBLEM: problem})


def numbered(rows: ir.Table, number: ir.Value, mapping: Mapping) -> ir.Table:
    """Return cached typed rows with their numbers: counting the rows of a file while they stream would cost more than reading."""
    by_place = mapping.history is not None and not mapping.history.order
    return rows.mutate(**{ROW: number}, **({_ORDER: number} if by_place else {}))


def persons(mapping: Mapping) -> tuple[str, ...]:
    """Return the fields that a file fills with names of persons."""
    fields = mapping.read_fields
    return tuple(each.name for each in fields if each.kind == "person" or mapping.columns[each.name].pseudonym)


def split(rows: ir.Table, mapping: Mapping, doubtful: ir.Table | None = None) -> Canonical:
    """Part the typed rows into canonical tables and refused rows."""
    doubtful = _none_uncertain() if doubtful is None else doubtful
    names = [each.name for each in mapping.canonical.fields]
    if mapping.history is None:
        good = rows.filter(rows[PROBLEM].isnull())
        return Canonical({mapping.table: good.select(ROW, *names)}, refused(rows, mapping), doubtful, mapping.table)
    rows = _with_whole_histories(rows, mapping)
    good = _ordered(rows.filter(rows[PROBLEM].isnull()), mapping)
    tables = {
        mapping.table: _last_rows(good, mapping, mapping.history),
        "event": _events(good, mapping, mapping.history),
    }
    if mapping.history.pauses and "state" in mapping.columns:
        tables["pause"] = _pauses(good, mapping, mapping.history)
    return Canonical(tables, refused(rows, mapping), doubtful, "event")


def check(raw: ir.Table, mapping: Mapping) -> None:
    """Refuse a mapping that does not fit the file, or leaves a choice open."""
    named = {each.how.column: each.field.name for each in _cells(mapping)} | dict.fromkeys(mapping.only, "only")
    for column, place in named.items():
        if column not in raw.columns:
            raise Unreadable(
                _("The file has no column “{column}”, which the mapping reads as {field}", column=column, field=place),
                _("Its columns are: {columns}", columns=[name for name in raw.columns if name != ROW][:40]),
            )
    for each in _cells(mapping):
        if each.how.format == formats.CHOOSE:
            raise Unreadable(
                _("It is not decided how the times of “{column}” are read", column=each.how.column),
                _("Write its format into the mapping, for example “%d/%m/%Y %H:%M”"),
            )
        if _needs_zone(each) and not (each.how.zone or mapping.zone):
            raise Unreadable(
                _("The times of “{column}” do not say their time zone", column=each.how.column),
                _("Write it into the mapping, for example “zone: Asia/Jakarta”"),
            )


def uncertain(raw: ir.Table, mapping: Mapping) -> ir.Table:
    """Return how many local times of each time field were ambiguous or never were."""
    counts = [_uncertain(raw, each, mapping) for each in _cells(mapping) if _needs_zone(each)]
    known = [count for count in counts if count is not None]
    return ibis.union(*known) if len(known) > 1 else known[0] if known else _none_uncertain()


def _uncertain(raw: ir.Table, each: _Cell, mapping: Mapping) -> ir.Table | None:
    zone = each.how.zone or mapping.zone
    if not zones.changes(zone):
        return None
    text = formats.present(formats.trimmed(_column(raw, each.how)), (*mapping.missing, *each.how.missing))
    local = raw.select(local=formats.local_time(text, each.how.format))
    twice, never = zones.uncertain(local.local, zone)
    counted = local.aggregate(ambiguous=twice.cast("int64").sum(), nonexistent=never.cast("int64").sum())
    return counted.select(
        field=ibis.literal(each.field.name),
        ambiguous=counted.ambiguous.fill_null(0),
        nonexistent=counted.nonexistent.fill_null(0),
    )


def _none_uncertain() -> ir.Table:
    return tabled([], {"field": "string", "ambiguous": "int64", "nonexistent": "int64"})


def _needs_zone(each: _Cell) -> bool:
    written = each.field.kind == "time" and not each.how.after
    return (written or bool(each.how.since)) and each.how.format not in formats.ABSOLUTE


# Cells to fields -----------------------------------------------------------------------------------------------------


def _cells(mapping: Mapping) -> list[_Cell]:
    """Return the columns to read; the order of events is one, unless a field already holds it."""
    cells = [_Cell(each, mapping.columns[each.name]) for each in mapping.read_fields]
    if mapping.history is not None and mapping.history.order and _order_field(mapping) is None:
        cells.append(_Cell(Field(_ORDER, "count", _("Order of the events")), Column(column=mapping.history.order)))
    return cells


def _order_field(mapping: Mapping) -> str | None:
    """Return the field that is read from the column that orders the events."""
    order = "" if mapping.history is None else mapping.history.order
    return next((name for name, how in mapping.columns.items() if how.column == order), None)


def _cell(each: _Cell) -> str:
    return f"_cell_{each.field.name}"


def _value(each: _Cell) -> str:
    return f"_value_{each.field.name}"


def _column(raw: ir.Table, how: Column) -> ir.StringColumn:
    return raw[how.column].cast("string")


def _quick(raw: ir.Table, each: _Cell, mapping: Mapping) -> ir.Value | None:
    """Return what a cell says at first sight; of an event log the state as the tool calls it is wanted too."""
    if mapping.history is not None and each.field.name == "state":
        return None
    return formats.quick(_kind(each), _column(raw, each.how), each.how, (*mapping.missing, *each.how.missing))


def _unread(texts: ir.Table, each: _Cell, text: ir.StringValue) -> ir.StringValue:
    """Return a text where the cell was not read at first sight; the engine computes it only there."""
    if _value(each) not in texts.columns:
        return text
    return ibis.ifelse(texts[_value(each)].notnull(), ibis.null("string"), text)


def _read(texts: ir.Table, each: _Cell, key: bytes | None) -> ir.Value:
    """Return what a cell says: at first sight, or by its rules."""
    ruled = formats.parsed(_kind(each), texts[_cell(each)], each.how, key)
    if _value(each) not in texts.columns:
        return ruled
    return ibis.ifelse(texts[_value(each)].notnull(), texts[_value(each)], ruled)


def _present(texts: ir.Table, each: _Cell, mapping: Mapping) -> ir.StringValue:
    return formats.present(texts[_cell(each)], (*mapping.missing, *each.how.missing))


def _settled(local: ir.IntegerValue, each: _Cell, mapping: Mapping) -> ir.IntegerValue:
    return formats.settled(local, each.how.format, each.how.zone or mapping.zone)


def _kind(each: _Cell) -> Kind:
    if each.how.after:
        return "seconds"
    return "time" if each.how.since else each.field.kind


def _field(parsed: ir.Table, each: Field, mapping: Mapping) -> ir.Value:
    """Return the value of a canonical field: read, computed from another time, constant, or missing."""
    kind = formats.TYPES[each.kind]
    how = mapping.columns.get(each.name)
    if how is None:
        constant = mapping.constants.get(each.name)
        return ibis.null(kind) if constant is None else ibis.literal(constant).cast(kind)
    own = parsed[f"_value_{each.name}"]
    if how.after:
        own = parsed[f"_value_{how.after}"] + own
    elif how.since:
        own = own - parsed[f"_value_{how.since}"]
    return own.cast(kind)


def _of_history(parsed: ir.Table, mapping: Mapping) -> dict[str, ir.Value]:
    """Return what only the history of an event log needs: the order, and the state as the tool calls it."""
    if mapping.history is None:
        return {}
    name = _order_field(mapping) or _ORDER
    order = parsed[f"_value_{name}"] if mapping.history.order else parsed[ROW]
    label = parsed["_cell_state"] if "state" in mapping.columns else ibis.null("string")
    return {_ORDER: order.cast("int64"), _LABEL: label}


def _problem(parsed: ir.Table, cells: list[_Cell], key: str) -> ir.Value:
    """Return the place of the first cell that cannot be read; null when all can."""
    wrong = []
    for place, each in enumerate(cells):
        there, read = parsed[_cell(each)].notnull(), parsed[_value(each)].notnull()
        if each.field.name == key:
            wrong.append((~read, place))
        elif _kind(each) in REASONS and each.how.unreadable == "refuse" and each.how.form != "filled":
            wrong.append((there & ~read, place))
    return ibis.cases(*wrong, else_=ibis.null("int64")).cast("int64")


def _other_kind(raw: ir.Table, mapping: Mapping) -> ir.BooleanValue:
    """Whether a row is not of the kind that the mapping picks."""
    kept = [
        raw[header].cast("string").strip().lower().isin([word.lower() for word in words]).fill_null(False)
        for header, words in mapping.only.items()
    ]
    return ~ibis.and_(*kept) if kept else ibis.literal(False)


def refused(rows: ir.Table, mapping: Mapping) -> ir.Table:
    """Return what is kept of the typed rows with a problem: their number, and what is wrong."""
    cells = _cells(mapping)
    bad = rows.filter(rows[PROBLEM].notnull())
    places = list(enumerate(cells))
    key = mapping.canonical.key

    def told(words: list[str]) -> ir.Value:
        known = [(bad[PROBLEM] == place, word) for (place, _each), word in zip(places, words, strict=True)]
        return ibis.cases(*known, else_=ibis.null("string"))

    reason = told(["no-key" if each.field.name == key else _kind(each) for each in cells])
    return bad.select(
        ROW,
        key=bad[key],
        field=told([each.field.name for each in cells]),
        column=told([each.how.column for each in cells]),
        reason=ibis.coalesce(reason, ibis.ifelse(bad[PROBLEM] == _OTHER_KIND, "other-kind", "history")),
    )


# Event logs ----------------------------------------------------------------------------------------------------------


def _with_whole_histories(rows: ir.Table, mapping: Mapping) -> ir.Table:
    """Refuse every event of a record that has an unreadable one."""
    key = mapping.canonical.key
    spoiled = rows.filter((rows[PROBLEM] >= 0) & rows[key].notnull()).select(_spoiled=key).distinct()
    joined = rows.left_join(spoiled, rows[key] == spoiled["_spoiled"])
    whole = ibis.ifelse(joined["_spoiled"].notnull(), ibis.literal(_OF_HISTORY, "int64"), ibis.null("int64"))
    return joined.mutate(**{PROBLEM: ibis.coalesce(joined[PROBLEM], whole)}).drop("_spoiled")


def _ordered(good: ir.Table, mapping: Mapping) -> ir.Table:
    """Add the place of each event in its record's history, from 0, and the name of the event.

    The name is made of what orders the events where that is a number or a time of the tool, so that two exports of one
    record name the same event alike; rows that share it are told apart by their order in the file.
    """
    key, order = mapping.canonical.key, [good[_ORDER], good[ROW]]
    again = ibis.row_number().over(group_by=[good[key], good[_ORDER]], order_by=good[ROW])
    place = ibis.row_number().over(group_by=good[key], order_by=order)
    back = ibis.row_number().over(group_by=good[key], order_by=[ibis.desc(good[_ORDER]), ibis.desc(good[ROW])])
    counted = good.mutate(_again=again, _place=place, _back=back)
    own = counted["_place"] if mapping.history is None or not mapping.history.order else counted[_ORDER]
    suffix = ibis.ifelse(counted["_again"] > 0, ibis.literal(".") + counted["_again"].cast("string"), ibis.literal(""))
    named = counted[key] + "#" + own.cast("string") + suffix
    return counted.mutate(_name=named)


def _last_rows(good: ir.Table, mapping: Mapping, history: History) -> ir.Table:
    """Return one record for each key: its last event, with its highest counters and its first response."""
    key = good[mapping.canonical.key]
    names = [each.name for each in mapping.canonical.fields]
    over = {name: good[name].max().over(group_by=key) for name in history.highest if name in mapping.columns}
    if history.acknowledged and "state" in mapping.columns:
        touched = ibis.ifelse(good["state"] != "new", good[history.at], ibis.null("int64"))
        over["acknowledged_at"] = touched.min().over(group_by=key)
    known = good.mutate(**over)
    return known.filter(known["_back"] == 0).select(ROW, *names)


def _events(good: ir.Table, mapping: Mapping, history: History) -> ir.Table:
    wanted = {
        "id": good["_name"],
        "record_table": ibis.literal(mapping.table),
        "record": good[mapping.canonical.key],
        "place": good["_place"],
        "at": good[history.at],
        "state_label": good[_LABEL],
    }
    shared = {
        name for name in ("state", "priority", "assignment_group", "sla_met") if name in mapping.canonical.by_name
    }
    fields = TABLES["event"].fields
    return good.select(
        ROW,
        **{
            each.name: (
                wanted[each.name].cast(formats.TYPES[each.kind])
                if each.name in wanted
                else good[each.name]
                if each.name in shared
                else ibis.null(formats.TYPES[each.kind])
            )
            for each in fields
        },
    )


def _pauses(good: ir.Table, mapping: Mapping, history: History) -> ir.Table:
    """Return the spells in a paused state: from the event that begins one to the next event in another state."""
    key = good[mapping.canonical.key]
    paused = ibis.coalesce(good["state"] == "paused", ibis.literal(False))
    marked = good.mutate(_paused=paused)
    before = marked["_paused"].lag().over(group_by=marked[mapping.canonical.key], order_by=marked["_place"])
    turned = marked.mutate(_before=before)
    turns = turned.filter(turned["_before"].isnull() | (turned["_before"] != turned["_paused"]))
    after = turns[history.at].lead().over(group_by=turns[key.get_name()], order_by=turns["_place"])
    spells = turns.mutate(_end=after)
    begun = spells.filter(spells["_paused"])
    return begun.select(
        ROW,
        id=begun["_name"],
        record_table=ibis.literal(mapping.table),
        record=begun[mapping.canonical.key],
        start_at=begun[history.at],
        end_at=begun["_end"],
        reason=begun[_LABEL],
    )

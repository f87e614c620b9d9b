"""The data-quality report of a batch: what a reader must know of an export before believing a figure made from it.

Each remark is a count with what it is a count of, found in the engine on the whole batch. Nothing is judged here: a
remark says what is there, and what usually makes it so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from itertools import pairwise, takewhile

import ibis
import ibis.expr.types as ir
from ibis.backends.duckdb import Backend

from opensmp.evidence import zones
from opensmp.evidence.intake import Intake
from opensmp.evidence.manifest import Counts, Remark, Span
from opensmp.evidence.mapping import Mapping as Reading
from opensmp.evidence.reading import counted, fetched
from opensmp.i18n import Message, _
from opensmp.measures.records import PAUSE, TABLES, Table

IN_ORDER: Mapping[str, tuple[tuple[str, str], ...]] = {
    "incident": (
        ("opened_at", "acknowledged_at"), ("opened_at", "resolved_at"), ("opened_at", "closed_at"), ("resolved_at", "closed_at"),
    ),
    "problem": (("opened_at", "root_cause_at"), ("opened_at", "resolved_at"), ("opened_at", "closed_at"), ("resolved_at", "closed_at")),
    "request": (("requested_at", "fulfilled_at"), ("requested_at", "closed_at"), ("fulfilled_at", "closed_at")),
    "change": (("requested_at", "closed_at"), ("planned_start", "planned_end"), ("actual_start", "actual_end")),
    "release": (("deployed_at", "restored_at"),),
    "outage": (("outage_start", "outage_end"),),
    "satisfaction": (("sent_at", "answered_at"),),
    "complaint": (("opened_at", "acknowledged_at"), ("opened_at", "closed_at")),
    "security_incident": (("occurred_at", "detected_at"), ("detected_at", "contained_at"), ("detected_at", "resolved_at")),
    "vulnerability": (("found_at", "fixed_at"),),
    "service": (("proposed_at", "decided_at"),),
    "contract": (("start_at", "end_at"),),
    "pause": (("start_at", "end_at"),),
}  # fmt: skip
"""The times that follow each other in each table, whatever the organisation."""

_AHEAD = re.compile(r"planned|due|until|end_at|retire")
"""Times that may lie in the future."""

_MOSTLY = Decimal("0.5")
_ENOUGH = 20
_STALE_DAYS = 31
_DAY = 86_400
_EPOCH = date(1970, 1, 1)
_FIRST_DAY, _LAST_DAY = (date.min - _EPOCH).days, (date.max - _EPOCH).days
_NAMED = 20
"""Names that a remark lists; the count says how many there are."""


@dataclass(frozen=True)
class Quality:
    """The report, and what it found out about the time that the batch covers."""

    remarks: tuple[Remark, ...]
    period: Span | None
    latest: int | None


def report(con: Backend, intake: Intake, mapping: Reading, counts: Counts, zone: str, now: int) -> Quality:
    """Return the report of a batch at the time ``now``; days and months are those of ``zone``."""
    asked = _Asked(con, mapping.canonical, intake.fresh[mapping.table], mapping, zone, now, intake.missing)
    keys = intake.keys or asked.keys()
    found = fetched(con, asked.rows.aggregate(**asked.figures(), **asked.series(keys)))[0]
    rows = found["rows"]
    remarks = [
        *asked.missing(found),
        *_unknown_states(con, intake, mapping, found),
        *asked.out_of_order(found),
        *asked.in_future(found),
        *_repeated(counts),
        *asked.reopened(found),
        *asked.gaps(found, keys, counts),
        *_days(found["days"] or ()),
        *_stale(found["latest"], now),
        *_unmapped(intake, mapping),
        *_decided(mapping, zone, rows),
        *_uncertain(con, intake, rows),
    ]
    first = found[f"first_{mapping.canonical.opened}"]
    period = None if first is None else (first, found[f"last_{mapping.canonical.opened}"])
    return Quality(tuple(remarks), period, found["latest"])


@dataclass(frozen=True)
class _Asked:
    """The questions that one pass over the records of a batch answers."""

    con: Backend
    table: Table
    rows: ir.Table
    mapping: Reading
    zone: str
    now: int
    known: Mapping[str, int] | None = None
    """How many rows have nothing in a column, where that was counted before."""

    def keys(self) -> tuple[str, str]:
        """Return the least and the greatest key."""
        key = self.rows[self.table.key]
        (ends,) = fetched(self.con, self.rows.aggregate(least=key.min(), greatest=key.max()))
        return ends["least"] or "", ends["greatest"] or ""

    @property
    def times(self) -> list[str]:
        return [each.name for each in self.mapping.read_fields if each.kind == "time"]

    @property
    def past(self) -> list[str]:
        return [name for name in self.times if not _AHEAD.search(name)]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        known = IN_ORDER.get(self.table.name, ())
        return [(start, end) for start, end in known if start in self.mapping.columns and end in self.mapping.columns]

    def figures(self) -> dict[str, ir.Value]:
        """Return the aggregates, by name."""
        rows, opened = self.rows, self.rows[self.table.opened]
        figures = {"rows": rows.count()}
        figures |= {"days": (zones.local(opened, self.zone) / _DAY).floor().cast("int64").collect(distinct=True)}
        if self.known is None:
            figures |= {f"missing_{each.name}": rows[each.name].isnull().sum() for each in self.mapping.read_fields}
        for start, end in self.pairs:
            figures[f"both_{start}_{end}"] = (rows[start].notnull() & rows[end].notnull()).sum()
            figures[f"wrong_{start}_{end}"] = (rows[end] < rows[start]).sum()
        figures |= {f"future_{name}": (rows[name] > self.now).sum() for name in self.past}
        figures |= {f"first_{name}": rows[name].min() for name in {self.table.opened}}
        figures |= {f"last_{name}": rows[name].max() for name in {self.table.opened}}
        known = [ibis.ifelse(rows[name] <= self.now, rows[name], ibis.null("int64")).max() for name in self.past]
        figures["latest"] = ibis.greatest(*known) if known else ibis.null("int64")
        if "state" in self.mapping.columns:
            figures["unknown"] = (rows["state"] == "unknown").sum()
        if "reopen_count" in self.table.by_name:
            figures["reopened"] = (rows["reopen_count"] > 0).sum()
        return figures

    def series(self, keys: tuple[str, str]) -> dict[str, ir.Value]:
        """Return the aggregates that tell a series of numbers, by name."""
        key = self.rows[self.table.key]
        number = _number(key, keys)
        return {
            "odd": number.isnull().sum(),
            "least": number.min(),
            "greatest": number.max(),
            "shortest": key.length().min(),
            "longest": key.length().max(),
        }

    def gaps(self, found: Mapping[str, int], keys: tuple[str, str], counts: Counts) -> Iterator[Remark]:
        """Count the numbers that are missing between the least and the greatest of one series, such as INC0001 to INC0950.

        Numbers that are no series (several prefixes, or letters at their end) say nothing of completeness, and so do sparse ones.
        """
        if found["odd"] or found["rows"] < _ENOUGH:
            return
        once = not counts.repeated and not counts.superseded and self.table is not PAUSE
        there = found["rows"] if once and found["shortest"] == found["longest"] else self._different(keys)
        span = found["greatest"] - found["least"] + 1
        if _ENOUGH <= there < span <= 2 * there:
            shared = _shared(*keys)
            yield Remark(
                "gaps", span - there, span, values=(f"{shared}{found['least']}", f"{shared}{found['greatest']}")
            )

    def _different(self, keys: tuple[str, str]) -> int:
        number = _number(self.rows[self.table.key], keys)
        return int(self.con.to_pyarrow(number.nunique()).as_py() or 0)

    def missing(self, found: Mapping[str, int]) -> Iterator[Remark]:
        for each in self.mapping.read_fields:
            count = found[f"missing_{each.name}"] if self.known is None else self.known[each.name]
            if count:
                yield Remark("missing", count, found["rows"], each.name)

    def out_of_order(self, found: Mapping[str, int]) -> Iterator[Remark]:
        for start, end in self.pairs:
            wrong, both = found[f"wrong_{start}_{end}"] or 0, found[f"both_{start}_{end}"] or 0
            if wrong:
                yield Remark("before", wrong, both, end, (start,))
            if both >= _ENOUGH and wrong > both * _MOSTLY:
                yield Remark("zone-mix", wrong, both, end, (start,))

    def in_future(self, found: Mapping[str, int]) -> Iterator[Remark]:
        for name in self.past:
            if found[f"future_{name}"]:
                yield Remark("future", found[f"future_{name}"], found["rows"], name)

    def reopened(self, found: Mapping[str, int]) -> Iterator[Remark]:
        if found.get("reopened"):
            yield Remark("reopened", found["reopened"], found["rows"], "reopen_count")


def _unknown_states(con: Backend, intake: Intake, mapping: Reading, found: Mapping[str, int]) -> Iterator[Remark]:
    """Name the states that nobody mapped; of records, only where there are some is the file looked at again."""
    if mapping.history is not None:
        events = intake.fresh["event"]
        labels = events.filter(events.state == "unknown").select(label="state_label")
        yield from _named_states(con, labels, counted(con, labels), intake.stored)
    elif found.get("unknown"):
        how = mapping.columns["state"]
        label = intake.file.table[how.column].strip()
        known = [word.lower() for word in (*how.values, *mapping.missing, *how.missing)]
        labels = intake.file.table.select(label=label).filter(~label.lower().isin(["", *known]))
        yield from _named_states(con, labels, found["unknown"], found["rows"])


def _named_states(con: Backend, labels: ir.Table, count: int, of: int) -> Iterator[Remark]:
    if count:
        names = fetched(con, labels.distinct().order_by("label").limit(_NAMED))
        yield Remark("unknown-state", count, of, "state", tuple(row["label"] for row in names))


def _repeated(counts: Counts) -> Iterator[Remark]:
    if counts.repeated:
        yield Remark("repeated", counts.repeated, counts.rows)
    if counts.superseded:
        yield Remark("superseded", counts.superseded, counts.rows)


def _number(key: ir.StringValue, keys: tuple[str, str]) -> ir.IntegerValue:
    """Return the number of a key behind the letters that all keys share; nothing where there is none."""
    return key.substr(len(_shared(*keys))).try_cast("int64")


def _shared(least: str, greatest: str) -> str:
    """Return the letters that all keys between two begin with, without digits at their end."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(least, greatest, strict=False))
    return "".join(letter for letter, _other in same).rstrip("0123456789")


def _days(numbers: Iterable[int]) -> Iterator[Remark]:
    """Say which months the batch covers, and how many days between its first and last have no record.

    ``numbers`` are the days with a record, counted from 1970.
    """
    days = {_EPOCH + timedelta(days=number) for number in numbers if _FIRST_DAY <= number <= _LAST_DAY}
    if not days:
        return
    first, last = min(days), max(days)
    months = sorted({day.strftime("%Y-%m") for day in days})
    yield Remark("months", len(months), _months_between(first, last), values=(months[0], months[-1]))
    span = (last - first).days + 1
    if len(days) < span:
        longest, begins = _longest_silence(sorted(days))
        yield Remark("silent-days", span - len(days), span, values=(str(longest), begins.isoformat()))


def _months_between(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month + 1


def _longest_silence(days: Sequence[date]) -> tuple[int, date]:
    """Return the most days in a row without a record, and the first of them."""
    silences = [((after - before).days - 1, before + timedelta(days=1)) for before, after in pairwise(days)]
    return max(silences, key=lambda silence: silence[0])


def _stale(latest: int | None, now: int) -> Iterator[Remark]:
    days = 0 if latest is None else (now - latest) // 86_400
    if days > _STALE_DAYS:
        yield Remark("stale", days, days)


def _unmapped(intake: Intake, mapping: Reading) -> Iterator[Remark]:
    used = {how.column for how in mapping.columns.values()} | ({mapping.history.order} if mapping.history else set())
    left = [name for name in intake.file.columns if name not in used]
    if left:
        yield Remark("unmapped", len(left), len(intake.file.columns), values=tuple(left[:_NAMED]))


def _decided(mapping: Reading, zone: str, rows: int) -> Iterator[Remark]:
    """Say how dates in figures were read: as the mapping decided, for the whole column."""
    for each in mapping.read_fields:
        how = mapping.columns[each.name]
        if "%d" in how.format and "%m" in how.format and not how.format.startswith("%Y"):
            yield Remark(
                "date-order", rows, rows, each.name, (how.column, how.format, how.zone or mapping.zone or zone)
            )


def _uncertain(con: Backend, intake: Intake, rows: int) -> Iterator[Remark]:
    for row in fetched(con, intake.uncertain):
        if row["ambiguous"]:
            yield Remark("twice", row["ambiguous"], rows, row["field"])
        if row["nonexistent"]:
            yield Remark("never", row["nonexistent"], rows, row["field"])


# In words ----------------------------------------------------------------------------------------------------------


def said(remark: Remark, table: str) -> Message:
    """Return a remark about a batch of ``table`` in words for people."""
    return _SAID[remark.code](remark, TABLES[table])


def _title(table: Table, field: str) -> Message:
    return table.by_name[field].title


def _percent(remark: Remark) -> Decimal:
    """Return the share as a percentage with one digit, never rounded to none or all."""
    share = Decimal(100 * remark.count) / Decimal(max(remark.of, 1))
    rounded = share.quantize(Decimal("0.1"), ROUND_HALF_EVEN)
    return min(max(rounded, Decimal("0.1")), Decimal("99.9")) if 0 < share < 100 else rounded


_SAID: Mapping[str, Callable[[Remark, Table], Message]] = {
    "missing": lambda it, table: _(
        "{field}: {count} of {of} records have none ({percent} %)",
        field=_title(table, it.field), count=it.count, of=it.of, percent=_percent(it),
    ),
    "unknown-state": lambda it, table: _(
        "{count} of {of} records are in a state that the mapping does not know: {states}", count=it.count, of=it.of, states=it.values
    ),
    "before": lambda it, table: _(
        "{end} is before {start} in {count} of {of} records ({percent} %)",
        end=_title(table, it.field), start=_title(table, it.values[0]), count=it.count, of=it.of, percent=_percent(it),
    ),
    "zone-mix": lambda it, table: _(
        "{end} is before {start} in most records ({percent} %): the two columns are probably in different time zones",
        end=_title(table, it.field), start=_title(table, it.values[0]), percent=_percent(it),
    ),
    "future": lambda it, table: _(
        "{field} lies in the future in {count} of {of} records", field=_title(table, it.field), count=it.count, of=it.of
    ),
    "repeated": lambda it, table: _("{count} of {of} rows stand in the file twice, word for word", count=it.count, of=it.of),
    "superseded": lambda it, table: _("{count} of {of} rows are older than another row of the same record", count=it.count, of=it.of),
    "reopened": lambda it, table: _("{count} of {of} records were reopened", count=it.count, of=it.of),
    "gaps": lambda it, table: _(
        "{count} numbers between {first} and {last} are missing ({percent} %): the export may not be complete",
        count=it.count, first=it.values[0], last=it.values[1], percent=_percent(it),
    ),
    "months": lambda it, table: _(
        "{count} of {of} months have records, from {first} to {last}", count=it.count, of=it.of, first=it.values[0], last=it.values[1]
    ),
    "silent-days": lambda it, table: _(
        "{count} of {of} days have no record; the longest silence is {longest} days from {day}",
        count=it.count, of=it.of, longest=int(it.values[0]), day=date.fromisoformat(it.values[1]),
    ),
    "stale": lambda it, table: _("The last thing that the file knows of happened {days} days before its import", days=it.count),
    "unmapped": lambda it, table: _(
        "{count} of {of} columns are not mapped and were not kept: {columns}", count=it.count, of=it.of, columns=it.values
    ),
    "date-order": lambda it, table: _(
        "The dates of “{column}” were read as {format}, in the zone {zone}", column=it.values[0], format=it.values[1], zone=it.values[2]
    ),
    "twice": lambda it, table: _(
        "{field}: {count} of {of} local times came twice, because clocks went back; the first was taken",
        field=_title(table, it.field), count=it.count, of=it.of,
    ),
    "never": lambda it, table: _(
        "{field}: {count} of {of} local times never were, because clocks went forward",
        field=_title(table, it.field), count=it.count, of=it.of,
    ),
}  # fmt: skip

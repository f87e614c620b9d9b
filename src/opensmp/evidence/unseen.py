"""Records that a store may lack: numbers left out, rows refused, and times without any record.

Tools number their tickets one after the other, so what an export left out leaves a gap. Where a tool uses numbers up
otherwise (Jira and GLPI share them between kinds of tickets), its mapping says ``numbers: with gaps``, and a series with more
gaps than numbers says nothing either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise, takewhile
from math import ceil
from typing import NamedTuple

import ibis.expr.types as ir
from ibis.backends.duckdb import Backend

from opensmp.evidence.manifest import Batch, refused_file
from opensmp.evidence.mapping import WITH_GAPS, from_text
from opensmp.evidence.reading import counted, fetched
from opensmp.evidence.store import RecordStore
from opensmp.i18n import Message, Plural, _, n_
from opensmp.measures.limits import DAY
from opensmp.measures.records import TABLES
from opensmp.measures.spans import Span
from opensmp.measures.unseen import Unseen
from opensmp.measures.windows import day_of

HOUR = 3_600
STREAMS = frozenset({"incident", "request", "change", "problem", "complaint", "security_incident"})
"""Records of what befalls people, which come all the time; what is planned or read comes on its days."""
SILENCE = 14 * DAY
"""Shorter times without a record are holidays and weekends."""
_LAST_SILENCE = 7 * DAY
"""The same before an export, which is made when there is something to export."""
MANY = 12
"""Records that usually come in the time of a silence, for it to be one: fewer may stay away by chance, as they come in bursts."""
_NEAR = 28 * DAY
"""How far around a silence is looked for how many records usually come."""
_ENDS = {"incident": "resolved_at", "request": "fulfilled_at", "problem": "resolved_at"}
"""The end of records that can be reopened."""
_BLOCKS, _LEAST_BLOCK, _ENOUGH = 2_000, 10, 20


class Stretch(NamedTuple):
    """Numbers that are missing between two that are there, opened at some time from ``start`` to ``end``."""

    start: int
    end: int
    missing: int


@dataclass(frozen=True)
class Traces:
    """What the records of one table show of those that are not there.

    ``records`` and ``missing`` by the hour in which they were opened (missing numbers lie among their neighbours) ·
    ``stretches`` wider gaps · ``refused`` rows that leave no gap · ``exported_at`` the
    last moment at which somebody said that an export was made · ``streaming``: such records come all the time.
    """

    records: Mapping[int, int] = field(default_factory=dict)
    missing: Mapping[int, float] = field(default_factory=dict)
    stretches: tuple[Stretch, ...] = ()
    refused: int = 0
    exported_at: int = 0
    streaming: bool = False

    def of(self, span: Span, zone: str, over: bool = True) -> Unseen:
        """Return what may be missing from a window; one that is not ``over`` may still get its last records."""
        there = int(_within(self.records, span))
        gaps = ceil(_within(self.missing, span) - 1e-6) + sum(
            each.missing for each in self.stretches if each.start < span.end and each.end >= span.start
        )
        silences = list(self._silences(span, over))
        silent = sum(count for _days, count in silences)
        whole = sum(self.records.values())
        refused = Fraction(self.refused * there, whole) if whole else Fraction(self.refused)
        return Unseen(
            missing=max(gaps, silent) + ceil(refused),
            expected=max(gaps, silent) + refused,
            records=there,
            says=tuple(_said(gaps, ceil(refused), [days for days, _count in silences], zone)),
        )

    def _silences(self, span: Span, over: bool) -> Iterator[tuple[Span, int]]:
        """Yield the times without a record in a window that are too long for chance, with how many records usually come then."""
        hours = sorted(self.records)
        if not hours or not self.streaming:
            return
        starts = [hour * HOUR for hour in hours]
        quiet = [Span(one + HOUR, other) for one, other in pairwise(starts) if other - one > SILENCE]
        quiet.append(Span(min(span.start, starts[0]), starts[0]))
        last = Span(starts[-1] + HOUR, max(span.end, starts[-1] + HOUR))
        if over and (not self.exported_at or min(last.end, self.exported_at) - last.start > _LAST_SILENCE):
            quiet.append(last)
        elif over:
            quiet.append(Span(max(last.start, self.exported_at), max(last.end, self.exported_at)))
        for each in quiet:
            inside = Span(max(each.start, span.start), min(each.end, span.end))
            length = inside.end - inside.start
            expected = int(self._usual(each) * length)
            if length > DAY and expected >= MANY:
                yield inside, expected

    def _usual(self, silence: Span) -> float:
        """Return how many records come in a second near a silence, by the quieter of its two sides."""
        sides = (Span(silence.start - _NEAR, silence.start), Span(silence.end, silence.end + _NEAR))
        counts = [count for count in (_within(self.records, side) for side in sides) if count]
        return min(counts, default=0) / _NEAR


class Shadows:
    """The traces of each table of a store, looked for once and only where somebody asks."""

    def __init__(self, con: Backend, store: RecordStore, tables: Mapping[str, ir.Table]) -> None:
        self._con, self._store, self._tables = con, store, tables
        self._found: dict[str, Traces] = {}

    def of(self, table: str) -> Traces:
        """Return the traces of a table; none of one that no import brought."""
        if table not in self._found:
            imports = [each for each in self._store.manifest.batches if each.table == table]
            self._found[table] = self._traces(table, imports) if imports and table in self._tables else Traces()
        return self._found[table]

    def final(self, table: str) -> bool:
        """Whether the history of records shows of every one that was reopened that it did not go on after its end."""
        end = _ENDS.get(table)
        if end is None or "event" not in self._tables or table not in self._tables:
            return False
        events, rows = self._tables["event"], self._tables[table]
        told = events.filter(events.record_table == table)
        going_on = told.state.isin(["new", "active", "paused"])
        last = told.group_by(of="record", by="source").aggregate(going_on=told["at"].max(where=going_on))
        ended = rows.filter((rows.reopen_count > 0) & rows[end].notnull())
        known = ended.left_join(last, [ended.id == last.of, ended.source == last.by])
        doubtful = known.filter(~(known.going_on <= known[end]).fill_null(False))
        return counted(self._con, doubtful) == 0

    def _traces(self, table: str, imports: Sequence[Batch]) -> Traces:
        rows, opened = self._tables[table], TABLES[table].opened
        begun = rows.filter(rows[opened].notnull()).select(hour=rows[opened] // HOUR)
        hours = begun.group_by("hour").aggregate(n=begun.count())
        records = {int(each["hour"]): int(each["n"]) for each in fetched(self._con, hours)}
        missing: dict[int, float] = defaultdict(float)
        stretches: list[Stretch] = []
        dense = set()
        for source in sorted({each.source for each in imports} - _with_gaps(imports)):
            series = _series(self._con, rows.filter(rows.source == source), TABLES[table].key, opened)
            if series:
                dense.add(source)
                stretches += _read(series, missing)
        return Traces(
            records=records,
            missing=missing,
            stretches=tuple(stretches),
            refused=self._refused(table, imports, dense),
            exported_at=max((each.exported_at or 0 for each in imports), default=0),
            streaming=table in STREAMS,
        )

    def _refused(self, table: str, imports: Sequence[Batch], dense: set[str]) -> int:
        """Count the refused rows whose record came in no other row; one of a dense series has left its gap already."""
        ids = self._tables[table][TABLES[table].key]
        count = 0
        for batch in (each for each in imports if each.refused and each.mapping):
            kept = self._con.read_parquet(str(self._store.folder / refused_file(batch.id)))
            kept = kept.filter(kept.reason != "other-kind")
            count += counted(self._con, kept.filter(kept.key.isnull()))
            if batch.source not in dense:
                lost = kept.filter(kept.key.notnull() & kept.key.notin(ids))
                count += counted(self._con, lost.select("key").distinct())
        return count


def _with_gaps(imports: Iterable[Batch]) -> set[str]:
    """Return the sources whose numbers say nothing of what is missing."""
    texts = {(each.source, each.mapping) for each in imports}
    return {source for source, text in texts if text and from_text(text).numbers == WITH_GAPS}


class _Block(NamedTuple):
    """Numbers that stand near each other: the first and the last that could be there, and those that are, by hour."""

    first: int
    last: int
    hours: Mapping[int, int]


def _series(con: Backend, rows: ir.Table, key: str, opened: str) -> list[_Block]:
    """Return the numbers of one series, such as INC0001 to INC0950, block by block; nothing where they are none."""
    ends = fetched(con, rows.aggregate(least=rows[key].min(), greatest=rows[key].max()))[0]
    shared = _shared(ends["least"] or "", ends["greatest"] or "")
    numbers = rows.select(number=rows[key].substr(len(shared)).try_cast("int64"), opened=rows[opened])
    known = numbers.filter(numbers.number.notnull())
    told = fetched(
        con, known.aggregate(there=known.number.nunique(), least=known.number.min(), greatest=known.number.max())
    )[0]
    there, least, greatest = told["there"] or 0, told["least"] or 0, told["greatest"] or 0
    span = greatest - least + 1
    if there < _ENOUGH or there == span or span > 2 * there:
        return []
    size = max(_LEAST_BLOCK, span // _BLOCKS)
    dated = known.filter(known.opened.notnull())
    grouped = dated.group_by(block=(dated.number - least) // size, hour=dated.opened // HOUR).aggregate(
        n=dated.number.nunique()
    )
    blocks: dict[int, dict[int, int]] = defaultdict(dict)
    for each in fetched(con, grouped):
        blocks[int(each["block"])][int(each["hour"])] = int(each["n"])
    return [
        _Block(least + place * size, min(least + (place + 1) * size - 1, greatest), hours)
        for place, hours in sorted(blocks.items())
    ]


def _shared(least: str, greatest: str) -> str:
    """Return the letters that all keys between two begin with, without digits at their end."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(least, greatest, strict=False))
    return "".join(letter for letter, _other in same).rstrip("0123456789")


def _read(series: Sequence[_Block], missing: dict[int, float]) -> Iterator[Stretch]:
    """Add to ``missing``, by hour, the numbers that blocks lack, and yield what is missing between blocks."""
    for block in series:
        there = sum(block.hours.values())
        lacking = block.last - block.first + 1 - there
        for hour, count in block.hours.items():
            missing[hour] += lacking * count / there
    for one, other in pairwise(series):
        if other.first > one.last + 1:
            yield Stretch(max(one.hours) * HOUR, min(other.hours) * HOUR + HOUR, other.first - one.last - 1)


def _within(counts: Mapping[int, float], span: Span) -> float:
    """Return the sum of what lies in the hours that begin in a span."""
    return sum(count for hour, count in counts.items() if span.start <= hour * HOUR < span.end)


def _said(gaps: int, refused: int, silences: Sequence[Span], zone: str) -> Iterator[Message | Plural]:
    if gaps:
        yield n_(
            "{n} number is missing among the records opened in this window.",
            "{n} numbers are missing among the records opened in this window.",
            gaps,
        )
    if refused:
        yield n_(
            "{n} row that was refused at its import may belong to this window.",
            "{n} rows that were refused at their import may belong to this window.",
            refused,
        )
    for each in silences:
        yield _(
            "There are no records from {first} to {last}.",
            first=day_of(each.start, zone),
            last=day_of(each.end - 1, zone),
        )

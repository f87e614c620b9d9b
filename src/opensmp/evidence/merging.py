"""Fresh rows meet the rows that a store holds: which files are touched, which row of a record is current, what was new.

Of several rows of one record the newest is current: the greater ``updated_at``, then the greater other times in the order of
the table, then the greater content; a value beats a missing one. That order knows nothing of imports, so any order of
imports, and any overlap of files, ends with the same rows. Pauses are no versions of each other: the pauses of a record
are united where they overlap.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

import ibis
import ibis.expr.types as ir
from ibis.backends.duckdb import Backend

from opensmp.evidence.drafting import WEEK, Draft, Drafts
from opensmp.evidence.manifest import UNDATED, Counts
from opensmp.evidence.pauses import united
from opensmp.evidence.reading import counted, fetched
from opensmp.evidence.store import RecordStore, columns, whole
from opensmp.measures.records import PAUSE, TABLES, Table

_AT_ONCE = 250_000
"""Rows that are sorted at once, unless one week has more."""
_HELD = "_held"
_SECONDS_OF_A_WEEK = 604_800
_FROM_MONDAY = 259_200
_FIRST_MONDAY = date(1969, 12, 29)
NO_WEEK = -1_000_000
"""The number of the week of a record without a time."""


def week_of(opened: ir.Value) -> ir.Value:
    """Return the number of the week of a time: 0 began on Monday 29 December 1969; a missing time has a number of its own."""
    return ((opened + _FROM_MONDAY) / _SECONDS_OF_A_WEEK).floor().cast("int64").fill_null(NO_WEEK)


def in_weeks(opened: ir.Value, first: int, last: int) -> ir.Value:
    """Return whether a time is from one week to another, as plain comparisons: the engine skips what cannot be."""
    if first == NO_WEEK:
        return opened.isnull()
    start, end = (number * _SECONDS_OF_A_WEEK - _FROM_MONDAY for number in (first, last + 1))
    return (opened >= start) & (opened < end)


def week_name(number: int) -> str:
    """Return the ISO name of a week by its number, such as ``2026-W14``; *undated* where there is no day."""
    try:
        year, week, _day = (_FIRST_MONDAY + timedelta(weeks=number)).isocalendar()
    except OverflowError:
        return UNDATED
    return f"{year:04}-W{week:02}"


@dataclass(frozen=True)
class Merge:
    """What the fresh rows of one table do to a store.

    ``weeks``: the touched weeks by number, in order, each with how many rows take part in it · ``held``: the files that these
    weeks had before · ``contested``: the records that have several rows · ``settled``: the current row of each of these ·
    ``ready``: the weeks that will be stored as they were drafted.
    """

    con: Backend
    table: Table
    fresh: ir.Table
    held: Mapping[int, Path]
    weeks: Mapping[int, int]
    contested: ir.Table | None
    settled: ir.Table | None
    counts: Counts
    drafts: Drafts | None = None
    ready: Mapping[int, Draft] = field(default_factory=dict)

    def rows(self, weeks: Sequence[int]) -> ir.Table:
        """Return the rows of touched weeks that follow each other as they shall be stored, in their order, each with its ``WEEK``."""
        own = [self._fresh(weeks)]
        files = [self.held[week] for week in weeks if week in self.held]
        if files:
            own.append(_read(self.con, self.table, files))
        settled = None if self.settled is None else self._within(self.settled, weeks)
        kept = self._kept(own, settled)
        numbered = kept.mutate(**{WEEK: week_of(kept[self.table.opened])})
        return numbered.order_by([WEEK, self.table.key, "source", self.table.opened])

    def _fresh(self, weeks: Sequence[int]) -> ir.Table:
        """Return the fresh rows of weeks, from as few files as hold them."""
        if self.drafts is None:
            return self._within(self.fresh, weeks)
        files = self.drafts.of(weeks)
        return self._within(_read(self.con, self.table, files), weeks) if files else self.fresh.limit(0)

    def _kept(self, own: list[ir.Table], settled: ir.Table | None) -> ir.Table:
        if self.contested is None or settled is None:
            return _together(own)
        return _together([*(part.anti_join(self.contested, list(identity(self.table))) for part in own), settled])

    def _within(self, rows: ir.Table, weeks: Sequence[int]) -> ir.Table:
        return rows.filter(in_weeks(rows[self.table.opened], weeks[0], weeks[-1]))

    def portions(self) -> Iterator[tuple[int, ...]]:
        """Return the touched weeks that are not ready in runs that are worth a query, and no more than can be sorted in memory."""
        portion: list[int] = []
        rows = 0
        for week, own in self.weeks.items():
            if week in self.ready:
                continue
            if portion and (rows + own > _AT_ONCE or portion[-1] == NO_WEEK):
                yield tuple(portion)
                portion, rows = [], 0
            portion.append(week)
            rows += own
        if portion:
            yield tuple(portion)

    @cached_property
    def replaced(self) -> frozenset[str]:
        """The names of the weeks whose files this merge writes anew."""
        return frozenset(week_name(number) for number in self.weeks)


def identity(table: Table) -> tuple[str, ...]:
    """Return the columns that make rows the same record; of pauses: of the same record."""
    return ("source", "record_table", "record") if table is PAUSE else ("source", table.key)


def anchor(table: Table) -> str:
    """Return the column whose least and greatest value the manifest keeps, to know which files a record can be in."""
    return "record" if table is PAUSE else table.key


def merge(con: Backend, store: RecordStore, name: str, fresh: ir.Table, drafts: Drafts | None = None) -> Merge:
    """Return what ``fresh`` rows, with all columns of the stored table ``name``, do to it; ``drafts`` are their files, if any."""
    table = TABLES[name]
    own = weeks_of(con, table, fresh) if drafts is None else dict(sorted(drafts.weeks.items()))
    touched = _touched(con, store, table, fresh, own)
    held = {
        week_number(each.week): store.folder / each.file
        for each in store.partitions(name)
        if week_number(each.week) in touched
    }
    pool = _pool(con, table, fresh, list(held.values()))
    alone = drafts is not None and drafts.unique and not held and table is not PAUSE
    contested = None if alone else _contested(con, table, pool)
    ready = {} if drafts is None else _ready(con, table, fresh, drafts, held, contested)
    if contested is None:
        rows = sum(own.values())
        return Merge(con, table, fresh, held, touched, None, None, Counts(rows=rows, new=rows), drafts, ready)
    settle = _settled_pauses if table is PAUSE else _settled
    settled, counts = settle(con, table, fresh, pool.semi_join(contested, list(identity(table))))
    return Merge(con, table, fresh, held, touched, contested, settled, counts, drafts, ready)


def _ready(
    con: Backend,
    table: Table,
    fresh: ir.Table,
    drafts: Drafts,
    held: Mapping[int, Path],
    contested: ir.Table | None,
) -> Mapping[int, Draft]:
    """Return the drafts that need no other rows than their own: the store has none in their week, and no other draft."""
    ready = {week: draft for week, draft in drafts.ready().items() if week not in held}
    if contested is None or not ready:
        return ready
    disputed = weeks_of(con, table, fresh.semi_join(contested, list(identity(table))))
    return {week: draft for week, draft in ready.items() if week not in disputed}


# Which files -----------------------------------------------------------------------------------------------------


def _touched(
    con: Backend, store: RecordStore, table: Table, fresh: ir.Table, own: Mapping[int, int]
) -> Mapping[int, int]:
    """Return the ``own`` weeks of the fresh rows, and those that hold older rows of the same records, with all their rows."""
    partitions = store.partitions(table.name)
    if not partitions or not own:
        return own
    ends = fetched(con, fresh.aggregate(least=fresh[anchor(table)].min(), greatest=fresh[anchor(table)].max()))[0]
    near = {
        str(store.folder / each.file): week_number(each.week)
        for each in partitions
        if each.keys[0] <= ends["greatest"] and ends["least"] <= each.keys[1]
    }
    further = {file: number for file, number in near.items() if number not in own}
    if further:
        names = list(identity(table))
        stored = con.read_parquet(list(further), filename=True).select("filename", *names)
        found = stored.semi_join(fresh.select(*names).distinct(), names).select("filename").distinct()
        own = {**dict.fromkeys((further[row["filename"]] for row in fetched(con, found)), 0), **own}
    older = {week_number(each.week): each.rows for each in partitions}
    return {week: own[week] + older.get(week, 0) for week in sorted(own)}


def weeks_of(con: Backend, table: Table, rows: ir.Table) -> dict[int, int]:
    """Return how many records were opened in each week, by its number and in order."""
    weeks = rows.select(**{WEEK: week_of(rows[table.opened])})
    found = weeks.group_by(WEEK).aggregate(rows=weeks.count()).order_by(WEEK)
    return {row[WEEK]: row["rows"] for row in fetched(con, found)}


def week_number(name: str) -> int:
    """Return the number of a week by its name."""
    if name == UNDATED:
        return NO_WEEK
    year, week = name.split("-W")
    return (date.fromisocalendar(int(year), int(week), 1) - _FIRST_MONDAY).days // 7


def _read(con: Backend, table: Table, files: Sequence[Path]) -> ir.Table:
    return whole(con.read_parquet([str(file) for file in files], union_by_name=True), columns(table))


# Which row -------------------------------------------------------------------------------------------------------


def _pool(con: Backend, table: Table, fresh: ir.Table, stored: Sequence[Path]) -> ir.Table:
    """Return all rows that take part: the fresh ones and those of the touched weeks, told apart by ``_held``."""
    own = fresh.mutate(**{_HELD: ibis.literal(0, "int64")})
    if not stored:
        return own
    return own.union(_read(con, table, stored).mutate(**{_HELD: ibis.literal(1, "int64")}))


def _together(parts: list[ir.Table]) -> ir.Table:
    return ibis.union(*parts) if len(parts) > 1 else parts[0]


def _contested(con: Backend, table: Table, pool: ir.Table) -> ir.Table | None:
    """Return the records that have several rows, or None; pauses that were fresh are always looked at."""
    records = pool.group_by(list(identity(table))).aggregate(_rows=pool.count(), _old=pool[_HELD].min())
    several = records.filter((records["_rows"] > 1) & (records["_old"] == 0)).drop("_rows", "_old")
    kept = con.create_table(f"contested_{table.name}", several, overwrite=True)
    return kept if counted(con, kept) else None


def _order(table: Table) -> list[str]:
    """Return the columns that rank the rows of a record, the most telling first."""
    times = [field.name for field in table.fields if field.kind == "time" and field.name != "updated_at"]
    first = [name for name in ("updated_at", *times) if name in table.by_name]
    return [*first, *(field.name for field in table.fields if field.name not in first)]


def _settled(con: Backend, table: Table, fresh: ir.Table, pool: ir.Table) -> tuple[ir.Table, Counts]:
    """Return the current row of each contested record, and what became of the fresh rows."""
    names = list(identity(table))
    newest = [ibis.desc(name, nulls_first=False) for name in _order(table)]
    ranked = pool.mutate(
        _place=ibis.row_number().over(group_by=names, order_by=[*newest, ibis.asc("batch")]),
        _rank=ibis.dense_rank().over(group_by=names, order_by=newest),
        _own=ibis.row_number().over(group_by=[*names, _HELD], order_by=newest),
    )
    ranked = con.create_table(f"ranked_{table.name}", ranked, overwrite=True)
    current = ranked.filter(ranked["_place"] == 0).select(*columns(table))
    settled = con.create_table(f"settled_{table.name}", current, overwrite=True)
    return settled, _fates(con, ranked, names, counted(con, fresh))


def _fates(con: Backend, ranked: ir.Table, names: list[str], rows: int) -> Counts:
    """Return what became of the fresh rows; a row that nobody contests is new."""
    stored = ranked.filter(ranked[_HELD] == 1).select(*names, _old_rank="_rank")
    best = ranked.filter((ranked[_HELD] == 0) & (ranked["_own"] == 0)).select(*names, _best_rank="_rank")
    fresh = ranked.filter(ranked[_HELD] == 0).select(*names, "_rank", "_own").left_join(stored, names)
    fresh = fresh.select(*names, "_rank", "_own", "_old_rank").inner_join(best, names)
    first, known = fresh["_own"] == 0, fresh["_old_rank"].notnull()
    fates = {
        "fresh": fresh.count(),
        "new": (first & ~known).sum(),
        "updated": (first & known & (fresh["_rank"] < fresh["_old_rank"])).sum(),
        "unchanged": (first & known & (fresh["_rank"] == fresh["_old_rank"])).sum(),
        "repeated": (~first & (fresh["_rank"] == fresh["_best_rank"])).sum(),
    }
    (told,) = fetched(con, fresh.aggregate(**{name: fate.cast("int64").fill_null(0) for name, fate in fates.items()}))
    contested = told.pop("fresh")
    told["superseded"] = contested - sum(told.values())
    return Counts(**{**told, "rows": rows, "new": told["new"] + rows - contested})


def _settled_pauses(con: Backend, table: Table, fresh: ir.Table, pool: ir.Table) -> tuple[ir.Table, Counts]:
    """Return the united pauses of the contested records, and what became of the fresh ones."""
    names = [*identity(table), "start_at", "end_at"]
    settled = con.create_table(f"settled_{table.name}", united(pool).select(*columns(table)), overwrite=True)
    new, held = pool.filter(pool[_HELD] == 0), pool.filter(pool[_HELD] == 1)
    told = new.group_by(names).aggregate(n=new.count())
    old = held.select(*names).distinct()
    same = [told[name].identical_to(old[name]) for name in names]
    known = counted(con, told.semi_join(old, same))
    distinct, contested, rows = counted(con, told), counted(con, new), counted(con, fresh)
    return settled, Counts(
        rows=rows, new=rows - contested + distinct - known, unchanged=known, repeated=contested - distinct
    )

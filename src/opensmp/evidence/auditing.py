"""The sample of one promise: from the plan and a store of records to the working paper.

The population is what the measurement judged or could not judge in the period, each record by the version of the plan in
force when it was opened. The same records, plan, audit and word give the same sample.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

import ibis
import ibis.expr.types as ir

from opensmp.dossier import Dossier
from opensmp.evidence.asking import Ask
from opensmp.evidence.attributes import Pause, pauses_of
from opensmp.evidence.candidates import (
    Candidate,
    StratumBy,
    candidates,
    entries,
    facts,
    number_of,
    outcomes,
    rows_of,
    undecided,
)
from opensmp.evidence.completeness import Completeness, completeness
from opensmp.evidence.drilling import behind
from opensmp.evidence.holdings import Holdings
from opensmp.evidence.judged import Unmeasurable
from opensmp.evidence.measuring import asks_of
from opensmp.evidence.promises import Wording, promises
from opensmp.evidence.risk import risks
from opensmp.evidence.sample_paper import Population, SourceFile, WorkingPaper, sampled_records, working_paper
from opensmp.evidence.sampling import Draw, Entry, draw, planned, seed_of
from opensmp.evidence.store import RecordStore
from opensmp.i18n import Message, Plural, Refused, _
from opensmp.measures.limits import DAY
from opensmp.measures.records import TABLES
from opensmp.measures.sample_sizes import RISK, Frequency, Method, SampleSize, Wish
from opensmp.measures.samples import Tolerance, tolerance_of
from opensmp.measures.windows import Days, day_of, span_of, zone_of
from opensmp.plan.commitments import Commitment

_QUARTER_OF_AN_HOUR = 900
"""Zones differ from UTC by whole quarters of an hour, so all moments of such a stretch are of one day."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What the auditor chose. Rates are shares of one.

    ``tolerable`` is for the size alone: the verdict is about the promise. ``size`` overrides the size of an attribute or
    judgement sample. ``word`` and ``audit`` make the seed.
    """

    word: str
    audit: str = ""
    method: Method = "attribute"
    size: int | None = None
    tolerable: Fraction | None = None
    expected: Fraction = Fraction(0)
    risk: Fraction = RISK
    limit: Decimal = Decimal("1.0")
    frequency: Frequency = "daily"
    by: tuple[StratumBy, ...] = ()


class _Found(NamedTuple):
    """The records behind a promise, and its last wording that judges any of them."""

    wording: Wording
    records: tuple[Candidate, ...]


def sample(
    dossier: Dossier, store: RecordStore, held: Holdings, commitment: str, choice: Choice, period: Days | None
) -> tuple[WorkingPaper, Commitment]:
    """Draw the sample of a commitment and say what it shows, with the wording that it was held to.

    Without a period it is of the last window that is over.

    Raises Refused where no sample can show the promise, where there are no records, and where a method does not fit.
    """
    held = replace(held, tables={name: _sourced(table) for name, table in held.tables.items()})
    asks, days = _asked(dossier, held, commitment, period)
    found = _found(held, asks, choice)
    target = found.wording.promise.target
    tolerance = tolerance_of(target.comparator, target.value, target.unit)
    zone = zone_of(held.zone)
    risk = risks(facts(found.records, zone)) if choice.method == "judgement" else None
    listed = entries(found.records, choice.by, zone, risk)
    ask = asks[-1][1]
    population = _population(dossier, store, held, found, asks, days, listed)
    size = _sized(listed, choice, tolerance)
    seed = seed_of(population.version_digest, population.import_digest, choice.audit, choice.word)
    drawn = draw(listed, size, seed)
    paper = working_paper(
        population=population,
        size=size,
        draw=drawn,
        records=sampled_records(
            drawn,
            ask.metric.table,
            rows_of(held.tables[ask.metric.table], found.records, [each.number for each in drawn.records]),
            outcomes(found.records),
            pauses=_pauses(held, ask.metric.table, found.records, drawn),
            risk=risk,
        ),
        tolerance=tolerance,
        audit=choice.audit,
        word=choice.word,
        full=_full(found.records),
        level=1 - choice.risk,
    )
    return paper, found.wording.promise


def _sourced(table: ir.Table) -> ir.Table:
    """Name the source of a table that was made of the plan's own registers."""
    return table if "source" in table.columns else table.mutate(source=ibis.literal("plan"))


# The population ----------------------------------------------------------------------------------------------------------


def _asked(
    dossier: Dossier, held: Holdings, commitment: str, period: Days | None
) -> tuple[tuple[tuple[Wording, Ask], ...], Days]:
    """Return what to ask for each wording that was in force before the period was over, and the days of the period."""
    try:
        asks = asks_of(dossier, held, commitment, period, dossier.today)
    except Unmeasurable as error:
        known = [row.id for row in dossier.plan.commitments.commitments]
        hint = _("The plan's commitments are: {ids}", ids=known) if commitment not in known else None
        raise Refused(error.says, hint) from error
    if not asks:
        raise Refused(
            _("No records were imported that could show {commitment}", commitment=commitment),
            _("Import some with: opensmp records import FILE --into DIR"),
        )
    metric = asks[-1][1].metric
    if metric.form != "share":
        raise Refused(
            _(
                "{commitment} promises no share of records ({metric}), and a sample shows only such",
                commitment=commitment,
                metric=metric.id,
            ),
            _("Look at its figure on all records: opensmp measure"),
        )
    days = _days(held, asks[-1][1], period, dossier.today)
    span = span_of(days, held.zone)
    judging = [each for each in asks if each[0].opened is None or each[0].opened.start < span.end]
    if not judging:
        raise _nothing()
    return tuple((wording, replace(ask, windows=(days,))) for wording, ask in judging), days


def _nothing() -> Refused:
    return Refused(
        _("The promise speaks of no record in this period, so there is nothing to draw from"),
        _("Choose another period with --period"),
    )


def _days(held: Holdings, ask: Ask, period: Days | None, today: date) -> Days:
    """Return the days that the sample speaks of; without a period, the last window that is over and that records cover."""
    if period is not None:
        return Days(period.start, max(period.start, min(period.end, today)))
    over = [days for days in ask.windows if days.end < today]
    reach = held.reach.get(ask.metric.table)
    covered = [days for days in over if reach is None or span_of(days, held.zone).end - DAY <= reach.last]
    return (covered or over or list(ask.windows))[-1]


def _found(held: Holdings, asks: Sequence[tuple[Wording, Ask]], choice: Choice) -> _Found:
    """Return the population, with the last wording that judges any of it."""
    table = asks[-1][1].metric.table
    records = candidates(
        held.backend,
        [(_version(wording), _behind(held, ask)) for wording, ask in asks],
        held.tables[table],
        asks[-1][0].promise.target.comparator,
        pauses=_pauses_about(held, table) if choice.method == "judgement" else None,
    )
    judging = {each.version for each in records}
    wordings = [wording for wording, _ask in asks if _version(wording) in judging]
    if not wordings:
        raise _nothing()
    return _Found(wordings[-1], records)


def _version(wording: Wording) -> str:
    return ", ".join(wording.versions)


def _pauses_about(held: Holdings, table: str) -> ir.Table | None:
    pauses = held.tables.get("pause")
    return None if pauses is None else pauses.filter(pauses.record_table == table)


def _population(
    dossier: Dossier,
    store: RecordStore,
    held: Holdings,
    found: _Found,
    asks: Sequence[tuple[Wording, Ask]],
    days: Days,
    listed: tuple[Entry, ...],
) -> Population:
    ask = asks[-1][1]
    table, promise = ask.metric.table, found.wording.promise
    number, digest = _plan_of(dossier, found.wording, days)
    used = set(held.reach[table].batches) if table in held.reach else set()
    return Population(
        commitment=promise.id,
        sentence=promise.sentence,
        table=table,
        start=days.start,
        end=days.end,
        zone=held.zone,
        entries=listed,
        sources=tuple(
            SourceFile(name=each.file, sha256=each.sha256, rows=each.read)
            for each in store.manifest.batches
            if each.id in used
        ),
        completeness=_completeness(held, ask, days),
        version=number,
        version_digest=digest,
        import_digest=import_digest(store, table),
        filter=_filter(found.wording),
        excluded=_excluded(dossier, held, promise.id, ask),
        undecided=undecided(found.records),
    )


def import_digest(store: RecordStore, table: str) -> str:
    """Return the SHA-256 of the digests of a table's files, a line each: it changes when a record of the table does."""
    lines = sorted(each.sha256 for each in store.partitions(table))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _plan_of(dossier: Dossier, wording: Wording, days: Days) -> tuple[str, str]:
    """Return number and digest of the last version of a wording that began by the end of the period; else of the draft."""
    begun = [
        row
        for row in dossier.history.versions
        if row.number in wording.versions and row.start is not None and row.start <= days.end
    ]
    if not begun:
        return dossier.plan.identity.version, dossier.digest
    last = max(begun, key=lambda row: row.start or date.min)
    return last.number, last.digest or dossier.digest


def _filter(wording: Wording) -> Mapping[str, str]:
    """Return what narrows the population, as the commitment names it."""
    promise = wording.promise
    named = {"metric": promise.target.metric, "limit": promise.target.limit, "services": ", ".join(promise.services)}
    return {name: text for name, text in {**named, **promise.parameters}.items() if text}


def _excluded(dossier: Dossier, held: Holdings, commitment: str, ask: Ask) -> Mapping[Message | Plural, int]:
    """Count the records of the period that no wording judges, by reason."""
    if ask.opened is None:
        return {}
    apart = next((each.unjudged for each in promises(dossier, held.zone) if each.latest.id == commitment), ())
    counts = {each.says: _count(held, replace(ask, opened=each.opened)) for each in apart}
    return {says: count for says, count in counts.items() if count}


def _count(held: Holdings, ask: Ask) -> int:
    return int(held.backend.to_pyarrow(_behind(held, ask).count()).as_py())


def _behind(held: Holdings, ask: Ask) -> ir.Table:
    try:
        return behind(ask, held.tables, held.watch, 0)
    except Unmeasurable as error:
        raise Refused(error.says) from error


def _completeness(held: Holdings, ask: Ask, days: Days) -> Completeness:
    """Look at all records of the table that were opened in the period; of a state, at all that there are at its end."""
    table, span = held.tables[ask.metric.table], span_of(days, held.zone)
    opened = table[TABLES[ask.metric.table].opened]
    inside = opened < span.end
    inside = inside | opened.isnull() if ask.standing else inside & (opened >= span.start)
    kept = table.filter(inside).select("id", "source", stretch=(opened / _QUARTER_OF_AN_HOUR).floor().cast("int64"))
    rows = held.backend.to_pyarrow(kept).to_pylist()
    several = len({row["source"] for row in rows}) > 1
    numbers = [number_of(row, several=several) for row in rows]
    if ask.standing:
        return replace(completeness(numbers, (), days.end, days.end), days_without=(), days=0)
    stretches = {row["stretch"] for row in rows}
    seen = [day_of(stretch * _QUARTER_OF_AN_HOUR, held.zone) for stretch in stretches]
    return completeness(numbers, seen, days.start, days.end)


# The draw ----------------------------------------------------------------------------------------------------------------


def _sized(listed: Iterable[Entry], choice: Choice, tolerance: Tolerance) -> SampleSize:
    """Return the size that the method gives, or that the auditor asked for."""
    listed = tuple(listed)
    wish = Wish(
        tolerable=tolerance.rate if choice.tolerable is None else choice.tolerable,
        strict=tolerance.strict,
        expected=choice.expected,
        risk=choice.risk,
        limit=choice.limit,
        frequency=choice.frequency,
        size=choice.size or Wish.size,
    )
    if choice.size is None or choice.method == "judgement":
        return planned(listed, choice.method, wish)
    if choice.method != "attribute":
        raise Refused(
            _("The method decides the size itself"),
            _("Leave --size out, or choose the size with the method attribute or judgement"),
        )
    population = len({each.number for each in listed})
    return SampleSize(
        method="attribute",
        size=min(choice.size, population),
        population=population,
        says=_("{size} of {population} records, as was asked for", size=choice.size, population=population),
    )


def _pauses(
    held: Holdings, table: str, population: Sequence[Candidate], drawn: Draw
) -> Mapping[str, tuple[Pause, ...]]:
    """Return the pauses of the drawn records by their numbers in the population."""
    if "pause" not in held.tables:
        return {}
    chosen = {each.number for each in drawn.records}
    ids = {each.number: str(each.row["id"]) for each in population if each.number in chosen}
    found = pauses_of(held.tables["pause"], table, ids.values())
    return {number: found.get(id, ()) for number, id in ids.items()}


def _full(records: Iterable[Candidate]) -> tuple[int, int]:
    decided = list(_decided(records))
    return sum(decided), len(decided)


def _decided(records: Iterable[Candidate]) -> Iterator[bool]:
    return (each.good for each in records if each.good is not None)

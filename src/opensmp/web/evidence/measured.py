"""Measuring the promises of a plan, and everything a page tells of it beside the verdicts. Needs the engine of records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from opensmp.dossier import Dossier
from opensmp.dossier.schedule import claims_of
from opensmp.evidence.asking import Ask
from opensmp.evidence.cache import Cache
from opensmp.evidence.cadences import last_shown
from opensmp.evidence.drilling import longest_bad, timed
from opensmp.evidence.holdings import Holdings, holdings
from opensmp.evidence.judged import Unmeasurable
from opensmp.evidence.measuring import asks_of
from opensmp.evidence.measuring import outcome as measured
from opensmp.evidence.observing import observe
from opensmp.evidence.registers import register_tables
from opensmp.evidence.store import RecordStore
from opensmp.evidence.written import verdicts
from opensmp.i18n import Message, _
from opensmp.measures.judging import printed
from opensmp.measures.limits import DAY, parsed
from opensmp.measures.observation import Observation
from opensmp.measures.outcome import Measured, Outcome, Part, WindowResult
from opensmp.measures.records import TABLES
from opensmp.measures.verdict import Verdict
from opensmp.measures.windows import Days, day_of
from opensmp.web.evidence.words import promised, spoken

LISTED = 12
"""Records named below a promise that does not hold; the rest is one click away."""
MOST_VALUES = 5_000
"""Values of a picture that are kept; a larger window keeps an even choice of them, and the picture says how many there are."""
_UNITS: Mapping[str, tuple[int, Message]] = {"d": (DAY, _("days")), "h": (3_600, _("hours")), "min": (60, _("minutes"))}


class Result(NamedTuple):
    """What a measurement gives: the verdicts and observations for the plan, and what the pages tell beside them."""

    verdicts: tuple[Verdict, ...]
    observations: tuple[Observation, ...]
    told: dict[str, Any]


def measure(dossier: Dossier, store: RecordStore, now: str) -> Result:
    """Hold every promise of a plan against the records. ``now`` is the moment, in ISO form, that the page names."""
    held = holdings(store, register_tables(dossier, store.zone))
    outcome = measured(dossier, held, Cache(store, held), dossier.today)
    told = {
        "at": now, "start": outcome.start.isoformat(), "end": min(outcome.end, outcome.today).isoformat(), "zone": outcome.zone,
        "records": _counted(store, outcome), "imports": _imports(store, outcome), "held": list(_held(store)),
        "notes": [spoken(note) for note in outcome.notes],
        "claims": {row.id: _claim(row) for row in claims_of(dossier, last_shown(dossier, held))},
        "promises": {each.commitment.id: _promise(dossier, held, each) for each in outcome.measured},
    }  # fmt: skip
    return Result(verdicts(outcome, dossier), observe(dossier, held, outcome), told)


def _counted(store: RecordStore, outcome: Outcome) -> int:
    tables = {each.metric.table for each in outcome.measured if each.metric is not None}
    return sum(partition.rows for table in tables for partition in store.partitions(table))


def _imports(store: RecordStore, outcome: Outcome) -> list[dict[str, Any]]:
    used = set(outcome.batches)
    return [
        {
            "id": batch.id, "file": batch.file, "sha256": batch.sha256, "source": batch.source, "table": batch.table,
            "stored": batch.stored, "refused": sum(batch.refused.values()), "at": batch.imported_at,
            "upto": batch.exported_at or batch.latest,
        }
        for batch in store.manifest.batches
        if batch.id in used
    ]  # fmt: skip


def _held(store: RecordStore) -> Iterator[dict[str, Any]]:
    """Yield each table of the store with its rows and its days."""
    for name in store.tables:
        table, parts = TABLES[name], store.partitions(name)
        spans = [part.times[table.opened] for part in parts if table.opened in part.times]
        days = (
            [day_of(at, store.zone).isoformat() for at in (min(a for a, _b in spans), max(b for _a, b in spans))]
            if spans
            else ["", ""]
        )
        yield {
            "table": name,
            "title": spoken(table.title),
            "rows": sum(part.rows for part in parts),
            "from": days[0],
            "to": days[1],
        }


def _claim(row: Any) -> dict[str, Any]:
    return {
        "state": row.state,
        "due": row.due.isoformat() if row.due else "",
        "done": row.done.isoformat() if row.done else "",
    }


# One promise ---------------------------------------------------------------------------------------------------------


def _promise(dossier: Dossier, held: Holdings, each: Measured) -> dict[str, Any]:
    batches = list(
        dict.fromkeys(batch for window in each.windows for part in window.parts for batch in part.measurement.batches)
    )
    return {
        "problem": spoken(each.problem) if each.problem else None,
        "trend": {"direction": each.trend.direction, "windows": each.trend.windows} if each.trend else None,
        "differences": [spoken(said) for said in each.differences],
        "windows": [_window(dossier, each, window) for window in each.windows],
        "batches": batches,
        **_pictured(dossier, held, each),
    }


def _window(dossier: Dossier, each: Measured, window: WindowResult) -> dict[str, Any]:
    target = window.parts[-1].promise.target if window.parts else each.commitment.target
    metric = each.metric
    return {
        "start": window.start.isoformat(), "end": window.end.isoformat(), "running": window.running, "word": window.word,
        "numerator": window.numerator if metric and metric.form in ("share", "count") else None,
        "denominator": window.denominator if metric and metric.form in ("share", "statistic") else None,
        "measured": None if window.value is None or metric is None else str(printed(window.value, target, metric.unit)),
        "excluded": dict(window.excluded), "version": _in_force(dossier, window.end),
        "reasons": [spoken(reason) for reason in window.judgement.reasons],
        "apart": [{"says": spoken(row.says), "records": row.records} for row in window.apart],
        "parts": [_part(part) for part in window.parts],
    }  # fmt: skip


def _in_force(dossier: Dossier, day: date) -> str:
    begun = [
        row
        for row in dossier.history.versions
        if row.start and row.start <= day and (row.end is None or row.end >= day)
    ]
    return max(begun, key=lambda row: row.start or date.min).number if begun else ""


def _part(part: Part) -> dict[str, Any]:
    found = part.measurement
    return {
        "versions": list(part.versions), "service": part.service, "promise": spoken(promised(part.promise.target)),
        "numerator": found.numerator, "denominator": found.denominator, "word": part.judgement.word,
        "flags": part.flags._asdict(), "reopened": part.reopened,
    }  # fmt: skip


# What the picture shows ----------------------------------------------------------------------------------------------


def _pictured(dossier: Dossier, held: Holdings, each: Measured) -> dict[str, Any]:
    """Return the spread of the window that stands for a promise with one limit, and the records that missed it."""
    window = shown_window(each)
    if window is None or each.metric is None or each.metric.form != "share":
        return {"spread": None, "missed": []}
    parts = {part.versions: part for part in window.parts if part.measurement.denominator}
    with suppress(Unmeasurable):  # no single record stands for the figure
        asked = [
            (parts[wording.versions], ask)
            for wording, ask in asks_of(
                dossier, held, each.commitment.id, Days(window.start, window.end), dossier.today
            )
            if wording.versions in parts
        ]
        spread = _spread(held, *asked[-1], window) if asked and asked[-1][0].promise.target.limit else None
        broken = window.word == "broken" and each.metric.better == "higher"
        missed = [row for _part, ask in asked for row in _missed(held, ask)] if broken else []
        return {"spread": spread, "missed": sorted(missed, key=lambda row: -(row["over"] or 0))[:LISTED]}
    return {"spread": None, "missed": []}


def shown_window(each: Measured) -> WindowResult | None:
    """Return the window that stands for a promise: the last that is over and says something, else the last."""
    over = [window for window in each.windows if window.decided]
    return over[-1] if over else each.windows[-1] if each.windows else None


def _spread(held: Holdings, part: Part, ask: Ask, window: WindowResult) -> dict[str, Any] | None:
    found = timed(held.backend, held.tables, ask, held.watch, 0)
    if not found.limit:
        return None
    seconds, unit = _UNITS[_unit(part, found.limit)]
    values = sorted(round(value / seconds, 3) for value in found.values)
    return {
        "start": window.start.isoformat(), "end": window.end.isoformat(), "records": len(values),
        "over": sum(value > found.limit for value in found.values), "values": _thinned(values),
        "limit": float(Fraction(found.limit, seconds)), "unit": spoken(unit),
    }  # fmt: skip


def _thinned(values: list[float]) -> list[float]:
    """Return an even choice of many values; the least and the greatest stay."""
    if len(values) <= MOST_VALUES:
        return values
    step = (len(values) - 1) / (MOST_VALUES - 1)
    return [values[round(place * step)] for place in range(MOST_VALUES)]


def _unit(part: Part, limit: int) -> str:
    """Return the unit in which a limit reads well: days only where the plan counts days."""
    read = parsed(part.promise.target.limit)
    if not isinstance(read, Message) and read.unit in ("day", "week"):
        return "d"
    return "h" if limit >= 7_200 else "min"


def _missed(held: Holdings, ask: Ask) -> Iterator[dict[str, Any]]:
    for row in longest_bad(held.backend, held.tables, ask, held.watch, 0, LISTED):
        over = None if row.limit is None or row.value is None else row.value - row.limit
        yield {"id": row.id, "service": row.service or "", "opened": row.opened, "seconds": row.value, "over": over}

"""From the records behind a figure to the population that a sample is drawn from.

A record that the measurement could not judge stays in the population: when it is drawn, the auditor looks at it, which
is what a sample is for. Were it left out, records without an end would make a promise look kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, TypeAlias
from zoneinfo import ZoneInfo

import ibis.expr.types as ir

from opensmp.evidence.attributes import Row
from opensmp.evidence.results import Backend
from opensmp.evidence.risk import Facts, Risk, on_last_day_of_month
from opensmp.evidence.sample_paper import Outcome
from opensmp.evidence.sampling import Entry
from opensmp.i18n import _
from opensmp.plan.terms import Comparator

StratumBy: TypeAlias = Literal["priority", "service", "month"]

_RISKY = ("priority", "major", "reopen_count", "reassign_count")


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A record of the population. ``row`` holds the columns of :class:`opensmp.evidence.drilling.Behind` and a few more.

    ``number`` is its number, with its source in front where records of several sources are together.
    """

    number: str
    version: str
    good: bool | None
    row: Mapping[str, Any]


def candidates(
    backend: Backend,
    parts: Iterable[tuple[str, ir.Table]],
    records: ir.Table,
    comparator: Comparator,
    *,
    pauses: ir.Table | None = None,
) -> tuple[Candidate, ...]:
    """Return the population: for each version of the plan, the records behind the figure (``drilling.behind``).

    ``records`` is the canonical table they come from, ``pauses`` the pauses of such records. Where the promise is *at
    most* or *below*, a record that the metric counts is one that deviates.
    """
    found = [
        (version, row)
        for version, table in parts
        for row in backend.to_pyarrow(_with_risk(table, records, pauses)).to_pylist()
    ]
    several = len({row["source"] for _version, row in found}) > 1
    return tuple(
        Candidate(number=number_of(row, several=several), version=version, good=_kept(row["word"], comparator), row=row)
        for version, row in sorted(found, key=lambda each: (each[1]["source"] or "", each[1]["id"]))
    )


def rows_of(records: ir.Table, population: Iterable[Candidate], numbers: Iterable[str]) -> Mapping[str, Row]:
    """Fetch the canonical rows of the drawn records, by their numbers in the population: only the sample leaves the engine."""
    wanted = set(numbers)
    named = {(each.row["source"], each.row["id"]): each.number for each in population if each.number in wanted}
    rows = (
        records.filter(records.id.isin(sorted({id for _source, id in named}))).to_pyarrow().to_pylist() if named else []
    )
    return {named[row["source"], row["id"]]: row for row in rows if (row["source"], row["id"]) in named}


def number_of(row: Mapping[str, Any], *, several: bool) -> str:
    """Return what names a record: its number; where there are several sources, which may share numbers, with its source."""
    return f"{row['source']}/{row['id']}" if several else str(row["id"])


def entries(
    population: Iterable[Candidate],
    by: Sequence[StratumBy],
    zone: ZoneInfo,
    risk: Mapping[str, Risk] | None = None,
) -> tuple[Entry, ...]:
    """Return the population as the draw takes it, with its strata, and with its weights for a judgement sample."""
    return tuple(
        Entry(
            number=each.number,
            stratum=" · ".join(_part(each.row, part, zone) for part in by),
            weight=risk[each.number].weight if risk else 0,
        )
        for each in population
    )


def outcomes(population: Iterable[Candidate]) -> Mapping[str, Outcome]:
    """Return what the measurement decided about each record, by its number."""
    return {
        each.number: Outcome(
            good=each.good,
            elapsed=_whole(each.row["value"]),
            limit=_whole(each.row["limit"]),
            ended_at=each.row["ended"],
            version=each.version,
            reason=_("Cannot be judged: {reason}", reason=each.row["reason"]) if each.good is None else None,
        )
        for each in population
    }


def undecided(population: Iterable[Candidate]) -> Mapping[str, int]:
    """Count the records that cannot be judged, by reason."""
    reasons = [each.row["reason"] for each in population if each.good is None]
    return {reason: reasons.count(reason) for reason in sorted(set(reasons))}


def facts(population: Iterable[Candidate], zone: ZoneInfo) -> tuple[Facts, ...]:
    """Return what makes each record worth looking at, for :func:`opensmp.evidence.risk.risks`."""
    return tuple(
        Facts(
            number=each.number,
            major=bool(each.row.get("major")),
            breached=each.good is False,
            reopened=int(each.row.get("reopen_count") or 0),
            reassigned=int(each.row.get("reassign_count") or 0),
            paused=int(each.row.get("paused") or 0),
            elapsed=_whole(each.row["value"]),
            month_end=each.row["ended"] is not None and on_last_day_of_month(each.row["ended"], zone),
        )
        for each in population
    )


def _with_risk(table: ir.Table, records: ir.Table, pauses: ir.Table | None) -> ir.Table:
    """Add the columns that strata and weights need. Pauses are added up as they stand: they only rank records here."""
    missing = [name for name in _RISKY if name in records.columns and name not in table.columns]
    joined = table.left_join(records.select("id", "source", *missing), ["id", "source"])
    joined = joined.select(*table.columns, *missing)
    if pauses is None:
        return joined
    paused = pauses.group_by(id=pauses.record).aggregate(paused=(pauses.end_at - pauses.start_at).sum().cast("int64"))
    return joined.left_join(paused, "id").select(*joined.columns, "paused")


def _kept(word: str, comparator: Comparator) -> bool | None:
    if word not in ("good", "bad"):
        return None
    return (word == "good") == (comparator in ("at least", "above"))


def _part(row: Mapping[str, Any], by: StratumBy, zone: ZoneInfo) -> str:
    if by == "priority":
        return "P–" if row.get("priority") is None else f"P{row['priority']}"
    if by == "service":
        return str(row["service"] or "–")
    at = row["ended"] if row["ended"] is not None else row["opened"]
    return "–" if at is None else f"{datetime.fromtimestamp(at, zone):%Y-%m}"


def _whole(seconds: float | None) -> int | None:
    return None if seconds is None else int(seconds)

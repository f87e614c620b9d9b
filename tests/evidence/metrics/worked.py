"""Metrics on tiny tables: the figures of one expression, counted here in plain Python, and again by the product's engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

import ibis

from opensmp.evidence.asking import Ask
from opensmp.evidence.metrics import expressions
from opensmp.evidence.results import Figure, Key
from opensmp.evidence.results import figures as measured
from opensmp.evidence.scene import Scene
from opensmp.measures.catalogue import CATALOGUE
from opensmp.measures.records import TABLES, Kind
from opensmp.measures.spans import Span
from opensmp.measures.windows import Days
from opensmp.registers.organisation import Calendar

Row = Mapping[str, Any]
HOUR, DAY = 3_600, 86_400

_TYPES: Mapping[Kind, str] = {
    "text": "string", "list": "string", "person": "string", "state": "string", "time": "int64", "seconds": "int64",
    "flag": "int64", "count": "int64", "rank": "int64", "number": "float64",
}  # fmt: skip


def at(text: str) -> int:
    """Seconds of a moment of 2026 in UTC, written ``03-31`` or ``03-31 14:00``; another year stands before it."""
    day, _, clock = text.partition(" ")
    year, day = (day[:4], day[5:]) if day.count("-") == 2 else ("2026", day)
    moment = datetime.fromisoformat(f"{year}-{day}T{clock or '00:00'}:00")
    return int(moment.replace(tzinfo=UTC).timestamp())


FEBRUARY, MARCH, APRIL = at("02-01"), at("03-01"), at("04-01")


@dataclass(frozen=True)
class Figures:
    """What one window shows: ``numerator`` of ``denominator`` sound records, and the others by reason.

    For a statistic ``values`` are the values of the sound records, sorted; for a ratio the two figures are sums.
    """

    numerator: float | None
    denominator: int
    excluded: Mapping[str, int]
    values: tuple[float, ...] = ()
    still_open: int = 0

    @property
    def counts(self) -> tuple[float | None, int, dict[str, int]]:
        """Numerator, denominator and exclusions, as a test writes them."""
        return self.numerator, self.denominator, dict(self.excluded)


@cache
def engine() -> Any:
    """The one connection that all tests share."""
    return ibis.duckdb.connect()


@cache
def _empty(name: str) -> Any:
    return ibis.memtable([], schema={each.name: _TYPES[each.kind] for each in TABLES[name].fields})


def table(name: str, rows: list[Row]) -> Any:
    """A canonical table with these rows; what a row leaves out is null, and a key is made up."""
    if not rows:
        return _empty(name)
    fields = TABLES[name].fields
    known = {each.name for each in fields}
    assert all(set(row) <= known for row in rows), "a row has a field that the canonical table does not have"
    whole = [{each.name: row.get(each.name) for each in fields} for row in rows]
    for number, row in enumerate(whole):
        row["id"] = row["id"] or f"R{number}"
    return ibis.memtable(whole, schema={each.name: _TYPES[each.kind] for each in fields})


def figures(
    id: str,
    rows: list[Row],
    *,
    more: Mapping[str, list[Row]] | None = None,
    since: int = MARCH,
    until: int = APRIL,
    known_until: int = 0,
    limit: str = "",
    calendar: Calendar | None = None,
    services: tuple[str, ...] = (),
    **parameters: str,
) -> Figures:
    """What the metric ``id`` shows of the window (March 2026 unless given), for ``rows`` of its table and ``more`` tables."""
    metric = CATALOGUE[id]
    tables = {metric.table: table(metric.table, rows)}
    tables |= {name: table(name, held) for name, held in (more or {}).items()}
    scene = Scene(
        metric=metric,
        tables=tables,
        since=since,
        until=until,
        last_day=until - DAY,
        spans=(Span(since, until),),
        known_until=known_until,
        parameters=parameters,
        services=services,
        limit_text=limit,
        calendar=calendar,
    )
    found = _counted(scene, metric.form, standing=not metric.dated)
    assert _as_measured(scene) == _told(found), "the engine counts something else"
    return found


def _as_measured(scene: Scene) -> tuple[Any, ...]:
    """What the engine says of the same question: numerator, denominator, exclusions, and the least and the sum of values."""
    days = Days(*(datetime.fromtimestamp(each, UTC).date() for each in (scene.since, scene.until - 1)))
    ask = Ask(
        metric=scene.metric,
        windows=(days,),
        parameters=scene.parameters,
        services=scene.services,
        limit=scene.limit_text,
        calendar=scene.calendar,
        known_until=scene.known_until,
    )
    (answer,) = measured(engine(), scene.tables, [ask])
    assert isinstance(answer, dict), str(answer)
    figure = answer.get(Key(0), Figure())
    counted = figure.top if scene.metric.practice == "availability" else figure.judged
    numerator, denominator = {
        "share": (figure.good, figure.judged),
        "ratio": (figure.top, figure.bottom),
        "statistic": (None, figure.judged),
        "count": (counted, counted),
    }[scene.metric.form]
    return (
        numerator,
        denominator,
        dict(figure.excluded),
        *_rounded(figure.statistics.get(each) for each in ("min", "sum")),
    )


def _told(found: Figures) -> tuple[Any, ...]:
    values = (min(found.values), sum(found.values)) if found.values else (None, None)
    return found.numerator, found.denominator, dict(found.excluded), *_rounded(values)


def _rounded(values: Iterable[Any]) -> list[float | None]:
    return [None if each is None else round(float(each), 3) for each in values]


def _counted(scene: Scene, form: str, *, standing: bool) -> Figures:
    judged = expressions()[scene.metric.id].judge(scene)
    names = ("population", "at", "good", "value", "top", "bottom", "still_open")
    columns = {f"_{name}": getattr(judged, name) for name in names}
    columns |= {f"_reason_{number}": column for number, column in enumerate(judged.excluded.values())}
    columns |= {f"_left_{number}": column for number, column in enumerate(judged.left_out.values())}
    shown = judged.table.mutate(**{name: column for name, column in columns.items() if column is not None})
    rows = engine().to_pyarrow(shown).to_pylist()
    inside = [row for row in rows if standing or (row["_at"] is not None and scene.since <= row["_at"] < scene.until)]
    excluded = {name: sum(row[f"_left_{number}"] for row in inside) for number, name in enumerate(judged.left_out)}
    sound = []
    for row in (row for row in inside if row["_population"]):
        reason = next((name for number, name in enumerate(judged.excluded) if row[f"_reason_{number}"]), None)
        if reason is None:
            sound.append(row)
        else:
            excluded[reason] = excluded.get(reason, 0) + 1
    waiting = sum(bool(row.get("_still_open")) for row in rows)
    return replace(_figures(form, sound), excluded={name: n for name, n in excluded.items() if n}, still_open=waiting)


def _figures(form: str, sound: list[Any]) -> Figures:
    if form == "share":
        assert all(row["_good"] is not None for row in sound), "a record is neither good nor bad nor excluded"
        return Figures(sum(row["_good"] for row in sound), len(sound), {})
    if form == "statistic":
        assert all(row["_value"] is not None for row in sound), "a record has no value and is not excluded"
        return Figures(None, len(sound), {}, tuple(sorted(row["_value"] for row in sound)))
    if form == "ratio":
        return Figures(sum(row["_top"] for row in sound), sum(row["_bottom"] for row in sound), {})
    counted = sum(row.get("_top", 1) for row in sound)
    return Figures(counted, counted, {})

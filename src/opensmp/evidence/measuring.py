"""Measuring: every commitment of the versions in force, held against the records of its windows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import NamedTuple, Protocol

import ibis.expr.types as ir
from ibis.backends.duckdb import Backend

from opensmp.dossier import Dossier
from opensmp.evidence.asking import Ask
from opensmp.evidence.cache import Cache
from opensmp.evidence.holdings import STATES, Holdings, Reach, holdings
from opensmp.evidence.judged import Unmeasurable
from opensmp.evidence.keeping import keepings
from opensmp.evidence.metrics import expressions
from opensmp.evidence.promises import Promise, Unjudged, Wording, borrowed, promises
from opensmp.evidence.results import Figures, Key, figures
from opensmp.evidence.store import RecordStore
from opensmp.evidence.unmapped import Lack, everywhere, lacks
from opensmp.evidence.verdicts import Answer, View, window_result
from opensmp.evidence.waiting import waiting
from opensmp.i18n import Message, Plural, _, n_
from opensmp.i18n.collection import without_collection
from opensmp.measures.catalogue import default, find, suggest
from opensmp.measures.judging import Judgement, Pending, Says, printed, target_of
from opensmp.measures.limits import DAY
from opensmp.measures.metric import Metric
from opensmp.measures.outcome import Apart, Measured, Outcome, Proposal, WindowResult
from opensmp.measures.proposals import Miss, proposals
from opensmp.measures.records import TABLES
from opensmp.measures.spans import Span
from opensmp.measures.trend import trend
from opensmp.measures.unseen import Unseen
from opensmp.measures.windows import Days, day_of, span_of, windows
from opensmp.plan.commitments import Commitment
from opensmp.registers.organisation import Calendar


class Counter(Protocol):
    """Who counts: the cache of a store, or the engine afresh."""

    def figures(self, asks: Sequence[Ask], /) -> Sequence[Figures | Says]:
        """Return the figures of each ask, or why it has none."""

    def waiting(self, asks: Sequence[Ask], /) -> Sequence[Mapping[int, Pending]]:
        """Return for each ask what is still open, by the number of the window it was opened in."""


class Afresh(NamedTuple):
    """Counts everything, and keeps nothing."""

    held: Holdings

    def figures(self, asks: Sequence[Ask], /) -> Sequence[Figures | Says]:
        """Return the figures of each ask, or why it has none."""
        return figures(self.held.backend, self.held.tables, asks, self.held.watch)

    def waiting(self, asks: Sequence[Ask], /) -> Sequence[Mapping[int, Pending]]:
        """Return for each ask what is still open, by the number of the window it was opened in."""
        return waiting(self.held.backend, self.held.tables, asks, self.held.watch)


@dataclass(frozen=True)
class _Work:
    """A commitment on its way: what is asked for it, and what is wrong with it if nothing can be asked."""

    promise: Promise
    metric: Metric | None = None
    windows: tuple[Days, ...] = ()
    asks: tuple[tuple[Wording, str, Ask], ...] = ()
    apart: tuple[tuple[Unjudged, Ask], ...] = ()
    problem: Says | None = None
    lacks: tuple[Lack, ...] = ()


@without_collection()
def measure(
    dossier: Dossier,
    store: RecordStore,
    *,
    today: date,
    period: Days | None = None,
    versions: Mapping[str, Mapping[str, Commitment]] | None = None,
    registered: Mapping[str, ir.Table] | None = None,
    backend: Backend | None = None,
) -> Outcome:
    """Hold every commitment against the records of the period; without one, from the first version to the last record.

    ``versions``: the commitments of each sealed version by number and id, read from the dossier where None.
    """
    held = holdings(store, registered, backend)
    return outcome(dossier, held, Cache(store, held), today, period, versions)


def outcome(
    dossier: Dossier,
    held: Holdings,
    counter: Counter,
    today: date,
    period: Days | None = None,
    versions: Mapping[str, Mapping[str, Commitment]] | None = None,
) -> Outcome:
    """Do what :func:`measure` does, with the records opened and counted by somebody else."""
    work = [_asked(promise, dossier, held, period, today) for promise in promises(dossier, held.zone, versions)]
    days = period or _spanned(work, today)
    counted = iter(counter.figures([ask for each in work for ask in _all_asks(each)]))
    told = [[next(counted) for _ask in _all_asks(each)] for each in work]
    pending = _pending(work, told, counter)
    return Outcome(
        start=days.start,
        end=days.end,
        today=today,
        zone=held.zone,
        measured=tuple(
            _measured(each, found, pending, dossier, held, today) for each, found in zip(work, told, strict=True)
        ),
        batches=tuple(dict.fromkeys(batch for reach in held.reach.values() for batch in reach.batches)),
        notes=(
            *_notes(dossier, versions),
            *borrowed((wording, ask.calendar) for each in work for wording, _service, ask in each.asks),
        ),
    )


def _pending(
    work: Sequence[_Work], told: Sequence[Sequence[Figures | Says]], counter: Counter
) -> dict[int, Mapping[int, Pending]]:
    """Return what is still open for each ask of the commitments that could be counted, by the ask's identity."""
    asks = [
        ask
        for each, found in zip(work, told, strict=True)
        if each.problem is None and not any(isinstance(figures, Message | Plural) for figures in found)
        for _wording, _service, ask in each.asks
    ]
    return dict(zip(map(id, asks), counter.waiting(asks), strict=True))


def _all_asks(work: _Work) -> list[Ask]:
    return [ask for _wording, _service, ask in work.asks] + [ask for _unjudged, ask in work.apart]


def _whole_period(metric: Metric, promise: Promise, held: Holdings, today: date) -> Days:
    """Return the days of a metric's records: from the first of them, or the first version if that is later, to the last.

    What describes a state, and what nobody imported, is looked at until today.
    """
    reach = held.reach.get(metric.table)
    begun = [day_of(each.opened.start, held.zone) for each in promise.wordings if each.opened]
    if reach is None:
        return Days(max([today.replace(month=1, day=1), *begun[:1]]), today)
    end = today if metric.table in STATES else min(today, day_of(reach.last, held.zone))
    return Days(min(end, max([day_of(reach.first, held.zone), *begun[:1]])), end)


def _spanned(work: Sequence[_Work], today: date) -> Days:
    """Return the days from the first window of any commitment to the last."""
    listed = [days for each in work for days in each.windows]
    return Days(min((days.start for days in listed), default=today), max((days.end for days in listed), default=today))


def _notes(dossier: Dossier, versions: Mapping[str, Mapping[str, Commitment]] | None) -> list[Says]:
    known = versions if versions is not None else dossier.sealed
    if not any(version.start and version.number in known for version in dossier.history.versions):
        return [_("No version of the plan was ever sealed, so its present text judges all records.")]
    return []


def asks_of(
    dossier: Dossier,
    held: Holdings,
    commitment: str,
    period: Days | None,
    today: date,
    versions: Mapping[str, Mapping[str, Commitment]] | None = None,
) -> tuple[tuple[Wording, Ask], ...]:
    """Return what is asked for one commitment, wording by wording: what drilling down and explaining a record start from.

    Raises Unmeasurable where nothing can be asked.
    """
    for promise in promises(dossier, held.zone, versions):
        if promise.latest.id == commitment:
            work = _asked(promise, dossier, held, period, today)
            if work.problem is not None:
                raise Unmeasurable(work.problem)
            return tuple((wording, ask) for wording, _service, ask in work.asks)
    raise Unmeasurable(_("The plan makes no commitment {id}.", id=commitment))


# What is asked for -------------------------------------------------------------------------------------------------------


def _asked(promise: Promise, dossier: Dossier, held: Holdings, period: Days | None, today: date) -> _Work:
    """Return what must be counted for a commitment, or why nothing can be. A window that runs is looked at until today."""
    target = promise.latest.target
    metric = find(target.metric)
    if metric is None:
        near = suggest(target.metric)
        says = (
            _("Nobody knows the metric {metric}. Did you mean {near}?", metric=target.metric, near=list(near))
            if near
            else _("Nobody knows the metric {metric}.", metric=target.metric)
        )
        return _Work(promise, problem=says)
    if not promise.wordings:
        return _Work(promise, metric, problem=_("No version in force makes this promise yet."))
    whole = period or _whole_period(metric, promise, held, today)
    listed = tuple(days for days in windows(whole, target.window) if days.start <= today)
    if metric.table not in held.tables:
        return _Work(promise, metric, listed)
    imports = held.imports.get(metric.table, ())
    found = lacks(imports, _needed(promise, metric))
    unknown = everywhere(found, imports)
    if unknown is not None:
        return _Work(promise, metric, listed, problem=unknown.says)
    cut = tuple(Days(days.start, min(days.end, today)) for days in listed)
    asks: list[tuple[Wording, str, Ask]] = []
    for wording in promise.wordings:
        kept = keepings(wording.promise, metric, dossier, wording.calendars)
        if isinstance(kept, Message):
            return _Work(promise, metric, listed, problem=kept)
        asks += [
            (
                wording,
                service,
                _ask(wording, metric, (service,) if service else each.services, each.calendar, cut, dossier, held),
            )
            for each in kept
            for service in _one_by_one(metric, each.services)
        ]
    return _Work(promise, metric, listed, tuple(asks), _apart(promise, asks[-1][2]), lacks=found)


def _needed(promise: Promise, metric: Metric) -> tuple[str, ...]:
    """Return the fields without which nobody knows what the metric asks, or of which records the commitment speaks."""
    fields = TABLES[metric.table].by_name
    expression = expressions().get(metric.id)
    chosen = [name for each in promise.wordings for name in each.promise.parameters]
    of_services = ("service", "services") if any(each.promise.services for each in promise.wordings) else ()
    wanted = (*(expression.needs if expression else ()), *chosen, *of_services)
    return tuple(dict.fromkeys(name for name in wanted if name in fields and name not in metric.parameters))


def _one_by_one(metric: Metric, services: tuple[str, ...]) -> tuple[str, ...]:
    """Return the services that are measured each for itself; one empty name where all records are taken together."""
    alone = metric.table == "outage" and not metric.dated and len(services) > 1
    return services if alone else ("",)


def _names_no_service(metric: Metric) -> bool:
    """Whether records of this kind cannot say which service they belong to."""
    return metric.table != "service" and not {"service", "services"} & TABLES[metric.table].by_name.keys()


def _speaks_of_all(commitment: Commitment, dossier: Dossier) -> bool:
    """Whether a commitment names every service in scope, so that all records are of its services."""
    return {row.id for row in dossier.services_in_scope} <= set(commitment.services)


def _ask(
    wording: Wording,
    metric: Metric,
    services: tuple[str, ...],
    calendar: Calendar | None,
    listed: tuple[Days, ...],
    dossier: Dossier,
    held: Holdings,
) -> Ask:
    promise = wording.promise
    reach = held.reach.get(metric.table)
    statistic = statistic_of(promise, metric)
    return Ask(
        metric=metric,
        windows=listed,
        zone=held.zone,
        parameters=promise.parameters,
        services=() if _names_no_service(metric) and _speaks_of_all(promise, dossier) else services,
        names={id: _names(dossier, id) for id in promise.services},
        limit=promise.target.limit,
        calendar=calendar,
        opened=wording.opened if metric.dated or "dated" in promise.parameters else None,
        known_until=reach.last if reach else 0,
        statistics=tuple(dict.fromkeys(("median", "p90", statistic))) if metric.form == "statistic" else (),
        aim=target_of(promise.target, metric.unit) if metric.form == "statistic" else None,
    )


def _names(dossier: Dossier, service: str) -> tuple[str, ...]:
    """Return the names of a service in the register, in each language: records may use any of them."""
    row = dossier.services.get(service)
    return tuple(text for _language, text in row.name.each()) if row else ()


def statistic_of(commitment: Commitment, metric: Metric) -> str:
    """Return the statistic that a commitment on a statistic metric speaks of: its own, else the catalogue's."""
    return commitment.parameters.get("statistic", "").strip().lower() or default(metric.id, "statistic")


def _apart(promise: Promise, like: Ask) -> tuple[tuple[Unjudged, Ask], ...]:
    """Return what counts the records that no wording judges; a state has none, because nothing in it is opened."""
    if like.standing:
        return ()
    return tuple((each, replace(like, opened=each.opened, statistics=(), aim=None)) for each in promise.unjudged)


# What comes of it --------------------------------------------------------------------------------------------------------


def _measured(
    work: _Work,
    counted: Sequence[Figures | Says],
    pending: Mapping[int, Mapping[int, Pending]],
    dossier: Dossier,
    held: Holdings,
    today: date,
) -> Measured:
    """Return a commitment with its windows judged."""
    problem = work.problem or next((each for each in counted if isinstance(each, Message | Plural)), None)
    found = [each for each in counted if not isinstance(each, Message | Plural)]
    if problem is not None or work.metric is None:
        return Measured(commitment=work.promise.latest, metric=work.metric, problem=problem)
    if not work.asks:
        nothing = tuple(_nothing(days, work.metric, today) for days in work.windows)
        return Measured(commitment=work.promise.latest, metric=work.metric, windows=nothing)
    results = _windows(work, work.metric, found, pending, held, today)
    return Measured(
        commitment=work.promise.latest,
        metric=work.metric,
        windows=results,
        trend=trend([each.value for each in results if each.value is not None and each.decided], work.metric.better),
        differences=(*_about_population(work, dossier), *_differences(results)),
        proposals=_proposals(results, work.promise.latest, work.metric, dossier),
    )


def _windows(
    work: _Work,
    metric: Metric,
    found: Sequence[Figures],
    pending: Mapping[int, Mapping[int, Pending]],
    held: Holdings,
    today: date,
) -> tuple[WindowResult, ...]:
    """Return the windows of a commitment, judged by what was found for each of its wordings."""
    answers = [
        Answer(
            wording=wording,
            ask=ask,
            figures=told,
            statistic=statistic_of(wording.promise, metric),
            service=service,
            pending=pending[id(ask)],
        )
        for (wording, service, ask), told in zip(work.asks, found, strict=False)
    ]
    apart = [(each.says, told) for (each, _ask), told in zip(work.apart, found[len(answers) :], strict=True)]
    return tuple(
        window_result(_view(number, days, work, metric, held, today), answers, _told_apart(number, apart))
        for number, days in enumerate(work.windows)
    )


def _nothing(days: Days, metric: Metric, today: date) -> WindowResult:
    """Return a window of a commitment whose kind of records nobody imported."""
    says = _("No records were imported for it: {table}.", table=TABLES[metric.table].title)
    return WindowResult(
        start=days.start, end=days.end, running=days.end >= today, judgement=Judgement("unknown", (says,)), parts=()
    )


def _view(number: int, days: Days, work: _Work, metric: Metric, held: Holdings, today: date) -> View:
    span = span_of(Days(days.start, min(days.end, today)), held.zone)
    reach = held.reach.get(metric.table)
    state = metric.table in STATES
    covered = reach.covers(span, state) if reach else metric.table in held.tables
    notes = () if reach is None or state else tuple(_edges(span, reach, held.zone))
    unsaid = next((lack.says for lack in work.lacks if state or _meet(lack.opened, span)), None)
    running = days.end >= today

    def unseen() -> Unseen:
        if state or held.shadows is None:
            return Unseen()
        return held.shadows.of(metric.table).of(span, held.zone, over=not running)

    def final() -> bool:
        return held.shadows is not None and held.shadows.final(metric.table)

    return View(
        number, days, span, covered and unsaid is None, running, reach.batches if reach else (), notes,
        unsaid, unseen, final,
    )  # fmt: skip


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start <= one.end


def _edges(span: Span, reach: Reach, zone: str) -> Iterator[Says]:
    """Say where the records begin after a window does, or end before it, by more than a day."""
    if reach.first > span.start + DAY:
        yield _("The records begin on {day}.", day=day_of(reach.first, zone))
    if reach.last < span.end - DAY:
        yield _("The records end on {day}.", day=day_of(reach.last, zone))


def _told_apart(number: int, apart: Sequence[tuple[Says, Figures]]) -> tuple[Apart, ...]:
    told = ((says, found.get(Key(number))) for says, found in apart)
    return tuple(Apart(says, figure.records) for says, figure in told if figure)


def _about_population(work: _Work, dossier: Dossier) -> Iterator[Says]:
    """Say where records that name no service are all counted for the services that the commitment names."""
    latest = work.promise.latest
    if work.metric and latest.services and _names_no_service(work.metric) and _speaks_of_all(latest, dossier):
        yield _("These records name no service; the commitment speaks of every service in scope, so all of them count.")


def _differences(results: Sequence[WindowResult]) -> list[Says]:
    """Say where the tool's own flag and the clock disagree, over all windows."""
    flags = [part.flags for result in results for part in result.parts]
    early, late = sum(each.only_clock for each in flags), sum(each.only_flag for each in flags)
    if not early and not late:
        return []
    return [
        n_(
            "Of {flagged} records with the tool's own flag, {n} is judged differently by the clock: {late} the tool calls in "
            "time and the clock late, {early} the other way round.",
            "Of {flagged} records with the tool's own flag, {n} are judged differently by the clock: {late} the tool calls "
            "in time and the clock late, {early} the other way round.",
            early + late,
            flagged=sum(each.flagged for each in flags),
            late=late,
            early=early,
        )
    ]


def _proposals(
    results: Sequence[WindowResult], commitment: Commitment, metric: Metric, dossier: Dossier
) -> tuple[Proposal, ...]:
    """Prepare the two answers where the last window that is over was broken."""
    over = [each for each in results if each.decided]
    if not over or over[-1].word != "broken":
        return ()
    last = over[-1]
    value = (
        last.value
        if last.value is not None
        else next(p.measurement.value for p in last.parts if p.judgement.word == "broken")
    )
    fraction = f"{last.numerator}/{last.denominator}" if metric.form == "share" and last.denominator else ""
    miss = Miss(
        last.start.isoformat(),
        last.end.isoformat(),
        printed(value or Fraction(0), commitment.target, metric.unit),
        fraction,
    )
    taken = [row.id for row in dossier.plan.review.deviations]
    return proposals(commitment, miss, taken, dossier.languages)

"""Which wording of a commitment judges which records: the versions of the plan, read back from their sealed text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from opensmp.dossier import Dossier
from opensmp.evidence.keeping import sealed_calendars
from opensmp.i18n import Message, _
from opensmp.lifecycle.history import Version
from opensmp.measures.calendars import digest
from opensmp.measures.judging import Says
from opensmp.measures.spans import Span
from opensmp.measures.windows import midnight
from opensmp.plan.commitments import Commitment
from opensmp.plan.prose import Prose
from opensmp.plan.terms import Target
from opensmp.registers.organisation import Calendar

FOREVER = 253_402_300_800
"""The end of the year 9999: a version without an end is in force until then."""


@dataclass(frozen=True)
class Wording:
    """One wording of a commitment, and the time in which records opened are judged by it.

    ``opened`` is None where the draft judges all records, because no version was ever in force. ``calendars`` are those that
    were sealed with the wording, by id.
    """

    promise: Commitment
    versions: tuple[str, ...]
    opened: Span | None
    calendars: Mapping[str, Calendar] = field(default_factory=dict)


@dataclass(frozen=True)
class Unjudged:
    """A time in which records opened have no wording that judges them, and why."""

    says: Says
    opened: Span


@dataclass(frozen=True)
class Promise:
    """A commitment through its versions: ``latest`` is the wording to show. A promise of the draft alone has no wordings."""

    latest: Commitment
    wordings: tuple[Wording, ...]
    unjudged: tuple[Unjudged, ...] = ()


def promises(
    dossier: Dossier, zone: str, versions: Mapping[str, Mapping[str, Commitment]] | None = None
) -> tuple[Promise, ...]:
    """Return every commitment of every version in force at some time, the newest wording first shown.

    ``versions`` are the commitments of each sealed version by number and id; without it they are read from the dossier. Where
    no version was ever in force, the plan as it stands judges all records.
    """
    begun = sorted((row for row in dossier.history.versions if row.start), key=lambda row: row.start or date.min)
    known = versions if versions is not None else {number: sealed(text) for number, text in dossier.sealed.items()}
    if not any(version.number in known for version in begun):
        return tuple(Promise(each, (Wording(each, (), None),)) for each in dossier.plan.commitments.commitments)
    drafts = {each.id: each for each in dossier.plan.commitments.commitments}
    calendars = {number: sealed_calendars(dossier.sealed[number]) for number in known if number in dossier.sealed}
    latest = drafts | {id: said for version in begun for id, said in known.get(version.number, {}).items()}
    return tuple(_promise(said, begun, known, calendars, zone) for said in latest.values())


def sealed(text: Mapping[str, Any]) -> dict[str, Commitment]:
    """Return the commitments of a sealed version by id; what a reader of this version does not know is left aside."""
    rows = text.get("plan", {}).get("commitments", {}).get("commitments", ())
    return {row["id"]: _commitment(row) for row in rows if "id" in row and "target" in row}


def _commitment(row: Mapping[str, Any]) -> Commitment:
    target = dict(row["target"])
    target["value"] = Decimal(str(target["value"]))
    return Commitment(
        id=row["id"],
        sentence=Prose.of(row.get("sentence", "")),
        target=Target(**{name: held for name, held in target.items() if name in _TARGET}),
        parameters=dict(row.get("parameters", {})),
        section=row.get("section", ""),
        practice=row.get("practice"),
        services=tuple(row.get("services", ())),
        objective=row.get("objective"),
        owner=row.get("owner"),
    )


_TARGET = frozenset({"id", "metric", "comparator", "value", "unit", "limit", "clock", "window", "population"})


def borrowed(used: Iterable[tuple[Wording, Calendar | None]]) -> Iterator[Message]:
    """Say which versions judge by a calendar that was not sealed with them, and so by the one of today."""
    lacking = dict.fromkeys(
        (version, calendar.id)
        for wording, calendar in used
        if calendar is not None and calendar.id not in wording.calendars
        for version in wording.versions
    )
    for version, calendar in lacking:
        yield _(
            "Version {version} was sealed without the calendar {calendar}, so that of today was used.",
            version=version,
            calendar=calendar,
        )


def _promise(
    latest: Commitment,
    begun: Iterable[Version],
    known: Mapping[str, Mapping[str, Commitment]],
    calendars: Mapping[str, Mapping[str, Calendar]],
    zone: str,
) -> Promise:
    wordings: list[Wording] = []
    unjudged: list[Unjudged] = []
    first: int | None = None
    for version in begun:
        span = in_force(version, zone)
        first = span.start if first is None else first
        said = known.get(version.number, {}).get(latest.id)
        if said is not None:
            _add(wordings, Wording(said, (version.number,), span, calendars.get(version.number, {})))
        elif version.number not in known:
            unjudged.append(
                Unjudged(_("opened under version {number}, whose text is not kept", number=version.number), span)
            )
        else:
            unjudged.append(
                Unjudged(_("opened under version {number}, which does not promise this", number=version.number), span)
            )
    if not wordings or first is None:
        return Promise(latest, ())
    before = Unjudged(_("opened before the first version of the plan"), Span(-FOREVER, first))
    return Promise(latest, tuple(wordings), (before, *unjudged))


def _add(wordings: list[Wording], new: Wording) -> None:
    """Add a wording; one that promises the same as the version just before it continues that one."""
    last = wordings[-1] if wordings else None
    if last and last.opened and new.opened and last.opened.end == new.opened.start and _go_on(last, new):
        opened = Span(last.opened.start, new.opened.end)
        wordings[-1] = Wording(new.promise, (*last.versions, *new.versions), opened, new.calendars)
    else:
        wordings.append(new)


def _go_on(last: Wording, new: Wording) -> bool:
    """Whether a wording promises the same as the one before it, by calendars that keep the same hours."""
    named = new.promise.parameters.get("calendar") or new.promise.target.clock
    wanted = [named] if named else [*{**last.calendars, **new.calendars}]
    hours = ((_hours(last.calendars.get(id)), _hours(new.calendars.get(id))) for id in wanted)
    return same(last.promise, new.promise) and all(before == after for before, after in hours)


def _hours(calendar: Calendar | None) -> str:
    return digest(calendar) if calendar else ""


def same(one: Commitment, other: Commitment) -> bool:
    """Whether two wordings promise the same, whatever their words: the same target, parameters and services."""

    def bare(target: Target) -> Target:
        return replace(target, id="", population="")

    return (bare(one.target), dict(one.parameters), one.services) == (
        bare(other.target), dict(other.parameters), other.services,
    )  # fmt: skip


def in_force(version: Version, zone: str) -> Span:
    """Return the time in force of a version that has begun: whole days where the organisation is."""
    start = midnight(version.start or date.min, zone)
    return Span(start, FOREVER if version.end is None else midnight(version.end + timedelta(days=1), zone))

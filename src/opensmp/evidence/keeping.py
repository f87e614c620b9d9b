"""Whose calendar a commitment's clock keeps: the one it names, that of each of its services, or none.

A version judges by the calendars that were sealed with it; one that its text does not hold is taken as it stands today.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from opensmp.dossier import Dossier
from opensmp.i18n import Message, _
from opensmp.measures.metric import Metric
from opensmp.plan.commitments import Commitment
from opensmp.plan.prose import Prose
from opensmp.registers.organisation import Calendar, Holiday, Hours

ALWAYS_OPEN = frozenset({"", "round-the-clock", "round the clock", "24x7", "24×7"})
"""Words for a clock that never stops, where the organisation has no calendar of that name."""


class Keeping(NamedTuple):
    """Services whose clock keeps one calendar; None is round the clock. No services: all that the commitment speaks of."""

    calendar: Calendar | None
    services: tuple[str, ...] = ()


def keepings(
    commitment: Commitment, metric: Metric, dossier: Dossier, sealed: Mapping[str, Calendar]
) -> tuple[Keeping, ...] | Message:
    """Return the calendars of a commitment's clock, or what is wrong with one of them.

    It is the one that the commitment names; else, for business hours, that of each of its services; else none.
    """
    known = {row.id: row for row in dossier.organisation.calendars} | dict(sealed)
    named = commitment.parameters.get("calendar") or commitment.target.clock
    if named or metric.basis != "business" or not commitment.services:
        calendar = _called(named, known)
        return calendar if isinstance(calendar, Message) else (Keeping(calendar, commitment.services),)
    found: dict[str, list[str]] = {}
    for id in commitment.services:
        service = dossier.services.get(id)
        found.setdefault((service.hours or "") if service else "", []).append(id)
    kept: list[Keeping] = []
    for name, services in found.items():
        calendar = _called(name, known)
        if isinstance(calendar, Message):
            return calendar
        kept.append(Keeping(calendar, tuple(services)))
    return tuple(kept)


def _called(name: str, known: Mapping[str, Calendar]) -> Calendar | Message | None:
    if name in known:
        return known[name] if known[name].hours else None
    if name in ALWAYS_OPEN:
        return None
    return _("Nobody knows the calendar {named}.", named=name)


def sealed_calendars(text: Mapping[str, Any]) -> dict[str, Calendar]:
    """Return the calendars that a sealed version holds, by id."""
    rows = text.get("organisation", {}).get("calendars", {})
    return {id: _calendar(id, row) for id, row in rows.items()}


def _calendar(id: str, row: Mapping[str, Any]) -> Calendar:
    held = {name: row[name] for name in ("zone", "source", "joint_leave_worked", "version") if name in row}
    return Calendar(
        id=id,
        name=Prose.of(row.get("name", "")),
        hours=tuple(
            Hours(**{**each, "days": tuple(each["days"]), **_days(each, "since", "until")})
            for each in row.get("hours", ())
        ),
        holidays=tuple(Holiday(**{**each, **_days(each, "on")}) for each in row.get("holidays", ())),
        **held,
    )


def _days(row: Mapping[str, Any], *names: str) -> dict[str, date]:
    return {name: date.fromisoformat(row[name]) for name in names if row.get(name)}

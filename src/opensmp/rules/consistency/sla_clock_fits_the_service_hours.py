"""Whether an agreement promises availability in hours in which the service is not offered."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.consistency._helpers import live_slas
from opensmp.rules.consistency._targets import is_availability


@rule(
    "CON-34",
    clause="8.3.3",
    severity=ADVICE,
    requirements=("R41", "R42", "R46"),
    examples=(
        fails(
            "Offered in office hours, availability promised round the clock",
            lambda d: put(d, f"registers/services/{_round_the_clock(d)}", hours=_limited(d)),
        ),
        passes("Offered and promised round the clock", lambda d: d),
    ),
)
def sla_clock_fits_the_service_hours(dossier: Dossier) -> Iterator[Finding]:
    """An agreement counts availability in the hours in which the service is offered.

    Why: a service that closes at five cannot be available at night. Customer and provider will compute two different
    figures from the same month.

    Fix: correct the service hours in the portfolio register, or the clock of the target.
    """
    calendars = {row.id: row for row in dossier.organisation.calendars}
    for sla in live_slas(dossier):
        for place, target in enumerate(sla.targets, 1):
            clock = calendars.get(target.clock)
            if clock is None or clock.hours or not is_availability(target):
                continue
            for key in sla.services:
                service = dossier.services.get(key)
                hours = calendars.get(service.hours or "") if service else None
                if service is None or hours is None or not hours.hours:
                    continue
                says = _(
                    "{sla} promises availability by the clock “{clock}”, but {id} “{name}” is offered in “{hours}”.",
                    sla=sla.id, clock=clock.name, id=key, name=service.name, hours=hours.name,
                )  # fmt: skip
                where = at("registers/slas", sla.id, "targets", target.id or str(place))
                yield Finding(where, says, quote=target.clock, also=(at("registers/services", key, "hours"),))


def _limited(dossier: Dossier) -> str:
    return next(row.id for row in dossier.organisation.calendars if row.hours)


def _round_the_clock(dossier: Dossier) -> str:
    """Return a service whose only agreement promises availability round the clock."""
    open_all = {row.id for row in dossier.organisation.calendars if not row.hours}
    return next(
        sla.services[0]
        for sla in live_slas(dossier)
        if len(sla.services) == 1 and any(is_availability(each) and each.clock in open_all for each in sla.targets)
    )

"""Whether the list of services has a date that is recent enough."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.lifecycle.cadence import months_after
from opensmp.registers.services import Service


@rule(
    "POR-07",
    clause="8.2.4",
    severity=ADVICE,
    requirements=("R15", "R75"),
    detects=("portfolio-not-current",),
    examples=(
        fails(
            "A list dated more than a year ago",
            lambda dossier: put(dossier, "plan/portfolio", as_of=dossier.today - timedelta(days=400)),
        ),
        fails("A list without a date", lambda dossier: put(dossier, "plan/portfolio", as_of=None)),
        passes("A list dated today", lambda dossier: put(dossier, "plan/portfolio", as_of=dossier.today)),
    ),
)
def service_list_is_current(dossier: Dossier) -> Iterator[Finding]:
    """The list of services is dated, and no older than the last change.

    Why: services come and go. Without a date nobody knows whether the list shows today's or last year's.

    Fix: compare the list with the portfolio register, then set `as_of` to the day you did.
    """
    portfolio = dossier.plan.portfolio
    where = at("plan/portfolio/as_of")
    if not portfolio.services:
        return
    if portfolio.as_of is None:
        yield Finding(where, _("The list of services in section 6 has no date."))
        return
    changed = _last_change(dossier)
    if months_after(portfolio.as_of, 12) < dossier.today:
        says = _("The list of services in section 6 is of {on}, more than a year ago.", on=portfolio.as_of)
        yield Finding(where, says, quote=str(portfolio.as_of))
    elif changed is not None and changed[0] > portfolio.as_of:
        says = _(
            "The list of services in section 6 is of {on}, but service {id} “{name}” changed on {changed}.",
            on=portfolio.as_of, id=changed[1].id, name=changed[1].name, changed=changed[0],
        )  # fmt: skip
        yield Finding(where, says, quote=str(portfolio.as_of), also=(at("registers/services", changed[1].id),))


def _last_change(dossier: Dossier) -> tuple[date, Service] | None:
    """Return the latest day on which a service of the system began or was retired, with the service."""
    days = (
        (day, service)
        for service in dossier.registers.services
        if service.in_scope
        for day in (service.since, service.retired)
        if day is not None and day <= dossier.today
    )
    return max(days, key=lambda pair: pair[0], default=None)

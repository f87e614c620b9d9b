"""Whether an agreement lasts through the planning period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.portfolio._helpers import current_slas


@rule(
    "POR-22",
    clause="8.3.3",
    severity=ADVICE,
    requirements=("R42", "R39"),
    detects=("portfolio-not-current",),
    examples=(
        fails(
            "An agreement that ends tomorrow",
            lambda dossier: put(
                dossier,
                f"registers/slas/{next(current_slas(dossier)).id}",
                end=dossier.today + timedelta(days=1),
            ),
        ),
        passes(
            "An agreement without an end",
            lambda dossier: put(dossier, f"registers/slas/{next(current_slas(dossier)).id}", end=None),
        ),
    ),
)
def sla_lasts_through_the_period(dossier: Dossier) -> Iterator[Finding]:
    """An agreement lasts through the planning period.

    Why: the plan promises the service for the whole period. Where the agreement ends before, a renewal has to be
    planned.

    Fix: renew it in time, or put the renewal with its date and owner into the calendar of section 8.
    """
    period = dossier.plan.identity.period
    if period is None:
        return
    for sla in current_slas(dossier):
        if sla.end is not None and sla.end < period.end:
            says = _(
                "{id} “{title}” ends on {end}, before the planning period ends on {until}.",
                id=sla.id, title=sla.title, end=sla.end, until=period.end,
            )  # fmt: skip
            yield Finding(
                at("registers/slas", sla.id, "end"), says, quote=str(sla.end), also=(at("plan/identity/period"),)
            )

"""Whether the plan has a planning period, and whether today lies in it or shortly before it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import Message, _
from opensmp.plan.terms import Period

AHEAD = timedelta(days=183)
"""How long before its period a plan is usually written."""


@rule(
    "OBJ-21",
    clause="6.3",
    severity=ADVICE,
    requirements=("R11", "R20"),
    examples=(
        fails("A plan without a planning period", lambda d: put(d, "plan/identity", period=None)),
        passes("The period has begun, or begins within half a year", lambda d: d),
    ),
)
def planning_period_is_current(dossier: Dossier) -> Iterator[Finding]:
    """The plan has a current planning period.

    Why: objectives, budget, audits and reviews belong to a period; without one, or after its end, the plan
    describes another year than the one people work in.

    Fix: state the name, the first and the last day of the period; when a period has ended, renew the plan for the
    next one.
    """
    flaw = _flaw(dossier, dossier.plan.identity.period)
    if flaw is not None:
        yield Finding(where=at("plan/identity/period"), says=flaw)


def _flaw(dossier: Dossier, period: Period | None) -> Message | None:
    if period is None:
        return _("The plan names no planning period")
    if period.end < period.start:
        return _(
            "The planning period {name} ends on {end}, before it starts on {start}",
            name=period.name,
            end=period.end,
            start=period.start,
        )
    if period.end < dossier.today:
        return _("The planning period {name} ended on {end}", name=period.name, end=period.end)
    if period.start > dossier.today + AHEAD:
        return _("The planning period {name} begins only on {start}", name=period.name, start=period.start)
    return None

"""Whether the plan schedules internal audits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from opensmp.checking import BLOCKS, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.assurance._examples import each_audit, more_audit
from opensmp.rules.assurance._helpers import bare, scheduled


@rule(
    "ASR-01",
    clause="9.2",
    severity=BLOCKS,
    requirements=("R17", "R77"),
    detects=("audit-unscheduled",),
    examples=(
        fails("An audit programme whose audits have no planned day", lambda d: each_audit(d, planned=None)),
        passes("One more audit, planned for a day", lambda d: more_audit(d, planned=d.today + timedelta(days=45))),
    ),
)
def audits_are_scheduled(dossier: Dossier) -> Iterator[Finding]:
    """Internal audits are scheduled.

    Why: internal audit happens at planned intervals. An approach without days is an intention, and Stage 1 asks
    for the schedule.

    Fix: put the audits of the planning period into the audit register with day, clauses and lead, and name them
    in section 8.
    """
    if bare(dossier.plan.assurance) or scheduled(dossier):
        return
    period = dossier.plan.identity.period
    says = (
        _("No internal audit is scheduled in the planning period {period}", period=period.name)
        if period
        else _("No internal audit is scheduled")
    )
    yield Finding(where=at("plan/assurance/programme/audits"), says=says, also=(at("registers/audits"),))

"""Whether each service report says for whom, why, how often and by whom it is made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose


@rule(
    "ASR-21",
    clause="9.4",
    severity=ADVICE,
    requirements=("R21",),
    examples=(
        fails("A report without an audience", lambda d: _report(d, audience=Prose())),
        fails("A report that shows no trends", lambda d: _report(d, trends=False)),
        passes("A report with purpose, audience, frequency, owner and trends", lambda d: d),
    ),
)
def report_is_complete(dossier: Dossier) -> Iterator[Finding]:
    """A service report has a purpose, an audience, a frequency, an owner and trends.

    Why: a report that nobody asked for is not read, and figures without their trend do not show whether something
    has to be done.

    Fix: add what is missing, or stop the report.
    """
    for report in dossier.plan.assurance.reporting:
        parts = (
            (report.purpose, _("purpose")),
            (report.audience, _("audience")),
            (report.frequency, _("frequency")),
            (report.owner, _("owner")),
            (report.trends, _("trends")),
        )
        missing = tuple(name for held, name in parts if not held)
        if missing:
            yield Finding(
                where=at("plan/assurance/reporting", report.id),
                says=_("Report {id} “{title}” has no {missing}", id=report.id, title=report.title, missing=missing),
            )


def _report(dossier: Dossier, **fields: Any) -> Dossier:
    return put(dossier, f"plan/assurance/reporting/{dossier.plan.assurance.reporting[0].id}", **fields)

"""Whether the plan says how often internal audits take place."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.assurance._helpers import bare


@rule(
    "ASR-37",
    clause="9.2",
    severity=ADVICE,
    requirements=("R17", "R77"),
    detects=("audit-unscheduled",),
    examples=(
        fails("A programme without frequency", lambda d: put(d, "plan/assurance/programme", frequency=None)),
        passes("A programme with its frequency", lambda d: d),
    ),
)
def audit_has_a_frequency(dossier: Dossier) -> Iterator[Finding]:
    """The audit programme says how often audits take place.

    Why: planned intervals are the first thing the requirement asks of the programme. A list of days ends with the
    period; the interval does not.

    Fix: state the frequency, such as half-yearly, and see that the days in the register agree with it.
    """
    section = dossier.plan.assurance
    if not bare(section) and section.programme.frequency is None:
        yield Finding(
            where=at("plan/assurance/programme/frequency"),
            says=_("The plan does not say how often internal audits take place"),
            also=(at("registers/audits"),),
        )

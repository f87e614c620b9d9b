"""Whether the plan says how improvement is done."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.improvement._examples import moved
from opensmp.rules.improvement._helpers import bare


@rule(
    "IMP-18",
    clause="10.2",
    severity=ADVICE,
    requirements=("R18", "R51"),
    items=("h",),
    examples=(
        fails("An improvement programme that is only a list", lambda d: moved(d, "approach", "criteria")),
        passes("“Ideas come from customers, measurements, audits and staff, and all are recorded.”", lambda d: d),
    ),
)
def improvement_approach_is_stated(dossier: Dossier) -> Iterator[Finding]:
    """The plan says how improvement is done.

    Why: a list of initiatives shows what is improved now; how opportunities are found, approved and measured is what lasts.

    Fix: say where ideas come from, who judges and approves them, how progress is followed and how nonconformities are handled.
    """
    section = dossier.plan.improvement
    if not section.approach and not bare(section):
        yield Finding(where=at("plan/improvement/approach"), says=_("The plan does not say how improvement is done"))

"""Whether the plan has people."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, both, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.resources._helpers import bare


@rule(
    "RES-04",
    clause="7.1",
    severity=BLOCKS,
    requirements=("R13", "R52", "R73"),
    detects=("resources-unspecified",),
    items=("e",),
    examples=(
        fails("A budget, and nobody to do the work", lambda d: put(d, "plan/resources", people=(), total_fte=None)),
        passes("People in full-time equivalents, by purpose", both()),
    ),
)
def people_are_planned(dossier: Dossier) -> Iterator[Finding]:
    """The plan has people, in full-time equivalents.

    Why: human resources are among those that a plan has to name; practices that nobody is given time for are not
    carried out.

    Fix: list for which purpose how many full-time equivalents are planned, for operation and for improvement.
    """
    if not dossier.plan.resources.people and not bare(dossier):
        yield Finding(
            where=at("plan/resources/people"),
            says=_("Section 4 does not say how many people work for the service management system, nor on what"),
        )

"""Whether the lines of people make the stated total."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.resources._examples import one_more
from opensmp.rules.resources._helpers import fte, impossible_figures


@rule(
    "RES-05",
    clause="7.1",
    severity=BLOCKS,
    requirements=("R13", "R73"),
    detects=("resources-unspecified",),
    examples=(
        fails(
            "The total is one more than its lines",
            lambda d: put(d, "plan/resources", total_fte=one_more(fte(d.plan.resources.people))),
        ),
        passes("The lines make the total", lambda d: put(d, "plan/resources", total_fte=fte(d.plan.resources.people))),
    ),
)
def people_add_up(dossier: Dossier) -> Iterator[Finding]:
    """The lines of people make their total.

    Why: an auditor adds the column up; a total that nobody can reproduce puts every other figure of the plan in
    doubt.

    Fix: correct the line or the total.
    """
    section = dossier.plan.resources
    if not section.people or section.total_fte is None or impossible_figures(dossier):
        return
    lines = fte(section.people)
    if lines != section.total_fte:
        yield Finding(
            where=at("plan/resources/total_fte"),
            says=_(
                "The plan states {total} full-time equivalents, its lines make {lines}",
                total=section.total_fte,
                lines=lines,
            ),
            also=(at("plan/resources/people"),),
        )

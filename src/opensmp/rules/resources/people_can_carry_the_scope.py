"""Whether the people can carry the services and practices of the plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from opensmp.checking import ADVICE, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.resources import Resources
from opensmp.rules.resources._helpers import fte, impossible_figures
from opensmp.rules.resources._thresholds import LEAST_FTE_A_PRACTICE, LEAST_FTE_A_SERVICE


def _a_hundredth(dossier: Dossier) -> Dossier:
    """Divide every line of people by a hundred, totals included."""
    from_people = dossier.plan.resources.people

    def changed(section: Resources) -> Resources:
        people = tuple(replace(line, fte=line.fte / 100, actual_fte=None) for line in section.people)
        return replace(section, people=people, total_fte=fte(from_people) / 100)

    return edit(dossier, "plan/resources", changed)


@rule(
    "RES-13",
    clause="7.1",
    severity=ADVICE,
    requirements=("R13", "R52"),
    examples=(
        fails("A hundredth of the people for the same services and practices", _a_hundredth),
        passes("Half a day a week for each service and each practice is enough for this rule", lambda d: d),
    ),
)
def people_can_carry_the_scope(dossier: Dossier) -> Iterator[Finding]:
    """The people are enough for the services and practices in scope.

    Why: an auditor divides the people by what they have to carry; less than half a day a week for each service
    and each practice leaves time for none of them.

    Fix: plan more people, take services out of the scope, or explain who carries the rest and accept this finding
    with that reason.
    """
    people = dossier.plan.resources.people
    if not people or impossible_figures(dossier):
        return
    services, practices = len(dossier.services_in_scope), len(dossier.plan.practices.practices)
    least = services * LEAST_FTE_A_SERVICE + practices * LEAST_FTE_A_PRACTICE
    held = fte(people)
    if held < least:
        yield Finding(
            where=at("plan/resources/people"),
            says=_(
                "{fte} full-time equivalents carry {services} services and {practices} practices; "
                "at half a day a week for each of them it takes {least}",
                fte=held,
                services=services,
                practices=practices,
                least=least.quantize(Decimal("0.1")),
            ),
        )

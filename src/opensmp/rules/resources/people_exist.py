"""Whether more people are planned than there are."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.resources._helpers import fte, impossible_figures


@rule(
    "RES-14",
    clause="7.1",
    severity=BLOCKS,
    requirements=("R13", "R52", "R73"),
    detects=("resources-unspecified",),
    examples=(
        fails(
            "One full-time equivalent more than IT employs",
            lambda d: put(d, "organisation", it_staff=fte(d.plan.resources.people) - 1),
        ),
        passes("As many as IT employs", lambda d: d),
    ),
)
def people_exist(dossier: Dossier) -> Iterator[Finding]:
    """The plan does not use more people than there are.

    Why: a plan that takes more people than IT has cannot be carried out, whatever else it says.

    Fix: correct the lines, or state the size of IT as it is, with the people of suppliers left out or named
    apart.
    """
    staff, people = dossier.organisation.it_staff, dossier.plan.resources.people
    planned = fte(people)
    if staff is None or impossible_figures(dossier) or dossier.plan.resources.total_fte not in (None, planned):
        return
    if planned > staff:
        yield Finding(
            where=at("plan/resources/people"),
            says=_("The plan uses {planned} full-time equivalents, IT has {staff}", planned=planned, staff=staff),
            also=(at("organisation/it_staff"),),
        )

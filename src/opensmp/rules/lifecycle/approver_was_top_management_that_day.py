"""The approver held an office of top management on the day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.dossier.people import holds_on
from opensmp.i18n import _


@rule(
    "LIF-02",
    clause="5.1",
    severity=BLOCKS,
    requirements=("R05", "R58"),
    examples=(
        fails(
            "The SMS owner's own office approved the version",
            lambda d: _signed_below(d),
        ),
        passes("The chief information officer of that day approved it", lambda d: d),
    ),
)
def approver_was_top_management_that_day(dossier: Dossier) -> Iterator[Finding]:
    """Who approved a version belonged to top management on that day.

    Why: the signature counts by the office behind it. A former director, or a deputy without the office, cannot
    commit the organisation.

    Fix: let somebody in an office of top management approve the version, or correct the office and the dates in
    organisation.yaml.
    """
    for version in dossier.history.versions:
        for place, approval in enumerate(version.approvals, 1):
            if approval.outcome != "approved" or approval.office is None or approval.on is None:
                continue
            if not _held_a_top_office(dossier, approval.person, approval.office, approval.on):
                yield Finding(
                    where=at("history/versions", version.number, "approvals", str(place)),
                    says=_(
                        "{person} approved version {number} on {day}, but did not hold an office of top management that day.",
                        person=dossier.people.name(approval.person),
                        number=version.number,
                        day=approval.on,
                    ),
                    also=(at("organisation/people", approval.person, "offices"),),
                )


def _held_a_top_office(dossier: Dossier, person: str, office: str, day: date) -> bool:
    known = dossier.people.persons.get(person)
    if known is None or not dossier.people.is_top_management(office):
        return False
    return any(tenure.office == office and holds_on(tenure, day) for tenure in known.offices)


def _signed_below(dossier: Dossier) -> Dossier:
    below = next(each.id for each in dossier.organisation.offices if not each.top_management)
    return put(dossier, f"history/versions/{_in_force(dossier)}/approvals/*", office=below)


def _in_force(dossier: Dossier) -> str:
    return dossier.in_force.number if dossier.in_force else "*"

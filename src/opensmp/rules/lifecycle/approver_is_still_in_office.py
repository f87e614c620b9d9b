"""The office that approved the version in force has not changed hands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from opensmp.checking import ADVICE, Finding, add, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.dossier.people import holds_on
from opensmp.i18n import _
from opensmp.lifecycle.history import Approval
from opensmp.registers.organisation import Person, Tenure


@rule(
    "LIF-03",
    clause="5.1",
    severity=ADVICE,
    requirements=("R35",),
    examples=(
        fails("The chief information officer changed after the approval", lambda d: _succeeded(d)),
        passes("The chief information officer is still in office", lambda d: d),
    ),
)
def approver_is_still_in_office(dossier: Dossier) -> Iterator[Finding]:
    """Who approved the version in force still holds that office.

    Why: a new top manager did not make these commitments. The version stands, but a reconfirmation is due, and
    auditors ask the person in office.

    Fix: let the present holder of the office read the plan and reconfirm it, or approve the next version.
    """
    version = dossier.in_force
    for place, approval in enumerate(version.approvals if version else (), 1):
        if version is None or approval.outcome != "approved" or approval.office is None:
            continue
        if not _held(dossier, approval):
            continue
        seated = dossier.people.holders(approval.office)
        if approval.person not in {person.id for person in seated}:
            yield Finding(
                where=at("history/versions", version.number, "approvals", str(place)),
                says=_(
                    "{person}, who approved version {number}, no longer holds the office {office}.",
                    person=dossier.people.name(approval.person),
                    number=version.number,
                    office=dossier.people.name(approval.office),
                ),
                also=(at("organisation/people", approval.person, "offices"),),
            )


def _held(dossier: Dossier, approval: Approval) -> bool:
    """Whether the approver held the office that day; where not, that is the graver finding."""
    person = dossier.people.persons.get(approval.person)
    tenures = person.offices if person and approval.on else ()
    return any(each.office == approval.office and holds_on(each, approval.on or dossier.today) for each in tenures)


def _succeeded(dossier: Dossier) -> Dossier:
    """Somebody else takes over each office that approved, today; the former holder stays with the organisation."""
    approvals = dossier.in_force.approvals if dossier.in_force else ()
    for number, approval in enumerate(approvals):
        dossier = _handed_over(dossier, approval.person, approval.office or "", f"heir-{number}")
    return dossier


def _handed_over(dossier: Dossier, holder: str, office: str, heir: str) -> Dossier:
    yesterday = dossier.today - timedelta(days=1)
    dossier = edit(
        dossier,
        f"organisation/people/{holder}/offices",
        lambda held: tuple(
            replace(each, until=yesterday) if each.office == office and each.until is None else each for each in held
        ),
    )
    tenure = Tenure(office=office, since=dossier.today)
    return add(dossier, "organisation/people", Person(id=heir, name="Nadia Prameswari", offices=(tenure,)))

"""Whether the lead of each internal audit holds a valid qualification."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.registers.assurance import Audit
from opensmp.registers.organisation import Competence, Person
from opensmp.rules.assurance._helpers import internal


@rule(
    "ASR-04",
    clause="7.2",
    severity=ADVICE,
    requirements=("R17", "R77"),
    detects=("auditor-not-competent",),
    examples=(
        fails("The lead of an audit has no qualification as an auditor on record", lambda d: _unqualified(d)),
        fails("The lead's certificate ran out before the audit", lambda d: _unqualified(d, _expired)),
        passes("A certificate that is valid on the day of the audit", lambda d: d),
    ),
)
def lead_auditor_is_competent(dossier: Dossier) -> Iterator[Finding]:
    """The lead of an internal audit is qualified on the day of the audit.

    Why: evidence of competence is asked for by name. A certificate that ran out before the audit is as good as
    none.

    Fix: record the qualification with its dates, renew it before the audit, or give the lead to somebody who
    holds one.
    """
    for person, audits in _unqualified_leads(dossier):
        held = [each for each in person.competences if _concerns_audit(each)]
        ids = tuple(audit.id for audit in audits)
        says = (
            _(
                "{name}, lead of {audits}, held no valid auditor qualification on the day: “{title}”",
                name=person.name,
                audits=ids,
                title=held[-1].title,
            )
            if held
            else _("{name}, lead of {audits}, has no auditor qualification on record", name=person.name, audits=ids)
        )
        where, *more = (at("registers/audits", audit.id, "lead") for audit in audits)
        yield Finding(where=where, says=says, also=(*more, at("organisation/people", person.id, "competences")))


def _unqualified_leads(dossier: Dossier) -> Iterator[tuple[Person, list[Audit]]]:
    """Yield each lead with the audits on whose day no qualification held."""
    lacking: dict[str, list[Audit]] = {}
    for audit in internal(dossier):
        person = dossier.people.persons.get(audit.lead or "")
        day = audit.performed or audit.planned
        if person and day and not any(_valid(each, day) for each in person.competences):
            lacking.setdefault(person.id, []).append(audit)
    return ((dossier.people.persons[key], audits) for key, audits in lacking.items())


def _concerns_audit(held: Competence) -> bool:
    return "audit" in held.title.lower()


def _valid(held: Competence, day: date) -> bool:
    """Whether a qualification as an auditor holds on a day."""
    begun = held.obtained is None or held.obtained <= day
    return _concerns_audit(held) and begun and (held.valid_until is None or held.valid_until >= day)


def _expired(held: Competence) -> Competence:
    return replace(held, obtained=None, valid_until=date(2001, 1, 31))


def _unqualified(dossier: Dossier, change: Callable[[Competence], Competence] | None = None) -> Dossier:
    leads = {row.lead for row in internal(dossier) if row.lead}
    lead = sorted(leads)[0]
    person = dossier.people.persons[lead]
    return put(
        dossier,
        f"organisation/people/{lead}",
        competences=tuple(change(each) for each in person.competences) if change else (),
    )

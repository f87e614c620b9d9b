"""Whether every auditor of the team has learnt to audit."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, add, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.registers.assurance import Audit
from opensmp.registers.organisation import Competence, Person
from opensmp.rules.assurance._helpers import internal


@rule(
    "ASR-36",
    clause="7.2",
    severity=ADVICE,
    requirements=("R17", "R77"),
    detects=("auditor-not-competent",),
    examples=(
        fails("An auditor of the team without any training as an auditor", lambda d: _with_auditor(d)),
        passes(
            "An auditor who took the internal auditor course",
            lambda d: _with_auditor(d, Competence(title="Internal auditor course")),
        ),
    ),
)
def auditors_are_trained(dossier: Dossier) -> Iterator[Finding]:
    """Every auditor of the team has learnt to audit.

    Why: competence is asked of each auditor and not only of the lead; an audit by untrained people does not count as
    one.

    Fix: record the training of the auditor, plan it before the audit, or name somebody else.
    """
    audits: dict[str, list[Audit]] = {}
    for audit in internal(dossier):
        for key in audit.auditors if audit.performed is None else ():
            person = dossier.people.persons.get(key)
            if person and key != audit.lead and not any("audit" in held.title.lower() for held in person.competences):
                audits.setdefault(key, []).append(audit)
    for key, held in audits.items():
        where, *more = (at("registers/audits", audit.id, "auditors") for audit in held)
        yield Finding(
            where=where,
            says=_(
                "{name}, auditor of {audits}, has no training as an auditor on record",
                name=dossier.people.name(key), audits=tuple(audit.id for audit in held),
            ),
            also=(*more, at("organisation/people", key, "competences")),
        )  # fmt: skip


def _with_auditor(dossier: Dossier, *competences: Competence) -> Dossier:
    """Put one more person into the team of an audit still to come."""
    ahead = next(audit for audit in internal(dossier) if audit.performed is None)
    person = Person(id="auditor-example", name="Bagas Example", competences=competences)
    known = add(dossier, "organisation/people", person)
    return edit(known, f"registers/audits/{ahead.id}/auditors", lambda held: (*held, person.id))

"""Whether an auditor owns or carries out a practice that the same audit covers."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Address, Finding, Speech, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _, n_
from opensmp.registers.assurance import Audit
from opensmp.rules.assurance._helpers import clause_numbers, covers, internal
from opensmp.standard.bilingual import Bilingual


@rule(
    "ASR-06",
    clause="9.2",
    severity=BLOCKS,
    requirements=("R17", "R77", "R54"),
    examples=(
        fails("The owner of a practice is among the auditors of that practice", lambda d: _own_work(d)),
        passes("An auditor who owns no practice and carries none out", lambda d: d),
    ),
)
def auditor_audits_no_own_work(dossier: Dossier) -> Iterator[Finding]:
    """No auditor audits their own work.

    Why: whoever owns a practice, or is responsible or accountable for it in the RACI matrix, cannot judge it
    impartially.

    Fix: give these practices to another auditor of the team, to another department, or to somebody from outside.
    """
    workers = _workers(dossier)
    for audit in internal(dossier):
        team = tuple(dict.fromkeys(key for key in (audit.lead, *audit.auditors) if key))
        audited = tuple(_audited(dossier, audit))
        biased = [key for key in team if any(key in workers.get(practice, ()) for practice, _name in audited)]
        own = tuple(name for practice, name in audited if workers.get(practice, frozenset()).intersection(biased))
        if biased:
            says: Speech = n_(
                "{names} audits {practices} in audit {id} and has a part in carrying it out",
                "{names} audit {practices} in audit {id} and have a part in carrying it out",
                len(biased),
                names=tuple(dossier.people.name(key) for key in biased),
                practices=own,
                id=audit.id,
            )
            yield Finding(_place(audit, biased), says, also=(at("plan/roles/raci"),))
        elif owners := [key for key in team if key in _owners(dossier)]:
            says = _(
                "{name}, who runs the service management system, audits it in audit {id}",
                name=dossier.people.name(owners[0]),
                id=audit.id,
            )
            yield Finding(_place(audit, owners), says, also=(at("plan/identity/owner"),))


def _place(audit: Audit, people: list[str]) -> Address:
    return at("registers/audits", audit.id, "lead" if audit.lead in people else "auditors")


def _owners(dossier: Dossier) -> set[str]:
    """Return the people who own the plan or the system."""
    roles = (role.id for role in dossier.plan.roles.roles if role.kind == "sms owner")
    return {key for holder in (dossier.plan.identity.owner, *roles) for key in _people(dossier, holder)}


def _audited(dossier: Dossier, audit: Audit) -> Iterator[tuple[str, Bilingual | str]]:
    """Yield the practices of an audit: those it names, else those of its clauses."""
    numbers = clause_numbers(audit.clauses)
    for practice in dossier.plan.practices.practices:
        known = dossier.standard.practices.get(practice.id)
        if practice.id in audit.practices or (not audit.practices and known and covers(numbers, known.clause)):
            yield practice.id, known.title if known else practice.id


def _workers(dossier: Dossier) -> dict[str, frozenset[str]]:
    """Return the people who own a practice or stand with R or A in its row, by practice."""
    found: dict[str, set[str]] = {}
    for practice in dossier.plan.practices.practices:
        found.setdefault(practice.id, set()).update(_people(dossier, practice.owner))
    for duty in dossier.plan.roles.raci:
        for role, cell in duty.cells.items() if duty.practice else ():
            if set(cell.upper().partition("(")[0]) & {"R", "A"}:
                found.setdefault(duty.practice or "", set()).update(_people(dossier, role))
    return {practice: frozenset(people) for practice, people in found.items()}


def _people(dossier: Dossier, holder: str | None) -> set[str]:
    return {person.id for person in dossier.people.holders(holder)} if holder else set()


def _own_work(dossier: Dossier) -> Dossier:
    audit = next(row for row in internal(dossier) if any(_audited(dossier, row)))
    workers = _workers(dossier)
    practice = next(key for key, _name in _audited(dossier, audit) if workers.get(key))
    return put(
        dossier,
        f"registers/audits/{audit.id}",
        auditors=(*audit.auditors, min(workers[practice] - set(audit.auditors))),
    )

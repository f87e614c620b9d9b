"""Whether internal audit reports above whoever answers for the service management system."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.roles import Role
from opensmp.rules.roles._helpers import of_kind, persons, where


@rule(
    "ROL-34",
    clause="9.2",
    severity=ADVICE,
    requirements=("R12", "R17"),
    examples=(
        fails("Internal audit reports to the director who answers for the system", lambda d: _under_the_sponsor(d)),
        passes("Internal audit reports above that director", lambda d: d),
    ),
)
def internal_audit_reports_above_the_system(dossier: Dossier) -> Iterator[Finding]:
    """Internal audit reports above whoever answers for the system.

    Why: the director who answers for the service management system is audited as well. Where somebody stands above,
    the results belong there too.

    Fix: let internal audit report to the board, an audit committee or the chief executive.
    """
    roles = dossier.plan.roles
    overall = dossier.people.roles.get(roles.overall or "")
    if overall is None or overall.reports_to is None or not dossier.people.is_top_management(overall.id):
        return
    audited = persons(dossier, [overall.id])
    if roles.audit_reports_to and persons(dossier, [roles.audit_reports_to]) & audited:
        yield _finding(dossier, at("plan/roles/audit_reports_to").parts, roles.audit_reports_to, overall)
        return
    for audit in of_kind(dossier, "internal audit"):
        if audit.reports_to and persons(dossier, [audit.reports_to]) & audited:
            yield _finding(dossier, where(audit, "reports_to").parts, audit.reports_to, overall)


def _finding(dossier: Dossier, place: tuple[str, ...], receiver: str, overall: Role) -> Finding:
    name = dossier.people.name(receiver)
    return Finding(
        where=at(*place),
        says=_(
            "Internal audit reports to {name}, who answers for the service management system; {above} stands above",
            name=name, above=dossier.people.name(overall.reports_to or ""),
        ),
        quote=name,
        also=(at("plan/roles/overall"),),
    )  # fmt: skip


def _under_the_sponsor(dossier: Dossier) -> Dossier:
    director = next(role for role in of_kind(dossier, "top management") if role.reports_to)
    return put(dossier, "plan/roles", overall=director.id, audit_reports_to=director.id)

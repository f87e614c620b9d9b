"""Whether internal audit reports to somebody whose work it does not audit."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.roles._examples import holding
from opensmp.rules.roles._helpers import no_roles, of_kind, persons


@rule(
    "ROL-16",
    clause="9.2",
    severity=BLOCKS,
    requirements=("R12", "R17", "R72"),
    detects=("responsibility-unclear",),
    examples=(
        fails("Nothing says who receives the results", lambda d: put(d, "plan/roles", audit_reports_to=None)),
        fails(
            "The results go to the SMS owner, whose work was audited",
            lambda d: put(d, "plan/roles", audit_reports_to=holding(d, "sms owner").id),
        ),
        passes("The results go to top management", lambda d: d),
    ),
)
def internal_audit_reports_independently(dossier: Dossier) -> Iterator[Finding]:
    """Internal audit reports to somebody whose work it does not audit.

    Why: audits have to be impartial and their results reach the management concerned; an audit that reports only to whom it audits can be
    filed away by them.

    Fix: name a member of top management, the audit committee or the chief audit executive as the receiver of the results.
    """
    receiver = dossier.plan.roles.audit_reports_to
    if no_roles(dossier):
        return
    if receiver is None:
        yield Finding(
            where=at("plan/roles/audit_reports_to"), says=_("Section 3 does not say to whom internal audit reports")
        )
        return
    audited = [role.id for role in of_kind(dossier, "sms owner", "operations", "service management")]
    same = receiver in audited or persons(dossier, [receiver]) & persons(
        dossier, [*audited, dossier.plan.identity.owner]
    )
    if same and not dossier.people.is_top_management(receiver):
        yield Finding(
            where=at("plan/roles/audit_reports_to"),
            says=_("Internal audit reports to {name}, whose own work it audits", name=dossier.people.name(receiver)),
            quote=dossier.people.name(receiver),
        )

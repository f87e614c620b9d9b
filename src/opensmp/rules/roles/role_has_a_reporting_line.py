"""Whether each role says to whom it reports."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.roles import Role
from opensmp.rules.roles._examples import change_role
from opensmp.rules.roles._helpers import of_kind, where

_WITHOUT = ("top management", "body", "customer")


def _reporting(dossier: Dossier) -> Role:
    return next(role for role in dossier.plan.roles.roles if role.kind not in _WITHOUT and role.reports_to)


@rule(
    "ROL-14",
    clause="5.3",
    severity=ADVICE,
    requirements=("R12", "R72"),
    examples=(
        fails("A role that reports to nobody", lambda d: change_role(d, _reporting(d), reports_to=None)),
        passes("Top management reports to no role of the plan", lambda d: d),
    ),
)
def role_has_a_reporting_line(dossier: Dossier) -> Iterator[Finding]:
    """A role has a reporting line.

    Why: without it nobody knows where a problem goes when the role cannot solve it.

    Fix: name the role it reports to in matters of service management, which may differ from the line in the organisation chart.
    """
    if not of_kind(dossier, "top management"):
        return
    audit_line = dossier.plan.roles.audit_reports_to is not None
    auditors = {role.id for role in of_kind(dossier, "internal audit")} if audit_line else set()
    for role in dossier.plan.roles.roles:
        if role.reports_to is None and role.kind not in _WITHOUT and role.id not in auditors:
            yield Finding(
                where=where(role, "reports_to"),
                says=_("The role “{role}” does not say to whom it reports", role=role.title),
                quote=str(role.title),
            )

"""Whether each internal audit has a lead auditor."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.assurance._helpers import internal


@rule(
    "ASR-30",
    clause="9.2",
    severity=ADVICE,
    requirements=("R17", "R77"),
    examples=(
        fails("An audit without a lead", lambda d: put(d, f"registers/audits/{internal(d)[-1].id}", lead=None)),
        passes("An audit with a lead", lambda d: d),
    ),
)
def audit_has_a_lead(dossier: Dossier) -> Iterator[Finding]:
    """An internal audit has a lead auditor.

    Why: without a lead nobody prepares the audit, and competence and independence cannot be judged.

    Fix: name the lead auditor.
    """
    for audit in internal(dossier):
        if audit.lead is None:
            yield Finding(
                where=at("registers/audits", audit.id, "lead"),
                says=_("Audit {id} “{title}” has no lead auditor", id=audit.id, title=audit.title),
            )

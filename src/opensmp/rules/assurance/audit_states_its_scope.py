"""Whether each internal audit names its clauses and its criteria."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose
from opensmp.rules.assurance._helpers import internal


@rule(
    "ASR-35",
    clause="9.2",
    severity=ADVICE,
    requirements=("R17", "R77"),
    examples=(
        fails(
            "An audit without criteria", lambda d: put(d, f"registers/audits/{internal(d)[-1].id}", criteria=Prose())
        ),
        passes("An audit against the standard, this plan and its procedures", lambda d: d),
    ),
)
def audit_states_its_scope(dossier: Dossier) -> Iterator[Finding]:
    """An internal audit states its criteria and its scope.

    Why: the auditor has to know against what to audit; criteria and scope are set for each audit.

    Fix: name the documents the audit is held against, and the clauses and practices it covers.
    """
    for audit in internal(dossier):
        if not audit.clauses and not audit.practices:
            yield Finding(
                where=at("registers/audits", audit.id, "clauses"),
                says=_("Audit {id} “{title}” does not say what it covers", id=audit.id, title=audit.title),
            )
        if not audit.criteria:
            yield Finding(
                where=at("registers/audits", audit.id, "criteria"),
                says=_("Audit {id} “{title}” does not say against what it audits", id=audit.id, title=audit.title),
            )

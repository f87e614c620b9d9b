"""Whether each audit carried out has a report in the document register."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.assurance._examples import an_audit
from opensmp.rules.assurance._helpers import performed_audits


@rule(
    "ASR-10",
    clause="9.2",
    severity=ADVICE,
    requirements=("R17", "R46"),
    examples=(
        fails("An audit carried out, without a report", lambda d: an_audit(d, report=None)),
        fails("An audit whose report is not in the document register", lambda d: an_audit(d, report="AR-EX-404")),
        passes("An audit carried out, with its report in the register", lambda d: d),
    ),
)
def performed_audit_has_a_report(dossier: Dossier) -> Iterator[Finding]:
    """An audit that was carried out has a report in the document register.

    Why: the results have to be reported to those who manage, and kept as evidence; an audit without a report did
    not take place.

    Fix: register the report and name it in the audit register.
    """
    for audit in performed_audits(dossier):
        where = at("registers/audits", audit.id, "report")
        if audit.report is None:
            yield Finding(
                where=where,
                says=_(
                    "Audit {id} “{title}” was carried out on {day} and has no report",
                    id=audit.id,
                    title=audit.title,
                    day=audit.performed or dossier.today,
                ),
            )
        elif audit.report not in dossier.documents:
            yield Finding(
                where=where,
                says=_(
                    "The report {document} of audit {id} is not in the document register",
                    document=audit.report,
                    id=audit.id,
                ),
                also=(at("registers/documents"),),
            )

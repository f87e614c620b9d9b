"""Whether a planned audit has passed its day without being carried out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from opensmp.checking import ADVICE, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.assurance._examples import more_audit
from opensmp.rules.assurance._helpers import internal, performed_audits


@rule(
    "ASR-09",
    clause="9.2",
    severity=ADVICE,
    requirements=("R17", "R61"),
    examples=(
        fails(
            "An audit planned for a day last month and not carried out",
            lambda d: more_audit(d, planned=d.today - timedelta(days=30)),
        ),
        passes("An audit planned for today", lambda d: more_audit(d, planned=d.today)),
    ),
)
def audits_take_place_as_planned(dossier: Dossier) -> Iterator[Finding]:
    """Audits take place as planned.

    Why: a programme whose days pass without an audit is not carried out, and the auditor reads that in one line
    of the register.

    Fix: carry the audit out, or plan it anew and say in the management review why it moved.
    """
    if not performed_audits(dossier):
        return
    for audit in internal(dossier):
        if audit.planned and audit.planned < dossier.today and audit.performed is None:
            yield Finding(
                where=at("registers/audits", audit.id, "planned"),
                says=_(
                    "Audit {id} “{title}” was planned for {day} and was not carried out",
                    id=audit.id,
                    title=audit.title,
                    day=audit.planned,
                ),
            )

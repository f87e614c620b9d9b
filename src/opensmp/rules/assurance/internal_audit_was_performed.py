"""Whether at least one internal audit was carried out."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.assurance._examples import each_audit
from opensmp.rules.assurance._helpers import bare, performed_audits


@rule(
    "ASR-08",
    clause="9.2",
    severity=BLOCKS,
    requirements=("R17", "R50"),
    examples=(
        fails(
            "An audit programme of which no audit was carried out yet",
            lambda d: each_audit(d, performed=None, report=None, nonconformities=None),
        ),
        passes("One audit carried out, the next planned", lambda d: d),
    ),
)
def internal_audit_was_performed(dossier: Dossier) -> Iterator[Finding]:
    """At least one internal audit was carried out.

    Why: Stage 1 asks whether internal audits are planned and performed. Without one the certification body cannot
    go on to Stage 2.

    Fix: carry out an internal audit before Stage 1 and record its day and its report.
    """
    if not performed_audits(dossier) and not bare(dossier.plan.assurance):
        yield Finding(where=at("registers/audits"), says=_("No internal audit was carried out so far"))

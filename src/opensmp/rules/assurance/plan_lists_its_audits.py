"""Whether section 8 itself names the audits and reviews of the registers."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.assurance._helpers import bare, scheduled


@rule(
    "ASR-39",
    clause="9.2",
    severity=BLOCKS,
    requirements=("R17", "R77", "R78"),
    detects=("audit-unscheduled",),
    examples=(
        fails("The programme names no audit", lambda d: put(d, "plan/assurance/programme", audits=())),
        passes("The programme names its audits", lambda d: d),
    ),
)
def plan_lists_its_audits(dossier: Dossier) -> Iterator[Finding]:
    """Section 8 names the audits and management reviews that are planned.

    Why: the plan is the document that top management approved. A schedule that stands only in a register can change
    without anybody approving it, and the reader of the plan sees none.

    Fix: name the audits and reviews of the registers in section 8.
    """
    section = dossier.plan.assurance
    if bare(section):
        return
    if not section.programme.audits and scheduled(dossier):
        yield Finding(
            where=at("plan/assurance/programme/audits"),
            says=_("Section 8 names no internal audit, though the register plans some"),
            also=(at("registers/audits"),),
        )
    if not section.management_review.reviews and dossier.registers.reviews:
        yield Finding(
            where=at("plan/assurance/management_review/reviews"),
            says=_("Section 8 names no management review, though the register holds some"),
            also=(at("registers/reviews"),),
        )

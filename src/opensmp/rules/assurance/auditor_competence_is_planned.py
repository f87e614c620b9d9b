"""Whether the plan says how auditors become and stay competent."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.assurance._examples import moved
from opensmp.rules.assurance._helpers import bare


@rule(
    "ASR-03",
    clause="7.2",
    severity=BLOCKS,
    requirements=("R17", "R77"),
    detects=("auditor-not-competent",),
    examples=(
        fails(
            "An audit programme that says nothing of the auditors' competence",
            lambda d: moved(d, "plan/assurance/programme", "competence", "approach"),
        ),
        passes("“Auditors hold a lead auditor certificate and attend a refresher each year.”", lambda d: d),
    ),
)
def auditor_competence_is_planned(dossier: Dossier) -> Iterator[Finding]:
    """The plan says how auditors become and stay competent.

    Why: an audit by people who were never trained for it finds little, and its result cannot be relied on.

    Fix: say which training and experience an auditor needs, who has it, and how it is kept up.
    """
    if not bare(dossier.plan.assurance) and not dossier.plan.assurance.programme.competence:
        yield Finding(
            where=at("plan/assurance/programme/competence"),
            says=_("The plan does not say how auditors become and stay competent"),
        )

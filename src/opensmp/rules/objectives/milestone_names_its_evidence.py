"""Whether a milestone says what will show that it was reached."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose
from opensmp.rules.objectives._examples import milestone
from opensmp.rules.objectives._helpers import cases, place


@rule(
    "OBJ-05",
    clause="6.2.2",
    severity=BLOCKS,
    requirements=("R11", "R71"),
    detects=("objective-not-measurable",),
    examples=(
        fails(
            "“Publish the change management policy by …”, and nothing says what shows it",
            lambda d: milestone(d, evidence=Prose()),
        ),
        passes("The approved policy in the document register is named", milestone),
    ),
)
def milestone_names_its_evidence(dossier: Dossier) -> Iterator[Finding]:
    """A milestone names the evidence of its completion.

    Why: “finished” means something else to the person who did the work than to the person who audits it; a
    document, a report or a record settles it.

    Fix: name the evidence, such as the approved document, the signed test report or the closed change.
    """
    for case in cases(dossier):
        if case.flaw == "evidence":
            yield Finding(
                where=place(case.objective, "evidence"),
                says=_(
                    "Milestone {id} names no evidence of its completion: “{sentence}”",
                    id=case.objective.id,
                    sentence=case.objective.statement,
                ),
                quote=case.sentence,
            )

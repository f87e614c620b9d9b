"""Whether the tool's own flag and the clock of the plan agree."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.measures.observation import told
from opensmp.rules.operation._observations import observed, seen


@rule(
    "OPE-16",
    clause="9.1",
    severity=ADVICE,
    profiles=("stage2",),
    requirements=("R56",),
    examples=(
        fails(
            "The tool calls 41 of 1,978 incidents in time that were late by the plan's clock",
            lambda d: seen(d, "flag and clock disagree", d.plan.commitments.commitments[0].id, 41, 1978),
        ),
        passes("Tool and clock agree on every record", lambda d: d),
    ),
)
def tool_and_clock_agree(dossier: Dossier) -> Iterator[Finding]:
    """The tool's own flag and the clock of the plan agree.

    Why: people work by the flag that they see; where the tool counts other hours or another limit than the plan, two
    reports on one promise give two figures, and both can be shown to an auditor.

    Fix: compare calendar, limit and pauses of the tool with those of the commitment, and correct whichever is wrong.
    """
    for place, observation in observed(dossier, "flag and clock disagree"):
        commitment = dossier.commitments.get(observation.subject)
        if commitment is not None:
            yield Finding(
                where=at("plan/commitments/commitments", commitment.id, "parameters"),
                says=told(observation),
                quote=str(commitment.sentence),
                also=(place,),
            )

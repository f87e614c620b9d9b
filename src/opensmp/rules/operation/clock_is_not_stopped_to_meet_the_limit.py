"""Whether clocks are stopped just before the limit."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.measures.observation import told
from opensmp.rules.operation._observations import observed, seen


@rule(
    "OPE-15",
    clause="9.1",
    severity=ADVICE,
    profiles=("stage2",),
    requirements=("R36", "R56"),
    examples=(
        fails("17 of 60 pauses began in the last ten minutes", lambda d: _stopped(d)),
        passes("They fall anywhere", lambda d: d),
    ),
)
def clock_is_not_stopped_to_meet_the_limit(dossier: Dossier) -> Iterator[Finding]:
    """No clock is stopped just to meet the limit.

    Why: a promise that is kept by stopping the clock is not kept for the customer who waits. The share of records in
    time then says nothing, and whoever draws a sample sees it at once.

    Fix: look at these records, let a pause name its reason and what the customer was told, and say in the SLA when the
    clock may stop.
    """
    for place, observation in observed(dossier, "clock stopped before the limit"):
        commitment = dossier.commitments.get(observation.subject)
        if commitment is None:
            continue
        yield Finding(
            where=at("plan/commitments/commitments", commitment.id, "target"),
            says=told(observation),
            quote=str(commitment.sentence),
            also=(place,),
        )


def _stopped(dossier: Dossier) -> Dossier:
    commitment = dossier.plan.commitments.commitments[0].id
    return seen(dossier, "clock stopped before the limit", commitment, 17, 60)

"""Whether something is changed past change management."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.measures.observation import told
from opensmp.rules.operation._observations import observed, seen


@rule(
    "OPE-13",
    clause="8.5.1",
    severity=ADVICE,
    profiles=("stage2",),
    requirements=("R36", "R56"),
    examples=(
        fails(
            "3 of 103 changes are marked as unauthorised", lambda d: seen(d, "unauthorised change", "change", 3, 103)
        ),
        fails(
            "12 of 88 changes found on servers have no record",
            lambda d: seen(d, "change without record", "change", 12, 88),
        ),
        passes("Every change found has its approved record", lambda d: d),
    ),
)
def changes_have_an_approved_record(dossier: Dossier) -> Iterator[Finding]:
    """Nothing is changed past change management.

    Why: a change that nobody recorded is one whose risk nobody judged, and the first suspect of the next outage.

    Fix: record what was changed and why, judge its risk afterwards, and withdraw the rights that made it possible.
    """
    for place, observation in observed(dossier, "unauthorised change", "change without record"):
        found = "found" if observation.kind == "change without record" else "marked"
        yield Finding(where=at("plan/practices/practices/change", found), says=told(observation), also=(place,))

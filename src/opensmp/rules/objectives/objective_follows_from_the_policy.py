"""Whether an objective is tied to the service management policy."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose
from opensmp.rules.objectives._examples import FIRST
from opensmp.rules.objectives._helpers import place


@rule(
    "OBJ-13",
    clause="6.2.1",
    severity=ADVICE,
    requirements=("R11",),
    examples=(
        fails("No principle of the policy is named", lambda d: put(d, FIRST, policy=Prose())),
        passes("Each objective names what of the policy it serves", lambda d: d),
    ),
)
def objective_follows_from_the_policy(dossier: Dossier) -> Iterator[Finding]:
    """An objective names the part of the policy it serves.

    Why: objectives have to be consistent with the policy; without the link, nobody notices that one of them pulls
    elsewhere.

    Fix: name the principle or the paragraph of the service management policy that the objective serves.
    """
    for objective in dossier.plan.objectives.objectives:
        if not objective.policy:
            yield Finding(
                where=place(objective, "policy"),
                says=_(
                    "Objective {id} names no part of the policy: “{sentence}”",
                    id=objective.id,
                    sentence=objective.statement,
                ),
                quote=str(objective.statement),
            )

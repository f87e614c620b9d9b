"""Whether an objective says how its results are evaluated."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose
from opensmp.rules.objectives._examples import FIRST
from opensmp.rules.objectives._helpers import place


@rule(
    "OBJ-27",
    clause="6.2.2",
    severity=ADVICE,
    requirements=("R11",),
    items=("h",),
    examples=(
        fails("Measured every month, and nobody looks at the result", lambda d: put(d, FIRST, evaluation=Prose())),
        passes("Each objective says who evaluates its result, where and when", lambda d: d),
    ),
)
def objective_results_are_evaluated(dossier: Dossier) -> Iterator[Finding]:
    """An objective says how its results are evaluated.

    Why: planning for an objective includes how its results are evaluated; a figure that nobody judges changes
    nothing.

    Fix: say where the result is discussed, by whom, and what happens when it is missed.
    """
    for objective in dossier.plan.objectives.objectives:
        if not objective.evaluation:
            yield Finding(
                where=place(objective, "evaluation"),
                says=_(
                    "Objective {id} does not say how its results are evaluated: “{sentence}”",
                    id=objective.id,
                    sentence=objective.statement,
                ),
                quote=str(objective.statement),
            )

"""Whether an objective says what will be done for it."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.objectives._examples import FIRST
from opensmp.rules.objectives._helpers import place


@rule(
    "OBJ-11",
    clause="6.2.2",
    severity=BLOCKS,
    requirements=("R11", "R71"),
    examples=(
        fails("A target and a deadline, and nothing that will be done", lambda d: put(d, FIRST, actions=())),
        passes("At least one action is planned", lambda d: d),
    ),
)
def objective_has_actions(dossier: Dossier) -> Iterator[Finding]:
    """An objective has a plan of action.

    Why: the plan has to say what will be done to reach an objective; without actions it is a hope with a number.

    Fix: list what will be done, by whom, until when and with which resources; one action can be enough.
    """
    for objective in dossier.plan.objectives.objectives:
        if not objective.actions:
            yield Finding(
                where=place(objective, "actions"),
                says=_(
                    "Nothing is planned to reach objective {id}: “{sentence}”",
                    id=objective.id,
                    sentence=objective.statement,
                ),
                quote=str(objective.statement),
            )

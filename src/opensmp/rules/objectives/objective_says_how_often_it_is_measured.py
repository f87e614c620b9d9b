"""Whether an objective says how often it is measured."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.objectives._examples import FIRST, milestone, specimen
from opensmp.rules.objectives._helpers import measurable_cases, place


@rule(
    "OBJ-35",
    clause="9.1",
    severity=ADVICE,
    requirements=("R11",),
    examples=(
        fails("Source and method are named, how often is not", lambda d: put(specimen(d), FIRST, frequency=None)),
        passes("A milestone is not measured again and again", lambda d: milestone(d, frequency=None)),
    ),
)
def objective_says_how_often_it_is_measured(dossier: Dossier) -> Iterator[Finding]:
    """An objective says how often it is measured.

    Why: figures that are looked at only when somebody asks come too late to act on.

    Fix: state the interval of measuring, not longer than the period over which the objective is judged.
    """
    for case in measurable_cases(dossier):
        objective = case.objective
        if case.milestone or objective.frequency is not None or not (objective.source and objective.method):
            continue
        yield Finding(
            where=place(objective, "frequency"),
            says=_(
                "Objective {id} does not say how often it is measured: “{sentence}”",
                id=objective.id,
                sentence=objective.statement,
            ),
            quote=case.sentence,
        )

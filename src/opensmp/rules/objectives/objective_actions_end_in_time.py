"""Whether the actions of an objective end before it is judged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opensmp.checking import ADVICE, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.objectives._examples import end_of, first_action, specimen
from opensmp.rules.objectives._helpers import cases, place


def _day_after(dossier: Dossier) -> date:
    return date.fromordinal(end_of(dossier).toordinal() + 1)


@rule(
    "OBJ-29",
    clause="6.2.2",
    severity=ADVICE,
    requirements=("R11", "R52"),
    examples=(
        fails("An action due the day after the deadline", lambda d: first_action(specimen(d), due=_day_after(d))),
        passes("An action due on the deadline", lambda d: first_action(specimen(d), due=end_of(d))),
    ),
)
def objective_actions_end_in_time(dossier: Dossier) -> Iterator[Finding]:
    """Actions end before their objective is judged.

    Why: an action that is finished after the deadline cannot have helped to meet it.

    Fix: bring the action forward, move the deadline, or give the action to the objective of the next period.
    """
    for case in cases(dossier):
        objective = case.objective
        end = objective.deadline or (case.period.end if case.period and case.in_plan_period else None)
        if end is not None and case.period is not None and end < case.period.start:
            continue  # a deadline outside the period is a finding of its own
        for number, action in enumerate(objective.actions, 1):
            if end is not None and action.due is not None and action.due > end:
                yield Finding(
                    where=place(objective, "actions", str(number), "due"),
                    says=_(
                        "Action {number} of objective {id} (“{action}”) is due on {due}, after the objective ends on {end}",
                        number=number,
                        id=objective.id,
                        action=action.text,
                        due=action.due,
                        end=end,
                    ),
                    quote=str(action.text),
                    also=(place(objective, "deadline"),),
                )

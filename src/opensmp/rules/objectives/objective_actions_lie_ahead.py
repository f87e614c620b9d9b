"""Whether the actions of an objective belong to the planning period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.objectives._helpers import place


def _due(dossier: Dossier, days: int) -> Dossier:
    period = dossier.plan.identity.period
    day = (period.start if period else dossier.today) + timedelta(days=days)
    return put(dossier, "plan/objectives/objectives/*/actions/*", due=day)


@rule(
    "OBJ-40",
    clause="6.2.2",
    severity=ADVICE,
    requirements=("R11", "R52"),
    examples=(
        fails("An action that was due a month before the planning period begins", lambda d: _due(d, -30)),
        passes("An action due in the first month of the period", lambda d: _due(d, 20)),
    ),
)
def objective_actions_lie_ahead(dossier: Dossier) -> Iterator[Finding]:
    """The actions of an objective belong to its planning period.

    Why: an action that was due before the period began is either done, and then it explains nothing, or late, and
    then the plan began with a broken date.

    Fix: take out what is done, and give what is not done a new day with the reason.
    """
    period = dossier.plan.identity.period
    for objective in dossier.plan.objectives.objectives if period else ():
        for number, action in enumerate(objective.actions, 1):
            if period and action.due is not None and action.due < period.start:
                yield Finding(
                    where=place(objective, "actions", str(number), "due"),
                    says=_(
                        "Action {number} of objective {id} (“{action}”) was due on {day}, before the planning period begins on {start}",
                        number=number, id=objective.id, action=action.text, day=action.due, start=period.start,
                    ),
                    quote=str(action.text),
                    also=(at("plan/identity/period"),),
                )  # fmt: skip

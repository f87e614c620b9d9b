"""Whether each action of an objective has an owner, a day and resources."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import Message, _
from opensmp.plan.objectives import Action, Objective
from opensmp.rules.objectives._examples import first_action
from opensmp.rules.objectives._helpers import place


@rule(
    "OBJ-12",
    clause="6.2.2",
    severity=ADVICE,
    requirements=("R11",),
    examples=(
        fails("An action without a day", lambda d: first_action(d, due=None)),
        fails("An action that nobody carries out", lambda d: first_action(d, owner=None)),
        passes("Owner, day and resources are named", lambda d: d),
    ),
)
def objective_actions_are_complete(dossier: Dossier) -> Iterator[Finding]:
    """An action has an owner, a day and resources.

    Why: an action without one of the three is the first to be postponed, and planning for objectives has to name
    all of them.

    Fix: name who does it, until when, and the people, tools or money it takes (“no extra resources” is an
    answer).
    """
    for objective in dossier.plan.objectives.objectives:
        for number, action in enumerate(objective.actions, 1):
            missing = _missing(objective, action)
            if missing:
                yield Finding(
                    where=place(objective, "actions", str(number)),
                    says=_(
                        "Action {number} of objective {id} (“{action}”) lacks {missing}",
                        number=number,
                        id=objective.id,
                        action=action.text,
                        missing=tuple(missing),
                    ),
                    quote=str(action.text),
                )


def _missing(objective: Objective, action: Action) -> list[Message]:
    missing: list[Message] = []
    if action.owner is None:
        missing.append(_("an owner"))
    if action.due is None:
        missing.append(_("a day"))
    if not action.resources and action.cost is None and not objective.resources:
        missing.append(_("resources"))
    return missing

"""Whether the owner of an objective is still there."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.objectives._examples import owner_left
from opensmp.rules.objectives._helpers import place


@rule(
    "OBJ-10",
    clause="6.2.2",
    severity=ADVICE,
    requirements=("R11", "R54"),
    examples=(
        fails("The owner left the organisation last year", owner_left),
        passes("The owner is present", lambda d: d),
    ),
)
def objective_owner_is_present(dossier: Dossier) -> Iterator[Finding]:
    """The owner of an objective is present.

    Why: an objective of somebody who has left, or of an office nobody holds, is an objective without an owner.

    Fix: hand it over: name the successor, or fill the office.
    """
    people = dossier.people
    for objective in dossier.plan.objectives.objectives:
        owner = objective.owner
        if owner is None or owner in people.roles or not people.known(owner) or people.holders(owner):
            continue
        left = people.departed(owner)
        says = (
            _("The owner of objective {id}, {name}, left on {day}", id=objective.id, name=left.name, day=left.left)
            if left is not None and left.left is not None
            else _(
                "The owner of objective {id}, the office {name}, has no holder today",
                id=objective.id,
                name=people.name(owner),
            )
        )
        yield Finding(where=place(objective, "owner"), says=says, quote=people.name(owner))

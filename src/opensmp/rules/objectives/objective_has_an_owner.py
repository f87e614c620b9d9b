"""Whether somebody answers for an objective."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.objectives._examples import FIRST
from opensmp.rules.objectives._helpers import place


@rule(
    "OBJ-09",
    clause="6.2.2",
    severity=BLOCKS,
    requirements=("R11", "R54", "R71"),
    examples=(
        fails("An objective with the owner left blank", lambda d: put(d, FIRST, owner=None)),
        passes("The owner may be a person, a role or an office", lambda d: d),
    ),
)
def objective_has_an_owner(dossier: Dossier) -> Iterator[Finding]:
    """An objective has an owner.

    Why: what belongs to everybody is followed by nobody, and an auditor has no person to ask for the result.

    Fix: name the person, role or office who answers for the result and may act on it.
    """
    for objective in dossier.plan.objectives.objectives:
        if objective.owner is None:
            yield Finding(
                where=place(objective, "owner"),
                says=_("Objective {id} has no owner: “{sentence}”", id=objective.id, sentence=objective.statement),
                quote=str(objective.statement),
            )

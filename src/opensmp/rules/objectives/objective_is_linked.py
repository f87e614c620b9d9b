"""Whether an objective is tied to something that the plan runs."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.objectives._examples import FIRST
from opensmp.rules.objectives._helpers import place


@rule(
    "OBJ-28",
    clause="6.2.1",
    severity=ADVICE,
    requirements=("R11",),
    examples=(
        fails(
            "An objective that names no service, practice or commitment",
            lambda d: put(d, FIRST, services=(), practices=(), commitments=()),
        ),
        passes("A practice is enough", lambda d: put(d, FIRST, practices=_some_practice(d), services=())),
    ),
)
def objective_is_linked(dossier: Dossier) -> Iterator[Finding]:
    """An objective names the service, the practice or the commitment it is about.

    Why: objectives are set at functions and levels; without a link nobody can tell which part of the system the
    result speaks about.

    Fix: name at least one service, practice or commitment that the objective moves.
    """
    for objective in dossier.plan.objectives.objectives:
        if not (objective.services or objective.practices or objective.commitments):
            yield Finding(
                where=place(objective, "practices"),
                says=_(
                    "Objective {id} is tied to no service, practice or commitment: “{sentence}”",
                    id=objective.id,
                    sentence=objective.statement,
                ),
                quote=str(objective.statement),
            )


def _some_practice(dossier: Dossier) -> tuple[str, ...]:
    return tuple(dossier.practices)[:1]

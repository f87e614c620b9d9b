"""Whether each objective says something of its own."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.objectives._examples import FIRST, specimen
from opensmp.rules.objectives._helpers import place
from opensmp.rules.objectives._past import cores


def _twice(dossier: Dossier) -> Dossier:
    """Make the second objective a copy of the first, kept apart by id, owner and links."""
    dossier = specimen(dossier)
    first, second = dossier.plan.objectives.objectives[:2]
    fields = ("statement", "kind", "metric", "unit", "target", "baseline", "deadline", "window", "evidence", "readings")
    return put(dossier, f"plan/objectives/objectives/{second.id}", **{name: getattr(first, name) for name in fields})


@rule(
    "OBJ-36",
    clause="6.2.1",
    severity=ADVICE,
    requirements=("R11",),
    examples=(
        fails("Two objectives with the same sentence", _twice),
        passes("Each sentence stands once", lambda d: put(d, FIRST, period=d.plan.objectives.objectives[0].period)),
    ),
)
def objectives_differ(dossier: Dossier) -> Iterator[Finding]:
    """No two objectives say the same.

    Why: the same sentence under two numbers is counted twice, and its two owners each leave it to the other.

    Fix: keep one of the two, or say what makes them different: the service, the customer, the priority.
    """
    seen: dict[str, str] = {}
    for objective in dossier.plan.objectives.objectives:
        repeated = next((seen[core] for core in sorted(cores(objective.statement)) if core in seen), None)
        if repeated is not None:
            yield Finding(
                where=place(objective, "statement"),
                says=_(
                    "Objectives {first} and {second} say the same: “{sentence}”",
                    first=repeated,
                    second=objective.id,
                    sentence=objective.statement,
                ),
                quote=str(objective.statement),
            )
        for core in cores(objective.statement):
            seen.setdefault(core, objective.id)

"""Whether each practice says how it is governed."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.practices._examples import first, moved
from opensmp.rules.practices._helpers import place, title


@rule(
    "PRA-14",
    clause="8.1",
    severity=ADVICE,
    requirements=("R14",),
    examples=(
        fails(
            "A practice with an approach and no governance",
            lambda d: moved(d, f"plan/practices/practices/{first(d).id}", "governance", "approach"),
        ),
        passes("A practice that says who decides and which figures they see", lambda d: d),
    ),
)
def practice_states_its_governance(dossier: Dossier) -> Iterator[Finding]:
    """A practice says how it is governed.

    Why: the plan is a governing document: who looks at which figures how often, and who decides when they are not
    met, is what it has to add to the procedures.

    Fix: say who reviews the practice, how often, by which measures, and who decides on a deviation.
    """
    for practice in dossier.plan.practices.practices:
        if practice.approach and not practice.governance:
            yield Finding(
                where=place(practice, "governance"),
                says=_("{practice} does not say how it is governed", practice=title(dossier, practice.id)),
            )

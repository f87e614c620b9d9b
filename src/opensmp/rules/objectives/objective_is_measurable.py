"""Whether an objective says anything that could be judged: a target or a deadline."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose
from opensmp.rules.objectives._corrections import measurable_form
from opensmp.rules.objectives._examples import milestone, specimen
from opensmp.rules.objectives._helpers import cases, place


def _vague(dossier: Dossier) -> Dossier:
    return specimen(
        dossier,
        en="Improve incident management.",
        id="Meningkatkan manajemen insiden.",
        target=None,
        deadline=None,
    )


@rule(
    "OBJ-01",
    clause="6.2.1",
    severity=BLOCKS,
    requirements=("R11", "R53", "R71"),
    detects=("objective-not-measurable",),
    examples=(
        fails("“Improve incident management”, without a target or a deadline anywhere", _vague),
        fails(
            "A milestone that names neither its end state nor a day",
            lambda d: milestone(
                _vague(d), statement=_vague(d).plan.objectives.objectives[0].statement, evidence=Prose(), deadline=None
            ),
        ),
        passes("“Raise the share … to 95 % by the end of the period”", specimen),
    ),
)
def objective_is_measurable(dossier: Dossier) -> Iterator[Finding]:
    """An objective can be measured.

    Why: an objective that names neither a target nor a deadline can never be missed, so nobody can say whether it
    was met.

    Fix: say what is counted, which value it has to reach, and by when or over which period.
    """
    for case in cases(dossier):
        if case.flaw == "nothing":
            yield Finding(
                where=place(case.objective, "statement"),
                says=_(
                    "Objective {id} cannot be measured: “{sentence}” names neither a target nor a deadline, and no field adds one",
                    id=case.objective.id,
                    sentence=case.objective.statement,
                ),
                quote=case.sentence,
                correction=measurable_form(case),
            )

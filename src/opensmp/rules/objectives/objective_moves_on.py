"""Whether an objective that was met last period asks for something new."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from opensmp.checking import ADVICE, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.objectives import Objectives, PastObjective
from opensmp.rules.objectives._examples import specimen, standing
from opensmp.rules.objectives._helpers import cases, place
from opensmp.rules.objectives._past import cores, last_period


def _met(dossier: Dossier) -> Dossier:
    """Make the first objective of this period one that was met in the last."""
    period = max((row.period for row in last_period(dossier)), default="2019")

    def changed(section: Objectives) -> Objectives:
        row = PastObjective(
            id="PAST-1",
            period=period,
            statement=section.objectives[0].statement,
            target="95 %",
            result="96 %",
            outcome="met",
            continued_as=section.objectives[0].id,
        )
        return replace(section, past=(*section.past, row))

    return edit(dossier, "plan/objectives", changed)


@rule(
    "OBJ-22",
    clause="6.2.1",
    severity=ADVICE,
    requirements=("R11",),
    examples=(
        fails("Last period's sentence, met then and repeated now", lambda d: _met(specimen(d))),
        passes("A standing objective is kept from period to period", lambda d: _met(standing(d))),
    ),
)
def objective_moves_on(dossier: Dossier) -> Iterator[Finding]:
    """An objective that was met is not simply repeated.

    Why: objectives change from year to year; one that was met and returns word for word shows that nobody set it
    for this period.

    Fix: raise the target, turn it into a level to be kept over a period, or replace it by what matters now.
    """
    met = {core: row for row in last_period(dossier) if row.outcome == "met" for core in cores(row.statement)}
    if not met:
        return
    for case in cases(dossier):
        if case.objective.kind in ("maintain at least", "maintain at most"):
            continue
        row = next((met[core] for core in cores(case.objective.statement) if core in met), None)
        if row is not None:
            yield Finding(
                where=place(case.objective, "statement"),
                says=_(
                    "Objective {id} repeats {past} of {period}, which was met: “{sentence}”",
                    id=case.objective.id,
                    past=row.id,
                    period=row.period,
                    sentence=case.objective.statement,
                ),
                quote=case.sentence,
                also=(at("plan/objectives/past", row.id),),
            )

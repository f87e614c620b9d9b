"""Whether something is done when the latest reading misses the target."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from opensmp.checking import ADVICE, Finding, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.objectives import Objective, Reading
from opensmp.rules.objectives._examples import read_today, standing
from opensmp.rules.objectives._helpers import Case, measurable_cases, place


def _low(dossier: Dossier) -> Dossier:
    """Read 84.6 %, and turn the improvements of the objective to the next one."""
    first, second = (objective.id for objective in dossier.plan.objectives.objectives[:2])
    return edit(
        standing(dossier, readings=read_today(dossier, "84.6")),
        "registers/improvements",
        lambda rows: tuple(replace(row, objective=second) if row.objective == first else row for row in rows),
    )


@rule(
    "OBJ-31",
    clause="10.2",
    severity=ADVICE,
    profiles=("stage2",),
    requirements=("R11", "R18", "R36"),
    examples=(
        fails("At least 95 % is promised, 84.6 % was read, and no improvement is open", _low),
        passes("The latest reading keeps the target", standing),
    ),
)
def missed_objective_is_improved(dossier: Dossier) -> Iterator[Finding]:
    """A missed target opens an improvement.

    Why: a reading below the target that nobody answers shows that the objective is measured but not managed.

    Fix: open an improvement for the objective with an owner and a day, or change the target by an approved
    version of the plan.
    """
    answered = {row.objective for row in dossier.registers.improvements if row.status not in ("done", "rejected")}
    for case in measurable_cases(dossier):
        objective = case.objective
        latest = max(objective.readings, key=lambda reading: reading.on, default=None)
        if latest is None or objective.id in answered or not _missed(case, latest, dossier):
            continue
        yield Finding(
            where=place(objective, "readings"),
            says=_(
                "Objective {id} misses its target: {value} {unit} on {day}, and no improvement answers it. “{sentence}”",
                id=objective.id,
                value=latest.value,
                unit=objective.unit,
                day=latest.on,
                sentence=objective.statement,
            ),
            quote=case.sentence,
        )


def _missed(case: Case, reading: Reading, dossier: Dossier) -> bool:
    """Whether the reading decides: a level is judged at once, a change at its deadline or when it moves away."""
    objective, target = case.objective, case.objective.target
    if target is None:
        return False
    if objective.kind == "maintain at least":
        return reading.value < target
    if objective.kind == "maintain at most":
        return reading.value > target
    over = objective.deadline is not None and objective.deadline < dossier.today
    return (over and _short(objective, reading, target)) or _moved_away(objective, reading)


def _short(objective: Objective, reading: Reading, target: Decimal) -> bool:
    return reading.value < target if objective.kind == "increase" else reading.value > target


def _moved_away(objective: Objective, reading: Reading) -> bool:
    start = objective.baseline
    if start is None or objective.kind not in ("increase", "decrease"):
        return False
    return reading.value < start.value if objective.kind == "increase" else reading.value > start.value

"""Whether a sentence holds one objective or several."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.language import Statement
from opensmp.rules.objectives._examples import said, specimen
from opensmp.rules.objectives._helpers import measurable_cases, place


@rule(
    "OBJ-18",
    clause="6.2.1",
    severity=ADVICE,
    requirements=("R11",),
    examples=(
        fails(
            "Incidents restored and changes succeeded, with one number each",
            lambda d: specimen(
                d,
                en="Raise the share of incidents restored within their SLA to 95 % and the share of successful changes to 98 % by {end}.",
                id="Meningkatkan persentase insiden yang dipulihkan sesuai SLA menjadi 95 % "
                "dan persentase perubahan yang berhasil menjadi 98 % paling lambat {end}.",
                metric=said(
                    d, "Share of incidents restored within their SLA", "Persentase insiden yang dipulihkan sesuai SLA"
                ),
            ),
        ),
        passes("One metric with its limit and its share", specimen),
    ),
)
def objective_is_one_objective(dossier: Dossier) -> Iterator[Finding]:
    """A sentence states one objective.

    Why: when two targets share a sentence, one is met, the other missed, and the objective is reported as
    whichever suits.

    Fix: make each target an objective of its own, with its own owner, baseline and measurement.
    """
    for case in measurable_cases(dossier):
        several = next((each for each in case.statements if len(_values(each)) > 1), None)
        if several is not None:
            yield Finding(
                where=place(case.objective, "statement"),
                says=_(
                    "Objective {id} states several targets in one sentence ({values}): “{sentence}”",
                    id=case.objective.id,
                    values=tuple(_values(several)),
                    sentence=several.text,
                ),
                quote=several.text,
            )


def _values(statement: Statement) -> list[str]:
    """Return the words of the different targets; “halve … to 30” and “by 20 % to 40” are one."""
    numbers = [part for part in statement.targets if part.value is not None and part.unit != "x"]
    absolute = [part for part in numbers if part.unit != "%"]
    chosen = absolute if statement.relative and absolute else numbers
    return list({(part.value, part.unit): part.words for part in chosen}.values())

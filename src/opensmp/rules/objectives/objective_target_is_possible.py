"""Whether a target lies inside the range of what it measures."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from opensmp.checking import BLOCKS, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.terms import Baseline
from opensmp.rules.objectives._examples import read_today, said, specimen
from opensmp.rules.objectives._helpers import measurable_cases, place
from opensmp.rules.objectives._range import impossible


def _score(dossier: Dossier, target: str) -> Dossier:
    return specimen(
        dossier,
        en=f"Raise the satisfaction score in the yearly survey to {target} out of 5 by {{end}}.",
        id=f"Meningkatkan skor kepuasan dalam survei tahunan menjadi {target.replace('.', ',')} dari 5 paling lambat {{end}}.",
        unit="of 5",
        target=Decimal(target),
        baseline=Baseline(value=Decimal("4.1"), on=dossier.today, source="yearly survey"),
        metric=said(dossier, "Satisfaction score of the yearly survey", "Skor kepuasan dari survei tahunan"),
        readings=read_today(dossier, "4.3"),
    )


@rule(
    "OBJ-17",
    clause="6.2.1",
    severity=BLOCKS,
    requirements=("R11", "R71"),
    examples=(
        fails(
            "105 % of incidents",
            lambda d: specimen(
                d,
                en="Raise the share of priority 2 incidents restored within 8 business hours to 105 % by {end}.",
                id="Meningkatkan persentase insiden prioritas 2 yang dipulihkan dalam 8 jam kerja menjadi 105 % paling lambat {end}.",
                target=Decimal(105),
                readings=read_today(d, "95.5"),
            ),
        ),
        fails("5.5 of 5 points", lambda d: _score(d, "5.5")),
        passes("4.5 of 5 points", lambda d: _score(d, "4.5")),
    ),
)
def objective_target_is_possible(dossier: Dossier) -> Iterator[Finding]:
    """A target lies within the possible range.

    Why: more than all incidents, or more points than the scale has, can never be reached; it shows that nobody
    thought about the figure.

    Fix: correct the number or its unit; for growth beyond a hundred per cent say of what.
    """
    for case in measurable_cases(dossier):
        outside = impossible(case)
        if outside is not None:
            yield Finding(
                where=place(case.objective, "target"),
                says=_(
                    "The target of objective {id}, {value} {unit}, lies outside the possible range: “{sentence}”",
                    id=case.objective.id,
                    value=outside[0],
                    unit=outside[1],
                    sentence=case.objective.statement,
                ),
                quote=case.sentence,
            )

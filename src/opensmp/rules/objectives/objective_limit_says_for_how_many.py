"""Whether a time limit says for how many cases it has to hold."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from opensmp.checking import ADVICE, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.language import Quantifier
from opensmp.rules.objectives._examples import read_today, said, standing
from opensmp.rules.objectives._helpers import measurable_cases, place
from opensmp.rules.objectives._units import PER_CENT, dimension


def _within_four_hours(dossier: Dossier) -> Dossier:
    return standing(
        dossier,
        en="Restore critical incidents within 4 hours, measured every month.",
        id="Memulihkan insiden kritis dalam 4 jam, diukur setiap bulan.",
        metric=said(dossier, "Time to restore critical incidents", "Waktu pemulihan insiden kritis"),
        kind="maintain at most",
        unit="hours",
        target=Decimal(4),
        readings=read_today(dossier, "3.5"),
    )


@rule(
    "OBJ-19",
    clause="6.2.1",
    severity=ADVICE,
    requirements=("R11",),
    examples=(
        fails("“Restore critical incidents within 4 hours”: all, most, or on average?", _within_four_hours),
        passes("“At least 95 % … within 8 business hours”", standing),
    ),
)
def objective_limit_says_for_how_many(dossier: Dossier) -> Iterator[Finding]:
    """A time limit says for how many cases it holds.

    Why: “within 4 hours” can mean every case, 95 % of them or the mean, and the three lead to different verdicts
    on the same records.

    Fix: add the share (“at least ___ % of”), “all”, or “on average”.
    """
    for case in measurable_cases(dossier):
        if dimension(case.objective.unit) == PER_CENT:
            continue
        open_limit = next((each for each in case.statements if each.limit and each.quantifier is Quantifier.NONE), None)
        if open_limit is not None and open_limit.limit is not None:
            yield Finding(
                where=place(case.objective, "statement"),
                says=_(
                    "Objective {id} does not say for how many cases “{limit}” must hold: “{sentence}”",
                    id=case.objective.id,
                    limit=open_limit.limit.words,
                    sentence=open_limit.text,
                ),
                quote=open_limit.text,
            )

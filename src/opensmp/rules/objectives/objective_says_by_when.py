"""Whether an objective says by when it is reached, or over which period it is judged."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.objectives._examples import specimen, standing
from opensmp.rules.objectives._helpers import cases, place


@rule(
    "OBJ-03",
    clause="6.2.2",
    severity=BLOCKS,
    requirements=("R11", "R53", "R71"),
    detects=("objective-not-measurable",),
    examples=(
        fails(
            "“Restore 95 % of priority 2 incidents within 8 business hours” in another period than the plan's",
            lambda d: specimen(
                d,
                en="Restore at least 95 % of priority 2 incidents within 8 business hours.",
                id="Memulihkan sekurang-kurangnya 95 % insiden prioritas 2 dalam 8 jam kerja.",
                deadline=None,
                kind="maintain at least",
                baseline=None,
                period="2019",
            ),
        ),
        passes("A standing objective is judged every month", standing),
    ),
)
def objective_says_by_when(dossier: Dossier) -> Iterator[Finding]:
    """An objective has a deadline or a measurement period.

    Why: “95 %” is met on a good day and missed on a bad one; only a day or a period says which result counts.

    Fix: add the day by which it is reached, or the period over which it is judged (“in every month”), or give the
    plan a planning period that supplies the deadline visibly.
    """
    for case in cases(dossier):
        if case.flaw == "time":
            yield Finding(
                where=place(case.objective, "deadline"),
                says=_(
                    "Objective {id} has neither a deadline nor a measurement period, and no planning period supplies one: “{sentence}”",
                    id=case.objective.id,
                    sentence=case.objective.statement,
                ),
                quote=case.sentence,
            )

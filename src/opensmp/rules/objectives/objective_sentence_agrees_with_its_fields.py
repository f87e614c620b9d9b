"""Whether the sentence of an objective and its fields promise the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from opensmp.checking import BLOCKS, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.language import Part
from opensmp.plan.objectives import Action
from opensmp.plan.terms import Baseline
from opensmp.rules.objectives._disagreements import of
from opensmp.rules.objectives._examples import end_of, read_today, specimen, standing
from opensmp.rules.objectives._helpers import Case, measurable_cases, place, statements
from opensmp.rules.objectives._range import impossible


@rule(
    "OBJ-15",
    clause="6.2.1",
    severity=BLOCKS,
    requirements=("R11", "R71"),
    detects=("objective-not-measurable",),
    examples=(
        fails("The sentence says 95 %, the field 94", lambda d: specimen(d, target=Decimal(94))),
        fails(
            "The sentence names the last day of the period, the field a day four months earlier",
            lambda d: specimen(d, deadline=date.fromordinal(end_of(d).toordinal() - 122), actions=_early(d)),
        ),
        fails(
            "The sentence wants at least, the field at most",
            lambda d: standing(d, kind="maintain at most", readings=read_today(d, "94")),
        ),
        passes(
            "“By 20 %” of a baseline of 50 leads to the 40 in the field",
            lambda d: specimen(
                d,
                en="Reduce the number of repeat incidents by 20 % by {end}.",
                id="Mengurangi jumlah insiden berulang sebesar 20 % paling lambat {end}.",
                kind="decrease",
                unit="incidents",
                target=Decimal(40),
                baseline=Baseline(value=Decimal(50), on=d.today, source="incident records"),
                readings=read_today(d, "44"),
            ),
        ),
    ),
)
def objective_sentence_agrees_with_its_fields(dossier: Dossier) -> Iterator[Finding]:
    """The sentence of an objective and its fields say the same.

    Why: people quote the sentence and the report is computed from the fields; where the two differ, the result is
    met and missed at the same time.

    Fix: decide which of the two is meant, and mend the other in every language of the plan.
    """
    for case in measurable_cases(dossier):
        if impossible(case) is not None:
            continue
        limit = _limit_of_metric(dossier, case)
        seen: set[str] = set()
        for statement in case.statements:
            for field, difference, words in of(case.objective, statement, limit):
                if field in seen:
                    continue
                seen.add(field)
                yield Finding(
                    where=place(case.objective, field),
                    says=_(
                        "Objective {id} contradicts itself: {difference}", id=case.objective.id, difference=difference
                    ),
                    quote=words,
                    also=(place(case.objective, "statement"),),
                )


def _limit_of_metric(dossier: Dossier, case: Case) -> Part | None:
    return next((each.limit for each in statements(dossier, case.objective.metric) if each.limit), None)


def _early(dossier: Dossier) -> tuple[Action, ...]:
    actions = dossier.plan.objectives.objectives[0].actions
    due = date.fromordinal(end_of(dossier).toordinal() - 150)
    return tuple(replace(action, due=due) for action in actions)

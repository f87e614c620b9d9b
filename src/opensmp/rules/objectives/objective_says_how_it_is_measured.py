"""Whether somebody planned where the figures of an objective come from, and how they are computed."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import Message, _
from opensmp.plan.objectives import Objective
from opensmp.plan.prose import Prose
from opensmp.rules.objectives._examples import FIRST, milestone, said, specimen
from opensmp.rules.objectives._helpers import measurable_cases, place


def _method(dossier: Dossier) -> Prose:
    return said(dossier, "Restored within the limit ÷ all restored", "Dipulihkan dalam batas ÷ seluruh yang dipulihkan")


@rule(
    "OBJ-08",
    clause="9.1",
    severity=BLOCKS,
    requirements=("R11", "R71"),
    detects=("objective-without-measurement",),
    items=("h",),
    examples=(
        fails(
            "95 % of incidents, and nothing says which records are counted or how",
            lambda d: specimen(d, source=Prose(), method=Prose(), frequency=None),
        ),
        fails(
            "The source is missing",
            lambda d: put(
                specimen(d),
                FIRST,
                source=Prose(),
                method=_method(d),
            ),
        ),
        passes("A milestone is shown by its evidence", lambda d: milestone(d, source=Prose(), method=Prose())),
    ),
)
def objective_says_how_it_is_measured(dossier: Dossier) -> Iterator[Finding]:
    """An objective says how it is measured: source and method.

    Why: an auditor asks where the figure comes from; two people who count differently report two results for one
    objective.

    Fix: name the records (the tool, the survey, the report) and how the figure is computed from them.
    """
    for case in measurable_cases(dossier):
        if case.milestone:
            continue
        missing = _missing(case.objective)
        if missing:
            yield Finding(
                where=place(case.objective, "source" if not case.objective.source else "method"),
                says=_(
                    "Objective {id} does not say how it is measured; missing: {missing}. “{sentence}”",
                    id=case.objective.id,
                    missing=tuple(missing),
                    sentence=case.objective.statement,
                ),
                quote=case.sentence,
            )


def _missing(objective: Objective) -> list[Message]:
    missing: list[Message] = []
    if not objective.source:
        missing.append(_("the source of the figures"))
    if not objective.method:
        missing.append(_("the method"))
    if missing and objective.frequency is None:
        missing.append(_("how often"))
    return missing

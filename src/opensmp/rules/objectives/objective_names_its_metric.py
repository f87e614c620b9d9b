"""Whether an objective says what is measured."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose
from opensmp.rules.objectives._examples import specimen
from opensmp.rules.objectives._helpers import cases, place


@rule(
    "OBJ-06",
    clause="6.2.1",
    severity=BLOCKS,
    requirements=("R11", "R71"),
    detects=("objective-without-measurement",),
    examples=(
        fails(
            "“Improve incident management by …” with the bare number 95 in the target field",
            lambda d: specimen(
                d,
                en="Improve incident management by {end}.",
                id="Memperbaiki manajemen insiden paling lambat {end}.",
                metric=Prose(),
            ),
        ),
        passes("The sentence names the metric", lambda d: specimen(d, metric=Prose())),
    ),
)
def objective_names_its_metric(dossier: Dossier) -> Iterator[Finding]:
    """An objective names its metric.

    Why: a number without the thing that is counted can be reached by counting something else.

    Fix: name what is counted or rated, such as “share of incidents restored within their SLA” or “score in the
    yearly survey”.
    """
    for case in cases(dossier):
        if case.flaw == "metric":
            yield Finding(
                where=place(case.objective, "metric"),
                says=_(
                    "Objective {id} does not say what is measured: “{sentence}”",
                    id=case.objective.id,
                    sentence=case.objective.statement,
                ),
                quote=case.sentence,
            )

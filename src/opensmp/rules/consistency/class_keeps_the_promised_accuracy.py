"""Whether the accuracy found in the CMDB is the one that the plan promises."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _

_METRIC = "configuration.accuracy"


@rule(
    "CON-43",
    clause="8.2.6",
    severity=ADVICE,
    requirements=("R44", "R56"),
    examples=(
        fails(
            "A class of which two thirds were found correct",
            lambda d: put(d, "registers/configuration/classes/*", accuracy=Decimal("66.7")),
        ),
        passes("Classes as accurate as promised", lambda d: d),
    ),
)
def class_keeps_the_promised_accuracy(dossier: Dossier) -> Iterator[Finding]:
    """Each class of configuration items is as accurate as the plan promises.

    Why: impact is judged with these data. A class far below the promise makes every such judgement a guess, even where
    the average is right.

    Fix: find which changes left the class wrong, correct it, and verify it again before the next quarter.
    """
    promised = [
        row
        for row in dossier.plan.commitments.commitments
        if row.target.metric == _METRIC and row.target.comparator == "at least"
    ]
    if not promised:
        return
    least = min(promised, key=lambda row: row.target.value)
    for each in dossier.registers.configuration.classes:
        if each.accuracy is not None and each.accuracy < least.target.value:
            yield Finding(
                where=at("registers/configuration/classes", each.id, "accuracy"),
                says=_(
                    "{id} “{name}” was found {accuracy} % correct; commitment {commitment} promises {promised} %.",
                    id=each.id, name=each.name, accuracy=each.accuracy, commitment=least.id, promised=least.target.value,
                ),
                also=(at("plan/commitments/commitments", least.id, "target"),),
            )  # fmt: skip

"""Whether training is planned."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.resources._helpers import bare


@rule(
    "RES-07",
    clause="7.2",
    severity=ADVICE,
    requirements=("R13",),
    examples=(
        fails("No training in the whole period", lambda d: put(d, "plan/resources", training=())),
        passes("Training is listed", lambda d: d),
    ),
)
def training_is_planned(dossier: Dossier) -> Iterator[Finding]:
    """The plan names the training of the period.

    Why: competence has to be made and kept; a plan that trains nobody relies on what people happen to know.

    Fix: list what is taught to whom and when, beginning with the practices that are new and with the internal
    auditors.
    """
    if not dossier.plan.resources.training and not bare(dossier):
        yield Finding(where=at("plan/resources/training"), says=_("Section 4 plans no training"))

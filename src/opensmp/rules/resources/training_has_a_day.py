"""Whether planned training has a day and an audience."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _

FIRST = "plan/resources/training/*"


@rule(
    "RES-25",
    clause="7.2",
    severity=ADVICE,
    requirements=("R13", "R20"),
    examples=(
        fails("A training on no day", lambda d: put(d, FIRST, planned=None, performed=None)),
        passes(
            "A training that was held needs no planned day", lambda d: put(d, FIRST, planned=None, performed=d.today)
        ),
    ),
)
def training_has_a_day(dossier: Dossier) -> Iterator[Finding]:
    """A planned training has a day and an audience.

    Why: a training for nobody in particular on no particular day is not planned.

    Fix: name who attends and the day or the month.
    """
    for training in dossier.plan.resources.training:
        missing = []
        if not training.audience:
            missing.append(_("who attends"))
        if training.planned is None and training.performed is None:
            missing.append(_("when"))
        if missing:
            yield Finding(
                where=at("plan/resources/training", training.id),
                says=_(
                    "The training {id}, “{title}”, does not say {missing}",
                    id=training.id,
                    title=training.title,
                    missing=tuple(missing),
                ),
                quote=str(training.title),
            )

"""Whether planned training was held."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _

FIRST = "plan/resources/training/*"


def _days_ago(dossier: Dossier, days: int) -> date:
    return date.fromordinal(dossier.today.toordinal() - days)


@rule(
    "RES-20",
    clause="7.2",
    severity=ADVICE,
    requirements=("R13",),
    examples=(
        fails(
            "Planned for a day that has passed, and not held",
            lambda d: put(d, FIRST, planned=_days_ago(d, 40), performed=None),
        ),
        passes("Held two days late", lambda d: put(d, FIRST, planned=_days_ago(d, 40), performed=_days_ago(d, 38))),
    ),
)
def training_is_held(dossier: Dossier) -> Iterator[Finding]:
    """Planned training is held.

    Why: a training whose day has passed is either not recorded or was not held; an auditor asks for the
    attendance list.

    Fix: enter the day it was held, or plan another day and say why.
    """
    for training in dossier.plan.resources.training:
        if training.planned is not None and training.planned < dossier.today and training.performed is None:
            yield Finding(
                where=at("plan/resources/training", training.id, "performed"),
                says=_(
                    "The training {id}, “{title}”, was planned for {day} and is not recorded as held",
                    id=training.id,
                    title=training.title,
                    day=training.planned,
                ),
                quote=str(training.title),
            )

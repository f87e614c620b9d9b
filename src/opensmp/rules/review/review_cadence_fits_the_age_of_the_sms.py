"""Quarterly while the organisation learns, at least yearly afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from opensmp.checking import ADVICE, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.lifecycle.cadence import next_due
from opensmp.plan.terms import MONTHS_BETWEEN
from opensmp.rules.review._words import silent_on_cadence

_YOUNG = 3
_GROWN = 12


@rule(
    "REV-03",
    clause="7.5.2",
    severity=ADVICE,
    requirements=("R03",),
    detects=("plan-review-unscheduled",),
    examples=(
        fails("cadence: every two years", lambda d: _all_steps(d, "two-yearly")),
        passes("cadence: monthly", lambda d: _all_steps(d, "monthly")),
    ),
)
def review_cadence_fits_the_age_of_the_sms(dossier: Dossier) -> Iterator[Finding]:
    """The review cadence fits the age of the service management system.

    Why: in the first year after go-live the designed approach meets practice and changes often; later a plan that
    is not looked at once a year is out of date when the auditor comes.

    Fix: review quarterly for the first 12 months after go-live, and at least once a year afterwards.
    """
    cadence = dossier.cadence
    if cadence is None:
        return
    most = _YOUNG if _is_young(dossier) else _GROWN
    if MONTHS_BETWEEN[cadence] > most:
        yield Finding(
            where=at("plan/review/cadence"),
            says=_(
                "The plan is reviewed only {cadence}; at this age it is expected every {n} months.",
                cadence=cadence,
                n=most,
            ),
            quote=cadence,
        )


def _is_young(dossier: Dossier) -> bool:
    go_live = dossier.organisation.go_live
    return go_live is not None and go_live <= dossier.today < next_due(go_live, "yearly")


def _all_steps(dossier: Dossier, cadence: str) -> Dossier:
    silent = silent_on_cadence(dossier)
    return edit(silent, "plan/review/cadence", lambda steps: tuple(replace(step, cadence=cadence) for step in steps))

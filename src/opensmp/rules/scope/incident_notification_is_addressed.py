"""Whether the plan says how incidents reach the regulator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from opensmp.checking import ADVICE, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.scope._regulation import OBLIGATIONS, anywhere, as_bank, notice, regulator, reworded, supervised


@rule(
    "OJK-05",
    clause="8.6.1",
    severity=ADVICE,
    profiles=("ojk",),
    requirements=("R21", "R28"),
    examples=(
        fails(
            "A commercial bank that reports incidents to its own risk committee only",
            lambda dossier: reworded(
                as_bank(dossier), "plan", regulator(), en="the risk committee", id="komite risiko"
            ),
        ),
        passes("“Serious IT incidents are reported to OJK.”", as_bank),
    ),
)
def incident_notification_is_addressed(dossier: Dossier) -> Iterator[Finding]:
    """Notification of incidents to the regulator is addressed.

    Why: a supervised institution has to tell its regulator of serious IT incidents within a time limit
    (commercial banks: 24 hours for the first notice and 5 working days for the report are not verified; non-bank
    institutions: 5 working days).

    Fix: say among the obligations or in the incident practice who notifies, within which limit and on which
    calendar, and read the limit in the instrument.
    """
    if supervised(dossier) and not anywhere(dossier, _incident(), notice(), regulator()):
        yield Finding(OBLIGATIONS, _("The plan does not say how serious IT incidents are notified to the regulator."))


@cache
def _incident() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:incidents?|critical events?|disturbances?|outages?|insiden|gangguan|kejadian)\b", re.IGNORECASE
    )

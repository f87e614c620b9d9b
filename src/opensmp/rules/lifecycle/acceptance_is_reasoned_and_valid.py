"""Accepted findings have somebody behind them, a reason, and time left."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from opensmp.checking import ADVICE, Finding, add, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.lifecycle.history import Acceptance
from opensmp.plan.prose import Prose


@rule(
    "LIF-16",
    clause="7.5.3",
    severity=ADVICE,
    requirements=("R60",),
    examples=(
        fails("An acceptance that ended yesterday", lambda d: add(d, "acceptances", _acceptance(d, -1))),
        passes("An acceptance with person, reason and time left", lambda d: add(d, "acceptances", _acceptance(d, 30))),
    ),
)
def acceptance_is_reasoned_and_valid(dossier: Dossier) -> Iterator[Finding]:
    """An accepted finding has a person, a reason and a date that has not passed.

    Why: an acceptance without a name, a reason or an end is a finding swept away; it does not count, and the
    finding stands again.

    Fix: renew the acceptance with person, reason and a date, or mend the finding and delete the acceptance.
    """
    for place, given in enumerate(dossier.acceptances, 1):
        expired = given.until is not None and given.until < dossier.today
        if given.reason and given.by is not None and not expired:
            continue
        why = (
            _("it ended on {day}", day=given.until)
            if expired and given.until
            else _("it has no reason or nobody behind it")
        )
        yield Finding(
            where=at("acceptances", str(place)),
            says=_(
                "The acceptance of {rule} at {where} does not count: {why}.",
                rule=given.rule,
                where=given.where,
                why=why,
            ),
        )


def _acceptance(dossier: Dossier, days: int) -> Acceptance:
    until = dossier.today + timedelta(days=days)
    reason = Prose.of("The tool is replaced in January.")
    return Acceptance(rule="FRM-99", where="plan/scope", reason=reason, by=dossier.plan.identity.owner, until=until)

"""Whether the day of the commitment fits the plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _

_A_YEAR = timedelta(days=366)


@rule(
    "RES-24",
    clause="5.1",
    severity=ADVICE,
    requirements=("R13", "R03"),
    examples=(
        fails(
            "Committed on a day to come",
            lambda d: put(d, "plan/resources", committed_on=date(d.today.year + 1, 12, 31)),
        ),
        fails(
            "Committed five years ago", lambda d: put(d, "plan/resources", committed_on=date(d.today.year - 5, 1, 2))
        ),
        passes("Committed today", lambda d: put(d, "plan/resources", committed_on=d.today)),
    ),
)
def commitment_is_of_this_time(dossier: Dossier) -> Iterator[Finding]:
    """The resources were committed for this period, and on a day that has come.

    Why: a commitment dated after today has not been made, and one from years ago was made for another plan.

    Fix: enter the day of the decision that this period's people and money rest on.
    """
    on, period = dossier.plan.resources.committed_on, dossier.plan.identity.period
    if on is None:
        return
    if on > dossier.today:
        yield Finding(
            where=at("plan/resources/committed_on"),
            says=_("The resources are committed on {day}, a day to come", day=on),
        )
    elif period is not None and on < period.start - _A_YEAR:
        yield Finding(
            where=at("plan/resources/committed_on"),
            says=_(
                "The resources were committed on {day}, more than a year before the planning period {period}",
                day=on,
                period=period.name,
            ),
        )

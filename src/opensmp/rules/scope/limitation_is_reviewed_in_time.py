"""Whether known limitations are looked at again on the day that was set."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _


@rule(
    "SCO-27",
    clause="6.3",
    severity=ADVICE,
    requirements=("R21", "R03"),
    examples=(
        fails(
            "A limitation that was to be looked at five weeks ago",
            lambda d: put(d, "plan/scope/limitations/*", review=d.today - timedelta(days=35)),
        ),
        passes("A limitation that is looked at today", lambda d: put(d, "plan/scope/limitations/*", review=d.today)),
    ),
)
def limitation_is_reviewed_in_time(dossier: Dossier) -> Iterator[Finding]:
    """A known limitation is looked at again on the day that was set.

    Why: a limitation was accepted for a time. Once its day has passed, nobody can say whether it still holds or was
    forgotten.

    Fix: decide whether the limitation is gone, stays or is treated, and set the next day.
    """
    for row in dossier.plan.scope.limitations:
        if row.review is not None and row.review < dossier.today:
            yield Finding(
                where=at("plan/scope/limitations", row.id, "review"),
                says=_(
                    "Limitation {id} “{text}” was to be looked at again on {day}.",
                    id=row.id,
                    text=row.text,
                    day=row.review,
                ),
                quote=str(row.text),
            )

"""A declared deviation ends on its day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from opensmp.checking import BLOCKS, Finding, add, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose
from opensmp.plan.review import Deviation


@rule(
    "REV-12",
    clause="10.1",
    severity=BLOCKS,
    requirements=("R60",),
    examples=(
        fails("A deviation that was to end yesterday", lambda d: add(d, "plan/review/deviations", _deviation(d, -1))),
        passes("A deviation that ends today", lambda d: add(d, "plan/review/deviations", _deviation(d, 0))),
    ),
)
def deviation_has_not_expired(dossier: Dossier) -> Iterator[Finding]:
    """A declared deviation has not outlived its date.

    Why: a deviation past its date is an open difference between plan and practice that everybody agreed to
    forget.

    Fix: close the deviation with a measurement that holds, amend the plan, or let top management decide on a new
    date.
    """
    for deviation in dossier.plan.review.deviations:
        if deviation.until is not None and deviation.until < dossier.today:
            yield Finding(
                where=at("plan/review/deviations", deviation.id, "until"),
                says=_(
                    "The declared deviation {id} was to end on {day}, which has passed.",
                    id=deviation.id,
                    day=deviation.until,
                ),
                quote=str(deviation.reason),
            )


def _deviation(dossier: Dossier, days: int) -> Deviation:
    return Deviation(
        id="DEV-X",
        commitment=dossier.plan.commitments.commitments[0].id,
        reason=Prose.of(
            {"en": "The promise is not kept since October 2026.", "id": "Janji ini tidak terpenuhi sejak Oktober 2026."}
        ),
        owner=dossier.plan.identity.owner,
        until=dossier.today + timedelta(days=days),
        improvement=next(row.id for row in dossier.registers.improvements if row.status == "in progress"),
    )

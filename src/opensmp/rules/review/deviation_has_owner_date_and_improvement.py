"""A declared deviation is owned, dated and being mended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from opensmp.checking import BLOCKS, Finding, add, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose
from opensmp.plan.review import Deviation


@rule(
    "REV-11",
    clause="10.1",
    severity=BLOCKS,
    requirements=("R60",),
    examples=(
        fails("A deviation without a date", lambda d: add(d, "plan/review/deviations", _deviation(d, until=None))),
        passes(
            "A deviation with owner, date and improvement", lambda d: add(d, "plan/review/deviations", _deviation(d))
        ),
    ),
)
def deviation_has_owner_date_and_improvement(dossier: Dossier) -> Iterator[Finding]:
    """A declared deviation has an owner, a date and an improvement.

    Why: a difference between plan and practice may stand only as a declared gap that somebody closes by a day;
    without these three it is an unowned gap.

    Fix: name the owner, the day until which the deviation stands, and the improvement that ends it; or amend the
    plan.
    """
    for deviation in dossier.plan.review.deviations:
        parts = (
            (deviation.owner, _("owner")),
            (deviation.until, _("date")),
            (deviation.improvement, _("improvement")),
        )
        missing = tuple(name for held, name in parts if held is None)
        if missing:
            yield Finding(
                where=at("plan/review/deviations", deviation.id),
                says=_("The declared deviation {id} does not name its {missing}.", id=deviation.id, missing=missing),
                quote=str(deviation.reason),
            )


_SOON = timedelta(days=90)


def _deviation(dossier: Dossier, until: date | None = date.max) -> Deviation:
    return Deviation(
        id="DEV-X",
        commitment=dossier.plan.commitments.commitments[0].id,
        reason=Prose.of(
            {"en": "The promise is not kept since October 2026.", "id": "Janji ini tidak terpenuhi sejak Oktober 2026."}
        ),
        owner=dossier.plan.identity.owner,
        until=until and dossier.today + _SOON,
        improvement=next(row.id for row in dossier.registers.improvements if row.status == "in progress"),
    )

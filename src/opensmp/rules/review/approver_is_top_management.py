"""The approver belongs to top management."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _


@rule(
    "REV-07",
    clause="5.1",
    severity=BLOCKS,
    requirements=("R05", "R35"),
    detects=("plan-change-authority-unclear",),
    examples=(
        fails("approver: the SMS owner", lambda d: put(d, "plan/review", approver=_below_the_top(d))),
        passes("approver: the chief information officer", lambda d: d),
    ),
)
def approver_is_top_management(dossier: Dossier) -> Iterator[Finding]:
    """The plan is approved by top management.

    Why: the plan commits the organisation's people and money; only top management can do that, and Stage 1 asks
    for its signature.

    Fix: name an office of top management (CIO, CEO or equivalent) as approver, or mark the office as
    top_management when it is.
    """
    approver = dossier.plan.review.approver
    if approver is not None and not dossier.people.is_top_management(approver):
        yield Finding(
            where=at("plan/review/approver"),
            says=_(
                "{name} approves the plan but does not belong to top management.", name=dossier.people.name(approver)
            ),
            also=(at("organisation/offices"),),
        )


def _below_the_top(dossier: Dossier) -> str:
    people = dossier.people
    return next(office.id for office in dossier.organisation.offices if not people.is_top_management(office.id))

"""Whether the last management review is older than its frequency allows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from opensmp.checking import ADVICE, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.assurance._helpers import GRACE_DAYS, after, cadence_name, performed_reviews


@rule(
    "ASR-18",
    clause="9.3",
    severity=ADVICE,
    requirements=("R17", "R61"),
    examples=(
        fails("A yearly review, last held three years ago", lambda d: _long_ago(d)),
        passes("The last review is as old as its frequency allows", lambda d: d),
    ),
)
def management_review_is_in_time(dossier: Dossier) -> Iterator[Finding]:
    """A management review is held within its frequency.

    Why: an interval that the plan sets and nobody keeps is a difference between plan and practice that top
    management made itself.

    Fix: hold the review that is due, or amend the frequency with a reason.
    """
    frequency = dossier.plan.assurance.management_review.frequency
    held = [row.performed for row in performed_reviews(dossier) if row.performed]
    if frequency is None or not held:
        return
    due = after(max(held), frequency) + timedelta(days=GRACE_DAYS)
    if due < dossier.today:
        yield Finding(
            where=at("plan/assurance/management_review/frequency"),
            says=_(
                "Management reviews are {frequency}, but the last one was held on {day}",
                frequency=cadence_name(frequency),
                day=max(held),
            ),
            also=(at("registers/reviews"),),
        )


def _long_ago(dossier: Dossier) -> Dossier:
    days = timedelta(days=3 * 366)
    return edit(
        dossier,
        "registers/reviews",
        lambda rows: tuple(replace(row, performed=row.performed - days) if row.performed else row for row in rows),
    )

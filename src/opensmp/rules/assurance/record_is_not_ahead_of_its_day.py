"""Whether audits and reviews are recorded as performed on a day to come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from opensmp.checking import ADVICE, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.assurance._examples import more_audit


@rule(
    "ASR-34",
    clause="7.5.3",
    severity=ADVICE,
    requirements=("R61",),
    examples=(
        fails(
            "An audit recorded as performed next week",
            lambda d: more_audit(d, planned=d.today, performed=d.today + timedelta(days=7)),
        ),
        passes("An audit planned for next week", lambda d: more_audit(d, planned=d.today + timedelta(days=7))),
    ),
)
def record_is_not_ahead_of_its_day(dossier: Dossier) -> Iterator[Finding]:
    """No audit or review is recorded as performed on a day to come.

    Why: a record dated in the future was written before the event, and casts doubt on all the others.

    Fix: correct the day, or enter it as planned.
    """
    for audit in dossier.registers.audits:
        if audit.performed and audit.performed > dossier.today:
            yield Finding(
                where=at("registers/audits", audit.id, "performed"),
                says=_(
                    "Audit {id} is recorded as performed on {day}, which is still to come",
                    id=audit.id,
                    day=audit.performed,
                ),
            )
    for review in dossier.registers.reviews:
        if review.performed and review.performed > dossier.today:
            yield Finding(
                where=at("registers/reviews", review.id, "performed"),
                says=_(
                    "Management review {id} is recorded as held on {day}, which is still to come",
                    id=review.id,
                    day=review.performed,
                ),
            )

"""How long versions and records are kept."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _


@rule(
    "REV-14",
    clause="7.5.3",
    severity=ADVICE,
    requirements=("R30",),
    examples=(
        fails("retention is missing", lambda d: put(d, "plan/review", retention="")),
        passes("retention: superseded versions are kept for ten years …", lambda d: d),
    ),
)
def retention_is_stated(dossier: Dossier) -> Iterator[Finding]:
    """The plan says how long versions and records are kept.

    Why: an auditor asks for the version that was in force when a record was made; without a rule it may be gone.

    Fix: state in section 10 how long superseded versions and the records of the system are kept, and where.
    """
    if "review" in dossier.stated and not dossier.plan.review.retention:
        yield Finding(
            where=at("plan/review/retention"),
            says=_("The plan does not say how long its versions and records are kept."),
        )

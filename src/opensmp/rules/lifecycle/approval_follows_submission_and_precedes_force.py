"""First submitted, then approved, then in force."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _


@rule(
    "LIF-19",
    clause="7.5.2",
    severity=BLOCKS,
    requirements=("R05", "R30"),
    examples=(
        fails(
            "Submitted after it was approved", lambda d: put(d, f"history/versions/{_in_force(d)}", submitted=_later(d))
        ),
        passes("Submitted, approved and in force on one day", lambda d: d),
    ),
)
def approval_follows_submission_and_precedes_force(dossier: Dossier) -> Iterator[Finding]:
    """A version was submitted, then approved, then came into force.

    Why: an approval before the last edit approved another text; a version in force before its approval was
    nobody's decision.

    Fix: correct the dates, or let top management approve the text as it stands.
    """
    for version in dossier.history.versions:
        for place, approval in enumerate(version.approvals, 1):
            if approval.outcome != "approved" or approval.on is None:
                continue
            early = version.submitted is not None and approval.on < version.submitted
            late = version.start is not None and version.start < approval.on
            if early or late:
                yield Finding(
                    where=at("history/versions", version.number, "approvals", str(place), "on"),
                    says=_(
                        "Version {number} was approved on {day}, before it was submitted.",
                        number=version.number,
                        day=approval.on,
                    )
                    if early
                    else _(
                        "Version {number} came into force before its approval on {day}.",
                        number=version.number,
                        day=approval.on,
                    ),
                )


def _later(dossier: Dossier) -> date | None:
    approvals = dossier.in_force.approvals if dossier.in_force else ()
    return approvals[0].on + timedelta(days=1) if approvals and approvals[0].on else None


def _in_force(dossier: Dossier) -> str:
    return dossier.in_force.number if dossier.in_force else "*"

"""Who wrote or last edited a version did not approve it."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _


@rule(
    "LIF-04",
    clause="5.1",
    severity=BLOCKS,
    requirements=("R05",),
    examples=(
        fails("last_editor and approver are the same person", lambda d: _own_work(d)),
        passes("last_editor is the SMS owner, the approver is the chief information officer", lambda d: d),
    ),
)
def author_does_not_approve(dossier: Dossier) -> Iterator[Finding]:
    """The author and the last editor do not approve their own version.

    Why: four eyes see what two do not; an approval by the author is a statement, not a control.

    Fix: let another person in an office of top management approve, or declare the exception of a small
    organisation in section 10.
    """
    if dossier.plan.review.author_may_approve:
        return
    for version in dossier.history.versions:
        writers = {version.author, version.last_editor}
        for place, approval in enumerate(version.approvals, 1):
            if approval.outcome == "approved" and approval.person in writers:
                yield Finding(
                    where=at("history/versions", version.number, "approvals", str(place)),
                    says=_(
                        "{person} wrote or last edited version {number} and approved it.",
                        person=dossier.people.name(approval.person),
                        number=version.number,
                    ),
                    also=(at("plan/review/author_may_approve"),),
                )


def _own_work(dossier: Dossier) -> Dossier:
    version = dossier.in_force
    if version is None:
        return dossier
    return put(
        put(dossier, "plan/review", author_may_approve=""),
        f"history/versions/{version.number}",
        last_editor=version.approvals[0].person,
    )

"""An approval says in which office, by which authority, when and on what."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose


@rule(
    "LIF-18",
    clause="7.5.2",
    severity=BLOCKS,
    requirements=("R05", "R30"),
    examples=(
        fails("An approval without its digest", lambda d: put(d, "history/versions/*/approvals/*", digest="")),
        passes("An approval with office, authority, day and digest", lambda d: d),
        passes(
            "A decision that returned the text, which needs no authority to approve",
            lambda d: put(d, "history/versions/*/approvals/*", outcome="returned", authority=Prose()),
        ),
    ),
)
def approval_is_complete(dossier: Dossier) -> Iterator[Finding]:
    """An approval names office, authority, day and the exact content.

    Why: a name alone does not say what was approved. The digest binds the signature to one text; office and
    authority say why it counts.

    Fix: complete the approval in history.yaml; `opensmp digest` prints the digest of the present text.
    """
    for version in dossier.history.versions:
        for place, approval in enumerate(version.approvals, 1):
            if approval.outcome != "approved":
                continue
            parts = (
                (approval.office, _("office")),
                (approval.authority, _("authority")),
                (approval.on, _("day")),
                (approval.digest, _("digest")),
            )
            missing = tuple(name for held, name in parts if not held)
            if missing:
                yield Finding(
                    where=at("history/versions", version.number, "approvals", str(place)),
                    says=_(
                        "The approval of version {number} by {person} does not name its {missing}.",
                        number=version.number,
                        person=dossier.people.name(approval.person),
                        missing=missing,
                    ),
                )

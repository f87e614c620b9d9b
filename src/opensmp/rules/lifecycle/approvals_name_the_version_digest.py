"""Version, approval and sealed text carry one digest."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _


@rule(
    "LIF-20",
    clause="7.5.3",
    severity=BLOCKS,
    requirements=("R05", "R57"),
    examples=(
        fails(
            "The approval names another digest",
            lambda d: put(d, f"history/versions/{_in_force(d)}/approvals/*", digest="0" * 64),
        ),
        passes("One digest everywhere", lambda d: d),
    ),
)
def approvals_name_the_version_digest(dossier: Dossier) -> Iterator[Finding]:
    """The digest of a version, of its approval and of its sealed text are the same.

    Why: one fingerprint names one text. Where two differ, nobody can say which text top management approved.

    Fix: restore the sealed version from its copy, or approve the text again.
    """
    for version in dossier.history.versions:
        if not version.digest:
            continue
        if dossier.is_sealed_as(version) is False:
            yield Finding(
                where=at("history/versions", version.number, "digest"),
                says=_(
                    "The sealed text of version {number} is not the one that its digest names.", number=version.number
                ),
            )
        for place, approval in enumerate(version.approvals, 1):
            if approval.outcome == "approved" and approval.digest and approval.digest != version.digest:
                yield Finding(
                    where=at("history/versions", version.number, "approvals", str(place), "digest"),
                    says=_(
                        "{person} approved another text than version {number} holds.",
                        person=dossier.people.name(approval.person),
                        number=version.number,
                    ),
                    also=(at("history/versions", version.number, "digest"),),
                )


def _in_force(dossier: Dossier) -> str:
    return dossier.in_force.number if dossier.in_force else "*"

"""A version in force was approved by somebody."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, add, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.lifecycle.history import Version
from opensmp.plan.prose import Prose


@rule(
    "LIF-01",
    clause="5.1",
    severity=BLOCKS,
    requirements=("R05", "R30", "R59"),
    examples=(
        fails(
            "A version in force with no approvals", lambda d: put(d, f"history/versions/{_in_force(d)}", approvals=())
        ),
        passes(
            "A draft, which is not in force yet, without approval",
            lambda d: add(d, "history/versions", _draft()),
        ),
    ),
)
def version_in_force_is_approved(dossier: Dossier) -> Iterator[Finding]:
    """Every version that is or was in force was approved.

    Why: a plan without top management's approval commits nobody; the auditor asks who approved it and when.

    Fix: record the approval (person, office, authority, day, digest) in history.yaml, or withdraw the version.
    """
    for version in dossier.history.versions:
        approved = any(approval.outcome == "approved" for approval in version.approvals)
        if version.start is not None and version.start <= dossier.today and not approved:
            yield Finding(
                where=at("history/versions", version.number, "approvals"),
                says=_(
                    "Version {number} is in force since {day}, but nobody approved it.",
                    number=version.number,
                    day=version.start,
                ),
            )
    if not dossier.history.versions:
        yield Finding(where=at("history/versions"), says=_("No version of this plan was ever approved."))


def _draft() -> Version:
    said = Prose.of("A next version in preparation.")
    return Version(number="99.0", what=said, why=said)


def _in_force(dossier: Dossier) -> str:
    return dossier.in_force.number if dossier.in_force else "*"

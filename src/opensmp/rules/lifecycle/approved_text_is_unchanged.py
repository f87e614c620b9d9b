"""The text under an approved number is the text that was approved."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _


@rule(
    "LIF-06",
    clause="7.5.3",
    severity=BLOCKS,
    requirements=("R05", "R57", "R58"),
    examples=(
        fails(
            "An edit under the number of the version in force",
            lambda d: put(d, "plan/identity", version=_in_force(d), classification="Public"),
        ),
        passes("The same edit under the next number", lambda d: put(d, "plan/identity", classification="Public")),
    ),
)
def approved_text_is_unchanged(dossier: Dossier) -> Iterator[Finding]:
    """A plan that carries an approved version's number holds the approved text.

    Why: whoever edits an approved version without a new number leaves two texts under one name; the signature
    belongs to only one of them.

    Fix: give the changed text the next version number and submit it for approval, or restore the approved text.
    """
    version = dossier.in_force
    if version is None or not version.digest or dossier.plan.identity.version != version.number:
        return
    if dossier.digest != version.digest:
        yield Finding(
            where=at("plan/identity/version"),
            says=_(
                "The text carries the number of version {number}, but it is not what was approved ({approved}… against {held}…).",
                number=version.number,
                approved=version.digest[:12],
                held=dossier.digest[:12],
            ),
            also=(at("history/versions", version.number, "digest"),),
        )


def _in_force(dossier: Dossier) -> str:
    return dossier.in_force.number if dossier.in_force else ""

"""Whether somebody keeps each section."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.plan import SECTIONS
from opensmp.rules.form._helpers import section_opens


@rule(
    "FRM-16",
    clause="7.5.2",
    severity=ADVICE,
    requirements=("R06", "R57"),
    examples=(
        fails("Section 9 without a keeper", lambda d: put(d, "plan/improvement", keeper=None)),
        passes("An office as keeper", lambda d: put(d, "plan/improvement", keeper=_seated(d))),
    ),
)
def section_has_a_keeper(dossier: Dossier) -> Iterator[Finding]:
    """Every section has a keeper who is still there.

    Why: a section that belongs to everybody is corrected by nobody; the owner of the plan cannot know every service.

    Fix: name the person, role or office that reads the section before each review and reports what has changed.
    """
    owner = dossier.plan.identity.owner  # whether there is one is the question of another rule
    for key in SECTIONS:
        keeper = dossier.plan.section(key).keeper
        if key not in dossier.stated or (keeper and (keeper == owner or dossier.people.holders(keeper))):
            continue
        says = (
            _(
                "{section}, is kept by {keeper}, behind whom there is nobody today.",
                section=section_opens(dossier, key),
                keeper=dossier.people.name(keeper),
            )
            if keeper
            else _("{section}, has no keeper.", section=section_opens(dossier, key))
        )
        yield Finding(where=at("plan", key, "keeper"), says=says)


def _seated(dossier: Dossier) -> str:
    return next(office.id for office in dossier.organisation.offices if dossier.people.holders(office.id))

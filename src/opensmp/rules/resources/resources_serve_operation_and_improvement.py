"""Whether people or money are planned for operation and for improvement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from opensmp.checking import BLOCKS, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import Message, _
from opensmp.plan.resources import Resources
from opensmp.plan.terms import Use
from opensmp.rules.resources._examples import without_sums
from opensmp.rules.resources._helpers import nothing_for

_SAID: dict[Use, Message] = {
    "operation": _("Section 4 plans neither people nor money for operating the services and the system"),
    "improvement": _("Section 4 plans neither people nor money for improvement"),
}


def _operation_only(dossier: Dossier) -> Dossier:
    def changed(section: Resources) -> Resources:
        budget = section.budget and replace(
            section.budget, lines=tuple(replace(line, use="operation") for line in section.budget.lines)
        )
        return replace(section, people=tuple(replace(line, use="operation") for line in section.people), budget=budget)

    return edit(without_sums(dossier), "plan/resources", changed)


@rule(
    "RES-06",
    clause="7.1",
    severity=BLOCKS,
    requirements=("R13", "R52", "R73"),
    detects=("resources-unspecified",),
    examples=(
        fails("Every line is for operation", _operation_only),
        passes("Operation and improvement each have their lines", lambda d: d),
    ),
)
def resources_serve_operation_and_improvement(dossier: Dossier) -> Iterator[Finding]:
    """Resources are split by operation and improvement.

    Why: the standard asks for resources to run the system and to improve it; improvement that lives from what
    operation leaves over does not happen.

    Fix: mark which people and which money are for improvement, and plan some if there are none.
    """
    section = dossier.plan.resources
    if not section.people and (section.budget is None or not section.budget.lines):
        return
    for use in nothing_for(dossier):
        yield Finding(where=at("plan/resources"), says=_SAID[use])

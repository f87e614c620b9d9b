"""Whether the plan says who approves improvements."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.improvement._helpers import bare


@rule(
    "IMP-20",
    clause="10.2",
    severity=ADVICE,
    requirements=("R18",),
    examples=(
        fails(
            "An improvement programme that names nobody who approves",
            lambda d: put(d, "plan/improvement", approver=None),
        ),
        passes("approver: ops-director", lambda d: d),
    ),
)
def improvements_have_an_approver(dossier: Dossier) -> Iterator[Finding]:
    """The plan says who approves improvements.

    Why: approved opportunities get targets, people and money; where nobody approves, everything stays an idea.

    Fix: name the role or office that decides on improvements.
    """
    section = dossier.plan.improvement
    if section.approver is None and not bare(section):
        yield Finding(where=at("plan/improvement/approver"), says=_("The plan does not say who approves improvements"))

"""Whether committees say how often they meet."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.terms import Cadence
from opensmp.rules.roles._examples import body, governing, holding, with_role
from opensmp.rules.roles._helpers import of_kind, where


def _committee(dossier: Dossier, meets: Cadence | None) -> Dossier:
    above = holding(dossier, "top management").id
    return with_role(dossier, body(dossier, meets=meets, reports_to=above), governing(dossier), "C")


@rule(
    "ROL-36",
    clause="5.3",
    severity=ADVICE,
    requirements=("R12",),
    examples=(
        fails("A committee that meets nobody knows how often", lambda d: _committee(d, None)),
        passes("A committee that meets every month", lambda d: _committee(d, "monthly")),
    ),
)
def body_says_how_often_it_meets(dossier: Dossier) -> Iterator[Finding]:
    """A committee says how often it meets.

    Why: a body that advises or decides is evidence only when it meets; the auditor asks for the minutes of the last
    meeting that was due.

    Fix: give the body its interval, or take it out of the plan.
    """
    for role in of_kind(dossier, "body"):
        if role.meets is None:
            yield Finding(
                where=where(role, "meets"),
                says=_("Nothing says how often “{title}” meets", title=role.title),
                quote=str(role.title),
            )

"""Whether the resources were committed by top management."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opensmp.checking import ADVICE, Finding, add, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.registers.organisation import Person


def _clerk(dossier: Dossier, left: date | None) -> Dossier:
    clerk = Person(id="clerk-example", name="Bagas Example", left=left)
    return put(add(dossier, "organisation/people", clerk), "plan/resources", committed_by=clerk.id)


@rule(
    "RES-23",
    clause="5.1",
    severity=ADVICE,
    requirements=("R05", "R13", "R35"),
    examples=(
        fails("Committed by somebody who is not top management", lambda d: _clerk(d, None)),
        fails("Committed by somebody who has left", lambda d: _clerk(d, date(d.today.year - 1, 6, 30))),
        passes("Committed by top management", lambda d: d),
    ),
)
def committer_is_top_management(dossier: Dossier) -> Iterator[Finding]:
    """The resources are committed by present top management.

    Why: only top management can make people and money available; a commitment by somebody else, or by somebody
    who has left, binds nobody.

    Fix: have the resources committed by the member of top management who answers for them today.
    """
    committer, people = dossier.plan.resources.committed_by, dossier.people
    if committer is None or not people.known(committer):
        return
    left = people.departed(committer)
    if left is not None and left.left is not None:
        says = _("The resources were committed by {name}, who left on {day}", name=left.name, day=left.left)
    elif not people.is_top_management(committer, _day(dossier)) and not people.is_top_management(committer):
        says = _("The resources were committed by {name}, who is not top management", name=people.name(committer))
    else:
        return
    yield Finding(where=at("plan/resources/committed_by"), says=says, quote=people.name(committer))


def _day(dossier: Dossier) -> date:
    return dossier.plan.resources.committed_on or dossier.today

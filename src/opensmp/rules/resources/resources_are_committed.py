"""Whether somebody committed the resources, and when."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.resources._helpers import bare


@rule(
    "RES-10",
    clause="5.1",
    severity=BLOCKS,
    requirements=("R13", "R73"),
    detects=("budget-not-committed",),
    examples=(
        fails(
            "A budget that nobody committed",
            lambda d: put(d, "plan/resources", committed_by=None, committed_on=None),
        ),
        fails("Committed by somebody, on no day", lambda d: put(d, "plan/resources", committed_on=None)),
        passes("Who and when stand beside the budget", lambda d: d),
    ),
)
def resources_are_committed(dossier: Dossier) -> Iterator[Finding]:
    """Top management commits the resources: who, and when.

    Why: leadership has to make resources available; a budget without a name and a day is a request, not a
    commitment.

    Fix: name the member of top management who committed people and money, and the day.
    """
    section = dossier.plan.resources
    if bare(dossier):
        return
    missing = [
        word
        for word, held in ((_("who committed them"), section.committed_by), (_("when"), section.committed_on))
        if held is None
    ]
    if missing:
        yield Finding(
            where=at("plan/resources", "committed_by" if section.committed_by is None else "committed_on"),
            says=_("The resources of section 4 are not committed; it does not say {missing}", missing=tuple(missing)),
            quote=str(section.commitment),
        )

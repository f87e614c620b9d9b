"""Every recorded event was answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from opensmp.checking import BLOCKS, Finding, add, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.lifecycle.history import Change
from opensmp.plan.prose import Prose


@rule(
    "LIF-11",
    clause="6.3",
    severity=BLOCKS,
    requirements=("R31", "R32", "R33", "R34", "R35", "R36", "R37", "R39"),
    examples=(
        fails("A new customer in spring, and no answer", lambda d: add(d, "history/changes", _change(d, 60))),
        passes("A new customer last week", lambda d: add(d, "history/changes", _change(d, 7))),
    ),
)
def changes_of_the_organisation_are_answered(dossier: Dossier) -> Iterator[Finding]:
    """Every change of the organisation is answered by the plan within 30 days.

    Why: a change that is known and not answered is proof that the plan's own update triggers do not work.

    Fix: amend the plan, or decide that nothing changes and record it; name the version or the review in
    answered_by.
    """
    for change in dossier.history.changes:
        if not change.answered_by and change.on < dossier.today - PATIENCE:
            yield Finding(
                where=at("history/changes", change.id),
                says=_(
                    "“{what}” happened on {day} and the plan has not answered it.",
                    what=change.what,
                    day=change.on,
                ),
                quote=str(change.what),
            )


PATIENCE = timedelta(days=30)


def _change(dossier: Dossier, days: int) -> Change:
    what = Prose.of({"en": "A new customer joined.", "id": "Pelanggan baru bergabung."})
    return Change(id="CHG-X", on=dossier.today - timedelta(days=days), kind="new customer", what=what)

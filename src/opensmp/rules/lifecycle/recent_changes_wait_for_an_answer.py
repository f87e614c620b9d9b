"""An event of the last 30 days still waits for its answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from opensmp.checking import ADVICE, Finding, add, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.lifecycle.history import Change
from opensmp.plan.prose import Prose


@rule(
    "LIF-21",
    clause="6.3",
    severity=ADVICE,
    requirements=("R31", "R32", "R33", "R34", "R35", "R36", "R37", "R39"),
    examples=(
        fails("A new customer last week, not answered yet", lambda d: add(d, "history/changes", _change(d, ""))),
        passes(
            "A new customer last week, answered by a review", lambda d: add(d, "history/changes", _change(d, "2.1"))
        ),
    ),
)
def recent_changes_wait_for_an_answer(dossier: Dossier) -> Iterator[Finding]:
    """A recent change of the organisation waits for the plan's answer.

    Why: each event is answered once: with an amendment, or with the decision that nothing changes. Until then the
    reader does not know which.

    Fix: decide on the change and name the version or review that answers it in answered_by.
    """
    for change in dossier.history.changes:
        if not change.answered_by and dossier.today - PATIENCE <= change.on <= dossier.today:
            yield Finding(
                where=at("history/changes", change.id),
                says=_("“{what}” of {day} waits for the plan's answer.", what=change.what, day=change.on),
                quote=str(change.what),
            )


PATIENCE = timedelta(days=30)


def _change(dossier: Dossier, answer: str) -> Change:
    what = Prose.of({"en": "A new customer joined.", "id": "Pelanggan baru bergabung."})
    return Change(id="CHG-X", on=dossier.today - timedelta(days=7), kind="new customer", what=what, answered_by=answer)

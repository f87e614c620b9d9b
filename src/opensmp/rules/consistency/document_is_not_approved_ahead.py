"""Whether documents were approved on days that have come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from opensmp.checking import ADVICE, Finding, add, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.consistency._helpers import label, specimen


@rule(
    "CON-42",
    clause="7.5.3",
    severity=ADVICE,
    requirements=("R43", "R46"),
    examples=(
        fails("A document “approved” next month", lambda d: _approved(d, 30)),
        passes("A document approved today", lambda d: _approved(d, 0)),
    ),
)
def document_is_not_approved_ahead(dossier: Dossier) -> Iterator[Finding]:
    """No document is approved on a day still to come.

    Why: an approval is a fact of the past. A day ahead shows that the register records intentions, and casts doubt on
    its other days.

    Fix: enter the day on which it was approved; until then the document is a draft.
    """
    for row in dossier.registers.documents:
        if row.status == "approved" and row.approved is not None and row.approved > dossier.today:
            yield Finding(
                where=at("registers/documents", row.id, "approved"),
                says=_(
                    "{document} is called approved on {day}, which is still to come.",
                    document=label(row),
                    day=row.approved,
                ),
            )


def _approved(dossier: Dossier, days: int) -> Dossier:
    return add(
        dossier, "registers/documents", specimen(dossier, "DOC-EX-1", approved=dossier.today + timedelta(days=days))
    )

"""Whether the review of a cited procedure is due, or has no date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from opensmp.checking import ADVICE, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.practices._examples import with_procedure
from opensmp.rules.practices._helpers import cited, title
from opensmp.standard.bilingual import Bilingual


@rule(
    "PRA-06",
    clause="7.5.3",
    severity=ADVICE,
    requirements=("R43", "R46"),
    examples=(
        fails(
            "A cited procedure whose review was due two months ago",
            lambda d: with_procedure(d, next_review=d.today - timedelta(days=60)),
        ),
        fails("A cited procedure without a day for its next review", lambda d: with_procedure(d, next_review=None)),
        passes("A cited procedure whose review is due today", lambda d: with_procedure(d, next_review=d.today)),
    ),
)
def cited_procedure_is_reviewed_in_time(dossier: Dossier) -> Iterator[Finding]:
    """A procedure that the plan cites is reviewed in time.

    Why: a procedure that nobody looked at since its review fell due may no longer be what people do, and the plan
    rests on it.

    Fix: review the procedure, record the outcome also when nothing changed, and set its next review.
    """
    for key, practices in _citing(dossier).items():
        document = dossier.documents[key]
        if document.next_review is None:
            says = _(
                "{document} “{title}”, cited by {practices}, has no day for its next review",
                document=document.id,
                title=document.title,
                practices=tuple(practices),
            )
        elif document.next_review < dossier.today:
            says = _(
                "The review of {document} “{title}”, cited by {practices}, was due on {day}",
                document=document.id,
                title=document.title,
                practices=tuple(practices),
                day=document.next_review,
            )
        else:
            continue
        yield Finding(where=at("registers/documents", document.id, "next_review"), says=says)


def _citing(dossier: Dossier) -> dict[str, list[Bilingual | str]]:
    """Return the names of the practices that cite each approved document."""
    citing: dict[str, list[Bilingual | str]] = {}
    for practice, document in cited(dossier):
        if document.status == "approved":
            citing.setdefault(document.id, []).append(title(dossier, practice.id))
    return citing

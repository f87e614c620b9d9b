"""Whether the plan claims a practice to be further than the procedure or its own status shows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from opensmp.checking import BLOCKS, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.language import implementation_claim
from opensmp.plan.practices import Practice
from opensmp.plan.terms import Implementation
from opensmp.registers.documents import Extract
from opensmp.rules.practices._examples import begun, change_first, first, with_procedure
from opensmp.rules.practices._helpers import place, prose_of, title


@rule(
    "PRA-10",
    clause="8.1",
    severity=BLOCKS,
    requirements=("R61", "R43", "R14"),
    examples=(
        fails(
            "Status “operating”, while the procedure says that the practice is only designed",
            lambda d: with_procedure(change_first(d, status="operating"), extract=Extract(status="designed")),
        ),
        fails(
            "“The practice is fully implemented and operational”, beside status “planned”",
            lambda d: change_first(
                d,
                status="planned",
                since=d.today + timedelta(days=90),
                approach=begun(
                    first(d).approach,
                    "The practice is fully implemented and operational.",
                    "Praktik ini sudah berjalan penuh.",
                ),
            ),
        ),
        passes(
            "Status “operating” in the plan and in the procedure",
            lambda d: with_procedure(change_first(d, status="operating"), extract=Extract(status="operating")),
        ),
    ),
)
def plan_claims_no_more_than_is_done(dossier: Dossier) -> Iterator[Finding]:
    """The plan claims no practice to be further than it is.

    Why: a practice that is called operating and turns out to be planned is the difference between plan and
    practice that an auditor looks for first, and it puts every other sentence in doubt.

    Fix: state the status that the procedure and the records show, with the day from which the practice operates.
    """
    for practice in dossier.plan.practices.practices:
        if practice.status is not None:
            yield from _of_procedures(dossier, practice, practice.status)
            yield from _of_prose(dossier, practice, practice.status)
    for claim in dossier.plan.commitments.claims:
        held = dossier.practices.get(claim.practice or "")
        if claim.status and held and held.status and _STAGES.index(claim.status) > _STAGES.index(held.status):
            yield Finding(
                where=at("plan/commitments/claims", claim.id, "status"),
                says=_(
                    "Claim {id} calls {practice} “{claimed}”, but section 5 calls it “{status}”",
                    id=claim.id,
                    practice=title(dossier, held.id),
                    claimed=claim.status,
                    status=held.status,
                ),
                also=(place(held, "status"),),
            )


_STAGES: tuple[Implementation, ...] = ("planned", "designed", "operating")


def _of_procedures(dossier: Dossier, practice: Practice, status: Implementation) -> Iterator[Finding]:
    for key in practice.procedures:
        document = dossier.documents.get(key)
        shown = document.extract.status if document and document.extract else None
        if document and shown and _STAGES.index(shown) < _STAGES.index(status):
            yield Finding(
                where=place(practice, "status"),
                says=_(
                    "The plan calls {practice} “{status}”, but {document} “{title}” says “{shown}”",
                    practice=title(dossier, practice.id),
                    status=status,
                    document=document.id,
                    title=document.title,
                    shown=shown,
                ),
                also=(at("registers/documents", document.id, "extract", "status"),),
            )


def _of_prose(dossier: Dossier, practice: Practice, status: Implementation) -> Iterator[Finding]:
    if status == "operating":
        if practice.since and practice.since > dossier.today:
            yield Finding(
                where=place(practice, "since"),
                says=_(
                    "{practice} is called “operating”, but only since {day}, which is still to come",
                    practice=title(dossier, practice.id),
                    day=practice.since,
                ),
            )
        return
    for prose in prose_of(practice):
        for _language, words in prose.each():
            claim = implementation_claim(words)
            if claim and claim.status == "operating":
                yield Finding(
                    where=place(practice, "status"),
                    says=_(
                        "The text of {practice} says “{words}”, but its status is “{status}”",
                        practice=title(dossier, practice.id),
                        words=claim.words,
                        status=status,
                    ),
                    quote=claim.words,
                )
                return

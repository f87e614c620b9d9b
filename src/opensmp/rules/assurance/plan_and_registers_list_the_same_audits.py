"""Whether the plan and the registers name the same audits and reviews."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from opensmp.checking import ADVICE, Finding, add, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _, n_
from opensmp.registers.assurance import Audit
from opensmp.rules.assurance._examples import more_audit
from opensmp.rules.assurance._helpers import in_period, internal


@rule(
    "ASR-28",
    clause="9.2",
    severity=ADVICE,
    requirements=("R46", "R17"),
    examples=(
        fails(
            "The plan names an audit that the register does not know",
            lambda d: edit(
                d, "plan/assurance/programme", lambda held: replace(held, audits=(*held.audits, "IA-EX-404"))
            ),
        ),
        fails(
            "An audit of the period that the plan does not name",
            lambda d: add(d, "registers/audits", replace(_planned(d), id="IA-EX-98")),
        ),
        passes(
            "The same audits in the plan and in the register",
            lambda d: more_audit(d, planned=d.today + timedelta(days=45)),
        ),
    ),
)
def plan_and_registers_list_the_same_audits(dossier: Dossier) -> Iterator[Finding]:
    """The plan and the registers name the same audits and reviews.

    Why: two lists of what will take place mean that somebody works from the wrong one.

    Fix: correct the id, or enter the audit or review where it is missing.
    """
    yield from _unknown(dossier)
    yield from _unnamed_audits(dossier)
    yield from _unnamed_reviews(dossier)


def _unknown(dossier: Dossier) -> Iterator[Finding]:
    section = dossier.plan.assurance
    for key in section.programme.audits:
        if key not in dossier.audits:
            yield Finding(
                where=at("plan/assurance/programme/audits", key),
                says=_("The plan names audit {id}, which the audit register does not know", id=key),
                also=(at("registers/audits"),),
            )
    for key in section.management_review.reviews:
        if key not in dossier.reviews:
            yield Finding(
                where=at("plan/assurance/management_review/reviews", key),
                says=_("The plan names management review {id}, which the register of reviews does not know", id=key),
                also=(at("registers/reviews"),),
            )


def _unnamed_audits(dossier: Dossier) -> Iterator[Finding]:
    """Yield what the register plans for the period and the plan's own list leaves out; an empty list is no list."""
    audits = frozenset(dossier.plan.assurance.programme.audits)
    missing = [
        audit
        for audit in internal(dossier)
        if audits and audit.planned and audit.id not in audits and in_period(dossier, audit.planned)
    ]
    if missing:
        says = n_(
            "Audit {audits} is planned for the period, and section 8 does not name it",
            "Audits {audits} are planned for the period, and section 8 does not name them",
            len(missing),
            audits=tuple(_("{id} “{title}”", id=audit.id, title=audit.title) for audit in missing),
        )
        also = tuple(at("registers/audits", audit.id) for audit in missing)
        yield Finding(where=at("plan/assurance/programme/audits"), says=says, also=also)


def _unnamed_reviews(dossier: Dossier) -> Iterator[Finding]:
    reviews = frozenset(dossier.plan.assurance.management_review.reviews)
    missing = [
        review
        for review in dossier.registers.reviews
        if reviews and review.id not in reviews and review.planned and in_period(dossier, review.planned)
    ]
    if missing:
        says = n_(
            "Management review {reviews} is planned for the period, and section 8 does not name it",
            "Management reviews {reviews} are planned for the period, and section 8 does not name them",
            len(missing),
            reviews=tuple(_("{id} “{title}”", id=review.id, title=review.title) for review in missing),
        )
        also = tuple(at("registers/reviews", review.id) for review in missing)
        yield Finding(where=at("plan/assurance/management_review/reviews"), says=says, also=also)


def _planned(dossier: Dossier) -> Audit:
    """Return an audit like one of the register, planned for the last day of the period."""
    period = dossier.plan.identity.period
    day = period.end if period else dossier.today
    return replace(internal(dossier)[0], planned=day, performed=None, report=None, nonconformities=None)

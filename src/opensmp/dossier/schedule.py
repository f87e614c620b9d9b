"""The plan's own schedule (R61): what was to take place, and whether it did. The plan keeps its calendar, or it does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Literal, NamedTuple, TypeAlias

from opensmp.dossier.dossier import Dossier
from opensmp.i18n.message import Value
from opensmp.lifecycle.cadence import next_due
from opensmp.plan.assurance import Activity
from opensmp.plan.prose import Prose
from opensmp.plan.terms import Cadence

Kind: TypeAlias = Literal[
    "audit", "management review", "plan review", "supplier review", "SLA review", "customer review", "satisfaction survey",
    "training", "improvement", "decision", "activity", "claim",
]  # fmt: skip
State: TypeAlias = Literal["performed", "performed late", "overdue", "ahead", "never due", "not shown"]

GRACE = timedelta(days=14)
"""How much later than planned still counts as planned: the same grace that the rules on assurance give."""


class Appointment(NamedTuple):
    """One thing of the calendar. ``due`` is its day, or the day its cadence made it due; ``where`` its row in the folder."""

    kind: Kind
    id: str
    title: Value
    where: str
    state: State
    due: date | None = None
    done: date | None = None


def schedule_of(dossier: Dossier) -> tuple[Appointment, ...]:
    """Return the whole calendar as it stands today, in order of the days on which things were due."""
    found = [*_assurance(dossier), *_recurring(dossier), *_work(dossier), *_timeline(dossier)]
    return tuple(sorted(found, key=lambda each: (each.due or date.max, each.kind, each.id)))


def claims_of(dossier: Dossier, shown: Mapping[str, date | None]) -> tuple[Appointment, ...]:
    """Return what became of each claim that something is done at a cadence.

    ``shown`` is the day of the last record by claim, as far as there are records of it (None: not one yet). What the calendar
    of the plan tells needs none; a claim that neither tells of is *not shown*.
    """
    known = {**_told_by_calendar(dossier), **shown}
    return tuple(
        _again(
            "claim",
            row.id,
            row.sentence,
            f"plan/commitments/claims/{row.id}",
            known[row.id],
            None,
            row.cadence,
            dossier.today,
        )
        if row.id in known
        else Appointment("claim", row.id, row.sentence, f"plan/commitments/claims/{row.id}", "not shown")
        for row in dossier.plan.commitments.claims
        if row.kind == "cadence" and row.cadence
    )


def _told_by_calendar(dossier: Dossier) -> dict[str, date | None]:
    """Return the last day of what the calendar holds, by claim: a claim is about what cites the same document as its evidence."""
    assurance = dossier.plan.assurance
    programme, review = assurance.programme, assurance.management_review
    audits = [row.performed for row in dossier.registers.audits if row.performed and row.performed <= dossier.today]
    reviews = [row.performed for row in dossier.registers.reviews if row.performed and row.performed <= dossier.today]
    found: dict[str, date | None] = {}
    for claim in dossier.plan.commitments.claims:
        if claim.section == "review" and not claim.practice:
            found[claim.id] = dossier.last_review
        elif claim.evidence and _cite(claim.evidence, programme.approach, programme.competence, programme.follow_up):
            found[claim.id] = max(audits, default=None)
        elif claim.evidence and _cite(claim.evidence, review.decides, review.topics_text):
            found[claim.id] = max(reviews, default=None)
    return found


def _cite(document: str, *texts: Prose) -> bool:
    return any(f"[[document:{document}]]" in words for text in texts for _language, words in text.each())


def _assurance(dossier: Dossier) -> Iterator[Appointment]:
    for audit in dossier.registers.audits:
        where, state = f"registers/audits/{audit.id}", _once(audit.planned, audit.performed, dossier.today)
        yield Appointment("audit", audit.id, audit.title, where, state, audit.planned, audit.performed)
    for review in dossier.registers.reviews:
        where, state = f"registers/reviews/{review.id}", _once(review.planned, review.performed, dossier.today)
        yield Appointment("management review", review.id, review.title, where, state, review.planned, review.performed)
        for row in review.decisions:
            state = _once(row.due, row.done, dossier.today)
            yield Appointment("decision", row.id, row.text, f"{where}/decisions/{row.id}", state, row.due, row.done)


def _recurring(dossier: Dossier) -> Iterator[Appointment]:
    """Reviews with a cadence: due one interval after the last, or after that with which they began."""
    today, registers = dossier.today, dossier.registers
    if dossier.last_review and dossier.cadence:
        identity = dossier.plan.identity
        yield _again(
            "plan review",
            identity.number,
            identity.title,
            "plan/review",
            dossier.last_review,
            None,
            dossier.cadence,
            today,
        )
    for supplier in registers.suppliers:
        if supplier.review:
            begun = min((row.start for row in dossier.contracts_of.get(supplier.id, ()) if row.start), default=None)
            where = f"registers/suppliers/{supplier.id}"
            yield _again(
                "supplier review", supplier.id, supplier.name, where, supplier.reviewed, begun, supplier.review, today
            )
    for sla in registers.slas:
        if sla.review and sla.status == "approved":
            yield _again(
                "SLA review", sla.id, sla.title, f"registers/slas/{sla.id}", sla.reviewed, sla.start, sla.review, today
            )
    for row in registers.customers:
        where = f"registers/customers/{row.id}"
        if row.review and row.status == "active":
            yield _again("customer review", row.id, row.name, where, row.reviewed, None, row.review, today)
        if row.satisfaction and row.status == "active":
            yield _again("satisfaction survey", row.id, row.name, where, row.surveyed, None, row.satisfaction, today)


def _work(dossier: Dossier) -> Iterator[Appointment]:
    for training in dossier.plan.resources.training:
        where, state = (
            f"plan/resources/training/{training.id}",
            _once(training.planned, training.performed, dossier.today),
        )
        yield Appointment("training", training.id, training.title, where, state, training.planned, training.performed)
    for item in dossier.registers.improvements:
        if item.status != "rejected" and item.due:
            done = (item.effective or item.due) if item.status == "done" else None
            stands: State = "performed" if done else _once(item.due, None, dossier.today)
            where = f"registers/improvements/{item.id}"
            yield Appointment("improvement", item.id, item.title, where, stands, item.due, done)


def _timeline(dossier: Dossier) -> Iterator[Appointment]:
    for row in dossier.plan.assurance.timeline:
        done = max((day for day in row.performed if day <= dossier.today), default=None)
        where = f"plan/assurance/timeline/{row.id}"
        if row.cadence and done:
            yield _again("activity", row.id, row.title, where, done, None, row.cadence, dossier.today, until=row.end)
        else:
            due = _first_due(row)
            yield Appointment("activity", row.id, row.title, where, _once(due, done, dossier.today), due, done)


def _first_due(row: Activity) -> date | None:
    """The day by which an activity is first expected: its start where it recurs, else the end of its time."""
    return (row.start or row.end) if row.cadence else (row.end or row.start)


def _once(due: date | None, done: date | None, today: date) -> State:
    if done is not None and done <= today:
        return "performed late" if due is not None and done > due + GRACE else "performed"
    if due is None:
        return "never due"
    return "overdue" if due < today else "ahead"


def _again(
    kind: Kind,
    id: str,
    title: Value,
    where: str,
    last: date | None,
    begun: date | None,
    cadence: Cadence,
    today: date,
    until: date | None = None,
) -> Appointment:
    """Return what recurs: when it was last done, and whether the next time has passed without it."""
    base = last or begun
    due = next_due(base, cadence) if base else None
    if due is None:
        state: State = "overdue"
    elif due + (GRACE if last else timedelta()) < today and not (until and until < due):
        state = "overdue"
    else:
        state = "performed" if last else "ahead"
    return Appointment(kind, id, title, where, state, due, last)

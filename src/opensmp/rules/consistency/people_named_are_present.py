"""Whether the people whom the plan and its registers name are still there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import chain

from opensmp.checking import ADVICE, Address, Finding, add, at, both, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import n_
from opensmp.plan.value import key_of
from opensmp.registers.organisation import Person
from opensmp.rules.consistency._helpers import cited_as_procedure


@rule(
    "CON-28",
    clause="5.3",
    severity=ADVICE,
    requirements=("R34", "R43", "R46", "R58"),
    examples=(
        fails("A class of configuration items owned by somebody who has left", lambda d: _left(d, 30)),
        passes("The owner's last day is today", lambda d: _left(d, 0)),
    ),
)
def people_named_are_present(dossier: Dossier) -> Iterator[Finding]:
    """People whom the plan and its registers name are still there.

    Why: a task of somebody who has left is done by nobody, and the plan shows that nobody noticed.

    Fix: name who has taken over; a role or an office in place of a person outlives the next change.
    """
    persons = dossier.people.persons
    if all(person.left is None or person.left >= dossier.today for person in persons.values()):
        return
    named: dict[str, list[Address]] = {}
    for where, holder in chain(_of_the_plan(dossier), _of_its_tables(dossier), _of_the_registers(dossier)):
        if holder and dossier.people.departed(holder) is not None:
            named.setdefault(holder, []).append(where)
    for key, (first, *more) in named.items():
        gone = persons[key]
        says = n_(
            "{name} is named here and left on {day}.",
            "{name} is named in {n} places, here first, and left on {day}.",
            len(more) + 1,
            name=gone.name,
            day=gone.left or dossier.today,
        )
        yield Finding(first, says, quote=gone.name, also=(*more, at("organisation/people", gone.id, "left")))


def _of_the_plan(dossier: Dossier) -> Iterator[tuple[Address, str | None]]:
    """Yield the single fields of the plan; approver, keepers, committer and plan owner have rules of their own."""
    plan = dossier.plan
    review = plan.assurance.management_review
    yield at("plan/roles/audit_reports_to"), plan.roles.audit_reports_to
    yield at("plan/assurance/management_review/authority"), review.authority
    yield from ((at("plan/assurance/management_review/participants"), holder) for holder in review.participants)
    yield at("plan/improvement/approver"), plan.improvement.approver


def _of_its_tables(dossier: Dossier) -> Iterator[tuple[Address, str | None]]:
    """Yield the owners in the tables of the plan, but those of objectives, services, suppliers and roles."""
    plan = dossier.plan
    yield from _owners("plan/scope/risks", plan.scope.risks)
    yield from _owners("plan/scope/limitations", plan.scope.limitations)
    yield from _owners("plan/scope/obligations", plan.scope.obligations)
    for objective in plan.objectives.objectives:
        yield from _owners(f"plan/objectives/objectives/{objective.id}/actions", objective.actions)
    yield from _owners("plan/resources/technology", plan.resources.technology)
    yield from _owners("plan/resources/information", plan.resources.information)
    yield from _owners("plan/practices/practices", plan.practices.practices)
    yield from _owners("plan/assurance/reporting", plan.assurance.reporting)
    yield from _owners("plan/assurance/timeline", plan.assurance.timeline)
    yield from _owners("plan/review/deviations", plan.review.deviations)
    yield from _owners("plan/commitments/commitments", plan.commitments.commitments)
    yield from _owners("plan/commitments/claims", plan.commitments.claims)
    yield from _owners("plan/review/triggers", plan.review.triggers, "watched_by")


def _of_the_registers(dossier: Dossier) -> Iterator[tuple[Address, str | None]]:
    """Yield the owners in the registers; what is done already keeps the names it was done by."""
    registers, procedures = dossier.registers, cited_as_procedure(dossier)
    kept = (row for row in registers.documents if row.status in {"draft", "in review", "approved"})
    yield from _owners("registers/slas", registers.slas)
    yield from _owners("registers/customers", (row for row in registers.customers if row.status == "active"), "contact")
    yield from _owners("registers/documents", (row for row in kept if row.id not in procedures))
    yield from _owners("registers/configuration/classes", registers.configuration.classes)
    ahead = [audit for audit in registers.audits if audit.performed is None]
    yield from _owners("registers/audits", ahead, "lead")
    for audit in ahead:
        yield from (
            (at("registers/audits", audit.id, "auditors"), holder) for holder in audit.auditors if holder != audit.lead
        )
    yield from _owners("registers/reviews", (row for row in registers.reviews if row.performed is None), "chair")
    for review in registers.reviews:
        waiting = (decision for decision in review.decisions if decision.done is None)
        yield from _owners(f"registers/reviews/{review.id}/decisions", waiting)


def _owners(table: str, rows: Iterable[object], field: str = "owner") -> Iterator[tuple[Address, str | None]]:
    for place, row in enumerate(rows):
        yield at(table, key_of(row, place), field), getattr(row, field)


def _left(dossier: Dossier, days: int) -> Dossier:
    """Let somebody whose last day was ``days`` ago own a class of configuration items."""
    gone = Person(id="gone-example", name="Bagas Nugroho", left=dossier.today - timedelta(days=days))
    return both(
        lambda d: add(d, "organisation/people", gone),
        lambda d: put(d, "registers/configuration/classes/*", owner=gone.id),
    )(dossier)

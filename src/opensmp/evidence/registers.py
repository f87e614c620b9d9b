"""The plan's own registers as canonical tables, so that portfolio, supplier and assurance metrics need no import.

A register knows the last time a thing was done and when it is due again; earlier times are not in it. What a register cannot
know is null, never a guess. A day becomes the moment at which it begins where the organisation is.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, TypeAlias

import ibis.expr.types as ir

from opensmp.dossier import Dossier
from opensmp.evidence.engine import tabled
from opensmp.evidence.formats import TYPES
from opensmp.lifecycle.cadence import next_due
from opensmp.measures.records import TABLES
from opensmp.measures.windows import midnight
from opensmp.plan.terms import Cadence
from opensmp.registers.assurance import ImprovementItem
from opensmp.registers.services import Service, Sla

Row: TypeAlias = dict[str, Any]

_Duty: TypeAlias = tuple[str, str, date | None, date | None, Row]
"""Kind, id, the day it is due, the day it was done, and further fields."""


def register_tables(dossier: Dossier, zone: str) -> dict[str, ir.Table]:
    """Return the tables ``service``, ``contract``, ``duty`` and ``customer_review``, as far as the registers hold rows."""
    held = {
        "service": list(_services(dossier, zone)),
        "contract": list(_contracts(dossier, zone)),
        "duty": list(_duties(dossier, zone)),
        "customer_review": list(_customer_reviews(dossier, zone)),
    }
    return {name: _table(name, rows) for name, rows in held.items() if rows}


def _table(name: str, rows: list[Row]) -> ir.Table:
    fields = TABLES[name].fields
    whole = [{each.name: row.get(each.name) for each in fields} for row in rows]
    return tabled(whole, {each.name: TYPES[each.kind] for each in fields})


def _moment(day: date | None, zone: str) -> int | None:
    return None if day is None else midnight(day, zone)


def _services(dossier: Dossier, zone: str) -> Iterator[Row]:
    """Yield the services of the register, and those that only the plan's scope names; components are no services."""
    in_scope = set(dossier.plan.scope.services)
    language = dossier.plan.identity.language
    for row in dossier.registers.services:
        if row.kind == "service":
            yield {
                "id": row.id,
                "name": row.name.text(language),
                "status": row.status,
                "in_scope": int(row.id in in_scope),
                "in_portfolio": int(row.in_scope and row.status not in {"proposed", "retired"}),
                "owner": row.owner,
                "criticality": row.criticality,
                "slas": sum(_covers(sla, dossier.today) for sla in dossier.slas_of.get(row.id, ())),
                "components": _components(dossier, row),
                "dependencies": len(row.depends_on) or None,
                "suppliers": sum(row.id in each.services for each in dossier.registers.suppliers),
                "continuity_plan": _continuity_plan(dossier, row.id),
                "retired_at": _moment(row.retired, zone),
            }
    for id in sorted(in_scope - {row.id for row in dossier.registers.services if row.kind == "service"}):
        yield {"id": id, "in_scope": 1, "in_portfolio": 0}


def _covers(sla: Sla, today: date) -> bool:
    """Whether an agreement is approved and in force."""
    begun = sla.start is None or sla.start <= today
    return sla.status == "approved" and begun and (sla.end is None or sla.end >= today)


def _components(dossier: Dossier, service: Service) -> int | None:
    """Return how many components the service names, at least one where the CMDB knows it; None where there is no CMDB."""
    named = sum(dossier.services[id].kind == "component" for id in service.depends_on if id in dossier.services)
    configuration = dossier.registers.configuration
    if not configuration.services and not named:
        return None
    return max(named, int(service.id in configuration.services))


def _continuity_plan(dossier: Dossier, service: str) -> str | None:
    """Return the approved continuity plan that covers a service; one that lists no services covers all of them."""
    for row in dossier.registers.documents:
        if row.kind == "continuity plan" and row.status == "approved":
            listed = row.extract.services if row.extract else ()
            if not listed or service in listed:
                return row.id
    return None


def _contracts(dossier: Dossier, zone: str) -> Iterator[Row]:
    """Yield the contracts with suppliers."""
    for row in dossier.registers.supplier_contracts:
        yield {
            "id": row.id,
            "supplier": row.supplier,
            "title": row.title.text(dossier.plan.identity.language),
            "status": row.status,
            "start_at": _moment(row.start, zone),
            "end_at": _moment(row.end, zone),
            "services": "|".join(row.services) or None,
        }


def _duties(dossier: Dossier, zone: str) -> Iterator[Row]:
    """Yield what is to be done by a day, with the day on which it was done."""
    for number, (kind, id, due, done, more) in enumerate(
        (*_assurance(dossier), *_recurring(dossier), *_money(dossier))
    ):
        yield {
            "id": f"{kind} {id} {number}",
            "kind": kind,
            "subject": id,
            "due_at": _moment(due, zone),
            "done_at": _moment(done, zone),
            **more,
        }


def _assurance(dossier: Dossier) -> Iterator[_Duty]:
    """Yield audits, management reviews and their decisions, trainings, improvements and reviews of documents."""
    for audit in dossier.registers.audits:
        yield "audit", audit.id, audit.planned, audit.performed, {}
    for review in dossier.registers.reviews:
        yield "management review", review.id, review.planned, review.performed, {}
        for decision in review.decisions:
            yield "management review action", f"{review.id}/{decision.id}", decision.due, decision.done, {}
    for training in dossier.plan.resources.training:
        yield "training", training.id, training.planned, training.performed, {}
    for item in dossier.registers.improvements:
        if item.status != "rejected":
            yield _improvement(item)
    for document in dossier.registers.documents:
        if document.status == "approved":
            yield "document review", document.id, document.next_review, None, {}


def _improvement(item: ImprovementItem) -> _Duty:
    """An improvement found effective by its due day was done by then; one done at another time is done without a day."""
    in_time = item.effective is not None and item.due is not None and item.effective <= item.due
    done = item.status == "done" or item.effective is not None
    return "improvement", item.id, item.due, item.effective if in_time else None, {"passed": 1 if done else None}


def _recurring(dossier: Dossier) -> Iterator[_Duty]:
    """Yield the last review of each SLA and supplier as done, and the next one as due."""
    for sla in dossier.registers.slas:
        if _covers(sla, dossier.today):
            yield from _last_and_next(dossier, "sla review", sla.id, sla.reviewed or sla.start, sla.review)
    for supplier in dossier.registers.suppliers:
        yield from _last_and_next(dossier, "supplier review", supplier.id, supplier.reviewed, supplier.review)


def _last_and_next(dossier: Dossier, kind: str, id: str, last: date | None, cadence: Cadence | None) -> Iterator[_Duty]:
    """Yield the last time as done and the next one as due: today, where it recurs and nobody knows of a last time."""
    if last is not None:
        yield kind, id, last, last, {}
    if cadence is not None:
        yield kind, id, next_due(last, cadence) if last else dossier.today, None, {}


def _money(dossier: Dossier) -> Iterator[_Duty]:
    """Yield the lines of the budget once its period is over: until then what was spent says little of what was planned."""
    budget, period = dossier.plan.resources.budget, dossier.plan.identity.period
    if budget is None or period is None or period.end > dossier.today:
        return
    for line in budget.lines:
        actual = None if line.actual is None else float(line.actual)
        yield "budget line", line.id, period.end, None, {"planned_amount": float(line.planned), "actual_amount": actual}


def _customer_reviews(dossier: Dossier, zone: str) -> Iterator[Row]:
    """Yield the last review with each active customer as held, and the next one as planned."""
    for customer in dossier.registers.customers:
        if customer.status == "active":
            times = _last_and_next(dossier, "", customer.id, customer.reviewed, customer.review)
            for number, (_kind, _id, due, done, _more) in enumerate(times):
                yield {
                    "id": f"{customer.id}/{number}",
                    "customer": customer.id,
                    "planned_at": _moment(due, zone),
                    "held_at": _moment(done, zone),
                }

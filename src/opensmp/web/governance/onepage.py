"""The plan on one page: the few facts that whoever signs it commits to."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from opensmp.dossier import Dossier
from opensmp.i18n import Message, Plural, _, n_
from opensmp.plan.resources import Budget

Words = Message | Plural


class Fact(NamedTuple):
    """One line: what it is about, what it says, and the section that says it."""

    term: Message
    says: tuple[Words, ...]
    section: int


def facts_of(dossier: Dossier, before: Dossier | None = None) -> list[Fact]:
    """Return what the plan covers, promises and costs; money and people beside what they were in the version before."""
    plan, registers = dossier.plan, dossier.registers
    key = sum(row.key for row in registers.suppliers)
    facts = [
        Fact(_("Scope"), (
            n_("{n} service", "{n} services", len(plan.scope.services)),
            n_("{n} customer", "{n} customers", len(plan.scope.customers)),
            n_("{n} site", "{n} sites", len(plan.scope.sites)),
        ), 1),
        Fact(_("Promises"), (
            n_("{n} objective", "{n} objectives", len(plan.objectives.objectives)),
            n_("{n} commitment", "{n} commitments", len(plan.commitments.commitments)),
        ), 2),
        Fact(_("Money"), _money(plan.resources.budget, before.plan.resources.budget if before else None), 4),
        Fact(_("People"), _people(plan.resources.total_fte, before.plan.resources.total_fte if before else None, dossier), 4),
        Fact(_("Suppliers"), (
            n_("{n} supplier", "{n} suppliers", len(plan.suppliers.suppliers)),
            *([n_("{n} of them key", "{n} of them key", key)] if key else []),
        ), 7),
        Fact(_("From top management"), _duties(dossier), 8),
    ]  # fmt: skip
    return [fact for fact in facts if fact.says]


def _money(now: Budget | None, before: Budget | None) -> tuple[Words, ...]:
    if now is None or now.total is None:
        return ()
    said: list[Words] = [_("{amount} for {period}", amount=money(now.total, now), period=now.period)]
    if before and before.total is not None and (before.currency, before.unit) == (now.currency, now.unit):
        said += _moved(now.total, before.total, lambda amount: money(amount, now))
    return tuple(said)


def money(amount: Decimal, budget: Budget) -> Message:
    """Return an amount of a budget in its currency and unit."""
    if budget.unit:
        return _("{currency} {amount} {unit}", currency=budget.currency, amount=amount, unit=budget.unit)
    return _("{currency} {amount}", currency=budget.currency, amount=amount)


def _people(now: Decimal | None, before: Decimal | None, dossier: Dossier) -> tuple[Words, ...]:
    if now is None:
        return ()
    vacant = sum(not dossier.people.holders(role.id) for role in dossier.plan.roles.roles)
    said: list[Words] = [_("{n} full-time equivalents", n=now)]
    if before is not None:
        said += _moved(now, before, lambda amount: _("{n}", n=amount))
    said.append(n_("{n} role vacant", "{n} roles vacant", vacant) if vacant else _("no role vacant"))
    return tuple(said)


def _moved(now: Decimal, before: Decimal, said: Callable[[Decimal], Words]) -> list[Words]:
    if now == before:
        return []
    return [
        _("up {amount}", amount=said(now - before)) if now > before else _("down {amount}", amount=said(before - now))
    ]


def _duties(dossier: Dossier) -> tuple[Words, ...]:
    """What the plan asks of top management: the reviews it holds in the planning period, and answering for the system."""
    period = dossier.plan.identity.period
    reviews = sum(
        bool(row.planned)
        and (period is None or (row.planned is not None and period.start <= row.planned <= period.end))
        for row in dossier.registers.reviews
    )
    answer: Words = _("answer for the service management system")
    return (n_("hold {n} management review", "hold {n} management reviews", reviews), answer) if reviews else (answer,)

"""Whether the budget says in which currency and for which period its figures are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from opensmp.checking import ADVICE, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.resources._examples import with_budget


@rule(
    "RES-02",
    clause="8.4.1",
    severity=ADVICE,
    requirements=("R13",),
    examples=(
        fails("A budget without a period", lambda d: with_budget(d, lambda held: replace(held, period=""))),
        fails("A budget without a currency", lambda d: with_budget(d, lambda held: replace(held, currency=""))),
        passes("Currency and period are named", lambda d: d),
    ),
)
def budget_names_currency_and_period(dossier: Dossier) -> Iterator[Finding]:
    """A budget names its currency and its period.

    Why: twelve thousand of what, and until when? A figure without both cannot be compared with what was spent.

    Fix: write the currency code (such as IDR) and the period, the same as the planning period where possible.
    """
    budget = dossier.plan.resources.budget
    if budget is None or not (budget.lines or budget.total):
        return
    missing = [
        word
        for word, held in ((_("its currency"), budget.currency), (_("its period"), budget.period))
        if not held.strip()
    ]
    if missing:
        yield Finding(
            where=at("plan/resources/budget", "period" if budget.currency.strip() else "currency"),
            says=_("The budget does not name {missing}", missing=tuple(missing)),
        )

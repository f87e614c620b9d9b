"""Whether an objective is measured at least as often as it is judged."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import Message, _
from opensmp.plan.terms import MONTHS_BETWEEN, Cadence, Window
from opensmp.rules.objectives._examples import standing
from opensmp.rules.objectives._helpers import measurable_cases, place

_MONTHS: dict[Window, int] = {"week": 0, "month": 1, "quarter": 3, "half-year": 6, "year": 12}
_JUDGED: dict[Window, Message] = {
    "week": _("every week"), "month": _("every month"), "quarter": _("every quarter"), "half-year": _("every half-year"),
    "year": _("every year"),
}  # fmt: skip
_MEASURED: dict[Cadence, Message] = {
    "weekly": _("weekly"), "monthly": _("monthly"), "quarterly": _("quarterly"), "half-yearly": _("half-yearly"),
    "yearly": _("yearly"), "two-yearly": _("every two years"), "three-yearly": _("every three years"),
}  # fmt: skip


@rule(
    "OBJ-37",
    clause="9.1",
    severity=ADVICE,
    requirements=("R11",),
    examples=(
        fails("Judged every month and measured yearly", lambda d: standing(d, frequency="yearly")),
        passes("Judged every month and measured weekly", lambda d: standing(d, frequency="weekly")),
    ),
)
def objective_is_measured_in_time(dossier: Dossier) -> Iterator[Finding]:
    """An objective is measured at least as often as it is judged.

    Why: a promise for every month that is measured once a year is unknown for eleven months.

    Fix: measure at least once in each period over which the objective is judged, or judge it over a longer
    period.
    """
    for case in measurable_cases(dossier):
        window, frequency = case.objective.window, case.objective.frequency
        if window is None or frequency is None or MONTHS_BETWEEN[frequency] <= _MONTHS[window]:
            continue
        yield Finding(
            where=place(case.objective, "frequency"),
            says=_(
                "Objective {id} is judged {judged} but measured {measured}: “{sentence}”",
                id=case.objective.id,
                judged=_JUDGED[window],
                measured=_MEASURED[frequency],
                sentence=case.objective.statement,
            ),
            quote=case.sentence,
        )

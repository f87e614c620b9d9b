"""Whether an objective missed in the last period is continued or explained."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, add, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.objectives import PastObjective
from opensmp.rules.objectives._examples import said
from opensmp.rules.objectives._past import last_period, words_of


def _missed(dossier: Dossier, continued_as: str) -> Dossier:
    row = PastObjective(
        id="PAST-9",
        period=max((each.period for each in last_period(dossier)), default="2019"),
        statement=said(
            dossier,
            "Raise the share of supplier reviews held on time to 100 %.",
            "Meningkatkan persentase tinjauan pemasok yang tepat waktu menjadi 100 %.",
        ),
        target="100 %",
        result="71 %",
        outcome="not met",
    )
    return put(add(dossier, "plan/objectives/past", row), "plan/objectives/past/PAST-9", continued_as=continued_as)


@rule(
    "OBJ-23",
    clause="6.2.2",
    severity=ADVICE,
    requirements=("R11",),
    examples=(
        fails("An objective missed last period, of which nothing is heard again", lambda d: _missed(d, "")),
        passes("It is continued", lambda d: _missed(d, d.plan.objectives.objectives[0].id)),
    ),
)
def unmet_objective_is_answered(dossier: Dossier) -> Iterator[Finding]:
    """An unmet objective of the last period is continued or explained.

    Why: results have to be evaluated; a missed objective that disappears looks as if objectives were dropped when
    they hurt.

    Fix: name the objective that continues it, or say in section 2 why it was given up and who decided that.
    """
    current = {objective.id for objective in dossier.plan.objectives.objectives}
    for row in last_period(dossier):
        if row.outcome == "met" or row.continued_as or row.id in current:
            continue
        if any(row.id in words for words in words_of(dossier)):
            continue
        yield Finding(
            where=at("plan/objectives/past", row.id),
            says=_(
                "Objective {id} of {period} was not reached, and nothing says what became of it: “{sentence}”",
                id=row.id,
                period=row.period,
                sentence=row.statement,
            ),
            quote=str(row.statement),
        )

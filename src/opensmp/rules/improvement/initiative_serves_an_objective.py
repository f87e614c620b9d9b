"""Whether each open initiative serves an objective of the plan."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose
from opensmp.rules.improvement._examples import change_one, one_more
from opensmp.rules.improvement._helpers import open_items, place


@rule(
    "IMP-12",
    clause="10.2",
    severity=ADVICE,
    requirements=("R18",),
    examples=(
        fails(
            "An initiative that serves no objective",
            lambda d: change_one(d, objective=None, source="measurement", source_ref=""),
        ),
        passes(
            "A corrective action serves its nonconformity",
            lambda d: one_more(
                d,
                objective=None,
                corrective=True,
                cause=Prose.of({"en": "The form did not ask for it.", "id": "Formulir tidak memintanya."}),
            ),
        ),
    ),
)
def initiative_serves_an_objective(dossier: Dossier) -> Iterator[Finding]:
    """An initiative serves an objective of the plan.

    Why: improvements are evaluated for their fit with the objectives; one that fits none competes with those that do.

    Fix: name the objective that it serves, or the risk or nonconformity that it answers.
    """
    for item in open_items(dossier):
        answers = item.corrective or item.source in {"risk", "nonconformity"} or item.source_ref in dossier.objectives
        if item.objective is None and not answers:
            yield Finding(
                where=place(item, "objective"),
                says=_("Initiative {id} “{title}” serves no objective of the plan", id=item.id, title=item.title),
            )

"""Whether every commitment stands somewhere in the sections of the plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from opensmp.checking import ADVICE, Finding, add, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.references import chips


@rule(
    "PRA-29",
    clause="6.3",
    severity=ADVICE,
    requirements=("R61", "R46"),
    examples=(
        fails(
            "A commitment that no section and no objective cites",
            lambda d: add(
                d, "plan/commitments/commitments", replace(d.plan.commitments.commitments[0], id="COM-EX-999")
            ),
        ),
        passes("A commitment that an objective names", lambda d: d),
    ),
)
def commitment_is_cited_in_the_plan(dossier: Dossier) -> Iterator[Finding]:
    """Every commitment is cited in the plan.

    Why: a promise that stands only in a list is not read by those who approve the plan, and nobody feels bound by
    it.

    Fix: put [[commitment:…]] where the section makes the promise, or remove the commitment.
    """
    if not dossier.plan.practices.practices:
        return  # where no practice is described, none of its promises can be cited
    named = {key for objective in dossier.plan.objectives.objectives for key in objective.commitments}
    for text in dossier.texts:
        for _language, words in text.prose.each():
            named.update(chip.id for chip in chips(words) if chip.kind in {"commitment", "claim"})
    for row in dossier.plan.commitments.commitments:
        if row.id not in named:
            yield Finding(
                where=at("plan/commitments/commitments", row.id),
                says=_("Commitment {id} is cited nowhere in the plan: “{sentence}”", id=row.id, sentence=row.sentence),
                fix=_("Write [[commitment:{id}]] where the plan makes this promise, or remove it.", id=row.id),
            )

"""Whether the sentence of a claim names the cadence that the claim is typed with."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, add, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.commitments import Claim
from opensmp.plan.prose import Prose
from opensmp.plan.terms import Cadence
from opensmp.rules.practices._examples import first
from opensmp.rules.practices._promises import cadences_in


@rule(
    "PRA-37",
    clause="6.3",
    severity=BLOCKS,
    requirements=("R46", "R61"),
    examples=(
        fails("“SLAs are reviewed each month”, typed as yearly", lambda d: _claiming(d, "yearly")),
        passes("“SLAs are reviewed each month”, typed as monthly", lambda d: _claiming(d, "monthly")),
    ),
)
def claim_says_what_its_cadence_says(dossier: Dossier) -> Iterator[Finding]:
    """The sentence of a claim says what its typed cadence says.

    Why: people read the sentence and the calendar follows the cadence; when they differ, one of them is not kept.

    Fix: decide which of the two was approved and correct the other, in every language of the plan.
    """
    for row in dossier.plan.commitments.claims:
        if row.cadence is None:
            continue
        for _language, words in row.sentence.each():
            named = cadences_in(words)
            if named and row.cadence not in named:
                yield Finding(
                    where=at("plan/commitments/claims", row.id, "sentence"),
                    says=_(
                        "Claim {id} is typed as {cadence}, but the sentence says otherwise: “{sentence}”",
                        id=row.id,
                        cadence=row.cadence,
                        sentence=words.strip(),
                    ),
                    also=(at("plan/commitments/claims", row.id, "cadence"),),
                    quote=words.strip(),
                )
                break


def _claiming(dossier: Dossier, cadence: Cadence) -> Dossier:
    told = Prose.of({"en": "The archive is inspected each month.", "id": "Arsip diperiksa setiap bulan."})
    claim = Claim(
        id="CL-EX-99",
        sentence=told,
        kind="cadence",
        cadence=cadence,
        practice=first(dossier).id,
        evidence=next(row.id for row in dossier.registers.documents if row.status == "approved"),
        owner=dossier.plan.identity.owner,
    )
    return add(dossier, "plan/commitments/claims", claim)

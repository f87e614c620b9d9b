"""Whether a claim names what shows it: a controlled document or a control."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose


@rule(
    "PRA-39",
    clause="8.1",
    severity=ADVICE,
    requirements=("R61", "R56"),
    examples=(
        fails(
            "A claim with neither evidence nor control",
            lambda d: put(d, "plan/commitments/claims/*", evidence=None, control=Prose()),
        ),
        passes("A claim with the procedure that shows it", lambda d: d),
    ),
)
def claim_can_be_shown(dossier: Dossier) -> Iterator[Finding]:
    """A claim names what shows it.

    Why: a claim has no number that records could test. Without a document or a control behind it the auditor has only
    somebody's word.

    Fix: name the controlled document that holds the evidence, or say which control makes the claim true.
    """
    for claim in dossier.plan.commitments.claims:
        if claim.evidence is None and not claim.control:
            yield Finding(
                where=at("plan/commitments/claims", claim.id, "evidence"),
                says=_(
                    "Claim {id} names neither evidence nor control: “{sentence}”", id=claim.id, sentence=claim.sentence
                ),
                quote=str(claim.sentence),
            )

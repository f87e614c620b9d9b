"""Whether a declared deviation still stands although its commitment holds again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from opensmp.checking import ADVICE, Finding, add, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose
from opensmp.plan.review import Deviation
from opensmp.rules.operation._verdicts import kept_now, latest


@rule(
    "OPE-07",
    clause="10.1",
    severity=ADVICE,
    profiles=("stage2",),
    requirements=("R60",),
    examples=(
        fails(
            "A deviation of a promise that was kept in the latest window",
            lambda d: add(d, "plan/review/deviations", _deviation(d)),
        ),
        passes("A deviation of a promise that is still broken", lambda d: d),
    ),
)
def deviation_ends_when_the_promise_holds(dossier: Dossier) -> Iterator[Finding]:
    """A declared deviation ends when a new measurement holds.

    Why: a deviation that outlives its cause allows what nobody needs to be allowed, and hides the next miss.

    Fix: take the deviation out with the next version, and record what the improvement achieved.
    """
    measured = latest(dossier)
    for deviation in dossier.plan.review.deviations:
        verdict = measured.get(deviation.commitment)
        expired = deviation.until is not None and deviation.until < dossier.today
        if verdict is not None and verdict.verdict == "kept" and not expired:
            yield Finding(
                where=at("plan/review/deviations", deviation.id),
                says=_(
                    "The deviation {id} stands, and {commitment} was kept from {start} to {end}.",
                    id=deviation.id,
                    commitment=deviation.commitment,
                    start=verdict.start,
                    end=verdict.end,
                ),
                quote=str(deviation.reason),
                also=(at("plan/commitments/commitments", deviation.commitment),),
            )


def _deviation(dossier: Dossier) -> Deviation:
    said = {
        "en": "The promise was missed in an earlier window.",
        "id": "Janji ini tidak terpenuhi pada periode sebelumnya.",
    }
    return Deviation(
        id="DEV-X",
        commitment=kept_now(dossier).commitment,
        reason=Prose.of({language: said[language] for language in dossier.languages}),
        owner=dossier.plan.identity.owner,
        until=dossier.today + timedelta(days=90),
        improvement=next(row.id for row in dossier.registers.improvements if row.status == "in progress"),
    )

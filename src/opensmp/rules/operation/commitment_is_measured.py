"""Whether every commitment is measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from opensmp.checking import ADVICE, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.commitments import Commitment
from opensmp.rules.operation._verdicts import GRACE, kept_now, verdicts_of, window_after


@rule(
    "OPE-01",
    clause="9.1",
    severity=ADVICE,
    profiles=("stage2",),
    requirements=("R56", "R59", "R61"),
    examples=(
        fails("A commitment without any verdict", lambda d: _unmeasured(d)),
        passes("Every commitment has a verdict", lambda d: d),
    ),
)
def commitment_is_measured(dossier: Dossier) -> Iterator[Finding]:
    """Every commitment of the plan in force is measured.

    Why: in Stage 2 each promise is held against its records; one that nobody measures is not used to run the services.

    Fix: measure the commitment from the records of its last window, or take a promise that nobody needs out of the plan.
    """
    measured = verdicts_of(dossier).keys()
    if dossier.in_force is None:
        return
    for commitment in dossier.plan.commitments.commitments:
        if commitment.id not in measured and _due(dossier, commitment):
            yield Finding(
                where=at("plan/commitments/commitments", commitment.id),
                says=_(
                    "The commitment {id} was never measured: “{sentence}”",
                    id=commitment.id,
                    sentence=commitment.sentence,
                ),
                quote=str(commitment.sentence),
            )


def _due(dossier: Dossier, commitment: Commitment) -> bool:
    """Whether a whole window, with time for its records, has passed since the promise was first in force."""
    starts = [
        version.start
        for version in dossier.history.versions
        if version.start and _may_hold(dossier.sealed.get(version.number), commitment.id)
    ]
    begin = min(starts, default=date.max)
    return begin < dossier.today and window_after(begin, commitment.target.window) + GRACE < dossier.today


def _may_hold(sealed: Mapping[str, Any] | None, commitment: str) -> bool:
    """Whether a version holds the commitment; one that was never sealed is taken to hold it."""
    if sealed is None:
        return True
    rows = sealed.get("plan", {}).get("commitments", {}).get("commitments", ())
    return any(row.get("id") == commitment for row in rows)


def _unmeasured(dossier: Dossier) -> Dossier:
    commitment = kept_now(dossier).commitment
    return replace(dossier, verdicts=tuple(each for each in dossier.verdicts if each.commitment != commitment))

"""Whether the plan promises anything that records can test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from opensmp.checking import BLOCKS, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _


def _silent(dossier: Dossier) -> Dossier:
    unlinked = edit(
        dossier,
        "plan/objectives/objectives",
        lambda rows: tuple(replace(row, commitments=()) for row in rows),
    )
    return edit(
        edit(unlinked, "plan/commitments", lambda held: replace(held, commitments=(), claims=())),
        "plan/review",
        lambda held: replace(held, deviations=()),
    )


@rule(
    "PRA-41",
    clause="8.1",
    severity=BLOCKS,
    requirements=("R14", "R61", "R74"),
    detects=("practice-generic",),
    examples=(
        fails("No commitment and no claim in the whole plan", _silent),
        passes("Commitments with a number, and claims without one", lambda d: d),
    ),
)
def plan_makes_promises(dossier: Dossier) -> Iterator[Finding]:
    """The plan makes promises that can be tested.

    Why: without criteria nobody can show that a practice works, and an audit of operation has nothing to compare the
    records with.

    Fix: write down what each practice promises as a commitment with metric, target and window, or as a claim.
    """
    held = dossier.plan.commitments
    if dossier.plan.practices.practices and not held.commitments and not held.claims:
        yield Finding(
            where=at("plan/commitments"),
            says=_("The plan makes no commitment and no claim: nothing it says of its practices can be tested"),
        )

"""Whether each practice that operates promises something that can be tested."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from opensmp.checking import ADVICE, Finding, add, edit, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.practices._helpers import place, title


@rule(
    "PRA-15",
    clause="8.1",
    severity=ADVICE,
    requirements=("R14", "R61"),
    examples=(
        fails("An operating practice for which the plan makes no commitment and no claim", lambda d: _unpromised(d)),
        passes(
            "A practice with one claim: a control without a number",
            lambda d: add(
                d, "plan/commitments/claims", *(replace(row, id=f"{row.id}-B") for row in d.plan.commitments.claims[:1])
            ),
        ),
    ),
)
def practice_makes_a_promise(dossier: Dossier) -> Iterator[Finding]:
    """A practice makes at least one promise that can be tested.

    Why: clause 8.1 asks for criteria by which a practice is controlled. Without a commitment or a typed claim
    nobody can show that the practice works.

    Fix: add a commitment with a metric and a target, or a claim on a status, a cadence or a control, and link it
    to the practice.
    """
    held = dossier.plan.commitments
    promising = {row.practice for row in held.commitments} | {row.practice for row in held.claims}
    if not promising:
        return
    for practice in dossier.plan.practices.practices:
        if practice.id not in promising and practice.status != "planned" and practice.approach:
            yield Finding(
                where=place(practice),
                says=_(
                    "{practice} makes no promise: no commitment and no claim is linked to it",
                    practice=title(dossier, practice.id),
                ),
            )


def _unpromised(dossier: Dossier) -> Dossier:
    gone, *_more = (row.practice for row in dossier.plan.commitments.commitments if row.practice)
    other = next(row.id for row in dossier.plan.practices.practices if row.id != gone)
    for where in ("plan/commitments/commitments", "plan/commitments/claims"):
        dossier = edit(
            dossier,
            where,
            lambda rows: tuple(replace(row, practice=other) if row.practice == gone else row for row in rows),
        )
    return put(dossier, f"plan/practices/practices/{gone}", status="operating")

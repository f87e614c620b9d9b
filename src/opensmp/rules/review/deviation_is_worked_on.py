"""Whether the improvement behind a declared deviation is still being carried out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from opensmp.checking import ADVICE, Finding, add, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose
from opensmp.plan.review import Deviation

_CLOSED = ("done", "rejected")


@rule(
    "REV-17",
    clause="10.1",
    severity=ADVICE,
    requirements=("R60", "R18"),
    examples=(
        fails("A deviation that rests on an improvement that is done", lambda d: _resting(d, done=True)),
        passes("A deviation that rests on an improvement in progress", lambda d: _resting(d, done=False)),
    ),
)
def deviation_is_worked_on(dossier: Dossier) -> Iterator[Finding]:
    """The improvement behind a deviation is still being carried out.

    Why: an improvement that is done or rejected ends nothing any more. While the deviation stands, nobody works on it.

    Fix: name the improvement that works on it now, or measure again and end the deviation.
    """
    if all(row.status in _CLOSED for row in dossier.registers.improvements):
        return  # that nothing is being improved at all is one finding of its own
    for row in dossier.plan.review.deviations:
        item = dossier.improvements.get(row.improvement or "")
        if item is not None and item.status in _CLOSED:
            yield Finding(
                where=at("plan/review/deviations", row.id, "improvement"),
                says=_(
                    "Deviation {id} rests on improvement {improvement} “{title}”, which is closed.",
                    id=row.id, improvement=item.id, title=item.title,
                ),
                also=(at("registers/improvements", item.id, "status"),),
            )  # fmt: skip


def _resting(dossier: Dossier, *, done: bool) -> Dossier:
    """Let a commitment be broken, and declare the deviation, resting on an improvement like one of the register."""
    item = next(row for row in dossier.registers.improvements if (row.status == "done") is done)
    declared = {row.commitment for row in dossier.plan.review.deviations}
    commitment = next(
        row
        for row in dossier.plan.commitments.commitments
        if row.target.comparator == "at least" and row.id not in declared
    )
    last = max((row for row in dossier.verdicts if row.commitment == commitment.id), key=lambda row: row.end)
    broken = replace(
        last, verdict="broken", numerator=None, denominator=None, measured=commitment.target.value - Decimal(9)
    )
    known = replace(dossier, verdicts=tuple(broken if row is last else row for row in dossier.verdicts))
    words = {"en": "The archive is not complete.", "id": "Arsip belum lengkap."}
    deviation = Deviation(
        id="DEV-EX-1",
        commitment=commitment.id,
        reason=Prose.of({each: words[each] for each in dossier.languages}),
        owner=dossier.plan.identity.owner,
        until=dossier.today.replace(year=dossier.today.year + 1),
        improvement=item.id,
    )
    return add(known, "plan/review/deviations", deviation)

"""Whether a commitment says over which period and by which clock it is judged."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _


@rule(
    "PRA-28",
    clause="9.1",
    severity=ADVICE,
    requirements=("R61", "R56"),
    examples=(
        fails(
            "A commitment without a measurement period",
            lambda d: put(
                d, f"plan/commitments/commitments/{d.plan.commitments.commitments[0].id}/target", window=None
            ),
        ),
        passes("A share, judged each quarter, with the limit counted in the service hours", lambda d: d),
    ),
)
def commitment_can_be_measured(dossier: Dossier) -> Iterator[Finding]:
    """A commitment says over which period and by which clock it is judged.

    Why: "95 %" of a month and of a year are different promises, and "four hours" around the clock and in office
    hours are too.

    Fix: set the window (week, month, quarter, half-year or year) and, for a time limit, the clock that counts it.
    """
    for row in dossier.plan.commitments.commitments:
        where = at("plan/commitments/commitments", row.id, "target")
        if row.target.window is None:
            yield Finding(
                where=where / "window",
                says=_(
                    "Commitment {id} does not say over which period it is judged: “{sentence}”",
                    id=row.id,
                    sentence=row.sentence,
                ),
            )
        if (
            row.target.limit
            and not row.target.clock
            and "clock" not in row.parameters
            and "calendar" not in row.parameters
        ):
            yield Finding(
                where=where / "clock",
                says=_(
                    "Commitment {id} has a limit of {limit} and does not say which clock counts it: “{sentence}”",
                    id=row.id,
                    limit=row.target.limit,
                    sentence=row.sentence,
                ),
            )

"""Whether measurements are up to date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from opensmp.checking import ADVICE, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.operation._verdicts import GRACE, kept_now, latest, window_after


@rule(
    "OPE-05",
    clause="9.1",
    severity=ADVICE,
    profiles=("stage2",),
    requirements=("R56", "R59"),
    examples=(
        fails("A promise last measured two years ago", lambda d: _aged(d)),
        passes("The latest window of each commitment is measured", lambda d: d),
    ),
)
def measurement_is_recent(dossier: Dossier) -> Iterator[Finding]:
    """Each commitment was measured for its latest window.

    Why: promises that were measured once before the audit and never since show that the plan is not used to run the
    services.

    Fix: measure the windows that have ended since, and put the measuring into the calendar of section 8.
    """
    measured = latest(dossier)
    for commitment in dossier.plan.commitments.commitments:
        last = measured.get(commitment.id)
        if last is None:
            continue
        due = window_after(last.end, commitment.target.window)
        if due + GRACE < dossier.today:
            yield Finding(
                where=at("plan/commitments/commitments", commitment.id),
                says=_(
                    "The commitment {id} was last measured for the window that ended on {last}; the one until {due} is missing.",
                    id=commitment.id,
                    last=last.end,
                    due=due,
                ),
                quote=str(commitment.sentence),
            )


def _aged(dossier: Dossier) -> Dossier:
    """Return a copy in which one commitment was measured long ago and never since."""
    last = kept_now(dossier)
    end = last.end - timedelta(days=800)
    aged = replace(last, start=end - (last.end - last.start), end=end)
    others = tuple(each for each in dossier.verdicts if each.commitment != last.commitment)
    return replace(dossier, verdicts=(*others, aged))

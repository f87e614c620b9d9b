"""Whether a commitment was broken in three windows running."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from opensmp.checking import BLOCKS, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.operation._verdicts import changed, declared, deviates, kept_now, streak, verdicts_of, versions_in

_RUNNING = 3


@rule(
    "OPE-03",
    clause="10.1",
    severity=BLOCKS,
    profiles=("stage2",),
    requirements=("R56", "R59", "R60"),
    examples=(
        fails("Broken in three windows one after another", lambda d: _broken(d, 3)),
        passes("Broken in the last two windows", lambda d: _broken(d, 2)),
    ),
)
def commitment_is_not_broken_again_and_again(dossier: Dossier) -> Iterator[Finding]:
    """No commitment is broken in three windows running without a word in the plan.

    Why: once is an incident, three times is how the service works; the plan then describes another organisation.

    Fix: correct the cause with an improvement and declare the deviation until it holds, or let top management amend
    the promise.
    """
    for commitment, verdicts in verdicts_of(dossier).items():
        count = streak(verdicts)
        if count < _RUNNING or deviates(dossier, commitment) or commitment not in dossier.commitments:
            continue
        yield Finding(
            where=at("plan/commitments/commitments", commitment),
            says=_(
                "The commitment {id} was broken in {count} windows running, since {start}.",
                id=commitment,
                count=count,
                start=verdicts[-count].start,
            ),
            quote=str(dossier.commitments[commitment].sentence),
            correction=declared(dossier, commitment),
        )


def _broken(dossier: Dossier, times: int) -> Dossier:
    """Return a copy in which the latest window and those before it were broken."""
    last = kept_now(dossier)
    others = tuple(each for each in dossier.verdicts if each.commitment != last.commitment or each is last)
    dossier = changed(replace(dossier, verdicts=others), last, verdict="broken")
    length = last.end - last.start
    earlier = []
    end = last.start - timedelta(days=1)
    for _time in range(1, times):
        version = next(iter(versions_in(dossier.history, end - length, end)), "")
        earlier.append(replace(last, start=end - length, end=end, verdict="broken", version=version))
        end -= length + timedelta(days=1)
    return replace(dossier, verdicts=(*dossier.verdicts, *earlier))

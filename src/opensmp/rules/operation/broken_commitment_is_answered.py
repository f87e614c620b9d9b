"""Whether a broken commitment is answered by a deviation or an amendment."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.i18n.message import Value
from opensmp.rules.operation._verdicts import changed, declared, deviates, kept_now, streak, verdicts_of

_RUNNING = 3
"""From this many windows on, another rule speaks."""


@rule(
    "OPE-02",
    clause="10.1",
    severity=ADVICE,
    profiles=("stage2",),
    requirements=("R56", "R60"),
    examples=(
        fails("The latest window broke a commitment", lambda d: changed(d, kept_now(d), verdict="broken")),
        passes("The broken commitment is a declared deviation", lambda d: d),
    ),
)
def broken_commitment_is_answered(dossier: Dossier) -> Iterator[Finding]:
    """A broken commitment is answered by a declared deviation or an amendment.

    Why: a difference between promise and record that the plan does not mention is one that nobody manages; it may not
    be hidden until it goes away.

    Fix: declare the deviation in section 10 with its owner, date and improvement, or amend the commitment.
    """
    for commitment, verdicts in verdicts_of(dossier).items():
        last = verdicts[-1]
        if (
            not 0 < streak(verdicts) < _RUNNING
            or deviates(dossier, commitment)
            or commitment not in dossier.commitments
        ):
            continue
        words: dict[str, Value] = {"id": commitment, "start": last.start, "end": last.end}
        target = dossier.commitments[commitment].target
        says = (
            _(
                "The commitment {id} was broken from {start} to {end} ({measured} {unit} where it promises {value} {unit}), "
                "and the plan declares no deviation.",
                measured=last.measured,
                value=target.value,
                unit=target.unit,
                **words,
            )
            if last.measured is not None
            else _("The commitment {id} was broken from {start} to {end}, and the plan declares no deviation.", **words)
        )
        yield Finding(
            where=at("plan/commitments/commitments", commitment),
            says=says,
            quote=str(dossier.commitments[commitment].sentence),
            correction=declared(dossier, commitment),
        )

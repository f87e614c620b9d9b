"""Whether measuring came to a verdict."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.i18n.message import Value
from opensmp.rules.operation._verdicts import changed, kept_now, latest


@rule(
    "OPE-06",
    clause="9.1",
    severity=ADVICE,
    profiles=("stage2",),
    requirements=("R56",),
    examples=(
        fails(
            "No records of the latest window",
            lambda d: changed(d, kept_now(d), verdict="unknown", numerator=None, denominator=None, measured=None),
        ),
        passes("Every latest window was judged", lambda d: d),
    ),
)
def measurement_comes_to_a_verdict(dossier: Dossier) -> Iterator[Finding]:
    """The latest window of each commitment came to a verdict.

    Why: without records nobody knows whether the promise was kept; silence is no proof.

    Fix: find out where the records are and import them; where too few cases occur, choose a longer window.
    """
    for commitment, verdict in latest(dossier).items():
        if verdict.verdict not in {"unknown", "too few"} or commitment not in dossier.commitments:
            continue
        words: dict[str, Value] = {"id": commitment, "start": verdict.start, "end": verdict.end}
        says = (
            _("{id}, {start} to {end}: there are no records, so nobody knows whether it was kept.", **words)
            if verdict.verdict == "unknown"
            else _("{id}, {start} to {end}: there are too few cases for a verdict.", **words)
        )
        yield Finding(
            where=at("plan/commitments/commitments", commitment),
            says=says,
            quote=str(dossier.commitments[commitment].sentence),
        )

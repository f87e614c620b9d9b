"""Whether the figures of a verdict agree with each other and with the calendar."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from opensmp.checking import ADVICE, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import Message, _
from opensmp.i18n.message import Value
from opensmp.measures.verdict import Verdict
from opensmp.rules.operation._verdicts import changed, verdicts_of

_ROUNDING = Decimal("0.1")


@rule(
    "OPE-08",
    clause="9.1",
    severity=ADVICE,
    profiles=("stage2",),
    requirements=("R56",),
    examples=(
        fails("30 of 20 records kept the promise", lambda d: changed(d, _counted(d), numerator=30, denominator=20)),
        passes("96.41 % from 1,907 of 1,978 records", lambda d: d),
    ),
)
def verdict_agrees_with_its_figures(dossier: Dossier) -> Iterator[Finding]:
    """The figures of a verdict agree with each other.

    Why: a percentage that its own counts do not give was written by hand, and an auditor who finds one recounts all.

    Fix: measure the window again from its records instead of correcting the figure.
    """
    for verdict in dossier.verdicts:
        commitment = dossier.commitments.get(verdict.commitment)
        if commitment is None:
            continue
        says = _fault(dossier, verdict, commitment.target.unit)
        if says is not None:
            yield Finding(where=at("plan/commitments/commitments", verdict.commitment), says=says)


def _fault(dossier: Dossier, verdict: Verdict, unit: str) -> Message | None:
    kept, all_records = verdict.numerator, verdict.denominator
    words: dict[str, Value] = {"id": verdict.commitment, "start": verdict.start, "end": verdict.end}
    if verdict.end > dossier.today and verdict.verdict != "unknown":
        return _("{id}, {start} to {end}: the window was judged before it ended.", **words)
    if kept is None or all_records is None:
        return None
    if kept > all_records:
        return _(
            "{id}, {start} to {end}: {kept} of {records} records cannot be.", kept=kept, records=all_records, **words
        )
    if unit != "%" or verdict.measured is None or not all_records:
        return None
    share = (Decimal(100) * kept / all_records).quantize(Decimal("0.01"))
    if abs(share - verdict.measured) <= _ROUNDING:
        return None
    return _(
        "{id}, {start} to {end}: {kept} of {records} records are {share} %, not {measured} %.",
        kept=kept,
        records=all_records,
        share=share,
        measured=verdict.measured,
        **words,
    )


def _counted(dossier: Dossier) -> Verdict:
    return next(
        each[-1] for each in verdicts_of(dossier).values() if each[-1].denominator and each[-1].verdict == "kept"
    )

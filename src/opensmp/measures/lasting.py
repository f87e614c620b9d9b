"""The verdicts of a measurement that last: those on windows that are over, as the plan's folder keeps them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from opensmp.measures.judging import printed
from opensmp.measures.measurement import Measurement
from opensmp.measures.outcome import Measured, Outcome, Part, WindowResult
from opensmp.measures.verdict import Verdict
from opensmp.plan.prose import Prose


class InForce(NamedTuple):
    """A version that was in force from ``start`` to ``end``, both days included; None where it still is."""

    number: str
    digest: str
    start: date
    end: date | None


def lasting_verdicts(outcome: Outcome, versions: Sequence[InForce], languages: tuple[str, ...]) -> Iterator[Verdict]:
    """Yield a verdict for each window that is over and had records; ``versions`` are those of the plan, in their order.

    A window whose records nobody imported yields nothing: that nobody measured it is what a rule says of its absence.
    """
    for measured in outcome.measured:
        for result in measured.windows:
            if not result.running and any(_records(part.measurement) for part in result.parts):
                yield _verdict(measured, result, versions, languages)


def _records(held: Measurement) -> int:
    return (held.denominator or held.numerator or 0) + sum(held.excluded.values())


def _verdict(
    measured: Measured, result: WindowResult, versions: Sequence[InForce], languages: tuple[str, ...]
) -> Verdict:
    part = _deciding(result)
    version = _judge(part, result, versions)
    value = result.value if result.value is not None else part.measurement.value
    unit = measured.metric.unit if measured.metric else ""
    alone = len(result.parts) == 1
    said = {language: " ".join(each.text(language) for each in result.judgement.reasons) for language in languages}
    return Verdict(
        commitment=measured.commitment.id,
        start=result.start,
        end=result.end,
        verdict=result.word,
        numerator=part.measurement.numerator if alone else result.numerator,
        denominator=part.measurement.denominator if alone else result.denominator,
        measured=None if value is None else printed(value, part.promise.target, unit),
        excluded=sum(result.excluded.values()),
        version=version.number if version else "",
        digest=version.digest if version else "",
        batches=part.measurement.batches,
        note=Prose.of({language: words for language, words in said.items() if words}),
    )


def _judge(part: Part, result: WindowResult, versions: Sequence[InForce]) -> InForce | None:
    """Return the version to name: of those whose wording judged the part, the last that was in force in the window."""
    held = [each for each in versions if each.number in part.versions]
    inside = [each for each in held if each.start <= result.end and (each.end is None or each.end >= result.start)]
    return next(reversed(inside or held), None)


def _deciding(result: WindowResult) -> Part:
    """Return the part that gave the window its word, the latest of them: its figure and version stand for the window."""
    held = [part for part in result.parts if part.judgement.word == result.word] or list(result.parts)
    return held[-1]

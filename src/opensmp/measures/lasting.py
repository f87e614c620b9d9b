"""The verdicts of a measurement that last: those on windows that are over, as the plan's folder keeps them."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.measures.judging import printed
from opensmp.measures.measurement import Measurement
from opensmp.measures.outcome import Measured, Outcome, Part, WindowResult
from opensmp.measures.verdict import Verdict
from opensmp.plan.prose import Prose


def lasting_verdicts(outcome: Outcome, digests: dict[str, str], languages: tuple[str, ...]) -> Iterator[Verdict]:
    """Yield a verdict for each window that is over and had records; ``digests`` are those of the versions by number.

    A window whose records nobody imported yields nothing: that nobody measured it is what a rule says of its absence.
    """
    for measured in outcome.measured:
        for result in measured.windows:
            if not result.running and any(_records(part.measurement) for part in result.parts):
                yield _verdict(measured, result, digests, languages)


def _records(held: Measurement) -> int:
    return (held.denominator or held.numerator or 0) + sum(held.excluded.values())


def _verdict(measured: Measured, result: WindowResult, digests: dict[str, str], languages: tuple[str, ...]) -> Verdict:
    part = _deciding(result)
    version = part.versions[-1] if part.versions else ""
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
        version=version,
        digest=digests.get(version, ""),
        batches=part.measurement.batches,
        note=Prose.of({language: words for language, words in said.items() if words}),
    )


def _deciding(result: WindowResult) -> Part:
    """Return the part that gave the window its word, the latest of them: its figure and version stand for the window."""
    held = [part for part in result.parts if part.judgement.word == result.word] or list(result.parts)
    return held[-1]
